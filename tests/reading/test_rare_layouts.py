"""Ways to list partners that few sites use, one a line."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from alliance_spiders.reading.locator import text_at
from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import ul
from tests.reading.test_layouts import GH, RUH, SAL, SF

NAMES = (GH, SF, SAL, RUH)
FOUND = {"RTE", "RH5", "RNZ", "RD1"}


def each(form: str) -> str:
    """A piece of HTML for each of four trusts; ``{n}`` is its number, ``{file}`` its name as that of a file."""
    return "".join(
        form.format(
            name,
            n=n,
            file=name.lower().replace(" ", "-"),
            camel=name.replace(" ", ""),
            space=name.replace(" ", "%20"),
        )
        for n, name in enumerate(NAMES, 1)
    ).rstrip(" /")


LAYOUTS = {
    "numbers in a text": ("<p>|</p>", "{n}. {0} "),
    "numbers in brackets": ("<p>Our partner trusts: |</p>", "({n}) {0} "),
    "numbers without a sign": ("<p>|</p>", "<b>{n}</b> {0} "),
    "bars that lean": ("<p>|</p>", "{0} / "),
    "spans without a class": ("<div>|</div>", "<span>{0}</span>"),
    "spans with spaces": ("<div>|</div>", "<span>{0}</span> "),
    "links named by titles": (
        "<ul>|</ul>",
        "<li><a href='https://t{n}.nhs.uk' title='{0} website'>Website</a></li>",
    ),
    "links named by labels": (
        "<div>|</div>",
        "<div><a href='https://t{n}.nhs.uk' aria-label='Visit the website of {0}'>Visit site</a></div>",
    ),
    "pictures of several sizes": (
        "<div>|</div>",
        "<picture><source srcset='/u/{file}-300x150.webp'><img src='data:image/gif;base64,R0lGOD' alt=''></picture>",
    ),
    "pictures that wait": (
        "<div>|</div>",
        "<img data-src='/u/{file}.webp' src='data:image/gif;base64,R0lGOD'>",
    ),
    "pictures with spaces in their names": ("<div>|</div>", "<img src='/u/{space}.png'>"),
    "pictures with a set": ("<div>|</div>", "<img srcset='/u/{file}.webp 300w, /u/big/{file}.webp 600w'>"),
    "words run together in a file's name": ("<div>|</div>", "<img src='/u/{camel}.png'>"),
    "groups of options": (
        "<select>|</select>",
        "<optgroup label='{0}'><option>Main site</option></optgroup>",
    ),
    "data of a list": ("<input list='t'><datalist id='t'>|</datalist>", "<option value='{0}'>"),
    "a list that a script writes": (
        "<div id='x'></div><script>x.innerHTML = '<ul>|</ul>';</script>",
        "<li>{0}</li>",
    ),
    "a table without heads": (
        "<p>The trusts below run the cancer services of our patch, and each has a seat on our board.</p><table>|</table>",
        "<tr><td><a href='https://www.t{n}.nhs.uk'>www.t{n}.nhs.uk</a></td><td>{0}</td><td>Farah Norcross</td></tr>",
    ),
}


@pytest.mark.parametrize(("around", "form"), LAYOUTS.values(), ids=LAYOUTS)
def test_rare_layout(around: str, form: str) -> None:
    layout = around.replace("|", each(form))
    made = page(html(f"<h1>Our partners</h1>{layout}", "Our partners"), "/partners")
    reading = read(made)
    assert codes(reading) == FOUND
    for sighting in reading.sightings:
        text = text_at(made.body, made.content_type, made.encoding, sighting.place.locator)
        assert text is not None and sighting.name in text


def test_a_column_of_years_is_no_other_subject() -> None:
    rows = each("<tr><td>201{n}</td><td>South</td><td>{0}</td><td>01945 653149</td></tr>")
    table = f"<table><tr><th>Opened</th><th>Area</th><th>NHS trust</th><th>Telephone</th></tr>{rows}</table>"
    assert codes(read(page(html(f"<h1>Who we work with</h1>{table}", "Who we work with"), "/who"))) == FOUND


def test_persons_and_their_employers_without_heads_stay_staff() -> None:
    rows = each("<tr><td>Farah Norcross</td><td>Lead nurse</td><td>{0}</td></tr>")
    body = (
        f"<h1>Our partners</h1><p>Our partner organisations send these to our board:</p><table>{rows}</table>"
    )
    assert codes(read(body)) == set()


LATER = (
    f"<p>Two acute trusts are members: {GH}; {SF}.</p><p>Two more joined in 2022. They are {SAL} and {RUH}.</p>",
    f"<p>{GH} and {SF} are our members.</p><p>Two more joined in 2022: {SAL} and {RUH}.</p>",
)


@pytest.mark.parametrize("said", LATER)
def test_those_who_joined_later_are_members_too(said: str) -> None:
    assert codes(read(f"<h1>About us</h1>{said}")) == FOUND


def test_those_who_joined_something_else_are_none() -> None:
    said = f"<p>Our members are {GH} and {SF}.</p><p>Two more joined our lung trial in 2022: {SAL} and {RUH}.</p>"
    assert codes(read(f"<h1>About us</h1>{said}")) == {"RTE", "RH5"}


def test_links_that_name_a_page_beside_their_list_add_nobody() -> None:
    links = "<a href='/x' title='Medway NHS Foundation Trust pilot'>Find out more</a>"
    reading = read(f"<h1>Our partners</h1>{ul(*NAMES)}<h2>Latest news</h2><p>{links}</p>")
    assert codes(reading) == FOUND


def test_the_number_of_a_key_is_parted_from_the_name_behind_it() -> None:
    names = (
        "Birmingham Women's and Children's NHS Foundation Trust",
        "RJAH Orthopaedic Hospital NHS FT",
        "Walsall Healthcare",
    )
    keys = "".join(
        f"<li><span class='n'>{n}</span><span>{name}</span></li>" for n, name in enumerate(names, 1)
    )
    reading = read(
        f"<h1>About us</h1><p>We work in partnership with:</p><ul>{keys}</ul>", alliance="west_midlands"
    )
    assert codes(reading) == {"RQ3", "RL1", "RBK"}


def test_a_line_in_bold_announces_lists_under_titles() -> None:
    words = "<p><strong>Here is everyone who sits around our table:</strong></p>"
    groups = f"<h4>Cancer centre</h4>{ul(GH)}<h4>Cancer units</h4>{ul(SF, SAL, RUH)}"
    assert codes(read(f"<h1>About us</h1>{words}{groups}")) == FOUND


def test_cells_of_one_column_may_be_made_differently() -> None:
    cells = ("<td>{}</td>", "<td><p>{}</p></td>")
    rows = "".join(
        f"<tr>{cells[n % 2].format(name)}<td>Farah Norcross</td></tr>"
        for n, name in enumerate((*NAMES, "Great Western Hospitals NHS Foundation Trust"))
    )
    words = "<p>The alliance is made up of the hospital trusts named on this page.</p>"
    assert codes(read(f"<h1>About us</h1>{words}<table>{rows}</table>")) == FOUND | {"RN3"}


def test_the_services_that_an_alliance_covers_are_those_of_its_partners() -> None:
    said = f"<p>The alliance covers the services of {GH}, {SF}, {SAL} and {RUH}.</p>"
    assert codes(read(f"<h1>Working together</h1>{said}")) == FOUND


def test_marks_behind_short_names_that_all_have_one() -> None:
    names = (
        "Gloucestershire Hospitals",
        "Royal United Hospitals Bath NHS FT",
        "Great Western Hospitals",
        "Salisbury NHS Foundation Trust",
    )
    entries = "".join(f"<li>{name} <em>Northern area</em></li>" for name in names)
    assert codes(read(f"<h1>Our partners</h1><ul>{entries}</ul>")) >= {"RTE", "RD1", "RN3", "RNZ"}


def test_numbered_rows_made_of_other_elements_keep_their_short_names() -> None:
    names = (
        "Liverpool Heart and Chest Hospital",
        "Alder Hey Children’s",
        "East Cheshire NHS Trust",
        "The Walton Centre",
        "North Cheshire and Mersey",
    )
    rows = "".join(
        f"<div role='row'><span role='cell'>{n}</span><span role='cell'>{name}</span></div>"
        for n, name in enumerate(names, 1)
    )
    body = f"<h1>Our partner organisations</h1><div role='table'>{rows}</div>"
    assert codes(read(body, alliance="cheshire_and_merseyside")) == {"RBQ", "RBS", "RJN", "RET", "RWW"}


def test_labels_before_names_part_no_list() -> None:
    entries = each("<dl><dt>Name</dt><dd>{0}</dd><dt>Area</dt><dd>Hills</dd></dl>")
    assert (
        codes(read(f"<h1>Who we are</h1><p>Our alliance is led by its members. They are:</p>{entries}"))
        == FOUND
    )


def test_words_that_name_the_alliance_introduce_a_list_too() -> None:
    words = "<p>Constituent trusts of Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance</p>"
    assert codes(read(f"<h1>About us</h1>{words}{ul(*NAMES)}")) == FOUND


@pytest.mark.parametrize("tag", ["strong", "b", "a href='/x'"])
def test_a_name_right_before_a_sentence(tag: str) -> None:
    end = tag.partition(" ")[0]
    entries = each(f"<li><{tag}>{{0}}</{end}> Cares for adults and children near their homes.</li>")
    assert (
        codes(
            read(
                f"<h1>About us</h1><p>The alliance brings together the organisations below.</p><ul>{entries}</ul>"
            )
        )
        == FOUND
    )


def test_a_name_that_begins_in_bold_is_whole() -> None:
    entries = f"<li><b>Royal United</b> Hospitals Bath NHS Foundation Trust</li><li>{GH}</li><li>{SF}</li>"
    assert codes(read(f"<h1>Our partners</h1><ul>{entries}</ul>")) == {"RD1", "RTE", "RH5"}


@pytest.mark.parametrize("lines", ["<span>{0}</span><small>Avon</small>", "<b>{0}</b> <i>Avon</i>"])
def test_lines_of_a_card_in_different_elements(lines: str) -> None:
    cards = each(f"<div class='c'><img src='/1.jpg' alt=''><div>{lines}</div></div>")
    assert codes(read(f"<h1>Our member trusts</h1><div>{cards}</div>")) == FOUND


def test_things_in_a_list_of_things_are_read_and_the_way_to_a_page_is_not() -> None:
    items = ",".join(
        f'{{"@type":"ListItem","position":{n},"item":{{"@type":"Hospital","name":"{name}"}}}}'
        for n, name in enumerate(NAMES)
    )
    for kind, found in (("ItemList", FOUND), ("BreadcrumbList", set())):
        data = f'{{"@context":"https://schema.org","@type":"{kind}","itemListElement":[{items}]}}'
        assert (
            codes(read(f"<h1>Our partners</h1><script type='application/ld+json'>{data}</script>")) == found
        )


INTRO = "<p>The following trusts are partners in the alliance.</p>"
MARKED = {
    "a mark behind a name": ("<ul>|</ul>", "<li>{0} <em>Valleys</em></li>"),
    "a mark behind a bracket": ("<ul>|</ul>", "<li>{0} (The) <em>Valleys</em></li>"),
    "a place over a name": (
        "<div>|</div>",
        "<a href='/{n}'><small>Northern area</small><strong>{0}</strong></a>",
    ),
    "sites and whose they are": ("|", "<h3>Main site {n}</h3><p>Part of {0}</p>"),
    "sites and who runs them": ("|", "<h3>Main site</h3><p>Managed by {0}.</p>"),
    "more about each": ("|", "<p>Find out more about <a href='/{n}'>{0}</a>.</p>"),
    "services at each": ("<ul>|</ul>", "<li><a href='/{n}'>Cancer services at {0}</a></li>"),
    "pins": ("<div class='map'>|</div>", "<a class='pin' data-name='{0}'></a>"),
    "tips on pictures": ("<div>|</div>", "<a data-tooltip='{0}'><img alt='' src='/{n}.png'></a>"),
    "buttons": ("|", "<input type='button' value='{0}'>"),
    "ticks": (
        "<table><tr><th>Trust</th><th>Radiotherapy</th></tr>|</table>",
        "<tr><td>{0}</td><td>✓</td></tr>",
    ),
}


@pytest.mark.parametrize(("around", "form"), MARKED.values(), ids=MARKED)
def test_names_with_other_words_around_them(around: str, form: str) -> None:
    made = page(
        html(f"<h1>Our partners</h1>{INTRO}{around.replace('|', each(form))}", "Our partners"), "/partners"
    )
    reading = read(made)
    assert codes(reading) == FOUND
    for sighting in reading.sightings:
        text = text_at(made.body, made.content_type, made.encoding, sighting.place.locator)
        assert text is not None and sighting.name in text


def test_small_roman_numbers_are_no_part_of_names() -> None:
    lines = f"<p>i. {GH}<br>ii. {SF}<br>iii. {SAL}<br>iv. {RUH}</p>"
    assert codes(read(f"<h1>Our partners</h1>{lines}")) == FOUND


SAID = (
    f"<p>Our founding members are {GH} and {SF}. They have since been joined by {SAL} and {RUH}.</p>",
    f"<p>We work as one alliance with {GH}; {SF}; {SAL} and {RUH}, our member trusts.</p>",
    f"<p>The alliance is led by {GH}. Its other members are:</p>{ul(SF, SAL, RUH)}",
    f"<p>Our member trusts are {GH}, which hosts the alliance, and:</p>{ul(SF, SAL, RUH)}",
    f"<p>In the north our partners are {GH} and {SF}.</p><p>In the south they are {SAL}; {RUH} and our charities.</p>",
    f"<h2>Our partners</h2>{ul(GH, SF, SAL)}<p>In April {RUH} joined us as a partner.</p>",
    f"<p>Here is who takes part in the alliance.</p>{ul(*NAMES)}",
    f"<p>Our alliance joins together the following NHS providers.</p>{ul(*NAMES)}",
    f"<p>Our memorandum of understanding is signed by every member of the alliance:</p>{ul(*NAMES)}",
)


@pytest.mark.parametrize("said", SAID)
def test_partners_that_sentences_name_beside_a_list(said: str) -> None:
    assert codes(read(f"<h1>About us</h1>{said}")) == FOUND


UNSAID = (
    f"<p>{RUH} joined us for a day of training.</p>",
    f"<p>The walk was joined by staff from {RUH}.</p>",
    f"<p>Our scanner was shown to {RUH}, our research partner.</p>",
    f"<p>The project is led by {RUH}. Its staff are:</p>",
)


@pytest.mark.parametrize("said", UNSAID)
def test_other_sentences_beside_a_list_name_nobody(said: str) -> None:
    assert codes(read(f"<h1>About us</h1><h2>Our partners</h2>{ul(GH, SF, SAL)}{said}")) == FOUND - {"RD1"}


def test_a_heading_over_the_data_of_a_list_introduces_it() -> None:
    items = ",".join(
        f'{{"properties": {{"name": "{name}"}}}}' for name in (GH, "Frimley Health NHS Foundation Trust")
    )
    data = f'<script type="application/json">{{"items": [{items}]}}</script>'
    found = {"RTE", "RDU"}
    assert codes(read(f"<h1>About us</h1><h2>Our partners</h2><div id='app'></div>{data}")) == found
    assert codes(read(f"<h1>About us</h1><h2>Latest news</h2><div id='app'></div>{data}")) == set()


def test_an_aside_never_belongs_to_a_title_of_the_content() -> None:
    news = ul(
        "<a href='/1'>Somerset NHS Foundation Trust opens a new day unit</a>",
        f"<a href='/2'>{SAL} joins a campaign</a>",
    )
    aside = f"<aside><div><h3>Recent posts</h3>{news}</div></aside>"
    for title in ("Recent posts", "Follow us"):
        body = f"<h1>Our partners</h1><h2>Our partners</h2><p>They are:</p><img src='/p.png' alt=''>{aside.replace('Recent posts', title)}"
        assert codes(read(page(html(body, "Our partners"), "/partners"))) == set()


SHORT = (
    "<ul><li><a href='/1'>Torbay and South Devon</a> Runs endoscopy for the local population.</li><li><a href='/2'>Royal Cornwall Hospitals</a> Offers chemotherapy and surgery here.</li></ul>",
    "<p>In the east our partner is Torbay and South Devon.</p><p>In the west our partner is Royal Cornwall Hospitals.</p>",
    "<p>The trusts in our alliance are: Royal Cornwall Hospitals NHS Trust, Torbay and South Devon, and University Hospitals Plymouth.</p>",
)


@pytest.mark.parametrize("said", SHORT)
def test_short_names_before_sentences_and_in_them(said: str) -> None:
    over = "<h1>Trusts in the alliance</h1><p>These are the NHS trusts that make up the alliance:</p>"
    assert codes(read(over + said, alliance="peninsula")) >= {"RA9", "REF"}


def test_pins_with_short_names_under_any_key() -> None:
    names = (
        GH,
        "Salisbury NHS Foundation Trust",
        "Great Western Hospitals",
        "University Hospitals Bristol and Weston",
    )
    pins = ",".join(f'{{"pos": [51, -1], "html": "<h4>{name}</h4><p>Hills</p>"}}' for name in names)
    body = f"<h1>Our partners</h1><div id='map'></div><script>const pins=[{pins}];</script>"
    assert codes(read(body)) >= {"RTE", "RNZ", "RN3"}


def test_trusts_that_head_their_hospitals_in_a_table_stand_beside_each_other() -> None:
    rows = "<tr><th colspan='2'>University Hospitals Birmingham NHS Foundation Trust</th></tr><tr><td>Heartlands Hospital</td><td>North</td></tr><tr><th colspan='2'>The Royal Orthopaedic Hospital</th></tr><tr><th colspan='2'>Walsall Healthcare NHS Trust</th></tr>"
    reading = read(f"<h1>Our partners</h1><table>{rows}</table>", alliance="west_midlands")
    assert codes(reading) == {"RRK", "RRJ", "RBK"}


ODD = (
    "Great Western N H S Foundation Trust",
    "Great Western Hospitals NHS Founda tion Trust",
    "Great Western Hospitals National Health Service Trust",
)


def test_capitals_without_end_behind_a_name_are_soon_passed() -> None:
    said = f"<p>Our member trusts are {GH} {'A' * 15_000}! and {SF}.</p>"
    assert codes(read(f"<h1>Our partners</h1>{ul(GH, SF, SAL)}{said}")) == {"RTE", "RH5", "RNZ"}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "said",
    [
        "<p>Our member trusts are {0}; {odd}; {1} and {2}.</p>",
        "<p><strong>Member trusts:</strong> {0}, {odd}, {1}, {2}</p>",
        "<p>Our partners ({0}; {odd}; {1}; {2}) meet each month.</p>",
        "<p>{0}; {1}; {2} and {odd} are the trusts that make up our alliance.</p>",
    ],
)
def test_a_name_that_is_written_oddly_costs_no_other(said: str, odd: str) -> None:
    assert codes(read(f"<h1>About us</h1>{said.format(GH, SF, SAL, odd=odd)}")) >= {"RTE", "RH5", "RNZ"}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("About us", "You will find below a list of the organisations with which we work."),
        ("About us", "Together, the following three trusts plan and deliver cancer care for our population."),
        ("Member organisations", ""),
    ],
)
def test_a_table_without_heads_under_words_for_organisations(title: str, words: str) -> None:
    rows = each("<tr><td>01617 690569</td><td>{0}</td><td>Farah Norcross</td></tr>")
    body = f"<h1>{title}</h1>{f'<p>{words}</p>' if words else ''}<table>{rows}</table>"
    assert codes(read(page(html(body, title), "/about-us"))) == FOUND


def test_one_whole_name_among_the_pins_of_a_map_is_enough() -> None:
    pins = ",".join(
        f'{{"html": "<b>{name}</b>"}}'
        for name in (
            "Barts Health",
            "Homerton Healthcare",
            "Barking, Havering & Redbridge University Hospitals",
        )
    )
    body = f"<h1>About us</h1><h2>Our partner trusts</h2><div id='map'></div><script>var pins = [{pins}];</script>"
    assert codes(read(body, alliance="north_east_london")) == {"R1H", "RQX", "RF4"}


PASSING = (
    "Each trust has a lead cancer nurse.",
    "Every partner sends its chief executive to our board.",
    "Patients are seen at many sites. They visit our partners' hospitals for research.",
    "The alliance was formerly a strategic clinical network.",
    "We also work with other cancer alliances.",
)


@pytest.mark.parametrize("said", PASSING)
def test_a_sentence_in_passing_takes_no_list_from_its_title(said: str) -> None:
    assert codes(read(f"<h1>About</h1><h2>Our partners</h2><p>{said}</p>{ul(GH, SF, SAL)}")) == {
        "RTE",
        "RH5",
        "RNZ",
    }


@pytest.mark.parametrize(
    "said",
    [
        "The clinical leads of our partners work at:",
        "These were members of the alliance until 2019.",
        "They left the alliance and are former members.",
        "Other alliances nearby.",
    ],
)
def test_words_that_announce_something_else_do(said: str) -> None:
    assert codes(read(f"<h1>About</h1><h2>Our partners</h2><p>{said}</p>{ul(GH, SF, SAL)}")) == set()


@pytest.mark.parametrize("first", ["Severn GP Federation", "The Blue Door"])
@pytest.mark.parametrize(
    "said", ["A company with more than 60 staff", "Home of the regional radiotherapy service."]
)
@pytest.mark.parametrize("box", ["div", "section"])
def test_what_is_said_of_the_first_entry_introduces_none_of_the_others(
    first: str, said: str, box: str
) -> None:
    cards = "".join(
        f"<{box}><h3>{name}</h3><p>{text}</p></{box}>"
        for name, text in ((first, said), *((name, "Offers urgent care.") for name in (GH, SF, SAL)))
    )
    for words in ("<h2>Our partners</h2>", "<p>Our member organisations</p>"):
        assert codes(read(f"<h1>About</h1>{words}{cards}")) == {"RTE", "RH5", "RNZ"}


BSW = "NHS Bath and North East Somerset, Swindon and Wiltshire"


@pytest.mark.parametrize(
    "board",
    [
        f"{BSW} ICB",
        f"{BSW} Integrated Care System",
        "Swindon and Wiltshire Council",
        "Bath, Swindon and X ICB",
    ],
)
@pytest.mark.parametrize("form", ["<p>Our partners are {}.</p>", "<p>Partners: {}</p>", "<p>{}</p>"])
def test_a_town_in_the_name_of_a_board_is_no_trust(board: str, form: str) -> None:
    said = form.format(f"{GH}, {SF}, {board} and St Osyth’s Hospice")
    assert codes(read(f"<h1>Our partners</h1>{said}")) == {"RTE", "RH5"}
