"""Whether a site can be read, and what stands in the way."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from alliance_spiders.reading import Hints, Sign
from tests.reading.helpers import html, page, read

GH, SF = "Gloucestershire Hospitals NHS Foundation Trust", "Somerset NHS Foundation Trust"
LIST = f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li></ul>"
PROSE = "<p>" + "We work for people with cancer and those who care for them. " * 30 + "</p>"


def _bare(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


OBSTACLES = [
    (_bare("Just a moment...", "<p>Checking your browser before accessing the site.</p><script src='/c.js'></script>"), Sign.BOT_WALL),
    (_bare("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"), Sign.BOT_WALL),
    (_bare("Access denied", "<h1>Access denied</h1><p>Reference 18.2f</p>"), Sign.BOT_WALL),
    (_bare("Are you a robot?", "<p>Please complete the captcha.</p>"), Sign.BOT_WALL),
    (_bare("Sign in", "<form><input name='u'><input type='password' name='p'><button>Sign in</button></form>"), Sign.LOGIN),
    (_bare("Intranet", "<h1>Log in</h1><form><input type='PASSWORD'></form>"), Sign.LOGIN),
    (_bare("Site maintenance", "<h1>We'll be back soon</h1>"), Sign.MAINTENANCE),
    (_bare("Alliance", "<p>This website is currently down for scheduled maintenance.</p>"), Sign.MAINTENANCE),
    (_bare("Coming soon", "<h1>Our new website is on its way</h1>"), Sign.COMING_SOON),
    (_bare("example.nhs.uk", "<p>This domain is for sale. Buy this domain today.</p>"), Sign.PARKED),
    (_bare("Domain parked", "<p>This domain name has expired.</p>"), Sign.PARKED),
    (_bare("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"), Sign.PARKED),
    (_bare("Page not found | SWAG", "<h1>Page not found</h1><p>Sorry.</p>"), Sign.SOFT_404),
    (_bare("404", "<p>The page you requested could not be found.</p>"), Sign.SOFT_404),
    (_bare("SWAG Cancer Alliance", '<div id="root"></div><script src="/app.js"></script>'), Sign.SCRIPT_SHELL),
    (_bare("SWAG", "<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div><script src='/a.js'></script>"), Sign.SCRIPT_SHELL),
    (_bare("SWAG", "<app-root>Loading...</app-root><script src='/main.js'></script>"), Sign.SCRIPT_SHELL),
    (_bare("SWAG", "<div><h1>Your privacy</h1><p>We use cookies. Accept all cookies to go on.</p><button>Accept all cookies</button></div>"), Sign.CONSENT_WALL),
]  # fmt: skip


@pytest.mark.parametrize(("body", "sign"), OBSTACLES)
def test_what_stands_in_the_way(body: str, sign: Sign) -> None:
    assert sign in read(page(body, "/"), page(body + " ", "/about")).signs


@pytest.mark.parametrize(
    "body",
    [
        LIST,
        PROSE,
        LIST + PROSE,
        "<h1>Careers</h1><p>Sign in to our newsletter.</p>" + PROSE,
        f"<p>We use cookies.</p>{LIST}{PROSE}",
    ],
)
def test_ordinary_page_has_no_obstacle(body: str) -> None:
    assert read(page(html(body), "/")).signs <= {Sign.ALLIANCE_NAMED, Sign.EMPTY_LIST}


def test_one_missing_page_is_no_sign_of_the_site() -> None:
    gone = page(_bare("Page not found", "<h1>Page not found</h1>"), "/old")
    assert (
        Sign.SOFT_404
        not in read(page(html(LIST), "/"), page(html(PROSE), "/b"), page(html("<p>c</p>"), "/c"), gone).signs
    )


def test_missing_page_of_the_list_is_a_sign() -> None:
    gone = page(_bare("Page not found", "<h1>Page not found</h1>"), "/partners")
    assert (
        Sign.SOFT_404
        in read(
            page(html(PROSE), "/"),
            page(html("<p>b</p>"), "/b"),
            gone,
            hints=Hints(likely_paths=("/partners",)),
        ).signs
    )


@pytest.mark.parametrize(
    "end",
    [
        "<ul><li>Som",
        "<ul><li>Somerset NHS Foundation Trust</li><li",
        f"<ul><li>{SF}</li>",
        "<p>And then <a href='/x",
    ],
)
def test_page_that_breaks_off_is_truncated(end: str) -> None:
    assert (
        Sign.TRUNCATED
        in read(
            page(f"<html><head><title>A</title></head><body><h2>Our partners</h2><ul><li>{GH}</li></ul>{end}")
        ).signs
    )


@pytest.mark.parametrize(
    "whole",
    [
        f"<html><body>{LIST}</body></html>",
        f"<h1>A</h1>{LIST}",
        f"<!DOCTYPE html><title>a</title>{LIST}",
        f"<html><body>{LIST}</body></html><!-- x -->",
    ],
)
def test_whole_page_is_not_truncated(whole: str) -> None:
    assert Sign.TRUNCATED not in read(page(whole)).signs


def test_recording_that_was_cut_is_truncated() -> None:
    assert Sign.TRUNCATED in read(page(html(LIST), truncated=True)).signs


def test_cut_news_item_says_nothing_of_the_list() -> None:
    assert (
        Sign.TRUNCATED
        not in read(page(html(LIST)), page("<html><body><h1>A walk</h1><p>Then", "/news/walk")).signs
    )


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("<h2>Our partners</h2><ul><li>Acute trusts</li><li>GPs</li><li>Charities</li></ul>", Sign.CATEGORIES_ONLY),
        ("<p>The alliance is made up of:</p><ul><li>NHS trusts</li><li>Local councils</li></ul>", Sign.CATEGORIES_ONLY),
        ("<h2>Our partners</h2><ul></ul><h2>Next</h2><p>More.</p>", Sign.EMPTY_LIST),
        ("<h2>Our partners</h2>", Sign.EMPTY_LIST),
        ("<h2>Our partners</h2><img src='map.png' alt='Map'>", Sign.LIST_IN_IMAGE),
        ("<h2>Our partners</h2><p><a href='/partners.pdf'>Download the list</a></p>", Sign.LIST_IN_DOCUMENT),
    ],
)  # fmt: skip
def test_list_that_is_none(body: str, sign: Sign) -> None:
    assert sign in read(f"<h1>About us</h1>{body}").signs


@pytest.mark.parametrize("sign", [Sign.CATEGORIES_ONLY, Sign.EMPTY_LIST, Sign.LIST_IN_IMAGE])
def test_found_list_leaves_no_such_sign(sign: Sign) -> None:
    assert (
        sign
        not in read(
            f"{LIST}<h2>Our members</h2><ul></ul><h2>Partners</h2><ul><li>GPs</li><li>Charities</li></ul>"
        ).signs
    )


def test_own_name_is_seen() -> None:
    assert Sign.ALLIANCE_NAMED in read(LIST).signs


def test_another_alliances_site_is_told_by_code() -> None:
    body = _bare("Peninsula Cancer Alliance", f"<h1>Peninsula Cancer Alliance</h1>{LIST}")
    signs = read(page(body, "/"), page(body + " ", "/b")).signs
    assert {
        Sign.OTHER_ALLIANCE_NAMED,
        "other_alliance_named:N77",
    } <= signs and Sign.ALLIANCE_NAMED not in signs


def test_naming_the_neighbours_is_no_sign_of_another_site() -> None:
    body = html(f"<p>We share services with Peninsula Cancer Alliance and Wessex Cancer Alliance.</p>{LIST}")
    assert Sign.OTHER_ALLIANCE_NAMED not in read(page(body, "/")).signs
