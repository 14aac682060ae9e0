"""The report as text: what stands in it, and what may not."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from output.curated import MappingRow
from output.decision import Decision, Verdict
from output.report import SIGNS
from output.report_map import ENGLAND, drawings, legend, outline, placeless
from output.report_published import differences
from output.report_text import around, is_web_address, marked, shown
from output.report_timeline import MOST_EVENTS, timeline
from tests.output.factories import Folder, register, rows, site, trust, unresolved
from tests.review.made import MENDIP, everything, folder, hostile_site

EVERYWHERE = len(all_alliances())


class Page(HTMLParser):
    """Tags, addresses and attributes of a page, and the text of its scripts and styles."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.code: dict[str, str] = {}
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value for name, value in attrs if name == "id"]
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"]

    def handle_data(self, data):
        if self.cdata_elem:  # within a script or a style
            self.code[self.tags[-1]] = self.code.get(self.tags[-1], "") + data


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    made, _, _ = everything(tmp_path_factory.mktemp("report") / "data")
    return (made.path / "review.html").read_text("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = folder(tmp_path_factory.mktemp("hostile") / "data")
    made.run(hostile_site())
    return (made.path / "review.html").read_text("utf-8")


def digest(code):
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


@pytest.mark.parametrize("name", ["text", "hostile"])
def test_the_page_loads_nothing_and_runs_its_own_script_only(name, request):
    page = Page(request.getfixturevalue(name))
    assert not {"link", "img", "iframe", "object", "base"} & set(page.tags)
    assert page.tags.count("script") == page.tags.count("style") == page.tags.count("h1") == 1
    assert not {name for name in page.attributes if name.startswith("on")} | (
        {"src", "style"} & page.attributes
    )
    assert {a.split(":")[0] for a in page.addresses if not a.startswith("#")} <= {"https"}
    assert page.policy == (
        f"default-src 'none'; style-src 'sha256-{digest(page.code['style'])}'; "
        f"script-src 'sha256-{digest(page.code['script'])}'; base-uri 'none'; form-action 'none'"
    )


def test_no_id_stands_twice_and_every_link_within_the_page_leads_somewhere(text):
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert {a[1:] for a in page.addresses if a.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize(
    "part",
    [
        f"We work with <mark>{MENDIP}</mark> and others",
        "<b>RR8</b> Leeds Teaching Hospitals NHS Trust",
        "likeness 80 of 100; open; was a partner of this alliance before this run",
        "In the mapping before: West Yorkshire and Harrogate Cancer Alliance.",
        "A partner before: seen from 2026-09-01 to 2026-09-01.",
        "The site writes this name anew.",
        'href="https://example.nhs.uk/partners"',
        "first asked on 2026-09-02",
        "page read on 2026-09-01",
        "The site did not answer.",
    ],
)
def test_each_question_shows_what_it_rests_on(text, part):
    assert part in text


def test_links_in_hostile_names_and_addresses_are_no_links(hostile):
    assert "javascript:" not in hostile
    assert "&lt;script&gt;alert(1)&lt;/script&gt; NHS Trust</mark>" in hostile


def test_nothing_unseen_or_turned_round_reaches_the_page(hostile):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", hostile)


def test_names_are_data_for_the_template_and_not_part_of_it(hostile):
    assert "{{ 7 * 7 }} NHS Trust" in hostile


def flooded(path, floods, each=300):
    """A run in which some sites name hundreds of unknown trusts at length, and the others one each."""
    sites = []
    for number, alliance in enumerate(all_alliances()):
        count = each if number < floods else 1
        names = [f"<b>Trust</b> {alliance.code} {n} {'&x' * 200}" for n in range(count)]
        sites.append(site(alliance.code, *(unresolved(n, "RR8", snippet="<y>" * 2_000 + n) for n in names)))
    Folder(path).run(*sites)
    return (path / "review.html").read_text("utf-8")


@pytest.mark.parametrize(("floods", "each"), [(1, 300), (EVERYWHERE, 150)])
def test_however_many_sites_flood_it_the_report_stays_under_a_megabyte(tmp_path, floods, each):
    page = flooded(tmp_path, floods, each)
    assert len(page.encode("utf-8")) < 1_000_000
    shown = page.count("<article")
    asked = floods * each + EVERYWHERE - floods
    assert f"{asked - shown:,} of {asked:,} questions are not shown here" in " ".join(page.split())
    assert "All stand in <code>review.csv</code>" in page
    with (tmp_path / "review.csv").open(encoding="utf-8", newline="") as stream:
        assert sum(1 for _ in stream) == asked + 1


def test_a_flood_takes_no_room_from_other_alliances(tmp_path):
    page = flooded(tmp_path, 1)
    shown = Counter(re.findall(r'<article[^>]* data-alliance="(\w*)"', page))
    first, *others = (alliance.code for alliance in all_alliances())
    assert {shown[code] for code in others} == {1}
    assert 5 <= shown[first] < 100
    assert f"{shown[first]} of 300 shown" in page


def test_a_hundred_questions_of_one_alliance_are_no_flood(tmp_path):
    Folder(tmp_path).run(site("N63", *(unresolved(f"Odd Trust {n}", "RR8") for n in range(110))))
    page = (tmp_path / "review.html").read_text("utf-8")
    assert page.count("<article") == 110
    assert "not shown here" not in page


def test_sites_that_need_a_look_come_first_at_a_glance(tmp_path):
    sites = [site(a.code) for a in all_alliances()[:-1]]
    last = all_alliances()[-1]
    Folder(tmp_path).run(*sites, site(last.code, state=SiteState.BLOCKED, detail="A login."))
    page = (tmp_path / "review.html").read_text("utf-8")
    glance = page[page.index('class="glance"') : page.index('<nav aria-label="On this page">')]
    assert re.findall(r"#site-(\w+)", glance)[0] == last.code


def test_a_run_of_ordinary_size_stays_under_a_megabyte(tmp_path):
    reg = register(*(trust(f"X{n:03}", f"Trust number {n} of many NHS Foundation Trust") for n in range(210)))
    made = Folder(tmp_path, reg, rows(reg, **{f"X{n:03}": "N63" for n in range(210)}))
    sites = [
        site(
            alliance.code, *(unresolved(f"{alliance.slug} odd hospital {n}", "RR8", "RXF") for n in range(6))
        )
        for alliance in all_alliances()
    ]
    outcome = made.run(*sites)
    assert len(outcome.questions) == 210 + EVERYWHERE * 6
    assert (tmp_path / "review.html").stat().st_size < 1_000_000


def test_a_held_run_says_so_first_and_shows_what_would_have_been(tmp_path):
    made = folder(tmp_path)
    down = [site(a.code, state=SiteState.UNREACHABLE, detail="Down.") for a in all_alliances()]
    outcome = made.run(*down)
    page = (tmp_path / "review.html").read_text("utf-8")
    assert not outcome.published
    assert page.index("Nothing was published") < page.index('id="questions"')
    assert "the mapping as it would be" in page


def test_every_state_of_a_site_has_a_sign_of_its_own_kind():
    assert set(SIGNS) == set(SiteState)


# Text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("  two \n words\t", "two words"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("turned \u202eround", "turned ‹U+202E›round"),
        ("<b>", "<b>"),
        ("é ü 한", "é ü 한"),
        ("x" * 400, f"{'x' * 300} … (400 characters)"),
        ("\ud800", ""),
    ],
)
def test_text_is_shown_without_what_nobody_sees(given, expected):
    assert shown(given) == expected


