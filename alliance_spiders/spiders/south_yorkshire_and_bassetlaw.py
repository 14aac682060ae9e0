"""South Yorkshire and Bassetlaw Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class SouthYorkshireAndBassetlawSpider(AllianceSpider):
    """Known under an older and a newer host name."""

    name = "south_yorkshire_and_bassetlaw"
    likely_paths = (
        "/about-us/how-we-work-across-south-yorkshire-bassetlaw-and-north",
        "/about-us/what-cancer-alliance",
    )
    leading_words = ("how we work across",)
