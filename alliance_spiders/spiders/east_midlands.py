"""East Midlands Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class EastMidlandsSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "east_midlands"
    likely_paths = ("/about-us", "/about")
