"""Names invented from the register: spellings of every trust, and bodies that carry a trust's words.

Real spellings are few; these show what the labelled names are too few to show. What an invented name must
give is known from how it was made.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from benchmarks.labels import Label
from matching.model import Trust
from matching.names import STOP_WORDS, core_words
from matching.register import Register
from matching.words import DIRECTIONS, is_telling

_SUFFIX = re.compile(r",?\s+NHS (?:Foundation )?Trust$")
_SHORT = {"Hospitals": "Hosps", "Hospital": "Hosp", "University": "Univ", "Teaching": "Tchg", "and": "&"}
_EVERY = 3  # of the places, for bodies that are no trust


def without_suffix(name: str) -> str:
    """“Airedale” for “Airedale NHS Foundation Trust”."""
    return _SUFFIX.sub("", name)


def _abbreviated(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in name.split())


def _misspelt(name: str) -> str:
    """Two letters swapped in the longest telling word; short words are left alone."""
    telling = [word for word in name.split() if len(word) > 5 and all(map(is_telling, core_words(word)))]
    word = max(telling, key=len, default="")
    return name.replace(word, word[:3] + word[4] + word[3] + word[5:]) if word else name


def _turned(name: str) -> str:
    """“University Hospitals of Leeds NHS Trust” for “Leeds University Hospitals NHS Trust”."""
    found = re.match(r"(.+?) ((?:University |Teaching )*Hospitals?)$", without_suffix(name))
    return f"{found[2]} of {found[1]} NHS Trust" if found else name


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as registered": str,
    "abbreviated words": _abbreviated,
    "upper case": str.upper,
    "ampersand as an entity": lambda name: html.escape(name.replace(" and ", " & ")),
    "broken encoding": lambda name: name.replace("'", "’").encode().decode("cp1252", "ignore"),
    "N.H.S.": lambda name: name.replace("NHS", "N.H.S."),
    "St.": lambda name: name.replace("St ", "St. "),
    "Saint": lambda name: re.sub(r"\bSt\b", "Saint", name),
    "c/o": lambda name: f"c/o {name}",
    "part of": lambda name: f"{name} (part of the Cancer Alliance)",
    "trailing comma": lambda name: f"{name},",
    "cut at 40 letters": lambda name: name[:40],
    "double spaces": lambda name: name.replace(" ", "  "),
    "other word order": _turned,
    "letters swapped": _misspelt,
    "initials in brackets": lambda name: f"{name} ({''.join(w[0] for w in name.split() if w[0].isupper())})",
}
OPEN_SPELLINGS: dict[str, Callable[[str], str]] = {
    "without suffix": without_suffix,
    "NHSFT": lambda name: f"{without_suffix(name)} NHSFT",
    "F.T.": lambda name: f"{without_suffix(name)} NHS F.T.",
    "Fdn Trust": lambda name: f"{without_suffix(name)} NHS Fdn Trust",
    "university left out": lambda name: name.replace("University ", ""),
    "teaching left out": lambda name: name.replace("Teaching ", ""),
    "hospitals left out": lambda name: re.sub(r"Hospitals? ", "", name),
    "royal left out": lambda name: name.replace("Royal ", ""),
    "university added": lambda name: re.sub(r"(Hospitals?)", r"University \1", name),
    "hospitals added": lambda name: (
        name if "Hospital" in name else f"{without_suffix(name)} Hospitals NHS Trust"
    ),
    "second place left out": lambda name: re.sub(
        r" and [A-Z][\w']+|, [A-Z][\w']+ and [A-Z][\w']+", "", name, count=1
    ),
    "county added": lambda name: f"{without_suffix(name)} (Yorkshire) NHS Foundation Trust",
}
BODIES: dict[str, tuple[str, ...]] = {
    "charity": (
        "{} Hospitals Charity",
        "{} Hospital Charitable Trust",
        "Friends of {} Hospital",
        "{} Foundation",
    ),
    "company": ("{} Facilities Management Ltd", "{} Estates Solutions", "{} Healthcare Ltd", "{} Health CIC"),
    "board": ("NHS {} ICB", "{} Integrated Care Board", "{} ICS", "{} Health and Care Partnership"),
    "commissioner": ("NHS {} CCG", "{} PCT", "{} Primary Care Trust", "{} Health Authority"),
    "council": ("{} City Council", "{} County Council", "{} Health and Wellbeing Board"),
    "university": ("University of {}", "{} Metropolitan University", "{} Medical School"),
    "private provider": (
        "Spire {}",
        "BMI {} Hospital",
        "Nuffield Health {}",
        "Circle {} Hospital",
        "{} Clinic",
    ),
    "primary care": ("{} Surgery", "{} Medical Centre", "{} GP Federation", "{} PCN", "{} Pharmacy"),
    "network": ("{} Pathology Partnership", "Health Innovation {}", "{} AHSN", "{} Cancer Network"),
    "other": (
        "{} Police",
        "{} Fire and Rescue Service",
        "{} School",
        "{} Care Home",
        "{} Hospice",
        "{} Air Ambulance",
    ),
}


def invented(register: Register) -> Iterator[Label]:
    """Spellings of all trusts of England, and bodies that are none."""
    trusts = [trust for trust in register.trusts.values() if trust.nation == "England"]
    carriers = _carriers(trusts)
    for trust in trusts:
        ways = {**SPELLINGS, **(OPEN_SPELLINGS if trust.is_open else {})}
        for sort, spell in ways.items():
            name = spell(trust.name)
            # A name that another trust carries too, as written or as spelt, has no one right answer.
            if carriers[_key(trust.name)] | carriers[_key(name)] == {trust.code} and (
                name != trust.name or spell is str
            ):
                yield Label(name, trust.code, frozenset(trust.current), "invented spelling", sort)
    places = sorted({place(trust.name) for trust in trusts if trust.is_open} - {""})
    for sort, templates in BODIES.items():
        for made in templates:
            names = (made.format(each) for each in places[::_EVERY])
            yield from (Label(name, "", frozenset(), "invented body", sort) for name in names)


def _carriers(trusts: Iterable[Trust]) -> Mapping[str, set[str]]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for trust in trusts:
        for name in (trust.name, *(former.name for former in trust.former_names)):
            codes[_key(name)].add(trust.code)
    return codes


def _key(name: str) -> str:
    return "".join(core_words(name))


def place(name: str) -> str:
    """The words of places a name starts with, or that follow its soft words: “Leeds”, “Derby and Burton”."""
    found: list[str] = []
    for word in without_suffix(name).replace(",", "").split():
        core = core_words(word)
        if core and all(is_telling(each) or each in DIRECTIONS for each in core):
            found.append(word)
        elif found and word not in STOP_WORDS:
            break
        elif found:
            found.append(word)
    return re.sub(r"(?: (?:and|of|the|for|at))+$", "", " ".join(found))
