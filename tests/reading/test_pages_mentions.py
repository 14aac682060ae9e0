"""Whole pages that name trusts which are no partners: news, visitors, neighbours, other lists."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
from alliance_spiders.items import Page
from tests.reading.helpers import codes, page, read
from tests.reading.swag_pages import REAL, T3, A, B, G, H, L, S, each_page, ns, pg, ul

CASES = [
    (
        "geography not trusts",
        [
            page(
                "<title>South Yorkshire and Bassetlaw Cancer Alliance</title><h2>Our area</h2><p>We cover:</p>"
                + ul("Sheffield", "Barnsley", "Rotherham", "Doncaster", "Bassetlaw"),
                "https://canceralliancesyb.co.uk/about",
            )
        ],
        set(),
        "south_yorkshire_and_bassetlaw",
    ),
    (
        "geography in partners",
        [
            page(
                "<title>South Yorkshire and Bassetlaw Cancer Alliance</title><h2>Our partners</h2><p>We work in these places:</p>"
                + ul("Sheffield", "Barnsley", "Rotherham", "Doncaster", "Bassetlaw"),
                "https://canceralliancesyb.co.uk/about",
            )
        ],
        set(),
        "south_yorkshire_and_bassetlaw",
    ),
    (
        "councils only with trust look",
        [
            pg(
                "<h2>Our partners</h2>"
                + ul(
                    "Gloucestershire County Council",
                    "Somerset Council",
                    "Wiltshire Council",
                    "Bristol City Council",
                )
            )
        ],
        set(),
    ),
    (
        "charity w trust name",
        [
            pg(
                "<h2>Our partners</h2>"
                + ul(
                    "Teenage Cancer Trust",
                    "Above &amp; Beyond",
                    "Gloucestershire Hospitals Charity",
                    "Somerset NHS Charity",
                )
            )
        ],
        set(),
    ),
    ("pals list", [pg("<h2>Patient Advice and Liaison Service (PALS)</h2>" + ul(L, H, B))], set()),
    (
        "rapid diagnostic",
        [
            pg(f"<h2>Our partners</h2>{ul(G, S, A)}"),
            pg(
                f"<h1>Rapid diagnostic centres</h1><p>There are centres at:</p>{ul(L, H, B)}",
                "https://www.swagcanceralliance.nhs.uk/our-work/rdc",
                "Rapid diagnostic centres",
            ),
        ],
        T3,
    ),
    (
        "sentence with partner prose elsewhere",
        [
            pg(f"<h2>Our partners</h2>{ul(G, S, A)}"),
            pg(
                f"<h1>Lung</h1><p>The lung health check programme is a partnership between {L}, {H} and {B}.</p>",
                "https://www.swagcanceralliance.nhs.uk/our-work/lung",
                "Lung",
            ),
        ],
        T3,
    ),
    (
        "sentence consortium",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<p>The imaging network brings together {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "two lists same page other h2 project",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<h2>Research</h2><p>Our research partners are:</p>{ul(L, H, B)}"
            )
        ],
        T3,
    ),
    ("struck", [pg(f"<h2>Our partners</h2>{ul(G, S, A, '<s>' + L + '</s>', '<del>' + H + '</del>')}")], T3),
    ("comment", [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<!--<ul><li>{L}</li></ul>-->")], T3),
    ("hidden other", [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<template>{ul(L, H, B)}</template>")], T3),
    (
        "select employer",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<form><label>Who do you work for?</label><select><option>{L}</option><option>{H}</option><option>{B}</option></select></form>"
            )
        ],
        T3,
    ),
    (
        "only select employer",
        [
            pg(
                f"<h1>Join our newsletter</h1><form><label for=e>Your employer</label><select id=e><option>{L}</option><option>{H}</option><option>{B}</option></select></form>",
                "https://www.swagcanceralliance.nhs.uk/newsletter",
                "Newsletter",
            )
        ],
        set(),
    ),
    (
        "blog body in about",
        [pg(f"<h1>About us</h1><p>{G}, {S} and {A} make up the SWAG Cancer Alliance.</p>")],
        T3,
    ),
    (
        "definition of alliance on news url only",
        [
            pg(
                f"<h1>x</h1><p>The alliance is made up of {G} and {S}</p>",
                "https://www.swagcanceralliance.nhs.uk/news/x",
            )
        ],
        set(),
    ),
    (
        "footer logos + unrelated about",
        [
            pg(
                "<main><h1>About us</h1><p>words</p></main><div class=partners><p>In partnership with</p>"
                + "".join(f"<img alt='{x}' src=a.png>" for x in (G, S, A))
                + "</div>"
            )
        ],
        T3,
    ),
    ("iframe", [pg("<h1>Our partners</h1><iframe src=x></iframe>")], set()),
    (
        "host in about",
        [pg(f"<h1>About us</h1><p>We are hosted by {L}.</p><h2>Our partners</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "patient stories",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + f"<h2>Patient stories</h2><p>I was treated at {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "events list",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + f"<h2>What's on</h2>{ul('3 May: open day, ' + L, '4 May: walk, ' + H, '5 May: talk, ' + B)}"
            )
        ],
        T3,
    ),
    (
        "documents list",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + f"<h2>Documents</h2>{ul(L + ' annual report (PDF)', H + ' annual report (PDF)', B + ' annual report (PDF)')}"
            )
        ],
        T3,
    ),
    (
        "screening venues",
        [pg("<h1>About us</h1>" + REAL + f"<h2>Where to have your scan</h2>{ul(L, H, B)}")],
        T3,
    ),
    (
        "app download hospitals",
        [
            pg("<h1>About us</h1>" + REAL),
            pg(
                f"<h1>Self-management app</h1><p>It is used by patients of these hospitals:</p>{ul(L, H, B)}",
                ns + "/our-work/app",
                "App",
            ),
        ],
        T3,
    ),
    (
        "case study page",
        [
            pg(REAL),
            pg(
                f"<h1>Case study: straight to test</h1><p>{L} worked with {H} and {B} to change the pathway.</p><h2>Partners</h2>{ul(L, H)}",
                ns + "/our-work/case-study-1",
                "Case study: straight to test",
            ),
        ],
        T3,
    ),
    (
        "accredited training partners",
        [
            pg(REAL),
            pg(f"<h1>Training</h1><h2>Placements</h2>{ul(L, H, B)}", ns + "/workforce/training", "Training"),
        ],
        T3,
    ),
    (
        "history page",
        [
            pg(REAL),
            pg(
                f"<h1>How we got here</h1><p>From 2013 to 2016 the strategic clinical network served {L}, {H} and {B}.</p><p>The partners then were:</p>{ul(L, H, B)}",
                ns + "/about-us/how-we-got-here",
                "How we got here",
            ),
        ],
        T3,
    ),
    (
        "predecessor names in list item",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A, 'University Hospitals Sussex NHS Foundation Trust (formerly Brighton and Sussex University Hospitals NHS Trust)')}"
            )
        ],
        T3 | {"RYR"},
    ),
    (
        "neighbour alliance paragraph",
        [
            pg(
                REAL
                + f"<p>People in Swindon are cared for by Thames Valley Cancer Alliance, whose trusts are {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "alliances list w/ trusts nested",
        [
            pg(
                REAL
                + f"<h2>Cancer alliances in the South West</h2><ul><li>Peninsula Cancer Alliance<ul><li>{L}</li><li>{H}</li></ul></li></ul>"
            )
        ],
        T3,
    ),
    (
        "alliance directory heading per alliance",
        [
            pg(REAL),
            pg(
                f"<h1>Cancer alliances near us</h1><h2>Peninsula Cancer Alliance</h2>{ul(L, H)}<h2>Wessex Cancer Alliance</h2>{ul(B)}",
                ns + "/alliances",
                "Cancer alliances near us",
            ),
        ],
        T3,
    ),
    ("fundraising", [pg(REAL + f"<h2>Thank you</h2><p>Runners raised £4,000 for {L}, {H} and {B}.</p>")], T3),
    ("visitors logo", [pg(REAL + f"<h2>Visitors this year</h2>{ul(L, H, B)}")], T3),
    (
        "sponsor logos footer",
        [pg(REAL + f"<div><h4>Supported by</h4><img alt='{L}' src=x><img alt='{H}' src=y></div>")],
        T3,
    ),
    (
        "footer nhs logos",
        [pg(REAL + f"<footer><img alt='NHS England' src=x><img alt='{L}' src=y></footer>")],
        T3,
    ),
    (
        "hospital trust sentence about treating",
        [pg(REAL + f"<p>Robotic surgery is available at {L} and {H}.</p>")],
        T3,
    ),
]


@each_page(CASES)
def test_page_is_understood(pages: list[Page], expected: set[str], alliance: str) -> None:
    assert codes(read(*pages, alliance=alliance)) == expected
