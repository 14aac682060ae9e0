"""What cannot be done is said in one sentence, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_spiders.new_spider import checkout
from alliance_spiders.new_spider.checkout import put
from alliance_spiders.new_spider.order import Order, plan_of
from alliance_spiders.new_spider.subject import About, slug_of, subject_of
from alliance_spiders.new_spider.write import write_spider
from matching.errors import UserError
from matching.register import Register
from tests.fixtures.build_sample import SAMPLE
from tests.new_spider.sites import CODE, HOME, NAME, PAGES, SLUG, recording

ROOT = Path(__file__).parents[2]
REGISTER = Register.load()
EMPTY = {
    "": (NAME, "<p>Welcome.</p>"),
    "who": ("Our partners", "<ul><li>Acute trusts</li><li>Hospices</li></ul>"),
}
ONE = {"": (NAME, "<h2>Our partners</h2><ul><li>Isle of Wight NHS Trust</li></ul>")}


def written(about: About, path: Path, *, force: bool = True) -> str:
    with pytest.raises(UserError) as refused:
        write_spider(plan_of(Order(about, (path,), ROOT, force)), REGISTER)
    return str(refused.value)


def test_an_alliance_that_nobody_knows():
    message = written(About("nowhere"), SAMPLE)
    assert "No alliance is called “nowhere”. Known are: northern," in message
    assert "For a new one give --name and --home." in message


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About(CODE, name=NAME), "A new one needs --name and --home"),
        (About(SLUG, NAME, HOME), "A new alliance needs its ODS code"),
        (About("Vale of Ister!", NAME, HOME, CODE), "cannot be the name of a spider"),
        (About(CODE, "Evil\nname", HOME), "cannot be the name of a spider"),
        (About(CODE, NAME, "javascript:alert(1)"), "--home is no web address"),
        (About("other", "Wessex Cancer Alliance", HOME, CODE), "is known already. Name it in --alliance."),
        (About("swag", name="Another"), "is known already, so --name, --home and --code are not taken"),
    ],
)
def test_an_order_that_lacks_something(about, words):
    assert words in written(about, SAMPLE)


def test_a_site_that_is_not_in_the_recording(tmp_path):
    message = written(About("swag"), recording(tmp_path / "x.warc.gz", PAGES))
    assert "The recording holds no page of Somerset" in message
    assert "It holds answers of valeofistercanceralliance.nhs.uk." in message


@pytest.mark.parametrize("pages", [EMPTY, ONE])
def test_a_site_without_a_list_says_what_was_seen(tmp_path, pages):
    message = written(About(CODE, NAME, HOME), recording(tmp_path / "x.warc.gz", pages))
    assert f"No list of partners was found on the recorded pages of {NAME}" in message
    assert "signs: alliance named" in message


def test_a_recording_that_is_none(tmp_path):
    (tmp_path / "x.warc.gz").write_text("no recording")
    assert "x.warc.gz" in written(About("swag"), tmp_path / "x.warc.gz")


def test_a_folder_that_is_no_checkout(tmp_path):
    with pytest.raises(UserError, match=r"is no checkout of this project: .* is missing"):
        plan_of(Order(About("swag"), (SAMPLE,), tmp_path))


def test_existing_files_are_named_and_kept():
    message = written(About("wessex"), SAMPLE, force=False)
    assert "alliance_spiders/spiders/wessex.py and tests/fixtures/sites/wessex (" in message
    assert message.endswith("Nothing was changed.")


@pytest.mark.parametrize("fails_at", [0, 1, 2, 3])
def test_all_files_are_written_or_none(tmp_path, monkeypatch, fails_at):
    (tmp_path / "kept").write_text("old")
    (tmp_path / "gone").write_text("old")
    real, calls = checkout._set, []

    def fails(path: Path, content: bytes | None) -> None:
        calls.append(path)
        if len(calls) == fails_at + 1:
            raise OSError(28, "No space left on device", str(path))
        real(path, content)

    monkeypatch.setattr(checkout, "_set", fails)
    with pytest.raises(UserError, match=r"cannot be written: No space left on device\. Nothing was changed"):
        put(tmp_path, {"kept": b"new", "gone": None, "new/deep": b"new", "other": b"new"})
    found = {p.name: p.read_text() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == {"kept": "old", "gone": "old"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (NAME, SLUG),
        ("Ister & Oxmere Cancer Alliance", "ister_and_oxmere"),
        ("The Upper-Ister Cancer Alliance (NHS)", "upper_ister"),
    ],
)
def test_a_spider_is_named_after_its_alliance(name, slug):
    assert slug_of(name) == slug
    assert subject_of(About(CODE, name, HOME)).alliance.slug == slug


def test_a_section_of_a_wider_site_is_the_alliances_own_from_its_path_on():
    home = "https://www.example.icb.nhs.uk/our-work/cancer/"
    alliance = subject_of(About(CODE, NAME, home)).alliance
    assert alliance.scope == ("example.icb.nhs.uk/our-work/cancer",)
    assert not alliance.covers("https://www.example.icb.nhs.uk/news")
