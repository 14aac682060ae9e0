"""Other ways to match the same names: RapidFuzz's scorers, TF-IDF over letters, Splink's record linkage.

Each peer answers with the trust whose name is nearest, when it is near enough. TF-IDF and Splink need the
extra ``bench``; without it the report says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from benchmarks.tallies import Answer
from matching.model import Kind
from matching.names import STOP_WORDS, SUFFIX_WORDS, fold
from matching.register import Register

LINE = 90  # RapidFuzz: likeness from which a name is accepted
COSINE = 0.7
PROBABILITY = 0.9
_SCORERS = {
    "WRatio": fuzz.WRatio,
    "token_sort": fuzz.token_sort_ratio,
    "token_set": fuzz.token_set_ratio,
    "ratio": fuzz.ratio,
}
Known = Sequence[tuple[str, str]]  # name and code
Answering = Callable[[Sequence[str], Known], list[Answer]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to match names, ``against`` which known names."""

    name: str
    against: str
    known: Known
    answer: Answering


def peers(register: Register) -> Iterator[Peer]:
    """Every peer; those from RapidFuzz and TF-IDF also with all names that the project itself knows."""
    trusts, known = names_of_trusts(register), all_names(register)
    for against, names in (("names of trusts", trusts), ("all names the project knows", known)):
        for scorer in _SCORERS:
            yield Peer(f"RapidFuzz {scorer} at {LINE}", against, names, nearest(scorer))
        yield Peer(f"TF-IDF of three letters at {COSINE}", against, names, tf_idf)
    yield Peer(f"Splink on DuckDB at {PROBABILITY}", "names of trusts", trusts, splink)


def names_of_trusts(register: Register) -> Known:
    """The names of all trusts, open and closed."""
    return [(trust.name, trust.code) for trust in register.trusts.values()]


def all_names(register: Register) -> Known:
    """The same with former names, other known names, and the hospitals that one trust runs."""
    trusts = register.trusts.values()
    former = [(former.name, trust.code) for trust in trusts for former in trust.former_names]
    kinds = (Kind.TRUST, Kind.SITE)
    others = [(a.name, a.code) for a in register.aliases if a.kind in kinds and a.code in register.trusts]
    sites = [(site.name, site.trusts[0]) for site in register.sites if len(site.trusts) == 1]
    return [*names_of_trusts(register), *former, *others, *sites]


def nearest(scorer: str) -> Answering:
    """The nearest name by one of RapidFuzz's scorers."""

    def answer(names: Sequence[str], known: Known) -> list[Answer]:
        codes: dict[str, str] = {}
        for name, code in known:
            codes.setdefault(utils.default_process(name), code)
        choices = list(codes)
        found = (
            process.extractOne(
                utils.default_process(name), choices, scorer=_SCORERS[scorer], score_cutoff=LINE
            )
            for name in names
        )
        return [Answer(codes[best[0]], best[1]) if best else Answer("") for best in found]

    return answer


def tf_idf(names: Sequence[str], known: Known) -> list[Answer]:
    """The nearest name by the letters they share, three in a row, rare ones counting more."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), preprocessor=utils.default_process)
    choices = vectors.fit_transform([name for name, _ in known])
    likeness = vectors.transform(names) @ choices.T
    answers = []
    for row in range(len(names)):
        near = likeness[row]
        best = near.indices[near.data.argmax()] if near.nnz else 0
        score = near.data.max() if near.nnz else 0.0
        answers.append(Answer(known[best][1], 100 * score) if score >= COSINE else Answer(""))
    return answers


def splink(names: Sequence[str], known: Known) -> list[Answer]:
    """A Fellegi-Sunter model over the words without the legal suffix, trained without labels.

    The chance of agreement by accident comes from random pairs, that of agreement of true pairs from
    expectation maximisation, twice: within pairs of the same first word, and of the same last word.
    """
    import pandas as pd
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    database = DuckDBAPI()
    tables = [
        database.register(pd.DataFrame(rows), dataset_display_name=title)
        for title, rows in (
            ("known", [_record(f"k{i:05d}", name) for i, (name, _) in enumerate(known)]),
            ("names", [_record(f"n{i:05d}", name) for i, name in enumerate(names)]),
        )
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compared.JaroWinklerAtThresholds("core", [0.95, 0.9, 0.8]),
            compared.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
            compared.ExactMatch("first").configure(term_frequency_adjustments=True),
            compared.ExactMatch("in_order"),
        ],
        blocking_rules_to_generate_predictions=["1=1"],
        probability_two_random_records_match=1 / len(known),
    )
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for word in ("first", "last"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(word))
    pairs = linker.inference.predict(threshold_match_probability=PROBABILITY).as_pandas_dataframe()
    answers = [Answer("")] * len(names)
    ordered = pairs.sort_values(["match_probability", "unique_id_l", "unique_id_r"])
    for left, right, chance in ordered[["unique_id_l", "unique_id_r", "match_probability"]].itertuples(
        index=False
    ):
        one, other = sorted((left, right))
        answers[int(other[1:])] = Answer(known[int(one[1:])][1], 100 * chance)
    return answers


def _record(number: str, name: str) -> dict[str, object]:
    words = [word for word in fold(name) if word not in SUFFIX_WORDS | STOP_WORDS] or ["-"]
    return {
        "unique_id": number,
        "core": " ".join(words),
        "in_order": " ".join(sorted(words)),
        "words": sorted(set(words)),
        "first": words[0],
        "last": words[-1],
    }
