"""Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class SwagSpider(AllianceSpider):
    """One page of its template still speaks of the alliance that the template came from."""

    name = "swag"
    likely_paths = (
        "/about-us/what-is-swag-cancer-alliance",
        "/about-us/our-geography",
        "/about-us/governance",
    )
    leading_words = ("what is SWAG",)
    trap_paths = ("/information-for-public-2",)
