"""Northern Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class NorthernSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "northern"
    likely_paths = ("/about-us/",)
