"""Every way of laying out a list, one a line."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import json

import pytest

from alliance_spiders.reading.locator import text_at
from tests.reading.helpers import codes, html, names, page, read
from tests.reading.matrix import LAYOUTS

GH, SF, SAL = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
NBT, RUH = "North Bristol NHS Trust", "Royal United Hospitals Bath NHS Foundation Trust"
UHBW = "University Hospitals Bristol and Weston NHS Foundation Trust"
ALL = [GH, SF, SAL, RUH, UHBW]
ALL_CODES = {"RTE", "RH5", "RNZ", "RD1", "RA7"}


def _ul(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_is_read_whole(layout) -> None:
    assert codes(read(f"<h1>About us</h1><h2>Our partners</h2>{layout(ALL)}<p>Write to us.</p>")) == ALL_CODES


@pytest.mark.parametrize(
    "words",
    [
        "Our partners", "Our member trusts", "Member organisations", "Partner organisations", "Who we work with", "Hospitals in our area",
        "The alliance is made up of:", "We are made up of the following organisations:", "The organisations that make up the alliance",
        "Provider trusts", "Trusts in the alliance", "Alliance members", "Our hospitals", "The alliance brings together:", "Members of the alliance",
        "Our trusts", "The following trusts are part of the alliance:", "NHS partners", "Acute trusts in our region", "These trusts belong to the alliance:",
        "The partnership comprises:", "Our founding members", "Our local hospitals", "Partners and members", "OUR PARTNERS", "Our constituent organisations",
        "Which trusts are in the alliance?", "The alliance consists of", "NHS provider organisations in our alliance", "Cancer services in our area are provided by:",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["<h2>{}</h2>", "<p>{}</p>", "<p><strong>{}</strong></p>", "<div>{}</div>"])
def test_words_that_introduce_partners(words: str, form: str) -> None:
    assert codes(read(f"<h1>Cancer care</h1>{form.format(words)}{_ul(GH, SF)}")) == {
        "RTE",
        "RH5",
    } or words.startswith("Cancer services")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>The alliance is made up of {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>We bring together three trusts – {GH}, {SF}, and {SAL} – with charities and the public.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>Our partners include {GH}; {SF}; and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>The member trusts are: {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>{GH}, {SF} and {SAL} are members of the alliance.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>The alliance (made up of {GH}, {SF} and {SAL}) meets weekly.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>SWAG Cancer Alliance is a partnership of five trusts: {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>The alliance, which is hosted by {UHBW}, brings together {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>We work with our partner trusts ({GH}, {SF} and {SAL}).</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>The alliance covers three hospital trusts: {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
        (f"<p>Five trusts make up the alliance: {GH}, {SF} and {SAL}.</p>", {"RTE", "RH5", "RNZ"}),
    ],
)  # fmt: skip
def test_sentence_is_read(body: str, expected: set[str]) -> None:
    assert codes(read(body)) == expected


def test_commas_inside_a_name_do_not_cut_it() -> None:
    barking = "Barking, Havering and Redbridge University Hospitals NHS Trust"
    reading = read(
        f"<p>The alliance is made up of Barts Health NHS Trust, {barking} and Homerton.</p>",
        alliance="north_east_london",
    )
    assert barking in names(reading) and codes(reading) == {"R1H", "RF4", "RQX"}


def test_short_names_between_dashes() -> None:
    text = "The alliance brings together three NHS trusts – Guy's and St Thomas’, King’s College Hospital, and Lewisham and Greenwich – with its boroughs."
    assert codes(read(f"<p>{text}</p>", alliance="south_east_london")) == {"RJ1", "RJZ", "RJ2"}


def test_hospitals_under_their_trust_do_not_count() -> None:
    reading = read(
        f"<h2>Our partners</h2><ul><li>{GH}<ul><li>Cheltenham General Hospital</li></ul></li><li>{SF}</li></ul>"
    )
    assert {s.name: s.counts for s in reading.sightings}["Cheltenham General Hospital"] is False


def test_hospitals_in_the_next_item_belong_to_the_trust_before() -> None:
    reading = read(
        f"<h2>Our partners</h2><ul><li>{GH}</li><li><ul><li>Cheltenham General Hospital</li></ul></li></ul>"
    )
    assert {s.name: s.counts for s in reading.sightings}["Cheltenham General Hospital"] is False


@pytest.mark.parametrize("title", ["Gloucestershire", "NHS Gloucestershire Integrated Care Board", "North"])
def test_hospitals_under_an_area_stand_for_their_trust(title: str) -> None:
    reading = read(
        f"<h2>Hospitals in our area</h2><h3>{title}</h3>{_ul('Cheltenham General Hospital', 'Gloucestershire Royal Hospital')}"
    )
    assert codes(reading) == {"RTE"}


def test_numbered_key_of_a_map() -> None:
    rows = [
        "1 Gloucestershire ICB",
        "1a Cheltenham General Hospital",
        f"2 {NBT} (NBT)",
        f"3 {UHBW}",
        "3a Weston General Hospital",
    ]
    reading = read(
        "<h2>Our hospitals</h2><table>" + "".join(f"<tr><td>{r}</td></tr>" for r in rows) + "</table>"
    )
    counts = {s.name: s.counts for s in reading.sightings}
    assert counts["Cheltenham General Hospital"] is True and counts["Weston General Hospital"] is False


def test_trust_and_hospital_in_one_row() -> None:
    reading = read(
        f"<h2>Our partners</h2><table><tr><th>Trust</th><th>Hospital</th></tr><tr><td>{GH}</td><td>Cheltenham General Hospital</td></tr></table>"
    )
    assert {s.name: s.counts for s in reading.sightings} == {GH: True, "Cheltenham General Hospital": False}


CARDS = [
    '<div class="card"><h3>{}</h3><p>{}</p></div>', "<h3>{}</h3><p>{}</p>", "<h2>{}</h2><p>{}</p><p>It treats breast and bowel cancer.</p>",
    "<h3>{}</h3><p><strong>Trust:</strong> {}</p>", "<h3>{}</h3><p>{}</p><p>Combe Park, Bath BA1 3NG</p>", '<a class="card" href="#"><h3>{}</h3><p>{}</p></a>',
    "<h4>{} <small>{}</small></h4>", "<div><strong>{}</strong><small>{}</small></div>", "<div><div>{}</div><div>{}</div></div>", "<section><p>{}</p><p>{}</p></section>",
    "<details><summary>{}</summary><p>{}</p></details>", "<dl><dt>{}</dt><dd>{}</dd></dl>", "<figure><figcaption><p>{}</p><p>{}</p></figcaption></figure>",
    "<figure><figcaption>{}<br>{}</figcaption></figure>", "<ul><li><h4>{}</h4><p>{}</p></li></ul>", "<ul><li><p>{}</p><p>{}</p></li></ul>",
    '<ul><li><span class="a">{}</span><span class="b">{}</span></li></ul>',
]  # fmt: skip


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("is_trust_first", [False, True])
def test_a_trust_below_or_over_its_hospital_is_the_partner(card: str, is_trust_first: bool) -> None:
    pairs = [
        ("Cheltenham General Hospital", GH),
        ("Gloucestershire Royal Hospital", GH),
        ("Salisbury District Hospital", SAL),
        ("Royal United Hospital, Bath", RUH),
    ]
    body = "".join(card.format(*(pair[::-1] if is_trust_first else pair)) for pair in pairs)
    assert codes(read(f"<h2>Our hospitals</h2>{body}")) == {"RTE", "RNZ", "RD1"}


def test_a_hospital_over_its_trust_is_no_partner_beside_it() -> None:
    reading = read(f"<h2>Our hospitals</h2><h3>Cheltenham General Hospital</h3><p>{GH}</p>"
                   f"<h3>Salisbury District Hospital</h3><p>{SAL}</p><h3>Royal United Hospital</h3><p>{RUH}</p>")  # fmt: skip
    assert {s.name for s in reading.sightings if s.counts} == {GH, SAL, RUH}


@pytest.mark.parametrize("line", ["Part of {}", "Run by {}", "Managed by {}.", "This hospital is part of {}"])
def test_a_line_below_a_hospital_that_says_whose_it_is(line: str) -> None:
    pairs = [
        ("Cheltenham General Hospital", GH),
        ("Salisbury District Hospital", SAL),
        ("Royal United Hospital", RUH),
    ]
    reading = read(
        "<h2>Our hospitals</h2>"
        + "".join(f"<h3>{hospital}</h3><p>{line.format(trust)}</p>" for hospital, trust in pairs)
    )
    assert {s.name for s in reading.sightings if s.counts} == {GH, SAL, RUH}


def test_a_line_below_another_trust_is_no_entry_of_the_trust_it_names() -> None:
    reading = read(
        f"<h2>Our partners</h2><h3>{GH}</h3><p>Part of {UHBW}</p><h3>{SAL}</h3><p>Part of {RUH}</p>"
    )
    assert codes(reading) == {"RTE", "RNZ"}


def test_a_trust_below_itself_is_no_second_partner() -> None:
    reading = read(f"<h2>Our partners</h2><h3>{GH}</h3><p>{GH}</p><h3>{SAL}</h3><p>Salisbury NHS FT</p>")
    assert {s.name: s.counts for s in reading.sightings} == {GH: True, SAL: True, "Salisbury NHS FT": False}


def test_employers_below_persons_are_no_partners_beside_hospitals() -> None:
    cards = "".join(f"<h3>Jane Whitfield</h3><p>{name}</p>" for name in (GH, SAL, RUH))
    assert not codes(read(f"<h2>Our people</h2>{cards}"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (f"3a. {GH}", GH), (f"• {GH}", GH), (f"{GH} – website | services", GH), (f"{GH} logo", GH), (f"{GH} (opens in a new window)", GH), (f"{GH};", GH),
        (f"{GH}, which runs two hospitals", GH), (f"{GH}: two hospitals", GH), (f"and {GH}", GH), (f"{NBT} (NBT)", f"{NBT} (NBT)"),
    ],
)  # fmt: skip
def test_name_is_cut_out_as_written(written: str, name: str) -> None:
    assert names(read(f"<h2>Our partners</h2>{_ul(written, SF)}"))[0] == name


@pytest.mark.parametrize("joint", [" and<br>", " &amp;<br>", ";<br>and ", " and ", ",<br>"])
def test_a_line_that_goes_on_with_the_next_trust(joint: str) -> None:
    reading = read(f"<h2>Our partner trusts</h2><p>{GH},<br>{RUH} (RUH){joint}{SAL}</p>")
    assert codes(reading) == {"RTE", "RD1", "RNZ"} and names(reading) == [GH, f"{RUH} (RUH)", SAL]


def test_markers_in_a_script() -> None:
    markers = json.dumps([{"name": name, "lat": 51.1} for name in (GH, SF, SAL)])
    body = f"<h1>Our partners</h1><div id='map'></div><script>var markers = {markers};</script>"
    assert codes(read(body)) == {"RTE", "RH5", "RNZ"}


def test_host_in_structured_data_is_no_partner() -> None:
    data = json.dumps({"name": "SWAG Cancer Alliance", "parentOrganization": {"name": GH}})
    script = f'<script type="application/ld+json">{data}</script>'
    assert codes(read(f"<h1>Our partners</h1>{script}<ul><li>{SF}</li></ul>")) == {"RH5"}


def test_file_names_are_the_last_resort() -> None:
    logos = "".join(
        f'<img src="/logos/{name}.png">'
        for name in ("somerset-nhs-foundation-trust", "salisbury-nhs-foundation-trust")
    )
    assert codes(read(f"<h2>Our partners</h2><div>{logos}</div>")) == {"RH5", "RNZ"}


def test_logo_beside_its_name_is_not_a_second_sighting() -> None:
    items = "".join(f'<li><img alt="{n} logo" src="x.png"><span>{n}</span></li>' for n in (GH, SF))
    assert names(read(f"<h2>Our partners</h2><ul>{items}</ul>")) == [GH, SF]


def test_partner_strip_near_the_footer_is_taken_when_nothing_else_is() -> None:
    strip = f"<footer><section><h2>Our partners</h2>{LAYOUTS['logos']([GH, SF])}</section></footer>"
    assert codes(read(f"<h1>Welcome</h1><p>Hello.</p>{strip}")) == {"RTE", "RH5"}


def test_partner_strip_near_the_footer_gives_way_to_a_list() -> None:
    strip = f"<footer><section><h2>Our partners</h2>{LAYOUTS['logos']([UHBW, NBT])}</section></footer>"
    assert codes(read(f"<h2>Member trusts</h2>{_ul(GH, SF)}{strip}")) == {"RTE", "RH5"}


def test_areas_on_pages_of_their_own_are_put_together() -> None:
    north = page(html(f"<h1>North</h1><p>The trusts of our alliance in the north:</p>{_ul(GH)}"), "/north")
    south = page(
        html(f"<h1>South</h1><p>The trusts of our alliance in the south:</p>{_ul(SF, SAL)}"), "/south"
    )
    assert codes(read(north, south)) == {"RTE", "RH5", "RNZ"}


def test_one_page_for_each_partner() -> None:
    pages = [
        page(html(f"<h1>{name}</h1><p>It is by a river.</p>", name), f"/our-partners/{n}")
        for n, name in enumerate(ALL)
    ]
    assert codes(read(*pages)) == ALL_CODES


def test_other_bodies_are_sightings_too() -> None:
    bodies = [
        "NHS Gloucestershire Integrated Care Board",
        "Bristol City Council",
        "Macmillan Cancer Support",
        "University of Bristol",
    ]
    reading = read(f"<h2>Our partners</h2>{_ul(GH, SF, *bodies)}")
    assert set(bodies) <= set(names(reading))


def test_unknown_trust_in_the_list_is_for_review() -> None:
    assert "Westmarch Hospitals NHS Foundation Trust" in names(
        read(f"<h2>Our partners</h2>{_ul(GH, SF, 'Westmarch Hospitals NHS Foundation Trust')}")
    )


def test_list_without_introduction_is_taken_when_it_is_the_only_one() -> None:
    assert codes(read(f"<h1>Welcome</h1><p>Hello.</p>{_ul(*ALL)}")) == ALL_CODES


@pytest.mark.parametrize(
    "wrap",
    [
        "<div>{}</div>",
        "<section><div><div>{}</div></div></section>",
        "<article>{}</article>",
        "<form>{}</form>",
        "<table><tr><td>{}</td></tr></table>",
        "<center>{}</center>",
    ],
)
def test_wrappers_change_nothing(wrap: str) -> None:
    assert codes(read(wrap.format(f"<h2>Our partners</h2>{_ul(GH, SF)}"))) == {"RTE", "RH5"}


@pytest.mark.parametrize("name", ["footer", "menu", "nav", "sidebar", "cookie-list", "x7f"])
def test_a_class_alone_does_not_hide_a_list(name: str) -> None:
    assert codes(
        read(
            f"<h1>About</h1><div class='{name}'><h2>Our partners</h2>{_ul(GH, SF)}<p>Some prose that follows the list of our partners.</p></div>"
        )
    ) == {"RTE", "RH5"}


def test_list_places_name_page_and_container() -> None:
    assert read(f"<h2>Our partners</h2>{_ul(GH, SF)}").list_places == (
        ("https://www.swagcanceralliance.nhs.uk/about-us", "/html/body/main/ul"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "<partner-list>{}</partner-list>",
        "<h2>Member organisations</h2><div data-props='{}'></div>",
    ],
)
def test_data_that_elements_carry_for_a_script(body: str) -> None:
    entries = [
        "Gloucestershire Hospitals NHS Foundation Trust",
        "Somerset NHS Foundation Trust",
        "Guy\u2019s and St Thomas\u2019 NHS Foundation Trust",
    ]
    elements = "".join(f'<partner-item name="{name}"></partner-item>' for name in entries)
    data = json.dumps({"items": [{"title": name, "id": n} for n, name in enumerate(entries)]})
    made = page(html("<h1>Our partner trusts</h1>" + body.format(elements if "list" in body else data)))
    reading = read(made)
    assert codes(reading) == {"RTE", "RH5", "RJ1"}
    for sighting in reading.sightings:
        place = text_at(made.body, made.content_type, made.encoding, sighting.place.locator)
        assert place is not None and sighting.name in place
