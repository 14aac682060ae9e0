"""Greater Manchester Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class GreaterManchesterSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "greater_manchester"
    likely_paths = ("/about/", "/about-us/", "/manchester-cancer-trust-leads-board/")
    leading_words = ("trust leads",)
    trap_paths = ("/gmcancernews",)
