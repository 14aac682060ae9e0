"""What the elements of HTML mean for reading."""

from __future__ import annotations

from functools import lru_cache

from alliance_spiders.reading.nodes import Tag

INLINE = frozenset(
    """a abbr acronym area b bdi bdo big cite code data del dfn em font i img input ins kbd mark nobr
    picture q rp rt ruby s samp small source span strike strong sub sup svg time tspan tt u var
    wbr map
    circle clippath defs ellipse g line lineargradient mask path polygon polyline radialgradient rect stop
    symbol use""".split()  # the latter are what drawings are made of
)
SKIPPED = frozenset(
    "script style head template textarea iframe object embed audio video canvas math option".split()
)
IMAGES = frozenset("img area input svg".split())
LISTS = frozenset("ul ol dl table select".split())
# A heading never reaches beyond these; beyond other containers it does until a list has stood under it.
CLOSED = frozenset("article aside nav main footer td li dd details dialog form body fieldset select".split())
CELLS = frozenset({"td", "th"})
ITEMS = frozenset({"li", "dd", "dt", "td", "th"})
UNSHAPED = frozenset({"tbody", "thead", "tfoot", "center", "font"})
BOLD = frozenset({"b", "strong"})
LABEL = 7  # level of what acts as a heading within a list
_TOGGLES = (
    "aria-expanded",
    "aria-controls",
    "data-toggle",
    "data-bs-toggle",
    "data-target",
    "data-bs-target",
)
_LONG = 300  # characters of id and class; longer ones are not kept
_LEVELS = {
    "h1": 1,
    "h2": 2,
    "h3": 3,
    "h4": 4,
    "h5": 5,
    "h6": 6,
    "summary": 7,
    "legend": 7,
    "caption": 7,
    "dt": 7,
}


def heading_level(tag: Tag) -> int:
    """1 to 6 for a heading, 7 for what acts as one (summary, caption, term, button that unfolds), else 0."""
    name = tag.name
    level = _LEVELS.get(name)
    if level is not None:
        return level
    if not tag.attrs or (name != "button" and "role" not in tag.attrs):
        return 0
    role = attribute(tag, "role")
    if role == "heading":
        said = attribute(tag, "aria-level")
        return int(said) if said in ("1", "2", "3", "4", "5", "6") else 2
    if name == "button" or role in ("button", "tab"):
        return 7 if role == "tab" or any(tag.has_attr(name) for name in _TOGGLES) else 0
    return 0


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one string without surrounding space; empty when there is none."""
    return tag.attrs.get(name, "").strip()


def own_words(tag: Tag) -> tuple[str, ...]:
    """The words of an element's id and class, cut at dashes and underscores."""
    if not tag.attrs:
        return ()
    text = f"{tag.attrs.get('id', '')} {tag.attrs.get('class', '')}"
    return _words_again(text) if len(text) < _LONG else _words_of(text)


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(text.lower().replace("-", " ").replace("_", " ").split())


# A site's classes are few, and each comes again and again.
_words_again = lru_cache(maxsize=4_096)(_words_of)
