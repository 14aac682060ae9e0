"""West London Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class WestLondonSpider(AllianceSpider):
    """The alliance calls itself RM Partners, so “partners” is in most of its links."""

    name = "west_london"
    likely_paths = ("/about-us/", "/about-us/about-rm-partners/our-governance/")
