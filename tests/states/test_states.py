"""What stands where a list should be is named right, by the real command and for each wording.

``benchmarks/fault_states.py`` does the same for every variant at several alliances.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.obstacles import obstacle
from alliance_spiders.reading.signs import Sign
from benchmarks.fault_states import CODES, listed
from tests.fixtures.build_sample import FixtureResponse
from tests.longrun.sites import is_page, read, record, run, site_of
from tests.reading.helpers import page as read_page
from tests.states import walls
from tests.states.kinds import Variant, variants
from tests.states.placing import page

NAMED = {
    Sign.LOGIN: walls.LOGIN,
    Sign.CONSENT_WALL: walls.CONSENT,
    Sign.BOT_WALL: walls.BOT,
    Sign.MAINTENANCE: walls.MAINTENANCE,
    Sign.COMING_SOON: walls.SOON,
    Sign.SITE_ERROR: walls.ERROR,
    Sign.CLOSED: walls.CLOSED,
    Sign.SUSPENDED: walls.SUSPENDED,
    Sign.PARKED: walls.PARKED,
    Sign.SOFT_404: walls.GONE,
    Sign.SCRIPT_SHELL: walls.SHELL,
}
PAGES = [answer for answer in site_of("N48") if is_page(answer)]


def one_of_each_kind() -> list[Variant]:
    """The last variant of each kind; the wordings are tried below."""
    return list({variant.kind: variant for variant in variants()}.values())


@pytest.fixture(scope="module")
def seen(
    from_published: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, tuple[Variant, dict[str, str], bool]]]:
    """After one run in which each site is sick in another way: by kind, the row of ``sites.csv``."""
    folder = tmp_path_factory.mktemp("states")
    data = Path(shutil.copytree(from_published, folder / "data"))
    known = listed(data)
    case: dict[str, Variant] = {}
    for variant in one_of_each_kind():
        case[next(code for code in CODES if code not in case and variant.fits(known[code]))] = variant
    before = (data / "mapping.csv").read_bytes()
    altered = {code: variant.sick(site_of(code), known[code]) for code, variant in case.items()}
    done = run(data, "--publish-anyway", "--replay", record(folder, 1, altered))
    assert done.returncode == 0, done.stderr
    kept = (data / "mapping.csv").read_bytes() == before
    rows = {row["alliance_code"]: row for row in read(data / "sites.csv")}
    yield {variant.kind: (variant, rows[code], kept) for code, variant in case.items()}


@pytest.mark.parametrize("kind", [variant.kind for variant in one_of_each_kind()])
def test_each_kind_is_named_right_and_changes_nothing(kind, seen):
    variant, row, kept = seen[kind]
    assert row["state"] in variant.states, row["detail"]
    assert row["detail"].endswith(".")
    assert kept


def test_there_is_room_for_each_kind_in_one_run():
    assert len(one_of_each_kind()) <= len(CODES)


@pytest.mark.parametrize(
    ("sign", "wording"), [(sign, name) for sign, wordings in NAMED.items() for name in wordings]
)
def test_each_wording_is_seen_through(sign, wording):
    title, body, head = NAMED[sign][wording]
    assert sign_of(page(title, body, head).encode()) is sign


@pytest.mark.parametrize("answer", PAGES, ids=lambda answer: answer.url.rpartition(".uk")[2])
def test_a_page_of_a_well_site_is_no_wall(answer: FixtureResponse):
    assert sign_of(answer.body) is None


def sign_of(body: bytes) -> Sign | None:
    return obstacle(read_document(read_page(body, "/about/partners")))
