"""Pages that stand in the way of the content: walls, notices, shells."""

from __future__ import annotations

import re
from collections.abc import Collection

from bs4 import Tag

from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.legible import is_garbled, is_text
from alliance_spiders.reading.model import Document, Source, Zone
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.tree import nearest, shown

_LITTLE = 1_200  # characters; a page that only stands in the way says no more
_MUCH = 8_000  # characters that are looked at
_NOTHING = 200  # characters of text on a page that its scripts have yet to fill


def _words(*patterns: str) -> re.Pattern[str]:
    """One pattern that fits where any of several does, for text in small letters."""
    return re.compile("|".join(rf"(?:{pattern})" for pattern in patterns))


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
    r"request (?:was |has been )?(?:blocked|rejected|unsuccessful|denied)",
    r"requested url was rejected",
    r"(?:incident|support|ray) id\b",
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
    r"site (?:is )?(?:currently )?(?:down|offline|unavailable)",
    r"site (?:is )?(?:currently )?being (?:updated|upgraded|rebuilt|redesigned|improved|moved)",
    r"we(?:['’]| a)re (?:currently )?(?:making|carrying out) (?:some )?(?:improve|updates|changes|essential)",
    r"we(?:['’]| a)re (?:currently )?(?:updating|upgrading|rebuilding|improving|moving) \w+ (?:web)?site",
    r"(?:critical|fatal|server|runtime|application|database|unexpected) error",
    r"technical (?:difficult\w+|problems?|issues?)",
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
    r"domain parking|parking (?:service|page)|domain owner",
    r"related searches",
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
    r"\boops\b",
)
_NO_PAGE = _words(
    r"page (?:not|cannot|could not|can['’]t) (?:be )?found",
    r"page (?:(?:that )?you \w+(?: \w+){0,3} )?(?:no longer|does(?: not|n['’]t)) exists?",
    r"page (?:(?:that )?you \w+(?: \w+){0,3} )?has (?:been )?moved",
    r"file or directory not found",
)
_CONSENT = _words(r"\bcookies?\b", r"\bconsent\b", r"accept (?:all|and continue)", r"your privacy")
_TRACKING = _words(
    r"\b(?:vendors?|advert\w*|personali[sz]\w+|tracking|analytics|personal data|legitimate interests?)\b",
    r"\b(?:your device|preferences)\b",
)
_CHOICE = _words(
    r"^(?:i )?(?:accept|agree|allow|reject|decline|refuse|deny|consent)\b",
    r"^(?:only |strictly )?(?:necessary|essential)\b",
    r"^(?:save|manage|confirm|change|set) (?:\w+ ){0,3}(?:cookies?|settings|preferences|choices)\b",
)
_SKIPS = re.compile(r"skip (?:to|the|past|over)\b")
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
_PLACEHOLDER = re.compile(
    r"skeleton|placeholder|spinner|shimmer|preloader|(?:^|[-_ ])load(?:ing|er)(?:$|[-_ ])", re.IGNORECASE
)
# What walls load; ordinary pages behind the same guard load some of it too, but they have text.
_GUARDS = re.compile(
    r"_Incapsula_|/cdn-cgi/challenge|captcha-delivery\.com|px-captcha|/sgcaptcha/|awswaf|/_sec/cp_challenge",
    re.IGNORECASE,
)
_FRAME = ("header", "nav", "footer", "aside")


def obstacle(document: Document, usual: Collection[str] = ()) -> Sign | None:
    """What stands on a page in place of its content; nothing when the page shows content.

    ``usual`` are the notices that stand over pages with content too (see ``notices``).
    """
    if document.soup is None:
        return None
    if not is_text(document.page.body):
        return Sign.NOT_TEXT
    title, text = _title(document), _content(document)
    if len(text) <= _LITTLE and (sign := _notice(title, text) or _wall(document, title, text, usual)):
        return sign
    if len(text) > _LITTLE and _GONE.search(title):
        return Sign.SOFT_404
    if len(text) > _LITTLE and _is_consent(document, usual):
        return Sign.CONSENT_WALL
    return Sign.GARBLED if is_garbled(text) else None


def says_gone(document: Document) -> bool:
    """Whether title or headline say that there is no such page."""
    return bool(_GONE.search(_title(document)))


