"""What the elements of HTML mean for reading."""

from __future__ import annotations

from bs4 import Tag

INLINE = frozenset(
    """a abbr acronym area b bdi bdo big cite code data del dfn em font i img input ins kbd mark nobr
    picture q rp rt ruby s samp small source span strike strong sub sup svg time tspan tt u var
    wbr map""".split()
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
_TOGGLES = (
    "aria-expanded",
    "aria-controls",
    "data-toggle",
    "data-bs-toggle",
    "data-target",
    "data-bs-target",
)
_ACTING = {"summary": 7, "legend": 7, "caption": 7, "dt": 7}


def heading_level(tag: Tag) -> int:
    """1 to 6 for a heading, 7 for what acts as one (summary, caption, term, button that unfolds), else 0."""
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if name in _ACTING:
        return _ACTING[name]
    if not tag.attrs:
        return 0
    role = attribute(tag, "role")
    if role == "heading":
        level = attribute(tag, "aria-level")
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    if name == "button" or role in ("button", "tab"):
        return 7 if role == "tab" or any(tag.has_attr(name) for name in _TOGGLES) else 0
    return 0


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one string without surrounding space; empty when there is none."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return (" ".join(value) if isinstance(value, list) else str(value)).strip()


def own_words(tag: Tag) -> list[str]:
    """The words of an element's id and class, cut at dashes and underscores."""
    if not tag.attrs:
        return []
    text = f"{attribute(tag, 'id')} {attribute(tag, 'class')}".lower()
    return text.replace("-", " ").replace("_", " ").split() if text != " " else []
