"""Every spider reads its fixture site: the partners of ``expected.csv``, all of them and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from alliance_spiders.alliances import all_alliances, find_alliance
from tests.conftest import Rows, read_csv

SITES = Path(__file__).parent / "fixtures" / "sites"
SLUGS = [alliance.slug for alliance in all_alliances()]
COLUMNS = ("name_as_written", "kind", "status", "ods_code", "current_ods_code")


def facts(rows: Rows) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in COLUMNS) for row in rows}


def rows_of(data: Path, slug: str, table: str = "partners.csv") -> Rows:
    code = find_alliance(slug).code
    return [row for row in read_csv(data / table) if row["alliance_code"] == code]


def test_each_alliance_has_one_spider_and_so_has_the_index():
    spiders = SpiderLoader.from_settings(get_project_settings()).list()
    assert sorted(spiders) == sorted([*SLUGS, "national_index"])


@pytest.mark.parametrize("slug", SLUGS)
def test_each_spider_has_a_fixture_site_with_its_partners(slug: str):
    assert (SITES / slug / "site.toml").is_file()
    assert (SITES / slug / "expected.csv").is_file()


@pytest.mark.parametrize("slug", SLUGS)
def test_spider_finds_the_expected_partners(slug: str, from_nothing: Path):
    expected = read_csv(SITES / slug / "expected.csv")
    assert expected, f"{slug} has no expected partners"
    assert facts(rows_of(from_nothing, slug)) == facts(expected)


@pytest.mark.parametrize("slug", SLUGS)
def test_site_is_healthy(slug: str, from_nothing: Path):
    assert [row["state"] for row in rows_of(from_nothing, slug, "sites.csv")] == ["healthy"]
