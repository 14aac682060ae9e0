"""What was measured, in words and tables: the document ``docs/accuracy.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from benchmarks.labels import Label
from benchmarks.tallies import Answer, Tally, tally_all, tally_by
from matching.answers import ACCEPT_LINE
from matching.register import Register

Pairs = Sequence[tuple[Label, Answer]]
PEERS_HEADING = "## Beside others"
_BAND = 10  # points of the score
_TRUSTS, _HOSPITALS = "trust", "hospital"


@dataclass(frozen=True, slots=True)
class Measured:
    """The project's own answers: to labelled names, to parts of them unaided, and to invented names."""

    register: Register
    labelled: Pairs
    unaided: Sequence[Pairs]
    invented: Pairs


@dataclass(frozen=True, slots=True)
class PeerResult:
    """One peer's counts; ``failure`` says why there are none."""

    name: str
    against: str
    pairs: Pairs = ()
    failure: str = ""


def document(measured: Measured, peers: Iterable[PeerResult] = (), speed: Iterable[str] = ()) -> str:
    """The whole document; the part before ``PEERS_HEADING`` depends on nothing but register and names."""
    return "\n".join([*_accuracy(measured), PEERS_HEADING, "", *_peers(measured, peers), "", *speed]) + "\n"


def accuracy_part(text: str) -> str:
    """The part of the document that the same register and names always give again."""
    return text.partition(PEERS_HEADING)[0]


def evidence_line(pairs: Iterable[tuple[Label, Answer]]) -> int:
    """The lowest score, in tens, down to which every ten points hold answers and no wrong one."""
    bands = tally_by(pairs, _band)
    line = 100
    while (band := bands.get(f"{line:3d}")) and band.answered and not band.wrong:
        line -= _BAND
    return line + _BAND


def _band(_: Label, answer: Answer) -> str:
    return f"{int(answer.score // _BAND) * _BAND:3d}" if answer.code else ""


def _accuracy(measured: Measured) -> Iterator[str]:
    register, labelled = measured.register, measured.labelled
    whole = tally_all(labelled)
    yield from (
        "# How well names are matched",
        "",
        *_paragraph(
            "Made by `python -m benchmarks.names --write docs/accuracy.md`; make it again when "
            f"names are added or rules change. Register as of {register.as_of.isoformat()}, "
            f"{whole.names} labelled names."
        ),
        *_paragraph(
            f"**{whole.found} of {whole.names} names ({whole.share:.1%}) have the right answer. Of "
            f"{whole.answered} that were given a code {whole.wrong} are wrong: with 95 % confidence "
            f"at most {whole.bound:.2%}.**"
        ),
        *_paragraph(
            "A name is found when it is given the code of the trust that carries or carried it, or "
            "one that serves today; a name of no trust when it is given none. The bound is that of "
            "Clopper and Pearson, one-sided."
        ),
        "## By what is named",
        "",
        *_table("named", tally_by(labelled, lambda label, _: label.group)),
        "",
        "## By spelling",
        "",
        *_table("spelling", tally_by(labelled, lambda label, _: f"{label.group}: {label.sort}")),
        "",
    )
    yield from _unaided(measured.unaided)
    yield from _line(measured)
    yield from _rules(measured)
    yield from (
        "## Invented names",
        "",
        *_paragraph(
            "Spellings of every trust of England, open and closed, and bodies that are no trust, "
            "named after the places of trusts. A name that another trust carries too is left out."
        ),
        *_table("invented", tally_by(measured.invented, lambda label, _: f"{label.group}: {label.sort}")),
        "",
    )


def _unaided(parts: Sequence[Pairs]) -> Iterator[str]:
    pairs = [pair for part in parts for pair in part]
    counts = {f"part {number}": tally_all(part) for number, part in enumerate(parts, start=1)}
    counts |= tally_by(pairs, lambda label, _: f"all: {label.group}")
    whole = counts["all"] = tally_all(pairs)
    verb = "is" if whole.wrong == 1 else "are"
    yield from (
        "## Unaided",
        "",
        *_paragraph(
            "Tables kept by hand hold aliases, former names, and which trust runs a hospital; some "
            "rows spell a labelled name. Here the names are asked in ten parts, and for each part "
            "every such row is left out, whatever its source: what is found then was found by rule. "
            f"The rules themselves were written with these names in sight. Of {whole.answered} "
            f"answers {whole.wrong} {verb} wrong: with 95 % confidence at most {whole.bound:.2%}."
        ),
        *_table("part", counts),
        "",
    )


