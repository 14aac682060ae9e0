"""What the names in a list of places say: a hospital, a part of one, a private one."""

from __future__ import annotations

import re
from functools import lru_cache

HOSPITAL = re.compile(
    r"\b(hospitals?|infirmary|sanatorium|cancer centre|oncology|treatment centre|institute"
    r"|orthopaedic centre|diagnostic centre|centre for \w+)\b",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\b(spire|bmi|ramsay|capio|cygnet|priory|bupa|hca|private|independent|circle|aspen|abbey"
    r"|spa ?medica|optegra|newmedica|nuffield(?! orthopaedic)|hospice|limited|ltd|plc"
    r"|nursing home|care home|hmp|prison|unidentified)\b",
    re.IGNORECASE,
)
PART = re.compile(  # a clinic, ward or service in a hospital, not the hospital
    r"@|c/o| - |\b(at|offsite|off site|outreach|peripheral|satellite|clinics?|outpatients?|physio\w*"
    r"|screening|services?|msk|gum|mhu|ooh|bcsc|m\.h\.u|liai?son|wards?|theatres?|site"
    r"|mental health unit|day unit|department|dept|school|trust|prescriber|urgent care"
    r"|child health|offices?|hq|paeds?|cdc|icu)\b"
    r"|\([^)]*\b(?:unit|maternity|hospital|\w+ology|\w*paediatrics?)\b[^)]*\)|^\w+ology \(",
    re.IGNORECASE,
)
STREET = re.compile(r"\b(?:road|street|lane|avenue|close|drive|way|hill|grove|gardens)$", re.IGNORECASE)
NUMBERED = re.compile(r" \d+$")
TRUST_PART = re.compile(r"\s+-\s+[^-]*\b(?:NHS|Trust|NHST)\b.*$", re.IGNORECASE)
ACUTE = re.compile(r"\b(general|infirmary|royal|university|district|queen|princess)\b")
COMMUNITY = re.compile(r"\b(community|cottage|memorial|day hospital)\b")
NOT_ACUTE = re.compile(r"\b(community|cottage|memorial|mental|psychiatric)\b")
SORTS = frozenset({"general", "district", "community", "cottage", "memorial", "war"})
GENERIC_WORDS = """
    the a of and for at hospital infirmary institute centre unit ward day treatment community general
    district eye dental cottage memorial children childrens women maternity cancer oncology diagnostic
    independent private mental health university royal trust site new old main orthopaedic
"""
GENERIC = frozenset(GENERIC_WORDS.split())


@lru_cache(maxsize=32_768)  # a register names each hospital several times
def site_key(name: str) -> str:
    """What two spellings of a hospital's name have in common."""
    text = name.casefold()
    text = re.sub(r"[’'`]", "", text)
    text = re.sub(r"[^a-z0-9]+", " ", text).strip().removeprefix("the ")
    words = ["st" if word == "saint" else word for word in text.split() if word != "and"]
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def own_words(key: str) -> set[str]:
    """The words of a key that tell one hospital from another."""
    return set(key.split()) - GENERIC


def without_trust(name: str) -> str:
    """``Gosport Hospital - Portsmouth Hospitals NHS Trust`` without the trust."""
    return TRUST_PART.sub("", name)


def is_hospital(name: str) -> bool:
    """Whether a name is that of an NHS hospital with a name of its own."""
    return bool(
        HOSPITAL.search(name)
        and not PRIVATE.search(name)
        and not PART.search(name)
        and not STREET.search(name)
        and not NUMBERED.search(name)
        and own_words(site_key(name))
    )


def is_private_hospital(name: str) -> bool:
    """Whether a name is that of a whole hospital of a private provider."""
    return bool(HOSPITAL.search(name) and PRIVATE.search(name) and not PART.search(name))
