"""Cheshire and Merseyside Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class CheshireAndMerseysideSpider(AllianceSpider):
    """Concrete CMS; its news list can be turned over and sorted without end."""

    name = "cheshire_and_merseyside"
    likely_paths = ("/about/governance", "/about/what-cmca", "/public-information")
    leading_words = ("what is CMCA",)
    trap_paths = ("ccm_paging_p", "ccm_order_by")
