"""Peninsula Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class PeninsulaSpider(AllianceSpider):
    """Built from the same template as the site of its neighbour in Somerset and Wiltshire."""

    name = "peninsula"
    likely_paths = ("/about-us/", "/about-us/our-geography", "/about-us/what-is-peninsula-cancer-alliance")
