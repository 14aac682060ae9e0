"""Sentences that say, without the word “partner”, of which trusts the alliance or its area's care is made.

“The hospitals in our area are run by …”, “Our members are drawn from …”. They are read where most of the
names lie in the alliance's area, and as vague ones: a clear list elsewhere on the site stands above them.
"""

from __future__ import annotations

import re

from alliance_spiders.reading.introducing import NOUNS, OTHER_SUBJECT
from alliance_spiders.reading.made_of import HOLDING, HOLDS, SERVES, SERVING
from alliance_spiders.reading.words import against

_AREA = (
    r"(?:our|the|this|your) (?:(?:local|whole|wider|cancer|geographical|alliance) )*(?:area|region|alliance|"
    r"patch|footprint|geography|system|network|count(?:y|ies)|communit(?:y|ies)|population)(?:['’]s)?"
)
_PLACES = r"(?-i:(?:the )?[A-Z][\w’'-]*(?:,? (?:and |& )?[A-Z][\w’'-]*){0,6})"  # “Kent and Medway”
_IN_AREA = rf"(?: (?:living |who live )?(?:in|across|within|throughout|of|for|from) (?:{_AREA}|{_PLACES}))"
_WHEN = (
    r"(?:\W*(?:today|together|now|currently|in the (?:north|south|east|west|centre|middle)(?:[ -]\w+)?|"
    r"in 20\d\d|in the (?:nhs|alliance)|in our \w+)\b,?)?\W*(?:and )?"
)
_ADVERB = r"(?: (?:now|today|currently|together|jointly|all|also|mainly|first|originally|in 20\d\d))*"
_MEMBERS = (
    r"(?:members?|partners?|leaders|membership|partnership|member organi[sz]ations|partner organi[sz]ations|"
    r"member trusts|partner trusts|leadership)"
)
_PEOPLE = r"(?:(?:local |our |most )?(?:people|patients|residents)|everyone)"
_CARE = (
    r"(?:(?:hospital|acute|secondary|nhs|cancer|health|local|inpatient) )*(?:care|services|treatment|"
    r"hospitals|trusts|healthcare)"
)
_BY = r"(?:by|through|at|from|with)"
_ALLIANCE = (
    r"(?:(?:the )?(?:the|our|this) (?:(?:whole|wider|local|cancer) )*alliance|"
    r"(?-i:(?:[Tt]he )?[A-Z][\w’'-]*,?(?: (?:[A-Z][\w’'-]*,?|and|&|of England)){0,8} Cancer Alliance"
    r"(?: \([A-Z][\w&]+\))?))"
)
_WHOM = (
    rf"(?:[:\s–—-]|\b(?:(?:staff|teams|colleagues|hospitals) (?:of|at|in|from|run by)|the|all|these|"
    rf"those|following|both|nhs|acute|hospital|local|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|{NOUNS})\b)*"
)
_PLACE = (
    r"(?:our|the|this) (?:(?:local|whole|wider|cancer|geographical) )*(?:area|region|partnership|patch|"
    r"footprint|geography)"
)
_SERVED = r"(?P<{}>(?:[^.:;]|\.(?=\d)){{0,140}}?)"  # where the alliance works, and for whom
_LINK = r"(?:,|\s(?:and|which|that|it|we)\b)+"
_HELD = (
    rf"{_ADVERB} (?:{SERVES}\b{_SERVED.format('served')}"
    rf"(?:{_LINK}{_ADVERB} {HOLDS}|, {HOLDING}| (?:through|via))|{HOLDS})"
)
_SAYS = (
    # the alliance itself
    rf"(?:{_ALLIANCE}|{_PLACE}|we){_HELD}",
    rf"{SERVING} {_SERVED.format('serving')}, (?:{_ALLIANCE}|{_PLACE}|we){_ADVERB} {HOLDS}",
    rf"(?:{_ALLIANCE}|we) (?:was|were|is|are|has been){_ADVERB} (?:formed|founded|set up|"
    rf"established|created|started|owned|built){_ADVERB} by",
    rf"(?:our|the alliance['’]s|its|the){_ADVERB} {_MEMBERS}{_IN_AREA}?{_ADVERB} (?:are |is )?(?:all )?"
    r"(?:drawn|comes?|taken|made up) (?:from|of)",
    rf"(?:in {_AREA},? )?(?:the |our )?leaders come from",
    r"(?:it['’]?s|it is|that['’]?s|we are|this is) all of us",
    rf"our (?:plans?|work|strategy|priorities|ambitions) (?:are|is|will be) delivered{_ADVERB} {_BY}",
    # the care of its area
    rf"(?:the |all )?{_CARE}(?: for (?:{_PEOPLE})(?: with cancer)?)?{_IN_AREA}{_ADVERB} (?:comes? from|"
    rf"(?:is|are){_ADVERB} (?:run|managed|provided|delivered|led|offered|operated|given) {_BY})",
    rf"in {_PLACES},? (?:the |all )?{_CARE}(?: for {_PEOPLE})? (?:comes? from|"
    rf"(?:is|are){_ADVERB} (?:run|managed|provided|delivered|led|offered|operated|given) {_BY})",
    rf"our (?:local |nhs |acute |cancer )*(?:hospitals|area|region|communities|population|care|services)"
    rf"(?: services| care)? (?:is|are){_ADVERB} (?:run|served|managed|covered|looked after|provided|"
    rf"delivered) {_BY}",
    rf"{_PEOPLE}(?: with cancer)?{_IN_AREA}?{_ADVERB} (?:are{_ADVERB} (?:treated|cared for|looked after|seen|"
    rf"served) {_BY}|(?:receive|get|have){_ADVERB} (?:their )?{_CARE} {_BY}|go to|use)",
)
_WHOLE = re.compile(rf"{_WHEN}(?:{'|'.join(_SAYS)}){_WHOM}", re.IGNORECASE)
_WHOLE_OF_IT = re.compile(rf"{_WHEN}(?:it|this){_HELD}{_WHOM}", re.IGNORECASE)
_ABOUT_IT = re.compile(rf"\W*(?:{_ALLIANCE}|{_PLACE}|we|our alliance)\b", re.IGNORECASE)
# What an alliance serves, rather than pays for or helps with.
_PLACE_OR_PEOPLE = re.compile(
    r"\d|\b(?i:million|population|areas?|regions?|count(?:y|ies)|cit(?:y|ies)|boroughs|communities|systems|"
    r"coast|(?:one|two|three|four|five|six|seven|eight|nine|ten) places)\b|\b[A-Z][a-z]"
)
# Care that some trusts give for all: those that give it need not be of the area.
_SPECIAL = re.compile(
    r"\b(?:complex|special\w*|rare\w*|child\w*|teenage\w*|young|tertiary|surg\w*|proton|transplants?|some|certain|"
    r"out[- ]of[- ]hours|urgent|second opinions?|robotic|radiotherapy|genom\w*|trials?|research)\b",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(r"\b(?:provided|delivered|offered|given) by\b", re.IGNORECASE)
_FAR = 260  # characters


def says_whose(introduction: str, *, is_of_alliance: bool = False) -> bool:
    """Whether the whole text before names says that they are those of the alliance, or of its area's care.

    ``is_of_alliance`` says that “it” is the alliance, of which the sentence before told.
    """
    text = introduction.replace("¤", "")
    found = _WHOLE.fullmatch(text) if len(introduction) <= _FAR else None
    if found is None and is_of_alliance and len(introduction) <= _FAR:
        found = _WHOLE_OF_IT.fullmatch(text)
    served = " ".join(filter(None, found.groupdict().values())) if found else ""
    return found is not None and (not served.strip() or _is_place_or_people(served))


def is_about_alliance(text: str) -> bool:
    """Whether a text tells of the alliance where it works, and names no work of it that “it” could mean."""
    about = _ABOUT_IT.match(text)
    return about is not None and _is_place_or_people(text[about.end() :])


def _is_place_or_people(text: str) -> bool:
    if OTHER_SUBJECT.search(text) or against(text):
        return False
    return bool(_PLACE_OR_PEOPLE.search(text))


def is_special(introduction: str) -> bool:
    """Whether a text before names tells who gives a special kind of care."""
    near = introduction[-_FAR:]
    return bool(_GIVEN_BY.search(near)) and bool(_SPECIAL.search(near))