@pytest.mark.parametrize(
    ("snippet", "name", "expected"),
    [
        ("We are Leeds and others", "Leeds", ("We are ", "Leeds", " and others")),
        ("We are  LEEDS\nTeaching", "leeds teaching", ("We are ", "LEEDS Teaching", "")),
        ("nothing of it", "Leeds", ("nothing of it", "", "")),
        ("anything", "", ("anything", "", "")),
        ("(Leeds)", "Leeds", ("(", "Leeds", ")")),
        (f"{'a ' * 300}Leeds", "Leeds", ("… " + "a " * 100, "Leeds", "")),
    ],
)
def test_a_name_is_found_in_its_snippet(snippet, name, expected):
    assert around(snippet, name) == expected


def test_the_name_is_marked_and_all_else_escaped():
    assert str(marked("<i>by</i> A & B", "A & B")) == "&lt;i&gt;by&lt;/i&gt; <mark>A &amp; B</mark>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.uk", True), ("http://a.uk", True), ("javascript:x", False), ("data:x", False), ("", False)],
)
def test_only_web_addresses_become_links(url, expected):
    assert is_web_address(url) is expected


# Differences to the published file


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            MappingRow("RCF", "Old"),
            ("closed code", "Old", "closed; Leeds Teaching Hospitals NHS Trust (RR8) serves today"),
        ),
        (
            MappingRow("RR8", "LEEDS TEACHING, Hospitals  NHS Trust"),
            ("spelling", "LEEDS TEACHING, Hospitals  NHS Trust", "Leeds Teaching Hospitals NHS Trust"),
        ),
        (MappingRow("RR8", "Leeds"), ("name", "Leeds", "Leeds Teaching Hospitals NHS Trust")),
        (MappingRow("ZZZ", "Nobody"), ("unknown code", "Nobody", "not in the register")),
        (
            MappingRow("RXF", "Mid Yorkshire Teaching NHS Trust", "West Yorkshire", "N63"),
            ("alliance", "West Yorkshire and Harrogate Cancer Alliance", "in no alliance"),
        ),
    ],
)
def test_differences_to_the_published_file_are_told(row, expected):
    reg = register(replace(register().trusts["RCF"], is_open=False, current=("RR8",)))
    (found,) = [d for d in differences([row], rows(reg), reg) if d.ods_code == row.ods_code]
    assert (found.what, found.published, found.now) == expected


