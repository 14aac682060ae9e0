"""Partners named in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from alliance_spiders.reading.area_sentences import is_about_alliance, is_special, says_whose
from alliance_spiders.reading.enumerations import is_lead_of_names, names_between
from alliance_spiders.reading.introducing import NOUNS, OTHER_SUBJECT, introduces, is_of_other
from alliance_spiders.reading.made_of import GATHERS
from alliance_spiders.reading.model import NONE, Form, Item, Name
from alliance_spiders.reading.names import Namer, is_safe
from alliance_spiders.reading.seats import says_seats
from alliance_spiders.reading.shapes import is_clause, names_body
from alliance_spiders.reading.words import Lean, against, lean, refers_back, sentences
from matching.model import Kind, Span
from matching.names import core_words
from matching.words import NO_PLACE

# Words after which the names of the partners come, right before the first of them.
_VERB = re.compile(rf"\b{GATHERS}\b(?:[^.]|(?<=\bSt)\.){{0,120}}$", re.IGNORECASE)
_NOUN = re.compile(
    rf"\b{NOUNS}\b[^.:;]{{0,60}}?\s*"
    r"(?:\b(?:are|include|includes|including|being|namely|comprise|such as)\b|[:(–—-])"
    r"(?:,?\s+in (?-i:[A-Z])[\w’'-]*(?: [\w’'-]+){0,4},)?"
    r"\s*[:(–—-]?\s*(?:the\s+)?$|"
    rf"\bour (?:[\w’'-]+ ){{0,3}}{NOUNS},\s*(?:the\s+)?$|"
    r"\b(?:partner|member) (?:trust|hospital|organi[sz]ation|provider)\b[^.:;,]{0,60}? is\s+(?:the\s+)?$|"
    r"\bour (?:(?:nhs|local|acute|founding|first) )?(?:partner|member) is\s+(?:the\s+)?$|"
    r"\b(?:more|others?|another|further)(?: \w+)? (?:(?:have|has) )?(?:since )?joined\b[^.:;]{0,30}:\s*$",
    re.IGNORECASE,
)
# Words before which they stand.
_AFTER = re.compile(
    r"^\W{0,3}(?:(?:all|together|both|\w+) ){0,3}?(?:are (?:all )?(?:the |our |"
    r"all )?(?:\w+ ){0,2}(?:members?|partners?|part of (?:the|our) (?:\w+ ){0,4}alliance)|"
    rf"are (?:all )?(?:the |our )?(?:\w+ ){{0,3}}{NOUNS} (?:in|of|within|across|that (?:form|make up)) "
    r"(?:the|our) (?:\w+ ){0,4}(?:alliance|area|region)\b|"
    r"make up (?:the|our)|form (?:the|our)|work together (?:as|in)|belongs? to (?:the|our)|"
    r"(?:have )?(?:come|came) together (?:as|to form))|"
    rf"^\s*,\s*(?:all )?(?:of them )?(?:our|the alliance['’]s) "
    rf"(?:(?:nhs|member|partner|acute|provider) )*{NOUNS}\W|"
    rf"^\s*,?\s*(?:(?:which|who|that|it) )?(?:is|are) (?:(?:also )?(?:one|both|all|each|part) of )?"
    rf"(?:our|the alliance['’]s) (?:(?:nhs|member|partner|acute|provider|hospital) )*{NOUNS}\b|"
    r"^\s+(?:(?:has|have) )?(?:(?:since|also|recently) )?joined (?:us|(?:the|our) alliance)"
    r"(?: as (?:an? )?(?:new )?(?:partners?|members?)\b| in\b|\W*$)",
    re.IGNORECASE,
)
# “and also from”, “and, since 2024,”: what joins two names, and the word that led to the first.
_LATER = (
    r"(?:also|now|finally|lastly|lately|recently|more recently|most recently|last but not least|"
    r"not forgetting|in addition|then|of course|since (?:\w+ )?(?:19|20)\d\d)\b"
)
_FROM = r"(?:from|of|by|with|through|at|across|between)\b"
_BETWEEN = re.compile(
    rf"(?:[\s,;:/&()\[\]“”\"'–—-]|\b(?:and|plus)\b(?:[\s,]+{_LATER})?(?:[\s,]+{_FROM})?|\bthe\b|"
    r"\bas well as\b|\btogether with\b|\bnot forgetting\b|\blast but not least\b|"
    r"\bboth\b|\bor\b|\balong with\b)*",
    re.I,
)
_STOP = re.compile(r"(?<!\bSt)\. ")
# A name that is not known stands between: “… and Weston Park Cancer Centre; and ”.
_AND_ANOTHER = re.compile(
    r"\s+and (?:[\w'’&.-]+ ){0,8}[\w'’&.-]+(?:[,;]|\),?)\s*(?:and )?(?:the )?", re.IGNORECASE
)
_KIND_BETWEEN = re.compile(  # “… and 6 hospital trusts: …”
    r"\W*(?:and|plus|as well as|together with|along with|with)\s+"
    rf"(?:[\w’'-]+\s+){{0,5}}?{NOUNS}\s*[:(–—-]?\s*",
    re.IGNORECASE,
)
# What stands before names that an earlier text introduces: “They are”, “There are six trusts:”.
_COUNT = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|several|the following)"
)
# What adds one more to the names before: “They were joined by”, “So is”, “Also in the partnership is”.
_ADDS = re.compile(
    r"\W*(?:so (?:is|are)|also (?:in|part of) (?:the|our) (?:partnership|alliance) (?:is|are)|"
    r"(?:in|across|for|serving) [\w’' -]{1,40} it is|"
    r"they (?:have|were|are) (?:(?:since|later|now) )?(?:been )?joined (?:(?:since|later|in \d{4}) )?by) "
    r"(?:the )?",
    re.IGNORECASE,
)
_JOINED_LATER = re.compile(
    r"\s+(?:(?:have|has) )?(?:(?:since|also|later) )?joined(?: us| them)?(?: in (?:\w+ )?(?:19|20)\d\d)?\W*",
    re.IGNORECASE,
)
# What goes on where the sentence before ended.
_ALSO_INCLUDES = re.compile(
    r"\W*(?:it|this|we|they|(?:the|our) (?:alliance|partnership)) (?:also|further|then|in addition) "
    r"(?:includes?|comprises?|has|have|covers?|takes? in|brings? in|counts?|unites?|involves?|contains?|"
    r"brings? together|links?|spans?) (?:the )?",
    re.IGNORECASE,
)
_AS_WELL = re.compile(
    r"\W*belongs? to (?:it|us)(?: (?:too|as well))?\W*$", re.IGNORECASE
)  # of the one before
_POINTER = re.compile(
    rf"\W*(?:(?:in|across|to|around|from|for|serving) (?:the )?[\w’',& -]{{1,80}}?,? )?"
    rf"(?:(?:they|these|those|which|(?:they|these|the|those|our) (?:[\w’-]+ ){{0,4}}?{NOUNS}) "
    r"(?:(?:currently|now|all|each) )?(?:are|include|comprise)|"
    r"(?:(?:at present|currently|in all|altogether),? )?(?:there are|we have|it has|the alliance has) "
    rf"(?:currently |now |just )?{_COUNT}(?: [\w’-]+){{0,6}}?)"
    r"(?: as follows| currently| now|, in (?:no particular|alphabetical|any) order,)?"
    r"\s*[:,.–—-]?\s*(?:(?:both|the) )*",
    re.IGNORECASE,
)
# The alliance itself holds the names, wherever these are.
_OUTRIGHT = re.compile(
    r"\balliance (?:unites|is (?:made up|composed|formed|comprised) of|comprises|consists of|brings together)"
    r"\b[^.]{0,40}$",
    re.IGNORECASE,
)
# “A has teamed up with B and C to form the alliance”
_WITH = re.compile(
    r"\s+(?:(?:has|have|is|are|and) )*(?:(?:teamed|joined|linked|partnered|united|banded|allied|combined|"
    r"worked|works?|working|come|came|collaborat\w+|joins?|teams?|links?|partners?) )"
    r"(?:(?:up|forces|hands|together|closely) )*with\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FORMED = (
    r"to (?:form|create|make up|become|establish|set up) (?:the|our|this) (?:new )?(?:cancer )?alliance\b"
)
_FORMS = re.compile(_FORMED, re.IGNORECASE)
_TO_FORM = re.compile(
    r"\W*(?:(?:have |has )?(?:all )?(?:joined|teamed|linked|banded|united|combined|worked|came|come) "
    rf"(?:up|forces|hands|together) )?{_FORMED}",
    re.IGNORECASE,
)
# What the register does not know of a name right before it: “… National Health Service Trust;”, “… Trus,”,
# “… Founda tion Trust,”.
_REST_OF_NAME = re.compile(
    r" (?:[A-Z][\w’']*(?:[ .]{1,2}[A-Z][\w’']*){0,5}|(?:\w{1,12} ){1,3}Trust)(?=\s*(?:[,;(]|and\b|&))"
)
# “The alliance is led by A. Its other members are …”
_OTHER_MEMBERS = re.compile(rf"\W*(?:its|our|the) other (?:(?:nhs|member|partner) )*{NOUNS}\b", re.IGNORECASE)
_BODY_AT_END = re.compile(
    r"(?:\b[Tt]he )?\b[A-Z][\w’'&.-]*(?: (?:of|and|for|the|upon|[A-Z][\w’'&.-]*)){0,10}[,;]\s*"
    r"(?:and )?(?:[Tt]he )?$"
)
_MOST_BODIES = 6
_REST_OF_LAST = re.compile(r" (?:(?:[A-Z][\w’']* ){1,6})(?=(?:are|is|make|form|have|work|belong)\b)")
_PARTNER_IS = re.compile(
    r"\bour (?:(?:nhs|local|acute) )?partner(?: trust)? is (?:the )?([A-Z][^.;:]{2,60})\.?$"
)
_HEAD = Form.HEAD
_MOST_NAMES = 50  # of one list in sentences; no alliance has so many partners
_SEVERAL = 3  # trusts that no entry of a list begins with
_LONGEST_BETWEEN = 120  # characters
_LONGEST_SHORT = 6  # words
_SIGN = re.compile(r"\s*[,;]\s*")
_PIECE = re.compile(r"\s*(?:,|;|\band\b|\s[–—-]\s|[()])\s*")
_ALSO = re.compile(rf"^(?:(?:{_LATER}|{_FROM})[\s,]*)+", re.IGNORECASE)
_NEAR = 260  # characters before a name that can introduce it
_SUBJECT_RULES = frozenset(
    "network research visit fundraising news jobs staff history other_alliance work".split()
)
_OTHERS_RULES = _SUBJECT_RULES - {"history"} | {"referral", "host", "elsewhere", "future"}
_STATES = re.compile(r"\b(?:we|they|who|which|where|by|to|from|at)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The verdict on one sentence: its partners, or why its names are mentions.

    ``is_of_area`` says that the names are partners only if most of them lie in the alliance's area.
    """

    names: tuple[Name, ...]
    lean: Lean
    rule: str = ""
    text: str = ""
    is_of_area: bool = False


