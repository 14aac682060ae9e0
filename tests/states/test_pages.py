"""What is said of single pages, and which of their names are no partners: one fact a line."""

from __future__ import annotations

import pytest

from alliance_spiders.items import SiteReading
from alliance_spiders.reading.signs import Sign
from tests.reading.helpers import HOME, codes, html, names, page, read
from tests.reading.matrix import LAYOUTS
from tests.states import walls
from tests.states.kinds import PDF, PNG
from tests.states.test_legible import LATIN

GH, SF = "Gloucestershire Hospitals NHS Foundation Trust", "Somerset NHS Foundation Trust"
TEXT = "<p>" + "We work for people with cancer and for those who care for them. " * 5 + "</p>"
COOKIES = (
    "<div role='dialog'><p>We use cookies to see how this site is used.</p><button>Accept all</button></div>"
)
HOME_PAGE = page(html(f"<h1>Welcome</h1>{TEXT}", title="Home"), "/")
AT = f"{HOME}/about-us"
VENDORS = walls.CONSENT["with all vendors"][1]
ADVERTS = walls.PARKED["links of an advertiser"][1]


def signs_at(body: str, *others: str) -> set[Sign]:
    """What is said of one page, read along with a home page with content, and with others."""
    more = [page(html(other), f"/page-{number}") for number, other in enumerate(others)]
    found = read(HOME_PAGE, page(html(body)), *more).signs
    return {sign for sign in Sign if sign.on_page(AT) in found}


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Working together</h1>{COOKIES}",
        f"<a href='#c'>Skip to content</a><h1>Working together</h1>{COOKIES}",
        COOKIES,
        VENDORS,
        f"<a href='#c'>Skip to content</a>{VENDORS}{COOKIES}",
    ],
)
def test_page_that_is_all_about_cookies_is_a_consent_wall(body: str):
    assert signs_at(body) == {Sign.CONSENT_WALL}


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Working together</h1>{COOKIES}",  # an empty page under the notice that all pages show
        f"<h1>Working together</h1><p>Soon more.</p>{COOKIES}",
        f"{TEXT}{COOKIES}",
    ],
)
def test_usual_notice_is_no_wall(body: str):
    assert Sign.CONSENT_WALL not in signs_at(body, f"<h1>Our work</h1>{TEXT}{COOKIES}")


GUARD = walls.BOT["sent on by a script"][1]
FRAME = f"<header><a href='/'>Home</a></header><nav>{'<a href=/a>News of our work for you</a>' * 60}</nav>"


def test_guard_s_script_in_the_frame_of_a_site_is_a_wall():
    assert signs_at(f"{FRAME}{GUARD}<footer><p>{TEXT}</p></footer>") == {Sign.BOT_WALL}


def test_guard_s_script_on_a_page_with_content_is_no_wall():
    assert signs_at(f"{FRAME}<main><h1>Working together</h1>{TEXT}</main>{GUARD}") == set()


def test_login_is_seen_under_a_headline_of_the_page_s_own():
    body = walls.LOGIN["you need permission"][1]
    assert signs_at(f"<h1>Our geography</h1>{body}") == {Sign.LOGIN}
    assert signs_at(f"<h1>Our geography</h1>{body}{TEXT * 3}") == set()


def test_one_page_of_filler_is_told_by_its_address_alone():
    assert signs_at(f"<h1>Working together</h1><p>{LATIN * 9}</p>") == {Sign.GARBLED}
    assert Sign.GARBLED not in read(HOME_PAGE, page(html(f"<p>{LATIN * 9}</p>"))).signs


def test_site_of_filler_is_garbled():
    pages = (page(html(f"<h1>{number}</h1><p>{LATIN * 9}</p>"), f"/{number}") for number in range(3))
    assert Sign.GARBLED in read(*pages).signs


def test_picture_sent_as_a_page_is_no_text():
    assert Sign.NOT_TEXT.on_page(AT) in read(HOME_PAGE, page(PNG)).signs


@pytest.mark.parametrize("path", ["/about-us", "/our-partners"])
def test_adverts_on_a_parked_page_are_no_partners(path: str):
    found = read(HOME_PAGE, page(html(ADVERTS), path))
    assert names(found) == []
    assert Sign.PARKED.on_page(f"{HOME}{path}") in found.signs


