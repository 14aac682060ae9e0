"""Runs one crawl in a process of its own, because Scrapy's event loop cannot be started twice.

Called as ``python -m tests.crawling.worker JSON``; prints what was crawled as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from alliance_spiders.alliances import Alliance, all_alliances
from alliance_spiders.crawling.archive import Recording
from alliance_spiders.crawling.options import CrawlOptions
from alliance_spiders.crawling.runner import crawl
from alliance_spiders.items import SiteCrawl


def main(job: dict) -> dict:
    sites: list[SiteCrawl] = []
    counts: list[tuple[str, int]] = []

    async def on_site(site: SiteCrawl) -> None:
        if job.get("fail_on") == site.alliance_code:
            raise LookupError(site.alliance_code)
        sites.append(site)

    with ExitStack() as stack:
        replay = None
        if job.get("replay"):
            replay = stack.enter_context(Recording.open([Path(path) for path in job["replay"]]))
        options = CrawlOptions(
            archive_dir=Path(job["archive"]) if job.get("archive") else None,
            replay=replay,
            contact=job.get("contact", ""),
            seconds=job.get("seconds", 60),
            delay=0.0,
            test_server=job.get("server", ""),
            allow_private=job.get("allow_private", False),
        )
        only = [a for a in all_alliances() if not job.get("only") or a.slug in job["only"]]
        if "home" in job:
            host = urlsplit(job["home"]).hostname or ""
            only = [Alliance("N00", "plain", "Plain Cancer Alliance", (), "", job["home"], (host,), ())]
        report = crawl(only, options, on_site, lambda code, count: counts.append((code, count)))
    return {
        "sites": {site.alliance_code: as_dict(site) for site in sites},
        "counts": counts,
        "archive": str(report.archive or ""),
        "records": report.records,
        "date": report.date.isoformat(),
        "stopped": report.stopped,
        "unfinished": report.unfinished,
        "warnings": report.warnings,
    }


def as_dict(site: SiteCrawl) -> dict:
    return {
        "pages": [
            {
                "url": page.url,
                "requested_url": page.requested_url,
                "text": page.body.decode("utf-8", "replace"),
                "record_id": page.record_id,
                "fetched_at": page.fetched_at.isoformat(),
                "depth": page.depth,
                "link_text": page.link_text,
                "truncated": page.truncated,
            }
            for page in site.pages
        ],
        "failures": [[f.url, f.kind.value, f.detail, f.status] for f in site.failures],
    }


def run_into(job: dict, folder: str) -> None:
    """Do a job and leave what it printed in the files ``out`` and ``err`` of a folder."""
    with Path(folder, "err").open("w") as err:
        os.dup2(err.fileno(), 2)
        warnings.filterwarnings("error", category=DeprecationWarning, module="alliance_spiders")
        Path(folder, "out").write_text(json.dumps(main(job)))
        sys.stderr.flush()


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