def as_sentence(item: Item, namer: Namer) -> Item:
    """The item; what introduces names, or tells who formed the alliance, is no entry."""
    if item.form is NONE:
        only = _only_partner(item.segment.text, namer) if "our partner" in item.segment.text else None
        return item._replace(form=Form.PROSE, names=only.names) if only else item
    if item.form is not _HEAD:
        return item
    text = item.segment.text
    is_formed = "alliance" in text and _FORMS.search(text)
    is_prose = is_formed or _is_led(item, namer) or _is_of_own(item, namer) or _tells_of_several(item, namer)
    return item._replace(form=Form.PROSE) if is_prose else item


def _is_of_own(item: Item, namer: Namer) -> bool:
    """Whether an entry that begins with an alliance says who belongs to it (“X Cancer Alliance links …”)."""
    if item.names[0].match.kind is not Kind.ALLIANCE:
        return False
    spans = [span for span in namer.spans(item.segment.text) if span.match.kind is not Kind.ALLIANCE]
    return len(spans) > 1 and says_whose(item.segment.text[: spans[0].start])


def _tells_of_several(item: Item, namer: Namer) -> bool:
    """Whether an entry begins with several trusts, of which the rest tells (“A, B and C work together”)."""
    text = item.segment.text
    spans = namer.spans(text)
    if len(spans) < _SEVERAL or not is_lead_of_names(text[: spans[0].start]):
        return False
    listed = spans[: _end_of_list(text, spans, 0) + 1]
    trusts = {span.match.ods_code for span in listed if span.match.kind is Kind.TRUST}
    return len(trusts) >= _SEVERAL and bool(text[listed[-1].end :].strip(" ."))


