"""The report in a real browser: finding, answering by keyboard, saving, and what may never happen."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from output.decisions import take_in
from tests.output.factories import matched, site, unresolved
from tests.review.conftest import Visit
from tests.review.made import HOSTILE, MENDIP, asked, everything, folder, hostile_site, odd

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def crowd(path, number, *more):
    """A run with so many odd names at one alliance."""
    made = folder(path)
    sites = (
        site("N63", *(matched(made.register, c) for c in ("RR8", "RXF")), *map(odd, range(number))),
        *more,
    )
    made.run(*sites)
    return made, sites


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made, _, _ = everything(tmp_path_factory.mktemp("whole") / "data")
    return made.path / "review.html"


@pytest.fixture(scope="module")
def window(chromium, whole):
    """A window on that report for tests that only search it; opening one takes longer than a search."""
    opened = Visit(chromium, whole)
    yield opened
    opened.context.close()


@pytest.fixture
def searched(window):
    """Its page, with nothing searched for."""
    search = window.page.get_by_role("search")
    for field in [*search.get_by_role("searchbox").all(), *window.page.get_by_label("Search the ").all()]:
        field.fill("")
    for choice in search.get_by_role("combobox").all():
        choice.select_option(index=0)
    yield window.page
    assert window.faults == []


def cards_shown(page):
    return page.evaluate("document.querySelectorAll('#cards article:not([hidden])').length")


def test_ten_answers_by_keyboard_are_saved_taken_in_and_not_asked_again(visit, tmp_path):
    made, sites = crowd(tmp_path / "data", 12)
    page = visit(made.path / "review.html").page
    page.get_by_label("Your name or initials").fill("JS")
    page.get_by_text("Answer by keyboard").click()
    page.get_by_role("button", name="Begin with the first question").press("Enter")
    for number in range(10):
        page.keyboard.press("1" if number % 2 else "4")
        page.keyboard.press("j")
    assert page.locator("#count").inner_text() == "10 of 12 answered"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save decisions").press("Enter")
    assert waiting.value.suggested_filename == "decisions.csv"
    saved = tmp_path / "decisions.csv"
    waiting.value.save_as(saved)
    before = set(asked(made.path))
    assert take_in(saved, made.path, made.register) == 10
    made.run(*sites)
    with saved.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["decided_by"] for row in rows} == {"JS"}
    assert {row["decision"] for row in rows} == {"accept", "not_a_trust"}
    answered = {row["item_id"] for row in rows}
    assert answered < before
    assert not answered & set(asked(made.path))
    text = (made.path / "review.html").read_text("utf-8")
    assert not [item for item in answered if item in text]


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        ("Text", "mendip", 1),
        ("Text", "MENDIP AND", 1),
        ("Text", "no such words", 0),
        ("Alliance", "Northern Cancer Alliance", 1),
        ("Alliance", "None in particular", 1),
        ("Question", "Which trust is this?", 1),
        ("Answer", "Answered", 0),
        ("Answer", "Not answered yet", 12),
    ],
)
def test_questions_are_found_by_text_alliance_question_and_answer(searched, control, value, expected):
    assert cards_shown(searched) == 12
    field = searched.get_by_role("search").get_by_label(control, exact=True)
    if control == "Text":
        field.fill(value)
    else:
        field.select_option(label=value)
    assert cards_shown(searched) == expected


def test_answers_stay_in_the_browser_until_they_are_forgotten(visit, whole):
    page = visit(whole).page
    card = page.locator("article", has_text=MENDIP)
    card.get_by_label("It is no trust").check()
    card.get_by_label("Note").fill("a stately home")
    card.get_by_label("Note").blur()
    page.reload()
    assert card.get_by_label("It is no trust").is_checked()
    assert card.get_by_label("Note").input_value() == "a stately home"
    page.get_by_role("button", name="Forget all answers").click()
    page.reload()
    assert not card.get_by_label("It is no trust").is_checked()


def test_an_answer_that_lacks_its_code_is_not_counted_and_not_saved(visit, whole):
    page = visit(whole).page
    card = page.locator("article", has_text=MENDIP)
    card.get_by_label("It is another trust, with this code").check()
    assert page.locator("#count").inner_text() == "0 of 12 answered"
    card.get_by_label("Code of the trust").fill("XXX")
    assert card.locator(".state").inner_text() == "No open trust has the code XXX."
    page.get_by_role("button", name="Save decisions").click()
    assert page.locator("#message").inner_text() == "Nothing is answered yet."
    card.get_by_label("Code of the trust").fill("rcf")
    assert page.locator("#count").inner_text() == "1 of 12 answered"


def test_keys_go_on_and_back_choose_and_take_back_and_can_be_switched_off(visit, whole):
    page = visit(whole).page
    page.locator("article").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "q2"
    page.keyboard.press("1")
    assert page.locator("#count").inner_text() == "1 of 12 answered"
    page.keyboard.press("u")
    assert page.locator("#count").inner_text() == "0 of 12 answered"
    page.get_by_text("Answer by keyboard").click()
    page.get_by_label("Single keys work").uncheck()
    page.locator("#q2").focus()
    page.keyboard.press("1")
    assert page.locator("#count").inner_text() == "0 of 12 answered"


@pytest.mark.parametrize("table", ["changes", "mapping", "history", "differences"])
def test_the_other_sections_can_be_searched(searched, table):
    field = searched.get_by_label(f"Search the {table}")
    table_of = searched.locator(f"#{field.get_attribute('data-table')}")
    rows = table_of.locator("tbody tr:visible, li.event:visible")
    before = rows.count()
    field.fill("leeds")
    assert 0 < rows.count() < before
    assert all("leeds" in text.lower() for text in rows.all_inner_texts())


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation_of_wcag_a_or_aa(visit, whole, scheme, width):
    # The report's own policy lets no other script in; the test goes round it, the reader cannot.
    page = visit(whole, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True).page
    page.get_by_text("Answer by keyboard").click()
    page.locator("article", has_text=MENDIP).get_by_label("It is no trust").check()
    page.add_style_tag(content="article { content-visibility: visible !important; }")
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]][:3]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_is_never_wider_than_the_window(visit, whole, width):
    page = visit(whole, viewport={"width": width, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_names_are_shown_as_text_and_nothing_runs(visit, tmp_path):
    made = folder(tmp_path / "data")
    made.run(hostile_site())
    page = visit(made.path / "review.html").page
    text = page.locator("#cards").text_content()
    assert all(name[:12] in text for name in HOSTILE[:6])
    assert "‹U+202E›" in text
    assert "(200,015 characters)" in text
    assert page.locator("#cards a").count() == 0
    assert page.locator("#cards img, #cards script").count() == 0


def test_no_other_script_may_run_and_nothing_may_be_loaded(visit, whole):
    # What the policy forbids is told on the console, so this visit is expected to have faults.
    seen = visit(whole)
    ran = seen.page.evaluate(
        """() => { const s = document.createElement("script"); s.textContent = "window.ran = true";
        document.body.append(s); return Boolean(window.ran); }"""
    )
    loaded = seen.page.evaluate("fetch('https://example.org/').then(() => true, () => false)")
    assert (ran, loaded) == (False, False)
    assert [fault.split(":")[0] for fault in seen.faults if "Content Security Policy" in fault]
    seen.faults.clear()


def test_two_thousand_questions_stay_usable(visit, tmp_path):
    made = folder(tmp_path / "data")
    names = {a.code: [f"{a.code} Hospitals {n:04}" for n in range(100)] for a in all_alliances()}
    made.run(*(site(code, *(unresolved(n, "RR8") for n in each)) for code, each in names.items()))
    page = visit(made.path / "review.html").page
    assert cards_shown(page) == 2_000
    page.get_by_role("search").get_by_label("Text", exact=True).fill("N63 Hospitals 0007")
    assert cards_shown(page) == 1
    page.locator("article:not([hidden])").focus()
    page.keyboard.press("1")
    assert page.locator("#count").inner_text() == "1 of 2000 answered"


def test_without_its_script_the_page_says_what_to_do_instead(visit, whole):
    page = visit(whole, java_script_enabled=False).page
    assert page.get_by_text("This page needs its own script").is_visible()
    assert page.locator("article", has_text=MENDIP).is_visible()
    assert not page.get_by_role("button", name="Save decisions").is_visible()


def test_an_unread_site_and_a_double_claim_are_marked_on_the_map(visit, tmp_path):
    made = folder(tmp_path / "data")
    down = site("N70", state=SiteState.BLOCKED, detail="A login.")
    made.run(site("N63", *(matched(made.register, c) for c in ("RR8", "RXF", "RCF"))), down)
    page = visit(made.path / "review.html").page
    hull = page.locator("g.mark", has=page.locator("title", has_text="RWA"))
    assert hull.locator("rect").count() == 1
    assert page.locator("g.mark", has=page.locator("title", has_text="RCF")).locator("rect").count() == 0


def test_paper_has_no_controls_and_whole_tables(visit, whole):
    page = visit(whole, color_scheme="dark").page
    page.emulate_media(media="print")
    for control in ("#tools", "#save", ".keys", "#find-mapping"):
        assert not page.locator(control).first.is_visible()
    assert page.locator(".tall").first.evaluate("e => getComputedStyle(e).overflow") == "visible"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
