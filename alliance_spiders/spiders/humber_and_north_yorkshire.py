"""Humber & North Yorkshire Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class HumberAndNorthYorkshireSpider(AllianceSpider):
    """A WordPress site with the same posts under categories, tags and authors."""

    name = "humber_and_north_yorkshire"
    likely_paths = ("/about-us/",)
