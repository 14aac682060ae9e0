"""Pages that stand in the way of the content: walls, notices, shells."""

from __future__ import annotations

import re
from collections.abc import Collection

from alliance_spiders.obstacle_words import (
    BOT,
    CHOICE,
    CLOSED,
    CONSENT,
    ERROR,
    GONE,
    LOGIN,
    LOGIN_TO_SEE,
    MAINTENANCE,
    NO_PAGE,
    PARKED,
    SCRIPTS,
    SKIPS,
    SOON,
    SUSPENDED,
    TRACKING,
)
from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.legible import is_garbled, is_text
from alliance_spiders.reading.model import Document, Source, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.tree import nearest, shown
from alliance_spiders.reading.truncation import breaks_off

_LITTLE = 1_200  # characters; a page that only stands in the way says no more
_MUCH = 8_000  # characters that are looked at
_NOTHING = 200  # characters of text on a page that its scripts have yet to fill
_ROOTS = re.compile(
    r"^(?:root|app|__next|__nuxt|___gatsby|main-app|svelte|app-root|react-root|ember\d*|vue-app|"
    r"application)$",
    re.IGNORECASE,
)
_APP_TAGS = ["app-root", "ng-view", "ng-app", "router-outlet"]
_PLACEHOLDER = re.compile(
    r"skeleton|placeholder|spinner|shimmer|preloader|(?:^|[-_ ])load(?:ing|er)(?:$|[-_ ])", re.IGNORECASE
)
# What walls load; ordinary pages behind the same guard load some of it too, but they have text.
_GUARDS = re.compile(
    r"_Incapsula_|/cdn-cgi/challenge|captcha-delivery\.com|px-captcha|/sgcaptcha/|awswaf|"
    r"/_sec/(?:cp_challenge|verify)|bm-verify=|challenges\.cloudflare\.com",
    re.IGNORECASE,
)
# In this order: a wall may speak of the site's owner, and a notice of maintenance of an error.
_NOTICES = (
    (Sign.BOT_WALL, BOT),
    (Sign.SUSPENDED, SUSPENDED),
    (Sign.PARKED, PARKED),
    (Sign.CLOSED, CLOSED),
    (Sign.SITE_ERROR, ERROR),
    (Sign.MAINTENANCE, MAINTENANCE),
    (Sign.COMING_SOON, SOON),
)
_OWN = (Zone.MAIN, Zone.BANNER, Zone.REPEATED)  # where a page says more than the frame of its site
_FRAME = ("header", "nav", "footer", "aside")


def obstacle(document: Document, usual: Collection[str] = ()) -> Sign | None:
    """What stands on a page in place of its content; nothing when the page shows content.

    ``usual`` are the notices that stand over pages with content too (see ``notices``).
    """
    if document.root is None:
        return None
    if not is_text(document.page.body):
        return Sign.NOT_TEXT
    title, text = _title(document), _content(document)
    if len(text) <= _LITTLE and (sign := _notice(title, text) or _wall(document, title, text, usual)):
        return sign
    if len(text) > _LITTLE and (sign := _of_much_text(document, title, usual)):
        return sign
    return Sign.GARBLED if is_garbled(text) else None


def _of_much_text(document: Document, title: str, usual: Collection[str]) -> Sign | None:
    """What a page with text for a whole page is all the same; a wall may stand in the frame of its site."""
    if not _texts(document, *_OWN) and _is_guarded(document):
        return Sign.BOT_WALL
    if GONE.search(title):
        return Sign.SOFT_404
    return Sign.CONSENT_WALL if _is_consent(document, usual) else None


def says_gone(document: Document) -> bool:
    """Whether title or headline say that there is no such page."""
    return bool(GONE.search(_title(document)))


def notices(document: Document) -> list[str]:
    """What banners and dialogues over a page with content say, in small letters; nothing of other pages."""
    return _texts(document, Zone.BANNER) if document.text_length > _NOTHING else []


def _notice(title: str, text: str) -> Sign | None:
    """What a page with little text says of itself."""
    for sign, pattern in _NOTICES:
        if pattern.search(f"{title}\n{text}"):
            return sign
    return Sign.SOFT_404 if GONE.search(title) or NO_PAGE.search(text) else None


def _wall(document: Document, title: str, text: str, usual: Collection[str]) -> Sign | None:
    """What a page with little text asks for before it shows more."""
    if _is_login(document, title, text):
        return Sign.LOGIN
    if _is_application(document):
        return None if breaks_off(document) else Sign.SCRIPT_SHELL
    if (len(text) <= _NOTHING or not _texts(document, *_OWN)) and _is_guarded(document):
        return Sign.BOT_WALL
    if _is_consent(document, usual):
        return Sign.CONSENT_WALL
    return Sign.SCRIPT_SHELL if _is_waiting(document, text) and not breaks_off(document) else None


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
    return bool(LOGIN_TO_SEE.search(text)) or any(LOGIN.search(said) for said in (title, *headings))


def _is_guarded(document: Document) -> bool:
    loaded = [tag for name in ("script", "iframe") for tag in document.tags.get(name, ())]
    addresses = [attribute(tag, "src") for tag in loaded]
    onward = [attribute(tag, "content") for tag in document.tags.get("meta", ())]
    within = [tag.get_text()[:_MUCH] for tag in loaded if not tag.has_attr("src")]
    return any(_GUARDS.search(said) for said in (*addresses, *onward, *within))


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
    if SCRIPTS.search(text) or any(_is_placeholder(tag) for tag in document.tags.get("div", ())):
        return True
    is_titled = any(s.level and s.zone is Zone.MAIN for s in document.segments)
    return len(text) <= _NOTHING and not is_titled


def _is_placeholder(tag: Tag) -> bool:
    return attribute(tag, "aria-busy") == "true" or bool(_PLACEHOLDER.search(attribute(tag, "class")))


def _is_consent(document: Document, usual: Collection[str]) -> bool:
    """Whether nearly all that a page says is about cookies, and not only what its usual notice says."""
    own, notice = _untitled(document), _texts(document, Zone.BANNER)
    own_offers = any(CHOICE.search(text) for text in own)
    offers = own_offers or any(CHOICE.search(text) for text in notice)
    about = [text for text in own if CONSENT.search(text) or (offers and TRACKING.search(text))]
    if offers and len(about) == len(own) and any(CONSENT.search(t) for t in notice if t not in usual):
        return True
    if notice and not own_offers:
        return False
    length = sum(map(len, own))
    return sum(map(len, about)) * 2 > length > 0 and (offers or length <= 2 * _LITTLE)


def _untitled(document: Document) -> list[str]:
    """The texts of the content without the headline and the link that skips to it."""
    headline = document.h1.lower()
    texts = (text for text in _texts(document, Zone.MAIN) if text != headline)
    return [text for text in texts if not SKIPS.match(text)]