def _is_led(item: Item, namer: Namer) -> bool:
    """Whether an entry by an unknown name only seems to be one: its words introduce the names in it."""
    text = item.segment.text
    if is_safe(item.names[0].match):
        return False
    if lean(text, is_sentence=True).lean is not Lean.STRONG:
        return False
    spans = namer.spans(text)
    return len(spans) > 1 and introduces(text[: spans[0].start])


def read_prose(text: str, namer: Namer, above: str = "", title: str = "") -> list[Sentence]:
    """The sentences of a text that name organisations, with what they say of them.

    ``above`` is the text right before it, a question or another paragraph; ``title`` the nearest title.
    """
    found: list[Sentence] = []
    above = _without_names(above, namer.spans(above)) if above else ""
    is_open = not is_of_other(title)
    before, introduction, goes_on = "", above, False
    parts = sentences(text)
    for sentence, following in zip(parts, [*parts[1:], ""], strict=True):
        subject = before if refers_back(sentence) else ""
        spans = namer.spans(sentence)
        before = f"{subject} {_without_names(sentence, spans)}"
        if spans and goes_on and len(found[-1].names) < _MOST_NAMES and _adds(sentence, spans):
            found[-1] = _with_more(found[-1], sentence, spans, namer)
            continue
        goes_on = False
        if spans:
            named = _introduced(sentence, spans, namer, introduction) if is_open else None
            verdict = named or _judge(sentence, spans, namer, subject or above)
            is_open_still = verdict.rule == "prose" or verdict.lean is Lean.WEAK
            if is_open_still and _OTHER_MEMBERS.match(following):
                verdict = replace(verdict, lean=Lean.STRONG, rule="")
            found.append(_with_subject(replace(verdict, text=sentence), subject))
            goes_on = found[-1].lean is not Lean.AGAINST
            if named is not None:
                continue  # what introduced these names introduces those of the next sentence, too
        elif only := _only_partner(sentence, namer):
            found.append(only)
        if spans or not _POINTER.fullmatch(sentence) or introduces(sentence):
            introduction = before  # “There are three.” only says that the next names them
    return found


