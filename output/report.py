"""``review.html``: the report for people, one file that needs no network and no server."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from alliance_spiders.alliances import all_alliances
from output.changes import State
from output.compare import Comparison
from output.questions import LATER, SOON, URGENT
from output.tables import Table

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from output.run import RunContext

MOST_SHOWN = 250  # questions of one urgency; a page that a hostile site fills must still open
LONGEST_SNIPPET = 600  # characters
URGENCIES = ((URGENT, "Urgent"), (SOON, "Soon"), (LATER, "When there is time"))


def report(found: Comparison, context: RunContext, sites: Table, headline: str) -> str:
    """The page as HTML; every value is escaped, and only web addresses become links."""
    return _template().render(
        found=found,
        context=context,
        sites=list(sites.dicts()),
        headline=headline,
        names={alliance.code: alliance.name for alliance in all_alliances()},
        trusts={code: f"{trust.name} ({code})" for code, trust in context.register.trusts.items()},
        numbers=_numbers(found),
        urgencies=URGENCIES,
        most=MOST_SHOWN,
    )


def _numbers(found: Comparison) -> list[tuple[str, int]]:
    states = [change.state for change in found.changes]
    return [
        ("Sites", len(found.results)),
        ("Memberships", len(found.memberships)),
        ("Changes applied", states.count(State.APPLIED)),
        ("Changes proposed", states.count(State.PROPOSED)),
        ("Changes held", states.count(State.HELD)),
        ("Questions", len(found.questions)),
    ]


def _marked(snippet: str, name: str) -> Markup:
    """The snippet, escaped, with the name marked wherever it stands in it."""
    from markupsafe import Markup, escape

    snippet = snippet[:LONGEST_SNIPPET]
    if not name:
        return escape(snippet)
    return Markup("<mark>{}</mark>").format(name).join(escape(piece) for piece in snippet.split(name))


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("output"), autoescape=True, undefined=StrictUndefined)
    environment.tests["web_address"] = lambda url: str(url).startswith(("https://", "http://"))
    environment.filters["marked"] = _marked
    return environment.get_template("review.html")
