import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.options import user_agent
from alliance_spiders.crawling.resolver import is_public
from alliance_spiders.crawling.scoring import Taste, is_trap

SETTINGS = Settings()
SETTINGS.setmodule("alliance_spiders.settings", priority="project")
LOADER = SpiderLoader.from_settings(SETTINGS)
ALLIANCES = {alliance.slug: alliance for alliance in all_alliances()}


def test_every_alliance_has_its_spider_and_so_has_the_index():
    assert sorted(LOADER.list()) == sorted([*ALLIANCES, "national_index"])


@pytest.mark.parametrize("slug", ALLIANCES)
def test_a_spider_starts_at_home_and_stays_in_its_scope(slug):
    spider = LOADER.load(slug)()
    alliance = ALLIANCES[slug]
    assert spider.alliance == alliance
    assert spider.covers(alliance.home)
    assert [request.url.rstrip("/") for request in spider._next()] == [alliance.home.rstrip("/")]
    for url in (
        "https://example.org/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        f"https://{alliance.hosts[0]}.example/",
    ):
        assert not spider.covers(url)
        assert not spider.covers(url, whole_host=True)


@pytest.mark.parametrize("slug", ALLIANCES)
def test_likely_paths_are_inside_the_scope_and_no_traps(slug):
    spider = LOADER.load(slug)
    for path in spider.likely_paths:
        url = (
            path
            if path.startswith("https://")
            else ALLIANCES[slug].home.rstrip("/").removesuffix("/canceralliance") + path
        )
        assert ALLIANCES[slug].covers(url)
        assert not is_trap(url, taste=Taste(traps=spider.trap_paths))


def test_a_section_does_not_cover_the_rest_of_its_host():
    spider = LOADER.load("kent_and_medway")()
    assert not spider.covers("https://www.kentandmedway.icb.nhs.uk/about-us")
    assert spider.covers("https://www.kentandmedway.icb.nhs.uk/robots.txt", whole_host=True)
    assert spider.covers("https://www.kentandmedway.icb.nhs.uk/media/partners.pdf")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("172.16.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1", False),
        ("::ffff:127.0.0.1", False),
        ("no address", False),
    ],
)
def test_only_public_addresses_are_asked(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("data@example.org", "cancer-alliance-spiders/0.1 (+data@example.org)"),
        (
            " https://example.org/x\r\nEvil: 1 ",
            "cancer-alliance-spiders/0.1 (+https://example.org/x Evil: 1)",
        ),
        ("", "cancer-alliance-spiders/0.1 (+contact not set)"),
    ],
)
def test_the_user_agent_says_who_asks(contact, agent):
    assert user_agent(contact) == agent
