"""One digest over all that went into a run, and what it tells about the decisions of then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product

from output.basis import digest
from output.decision import Decision
from output.records import Run


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run was asked for. ``only`` holds the codes of the alliances crawled, empty for all."""

    from_nothing: bool
    only: frozenset[str]
    publish_anyway: bool


def fingerprint(
    evidence: Mapping[str, str], register_version: str, code_version: str, asked: Asked, log: str
) -> str:
    """A digest over all that goes into a run apart from the mapping; ``log`` is one of ``log_digests``."""
    return digest(
        sorted(evidence.items()),
        asked.from_nothing,
        register_version,
        code_version,
        sorted(asked.only),
        asked.publish_anyway,
        log,
    )


def log_digests(log: Sequence[Decision]) -> list[str]:
    """A digest of each beginning of a log of decisions, from the empty one to the whole."""
    digests = [""]
    for decision in log:
        digests.append(digest(digests[-1], tuple(asdict(decision).values())))
    return digests


def decisions_of(
    run: Run, log: Sequence[Decision], evidence: Mapping[str, str]
) -> tuple[Decision, ...] | None:
    """The decisions that a run on record knew, which the log of today begins with.

    None when it does not begin so: it was altered since. ``evidence`` names the recording of each site.
    """
    ways = [
        Asked(from_nothing, only, publish_anyway)
        for from_nothing, only, publish_anyway in product(
            (False, True), (frozenset[str](), frozenset(evidence)), (False, True)
        )
    ]
    for length, known in reversed(list(enumerate(log_digests(log)))):
        made = (fingerprint(evidence, run.register_version, run.code_version, way, known) for way in ways)
        if run.fingerprint in made:
            return tuple(log[:length])
    return None
