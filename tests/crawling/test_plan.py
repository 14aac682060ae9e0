from itertools import islice, pairwise

import pytest

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.frontier import Limits
from alliance_spiders.crawling.links import Link
from alliance_spiders.crawling.plan import Plan, Role
from alliance_spiders.crawling.scoring import Region, Taste
from alliance_spiders.items import FailureKind

HOME = "https://www.one.example/"


def make_plan(scope=("one.example", "two.example/cancer"), likely=(), limits=None, traps=()):
    alliance = Alliance("N00", "plain", "Plain Cancer Alliance", (), "", HOME, tuple(scope), ())
    return Plan(alliance, Taste(traps=tuple(traps)), likely, limits)


def walk(plan, site, failing=FailureKind.NOT_FOUND):
    """Crawl a site given as {url: [links]}; gives what was asked for, in order."""
    asked = []
    while (step := plan.next()) is not None:
        asked.append(step.url)
        if step.role is Role.SITEMAP:
            plan.took_sitemap(site.get(step.url, ()), ())
        elif step.url in site:
            plan.took_page(step, step.url, [Link(url, text) for url, text in site[step.url]])
        else:
            plan.failed(step, failing)
    return asked


def u(path):
    return f"https://www.one.example/{path}"


def test_the_best_link_goes_first_whatever_its_place():
    site = {
        HOME: [(u("a"), "Patients"), (u("b"), "About us"), (u("c"), "Our partners")],
        u("a"): [],
        u("b"): [],
        u("c"): [],
    }
    assert walk(make_plan(), site) == [HOME, u("c"), u("b"), u("a")]


def test_likely_paths_go_first_and_count_as_one_step():
    site = {HOME: [(u("c"), "Our partners")], u("known"): [(u("d"), "About")], u("c"): [], u("d"): []}
    assert walk(make_plan(likely=["/known"]), site) == [HOME, u("known"), u("c"), u("d")]


def test_a_guess_that_fails_does_not_hide_the_linked_spelling():
    site = {HOME: [(u("hub"), "About")], u("hub"): [(u("who"), "Who we are")], u("who"): []}
    assert walk(make_plan(likely=["/who/"]), site) == [HOME, u("who/"), u("hub"), u("who")]


def test_three_steps_from_home_and_no_further():
    names = ["about-1", "about-2", "about-3", "about-4"]
    site = {HOME: [(u(names[0]), "About")]}
    site |= {u(one): [(u(two), "About")] for one, two in pairwise(names)}
    assert walk(make_plan(), site) == [HOME, *map(u, names[:3])]


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/partners",
        "https://sub.one.example/partners",
        "https://two.example/partners",
        "https://two.example/cancers/partners",
        "http://127.0.0.1/partners",
    ],
)
def test_it_stays_inside_the_scope(url):
    assert walk(make_plan(), {HOME: [(url, "Our partners")]}) == [HOME]


def test_another_host_and_section_of_the_scope_is_inside():
    other = "https://two.example/cancer/partners"
    assert walk(make_plan(), {HOME: [(other, "Our partners")], other: []}) == [HOME, other]


def test_a_document_of_a_section_may_be_stored_anywhere_on_its_host():
    plan = make_plan()
    where = "https://two.example/media/our-{}.pdf"
    links = [Link(where.format(region), "Our partners", region) for region in Region]
    plan.took_page(
        plan.next(), HOME, [*links, Link("https://three.example/our-partners.pdf", "Our partners")]
    )
    step = plan.next()
    assert step.url == where.format(Region.MAIN)
    plan.took_page(step, step.url, [])
    assert plan.next() is None


def test_pages_are_limited():
    site = {HOME: [(u(f"partners-{n}"), "Partners") for n in range(99)]}
    site |= {u(f"partners-{n}"): [] for n in range(99)}
    assert len(walk(make_plan(), site)) == 40


def test_failures_are_limited_too():
    assert len(walk(make_plan(), {HOME: [(u(f"partners-{n}"), "Partners") for n in range(999)]})) <= 90


def test_a_handful_of_ordinary_pages_is_visited():
    site = {HOME: [(u(f"p{n}"), f"Thing {n}") for n in range(50)]}
    asked = walk(make_plan(limits=Limits(ordinary=7)), site | {u(f"p{n}"): [] for n in range(50)})
    assert len(asked) == 1 + 7


