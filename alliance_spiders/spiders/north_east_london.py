"""North East London Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class NorthEastLondonSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "north_east_london"
    likely_paths = ("/about", "/about/our-work", "/history-and-role-cancer-alliance")
    leading_words = ("history and role",)
