import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.crawling.urls import family, host_of, is_gate, normalise, page_key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=3", "https://example.org/a?id=3"),
        ("https://example.org/a?fbclid=x", "https://example.org/a"),
        ("https://example.org/a;jsessionid=9A?b=1", "https://example.org/a?b=1"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("mailto:someone@example.org", ""),
        ("ftp://example.org/a", ""),
        ("https:///a", ""),
        ("https://[::1", ""),
        ("https://example.org:port/", ""),
        ("https://example.org/" + "a" * 3000, ""),
        ("", ""),
    ],
)
def test_normalise(url, expected):
    assert normalise(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://example.org/a"),
        ("https://www.example.org/a", "https://example.org/a"),
        ("https://example.org/a/", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
        ("https://example.org/who%2Dwe-are", "https://example.org/who-we-are"),
        ("https://example.org/a?gclid=7", "https://example.org/a#b"),
    ],
)
def test_one_page_has_one_key(one, other):
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://sub.example.org/a"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/A", "https://example.org/a"),
    ],
)
def test_two_pages_have_two_keys(one, other):
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/list?day=1", "https://e.org/list?day=2"),
        ("https://e.org/2024/05", "https://e.org/2023/04"),
        ("https://e.org/people/ann", "https://e.org/people/bob"),
    ],
)
def test_alike_addresses_are_one_family(one, other):
    assert family(one) == family(other) != ""


def test_pages_at_the_top_are_no_family():
    assert family("https://e.org/about") == ""


@pytest.mark.parametrize(
    ("url", "host"), [("https://WWW.Example.org/a", "example.org"), ("nonsense", ""), ("https://[::1", "")]
)
def test_host_of(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://login.example.com/common/oauth2/authorize?client_id=1", True),
        ("https://consent.example.com/?return=1", True),
        ("https://fs.example.net/adfs/ls/", True),
        ("https://example.org/user/login", True),
        ("https://example.org/wp-login.php", True),
        ("https://example.org/", False),
        ("https://loginov.example.org/logins", False),
        ("https://example.org/informed-consent/", False),
    ],
)
def test_gates_are_told_by_their_address(url, expected):
    assert is_gate(url) is expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_normalised_once_and_for_all(text):
    once = normalise("https://example.org/" + text)
    assert normalise(once) == once


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text):
    assert isinstance(page_key(text), str)
