"""East of England Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class EastOfEnglandSpider(AllianceSpider):
    """Two sub-areas, north and south, each with a page of its own."""

    name = "east_of_england"
    likely_paths = ("/north", "/south", "/public", "/who-we-are")
    leading_words = ("east of england north", "east of england south")