@pytest.mark.parametrize("path", ["/about-us", "/our-partners"])
@pytest.mark.parametrize("said", ["Page not found", "Error 404", "Oops! That page can’t be found."])
def test_page_that_says_it_is_gone_lists_nobody(path: str, said: str):
    found = read(
        HOME_PAGE,
        page(html(f"<h1>{said}</h1><h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li></ul>"), path),
    )
    assert names(found) == []
    assert found.mentions["page_gone"] == 2


def piece(body: str) -> frozenset[str]:
    found: SiteReading = read(HOME_PAGE, page(html(body)))
    assert not codes(found)
    return found.pieces_by_page.get(AT, frozenset())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>Six hospital trusts are members of the alliance: {SF}.</p>", {"RH5"}),
        (f"<p>The alliance is made up of {SF} and its hospices.</p>", {"RH5"}),
        (f"<p>The office is hosted by {SF}.</p>", set()),
        (f"<p>In March we met {SF}.</p>", set()),
        (TEXT, set()),
    ],
)
def test_sentence_that_names_one_member_is_a_piece_of_a_list(body: str, expected: set[str]):
    assert piece(body) == expected


@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - {"semicolons"}))  # one name makes no such sentence
@pytest.mark.parametrize("title", ["<h2>Our partners</h2>", "<h2>Hospital trusts</h2>", ""])
def test_one_entry_left_of_a_list_is_seen_in_every_layout(layout: str, title: str):
    found = read(HOME_PAGE, page(html(f"<h1>How we work</h1>{TEXT}{title}{LAYOUTS[layout]([SF])}{TEXT}")))
    assert codes(found) | found.pieces_by_page.get(AT, frozenset()) == {"RH5"}


@pytest.mark.parametrize(
    ("title", "is_told"),
    [("Wessex Cancer Alliance", True), ("Our partners", False), ("SWAG Cancer Alliance", False)],
)
def test_list_under_the_name_of_another_alliance_is_told(title: str, is_told: bool):
    listed = "".join(f"<li>{name}</li>" for name in (GH, SF))
    signs = signs_at(f"<h1>{title}</h1><h2>Member trusts</h2><ul>{listed}</ul>")
    assert (Sign.OTHER_ALLIANCE_LISTED in signs) is is_told


@pytest.mark.parametrize(
    ("body", "path", "is_told"),
    [
        (
            f"<p>Wessex Cancer Alliance is made up of these trusts:</p><ul><li>{GH}</li><li>{SF}</li></ul>",
            "/p",
            True,
        ),
        ("<p>Wessex Cancer Alliance is made up of acute trusts and hospices.</p>", "/p", False),
        (
            f"<p>SWAG Cancer Alliance is made up of these trusts:</p><ul><li>{GH}</li><li>{SF}</li></ul>",
            "/p",
            False,
        ),
        (f"<h2>Wessex Cancer Alliance</h2><ul><li>{GH}</li><li>{SF}</li></ul>", "/news", False),
    ],
)
def test_another_alliance_s_list_where_the_own_should_be_is_a_sign_of_the_site(
    body: str, path: str, is_told: bool
):
    promised = page(html(f"<h1>How we work</h1>{body}"), path, link_text="Our partners")
    assert (Sign.OTHER_ALLIANCE_LISTED in read(HOME_PAGE, promised).signs) is is_told


def test_document_without_text_where_the_list_should_be_is_told():
    promised = page(PDF, "/download/812", link_text="Our partners")
    assert Sign.LIST_IN_DOCUMENT in read(HOME_PAGE, promised).signs
    assert (
        Sign.LIST_IN_DOCUMENT
        not in read(HOME_PAGE, page(PDF, "/download/812", link_text="Annual plan")).signs
    )


@pytest.mark.parametrize(
    "said",
    [
        "You must be logged in to post a comment.",
        "Log in to FutureNHS to read the minutes of our board.",
        "Our website was launched in May, and a new website for patients is coming.",
        "The clinic at the hospital is closed on Mondays, and will be back in June.",
        "The car park is blocked by works. Drains are blocked too.",
    ],
)
def test_sentence_on_a_page_with_content_is_no_wall(said: str):
    assert signs_at(f"<h1>Our work</h1><p>{said}</p>{TEXT * 5}") == set()
