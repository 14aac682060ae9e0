"""South East London Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class SouthEastLondonSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "south_east_london"
    likely_paths = ("/what-we-do/what-cancer-alliance",)
    leading_words = ("what is a cancer alliance",)