def test_one_folder_of_ordinary_pages_does_not_take_all_the_places():
    site = {HOME: [(u(f"people/p{n}"), f"Person {n}") for n in range(30)] + [(u("zebra"), "Zebra")]}
    site |= {u(f"people/p{n}"): [] for n in range(30)} | {u("zebra"): []}
    asked = walk(make_plan(limits=Limits(ordinary=12, alike=4)), site)
    assert len(asked) == 1 + 4 + 1
    assert u("zebra") in asked


def test_one_page_is_asked_for_once():
    spelled = [u("about"), u("about/"), "http://one.example/about", u("about#x"), u("about?utm_source=x")]
    assert walk(make_plan(), {HOME: [(url, "About") for url in spelled], u("about"): []}) == [
        HOME,
        u("about"),
    ]


@pytest.mark.parametrize(
    ("kind", "tried"),
    [
        (FailureKind.NOT_FOUND, ["https://two.example/cancer"]),
        (FailureKind.NOT_RECORDED, ["https://two.example/cancer"]),
        (FailureKind.TLS, ["https://one.example/", "https://two.example/cancer"]),
        (FailureKind.REDIRECT, ["https://one.example/", "https://two.example/cancer"]),
    ],
)
def test_other_ways_in_when_home_fails(kind, tried):
    others = walk(make_plan(), {}, kind)[1:]
    assert [url for url in others if url in tried] == tried
    assert len(others) == len(tried) or kind in (FailureKind.TLS, FailureKind.REDIRECT)


def test_no_other_way_in_is_tried_when_home_is_well():
    assert walk(make_plan(), {HOME: []}) == [HOME]


def test_a_name_that_is_unknown_is_not_asked_again():
    asked = walk(make_plan(), {}, FailureKind.DNS)
    hosts = [url.split("/")[2] for url in asked]
    assert len(hosts) == len(set(hosts))


def test_likely_paths_are_tried_when_nothing_else_is_left():
    asked = walk(
        make_plan(scope=["one.example"], likely=["/known"]), {u("known"): []}, FailureKind.NOT_RECORDED
    )
    assert asked[-1] == u("known")


@pytest.mark.parametrize(
    ("kind", "most"), [(FailureKind.TIMEOUT, 3), (FailureKind.FORBIDDEN, 8), (FailureKind.DNS, 1)]
)
def test_a_host_that_does_not_answer_is_left_alone(kind, most):
    asked = walk(make_plan(), {HOME: [(u(f"partners-{n}"), "Partners") for n in range(20)]}, kind)
    assert len(asked) == 1 + most


def test_a_site_has_a_share_of_bytes():
    plan = make_plan(limits=Limits(megabytes=1))
    step = plan.next()
    plan.took_page(step, HOME, [Link(u("about"), "About")])
    plan.took_bytes(2 * 1024 * 1024)
    assert plan.used_up
    assert plan.next() is None


def test_sitemaps_come_before_pages_and_those_of_pages_before_those_of_posts():
    plan = make_plan()
    plan.took_page(plan.next(), HOME, [Link(u("about"), "About")])
    plan.add_sitemaps([u("post-sitemap.xml"), u("page-sitemap.xml"), "https://elsewhere.example/sitemap.xml"])
    assert [step.url for step in islice(iter(plan.next, None), 3)] == [
        u("page-sitemap.xml"),
        u("post-sitemap.xml"),
        u("about"),
    ]


def test_a_flood_of_links_does_not_swamp_the_queue():
    plan = make_plan()
    step = plan.next()
    plan.took_page(
        step, HOME, [Link(u(f"p{n}"), "Thing") for n in range(10_000)] + [Link(u("z"), "Our partners")]
    )
    assert plan.next().url == u("z")
    assert len(plan._frontier) <= Limits().queue


def test_the_further_pages_of_a_list_are_read_and_no_calendar():
    pages = [u("members"), *(u(f"members?page={n}") for n in range(2, 30))]
    site = {HOME: [(u("members"), "Our members"), (u("diary?page=2"), "2")]}
    site |= {url: [(after, "Next")] for url, after in pairwise(pages)}
    asked = walk(make_plan(), site)
    assert asked[:4] == [HOME, u("members"), u("members?page=2"), u("members?page=3")]
    assert len(asked) == 2 + Limits().parts
    assert u("diary?page=2") not in asked


