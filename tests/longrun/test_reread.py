"""Pages of an earlier run, read again from its recording, say what they said then."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_spiders.knowledge import areas_of
from alliance_spiders.reread import Rereader
from matching.matcher import Matcher
from matching.register import Register
from output.curated import published_mapping
from output.history import last_known
from output.past import Past, address_digest
from output.records import Observation
from output.store import open_history

REGISTER = Register.load()
NORTHERN = "N69"


@pytest.fixture(scope="module")
def observed(from_published: Path) -> dict[str, Observation]:
    with open_history(from_published) as history:
        return history.observations(1)


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    known = last_known(tmp_path_factory.mktemp("empty"), published_mapping(), REGISTER)
    return Matcher(REGISTER, areas_of(REGISTER, {code: last.members for code, last in known.items()}))


def rereader(data: Path, matcher: Matcher) -> Rereader:
    return Rereader(data / "archive", {}, matcher)


def test_every_site_reads_as_it_did(from_published: Path, observed: dict[str, Observation], matcher: Matcher):
    with rereader(from_published, matcher) as reread:
        for code, then in observed.items():
            again = reread(code, then.past, REGISTER)
            assert again is not None
            assert [
                (s.name, s.match.current_ods_code, s.counts, s.place.locator) for s in again.reading.sightings
            ] == [(s.name_as_written, s.current_ods_code, bool(s.counts), s.locator) for s in then.sightings]


def test_the_list_page_is_among_the_links(
    from_published: Path, observed: dict[str, Observation], matcher: Matcher
):
    then = observed[NORTHERN]
    with rereader(from_published, matcher) as reread:
        again = reread(NORTHERN, then.past, REGISTER)
    assert again is not None
    assert address_digest(then.sightings[0].page_url) in again.linked


@pytest.mark.parametrize("lost", ["archive", "record", "recording", "alliance"])
def test_pages_that_cannot_be_had_are_not_read(
    lost: str, from_published: Path, observed: dict[str, Observation], matcher: Matcher, tmp_path: Path
):
    past, code, data = observed[NORTHERN].past, NORTHERN, from_published
    if lost == "archive":
        past = Past("", past.pages)
    elif lost == "record":
        past = Past(past.archive, (replace(past.pages[0], record_id="<urn:none>"), *past.pages[1:]))
    elif lost == "alliance":
        code = "N00"
    else:
        data = tmp_path
        shutil.copytree(from_published / "archive", data / "archive")
        (data / "archive" / past.archive).write_bytes(b"no recording")
    with rereader(data, matcher) as reread:
        assert reread(code, past, REGISTER) is None


def test_the_register_of_a_run_can_be_had_again(from_published: Path):
    from matching.register_json import from_json

    with open_history(from_published) as history:
        assert from_json(history.register(REGISTER.version), "kept") == REGISTER


def test_no_address_of_a_page_without_partners_is_kept(
    from_published: Path, observed: dict[str, Observation]
):
    kept = (from_published / "history.db").read_bytes()
    assert b"privacy" not in kept
    assert b"/news" not in kept
