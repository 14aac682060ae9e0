"""A recorded page reduced to what a fixture may hold: its structure, headings and names of organisations."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PageElement

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.urls import normalise, page_key
from alliance_spiders.items import Page
from alliance_spiders.new_spider.vocabulary import FILLER, Place, Vocabulary
from alliance_spiders.privacy import scrub
from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.images import data_label
from alliance_spiders.reading.model import Document, Form, Segment, Source
from alliance_spiders.reading.names import Namer
from alliance_spiders.reading.nodes import Tag as ReadTag

_REMOVED = ("style", "link", "meta", "base", "iframe", "object", "embed", "svg", "template", "video", "audio")
_KEPT_ATTRIBUTES = frozenset(
    "lang role type hidden colspan rowspan scope aria-hidden aria-level aria-expanded".split()
)
_PLAIN_VALUE = re.compile(r"[\w\s./-]{0,30}")
# Classes say what part of a page something is; other words in them may be anything, also a person.
_CLASSES = frozenset(
    """cookie cookies consent gdpr breadcrumb breadcrumbs navbar navigation menu nav header footer
    sidebar""".split()
)
_REFERENCES = ("aria-controls", "aria-labelledby")
_ATTRIBUTE_LIMIT = 200

Twins = Mapping[int, PageElement]


class Reducer:
    """Reduces the pages of one site.

    ``names`` are what each page lists as partners, by key of the page; ``places`` the addresses in the
    fixture, by key.
    """

    def __init__(
        self,
        namer: Namer,
        vocabulary: Vocabulary,
        names: Mapping[str, frozenset[str]],
        places: Mapping[str, str],
    ) -> None:
        self._namer = namer
        self._vocabulary = vocabulary
        self._listed = names
        self._places = places
        self._alliances = tuple(
            name for a in all_alliances() for name in (a.name, *a.other_names) if len(name) > 5
        )

    def reduce(self, document: Document) -> str:
        """The page as a fixture may hold it, empty for what is no page of HTML or JSON."""
        listed = self._listed.get(page_key(document.page.url), frozenset())
        if document.root is None:
            names = [name for segment in document.segments for name in self._names(segment, listed)]
            return _as_json(names) if "json" in document.page.content_type else ""
        soup, twins = _to_be_changed(document.page, document.root)
        return self._reduced(soup, twins, document, listed)

    def _reduced(self, soup: BeautifulSoup, twins: Twins, document: Document, listed: frozenset[str]) -> str:
        title = self._vocabulary.heading(document.title, self._alliances) if document.title else ""
        scripts = self._script_names(twins, document, listed)
        attributes = self._attribute_names(twins, document, listed)
        self._rewrite_text(soup, twins, document, listed)
        _remove(soup)
        self._rewrite_scripts(soup, scripts)
        targets = {value for tag in soup.find_all(True) for value in _references(tag)}
        ids = {value: f"part{number}" for number, value in enumerate(sorted(targets), 1)}
        for tag in soup.find_all(True):
            self._rewrite_attributes(tag, document.page.url, attributes.get(id(tag), {}), ids)
        _put_title(soup, title)
        return "<!DOCTYPE html>\n" + re.sub(r"\n\s*\n+", "\n", str(soup.html or soup)) + "\n"

    # -- names ------------------------------------------------------------------------------------

    def _names(self, segment: Segment, listed: Collection[str]) -> list[str]:
        """The names of organisations in a segment, as they stand in it; never a person."""
        item = self._namer.item(segment)
        found = [] if item.form is Form.PERSON else [name.text for name in item.names]
        found += [name for name in (*listed, *self._alliances) if name in segment.text]
        names = filter(None, map(self._vocabulary.name, found))
        return sorted(dict.fromkeys(names), key=len, reverse=True)

    def _script_names(
        self, twins: Twins, document: Document, listed: Collection[str]
    ) -> dict[int, list[str]]:
        names: dict[int, list[str]] = {}
        for segment in document.segments:
            if segment.source is Source.SCRIPT and segment.tag is not None:
                names.setdefault(id(twins[id(segment.tag)]), []).extend(self._names(segment, listed))
        return names

    def _attribute_names(
        self, twins: Twins, document: Document, listed: Collection[str]
    ) -> dict[int, dict[str, str]]:
        """The values of attributes that name organisations, by element and attribute."""
        values: dict[int, dict[str, str]] = {}
        for segment in document.segments:
            names = self._names(segment, listed) if segment.source.is_attribute else []
            if not names or segment.tag is None:
                continue
            known = values.setdefault(id(twins[id(segment.tag)]), {})
            if segment.source is Source.FILE:
                known["src"] = segment.text
                continue
            value = self._text(" ".join(segment.text.split()), names)
            own = data_label(segment.tag)[0]
            source = own if own and segment.place.endswith(f"/@{own}") else segment.source.value
            known[source] = value[:_ATTRIBUTE_LIMIT]
        return values

    # -- text -------------------------------------------------------------------------------------

    def _rewrite_text(
        self, soup: BeautifulSoup, twins: Twins, document: Document, listed: Collection[str]
    ) -> None:
        written: dict[int, NavigableString] = {}  # held, so that no identity is given twice
        names_of: dict[int, list[str]] = {}
        for segment in document.segments:  # lines of one element share its strings
            for string in _strings(segment, twins):
                names_of.setdefault(id(string), []).extend(self._names(segment, listed))
        for segment in document.segments:
            strings = [s for s in _strings(segment, twins) if id(s) not in written and s.strip()]
            names = [name for string in strings for name in names_of[id(string)]]
            names = sorted(dict.fromkeys(names), key=len, reverse=True)
            for new in self._rewrite(segment, strings, names):
                written[id(new)] = new
        for string in list(soup.find_all(string=True)):
            if id(string) not in written and string.parent is not None and string.parent.name != "script":
                string.replace_with(NavigableString("\n" if "\n" in string else " "))

    def _rewrite(
        self, segment: Segment, strings: list[NavigableString], names: list[str]
    ) -> Iterator[NavigableString]:
        """Replace the strings of a segment; gives what stands there now."""
        texts = [self._one(segment, string, names) for string in strings]
        if texts and not all(any(name in text for text in texts) for name in names):
            # A name that runs over several elements is put into the first of them.
            texts = [self._text(segment.text, names), *("" for _ in strings[1:])]
        for string, text in zip(strings, texts, strict=True):
            new = NavigableString(text)
            string.replace_with(new)
            yield new

    def _one(self, segment: Segment, string: NavigableString, names: list[str]) -> str:
        if segment.tag is not None and segment.tag.name == "pre":
            return "\n".join(self._text(" ".join(line.split()), names) for line in string.splitlines())
        text = " ".join(string.split())
        before = " " if string[:1].isspace() else ""
        after = " " if string[-1:].isspace() else ""
        is_list = self._namer.item(segment).form in (Form.WITHIN, Form.LISTING)
        if is_list and self._vocabulary.is_list(text, names):
            return f"{before}{text}{after}"
        if segment.level and not any(name == text for name in names):
            return f"{before}{self._vocabulary.heading(text, names)}{after}"
        return f"{before}{self._text(text, names)}{after}"

    def _text(self, text: str, names: list[str]) -> str:
        """A text with its names of organisations as they are, and all else in own words."""
        cut = list(_cut(text, names))
        whole = "".join(
            piece if is_name else self._vocabulary.words(piece, _place(number, len(cut)))
            for number, (piece, is_name) in enumerate(cut)
        )
        return whole if scrub(whole, names) == whole else " ".join(names) or FILLER

    # -- elements ---------------------------------------------------------------------------------

    def _rewrite_scripts(self, soup: BeautifulSoup, names: Mapping[int, list[str]]) -> None:
        for script in soup.find_all("script"):
            if found := names.get(id(script)):
                script.attrs = {"type": "application/json"}
                script.string = _as_json(found)
            else:
                script.decompose()

    def _rewrite_attributes(
        self, tag: Tag, page_url: str, named: Mapping[str, str], ids: Mapping[str, str]
    ) -> None:
        kept: dict[str, str] = {}
        for name, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            if name in _KEPT_ATTRIBUTES and _PLAIN_VALUE.fullmatch(text):
                kept[name] = text
            elif name == "class" and (words := _structure(text)):
                kept[name] = words
            elif name in ("id", *_REFERENCES) and text in ids:
                kept[name] = ids[text]
            elif name == "href":
                kept[name] = self._link(text, page_url, ids)
        tag.attrs = {**kept, **named}

    def _link(self, target: str, page_url: str, ids: Mapping[str, str]) -> str:
        """A link to another page of the fixture; any other leads nowhere."""
        if target.startswith("#"):
            return f"#{ids[target[1:]]}" if target[1:] in ids else "#"
        try:
            key = page_key(normalise(urljoin(page_url, target)))
        except ValueError:
            return "#"
        return self._places.get(key, "#")


def _place(number: int, count: int) -> Place:
    if count == 1:
        return Place.ALONE
    if number == 0:
        return Place.BEFORE
    return Place.AFTER if number == count - 1 else Place.BETWEEN


def _to_be_changed(page: Page, root: ReadTag) -> tuple[BeautifulSoup, Twins]:
    """The page once more as a tree that can be changed, and its nodes by the identity of those read."""
    text = decode_body(page.body, page.content_type, page.encoding)
    soup = BeautifulSoup(text, "lxml", multi_valued_attributes=None)
    return soup, {id(one): other for one, other in zip(root.descendants, soup.descendants, strict=True)}


def _strings(segment: Segment, twins: Twins) -> Iterator[NavigableString]:
    """The texts of a segment that have not been replaced yet, and what stands in for those that have."""
    if segment.source not in (Source.TEXT, Source.OPTION):
        return
    for node in segment.nodes or (segment.tag,):
        twin = twins.get(id(node))
        if isinstance(twin, Tag):
            yield from (s for s in twin.find_all(string=True) if type(s) is NavigableString)
        elif type(twin) is NavigableString:
            yield twin


def _cut(text: str, names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a name."""
    pattern = "|".join(map(re.escape, names))
    end = 0
    for found in re.finditer(pattern, text) if pattern else ():
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _remove(soup: BeautifulSoup) -> None:
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(_REMOVED):
        tag.decompose()


def _references(tag: Tag) -> Iterator[str]:
    for name in _REFERENCES:
        if tag.has_attr(name):
            yield str(tag[name])
    target = str(tag.get("href") or "")
    if target.startswith("#") and len(target) > 1:
        yield target[1:]


def _structure(classes: str) -> str:
    words = re.split(r"[\s_-]+", classes.lower())
    return " ".join(dict.fromkeys(word for word in words if word in _CLASSES))


def _put_title(soup: BeautifulSoup, title: str) -> None:
    head = soup.head
    if head is None:
        head = soup.new_tag("head")
        (soup.html or soup).insert(0, head)
    head.clear()
    head.append(soup.new_tag("meta", charset="utf-8"))
    tag = soup.new_tag("title")
    tag.string = title
    head.append(tag)


def _as_json(names: Iterable[str]) -> str:
    return json.dumps([{"name": name} for name in dict.fromkeys(names)], ensure_ascii=False, indent=1)