def _adds(sentence: str, spans: Sequence[Span]) -> bool:
    """Whether a sentence names more of those of whom the one before told."""
    lead, rest = sentence[: spans[0].start], sentence[spans[_end_of_list(sentence, spans, 0)].end :]
    joined = is_lead_of_names(lead) and _JOINED_LATER.fullmatch(rest)
    return bool(joined or _ALSO_INCLUDES.fullmatch(lead))


def _with_more(before: Sentence, sentence: str, spans: Sequence[Span], namer: Namer) -> Sentence:
    """A sentence with the partners of the next one: “It also includes A and B.”"""
    listed = spans[: _end_of_list(sentence, spans, 0) + 1]
    names = _with_short_names(sentence, listed, namer)
    return replace(before, names=(*before.names, *names), text=f"{before.text} {sentence}")


def _without_names(sentence: str, spans: Sequence[Span]) -> str:
    """A sentence with a sign for each trust in it: no word of a name says what the sentence is about."""
    pieces, end = [], 0
    for span in spans:
        if span.match.kind in (Kind.TRUST, Kind.SITE):
            pieces += [sentence[end : span.start], "¤"]
            end = span.end
    return "".join((*pieces, sentence[end:]))


def _only_partner(sentence: str, namer: Namer) -> Sentence | None:
    """The partner that a sentence gives by a short name: “Here our partner is Lewisham and Greenwich.”"""
    said = _PARTNER_IS.search(sentence)
    match = namer.match(said[1]) if said else None
    if said is None or match is None or not is_safe(match) or match.kind is not Kind.TRUST:
        return None
    return Sentence((Name(said[1], match),), Lean.STRONG, text=sentence)


def _introduced(sentence: str, spans: Sequence[Span], namer: Namer, introduction: str) -> Sentence | None:
    """The partners of a sentence that only names whom the text before it spoke of; none in any other."""
    lead = sentence[: spans[0].start]
    last = _end_of_list(sentence, spans, 0)
    is_as_well = not lead.strip() and bool(_AS_WELL.fullmatch(sentence[spans[last].end :]))
    is_joined = is_as_well or bool(_ADDS.fullmatch(lead))
    if (len(spans) < 2 and not is_joined) or not introduction or is_of_other(lead):
        return None
    is_bare = is_lead_of_names(lead) and names_between(sentence[spans[last].end :], is_last=True) is not None
    is_pointed = is_bare or is_joined or _POINTER.fullmatch(lead)
    if not (last or is_joined) or not is_pointed or not introduces(introduction):
        return None
    listed = _listed(sentence, introduction, spans[: last + 1], namer)
    return listed if listed.lean is Lean.STRONG and not _names_other(introduction, namer) else None


def _names_other(text: str, namer: Namer) -> bool:
    """Whether a text names another alliance."""
    return any(
        span.match.kind is Kind.ALLIANCE and not namer.is_own(text[span.start : span.end])
        for span in namer.spans(text)
    )


