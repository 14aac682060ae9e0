"""How a report of 2,000 questions feels: size, first paint and filtering, measured in Chromium.

Run: python -m benchmarks.report_size
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteResult
from tests.output.factories import site, unresolved
from tests.review.made import folder

QUESTIONS = 2_000
SEARCHES = ("infirmary 0007", "infirmary", "leeds", "", "no such words", "n69", "")

PAINTED = (
    "() => performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint')?.startTime"
)
# From the input event until the next frame has been laid out and painted.
FILTERED = """text => new Promise(done => {
  const field = document.getElementById('find');
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const script = performance.now() - start;
  document.body.offsetHeight;
  const layout = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([script, layout, performance.now() - start])));
})"""


def main() -> None:
    """Print the figures."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        made = folder(Path(name) / "data")
        made.run(*_sites())
        report = made.path / "review.html"
        print(f"{QUESTIONS} questions, {report.stat().st_size / 1e6:.2f} MB")
        browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox"])
        _measure(browser.new_page(), report)
        browser.close()


def _sites() -> list[SiteResult]:
    """The questions, shared among all alliances; more from one would be a flood, of which few are shown."""
    share = QUESTIONS // len(all_alliances())
    return [
        site(
            code,
            *(
                unresolved(
                    f"{code} infirmary {number:04}",
                    "RR8",
                    "RXF",
                    snippet=f"Our partners are {code} infirmary {number:04}, and many more who work with us",
                )
                for number in range(share)
            ),
        )
        for code in (alliance.code for alliance in all_alliances())
    ]


def _measure(page: Page, report: Path) -> None:
    paints = []
    for _ in range(5):
        page.goto(report.as_uri())
        page.wait_for_timeout(300)
        paints.append(page.evaluate(PAINTED))
    print(f"first paint: median {statistics.median(paints):.0f} ms, worst {max(paints):.0f} ms")
    for text in SEARCHES:
        script, layout, frame = page.evaluate(FILTERED, text)
        print(f"filter “{text}”: script {script:.0f} ms, with layout {layout:.0f} ms, painted {frame:.0f} ms")


if __name__ == "__main__":
    main()
