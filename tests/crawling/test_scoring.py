import pytest

from alliance_spiders.crawling.scoring import LEADING, NEVER, Region, Taste, continues, is_trap, score

SITE = "https://alliance.example/"

LEADS = [
    ("our-partners", "Our partners"),
    ("who-we-work-with", "Who we work with"),
    ("x1", "Partner organisations"),
    ("x2", "Our member organisations"),
    ("x3", "Members of the alliance"),
    ("x4", "NHS trusts"),
    ("x5", "Hospitals in our area"),
    ("x6", "Who is involved"),
    ("x7", "Who’s involved"),
    ("x8", "Find your hospital"),
    ("x9", "Our providers"),
    ("about-us", "About us"),
    ("about", "About"),
    ("x10", "Who we are"),
    ("x11", "Our geography"),
    ("x12", "Where we work"),
    ("x13", "The area we cover"),
    ("x14", "Map of the region"),
    ("x15", "Governance"),
    ("x16", "How we are organised"),
    ("x17", "What is a cancer alliance?"),
    ("what-cancer-alliance-and-our-trusts", ""),
    ("partners.html", ""),
    ("index.php?page=partners", ""),
    ("?q=&page=members", "Members"),
    ("north", "North"),
    ("sitemap", "Site map"),
    ("partners.pdf", "Our partner organisations (PDF)"),
    ("wp-content/uploads/2026/04/member-trusts.pdf", "Member trusts"),
]
ORDINARY = [
    ("patients", "Patients"),
    ("x20", "Bowel cancer"),
    ("x21", "Click here"),
    ("get-in-touch", "Get in touch"),
    ("?page_id=12", "Something"),
    ("page/bowel", "Bowel cancer"),
    ("work-with-us", "Opportunities"),
    ("contact-us", "Contact us"),
    ("contact", "Where to find our offices"),
]
NEVER_FOLLOWED = [
    ("news", "News"),
    ("news/our-new-partners", "Our new partners"),
    ("news-and-events/partners", "Partners meet"),
    ("latest-news/x", "Members"),
    ("events/2024-01", "Events for members"),
    ("blog/partners", "Partners"),
    ("2024/05/partners-meet", "Partners meet"),
    ("category/partners", "Partners"),
    ("tag/trusts", "Trusts"),
    ("author/someone", "About"),
    ("partners/page/2", "2"),
    ("jobs", "Jobs with our partners"),
    ("vacancies", "Vacancies"),
    ("privacy-policy", "Privacy"),
    ("cookies", "About cookies"),
    ("accessibility-statement", "Accessibility"),
    ("login", "Members"),
    ("members-area", "Members"),
    ("wp-login.php", "About"),
    ("wp-json/wp/v2/pages/1", ""),
    ("feed", "Our feed"),
    ("search?q=partners", "Partners"),
    ("?s=partners", "Partners"),
    ("partners?page=2", "Partners"),
    ("partners?sort=name", "Partners"),
    ("news?ccm_paging_p=7", "Partners"),
    ("partners?ccm_paging_p_b108=2", "Partners"),
    ("x?tribe-bar-date=2024-01", "Partners"),
    ("calendar/2024", "Members"),
    ("partners.docx", "Partners"),
    ("partners.jpg", "Our partners"),
    ("report.zip", "Partners"),
    ("annual-report.pdf", "About our annual report"),
    ("board-minutes.pdf", "Board minutes"),
    ("leaflet.pdf", "Bowel cancer"),
    ("x30", "Log in"),
    ("x31", "Privacy notice"),
    ("x33", "Skip to main content"),
]


@pytest.mark.parametrize(("path", "text"), LEADS)
def test_leads_there(path, text):
    assert score(SITE + path, text) >= LEADING


@pytest.mark.parametrize(("path", "text"), ORDINARY)
def test_is_ordinary(path, text):
    assert NEVER < score(SITE + path, text) < LEADING


@pytest.mark.parametrize(("path", "text"), NEVER_FOLLOWED)
def test_is_never_followed(path, text):
    assert score(SITE + path, text) == NEVER


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("our-partners", "Our partners"), ("about-us", "About us")),
        (("about-us", "About us"), ("our-work", "Our work")),
        (("our-work", "Our work"), ("bowel", "Bowel cancer")),
        (("our-partners", "Our partners"), ("x", "Our partners")),
        (("x.html", "Our partners"), ("x.pdf", "Our partners")),
    ],
)
def test_one_link_goes_before_another(better, worse):
    assert score(SITE + better[0], better[1]) > score(SITE + worse[0], worse[1])


def test_the_place_of_a_link_counts():
    points = [score(SITE + "x", "Patients", region) for region in (Region.MAIN, Region.MENU, Region.FOOTER)]
    assert points == sorted(points, reverse=True)


def test_a_spider_adds_words_and_traps():
    taste = Taste(leading_words=("the family",), traps=("/information-2",))
    assert score(SITE + "x", "Meet the family", taste=taste) > score(SITE + "x", "Our partners")
    assert score(SITE + "information-2/about", "About", taste=taste) == NEVER
    assert not is_trap(SITE + "information", taste=taste)


@pytest.mark.parametrize("further", ["?page=2", "/page/2", "/page-2/", "-page-2"])
def test_further_pages_of_a_list(further):
    listing = "https://x.nhs.uk/about/who-is-in-the-alliance"
    assert continues(listing + further, listing)
    assert not continues(f"{listing}/page-of-history", listing)
    assert not continues(f"{listing}/page-103", listing)


def test_a_site_that_numbers_its_pages_is_no_blog():
    assert score(SITE + "about-us/page-103/south", "South") > NEVER


def test_a_link_to_the_partners_is_followed_wherever_they_are_filed():
    assert score("https://a.example/news/our-partners", "Our partners", Region.MENU) >= LEADING
    assert score("https://a.example/news-and-partners", "News and partners", Region.MENU) >= LEADING
    assert score("https://a.example/news/our-partners-walk", "Our partners walk", Region.MENU) == NEVER
    assert score("https://a.example/news/9", "Our partners", Region.MENU) == NEVER