def _with_subject(sentence: Sentence, subject: str) -> Sentence:
    """A sentence that speaks of what the one before named is against when that one is."""
    leaning = lean(subject, is_sentence=True)
    if leaning.lean is Lean.AGAINST and leaning.rule in _SUBJECT_RULES:
        return replace(sentence, lean=Lean.AGAINST, rule=leaning.rule)
    return sentence


def _judge(sentence: str, spans: Sequence[Span], namer: Namer, subject: str) -> Sentence:
    if any(
        span.match.kind is Kind.ALLIANCE and not namer.is_own(sentence[span.start : span.end])
        for span in spans[:1]
    ):
        return Sentence(_names(sentence, spans), Lean.AGAINST, "other_alliance")
    before = ""
    is_of_alliance = is_about_alliance(subject) and not _names_other(subject, namer)
    for first, span in enumerate(spans):
        before += sentence[spans[first - 1].end if first else 0 : span.start]
        near = before[-_NEAR:]
        is_said = bool(_VERB.search(near) or _NOUN.search(near) or _NOUN.search(_without_bodies(near)))
        is_of_area = says_whose(before, is_of_alliance=is_of_alliance)
        listed = spans[first : _end_of_list(sentence, spans, first) + 1]
        is_of_area = is_of_area and not _OUTRIGHT.search(near)
        if is_of_area and _AFTER.match(sentence[listed[-1].end :]):  # “…, which are our partner trusts”
            is_said, is_of_area = True, False
        if is_said or (is_of_area and _names_care(listed)):
            verdict = _listed(_statement(sentence, spans, listed), before, listed, namer)
            vague = min(verdict.lean, Lean.WEAK)
            return replace(verdict, lean=verdict.lean if is_said else vague, is_of_area=is_of_area)
        is_own = span.match.kind is Kind.ALLIANCE and namer.is_own(sentence[span.start : span.end])
        before += "the alliance" if is_own else "¤"  # a name; its words say nothing about what follows
    last = _end_of_list(sentence, spans, 0)
    rest = _with_own_name_plain(sentence, spans[last + 1 :], spans[last].end, namer)
    rest = rest[left.end() - 1 :] if (left := _REST_OF_LAST.match(rest)) else rest
    if _AFTER.match(rest) or _TO_FORM.match(rest):
        return _formed(sentence, rest, spans[: last + 1], namer)
    if last + 1 < len(spans) and _WITH.fullmatch(sentence[spans[last].end : spans[last + 1].start]):
        last = _end_of_list(sentence, spans, last + 1)
        rest = sentence[spans[last].end :]
        if _TO_FORM.match(rest):
            return _formed(sentence, rest, spans[: last + 1], namer)
    leaning = lean(sentence)
    return Sentence(_names(sentence, spans), Lean.AGAINST, leaning.rule or "prose")


def _with_own_name_plain(sentence: str, spans: Sequence[Span], start: int, namer: Namer) -> str:
    """The rest of a sentence, in which the alliance is called “the alliance”."""
    pieces = []
    for span in spans:
        if span.match.kind is Kind.ALLIANCE and namer.is_own(sentence[span.start : span.end]):
            pieces += [sentence[start : span.start], "the alliance"]
            start = span.end
    return "".join((*pieces, sentence[start:]))


def _without_bodies(lead: str) -> str:
    """Words before a name without the bodies right before it: “Our members – Kent County Council, ”."""
    for _ in range(_MOST_BODIES):
        found = _BODY_AT_END.search(lead)
        if found is None or not names_body(found[0]):
            break
        lead = lead[: found.start()]
    return lead


def _names_care(spans: Sequence[Span]) -> bool:
    """Whether trusts or hospitals are among the names, and not only the bodies that plan care."""
    return any(span.match.kind in (Kind.TRUST, Kind.SITE) for span in spans)


def _formed(sentence: str, rest: str, spans: Sequence[Span], namer: Namer) -> Sentence:
    """The verdict on names of which the rest of the sentence tells what they form."""
    if _names_other(rest[:_NEAR], namer):
        return Sentence(_names(sentence, spans), Lean.AGAINST, "other_alliance")
    return _listed(sentence, rest, spans, namer)


def _subject_against(introduction: str) -> str:
    """Why the subject of a sentence is no alliance; empty when it may be one."""
    near = introduction[-_NEAR:]
    verb = _VERB.search(near)
    subject = near[: verb.start()] if verb else near
    if "alliance" in subject.lower():
        return ""
    rule = against(subject)
    if rule in _SUBJECT_RULES:
        return rule
    return "work" if verb and OTHER_SUBJECT.search(subject) else ""


