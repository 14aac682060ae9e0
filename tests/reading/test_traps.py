"""What names trusts and lists no partners."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import HOME, codes, html, names, page, read

GH, SF, SAL = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
LEEDS, HULL, BARNSLEY = (
    "Leeds Teaching Hospitals NHS Trust",
    "Hull University Teaching Hospitals NHS Trust",
    "Barnsley Hospital NHS Foundation Trust",
)
REAL = f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li><li>{SAL}</li></ul>"
OURS = {"RTE", "RH5", "RNZ"}


def _ul(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


ELSEWHERE = _ul(LEEDS, HULL, BARNSLEY)

TRAPS = {
    "other alliances": f"<h2>Other cancer alliances</h2>{ELSEWHERE}",
    "neighbours": f"<h2>Our neighbours</h2>{ELSEWHERE}",
    "neighbouring trusts in a sentence": f"<p>Neighbouring trusts such as {LEEDS} and {HULL} are partners of other alliances.</p>",
    "another alliance's members": f"<h2>Who is in Peninsula Cancer Alliance</h2>{ELSEWHERE}",
    "another alliance's lead": f"<p>The Peninsula Cancer Alliance is made up of:</p>{ELSEWHERE}",
    "another alliance's sentence": f"<p>Wessex Cancer Alliance brings together {LEEDS}, {HULL} and {BARNSLEY}.</p>",
    "news": f"<h2>Latest news</h2>{ELSEWHERE}",
    "team": f"<h2>Our team</h2>{ELSEWHERE}",
    "persons": _ul(f"Orla Quill, lead nurse, {LEEDS}", f"Dr Tam Birch, chair, {HULL}", f"Ivo Fenn, cancer manager, {BARNSLEY}"),
    "persons with dashes": _ul(f"Orla Quill – {LEEDS}", f"Tam Birch – {HULL}", f"Ivo Fenn – {BARNSLEY}"),
    "persons, surname first": _ul(f"QUILL, Orla – {LEEDS}", f"BIRCH, Tam – {HULL}", f"FENN, Ivo – {BARNSLEY}"),
    "persons under neutral title": "<h2>The alliance in numbers</h2>" + _ul(f"Professor Tam Birch, {LEEDS}", f"Dr Ivo Fenn, {HULL}"),
    "staff table": f"<table><tr><th>Name</th><th>Role</th><th>Organisation</th></tr><tr><td>Orla Quill</td><td>Nurse</td><td>{LEEDS}</td></tr><tr><td>Tam Birch</td><td>Director</td><td>{HULL}</td></tr><tr><td>Ivo Fenn</td><td>Manager</td><td>{BARNSLEY}</td></tr></table>",
    "staff table without head": f"<table><tr><td>Orla Quill</td><td>Lead nurse</td><td>{LEEDS}</td></tr><tr><td>Tam Birch</td><td>Director</td><td>{HULL}</td></tr><tr><td>Ivo Fenn</td><td>Manager</td><td>{BARNSLEY}</td></tr></table>",
    "board": f"<h2>Board members</h2>{ELSEWHERE}",
    "staff cards": "".join(f"<div><h3>{p}</h3><p>Cancer manager</p><p>{t}</p></div>" for p, t in (("Orla Quill", LEEDS), ("Tam Birch", HULL), ("Ivo Fenn", BARNSLEY))),
    "history": f"<h2>Our history</h2><p>The network was made up of {LEEDS}, {HULL} and {BARNSLEY}.</p>",
    "before a year": f"<p>Before 2016 the trusts in the network were:</p>{ELSEWHERE}",
    "former members": f"<h2>Former members</h2>{ELSEWHERE}",
    "predecessor": f"<h3>Predecessor bodies</h3>{ELSEWHERE}",
    "host": f"<p>The alliance is hosted by {LEEDS}.</p>",
    "host as title": f"<h3>Host organisation</h3><p>{LEEDS}</p>",
    "radiotherapy": f"<p>The radiotherapy network is made up of {LEEDS}, {HULL} and {BARNSLEY}.</p>",
    "radiotherapy list": f"<h3>Radiotherapy network</h3>{ELSEWHERE}",
    "radiotherapy lead": f"<p>Members of the radiotherapy network are:</p>{ELSEWHERE}",
    "trials": f"<h2>Clinical trials</h2><p>Sites that recruit:</p>{ELSEWHERE}",
    "visit": f"<p>Colleagues from {LEEDS}, {HULL} and {BARNSLEY} visited us in May.</p>",
    "speakers": f"<h2>Speakers</h2>{ELSEWHERE}",
    "speakers in a sentence": f"<p>The conference brings together speakers from {LEEDS}, {HULL} and {BARNSLEY}.</p>",
    "fundraising": f"<h2>Fundraising</h2>{ELSEWHERE}",
    "useful links": f"<h2>Useful links</h2>{ELSEWHERE}",
    "sponsors": f"<h2>Sponsors</h2>{ELSEWHERE}",
    "vacancies": f"<h2>Vacancies</h2>{_ul(f'Nurse, {LEEDS}', f'Manager, {HULL}', f'Analyst, {BARNSLEY}')}",
    "contact": f"<h2>Contact your hospital</h2>{ELSEWHERE}",
    "pilot": f"<h2>Pilot sites</h2>{ELSEWHERE}",
    "project": f"<p>The project with {LEEDS}, {HULL} and {BARNSLEY} ends in June.</p>",
    "work together once": f"<p>In partnership with {LEEDS} and {HULL} we held a walk.</p>",
    "one partner's news": f"<p>Our partner {LEEDS} has opened a garden.</p>",
    "patients of": f"<p>Patients of {LEEDS}, {HULL} and {BARNSLEY} wrote a song.</p>",
    "treated elsewhere": f"<p>Some people are treated at {LEEDS}, {HULL} or {BARNSLEY}.</p>",
    "footer": f"<footer><p>Hosted by {LEEDS}</p>{ELSEWHERE}</footer>",
    "aside": f"<aside><h2>Trusts in the news</h2>{ELSEWHERE}</aside>",
    "nav": f"<nav>{ELSEWHERE}</nav>",
    "awards": f"<h2>Award winners</h2>{ELSEWHERE}",
    "testimonial": f"<blockquote>A fine team. <cite>Orla Quill, {LEEDS}</cite></blockquote>",
    "left": f"<h3>Trusts that have left the alliance</h3>{ELSEWHERE}",
    "not members": f"<p>The following are not members of the alliance:</p>{ELSEWHERE}",
    "alliances": "<h2>Partners</h2>" + _ul("Peninsula Cancer Alliance", "Wessex Cancer Alliance", "Northern Cancer Alliance"),
    "date and byline": f"<article><h2>A new scanner</h2><p>12 May 2026, by Orla Quill</p><p>{LEEDS} and {HULL} share it.</p></article>",
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
@pytest.mark.parametrize("order", ["before", "after", "alone"])
def test_trap_adds_no_trust(trap: str, order: str) -> None:
    body = {"before": f"<div>{trap}</div>{REAL}", "after": REAL + trap, "alone": trap}[order]
    assert codes(read(f"<h1>About us</h1>{body}")) == (set() if order == "alone" else OURS)


@pytest.mark.parametrize(
    "path",
    [
        "/news/partners", "/news-and-events/2026/a-walk", "/blog/our-partners", "/events/day", "/our-team", "/about/meet-the-team", "/contact-us",
        "/privacy-policy", "/jobs", "/search", "/category/partners", "/author/admin", "/tag/trusts", "/2026/05/our-partners",
    ],
)  # fmt: skip
def test_page_type_lists_no_partners(path: str) -> None:
    assert codes(read(page(html(f"<h1>A page</h1>{REAL}"), path))) == set()


@pytest.mark.parametrize(
    "title", ["Latest news", "Meet the team", "Contact us", "Vacancies", "Our history", "Events"]
)
def test_headline_makes_it_no_page_of_partners(title: str) -> None:
    assert codes(read(page(html(f"<h1>{title}</h1>{ELSEWHERE}", title), "/p"))) == set()


def test_page_about_another_alliance_is_not_ours() -> None:
    left_over = page(
        html(f"<h1>Peninsula Cancer Alliance</h1><h2>Our partners</h2>{ELSEWHERE}"), "/information-2"
    )
    assert codes(read(REAL, left_over)) == OURS


def test_weak_mention_page_adds_nothing_to_a_strong_list() -> None:
    other = page(html(f"<h1>Breathlessness</h1><h2>Where it is offered</h2>{ELSEWHERE}"), "/our-work/breath")
    assert codes(read(REAL, other)) == OURS


def test_wider_site_around_a_section_is_not_read() -> None:
    url = "https://www.lancashireandsouthcumbria.icb.nhs.uk/about-us/our-partners"
    assert codes(read(page(html(REAL), url), alliance="lancashire_and_south_cumbria")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Acute trusts",
        "GPs",
        "Local councils",
        "Charities",
        "Hospitals",
        "Patients and the public",
        "Primary care networks",
    ],
)
def test_categories_are_no_names(text: str) -> None:
    assert text not in names(read(f"<h2>Our partners</h2><ul><li>{GH}</li><li>{text}</li></ul>"))


@pytest.mark.parametrize(
    "person",
    [
        "Orla Quill",
        "Dr Tam Birch",
        "Professor Ivo Fenn",
        "Tam Birch, cancer manager",
        f"Orla Quill, lead nurse, {LEEDS}",
    ],
)
def test_no_person_is_a_name(person: str) -> None:
    reading = read(f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li><li>{person}</li></ul>")
    shown = " ".join([*names(reading), *(s.place.snippet for s in reading.sightings)])
    assert "Quill" not in shown and "Birch" not in shown and "Fenn" not in shown


def test_snippets_hold_no_contact_details() -> None:
    reading = read(
        f"<h2>Our partners</h2><ul><li>{GH}, call Orla Quill on 01632 960123 or orla.quill@example.org</li><li>{SF}</li></ul>"
    )
    shown = " ".join(s.place.snippet for s in reading.sightings)
    assert not any(word in shown for word in ("960123", "Quill", "@"))


def test_mentions_are_counted_by_rule() -> None:
    assert read(f"<h2>Other cancer alliances</h2>{ELSEWHERE}").mentions["other_alliance"] == 3


def test_same_page_twice_is_read_once() -> None:
    twice = read(page(html(REAL), "/partners"), page(html(REAL), HOME + "/partners?x=1"))
    assert len(twice.sightings) == 3