def _line(measured: Measured) -> Iterator[str]:
    both = [*measured.labelled, *measured.invented]
    yield from (
        "## The accept line",
        "",
        *_paragraph(
            "An answer that has a code is accepted without a person. One that rests on words alone "
            f"needs a score of {ACCEPT_LINE:.0f} (`ACCEPT_LINE`): the lowest, in tens, down to which "
            "labelled and invented names hold answers in every ten points and none is wrong; by the "
            f"names below that is {evidence_line(both)}. Where the page or the alliance's area "
            "speaks for a trust, a lower score does. Where few names stand, the bound is wide."
        ),
        "| score | labelled | wrong | at most | invented | wrong | at most |",
        "|---|--:|--:|--:|--:|--:|--:|",
    )
    labelled, invented = tally_by(measured.labelled, _band), tally_by(measured.invented, _band)
    for band in sorted({*labelled, *invented} - {""}, reverse=True):
        cells = [_counts(tallies.get(band, Tally())) for tallies in (labelled, invented)]
        upper = int(band) + _BAND - 1
        yield f"| {'100' if upper > 100 else f'{band.strip()} to {upper}'} | {' | '.join(cells)} |"
    yield ""


def _rules(measured: Measured) -> Iterator[str]:
    yield from (
        "## By rule",
        "",
        "| rule | labelled | wrong | at most | invented | wrong | at most |",
        "|---|--:|--:|--:|--:|--:|--:|",
    )
    of_rule = [
        tally_by(pairs, lambda _, answer: answer.rule if answer.code else "")
        for pairs in (measured.labelled, measured.invented)
    ]
    for rule in sorted({*of_rule[0], *of_rule[1]} - {""}):
        cells = [_counts(tallies.get(rule, Tally())) for tallies in of_rule]
        yield f"| {rule.replace('_', ' ')} | {' | '.join(cells)} |"
    yield ""


def _counts(tally: Tally) -> str:
    bound = f"{tally.bound:.1%}" if tally.answered else ""
    return f"{tally.answered} | {tally.wrong} | {bound}"


def _paragraph(text: str) -> list[str]:
    return [*wrap(text, 110), ""]


def _table(what: str, counts: dict[str, Tally]) -> Iterator[str]:
    yield f"| {what} | names | found | | wrong |"
    yield "|---|--:|--:|--:|--:|"
    for name, each in counts.items():
        yield f"| {name} | {each.names} | {each.found} | {each.share:.1%} | {each.wrong} |"


def _peers(measured: Measured, peers: Iterable[PeerResult]) -> Iterator[str]:
    yield from (
        *_paragraph(
            "The same labelled names in the same run; “trusts” and “hospitals” are the parts of "
            "those that were found. Splink is trained on the names themselves, without labels."
        ),
        "| way | against | found | trusts | hospitals | answers | wrong | | at most |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
        _peer_row(PeerResult("**this project**", "the register", measured.labelled)),
    )
    yield from map(_peer_row, peers)


def _peer_row(peer: PeerResult) -> str:
    if peer.failure:
        return f"| {peer.name} | {peer.against} | {peer.failure} | | | | | | |"
    whole, groups = tally_all(peer.pairs), tally_by(peer.pairs, lambda label, _: label.group)
    rate = whole.wrong / whole.answered if whole.answered else 0.0
    shares = [f"{groups.get(group, Tally()).share:.1%}" for group in (_TRUSTS, _HOSPITALS)]
    cells = (
        peer.name,
        peer.against,
        f"{whole.share:.1%}",
        *shares,
        str(whole.answered),
        str(whole.wrong),
        f"{rate:.1%}",
        f"{whole.bound:.1%}",
    )
    return f"| {' | '.join(cells)} |"