def notices(document: Document) -> list[str]:
    """What banners and dialogues over a page with content say, in small letters; nothing of other pages."""
    return _texts(document, Zone.BANNER) if document.text_length > _NOTHING else []


def _notice(title: str, text: str) -> Sign | None:
    """What a page with little text says of itself."""
    for sign, pattern in _NOTICES:
        if pattern.search(f"{title}\n{text}"):
            return sign
    return Sign.SOFT_404 if _GONE.search(title) or _NO_PAGE.search(text) else None


def _wall(document: Document, title: str, text: str, usual: Collection[str]) -> Sign | None:
    """What a page with little text asks for before it shows more."""
    if _is_login(document, title, text):
        return Sign.LOGIN
    if _is_application(document):
        return Sign.SCRIPT_SHELL
    if len(text) <= _NOTHING and _is_guarded(document):
        return Sign.BOT_WALL
    if _is_consent(document, usual):
        return Sign.CONSENT_WALL
    return Sign.SCRIPT_SHELL if _is_waiting(document, text) else None


def _title(document: Document) -> str:
    return f"{document.title}\n{document.h1}".lower()


def _content(document: Document) -> str:
    """The text of the page itself, in small letters; that of its frame if there is no other."""
    inner = _texts(document, Zone.MAIN, Zone.BANNER)
    return "\n".join(inner or _texts(document, *Zone))[:_MUCH]


def _texts(document: Document, *zones: Zone) -> list[str]:
    return [s.text.lower() for s in document.segments if s.source is Source.TEXT and s.zone in zones]


def _is_login(document: Document, title: str, text: str) -> bool:
    fields = document.tags.get("input", ())
    has_password = any(
        attribute(field, "type").lower() == "password" and nearest(field, _FRAME) is None for field in fields
    )
    if has_password or len(text) > _LITTLE // 2:
        return has_password
    headings = (s.text.lower() for s in document.segments if s.level and s.zone is Zone.MAIN)
    return any(_LOGIN.search(said) for said in (title, *headings))


def _is_guarded(document: Document) -> bool:
    loaded = (tag for name in ("script", "iframe") for tag in document.tags.get(name, ()))
    return any(_GUARDS.search(attribute(tag, "src")) for tag in loaded)


def _is_application(document: Document) -> bool:
    """Whether a page has the empty place that a script application fills."""
    if "script" not in document.tags:
        return False
    roots = (tag for tag in document.tags.get("div", ()) if _ROOTS.match(attribute(tag, "id")))
    return any(name in document.tags for name in _APP_TAGS) or any(not shown(root) for root in roots)


def _is_waiting(document: Document, text: str) -> bool:
    """Whether a page waits for its scripts: it says so, shows placeholders, or has no text of its own."""
    if "script" not in document.tags or len(text) > 3 * _NOTHING:
        return False
    if _SCRIPTS.search(text) or any(_is_placeholder(tag) for tag in document.tags.get("div", ())):
        return True
    is_titled = any(s.level and s.zone is Zone.MAIN for s in document.segments)
    return len(text) <= _NOTHING and not is_titled


def _is_placeholder(tag: Tag) -> bool:
    return attribute(tag, "aria-busy") == "true" or bool(_PLACEHOLDER.search(attribute(tag, "class")))


def _is_consent(document: Document, usual: Collection[str]) -> bool:
    """Whether nearly all that a page says is about cookies, and not only what its usual notice says."""
    own, notice = _untitled(document), _texts(document, Zone.BANNER)
    own_offers = any(_CHOICE.search(text) for text in own)
    offers = own_offers or any(_CHOICE.search(text) for text in notice)
    about = [text for text in own if _CONSENT.search(text) or (offers and _TRACKING.search(text))]
    if offers and len(about) == len(own) and any(_CONSENT.search(t) for t in notice if t not in usual):
        return True
    if notice and not own_offers:
        return False
    length = sum(map(len, own))
    return sum(map(len, about)) * 2 > length > 0 and (offers or length <= 2 * _LITTLE)


def _untitled(document: Document) -> list[str]:
    """The texts of the content without the headline and the link that skips to it."""
    headline = document.h1.lower()
    texts = (text for text in _texts(document, Zone.MAIN) if text != headline)
    return [text for text in texts if not _SKIPS.match(text)]


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
