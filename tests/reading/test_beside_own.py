"""Lists of a project, a service or a course beside the alliance's own: they add no partner."""

from __future__ import annotations

import pytest

from alliance_spiders.reading.beside_own import OwnLists
from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import B, H, L, ul

OWN = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "University Hospitals Bristol and Weston NHS Foundation Trust",
)
FOUND = {"RTE", "RH5", "RNZ", "RA7"}
LIST = f"<p>The NHS trusts in the alliance are:</p>{ul(*OWN)}"
MIXED = ul(OWN[0], OWN[1], L, H)


@pytest.mark.parametrize(
    ("title", "over"),
    [
        ("Lung health checks", "<p>The partners in this project are:</p>"),
        ("Lung health checks", "<h2>Participating trusts</h2>"),
        ("Frailty", "<h2>Who is involved</h2>"),
        ("Prehabilitation", "<p>Our partners for this service are:</p>"),
        ("Rare cancers", "<p>Sarcoma is treated by our partner centres:</p>"),
        ("Academy", "<p>Founding members of the academy:</p>"),
        ("Toolkit", "<p>Developed in partnership with:</p>"),
        ("What we do", "<h2>Sarcoma</h2><p>Our sarcoma partners are:</p>"),
        ("About us", "<h2>Our AI project</h2><p>Partners in the project:</p>"),
        ("About us", "<h2>Improvement collaborative</h2><p>The collaborative’s members are:</p>"),
    ],
)
def test_another_page_adds_no_trust_from_elsewhere(title: str, over: str) -> None:
    own = page(html(LIST, "Our partners"), "/our-partners")
    other = page(html(f"<h1>{title}</h1>{over}{MIXED}", title), "/what-we-do/lung")
    assert codes(read(own, other)) == FOUND


def test_what_is_left_out_is_counted() -> None:
    own = page(html(LIST, "Our partners"), "/our-partners")
    other = page(html(f"<h1>Frailty</h1><h2>Partners involved</h2>{MIXED}", "Frailty"), "/what-we-do/frailty")
    assert read(own, other).mentions["elsewhere"] == 4


@pytest.mark.parametrize(
    "over", ["Partners in the North lung project", "Training partners", "Delivery partners"]
)
def test_neither_does_a_list_under_their_own(over: str) -> None:
    assert codes(read(page(html(f"{LIST}<h2>{over}</h2>{ul(L, H, B)}", "Our partners")))) == FOUND


@pytest.mark.parametrize(
    ("over", "entries"),
    [
        ("<h2>Also members of the alliance</h2>", (L, H)),  # it is said
        ("<h2>Partner trusts in the north</h2><p>These partner trusts:</p>", (L, H)),
        ("<h2>Specialist trusts</h2>", (L,)),  # an entry under a title of its own
        (
            "<h2>Partners in Bristol</h2>",
            ("Royal United Hospitals Bath NHS Foundation Trust", L),
        ),  # new ones, too
    ],
)
def test_a_partner_from_elsewhere_is_one_where_the_alliance_says_so(
    over: str, entries: tuple[str, ...]
) -> None:
    found = codes(read(page(html(f"<h1>Our partners</h1>{LIST}{over}{ul(*entries)}", "Our partners"))))
    assert found >= FOUND | {"RR8"}


def test_one_that_joined_in_the_list_itself_is_a_partner() -> None:
    assert codes(read(page(html(f"<h2>Our partners</h2>{ul(*OWN, L)}", "Our partners")))) == FOUND | {"RR8"}


def test_a_known_member_from_elsewhere_stays_one() -> None:
    own = page(html(LIST, "Our partners"), "/our-partners")
    other = page(
        html(f"<h1>Rare cancers</h1><h2>Partners involved</h2>{ul(OWN[0], L)}", "Rare cancers"), "/rare"
    )
    assert codes(read(own, other, members=("RR8",))) == FOUND | {"RR8"}


@pytest.mark.parametrize(
    "over",
    [
        "<p>The partners in this project are:</p>",
        "<h2>Project partners</h2>",
        "<h2>Training partners</h2>",
        "<p>Developed in partnership with:</p>",
        "<p>Members of the academy:</p>",
        "<h2>Who is involved in the pilot scheme</h2>",
        "<p>Partners for this service:</p>",
    ],
)
def test_the_partners_of_a_piece_of_work_are_none_though_they_are_near(over: str) -> None:
    own = page(html(LIST, "Our partners"), "/our-partners")
    near = ul(
        OWN[0], "Avon and Wiltshire Mental Health Partnership NHS Trust", "Great Western Hospitals NHS Trust"
    )
    other = page(html(f"<h1>Lung health</h1>{over}{near}", "Lung health"), "/what-we-do/lung")
    assert codes(read(own, other)) == FOUND


class _Counted:
    """A block that counts how often its trusts are asked for."""

    asked = 0

    def __init__(self, number: int) -> None:
        self.page, self.lead, self.finds = object(), f"List {number}", [_Find()]
        self._trusts = frozenset({"RTE", "RH5", "RNZ", "RA7"} if number % 2 else {"RTE", f"X{number}"})

    @property
    def trusts(self) -> frozenset[str]:
        _Counted.asked += 1
        return self._trusts


class _Find:
    class segment:
        tag = None


def test_however_many_lists_a_page_has_each_is_looked_at_a_few_times() -> None:
    blocks = [_Counted(number) for number in range(2_000)]
    own = OwnLists(blocks, frozenset({"RTE", "RH5", "RNZ", "RA7"}))  # type: ignore[arg-type]
    assert sum(own.are_beside(block) for block in blocks) == 1_000  # type: ignore[arg-type]
    assert _Counted.asked <= 2 * len(blocks)
