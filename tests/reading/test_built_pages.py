"""Pages as page builders make them, and lists beside others with words of their own, one a line."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from alliance_spiders.reading.words import Lean, lean
from tests.reading.helpers import codes, html, names, page, read
from tests.reading.swag_pages import ul
from tests.reading.test_layouts import GH, RUH, SAL, SF

DRAWN = (
    "<a href='/{0}' aria-label='{0}'><svg><use href='#logo'/></svg></a>",
    "<a href='/{0}' title='{0}'><svg><g><path d='M0'/></g></svg></a>",
    "<a href='/{0}'><svg role='img'><title>{0}</title><path d='M0'/></svg></a>",
    "<div><svg role='img' aria-label='{0}'><circle r='1'/></svg></div>",
    "<button aria-label='{0}'><svg><path d='M0'/></svg></button>",
    "<div aria-label='{0}'><img src='x1.png' alt=''></div>",
    "<h3><svg><path d='M0'/></svg>{0}</h3>",
    "<svg><g><rect/><text>{0}</text></g></svg>",
)


@pytest.mark.parametrize("logo", DRAWN)
def test_drawn_logos_are_named_by_what_is_said_of_them(logo: str) -> None:
    logos = "".join(logo.format(name) for name in (GH, SF, SAL))
    assert codes(read(f"<h2>Our partners</h2><div>{logos}</div>")) == {"RTE", "RH5", "RNZ"}


CALLS = ('bindPopup("<b>{}</b><br>Map")', 'addMarker(51.1, -2.4, "{}")', "add([51.1, -2], '{}')")


@pytest.mark.parametrize("call", CALLS)
def test_markers_in_calls_of_a_script(call: str) -> None:
    markers = ";".join(
        call.format(name) for name in (GH, SF, "Great Western Hospitals", "Royal United Hospitals Bath")
    )
    body = f"<h1>About us</h1><h2>Our partners</h2><div id='map'></div><script>{markers};</script><p>Find us: 4 Mill Lane</p>"
    assert codes(read(body)) == {"RTE", "RH5", "RN3", "RD1"}


def test_head_of_a_column_of_trusts_is_no_trust() -> None:
    rows = "<tr><td>University Hospitals Coventry and Warwickshire</td><td>Wye Valley NHS Trust</td></tr><tr><td>South Warwickshire University NHS Foundation Trust</td><td></td></tr><tr><td>George Eliot Hospital</td><td></td></tr>"
    table = f"<table><tr><th>Coventry and Warwickshire</th><th>Herefordshire</th></tr>{rows}</table>"
    reading = read(f"<h2>Our partner trusts</h2>{table}", alliance="west_midlands")
    assert codes(reading) == {"RKB", "RLQ", "RJC", "RLT"} and "Coventry and Warwickshire" not in names(
        reading
    )


@pytest.mark.parametrize("sign", [" | ", " – ", " • ", "; "])
def test_a_hospital_side_by_side_with_trusts_is_its_own(sign: str) -> None:
    line = sign.join(
        (
            "South London and Maudsley NHS Foundation Trust",
            "King’s College Hospital",
            "Lewisham and Greenwich NHS Trust",
            "Guy’s and St Thomas’ NHS Foundation Trust",
        )
    )
    assert codes(read(f"<h2>Our partners</h2><p>{line}</p>", alliance="south_east_london")) == {
        "RV5",
        "RJZ",
        "RJ2",
        "RJ1",
    }


@pytest.mark.parametrize(
    "label", ["Avon", "Bath and North East Somerset, Swindon and Wiltshire", "Devon and the Isles of Scilly"]
)
def test_a_place_before_a_name_is_its_label(label: str) -> None:
    body = f"<h2>Our partners</h2><p><strong>Somerset:</strong> {SF}; {GH}</p><p><strong>{label}:</strong> {SAL}</p>"
    assert codes(read(body)) == {"RH5", "RTE", "RNZ"}


def test_pills_in_one_line_are_entries() -> None:
    pills = " ".join(
        f"<span class='pill'>{n}</span>"
        for n in (
            "University Hospitals Birmingham",
            "The Royal Orthopaedic Hospital",
            "Wye Valley NHS Trust",
            "George Eliot Hospital",
            "The Dudley Group",
        )
    )
    body = (
        f"<h1>About us</h1><p>The trusts that belong to our alliance are listed below.</p><div>{pills}</div>"
    )
    assert codes(read(body, alliance="west_midlands")) == {"RRK", "RRJ", "RLQ", "RLT", "RNA"}


@pytest.mark.parametrize(
    "titles", [("Acute trusts", "Community trusts"), ("A to G", "H to Z"), ("Somerset", "Wiltshire")]
)
def test_a_text_before_a_title_announces_the_lists_below(titles: tuple[str, str]) -> None:
    councils = "<h3>Councils</h3><ul><li>Bristol City Council</li><li>Somerset Council</li></ul>"
    lists = f"<h3>{titles[0]}</h3>{ul(GH, SF)}<h3>{titles[1]}</h3>{ul(SAL)}"
    body = f"<h1>About us</h1><p>We plan care.</p>{councils}<p>Our partner trusts are:</p>{lists}"
    assert codes(read(body)) == {"RTE", "RH5", "RNZ"}


def test_a_name_with_an_element_for_each_word_is_one() -> None:
    words = (
        "".join(f"<span>{word}</span> " for word in name.split())
        for name in ("Salisbury FT", "Somerset FT", GH)
    )
    assert codes(read("<h2>Our partners</h2>" + "".join(f"<p>{each}</p>" for each in words))) == {
        "RNZ",
        "RH5",
        "RTE",
    }


FORMER = f"<h2>Former members</h2>{ul('Barts Health NHS Trust', 'Medway NHS Foundation Trust')}"
OTHERS = f"<h2>Other alliances</h2><h3>Wessex Cancer Alliance</h3>{ul('Solent NHS Trust', 'Hampshire Hospitals NHS Foundation Trust')}"
THREE = "".join(f"<p><img src='x.png' alt='{name}'></p>" for name in (GH, SF, SAL))


@pytest.mark.parametrize("before", [FORMER, OTHERS])
@pytest.mark.parametrize(
    "words",
    [
        "<p>Our partners are:</p>",
        "<p><strong>Cancer care in our area comes from our partner trusts:</strong></p>",
    ],
)
def test_words_of_the_alliance_introduce_a_list_behind_one_of_others(before: str, words: str) -> None:
    assert codes(read(f"<h1>About us</h1>{before}<div>{words}{THREE}</div>")) == {"RTE", "RH5", "RNZ"}


@pytest.mark.parametrize("words", ["<p>Their partners are:</p>", "<p>Trusts in the area are:</p>"])
def test_words_of_others_introduce_none(words: str) -> None:
    assert codes(read(f"<h1>About us</h1>{OTHERS}<div>{words}{THREE}</div>")) == set()


def test_lines_of_one_link_are_one_name() -> None:
    tiles = "".join(
        f"<div><a href='/x'><span>{name.replace(' ', '<br>', 1)}</span></a></div>" for name in (GH, SF, RUH)
    )
    assert codes(read(f"<h2>Our partners</h2>{tiles}")) == {"RTE", "RH5", "RD1"}


def test_a_badge_behind_a_name_is_no_part_of_it() -> None:
    links = "".join(
        f"<a href='/x'>{name} <span class='badge badge-pill'>Acute</span></a>"
        for name in ("Great Western Hospitals", SF, SAL)
    )
    assert names(read(f"<h2>Our partners</h2><div>{links}</div>")) == ["Great Western Hospitals", SF, SAL]


@pytest.mark.parametrize("sign", ["&#8203;", "&shy;", "&zwj;", "&#xfeff;"])
def test_signs_without_width_are_none(sign: str) -> None:
    assert names(read(f"<h2>Our partners</h2>{ul(GH.replace('shire', f'{sign}shire'), f'{SF}{sign}')}")) == [
        GH,
        SF,
    ]


@pytest.mark.parametrize("title", ["Somerset East", "North Wiltshire", "Black Country"])
def test_a_title_of_a_place_is_no_person(title: str) -> None:
    body = f"<h1>Our partners</h1><p><b>Avon:</b><br>• {GH}<br>• {SF}</p><p><b>{title}:</b><br>• {SAL}<br>• {RUH}</p>"
    assert codes(read(body)) == {"RTE", "RH5", "RNZ", "RD1"}


def test_names_by_place_in_one_sentence() -> None:
    assert codes(
        read(
            f"<h1>About us</h1><p>Our member trusts are, in Gloucester, {GH}; in the west, {RUH}; in Somerset, {SF}.</p>"
        )
    ) == {"RTE", "RD1", "RH5"}


def test_a_title_with_a_part_of_its_own_says_nothing_of_the_list_behind() -> None:
    visit = "<section><h2>Learning from others</h2><p>In March a team from Medway spent a day with us.</p></section>"
    lists = f"<section><p>Each of the trusts below has signed our agreement.</p><div>{THREE}</div></section>"
    assert codes(read(page(html(f"<h1>Our partners</h1>{visit}{lists}", "Our partners"), "/partners"))) == {
        "RTE",
        "RH5",
        "RNZ",
    }


def test_a_table_of_trusts_and_who_leads_them() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{who}</td><td>{name}</td></tr>"
        for n, who, name in ((1, "Dr Ada Moss", GH), (2, "Ivo Fenn", SF), (3, "Tam Birch", SAL))
    )
    head = "<tr><th>No.</th><th>Chief executive</th><th>Organisation</th></tr>"
    bold = "<p><b>These trusts are part of SWAG Cancer Alliance:</b></p>"
    assert codes(read(f"<h1>About us</h1>{bold}<table>{head}{rows}</table>")) == {"RTE", "RH5", "RNZ"}
    assert codes(read(f"<h1>About us</h1><h2>Partner organisations</h2><table>{head}{rows}</table>")) == {
        "RTE",
        "RH5",
        "RNZ",
    }


def test_former_members_in_a_cell_of_the_layout_take_nobody_back() -> None:
    cards = "".join(f"<div class='card'><h3>{name}</h3><p>Find out more</p></div>" for name in (GH, SF, SAL))
    former = "<h2>Former members</h2><p>Since then Barts Health NHS Trust has left.</p>"
    assert codes(read(f"<table><tr><td><h2>Our partners</h2>{cards}{former}</td></tr></table>")) == {
        "RTE",
        "RH5",
        "RNZ",
    }


def test_what_is_set_right_behind_ft_is_no_part_of_a_name() -> None:
    cards = "".join(
        f"<p><span>{name}</span><span>Avon</span></p>" for name in ("Salisbury NHS FT", "Somerset NHS FT")
    )
    assert codes(read(f"<h2>Our partners</h2>{cards}")) == {"RNZ", "RH5"}


AID = "<section><h2>Mutual aid</h2><p>We share work with two from outside the alliance:</p><p>Medway NHS Foundation Trust<br>Solent NHS Trust</p></section>"
SPEAKERS = "<section><h2>Speakers</h2><div><h3>Dr Ada Moss</h3><p>Barts Health NHS Trust</p></div></section>"


@pytest.mark.parametrize("before", [AID, SPEAKERS])
@pytest.mark.parametrize(
    "words",
    [
        "<div><p>All of the following are members of the alliance.</p></div>",
        "<p><b>We work with three trusts across our area. They are:</b></p>",
    ],
)
def test_a_part_of_the_page_has_its_own_words(before: str, words: str) -> None:
    lines = "".join(f"<p><b>{name}</b></p>" for name in (GH, SF, SAL))
    assert codes(read(f"<h1>About us</h1>{before}<section>{words}{lines}</section>")) == {"RTE", "RH5", "RNZ"}


def test_a_list_of_the_best_in_the_country_is_none() -> None:
    best = ul(
        "Barnsley Hospital NHS Foundation Trust",
        "Royal Free London NHS Foundation Trust",
        "Medway NHS Foundation Trust",
    )
    body = f"<h1>Our partners</h1><p>Choose an area.</p><h2>National patient survey: best scores</h2>{best}"
    assert codes(read(page(html(body, "Our partners"), "/our-partners"))) == set()


@pytest.mark.parametrize("waiting", ["Loading…", "Loading...", "Please wait"])
def test_a_list_for_those_without_scripts_is_read(waiting: str) -> None:
    lists = f"<div id='app'>{waiting}</div><noscript>{ul(GH, SF, SAL)}</noscript>"
    assert codes(
        read(f"<h1>About us</h1><h2>Who we work with</h2><p>We work with the following trusts.</p>{lists}")
    ) == {"RTE", "RH5", "RNZ"}


def test_a_place_before_names_is_no_trust_of_that_name() -> None:
    lines = (
        "James Paget University Hospitals NHS Foundation Trust; Norfolk and Norwich University Hospitals NHS Foundation Trust",
        "West Suffolk NHS Foundation Trust",
    )
    for line in lines:
        body = f"<h2>Our partners</h2><p>Essex: Mid and South Essex NHS Foundation Trust; Princess Alexandra Hospital NHS Trust</p><p>Norfolk and Suffolk: {line}</p>"
        assert (
            "RMY" not in codes(read(body, alliance="east_of_england"))
            and len(codes(read(body, alliance="east_of_england"))) > 2
        )


def test_parts_of_a_card_behind_a_whole_name_are_no_part_of_it() -> None:
    cards = "".join(
        f"<app-card><span slot='a'>{name}</span> <span slot='b'>Dorset</span></app-card>"
        for name in (GH, "Salisbury NHS FT", SF)
    )
    assert codes(read(f"<h2>Our partners</h2><app-cards>{cards}</app-cards>")) == {"RTE", "RH5", "RNZ"}


def test_a_table_made_of_other_elements() -> None:
    row = "<div role='row'><span role='{0}'>{1}</span><span role='{0}'>{2}</span></div>"
    rows = row.format("columnheader", "Trust", "Cancer lead") + "".join(
        row.format("cell", name, who)
        for name, who in ((GH, "Ada Moss"), (SF, "Dr Ivo Fenn"), (SAL, "Tam Birch"))
    )
    assert codes(
        read(f"<h1>About us</h1><p>The alliance comprises three providers:</p><div role='table'>{rows}</div>")
    ) == {"RTE", "RH5", "RNZ"}


def test_the_contents_of_a_page_are_no_titles_over_its_parts() -> None:
    wessex = (
        "Portsmouth Hospitals University NHS Trust",
        "Isle of Wight NHS Trust",
        "University Hospitals Dorset",
    )
    contents = "".join(f"<li><a href='#s{n}'>{name}</a></li>" for n, name in enumerate(wessex))
    parts = "".join(
        f"<section id='s{n}'><h3>{name}</h3><p>This trust runs cancer services in Dorset.</p></section>"
        for n, name in enumerate(wessex)
    )
    body = f"<h1>Where we work</h1><h2>Members of the alliance</h2><nav><ol>{contents}</ol></nav>{parts}"
    where = page(
        html(body, "Where we work", "Wessex Cancer Alliance"),
        "https://wessexcanceralliance.nhs.uk/where-we-work",
    )
    assert codes(read(where, alliance="wessex")) == {"RHU", "R1F", "R0D"}


def test_a_card_of_another_part_is_no_title_over_a_short_name() -> None:
    others = "".join(
        f"<div><h5>{name}</h5></div>" for name in ("Medway NHS Foundation Trust", "Royal Surrey")
    )
    before = f"<section><h2>Elsewhere</h2><p>Trusts outside the alliance use our form:</p>{others}</section>"
    own = "".join(
        f"<div><a href='/{n}'>{name}</a></div>"
        for n, name in enumerate((SF, "Gloucestershire Hospitals", RUH))
    )
    reading = read(
        f"<h1>Where we work</h1>{before}<section><p>Our partner trusts:</p><div>{own}</div></section>"
    )
    assert codes(reading) == {"RH5", "RTE", "RD1"}


SLOTS = "<app-card><span slot='title'>{}</span>\n<span slot='body'>Somerset</span></app-card>"


@pytest.mark.parametrize("name", ["{} NHS Foundation Trust", "{}"])
def test_slots_of_an_element_of_the_site_are_parts_by_themselves(name: str) -> None:
    cards = "".join(
        SLOTS.format(name.format(each))
        for each in ("Gloucestershire Hospitals", "Salisbury", "Royal United Hospitals Bath")
    )
    found = codes(read(f"<h1>Our partners</h1><app-grid>{cards}</app-grid>"))
    assert {"RTE", "RD1"} <= found <= {"RTE", "RD1", "RNZ"}


CONTENTS = (
    "<nav><ol>"
    + "".join(
        f"<li><a href='#s{n}'>{name}</a></li>"
        for n, name in enumerate((GH, SF, SAL, "Oxleas NHS Foundation Trust"))
    )
    + "</ol></nav>"
)
PARTS = "".join(
    f"<section id='s{n}'><h3>{name}</h3><p>It runs cancer services in Somerset.</p></section>"
    for n, name in enumerate((GH, SF, SAL, "Oxleas NHS Foundation Trust"))
)


def test_contents_between_words_and_their_list_part_them_not() -> None:
    found = read(
        f"<h1>Who we are</h1><p>Meet the trusts who together form the alliance.</p>{CONTENTS}{PARTS}"
    )
    assert codes(found) == {"RTE", "RH5", "RNZ", "RPG"}


GROUPS = "<h3>Avon Provider Collaborative</h3>{}<h3>{}</h3>{}"
FAR = ("Frimley Health NHS Foundation Trust", "Dorset County Hospital NHS Foundation Trust")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Wiltshire Provider Collaborative", {"RTE", "RH5", "RNZ", "RDU", "RBD", "RD1"}),
        ("Robotic surgery", {"RTE", "RH5", "RNZ"}),
    ],
)
def test_groups_under_one_announcement_are_one_list(title: str, found: set[str]) -> None:
    groups = GROUPS.format(ul(GH, SF, SAL), title, ul(*FAR, RUH))
    body = f"<h1>Trusts in our alliance</h1><p><strong>Our member trusts:</strong></p>{groups}"
    assert codes(read(page(html(body, "Trusts in our alliance"), "/trusts"))) == found


ASKED = ("Which organisations are part of the alliance?", "Who are our member trusts?")


@pytest.mark.parametrize("question", ASKED)
def test_a_question_announces_the_lists_under_the_titles_behind_it(question: str) -> None:
    groups = f"<h4>Cancer centre</h4>{ul(GH)}<h4>Cancer units</h4>{ul(SF, SAL, RUH)}"
    assert codes(read(f"<h1>About</h1><p>{question}</p>{groups}")) == {"RTE", "RH5", "RNZ", "RD1"}


WORDS = (
    "Click on a name to visit the website of that partner.",
    "Every one of the trusts below has signed our partnership agreement.",
    "The trusts we work with to deliver cancer services across Somerset and beyond are:",
)


@pytest.mark.parametrize("words", WORDS)
def test_other_words_for_partners(words: str) -> None:
    far = ul(GH, *FAR, SF)
    assert codes(read(f"<h1>About us</h1><p>{words}</p>{far}")) == {"RTE", "RH5", "RDU", "RBD"}


def test_places_are_heads_of_columns_whatever_the_case_of_their_words() -> None:
    table = f"<table><tr><th>Bristol</th><th>Isle of Wight</th></tr><tr><td>{GH}<br>{SF}</td><td>{SAL}<br>{RUH}</td></tr></table>"
    body = f"<h1>Who we are</h1><p>The trusts we work with across Somerset are:</p>{table}"
    assert codes(read(body)) == {"RTE", "RH5", "RNZ", "RD1"}


def test_a_town_before_a_name_in_a_sentence_is_no_part_of_it() -> None:
    said = "Our member trusts are, in Bristol, Salisbury NHS Foundation Trust; in Gloucestershire, Royal United Hospitals Bath; in Somerset, Somerset NHS Foundation Trust."
    assert codes(read(f"<h1>About us</h1><p>{said}</p>")) == {"RNZ", "RD1", "RH5"}


@pytest.mark.parametrize("gap", ["-", "_", "+", "%20", " "])
@pytest.mark.parametrize("end", [".png", "{0}Logo{0}RGB.jpg"])
def test_words_of_a_file_name_are_parted_by_any_sign(gap: str, end: str) -> None:
    files = [name.lower().replace(" ", gap) + end.format(gap) for name in (GH, SF, SAL)]
    logos = "".join(f"<img src='/uploads/2025/03/{name}'>" for name in files)
    assert codes(read(f"<h1>Our partners</h1><div>{logos}</div>")) == {"RTE", "RH5", "RNZ"}


def test_heads_of_columns_among_the_cells() -> None:
    leads = (("Farah Norcross", GH), ("Tess Maddern", SF), ("Joe Bowler", SAL))
    rows = "".join(
        f"<tr><td>{who}</td><td><a href='/x'>Visit</a></td><td>{name}</td></tr>" for who, name in leads
    )
    for head, found in (
        ("Provider", {"RTE", "RH5", "RNZ"}),
        ("Name", {"RTE", "RH5", "RNZ"}),
        ("Employer", set()),
    ):
        table = f"<table><tr><td>Lead</td><td>Website</td><td>{head}</td></tr>{rows}</table>"
        assert codes(read(f"<h1>Working together</h1><p>Our partner organisations:</p>{table}")) == found


SINGLE = (
    "<p>In Avon our partner is {0}.</p><p>In the west our partner is {1}.</p><p>In Wiltshire our partner is {2}.</p>",
    "<p>In Avon our partners are {0}. In the west our partners are {1}. In Wiltshire our partners are {2}.</p>",
)


@pytest.mark.parametrize("said", SINGLE)
def test_sentences_of_one_pattern_that_name_one_partner_each(said: str) -> None:
    assert codes(read(f"<h1>Our partners</h1>{said.format(GH, SF, SAL)}")) == {"RTE", "RH5", "RNZ"}
    far = said.format(*FAR, "Medway NHS Foundation Trust")
    assert codes(read(f"<h1>Our partners</h1>{far}")) == set()


@pytest.mark.parametrize("words", ["Cancer care in our area is provided by", "Local cancer care"])
@pytest.mark.parametrize("box", ["address", "p", "div"])
def test_lines_below_names_in_bold_are_no_entries(words: str, box: str) -> None:
    lines = "<br>General Hospital<br>7 Calow Road<br>Reception is on the ground floor<br>Tel: 01226 730000"
    cards = "".join(f"<{box}><strong>{name}</strong>{lines}</{box}>" for name in (GH, SF, SAL))
    assert codes(read(f"<h1>Working together</h1><p>{words}</p>{cards}")) == {"RTE", "RH5", "RNZ"}


@pytest.mark.parametrize(
    "words", ["Here is everyone who sits round our table.", "The trusts we work with here:"]
)
def test_words_for_those_at_the_table(words: str) -> None:
    assert lean(words).lean is Lean.STRONG


@pytest.mark.parametrize("rest", [" National Health Service Trust", " NHS Foundation Trus", " Hospital Site"])
def test_what_is_left_of_a_name_does_not_end_an_enumeration(rest: str) -> None:
    said = f"Our member trusts are: {SF}; Royal United Hospitals Bath{rest}; {GH} and {SAL}."
    assert codes(read(f"<h1>About us</h1><p>{said}</p>")) == {"RH5", "RD1", "RTE", "RNZ"}


@pytest.mark.parametrize("opening", ["shadowrootmode=open", 'shadowroot="open" class="x"'])
def test_what_an_element_of_the_site_shows_is_read(opening: str) -> None:
    body = f"<our-list><template {opening}><style>li {{}}</style>{ul(GH, SF, SAL)}</template></our-list>"
    assert codes(read(f"<h2>Our partners</h2>{body}")) == {"RTE", "RH5", "RNZ"}
    assert codes(read(f"<h2>Our partners</h2><template>{ul(GH, SF, SAL)}</template>")) == set()
