"""Whole pages with people and their employers on them: who works for a trust makes it no partner."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
from alliance_spiders.items import Page
from tests.reading.helpers import codes, read
from tests.reading.swag_pages import REAL, T3, A, B, G, H, L, S, each_page, pg, ul

LEADS = (
    "<table><tr><th>Name</th><th>Role</th><th>Partner trust</th></tr>"
    + "".join(
        f"<tr><td>{p}</td><td>{r}</td><td>{t}</td></tr>"
        for p, r, t in (("Ada Moss", "Chair", L), ("Ivo Fenn", "Nurse", H), ("Tam Birch", "GP lead", B))
    )
    + "</table>"
)
CASES = [
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
        "partners with the leads of each",
        [pg("<h1>Our partners</h1><p>The following trusts are in the alliance:</p>" + LEADS)],
        {"RFF", "RR8", "RWA"},
    ),
    ("members that are persons", [pg("<h1>Our partners</h1><p>Our members are:</p>" + LEADS)], set()),
    (
        "minutes on a page of partners",
        [
            pg(
                f"<h1>Our partners</h1>{ul(G, S, A)}<h2>Board minutes</h2><table><tr><th>There</th><th>Organisation</th></tr>"
                f"<tr><td>Ada Moss</td><td>{L}</td></tr><tr><td>Ivo Fenn</td><td>{H}</td></tr></table>"
            )
        ],
        T3,
    ),
    ("a panel", [pg("<h1>Our panel</h1><p>Members come from trusts in the area:</p>" + LEADS)], set()),
    ("quote author", [pg(REAL + f"<p>“We are proud,” says Ada Moss of {L}.</p>")], T3),
]


@each_page(CASES)
def test_page_is_understood(pages: list[Page], expected: set[str], alliance: str) -> None:
    assert codes(read(*pages, alliance=alliance)) == expected
