"""Addresses in one spelling, so that a page is asked for once and a recording is found again."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from w3lib.url import safe_url_string

MAX_URL = 2_000
_REMEMBERED = 4_096  # addresses; the menu of a site leads to the same ones from every page
DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a visitor came from or who he is, never which page is meant.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|dclid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|hsctatracking"
    r"|ref|referrer|share|replytocom|phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sid|cfid|cftoken)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)

# Steps of an address, or parts of a host's name, at which a visitor logs in or consents.
_GATE = re.compile(
    r"(?:^|[/.])(?:log-?in|log-?on|sign-?in|sso|adfs|oauth2?|openid(?:-connect)?|saml2?|idp|consent|"
    r"wp-login\.php)(?:[/.]|$)",
    re.IGNORECASE,
)


def normalise(url: str) -> str:
    """The address as it is asked for: no fragment, no default port, no tracking or session parameter.

    Returns an empty string for what is no usable http(s) address.
    """
    return _normalised(url) if len(url) <= MAX_URL else ""


@lru_cache(_REMEMBERED)
def _normalised(url: str) -> str:
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".")
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = _PATH_SESSION.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme, host, path, _without_tracking(parts.query), ""))


def page_key(url: str) -> str:
    """What two addresses of one page share, whatever their scheme, ``www.``, last slash or tracking."""
    return _key(normalise(url))


@lru_cache(_REMEMBERED)
def _key(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{path}?{query}" if query else host + path


def family(url: str) -> str:
    """What the addresses of one folder, pagination or calendar share; empty at the top of a site."""
    parts = urlsplit(url)
    names = sorted({re.sub(r"\d+", "#", name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    if names:
        return f"{parts.netloc}{re.sub(r'[0-9]+', '#', parts.path)}?{'&'.join(names)}"
    folder = re.sub(r"[0-9]+", "#", parts.path.rstrip("/").rpartition("/")[0])
    return f"{parts.netloc}{folder}/" if folder else ""


def host_of(url: str) -> str:
    """The host name in lower case without ``www.``; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def is_gate(url: str) -> bool:
    """Whether an address is one at which a visitor is asked to log in or to consent."""
    parts = urlsplit(url)
    return bool(_GATE.search(parts.netloc) or _GATE.search(parts.path))


def _without_tracking(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
