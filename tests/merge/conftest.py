"""Servers of this machine, lent by the tests of the crawl."""

from __future__ import annotations

from tests.crawling.conftest import web
from tests.internet.conftest import net

__all__ = ["net", "web"]
