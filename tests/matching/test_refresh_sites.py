"""The hospitals of a register fetched from a stand-in for ODS."""

import pytest

from matching.model import Kind
from matching.register import Register
from matching.site_names import site_key
from tests.matching.ods_reports import BASE, ORD, OWNER, etr, ets, moved, ord_record, parent, succ


def hospital(found, name):
    return next((site.trusts for site in found.register.sites if site.name == name), ())


ONE = next(  # a hospital with one code and one trust, and no row kept by hand
    site
    for site in BASE.sites
    if len(site.codes) == 1
    and site.trusts == (site.codes[0][:3],)
    and site.postcodes
    and not any(site_key(alias.name) == site_key(site.name) for alias in BASE.aliases)
)
CODE, HOME = ONE.codes[0], ONE.trusts[0]
AWAY = "RAE" if HOME != "RAE" else "RCF"


def test_the_same_sites_change_nothing(ods):
    assert ods().register.sites == BASE.sites


def test_the_parent_is_found_wherever_its_column_stands(ods):
    swapped = moved(ets(), lambda r: [*r[:14], "", r[14], *r[16:]])
    assert ods(ets=swapped).register.sites == BASE.sites


def test_a_hospital_follows_its_new_parent(ods):
    found = ods(ets=ets(**{CODE: {14: AWAY}}))
    assert hospital(found, ONE.name) == (AWAY,)
    assert found.lines()[-1] == "Hospitals: 0 new, 0 gone, 1 with another trust."


@pytest.fixture
def visited():
    """A hospital with the code of a trust that does not run it, and that trust."""
    kept = {site_key(alias.name) for alias in BASE.aliases}
    sites = [site for site in BASE.sites if len(site.codes) == 1 and site_key(site.name) not in kept]
    lists = [(site, BASE.current(site.codes[0][:3])) for site in sites]
    return next((site, codes) for site, codes in lists if codes and not set(site.trusts) & set(codes))


def test_a_visitor_that_lists_a_hospital_does_not_get_it(ods, visited):
    site, _ = visited
    assert hospital(ods(), site.name) == site.trusts


def test_a_hospital_that_joined_its_parent_since_follows_it(ods, visited):
    site, visitor = visited
    assert hospital(ods(ets=ets(**{site.codes[0]: {15: "20261001"}})), site.name) == visitor


def test_a_closed_hospital_goes(ods):
    found = ods(ets=ets(**{CODE: {11: "20260930"}}))
    assert hospital(found, ONE.name) == ()
    assert found.lines()[-1] == "Hospitals: 0 new, 1 gone, 0 with another trust."


def test_a_hospital_that_closes_later_is_still_there(ods):
    assert hospital(ods(ets=ets(**{CODE: {11: "20261231"}})), ONE.name) == (HOME,)


def test_a_hospital_closed_under_one_trust_and_opened_under_another_moves(ods):
    new = {1: ONE.name, 9: ONE.postcodes[0], 14: AWAY}
    found = ods(ets=ets(**{CODE: {11: "20260930"}, f"{AWAY}9X": new}))
    assert AWAY in hospital(found, ONE.name)


def test_a_hospital_the_report_lacks_stays(ods):
    assert hospital(ods(ets=ets(leave_out=(CODE,))), ONE.name) == (HOME,)


def test_a_site_that_ended_with_its_trust_lives_on_with_the_successor(ods):
    sites = {code: {11: "20260930"} for code in OWNER if parent(code) == "RAE"}
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        succ=succ(("RAE", "RCF")),
        ets=ets(**sites),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30")},
    )
    kept = {site_key(alias.name) for alias in BASE.aliases}
    names = [s.name for s in BASE.sites if s.trusts == ("RAE",) and s.codes and site_key(s.name) not in kept]
    assert names and [hospital(found, name) for name in names] == [("RCF",)] * len(names)


@pytest.mark.parametrize(
    ("name", "postcode", "lists", "runs"),
    [
        ("ZEDHAM COMMUNITY HOSPITAL", "BD9 6RJ", "RAE", [("RAE",)]),
        ("ZEDHAM COMMUNITY HOSPITAL", "BT12 6BA", "RAE", []),  # not in England
        ("ZEDHAM HOUSE", "BD9 6RJ", "RAE", []),  # no hospital
        ("ZEDHAM HOSPITAL OUTREACH CLINIC", "BD9 6RJ", "RAE", []),  # part of one
        ("SPIRE ZEDHAM HOSPITAL", "BD9 6RJ", "RAE", []),  # private
        ("ZEDHAM COMMUNITY HOSPITAL", "PL6 8BX", "RW1", []),  # a visitor from far away
    ],
)
def test_a_new_site_is_judged_as_in_the_build(ods, name, postcode, lists, runs):
    found = ods(ets=ets(Z9Z1A={1: name, 9: postcode, 14: lists}))
    assert [site.trusts for site in found.register.sites if "Zedham" in site.name] == runs


def test_a_new_hospital_of_a_known_name_makes_the_name_that_of_both(ods):
    home = BASE.trusts[AWAY].postcode
    found = ods(ets=ets(Z9Z1A={1: ONE.name.upper(), 9: home, 14: AWAY}))
    assert hospital(found, ONE.name) == tuple(sorted((HOME, AWAY)))


def test_a_row_kept_by_hand_stays_in_force(ods):
    kept = {(site_key(alias.name), alias.code) for alias in BASE.aliases if alias.kind is Kind.SITE}
    site = next(
        s for s in BASE.sites if len(s.trusts) == 1 and s.codes and (site_key(s.name), s.trusts[0]) in kept
    )
    other = "RAE" if site.trusts != ("RAE",) else "RCF"
    for change in ({14: other}, {11: "20260930"}):
        found = ods(ets=ets(**dict.fromkeys(site.codes, change)))
        assert site.trusts[0] in hospital(found, site.name)
        assert found.register.aliases == BASE.aliases


def test_the_hospitals_of_a_trust_that_closes_stay_with_its_successor(ods):
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        succ=succ(("RAE", "RCF")),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30")},
    )
    assert hospital(found, "Shipley Hospital") == ("RCF",)
    kept = {alias.name for alias in BASE.aliases if alias.code == "RAE" and alias.kind is Kind.SITE}
    assert kept and kept <= {alias.name for alias in found.register.aliases if alias.code == "RCF"}


def test_a_refreshed_register_refreshes_to_itself(ods, tmp_path):
    found = ods(ets=ets(**{CODE: {14: AWAY}}))
    assert Register.load(tmp_path / "register.json") == found.register
