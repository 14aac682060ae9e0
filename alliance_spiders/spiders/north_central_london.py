"""North Central London Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class NorthCentralLondonSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "north_central_london"
    likely_paths = ("/about-us/", "/about-us/governance/")
