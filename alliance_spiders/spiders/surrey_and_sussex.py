"""Surrey and Sussex Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class SurreyAndSussexSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "surrey_and_sussex"
    likely_paths = ("/about-us", "/about")
