"""Whole pages as people lay them out: every partner is found, in whatever form the list has."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
from alliance_spiders.items import Page
from tests.reading.helpers import codes, page, read
from tests.reading.swag_pages import T3, A, G, H, L, S, each_page, ns, pg, ul

CASES = [
    (
        "next data",
        [
            pg(
                f'<h1>Our partners</h1><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"partners":[{{"title":"{G}"}},{{"title":"{S}"}},{{"title":"{A}"}}]}}}}</script>'
            )
        ],
        T3,
    ),
    (
        "script html",
        [
            pg(
                f"<h1>Our hospitals</h1><div id=map></div><script>L.marker([51,2]).bindPopup('<b>{G}</b>');L.marker([51,2]).bindPopup('<b>{S}</b>');L.marker([51,2]).bindPopup('<b>{A}</b>');</script>"
            )
        ],
        T3,
    ),
    (
        "script array",
        [
            pg(
                f"<h1>Our hospitals</h1><div id=map></div><script>var locations=[['{G}',51.1,-2],['{S}',51,2],['{A}',51,3]];</script>"
            )
        ],
        T3,
    ),
    (
        "data attr",
        [
            pg(
                f"<h1>Our hospitals</h1><div class=map><div class=pin data-title='{G}'></div><div class=pin data-title='{S}'></div><div class=pin data-title='{A}'></div></div>"
            )
        ],
        T3,
    ),
    (
        "elementor icon list",
        [
            pg(
                "<div><div><h2>Our partner organisations</h2></div></div><div><div><ul>"
                + "".join(f"<li><span class=icon><i></i></span><span>{x}</span></li>" for x in (G, S, A))
                + "</ul></div></div>"
            )
        ],
        T3,
    ),
    (
        "cards with p names",
        [
            pg(
                "<h2>Our partners</h2>"
                + "".join(f"<div><a href=x><img src=l.png alt=''></a><p>{x}</p></div>" for x in (G, S, A))
            )
        ],
        T3,
    ),
    (
        "table with chief exec",
        [
            pg(
                "<h2>Member trusts</h2><table><tr><th>Trust</th><th>Chief executive</th><th>Website</th></tr>"
                + "".join(
                    f"<tr><td>{x}</td><td>{p}</td><td>w</td></tr>"
                    for x, p in ((G, "Ada Moss"), (S, "Ivo Fenn"), (A, "Tam Birch"))
                )
                + "</table>"
            )
        ],
        T3,
    ),
    (
        "icb then trusts nested",
        [
            pg(
                f"<h2>Our partners</h2><ul><li>NHS Gloucestershire ICB<ul><li>{G}</li></ul></li><li>NHS Somerset ICB<ul><li>{S}</li></ul></li><li>NHS BSW ICB<ul><li>{A}</li></ul></li></ul>"
            )
        ],
        T3,
    ),
    (
        "dl area/trust",
        [
            pg(
                f"<h2>Our partners</h2><dl><dt>Gloucestershire</dt><dd>{G}</dd><dt>Somerset</dt><dd>{S}</dd><dt>Wiltshire</dt><dd>{A}</dd></dl>"
            )
        ],
        T3,
    ),
    (
        "table area/trusts br",
        [
            pg(
                f"<h1>Our area</h1><table><tr><th>System</th><th>Trusts</th></tr><tr><td>Glos</td><td>{G}</td></tr><tr><td>South</td><td>{S}<br>{A}</td></tr></table>"
            )
        ],
        T3,
    ),
    (
        "comma in cell",
        [
            pg(
                f"<h2>Our members</h2><table><tr><th>System</th><th>Trusts</th></tr><tr><td>Glos</td><td>{G}, {S}</td></tr><tr><td>South</td><td>{A}</td></tr></table>"
            )
        ],
        T3,
    ),
    (
        "nested accordion",
        [
            pg(
                f"<h2>Who we are</h2><p>Our partners fall into three groups.</p><details><summary>NHS trusts</summary><div><ul><li>{G}</li><li>{S}</li><li>{A}</li></ul></div></details><details><summary>Charities</summary>{ul('Macmillan Cancer Support')}</details>"
            )
        ],
        T3,
    ),
    (
        "home page w/ partners + news",
        [
            page(
                f"<html><head><title>SWAG Cancer Alliance</title></head><body><div><h2>Latest news</h2><div><h3>{L} opens ward</h3></div></div><div><h2>Our partners</h2><div>"
                + "".join(f"<a href=x><img alt='{x}' src=a.png></a>" for x in (G, S, A))
                + "</div></div></body></html>",
                "https://www.swagcanceralliance.nhs.uk/",
            )
        ],
        T3,
    ),
    ("uppercase names", [pg("<h2>OUR MEMBERS</h2>" + ul(G.upper(), S.upper(), A.upper()))], T3),
    ("org chart image", [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<img alt='Map of {L}' src=x>")], T3),
    ("item notes moved", [pg(f"<h2>Our partners</h2>{ul(G, S, A + ' (joined in 2021)')}")], T3),
    ("item left", [pg(f"<h2>Our partners</h2>{ul(G, S, A, L + ' (left in 2019)')}")], T3),
    (
        "item neighbour note",
        [pg(f"<h2>Our partners</h2>{ul(G, S, A, L + ' – part of another alliance')}")],
        T3,
    ),
    (
        "partner trust list + private providers",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A, 'Spire Bristol Hospital', 'Nuffield Health Cheltenham Hospital')}"
            )
        ],
        T3,
    ),
    (
        "h1 partners, lists under plain h2s",
        [
            pg(
                f"<h1>Our partners</h1><h2>Gloucestershire</h2>{ul(G)}<h2>Somerset</h2>{ul(S)}<h2>Wiltshire</h2>{ul(A)}",
                title="Our partners",
            )
        ],
        T3,
    ),
    (
        "h1 partners & staff h2",
        [
            pg(
                f"<h1>Our partners</h1>{ul(G, S, A)}<h2>Key contacts</h2>{ul('Ada Moss, ' + L, 'Ivo Fenn, ' + H)}",
                title="Our partners",
            )
        ],
        T3,
    ),
    (
        "page per partner with descriptive h1",
        [
            pg(
                f"<h1>{x}</h1><p>About it. Works with {L}.</p><h2>Hospitals</h2>{ul('Cheltenham General Hospital')}",
                ns + f"/about/partners/{i}",
                x,
            )
            for i, x in enumerate((G, S, A))
        ],
        T3,
    ),
    (
        "index with read more + subpages",
        [
            pg(
                "<h1>Member trusts</h1>"
                + "".join(f"<div><h3>{x}</h3><a href=p>Read more about {x}</a></div>" for x in (G, S, A)),
                title="Member trusts",
            )
        ],
        T3,
    ),
    (
        "letters pages",
        [
            pg(f"<h1>Our members: A to G</h1>{ul(G)}", ns + "/members/a-g", "Our members"),
            pg(f"<h1>Our members: H to Z</h1>{ul(S, A)}", ns + "/members/h-z", "Our members"),
        ],
        T3,
    ),
    ("pre", [pg(f"<h2>Our partners</h2><pre>{G}\n{S}\n{A}</pre>")], T3),
    ("textarea-ish ascii bullets", [pg(f"<h2>Our partners</h2><p>* {G} * {S} * {A}</p>")], T3),
    ("pipes", [pg(f"<h2>Our partners</h2><p>{G} | {S} | {A}</p>")], T3),
    ("bullets chars", [pg(f"<h2>Our partners</h2><p>{G} • {S} • {A}</p>")], T3),
    (
        "nbsp & entities",
        [
            pg(
                f"<h2>Our&nbsp;partners</h2><ul><li>&nbsp;{G.replace(' ', '&nbsp;')}</li><li>{S}&#8203;</li><li>{A}&nbsp;</li></ul>"
            )
        ],
        T3,
    ),
    (
        "ampersand",
        [
            pg(
                "<h2>Our partners</h2>"
                + ul("University Hospitals Bristol &amp; Weston NHS Foundation Trust", S)
            )
        ],
        {"RA7", "RH5"},
    ),
    (
        "soft wraps",
        [
            pg(
                "<h2>Our partners</h2><ul><li>\n  Gloucestershire\n   Hospitals NHS\n Foundation Trust\n</li></ul>"
            )
        ],
        {"RTE"},
    ),
    (
        "bold letters",
        [
            pg(
                f"<h2>Our partners</h2><ul><li><b>G</b>loucestershire Hospitals NHS Foundation Trust</li><li>{S}</li></ul>"
            )
        ],
        {"RTE", "RH5"},
    ),
    (
        "th rows",
        [
            pg(
                "<h2>Our partners</h2><table><tbody>"
                + "".join(f"<tr><th>{x}</th></tr>" for x in (G, S, A))
                + "</tbody></table>"
            )
        ],
        T3,
    ),
    (
        "transposed table",
        [
            pg(
                f"<h2>Our partners</h2><table><tr><th>Trust</th><td>{G}</td><td>{S}</td><td>{A}</td></tr><tr><th>Beds</th><td>1</td><td>2</td><td>3</td></tr></table>"
            )
        ],
        T3,
    ),
    (
        "figure captions with hospital photo",
        [
            pg(
                "<h2>Our partners</h2>"
                + "".join(
                    f"<figure><img alt='{h}' src=x.jpg><figcaption>{x}</figcaption></figure>"
                    for h, x in (
                        ("Cheltenham General Hospital", G),
                        ("Musgrove Park Hospital", S),
                        ("A ward", A),
                    )
                )
            )
        ],
        T3,
    ),
]


@each_page(CASES)
def test_page_is_understood(pages: list[Page], expected: set[str], alliance: str) -> None:
    assert codes(read(*pages, alliance=alliance)) == expected
