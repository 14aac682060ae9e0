"""Wessex Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class WessexSpider(AllianceSpider):
    """A second host is for patients."""

    name = "wessex"
    likely_paths = ("/about-us/", "https://cancermatterswessex.nhs.uk/about-us/")
