"""Thames Valley Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class ThamesValleySpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "thames_valley"
    likely_paths = ("/about-us", "/about")
