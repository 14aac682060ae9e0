"""How deep a crawl goes."""

import pytest

from alliance_spiders.crawling.frontier import Frontier, Limits
from alliance_spiders.crawling.links import Link
from alliance_spiders.crawling.scoring import Region, Taste


@pytest.mark.parametrize(
    ("text", "depth", "is_taken"),
    [
        ("Our structure", 3, True),
        ("Our structure", 4, False),
        ("Trusts in the alliance", 4, True),
        ("Trusts in the alliance", 5, False),
    ],
)
def test_a_link_that_names_the_list_may_lie_a_step_deeper(text, depth, is_taken):
    frontier = Frontier(Limits(depth=3), Taste())
    frontier.offer(Link("https://example.nhs.uk/a/page", text, Region.MAIN), depth)
    assert len(frontier) == is_taken
