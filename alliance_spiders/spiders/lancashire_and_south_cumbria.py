"""Lancashire and South Cumbria Cancer Alliance."""

from alliance_spiders.spiders.base import AllianceSpider


class LancashireAndSouthCumbriaSpider(AllianceSpider):
    """The alliance is a section of two wider sites, and its newest pages are on the second."""

    name = "lancashire_and_south_cumbria"
    likely_paths = (
        "https://www.lancashireandsouthcumbria.icb.nhs.uk/our-work/canceralliance/overview-cancer",
        "https://www.lancashireandsouthcumbria.icb.nhs.uk/our-work/canceralliance",
        "/canceralliance/about-us",
        "https://www.healthierlsc.co.uk/priorities/cancer/staff-cancer-alliance",
    )
