"""Cutting a block into runs of inline content, and runs into text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile

from alliance_spiders.reading.elements import IMAGES, INLINE
from alliance_spiders.reading.locator import path_of
from alliance_spiders.reading.nodes import Node, Tag, Text

Run = list[Tag | Text]
_SEPARATORS = re.compile(r"(?:[\s,;|/·•&+–—-]|\band\b|\ba’r\b)*", re.IGNORECASE)
_BODY = re.compile(r"\b(?:trust|hospitals?|infirmary|council|university|hospice|board|icb)\b", re.IGNORECASE)
_GOES_ON = re.compile(  # a name that is set in two pieces goes on so
    r"(?:NHS|Foundation|Trust|Hospitals?|University|Healthcare|Health|Teaching|General|Community|Partnership|Care|FT|"
    r"Infirmary|Cancer|and|of|&)\b|&",
    re.IGNORECASE,
)
# No text, text struck out, or the mark of a footnote.
_UNSAID = frozenset("script style title s del strike sup".split())
_NOT_SINGLE = _UNSAID | IMAGES | {"tspan"}  # elements that add to their text, or have it unsaid
_GOING_ON = re.compile(
    r"(?:\b(?:and|of|the|for|upon|St\.?)|&)$", re.IGNORECASE
)  # the end of a line of a longer name
_REST_OF_NAME = re.compile(  # a line that is no name by itself
    r"(?:(?:University )?(?:Teaching |General )?(?:Hospitals? |Healthcare |Health )?"
    r"(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust|Trust)\b|(?:and|of|upon)\s|&)",
    re.IGNORECASE,
)
_WHOLE_NAME = re.compile(
    r"\b(?:Trust|FT|Hospitals?|Infirmary|Centre|Board|Council|Hospice)\W*$", re.IGNORECASE
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELLS = frozenset("cell gridcell columnheader rowheader row listitem".split())  # roles that make a block
_BADGES = frozenset("badge chip pill tag label".split())
_BADGE = 3  # words
_LINES = frozenset("span small strong b em i".split())  # that a style sheet may set as lines
_LEADS = frozenset("strong b a".split())
_NAME = re.compile(r"\b(?:trust|ft|nhs|hospitals?|infirmary|health(?:care)?|care)\b", re.IGNORECASE)
_SENTENCE = 4  # words
_TITLED = re.compile(
    r"[A-Z][\w’'.]*(?:,? (?:(?:and|of|the|upon|on|&) )*[A-Z][\w’'.]*){1,6}"
)  # “Torbay and South Devon”
_TELLS = re.compile(r"[A-Z][a-z]+s\s")  # “Runs endoscopy …”
_SEVERAL = 3  # names that are entries side by side
_PIECE = 4  # words of a longest piece of a name, as in “University NHS Foundation Trust”
_NEARLY_ALL = 0.75  # share of elements
_TRUST_ENDS = re.compile(r"\b(?:Trust|TRUST|FT|NHSFT)\W*$")
_LONGEST_LINE = 100  # characters of a line that is part of a name
_ENDS = (".", "!", "?")
_OPEN = ".:,;?!–—-("  # a text that ends so is no name by itself
_SPACES = re.compile(r"\s+")


def blocks_in(tags: Mapping[str, Sequence[Tag]]) -> set[int]:
    """Identities of the inline elements that hold a block or a line break, and so are none.

    ``tags`` are all elements of a page by name.
    """
    marked: set[int] = set()
    spans = tags.get("span", ())
    # What fills a slot of an element of the site's own is laid out by that element, part by part.
    cells = [tag for tag in spans if tag.attrs.get("role") in _CELLS or "slot" in tag.attrs]
    marked.update(map(id, cells))
    blocks = chain(cells, *(alike for name, alike in tags.items() if name not in INLINE))
    for inner in [tag.parent for tag in blocks if tag.parent is not None and tag.parent.name in INLINE]:
        around: Tag | None = inner
        while around is not None and around.name in INLINE and id(around) not in marked:
            marked.add(id(around))
            around = around.parent
    return marked


def parts_of(tag: Tag, marked: set[int]) -> list[Tag | Run]:
    """The children of a block: blocks as they are, inline content between them in runs.

    The white space between two blocks is no run.
    """
    if len(tag.contents) == 1:  # as in most
        return _only_part(tag.contents[0], marked)
    parts: list[Tag | Run] = []
    run: Run = []
    for position, child in enumerate(tag.contents):
        if isinstance(child, Tag):
            if child.name in INLINE and id(child) not in marked:
                run.append(child)
                continue
            if child.name == "br" and run and _goes_on(tag, run, tag.contents[position + 1 :]):
                run.append(child)
                continue
            if run:
                parts.append(run)
                run = []
            if child.name != "br":
                parts.append(child)
        elif isinstance(child, Text) and (run or not child.isspace()):
            run.append(child)
    if run:
        parts.append(run)
    return parts


def _only_part(child: Node, marked: set[int]) -> list[Tag | Run]:
    if isinstance(child, Tag):
        if child.name in INLINE and id(child) not in marked:
            return [[child]]
        return [child] if child.name != "br" else []
    return [[child]] if isinstance(child, Text) and not child.isspace() else []


def _goes_on(tag: Tag, run: Run, after: Sequence[Node]) -> bool:
    """Whether a line break parts one name in two."""
    before = text_of(run)
    line = takewhile(lambda node: not (isinstance(node, Tag) and node.name not in INLINE), after)
    behind = text_of(node for node in line if isinstance(node, (Tag, Text)))
    is_of_link = "a" in (tag.name, tag.parent.name if tag.parent is not None else "")
    return is_one_name(before, behind, in_heading=tag.name in _HEADINGS or is_of_link)


def is_one_name(before: str, behind: str, *, in_heading: bool) -> bool:
    """Whether two lines are one name: by how the line before ends, or the line after begins.

    In a heading or a link they are unless a whole name stands before.
    """
    if not before or not behind or len(before) > _LONGEST_LINE:
        return False
    if _GOING_ON.search(before) or _REST_OF_NAME.match(behind):
        return True
    return in_heading and not _WHOLE_NAME.search(before)


def single_text(run: Run) -> str | None:
    """The text of a run that is one string, or elements around one, as most are; none of any other."""
    node: Node = run[0]
    while isinstance(node, Tag) and len(node.contents) == 1 and node.name not in _NOT_SINGLE:
        node = node.contents[0]
    if len(run) > 1 or type(node) is not Text:
        return None
    return " ".join(node.split())


def text_of(run: Iterable[Node]) -> str:
    """The text of a run, spaces squeezed; neighbours that are joined without a space are parted."""
    pieces: list[str] = []
    for node in run:
        for string in _strings(node):
            if pieces and _glued(pieces[-1], string):
                pieces.append(" ")
            pieces.append(string)
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _strings(node: Node) -> Iterator[str]:
    if isinstance(node, Tag) and node.name == "br":
        yield " "
    elif isinstance(node, Tag) and node.name not in _UNSAID:
        for inner in node.descendants:
            if isinstance(inner, Text) and inner.parent.name not in _UNSAID and not _is_badge(inner.parent):
                yield str(inner)
        if node.name == "tspan":  # a line of a label
            yield " "
    elif isinstance(node, Text):
        yield str(node)


def _is_badge(tag: Tag) -> bool:
    """Whether an element is a mark behind a text (“Acute”), as its class says and its words bear out."""
    if tag.name != "span" or "class" not in tag.attrs or tag.parent is None:
        return False
    if not any(each.partition("-")[0] in _BADGES for each in tag.attrs["class"].lower().split()):
        return False
    before = takewhile(lambda node: node is not tag, tag.parent.contents)
    if not any(type(node) is Text and not node.isspace() for node in before):
        return False
    text = tag.get_text()
    return len(text.split()) <= _BADGE and not _BODY.search(text)


def _glued(before: str, after: str) -> bool:
    """Whether “Trust” and “Leeds” met: a small letter, bracket or number, then a capital, with no space."""
    if not (before and after) or not after[0].isupper():
        return False
    is_end = before.endswith(" FT") and after[1:2].islower()
    return before[-1].islower() or before[-1] in ").’'" or before.isdigit() or is_end


def separate_parts(run: Run) -> list[Tag]:
    """The links of a run that holds two or more, or its other elements when each names an organisation.

    Nothing but signs may stand between them.
    """
    tags = [node for node in run if isinstance(node, Tag)]
    if not tags or (len(tags) == 1 and len(tags[0].contents) < 2):  # as most are
        return []
    tags = [tag for tag in tags if tag.get_text(strip=True)]
    lines = _lines_in(tags)
    if lines:
        return lines
    named = [tag for tag in tags if tag.name != "tspan" and _BODY.search(tag.get_text())]
    # A tspan is a line of a label.
    parts = [tag for tag in tags if tag.name == "a"] or (tags if _are_alike(tags) else named)
    if len(parts) < 2:
        return []
    own = {id(part) for part in parts}
    rest = "".join(_text(node) for node in run if id(node) not in own)
    if not _SEPARATORS.fullmatch(rest):
        return []
    return [line for part in parts for line in (_lines_in([part]) or [part])]


def name_before_sentence(run: Run) -> tuple[Tag, Run] | None:
    """The bold text or link with which an entry begins, and the sentence behind it that tells of it.

    No sign parts the two: “**Homerton Healthcare NHS Foundation Trust** Cares for adults near their homes.”
    """
    first, rest = run[0], run[1:]
    if not isinstance(first, Tag) or first.name not in _LEADS or not isinstance(rest[-1], Text):
        return None
    if not rest[-1].rstrip().endswith(_ENDS):
        return None
    name, said = text_of([first]), text_of(rest)
    if not said.endswith(_ENDS) or len(said.split()) < _SENTENCE or len(name) > _LONGEST_LINE:
        return None
    is_named = _NAME.search(name) is not None or (_TITLED.fullmatch(name) and _TELLS.match(said))
    is_name = is_named and name[0].isupper() and name[-1] not in _OPEN
    is_sentence = said[0].isupper() and said[1:2].islower() and not _GOES_ON.match(said)
    return (first, rest) if is_name and is_sentence else None


def are_marked(box: Tag) -> bool:
    """Whether the elements in another are each a text with something set otherwise behind it."""
    inner = [child for child in box.contents if isinstance(child, Tag)]
    return len(inner) >= _SEVERAL and all(map(_has_mark, inner))


def _has_mark(tag: Tag) -> bool:
    first, last = (tag.contents[0], tag.contents[-1]) if len(tag.contents) > 1 else (None, None)
    return isinstance(first, Text) and isinstance(last, Tag) and last.name in _LINES


def mark_behind_name(run: Run, are_alike: Callable[[], bool]) -> tuple[Text, Tag] | None:
    """The name with which an entry begins, and what is set otherwise behind it: “NAME *Valleys*”.

    The name is whole, or ``are_alike`` says that the entries beside it have such marks too.
    """
    name = run[0]
    if not isinstance(name, Text):
        return None
    tags = [node for node in run[1:] if isinstance(node, Tag)]
    if len(tags) != 1 or tags[0].name not in _LINES:
        return None
    beside = (node for node in run[1:] if isinstance(node, Text))
    whole = name.rstrip().removesuffix("(The)")
    mark = text_of(tags)
    is_mark = mark[:1].isupper() and not _GOES_ON.match(mark) and not _TRUST_ENDS.search(mark)
    if not is_mark or not all(node.isspace() for node in beside):
        return None
    return (name, tags[0]) if _WHOLE_NAME.search(whole) or are_alike() else None


def _are_alike(tags: Sequence[Tag]) -> bool:
    """Whether elements are set alike, and enough of them hold a whole name: “George Eliot Hospital”.

    Without a class to be set by, nearly all must.
    """
    kinds = {(tag.name, tag.attrs.get("class", "")) for tag in tags}
    if len(kinds) != 1:
        return False
    texts = [tag.get_text().strip().removeprefix("The ") for tag in tags]
    whole = sum(map(_is_whole, texts))
    return whole >= (_SEVERAL if "class" in tags[0].attrs else max(_SEVERAL, len(tags) * _NEARLY_ALL))


def _is_whole(text: str) -> bool:
    """Whether a text is a name by itself, and not the piece in which one goes on."""
    if _GOES_ON.match(text):  # “University Hospitals of North Midlands NHS Trust”
        return _TRUST_ENDS.search(text) is not None and len(text.split()) > _PIECE
    return _BODY.search(text) is not None or _TRUST_ENDS.search(text) is not None


def _lines_in(tags: list[Tag]) -> list[Tag]:
    """The spans that a style sheet sets as lines: a capital begins each, and no name goes on in it.

    Either no space parts them, or each has a class of its own to be styled by, or the first alone is a trust.
    """
    spans = _only_children(tags[0]) if len(tags) == 1 else tags
    if len(spans) < 2 or any(span.name not in _LINES for span in spans):
        return []
    texts = [span.get_text().strip() for span in spans]
    if any(not text[0].isupper() or (_GOES_ON.match(text) and not _is_whole(text)) for text in texts[1:]):
        return []
    pairs = list(pairwise(spans))
    is_glued = all(_is_next(*pair) and _glued(pair[0].get_text(), pair[1].get_text()) for pair in pairs)
    is_whole = _TRUST_ENDS.search(texts[0]) is not None and not any(map(_TRUST_ENDS.search, texts[1:]))
    return spans if is_glued or is_whole or all(span.has_attr("class") for span in spans) else []


def _is_next(one: Tag, other: Tag) -> bool:
    """Whether an element follows another with no space between them."""
    beside = one.parent.contents if one.parent is not None else []
    place = next((place for place, node in enumerate(beside) if node is one), len(beside))
    return place + 1 < len(beside) and beside[place + 1] is other


def _only_children(tag: Tag) -> list[Tag]:
    """The elements with text in an element that holds no other text."""
    parts = [child for child in tag.contents if _text(child).strip()]
    return [part for part in parts if isinstance(part, Tag)] if all(isinstance(p, Tag) for p in parts) else []


def _text(node: Node) -> str:
    return node.get_text() if isinstance(node, Tag) else str(node)


def place_of(tag: Tag, run: Iterable[Tag | Text]) -> str:
    """The locator of a run: of its one node, or of the block when it has several."""
    filled = [n for n in run if (n.get_text(strip=True) if isinstance(n, Tag) else n.strip())]
    if len(filled) == 1 and any(child is not filled[0] for child in tag.contents):
        return path_of(filled[0])
    return path_of(tag)
