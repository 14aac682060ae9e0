"""Sentences that say, without the word “partner”, of which trusts the alliance or its area's care is made.

“The hospitals in our area are run by …”, “Our members are drawn from …”. They are read where most of the
names lie in the alliance's area, and as vague ones: a clear list elsewhere on the site stands above them.
"""

from __future__ import annotations

import re

from alliance_spiders.reading.introducing import NOUNS

_AREA = (
    r"(?:our|the|this|your) (?:(?:local|whole|wider|cancer|geographical|alliance) )*(?:area|region|alliance|"
    r"patch|footprint|geography|system|network|count(?:y|ies)|communit(?:y|ies)|population)(?:['’]s)?"
)
_IN_AREA = rf"(?: (?:living |who live )?(?:in|across|within|throughout|of|for|from) {_AREA})"
_WHEN = (
    r"(?:\W*(?:today|together|now|currently|in 20\d\d|in the (?:nhs|alliance)|in our \w+)\b,?)?\W*(?:and )?"
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
    r"(?:(?:the|our|this) (?:(?:whole|wider|local|cancer) )*alliance|"
    r"(?-i:(?:[Tt]he )?[A-Z][\w’'-]*,?(?: (?:[A-Z][\w’'-]*,?|and|&|of England)){0,8} Cancer Alliance))"
)
_WHOM = (
    rf"(?:[:\s–—-]|\b(?:(?:staff|teams|colleagues|hospitals) (?:of|at|in|from|run by)|the|all|these|"
    rf"those|following|both|nhs|acute|hospital|local|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|{NOUNS})\b)*"
)
_SAYS = (
    # the alliance itself
    rf"(?:{_ALLIANCE}|we){_ADVERB} (?:covers?|spans?|links?|connects?|joins? up|involves?|"
    r"includes?|takes? in|encompass(?:es)?|serves? (?:people|patients) (?:who use|of|at)|is|are|unites?|"
    r"belongs? to|gathers?)",
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
    rf"our (?:local |nhs |acute |cancer )*(?:hospitals|area|region|communities|population|care|services)"
    rf"(?: services| care)? (?:is|are){_ADVERB} (?:run|served|managed|covered|looked after|provided|"
    rf"delivered) {_BY}",
    rf"{_PEOPLE}(?: with cancer)?{_IN_AREA}?{_ADVERB} (?:are{_ADVERB} (?:treated|cared for|looked after|seen|"
    rf"served) {_BY}|(?:receive|get|have){_ADVERB} (?:their )?{_CARE} {_BY}|go to|use)",
)
_WHOLE = re.compile(rf"{_WHEN}(?:{'|'.join(_SAYS)}){_WHOM}", re.IGNORECASE)
# Care that some trusts give for all: those that give it need not be of the area.
_SPECIAL = re.compile(
    r"\b(?:complex|special\w*|rare\w*|child\w*|teenage\w*|young|tertiary|surg\w*|proton|transplants?|some|certain|"
    r"out[- ]of[- ]hours|urgent|second opinions?|robotic|radiotherapy|genom\w*|trials?|research)\b",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(r"\b(?:provided|delivered|offered|given) by\b", re.IGNORECASE)
_FAR = 260  # characters


def says_whose(introduction: str) -> bool:
    """Whether the whole text before names says that they are those of the alliance, or of its area's care."""
    return len(introduction) <= _FAR and bool(_WHOLE.fullmatch(introduction.replace("¤", "")))


def is_special(introduction: str) -> bool:
    """Whether a text before names tells who gives a special kind of care."""
    near = introduction[-_FAR:]
    return bool(_GIVEN_BY.search(near)) and bool(_SPECIAL.search(near))