def _end_of_list(sentence: str, spans: Sequence[Span], first: int) -> int:
    last = first
    while last + 1 < len(spans) and _near(sentence[spans[last].end : spans[last + 1].start]):
        last += 1
    return last


def _near(between: str) -> bool:
    """Whether two names belong to one enumeration: only signs, or one short entry, lie between them."""
    between = between[rest.end() :] if (rest := _REST_OF_NAME.match(between)) else between
    if _BETWEEN.fullmatch(between) or _KIND_BETWEEN.fullmatch(between):
        return True
    if len(between) >= _LONGEST_BETWEEN or _STOP.search(between):
        return False
    if between.lstrip()[:1] not in ",;(/" and not _AND_ANOTHER.fullmatch(between):
        return False
    return not _tells_of_others(between)


def _tells_of_others(between: str) -> bool:
    """Whether what stands between two names says that others follow: “; our research sites are”."""
    plain = _BRACKETS.sub(" ", between)
    return bool(_STATES.search(plain) or is_clause(plain)) and against(plain) in _OTHERS_RULES


def _statement(sentence: str, spans: Sequence[Span], listed: Sequence[Span]) -> str:
    """The sentence up to where it goes over to others than those listed."""
    end = listed[-1].end
    following = next((span for span in spans if span.start >= end), None)
    gap = sentence[end : following.start] if following else ""
    return sentence[:end] if gap[:1] in (",", ";") and _tells_of_others(gap) else sentence


def _listed(sentence: str, introduction: str, spans: Sequence[Span], namer: Namer) -> Sentence:
    leaning = lean(introduction, is_sentence=True)
    whole = lean(sentence, is_sentence=True)
    rule = _subject_against(introduction) or ("network" if is_special(introduction) else "")
    if rule == "staff" and says_seats(introduction):
        rule = ""
    if leaning.lean is Lean.AGAINST or (whole.lean is Lean.AGAINST and whole.rule in _SUBJECT_RULES):
        rule = leaning.rule or whole.rule
    if rule:
        return Sentence(_names(sentence, spans), Lean.AGAINST, rule)
    is_strong = Lean.STRONG in (leaning.lean, whole.lean)
    return Sentence(_with_short_names(sentence, spans, namer), Lean.STRONG if is_strong else Lean.WEAK)


def _names(sentence: str, spans: Sequence[Span]) -> tuple[Name, ...]:
    return tuple(Name(sentence[span.start : span.end], span.match) for span in spans)


def _with_short_names(sentence: str, spans: Sequence[Span], namer: Namer) -> tuple[Name, ...]:
    """The names with the short ones between and after them (“Homerton” beside “Barts Health”)."""
    names: list[Name] = []
    for number, span in enumerate(spans):
        names.append(Name(sentence[span.start : span.end], span.match))
        is_last = number + 1 == len(spans)
        gap = sentence[span.end :] if is_last else sentence[span.end : spans[number + 1].start]
        names.extend(_short_names(gap, namer, is_last))
    return tuple(names)


def _short_names(gap: str, namer: Namer, is_last: bool) -> list[Name]:
    if is_last:
        gap = re.split(
            r"[.:–—)(]|\s-\s|\b(?:with|in|to|for|who|which|that|work\w*|are|is|make|form|across)\b",
            gap,
            maxsplit=1,
        )[0]
        if gap.lstrip()[:1] not in (",", ";", "&") and not gap.lstrip().startswith("and "):
            return []
    has_bodies = names_body(gap)  # whose areas have towns that could be trusts by themselves
    names: list[Name] = []
    for entry in _SIGN.split(gap):  # “Mid and South Essex” is one; “Barts Health and Homerton” are two
        for piece in dict.fromkeys((entry, *_PIECE.split(entry))):
            name = _short_name(piece, namer)
            if name is not None and not (has_bodies and NO_PLACE.isdisjoint(core_words(name.text))):
                names.append(name)
                if piece == entry:
                    break
    return names


def _short_name(piece: str, namer: Namer) -> Name | None:
    text = _ALSO.sub("", piece.strip(" .,;"))
    text = text.removeprefix("and ")
    if not text[:1].isupper() or len(text.split()) > _LONGEST_SHORT:
        return None
    match = namer.match(text)
    return Name(text, match) if is_safe(match) else None
