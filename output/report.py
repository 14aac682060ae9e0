"""``review.html``: the report for people, one file that needs no network and no server."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from output import put_aside, report_map
from output.basis import digest
from output.changes import State
from output.compare import Comparison
from output.curated import published_mapping
from output.decision import in_force
from output.notes import second_claims
from output.questions import LATER, SOON, URGENT
from output.report_cards import Card, Known, cards
from output.report_choices import ASKS
from output.report_published import differences
from output.report_room import considered, shown_cards, withheld
from output.report_text import is_web_address, marked, shown
from output.report_timeline import timeline
from output.summary import headline
from output.tables import Table

if TYPE_CHECKING:
    from jinja2 import Template

    from output.feeds import Feed

URGENCIES = ((URGENT, "Urgent"), (SOON, "Soon"), (LATER, "When there is time"))
# What a state means at a glance: a sign beside the word, so that colour is never all there is.
SIGNS = {
    SiteState.HEALTHY: ("good", "✓"),
    SiteState.HEALED: ("good", "✓"),
    SiteState.NO_LIST: ("poor", "–"),
    SiteState.PARTIAL: ("poor", "!"),
    SiteState.STALE: ("poor", "!"),
    SiteState.NEEDS_BROWSER: ("poor", "!"),
    SiteState.NOT_RECOGNISED: ("bad", "✗"),
    SiteState.BLOCKED: ("bad", "✗"),
    SiteState.UNREACHABLE: ("bad", "✗"),
}
_SEVERITY = ("bad", "poor", "good")


def report(feed: Feed, sites: Table) -> str:
    """The page as HTML; every value is escaped, and only web addresses become links."""
    return _template().render(
        found=feed.found,
        context=feed.context,
        names={alliance.code: alliance.name for alliance in all_alliances()},
        **_frame(),
        **_top(feed, sites),
        **_questions(feed),
        **_map(feed, sites),
        published=differences(published_mapping(), feed.found.mapping.rows, feed.context.register),
        days=timeline(feed.history.changes(), in_force(feed.log)),
    )


def _frame() -> dict[str, object]:
    """The page's style and script, and the digests by which its own policy allows exactly these."""
    style, script = _asset("review.css"), _asset("review.js")
    return {"style": style, "script": script, "style_hash": _hash(style), "script_hash": _hash(script)}


def _top(feed: Feed, sites: Table) -> dict[str, object]:
    return {
        "headline": headline(feed.found),
        "numbers": _numbers(feed.found),
        "sites": list(sites.dicts()),
        # What needs a look comes first.
        "glance": sorted(sites.dicts(), key=lambda site: _SEVERITY.index(SIGNS[SiteState(site["state"])][0])),
        "signs": SIGNS,
    }


def _questions(feed: Feed) -> dict[str, object]:
    questions, context = feed.found.questions, feed.context
    asked = shown_cards(cards(considered(questions), known_before(feed)), questions)
    kinds = {card.question.question for card in asked}
    return {
        "groups": _groups(asked),
        "asks": [(kind, text) for kind, text in ASKS.items() if kind in kinds],
        "withheld": withheld(asked, questions),
        "not_shown": len(questions) - len(asked),
        "aside": put_aside.reasons(context.data_dir),
        "open_trusts": context.register.open_trusts(),
        # Answers kept in a browser belong to one run.
        "run_key": digest(context.run_at.isoformat(), *(question.item_id for question in questions)),
    }


def _map(feed: Feed, sites: Table) -> dict[str, object]:
    rows, register = feed.found.mapping.rows, feed.context.register
    states = {row["alliance_code"]: row["state"] for row in sites.dicts()}
    unread = {code for code, state in states.items() if SIGNS[SiteState(state)][0] != "good"}
    return {
        "drawings": report_map.drawings(rows, register, unread),
        "legend": report_map.legend(rows, states, unread),
        "placeless": report_map.placeless(rows, register),
        "double": [row for row in rows if second_claims(row.notes)],
    }


def known_before(feed: Feed) -> Known:
    """What was known before this run, and when each name was read in it."""
    read_on = {
        (result.alliance_code, sighting.name): sighting.place.fetched_at.date().isoformat()
        for result in feed.found.results
        for sighting in result.reading.sightings
    }
    return Known.of(
        feed.context.register,
        feed.before.memberships,
        feed.before.rows or feed.before.curated,
        read_on,
        feed.history.first_sightings(feed.base_run),
    )


def _groups(asked: tuple[Card, ...]) -> list[tuple[str, list[Card]]]:
    grouped = [(title, [c for c in asked if c.question.priority == p]) for p, title in URGENCIES]
    return [(title, group) for title, group in grouped if group]


def _numbers(found: Comparison) -> list[tuple[str, int, str]]:
    states = Counter(change.state for change in found.changes)
    return [
        ("Questions", len(found.questions), "#questions"),
        ("Changes applied", states[State.APPLIED], "#changes"),
        ("Changes proposed", states[State.PROPOSED], "#changes"),
        ("Changes held", states[State.HELD], "#changes"),
        ("Sites", len(found.results), "#sites"),
        ("Memberships", len(found.memberships), "#mapping"),
    ]


def _asset(name: str) -> str:
    return files("output").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    """What the page's own policy allows to run: exactly this text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["web_address"] = lambda url: is_web_address(str(url))
    environment.filters["marked"] = marked
    environment.filters["shown"] = shown
    return environment.get_template("review.html")
