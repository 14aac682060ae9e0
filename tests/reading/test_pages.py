"""Whole pages as people write them: what is listed on each, and what is only mentioned."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
import pytest

from alliance_spiders.items import Page
from tests.reading.helpers import codes, page, read

G, S, A = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
L, H, B = (
    "Leeds Teaching Hospitals NHS Trust",
    "Hull University Teaching Hospitals NHS Trust",
    "Barnsley Hospital NHS Foundation Trust",
)
T3 = {"RTE", "RH5", "RNZ"}
ns = "https://www.swagcanceralliance.nhs.uk"


def ul(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def pg(body: str, url: str = f"{ns}/about-us", title: str = "About us") -> Page:
    return page(
        f"<!doctype html><html><head><title>{title} | SWAG Cancer Alliance</title></head><body>{body}</body></html>",
        url,
    )


REAL = f"<h2>Our partners</h2>{ul(G, S, A)}"
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
        "table with cancer lead under partners, person first",
        [
            pg(
                "<h2>Our partners</h2><table><tr><th>Name</th><th>Role</th><th>Trust</th></tr>"
                + "".join(
                    f"<tr><td>{p}</td><td>Cancer manager</td><td>{x}</td></tr>"
                    for x, p in ((L, "Ada Moss"), (H, "Ivo Fenn"), (B, "Tam Birch"))
                )
                + "</table>"
            )
        ],
        set(),
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
    (
        "hospital list lead",
        [
            pg(
                "<h1>Our hospitals</h1><p>Cancer care is delivered in these hospitals:</p>"
                + ul("Cheltenham General Hospital", "Musgrove Park Hospital", "Salisbury District Hospital")
            )
        ],
        T3,
    ),
    ("pals list", [pg("<h2>Patient Advice and Liaison Service (PALS)</h2>" + ul(L, H, B))], set()),
    (
        "services: where",
        [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<h2>Where is the service offered?</h2>{ul(L, H, B)}")],
        T3,
    ),
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
    ("org chart image", [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<img alt='Map of {L}' src=x>")], T3),
    ("item notes moved", [pg(f"<h2>Our partners</h2>{ul(G, S, A + ' (joined in 2021)')}")], T3),
    ("item left", [pg(f"<h2>Our partners</h2>{ul(G, S, A, L + ' (left in 2019)')}")], T3),
    (
        "item neighbour note",
        [pg(f"<h2>Our partners</h2>{ul(G, S, A, L + ' – part of another alliance')}")],
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
    ("provided by", [pg(f"<p>Cancer services in our area are provided by {G}, {S} and {A}.</p>")], T3),
    (
        "nine trusts",
        [pg(f"<p>We are made up of three acute trusts: {G}, {S} and {A}, as well as charities.</p>")],
        T3,
    ),
    (
        "list w commas in li",
        [
            pg(
                f"<h2>Partners</h2><ul><li>Acute trusts: {G}, {S} and {A}</li><li>Charities: Macmillan and Maggie's</li></ul>"
            )
        ],
        T3,
    ),
    (
        "such as",
        [pg(f"<h2>Our partners</h2><ul><li>Hospital trusts (such as {G} and {S})</li><li>{A}</li></ul>")],
        T3,
    ),
    ("bold intro inline", [pg(f"<p><strong>Our member trusts:</strong> {G}, {S} and {A}</p>")], T3),
    ("bold intro inline2", [pg(f"<p><strong>Members</strong><br>{G}<br>{S}<br>{A}</p>")], T3),
    ("heading dash list", [pg(f"<h2>Our partners</h2><p>- {G}<br>- {S}<br>- {A}</p>")], T3),
    (
        "welsh bilingual",
        [pg("<h2>Ein partneriaid / Our partners</h2>" + ul(G + " / Ymddiriedolaeth", S, A))],
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
        "person quotes",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<blockquote>“Great.” Ada Moss, chief nurse at {L}</blockquote>"
            )
        ],
        T3,
    ),
    (
        "board reps list neutral head",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<h2>Governance</h2><p>The board includes the chief executives of {L} and {H}.</p>"
            )
        ],
        T3,
    ),
    (
        "host in about",
        [pg(f"<h1>About us</h1><p>We are hosted by {L}.</p><h2>Our partners</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "specialist centre",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<p>For rare cancers our specialist centres include {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "our patients hospitals",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<p>Our patients may be treated at hospitals such as {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "short names list",
        [
            page(
                "<title>North East London Cancer Alliance</title><h2>Our partner trusts</h2>"
                + ul("Barts Health", "Homerton", "BHRUT"),
                "https://www.nelcanceralliance.nhs.uk/about",
            )
        ],
        {"R1H", "RQX", "RF4"},
        "north_east_london",
    ),
    (
        "team cards on about",
        [
            pg(
                REAL
                + "<h2>Who's who</h2>"
                + "".join(
                    f"<div class=card><h4>{p}</h4><p>{r}</p><p>{t}</p></div>"
                    for p, r, t in (
                        ("Ada Moss", "Chair", L),
                        ("Ivo Fenn", "Nurse director", H),
                        ("Tam Birch", "GP lead", B),
                    )
                )
            )
        ],
        T3,
    ),
    (
        "team cards neutral heading",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + "<h2>Leadership</h2>"
                + "".join(
                    f"<div class=card><h4>{p}</h4><p>{r}, {t}</p></div>"
                    for p, r, t in (
                        ("Ada Moss", "Chair", L),
                        ("Ivo Fenn", "Nurse director", H),
                        ("Tam Birch", "GP lead", B),
                    )
                )
            )
        ],
        T3,
    ),
    (
        "team p lines",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + "<h2>How we are run</h2>"
                + "".join(
                    f"<p>{p}<br>{r}<br>{t}</p>"
                    for p, r, t in (
                        ("Ada Moss", "Chair", L),
                        ("Ivo Fenn", "Nurse director", H),
                        ("Tam Birch", "GP lead", B),
                    )
                )
            )
        ],
        T3,
    ),
    (
        "clinical leads list: tumour group - person - trust",
        [
            pg(
                "<h1>About us</h1>"
                + REAL
                + "<h2>Tumour groups</h2><table><tr><th>Group</th><th>Lead</th><th>Trust</th></tr>"
                + "".join(
                    f"<tr><td>{p}</td><td>{r}</td><td>{t}</td></tr>"
                    for p, r, t in (
                        ("Lung", "Ada Moss", L),
                        ("Skin", "Ivo Fenn", H),
                        ("Breast", "Tam Birch", B),
                    )
                )
                + "</table>"
            )
        ],
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
    ("quote author", [pg(REAL + f"<p>“We are proud,” says Ada Moss of {L}.</p>")], T3),
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
    ("comma para under heading", [pg(f"<h2>Our partners</h2><p>{G}, {S}, {A}</p>")], T3),
    ("and para under heading", [pg(f"<h2>Our partners</h2><p>{G}, {S} and {A}.</p>")], T3),
    (
        "prose under partners heading",
        [pg(f"<h2>Our partners</h2><p>We work closely with {G} and {S} as well as {A}.</p>")],
        T3,
    ),
    (
        "prose under partners: hospital trusts are",
        [
            pg(
                f"<h2>Our partners</h2><p>The hospital trusts in our area are {G}, {S} and {A}. Community services are run by others.</p>"
            )
        ],
        T3,
    ),
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
    ("mixed case intro 'Meet our partners'", [pg(f"<h2>Meet our partners</h2>{ul(G, S, A)}")], T3),
    (
        "intro 'Our partner trusts and their websites'",
        [pg(f"<h2>Links to our partner trusts</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro 'Contact our partner hospitals'",
        [pg(f"<h2>Our partner hospitals: contact details</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro The team behind - partner",
        [pg(f"<h2>The organisations behind the alliance</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro 'Working together'",
        [pg(f"<h2>Working together</h2><p>Cancer care here is the joint work of:</p>{ul(G, S, A)}")],
        T3,
    ),
    ("intro 'A family of hospitals'", [pg(f"<h2>A family of hospitals</h2>{ul(G, S, A)}")], T3),
    ("intro 'Find your local trust'", [pg(f"<h2>Find your local trust</h2>{ul(G, S, A)}")], T3),
    ("intro 'Cancer services near you'", [pg(f"<h2>Cancer services near you</h2>{ul(G, S, A)}")], T3),
    (
        "intro board representation",
        [
            pg(
                f"<h2>Who sits on our board</h2><p>Each of these partner organisations has a seat on the board:</p>{ul(G, S, A)}"
            )
        ],
        T3,
    ),
    ("intro signatories", [pg(f"<h2>Signatories to our agreement</h2>{ul(G, S, A)}")], T3),
]


@pytest.mark.parametrize(
    ("pages", "expected", "alliance"),
    [(case[1], case[2], case[3] if len(case) > 3 else "swag") for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_page_is_understood(pages: list[Page], expected: set[str], alliance: str) -> None:
    assert codes(read(*pages, alliance=alliance)) == expected
