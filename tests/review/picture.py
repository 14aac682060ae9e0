"""Draws docs/images/report.png: the report of a made-up run over the real register.

Run: python -m tests.review.picture
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from alliance_spiders.alliances import all_alliances, find_alliance
from alliance_spiders.items import SiteState
from matching.matcher import Matcher
from matching.register import Register
from output.curated import published_mapping
from tests.output.factories import Folder, matched, sighting, site

TARGET = Path(__file__).parents[2] / "docs/images/report.png"
ODD = {
    find_alliance("swag").code: (
        "Bath Hospitals Trust",
        "Working together: {name}, and our partners in the community",
    ),
    find_alliance("cheshire_and_merseyside").code: (
        "Liverpool Hospitals NHS Foundation Trust",
        "Our partners include {name} and Alder Hey",
    ),
}
BLOCKED = find_alliance("peninsula").code


def main() -> None:
    """Run, open, and take the picture."""
    register = Register.load()
    matcher = Matcher(register)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        made = Folder(Path(name) / "data", register, published_mapping())
        made.run(*(_site(alliance.code, register, matcher) for alliance in all_alliances()), only=frozenset())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        page = browser.new_page(
            viewport={"width": 1200, "height": 1440}, color_scheme="light", device_scale_factor=0.75
        )
        page.goto((made.path / "review.html").as_uri())
        page.screenshot(path=TARGET)
        browser.close()


def _site(code: str, register: Register, matcher: Matcher):
    codes = [row.ods_code for row in published_mapping() if row.cancer_alliance_code == code]
    members = [matched(register, c) for c in codes if c in register.trusts and register.trusts[c].is_open]
    if code in ODD:
        name, snippet = ODD[code]
        members.append(sighting(name, matcher.match(name, code), snippet=snippet.format(name=name)))
    blocked = code == BLOCKED
    state = SiteState.BLOCKED if blocked else SiteState.HEALTHY
    detail = "A login stands before the list." if blocked else "The list was found where it was."
    home = next(alliance.home for alliance in all_alliances() if alliance.code == code)
    placed = tuple(
        replace(one, place=replace(one.place, page_url=f"{home.rstrip('/')}/partners")) for one in members
    )
    return site(code, *placed, state=state, detail=detail)


if __name__ == "__main__":
    main()
