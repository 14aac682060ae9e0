"""West Midlands Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class WestMidlandsSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "west_midlands"
    likely_paths = ("/about-us", "/about")
