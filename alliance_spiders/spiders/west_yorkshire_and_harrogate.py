"""West Yorkshire and Harrogate Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class WestYorkshireAndHarrogateSpider(AllianceSpider):
    """An ordinary site; the list is found by its links."""

    name = "west_yorkshire_and_harrogate"
    likely_paths = ("/about-us", "/about-us/what-we-do")
    trap_paths = ("/latest-news",)
