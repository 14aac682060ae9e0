"""Which organisations a segment names, and in what form."""

from __future__ import annotations

import re

from alliance_spiders.alliances import Alliance
from alliance_spiders.reading.as_written import as_written, heads, is_cut_hard, numbered_parts
from alliance_spiders.reading.enumerations import (
    is_key,
    is_key_of_others,
    is_lead_of_names,
    is_of_others,
    names_between,
)
from alliance_spiders.reading.model import Form, Item, Name, Segment, Source, item_of
from alliance_spiders.reading.persons import begins_with_person, has_role
from alliance_spiders.reading.plain_texts import is_plain
from alliance_spiders.reading.shapes import (
    folded_name,
    is_address,
    is_clause,
    is_generic,
    is_name_shaped,
    is_of_another,
    looks_named,
    may_be_name,
    names_body,
)
from alliance_spiders.reading.words import Lean, lean
from matching.matcher import Matcher
from matching.model import Kind, Match, Span, Status

Names = tuple[Form, tuple[Name, ...]]
NOTHING: Names = (Form.NONE, ())
CERTAIN = 100.0  # score of a name that is exactly one of the register
MAX_NAME = 200  # characters
MAX_ENTRY = 2_000  # characters; a longer text is no entry of a list
MAX_ASKED = 8_000  # different texts of one site that are matched; no real site has a tenth of that
MAX_WORDS = 24
MAX_PROSE = 20_000  # characters of one text that are searched
_WHERE = re.compile(  # “In NHS Devon ICB, our partner trusts are …” begins with no entry
    r"\W*(?:in|across|within|throughout|around|near|at|from|for|under|with|by)\s", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\((?:such as|including|e\.?g\.?,?|for example|i\.?e\.?,?|namely)?|such as|including|e\.g\.|"
    r"for example|:",
    re.I,
)
_POSSESSIVE = re.compile(r"(?<=\w)[-_ ]s(?=[-_ ])")  # “guy-s-and-st-thomas” in a file's name
_FILE_GAPS = re.compile(r"[_+\s]+")  # “leeds_teaching_hospitals”, “leeds%20teaching%20hospitals”
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # “LeedsTeachingHospitals”
_GLUED_ON = re.compile(r"(?<=[a-z]{2})(of|and)(?=-)")  # “Derbyand-Burton”
_KIND = re.compile(r"([^:–—]{1,60}?)(?::| [–—-]) (?=.)")  # “Acute trusts: …”, “Members – …”
_KIND_SIGNS = (":", " – ", " — ", " - ")
_BULLETS = re.compile(r"\s+[*•·|]\s+")
_BULLET_SIGNS = "*•·|"
_SEVERAL = 3  # names in one line
_ABBREVIATED = re.compile(r"\s*\([A-Z][A-Za-z&]{1,11}\)$")  # “… Cancer Alliance (TVCA)”
_SURE = 95.0  # score of a name that may be written in small letters
_CODE = 3  # characters of a trust's code
_PICTURE = re.compile(r"(?:-(?:logo|icon|image|img|rgb|cmyk))*(?:\.\w{2,4})?$", re.IGNORECASE)
_CARE = (Kind.TRUST, Kind.SITE)
_FILE = Source.FILE
_SAFE = (Status.MATCHED, Status.RETIRED)


def is_organisation(match: Match) -> bool:
    """Whether an answer is about an organisation at all."""
    return match.status is not Status.NOT_A_TRUST or match.kind is not Kind.OTHER


def is_safe(match: Match) -> bool:
    """Whether an answer has a code of a trust."""
    return match.status in _SAFE


def is_trust_like(match: Match) -> bool:
    """Whether a name is that of a trust or of a hospital, known or not."""
    return match.status is not Status.NOT_A_TRUST


def _words_of_file(name: str) -> list[str]:
    """The name of a file with signs between its words, in the ways in which it may be parted."""
    spoken = _POSSESSIVE.sub("s", _FILE_GAPS.sub("-", name))
    if "-" in spoken:
        return [spoken]
    parted = _CAMEL.sub("-", spoken)
    return [parted, _GLUED_ON.sub(r"-\1", parted)]


class Namer:
    """Reads names with the matcher, for one alliance."""

    def __init__(self, matcher: Matcher, alliance: Alliance) -> None:
        self._matcher = matcher
        self._code = alliance.code
        self._asked = 0
        self._read: dict[str, Names] = {}
        self._bare: dict[str, Names] = {}
        self._files: dict[str, Names] = {}
        self._spans_in: dict[str, list[Span]] = {}
        self._own = {folded_name(name) for name in (alliance.name, *alliance.other_names)}
        self._longest_own = 2 * max(map(len, self._own))  # with signs and spaces, too
        self._in_own = {max(name.split(), key=len) for name in self._own}  # one stands in whatever is own
        self.tells = matcher.knows  # whether a word tells some trust of the register from others

    def match(self, text: str) -> Match:
        """The matcher's answer for this alliance."""
        return self._matcher.match(text, self._code)

    def under(self, name: Name, trust: Name) -> Name:
        """A hospital's name, read as one that stands under a trust."""
        return Name(name.text, self._matcher.match(name.text, self._code, under=trust.match.ods_code))

    def among_trusts(self, item: Item) -> Item:
        """An entry whose siblings are trusts: that settles a name which could also be a place's."""
        if item.form is not Form.NAME or item.names[0].match.status is not Status.AMBIGUOUS:
            return item
        name = item.names[0].text
        match = self._matcher.match(name, self._code, among_trusts=True)
        return Item(item.segment, item.form, (Name(name, match),))

    def is_own(self, text: str) -> bool:
        """Whether a text is a name of the alliance itself."""
        if len(text) > self._longest_own or not any(map(text.casefold().__contains__, self._in_own)):
            return False
        return folded_name(_ABBREVIATED.sub("", text)) in self._own

    def item(self, segment: Segment, *, bare: bool = False) -> Item:
        """The names in a segment; ``bare`` also tries texts without a word of an organisation."""
        known = self._files if segment.source is _FILE else self._bare if bare else self._read
        read = known.get(segment.text)
        if read is None:
            is_file = known is self._files
            read = self._file(segment.text) if is_file else self._text(segment.text, bare=bare)
            known[segment.text] = read
        return item_of(Item, (segment, *read))

    def _file(self, name: str) -> Names:
        """A file name is believed only when it names a trust for certain."""
        for spoken in _words_of_file(name):
            match = self.match(spoken) if looks_named(spoken) or "logo" in spoken.lower() else None
            if match is not None and not is_safe(match):
                match = self._before_code(spoken)
            if match is not None and is_safe(match):
                return Form.NAME, (Name(name, match),)
        return NOTHING

    def _before_code(self, spoken: str) -> Match | None:
        """The trust of a file whose name ends with that trust's code (“…-trust-rbv”)."""
        head, _, code = _PICTURE.sub("", spoken).rpartition("-")
        match = self.match(head) if len(code) == _CODE and head else None
        return match if match is not None and match.ods_code.casefold() == code.casefold() else None

    def _text(self, text: str, *, bare: bool) -> Names:
        core = as_written(text) if len(text) <= MAX_ENTRY else text
        if not self._is_worth(core, bare=bare):
            return NOTHING
        if is_of_another(core):
            return Form.PROSE, self._spans(core)
        if not bare and is_plain(core, self._matcher):
            return NOTHING
        led = _KIND.match(core) if any(sign in core for sign in _KIND_SIGNS) else None
        if led and is_generic(led[1]):
            if is_of_others(led[1]):
                return Form.PROSE, self._spans(core)
            return self._text(core[led.end() :], bare=bare)
        rest = core.partition(": ")[2]
        found = self._bulleted(core) or (
            self._short(core, bare=bare) if _is_short(core) else self._of_length(text)
        )
        return self._behind_key(core, found) if rest else found

    def _behind_key(self, core: str, found: Names) -> Names:
        """“North: Barts Health NHS Trust, …” is read behind its key where nobody is known by the whole.

        A trust's short name is a key, too, where other trusts stand behind it (“Norfolk and Suffolk: …”).
        """
        form, names = found
        key, _, rest = core.partition(": ")
        first = names[0] if names else None
        is_safe_key = first is not None and first.text == key and is_safe(first.match)
        is_open = form is Form.PROSE or (form in (Form.NAME, Form.HEAD) and not is_safe(names[0].match))
        if not is_open and not is_safe_key:
            return found
        if is_key_of_others(f"{key}:") and len(self._spans(rest)) > 1:
            return Form.PROSE, self._spans(core)
        behind = (self._enumerated(rest) or self._short(rest)) if is_key(f"{key}:") else NOTHING
        if not behind[1] or not all(is_safe(name.match) for name in behind[1]):
            return found
        if is_safe_key and first is not None and not any(_is_other_trust(n, first) for n in behind[1]):
            return found
        return behind

    def _is_worth(self, core: str, *, bare: bool) -> bool:
        """Whether the matcher is asked about a text at all; not endlessly, whatever a page holds."""
        if (
            len(core) < 2
            or not (bare or looks_named(core))  # first, as it is so of most
            or is_address(core)
            or is_generic(core)
            or self.is_own(core)
        ):
            return False
        self._asked += 1
        return self._asked <= MAX_ASKED

    def _bulleted(self, core: str) -> Names | None:
        """Names on one line with bullets, bars or rising numbers between them."""
        parts = _BULLETS.split(core) if any(sign in core for sign in _BULLET_SIGNS) else ()
        if not parts and "2" in core:
            parts = numbered_parts(core)
        if " / " in core and core.count(" / ") >= _SEVERAL - 1:  # one parts a hospital from its trust
            parts = core.split(" / ")
        names = tuple(Name(part, self.match(part)) for part in parts) if len(parts) > 1 else ()
        return (Form.LISTING, names) if names and all(is_organisation(name.match) for name in names) else None

    def _short(self, core: str, *, bare: bool = False) -> Names:
        head = self._head(core, bare=bare)
        if is_clause(core):  # no name has a verb, so that nothing is known of the whole
            return (Form.HEAD, (head,)) if head and not _is_of_person(core, head) else self._long(core, head)
        whole = self.match(core)
        if not whole.ods_code or (is_safe(whole) and whole.score < CERTAIN):
            if _is_of_person(core, head):
                return Form.PERSON, self._spans(core)
            parts = self._matcher.split(core, self._code)
            if len(parts) > 1 and all(self._stands_alone(part) for part in parts):
                return Form.LISTING, tuple(Name(part, self.match(part)) for part in parts)
        if head and is_safe(head.match) and (not is_safe(whole) or is_cut_hard(core, head.text)):
            return self._enumerated(core) or (Form.HEAD, (head,))
        if not is_safe(whole) and self._names_several(core):
            return self._enumerated(core) or self._long(core, None)
        return self._one_name(core, whole) or self._behind_head(core, head)

    @staticmethod
    def _one_name(core: str, whole: Match) -> Names | None:
        """The text as one name, if it is an organisation's and known, or written as a name."""
        is_one = is_organisation(whole) and (is_safe(whole) or whole.ods_code or is_name_shaped(core))
        return (Form.NAME, (Name(core, whole),)) if is_one else None

    def _behind_head(self, core: str, head: Name | None) -> Names:
        return (Form.HEAD, (head,)) if head else self._enumerated(core) or self._long(core, head)

    def _names_several(self, core: str) -> bool:
        """Whether several trusts stand in a text by their whole names, whatever is said of them."""
        codes = {span.match.ods_code for span in self.spans(core) if span.match.kind is Kind.TRUST}
        return len(codes - {""}) > 1

    def _stands_alone(self, part: str) -> bool:
        match = self.match(part)
        if " c/o " in part or ":" in part or match.kind is Kind.ALLIANCE:
            return False
        if not is_name_shaped(part) and (is_clause(part) or not (is_safe(match) and match.score >= _SURE)):
            return False
        return is_safe(match) if match.kind in _CARE else is_organisation(match) and bool(names_body(part))

    def _of_length(self, text: str) -> Names:
        return self._enumerated(text) or self._long(text, self._head(text[: MAX_NAME * 2]))

    def _enumerated(self, text: str) -> Names | None:
        """Names that fill a text, with nothing but signs, joining words and other names between them."""
        spans = self.spans(text) if len(text) <= MAX_ENTRY else []
        if len(spans) < 2 or not is_lead_of_names(text[: spans[0].start]):
            return None
        ends = [*(span.start for span in spans[1:]), len(text)]
        names: list[Name] = []
        for span, end in zip(spans, ends, strict=True):
            between = names_between(text[span.end : end], is_last=end == len(text))
            if between is None:
                return None
            start = span.start - len("The ") if text[: span.start].endswith("The ") else span.start
            name = text[start : span.end]
            names.append(Name(name, span.match if start == span.start else self.match(name)))
            names += [Name(each, self.match(each)) for each in between]
        return Form.LISTING, tuple(names)

    def _long(self, text: str, head: Name | None) -> Names:
        if head and is_safe(head.match):
            return Form.HEAD, (head,)
        names = self._spans(text)
        if not names:
            return NOTHING
        if begins_with_person(text) or (has_role(text) and len(text) < MAX_NAME):
            return Form.PERSON, names
        within = _WITHIN.search(text)
        if within and len(text) <= 2 * MAX_NAME and is_generic(text[: within.start()]):
            before = text[within.end() : self.spans(text)[0].start]
            if ")" not in before:  # “Our trusts (in 2026) are …” holds no names in brackets
                return Form.WITHIN, names
        return Form.PROSE, names

    def _head(self, text: str, *, bare: bool = False) -> Name | None:
        """The beginning of a text that is a name: the safest, else the longest that could be one.

        ``bare`` also tries one without a word of an organisation, before a dash, bar or colon.
        """
        safe: Name | None = None
        vague: Name | None = None
        for head in heads(text) if not _WHERE.match(text) else ():
            if not may_be_name(head):
                break  # no longer one may, either
            is_worth = looks_named(head) or (bare and is_cut_hard(text, head))
            if not is_worth or is_generic(head) or self.is_own(head):
                continue
            match = self.match(head)
            if is_safe(match) and (self._cuts_name(text, len(head)) or self._is_introduced(text, len(head))):
                continue
            if is_safe(match):
                safe = Name(head, match) if safe is None or match.score > safe.match.score else safe
            elif is_organisation(match) and len(head.split()) > 1 and is_name_shaped(head):
                vague = Name(head, match)
        return safe or vague

    def _cuts_name(self, text: str, end: int) -> bool:
        """Whether a longer name goes on where a beginning ends (“NHS Bristol” of “NHS Bristol, … ICB”)."""
        return any(span.start < end < span.end for span in self.spans(text))

    def _is_introduced(self, text: str, end: int) -> bool:
        """Whether a beginning holds words that introduce the name in it (“Our alliance unites Barts …”)."""
        first = next((span.start for span in self.spans(text)), 0)
        return 0 < first < end and lean(text[:first], is_sentence=True).lean is Lean.STRONG

    def spans(self, text: str) -> list[Span]:
        """Names inside running text; several rules ask about the same, with its full stop or without."""
        text = text.rstrip(" .")
        if text not in self._spans_in:
            found = self._matcher.find(text[:MAX_PROSE], self._code)
            self._spans_in[text] = [span for span in found if is_organisation(span.match)]
        return self._spans_in[text]

    def _spans(self, text: str) -> tuple[Name, ...]:
        return tuple(Name(text[span.start : span.end], span.match) for span in self.spans(text))


def _is_other_trust(name: Name, first: Name) -> bool:
    return name.match.kind is Kind.TRUST and name.match.current_codes != first.match.current_codes


def _is_of_person(text: str, head: Name | None) -> bool:
    return begins_with_person(text) or (has_role(text) and not head)


def _is_short(text: str) -> bool:
    return len(text) <= MAX_NAME and len(text.split()) <= MAX_WORDS
