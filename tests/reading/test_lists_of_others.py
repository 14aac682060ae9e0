"""Lists that are nobody's partners, or that a page holds and does not show."""

from __future__ import annotations

import pytest

from alliance_spiders.alliances import find_alliance
from alliance_spiders.health import Expectation, judge
from alliance_spiders.items import SiteCrawl, SiteState
from alliance_spiders.reading.words import Lean, lean
from tests.reading.helpers import codes, html, matcher, page, read
from tests.reading.swag_pages import ul

OWN = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
FOUND = {"RTE", "RH5", "RNZ"}
FAR = (
    "East Kent Hospitals University NHS Foundation Trust",
    "Wirral University Teaching Hospital NHS Foundation Trust",
    "Medway NHS Foundation Trust",
)
ALL = tuple(t.name for t in matcher().register.trusts.values() if t.is_open)
OLD = f"<h2>Our partners</h2>{ul(*FAR)}"


def test_the_trusts_of_the_whole_country_are_no_partners() -> None:
    found = read(page(html(f"<h1>NHS trusts</h1>{ul(*ALL)}", "NHS trusts"), "/nhs-trusts"))
    assert found.sightings == ()
    assert found.mentions["national"] >= len(ALL) - 5


def test_a_site_with_nothing_else_is_not_recognised() -> None:
    shown = page(html(f"<h1>NHS trusts</h1>{ul(*ALL)}", "NHS trusts"), "/nhs-trusts")
    swag = find_alliance("swag")
    expected = Expectation(area=matcher().area(swag.code))
    assert (
        judge(SiteCrawl(swag.code, (shown,)), read(shown), swag, expected).state is SiteState.NOT_RECOGNISED
    )


def test_the_own_list_beside_that_of_the_country_is_kept() -> None:
    both = f"<h2>Our partner trusts</h2>{ul(*OWN)}<h2>NHS trusts in England</h2>{ul(*ALL)}"
    assert codes(read(page(html(both, "Partners"), "/partners"))) == FOUND


@pytest.mark.parametrize("how", ["style='display:none'", "hidden", "style='display: none'"])
def test_a_hidden_copy_with_its_own_heading_is_not_read(how: str) -> None:
    shown = f"<h1>Our partners</h1>{ul(*OWN)}<div {how}>{OLD}</div>"
    assert codes(read(page(html(shown, "Our partners"), "/our-partners"))) == FOUND


def test_the_hidden_rest_of_a_list_is_read() -> None:
    shown = f"<h2>Our partners</h2>{ul(*OWN[:2])}<div style='display:none'>{ul(*OWN[2:])}</div>"
    assert codes(read(page(html(shown, "Our partners"), "/our-partners"))) == FOUND


def test_a_list_that_is_all_hidden_is_read() -> None:
    shown = f"<div hidden><h2>Our partners</h2>{ul(*OWN)}</div>"
    assert codes(read(page(html(shown, "Our partners"), "/our-partners"))) == FOUND


@pytest.mark.parametrize(
    "head", ["Buddy", "Buddy trust", "Complex surgery at", "Specialist treatment provided by"]
)
def test_a_column_of_others_adds_no_partner(head: str) -> None:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(OWN, FAR, strict=True))
    shown = f"<h1>Our partners</h1><table><tr><th>Our trust</th><th>{head}</th></tr>{rows}</table>"
    assert codes(read(page(html(shown, "Our partners"), "/our-partners"))) == FOUND


@pytest.mark.parametrize("over", ["<p>Sister sites</p>", "<p>Sister hospitals</p>", "<p>Twinned trusts</p>"])
def test_a_text_between_two_lists_is_of_the_second(over: str) -> None:
    shown = f"<h2>Our partners</h2>{ul(*OWN)}{over}{ul(*FAR)}"
    assert codes(read(page(html(shown, "Our partners"), "/our-partners"))) == FOUND


@pytest.mark.parametrize("over", ["Thank you", "Thank you to", "With thanks to", "Acknowledgements"])
def test_who_is_thanked_is_no_partner(over: str) -> None:
    entries = "".join(f"<h4>{name}</h4>" for name in (*OWN, over, FAR[0]))
    assert codes(read(f"<p><strong>Members of the alliance</strong></p>{entries}")) == FOUND


@pytest.mark.parametrize(
    "text", ["Trusts that provide complex surgery", "Our trusts buddy up", "Our partners"]
)
def test_such_words_alone_do_not_speak_against(text: str) -> None:
    assert lean(text).rule not in ("referral", "other_alliance", "links")


@pytest.mark.parametrize(
    "text", ["www.bartshealth.nhs.uk", "info@example.nhs.uk", "https://www.example.nhs.uk/"]
)
def test_an_address_is_no_name(text: str) -> None:
    assert [s.name for s in read(f"<h2>Our partners</h2>{ul(*OWN, text)}").sightings] == list(OWN)


def test_our_partners_still_introduce() -> None:
    assert lean("Our partners").lean is Lean.STRONG


def listed_with(entry: str) -> set[str]:
    return codes(read(page(html(f"<h1>Our partners</h1>{ul(*OWN, entry)}"), "/partners")))


@pytest.mark.parametrize(
    "said",
    [
        "is part of a neighbouring alliance.",
        "is now a member of another cancer alliance.",
        "belongs to a different alliance.",
        "are in the next alliance.",
    ],
)
def test_an_entry_that_says_it_belongs_elsewhere_is_none(said: str) -> None:
    assert listed_with(f"{FAR[0]} {said}") == FOUND


@pytest.mark.parametrize(
    "said", ["is also part of another cancer alliance.", "– some wards are outside our area"]
)
def test_an_entry_that_belongs_elsewhere_as_well_is_one(said: str) -> None:
    assert listed_with(f"Royal United Hospitals Bath NHS Foundation Trust {said}") == FOUND | {"RD1"}


@pytest.mark.parametrize(
    "address",
    ["Website: https://www.{}.nhs.uk/", "https://{}.org", "www.{}.nhs.uk", "{}.nhs.uk", "info@{}.nhs.uk"],
)
def test_the_address_of_a_trust_s_site_is_no_name(address: str) -> None:
    found = read(
        page(html(f"<h1>Our partners</h1>{ul(*OWN, address.format('medway-nhs-trust'))}"), "/partners")
    )
    assert len(found.sightings) == len(OWN)


def test_where_a_service_is_given_is_no_entry() -> None:
    rows = "".join(
        f"<tr><th>{own}</th><td>✓</td><td>At {far}</td></tr>" for own, far in zip(OWN, FAR, strict=True)
    )
    table = f"<table><tr><th></th><th>Lung</th><th>Sarcoma</th></tr>{rows}</table>"
    assert (
        codes(read(page(html(f"<h1>Cancer services at our partner trusts</h1>{table}"), "/services")))
        == FOUND
    )


@pytest.mark.parametrize("address", ["www.ruh.nhs.uk", "https://www.ruh.nhs.uk/", "info@ruh.nhs.uk"])
def test_a_name_with_an_address_behind_a_colon_is_one(address: str) -> None:
    assert listed_with(f"Royal United Hospitals Bath: {address}") == FOUND | {"RD1"}
