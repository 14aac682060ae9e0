"""Pages that stand in the way of the content: walls, notices, shells."""

from __future__ import annotations

import re

from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.model import Document, Source
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.tree import shown

_LITTLE = 1_200  # characters; a page that only stands in the way says no more
_NOTHING = 200  # characters of text on a page that its scripts have yet to fill


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_BOT = _words(
    r"just a moment",
    r"checking (?:your|if the site) (?:browser|connection)",
    r"attention required",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"are you (?:a )?(?:human|robot)",
    r"not a robot",
    r"incapsula",
    r"captcha",
    r"access (?:to this page has been )?denied",
    r"ddos protection",
    r"unusual traffic",
    r"security check",
    r"enable javascript and cookies to continue",
    r"request (?:was )?blocked",
    r"web application firewall",
    r"pardon our interruption",
    r"you have been blocked",
    r"bot detection",
    r"automated (?:access|requests|traffic)",
    r"prove (?:that )?you are human",
)
_MAINTENANCE = _words(
    r"(?:under|scheduled|planned|essential|routine|for|undergoing) (?:\w+ )?maintenance",
    r"maintenance mode",
    r"temporarily (?:unavailable|down|offline|closed)",
    r"be(?:en)? back (?:soon|shortly|online)",
    r"back soon",
    r"coming soon",
    r"under construction",
    r"briefly unavailable",
    r"service unavailable",
    r"(?:site|website) is (?:currently )?(?:down|offline|unavailable|being updated|being upgraded)",
    r"we(?:['’]| a)re (?:making|carrying out) (?:some )?(?:improvements|updates|changes|essential)",
    r"new website (?:is )?(?:on its way|launching)",
    r"error establishing a database connection",
    r"internal server error",
    r"bad gateway",
    r"something went wrong",
)
_PARKED = _words(
    r"domain (?:name )?(?:\S+ )?(?:is|may be|could be) (?:for sale|available|parked)",
    r"buy this domain",
    r"this domain",
    r"domain (?:has )?expired",
    r"parked (?:free|domain|page)",
    r"website (?:has )?expired",
    r"hugedomains|sedo|godaddy|dan\.com|namecheap",
    r"domain parking",
    r"(?:is|domain) for sale",
    r"account (?:has been )?suspended",
    r"online casino|betting|slots? bonus",
    r"default (?:web )?page",
    r"welcome to nginx",
    r"apache2? (?:ubuntu )?default",
    r"it works!",
    r"future home of",
)
_LOGIN = _words(
    r"^(?:log|sign) ?-?in\b",
    r"please (?:log|sign) ?-?in",
    r"(?:log|sign) ?-?in to (?:continue|your|view|access|the|sharepoint)",
    r"password",
    r"authorised users",
    r"authentication required",
    r"single sign-on",
    r"you (?:must|need to) (?:be logged|log|sign)",
    r"members only",
)
_GONE = _words(
    r"page (?:you (?:requested|were looking for|are looking for) )?(?:not found|cannot be found|"
    r"can['’]?t be found|could not be found|(?:was not|wasn['’]t|isn['’]t) found|does(?: not|"
    r"n['’]t) exist|no longer exists|has (?:been )?(?:moved|removed|deleted))",
    r"\b404\b",
    r"not found",
    r"can['’]?t find (?:that|the|this) page",
    r"cannot find (?:that|the|this) page",
    r"couldn['’]t find (?:that|the|this) page",
    r"nothing (?:was )?found",
    r"no longer available",
    r"sorry,? (?:that|this|the) page",
    r"oops",
)
_NO_PAGE = re.compile(r"page (?:not|cannot|could not|can['’]t) (?:be )?found", re.IGNORECASE)
_CONSENT = _words(r"\bcookies?\b", r"\bconsent\b", r"accept (?:all|and continue)", r"your privacy")
_SCRIPTS = _words(
    r"(?:enable|requires?|needs?|turn on|without|allow) (?:\w+ ){0,3}javascript",
    r"javascript (?:is|must be|to be|needs to be) (?:\w+ )?(?:enabled|required|disabled|run)",
    r"you need to enable javascript",
    r"^loading\W*$",
    r"please wait",
)
_ROOTS = re.compile(
    r"^(?:root|app|__next|__nuxt|___gatsby|main-app|svelte|app-root|react-root|ember\d*|vue-app|"
    r"application)$",
    re.IGNORECASE,
)
_NOTICES = ((Sign.BOT_WALL, _BOT), (Sign.PARKED, _PARKED), (Sign.MAINTENANCE, _MAINTENANCE))
_APP_TAGS = ["app-root", "ng-view", "ng-app", "router-outlet"]