@pytest.mark.parametrize("folder", ["members", "about/a-to-z"])
def test_a_page_for_each_letter_is_read(folder):
    letters = [u(f"{folder}/{letter}") for letter in "abcdefghijklmnopqrstuvw"]
    site = {HOME: [(u("members"), "Our members")], u("members"): [(url, url[-1].upper()) for url in letters]}
    assert set(walk(make_plan(), site | {url: [] for url in letters})) >= set(letters)


def test_a_page_for_each_area_is_read_wherever_it_lies():
    areas = [u(f"places/area-{number}") for number in range(12)]
    site = {HOME: [(u("members"), "Our members")], u("members"): [(url, "Area") for url in areas]}
    assert set(walk(make_plan(), site | {url: [] for url in areas})) >= set(areas)


@pytest.mark.parametrize("text", ["North area", "B"])
def test_parts_of_a_list_may_lie_a_step_deeper(text):
    names = ["about", "structure", "our-partners"]
    site = {HOME: [(u(names[0]), "About")]}
    site |= {u(one): [(u(two), two)] for one, two in pairwise(names)}
    site |= {u(names[-1]): [(u("area/1"), text)], u("area/1"): []}
    assert walk(make_plan(), site)[-1] == u("area/1")


def test_parts_of_a_list_that_are_too_many_are_told():
    parts = [u(f"places/{number}") for number in range(40)]
    site = {HOME: [(u("members"), "Our members")], u("members"): [(url, "Area") for url in parts]}
    plan = make_plan()
    walk(plan, site | {url: [] for url in parts})
    (told,) = plan.passed_over
    assert told in parts


def test_no_parts_are_told_where_all_were_read():
    plan = make_plan()
    walk(plan, {HOME: [(u("members"), "Our members")], u("members"): [(u("members/a"), "A")]})
    assert plan.passed_over == ()


def test_a_page_with_a_number_is_read_when_its_link_says_that_it_lists_members():
    site = {HOME: [(u("page/23"), "Our members"), (u("page/2"), "Older posts")], u("page/23"): []}
    assert walk(make_plan(), site) == [HOME, u("page/23")]


TOPICS = (
    "Bladder",
    "Bowel",
    "Brain",
    "Breast",
    "Endoscopy",
    "Genomics",
    "Kidney",
    "Lung",
    "Screening",
    "Skin",
)


@pytest.mark.parametrize("text", ["Your area", "Our areas", "Places", "Who’s who", "FAQs", "Zebra"])
def test_a_page_is_reached_past_a_large_menu_of_topics(text):
    menu = [(u(f"{topic}-{n}"), f"{topic} {n}") for topic in TOPICS for n in range(6)]
    site = {HOME: [*menu, (u("it"), text)]} | {url: [] for url, _ in menu} | {u("it"): []}
    assert u("it") in walk(make_plan(), site)


def test_of_equal_links_the_first_is_followed_first():
    site = {HOME: [(u("z"), "Thing"), (u("a"), "Thing")], u("z"): [], u("a"): []}
    assert walk(make_plan(), site) == [HOME, u("z"), u("a")]


def test_the_folder_of_a_section_is_not_one_folder_among_others():
    pages = [u(f"cancer/p{n}") for n in range(15)]
    site = {HOME: [(url, "Thing") for url in pages]} | {url: [] for url in pages}
    assert set(pages) <= set(walk(make_plan(scope=["one.example/cancer"]), site))


@pytest.mark.parametrize(
    "text", ["Full list (PDF)", "Download", "Strategy (PDF)", "Guide to our partners (PDF)"]
)
def test_a_document_on_the_page_of_partners_is_read(text):
    site = {HOME: [(u("who"), "Our partners")], u("who"): [(u("media/x.pdf"), text)]}
    assert u("media/x.pdf") in walk(make_plan(), site | {u("media/x.pdf"): []})


@pytest.mark.parametrize(
    ("page", "text"),
    [("Our partners", "Minutes of the board"), ("About us", "Strategy (PDF)"), ("Lung cancer", "Leaflet")],
)
def test_a_document_that_lists_no_partners_is_left(page, text):
    site = {HOME: [(u("who"), page)], u("who"): [(u("media/x.pdf"), text)]}
    assert u("media/x.pdf") not in walk(make_plan(), site | {u("media/x.pdf"): []})


def test_documents_are_limited():
    files = [(u(f"media/{n}.pdf"), "Our partners") for n in range(20)]
    asked = walk(make_plan(), {HOME: files} | {url: [] for url, _ in files})
    assert len(asked) == 1 + Limits().documents
