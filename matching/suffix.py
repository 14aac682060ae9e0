"""Mending a broken legal suffix: “NHS Foundatin Trus”, “Founda tion Trust”, “NHS Found. Trust”."""

from __future__ import annotations

from functools import lru_cache

_CACHED_WORDS = 4_096
LEGAL_WORDS = frozenset({"nhs", "foundation", "trust"})
_BROKEN_TRUST = frozenset({"trus", "tru", "trsut", "turst", "trusts", "trut", "tust", "tst", "trst"})
# What “foundation” and “trust” begin with. The rest of a broken one stands behind such a beginning.
_BEGINNINGS = frozenset(word[:end] for word in ("foundation", "trust") for end in range(1, len(word)))
_BROKEN = _BEGINNINGS | _BROKEN_TRUST | {"nh"}


def is_broken(word: str) -> bool:
    """Whether a word can be a part of a broken suffix; where none can, there is nothing to mend."""
    return word in _BROKEN or _is_nearly_foundation(word)


def mend_suffix(words: list[str]) -> list[str]:
    """The words of a name with “foundation” and “trust” whole; those given are left as they are."""
    mended: list[str] = []
    for word, after in zip(words, [*words[1:], ""], strict=False):
        before = mended[-1] if mended else ""
        long = len(word) >= 2 or after == "trust"  # “NHS F Trust”
        begun = before == "nhs" and long and "foundation".startswith(word)
        if before and before + word in ("foundation", "trust"):
            mended[-1] = before + word
        elif (begun and word + after != "foundation") or _is_nearly_foundation(word):
            mended.append("foundation")
        else:
            mended.append(word)
    return _mend_last(mended)


def _is_nearly_foundation(word: str) -> bool:
    return len(word) >= 7 and word != "foundation" and _is_near_foundation(word)


@lru_cache(maxsize=_CACHED_WORDS)
def _is_near_foundation(word: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(word, "foundation") >= 85


def _mend_last(words: list[str]) -> list[str]:
    if len(words) < 2:
        return words
    *start, last = words
    if last in _BROKEN_TRUST or (start[-1] in LEGAL_WORDS and "trust".startswith(last)):
        return [*start, "trust"]
    if last == "nh":
        return [*start, "nhs"]
    cut_short = "foundation".startswith(last) and (start[-1] == "nhs" or ("nhs" in start and len(last) > 1))
    return [*start, "foundation"] if cut_short else words