def obstacle(document: Document) -> Sign | None:
    """What stands on a page in place of its content; nothing when the page shows content."""
    if document.soup is None:
        return None
    title = f"{document.title}\n{document.h1}"
    if document.text_length > _LITTLE:
        return Sign.SOFT_404 if _GONE.search(title) else None
    text = _shown(document)
    return _notice(title, text) or _wall(document, title, text)


def _notice(title: str, text: str) -> Sign | None:
    """What a page with little text says of itself."""
    searched = f"{title}\n{text}" if len(text) <= _LITTLE else title
    for sign, pattern in _NOTICES:
        if pattern.search(searched):
            return sign
    is_gone = _GONE.search(title) or (len(text) <= _LITTLE and _NO_PAGE.search(text))
    return Sign.SOFT_404 if is_gone else None


def _wall(document: Document, title: str, text: str) -> Sign | None:
    """What a page with little text asks for before it shows more."""
    if _is_login(document, title, text):
        return Sign.LOGIN
    if _is_shell(document, text):
        return Sign.SCRIPT_SHELL
    return Sign.CONSENT_WALL if _is_consent(document, text) else None


def _shown(document: Document) -> str:
    texts = (segment.text for segment in document.segments if segment.source is Source.TEXT)
    return "\n".join(texts)[:8_000]


def _is_login(document: Document, title: str, text: str) -> bool:
    fields = document.tags.get("input", ())
    has_password = any(attribute(field, "type").lower() == "password" for field in fields)
    return len(text) <= _LITTLE and (
        has_password or (len(text) <= _LITTLE // 2 and bool(_LOGIN.search(title)))
    )


def _is_shell(document: Document, text: str) -> bool:
    """Whether a page waits for its scripts: hardly any text, but scripts and an empty place for it."""
    if "script" not in document.tags or len(text) > _LITTLE:
        return False
    if len(text) <= _NOTHING or any(name in document.tags for name in _APP_TAGS):
        return True
    roots = (tag for tag in document.tags.get("div", ()) if _ROOTS.match(attribute(tag, "id")))
    return any(not shown(root) for root in roots) or (
        len(text) <= 3 * _NOTHING and bool(_SCRIPTS.search(text))
    )


def _is_consent(document: Document, text: str) -> bool:
    """Whether nearly all that a page says is about cookies."""
    if len(text) > 2 * _LITTLE or not text:
        return False
    about = sum(len(line) for line in text.split("\n") if _CONSENT.search(line))
    return about * 2 > len(text)


def is_truncated(document: Document) -> bool:
    """Whether a page lacks its end: it breaks off, or opens with tags that it never closes."""
    return breaks_off(document) or (
        document.soup is not None and document.opens_html and not _is_closed(document)
    )


def breaks_off(document: Document) -> bool:
    """Whether a page ends in the middle of a tag or of a text."""
    if document.page.truncated:
        return True
    tail = document.raw_tail
    if document.soup is None or not tail.strip() or _is_closed(document):
        return False
    rest = tail[tail.rfind(">") + 1 :]
    return "<" in rest or (document.opens_html and bool(rest.strip()))


def _is_closed(document: Document) -> bool:
    tail = document.raw_tail.lower()
    return "</html" in tail or "</body" in tail
