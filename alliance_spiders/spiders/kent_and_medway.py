"""Kent and Medway Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class KentAndMedwaySpider(AllianceSpider):
    """The national index links to a section of the ICB's site; the alliance has a host of its own besides."""

    name = "kent_and_medway"
    likely_paths = (
        "https://kentandmedwaycanceralliance.nhs.uk/about-us",
        "https://kentandmedwaycanceralliance.nhs.uk/about-us/what-we-do",
        "https://kentandmedwaycanceralliance.nhs.uk/",
    )
