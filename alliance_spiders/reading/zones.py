"""Which part of a page an element opens."""

from __future__ import annotations

from alliance_spiders.reading.elements import attribute, own_words
from alliance_spiders.reading.model import MAIN, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.tree import all_tags, has_any, nearest

_BY_NAME = {"nav": Zone.NAV, "aside": Zone.ASIDE, "dialog": Zone.BANNER, "main": Zone.MAIN}
_BY_ROLE = {
    "main": Zone.MAIN,
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "menubar": Zone.NAV,
    "banner": Zone.HEADER,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.ASIDE,
    "search": Zone.NAV,
    "dialog": Zone.BANNER,
    "alertdialog": Zone.BANNER,
}
_BY_WORD = {
    "cookie": Zone.BANNER,
    "cookies": Zone.BANNER,
    "consent": Zone.BANNER,
    "gdpr": Zone.BANNER,
    "ccc": Zone.BANNER,
    "breadcrumb": Zone.NAV,
    "breadcrumbs": Zone.NAV,
    "navbar": Zone.NAV,
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "nav": Zone.NAV,
    "footer": Zone.FOOTER,
    "colophon": Zone.FOOTER,
    "sidebar": Zone.ASIDE,
}
_TELLING = _BY_NAME.keys() | {"header", "footer"}
_MOSTLY_LINKS = 0.75
_SHORT = 1500  # characters; a cookie box says no more


def zone_of(tag: Tag, around: Zone) -> Zone:
    """The zone inside an element, given the zone around it.

    Elements and roles decide. Words of classes and ids count only where the content bears them out,
    so that a renamed class changes nothing that matters.
    """
    if not tag.attrs and tag.name not in _TELLING:
        return around
    if tag.name in ("header", "footer") and around is MAIN:
        return Zone.FOOTER if tag.name == "footer" else around if _inside_content(tag) else Zone.HEADER
    named = _BY_ROLE.get(attribute(tag, "role")) if "role" in tag.attrs else None
    named = named or _BY_NAME.get(tag.name)
    if named is MAIN:
        return MAIN
    if around is not MAIN:
        return around
    return named or _zone_by_words(tag) or around


def _inside_content(tag: Tag) -> bool:
    return nearest(tag, ("main", "article", "section")) is not None


def _zone_by_words(tag: Tag) -> Zone | None:
    if tag.name in ("body", "html", "li", "a", "tr", "td"):
        return None
    for word in own_words(tag):
        zone = _BY_WORD.get(word)
        if zone is not None and _bears_out(tag, zone):
            return zone
    return None


def _bears_out(tag: Tag, zone: Zone) -> bool:
    if has_any(tag, ("main", "h1")):
        return False
    if zone is Zone.NAV:
        return _share_of_links(tag) >= _MOSTLY_LINKS
    if zone is Zone.BANNER:
        return len(tag.get_text()) < _SHORT
    if zone is Zone.ASIDE:
        return nearest(tag, ("main", "article")) is None or len(tag.get_text()) < _SHORT
    return not _inside_content(tag)


def _share_of_links(tag: Tag) -> float:
    whole = len("".join(tag.get_text().split()))
    links = sum(len("".join(link.get_text().split())) for link in all_tags(tag) if link.name == "a")
    return links / whole if whole else 1.0