def test_trusts_that_the_published_file_lacks_are_told():
    reg = register()
    assert {d.what for d in differences([], rows(reg), reg)} == {"missing trust"}


def test_a_file_that_agrees_has_no_difference():
    reg = register()
    assert differences(rows(reg, RR8="N63"), rows(reg, RR8="N63"), reg) == ()


# Timeline


def change(day, code="RR8", **more):
    base = {
        "observed_at": f"{day}T10:00:00+00:00", "alliance_code": "N63", "ods_code": code, "ods_name": "Leeds",
        "change": "added", "cause": "site", "state": "applied", "detail": "It is listed.",
    }  # fmt: skip
    return base | more


def test_the_timeline_tells_the_newest_day_first_and_the_same_news_once():
    days = timeline([change("2026-01-01"), change("2026-02-01"), change("2026-02-01")], [])
    assert [(day.date, len(day.events)) for day in days] == [("2026-02-01", 1), ("2026-01-01", 1)]


def test_the_timeline_tells_decisions():
    decision = Decision(
        "2026-03-01T09:00:00+00:00", "JS", "", "N63", "Odd", "RR8", Verdict.ACCEPT, "so it is"
    )
    (day,) = timeline([], [decision])
    assert (day.events[0].about, day.events[0].state) == (
        "Odd, West Yorkshire and Harrogate Cancer Alliance",
        "accept RR8",
    )


def test_the_timeline_is_of_limited_length():
    days = timeline([change("2026-01-01", code=str(n)) for n in range(2 * MOST_EVENTS)], [])
    assert sum(len(day.events) for day in days) == MOST_EVENTS


# Map


def test_the_outline_is_england_and_small():
    points = [point for part in outline() for point in part]
    assert 200 < len(points) < 600
    assert (min(x for x, _ in points), max(x for x, _ in points)) == pytest.approx((-5.7, 1.76), abs=0.1)
    assert (min(y for _, y in points), max(y for _, y in points)) == pytest.approx((49.96, 55.81), abs=0.1)


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((-1.55, 53.8), True),  # Leeds
        ((-4.14, 50.4), True),  # Plymouth
        ((-2.94, 54.9), True),  # Carlisle
        ((-3.18, 51.5), False),  # Cardiff
        ((-3.19, 55.95), False),  # Edinburgh
        ((-3.0, 51.9), False),  # Abergavenny
        ((-1.3, 50.68), True),  # Isle of Wight
    ],
)
def test_the_outline_holds_places_of_england_only(place, inside):
    assert any(_holds(part, place) for part in outline()) is inside


def _holds(part, place):
    """By the number of edges that a ray to the east crosses."""
    x, y = place
    crossed = False
    for (x1, y1), (x2, y2) in zip(part, (*part[1:], part[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def test_every_trust_with_a_place_is_on_the_map_and_the_others_are_named():
    reg = register(trust("X01", "Nowhere NHS Trust"))
    kept = rows(reg, RR8="N63")
    england, _ = drawings(kept, reg, {"N63"})
    assert len(england.marks) == 5
    assert placeless(kept, reg) == ("Nowhere NHS Trust",)
    (leeds,) = [mark for mark in england.marks if "RR8" in mark.title]
    assert (leeds.number, leeds.unread, leeds.double) == (3, True, False)
    assert (leeds.x, leeds.y) == ENGLAND.place(-1.5, 53.8)


def test_a_second_claim_is_ringed():
    reg = register()
    kept = [replace(row, notes="Also partners with Wessex Cancer Alliance") for row in rows(reg, RR8="N63")]
    assert all(mark.double and "Wessex" in mark.title for mark in drawings(kept, reg, ())[0].marks)


def test_the_legend_has_a_line_for_each_alliance_and_one_for_none():
    lines = legend(rows(register(), RR8="N63"), {"N63": "not_recognised"}, {"N63"})
    assert [line.number for line in lines] == [*range(1, EVERYWHERE + 1), 0]
    assert (lines[2].trusts, lines[2].state, lines[2].unread) == (1, "not recognised", True)
    assert lines[-1].trusts == 4
