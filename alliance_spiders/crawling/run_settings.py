"""Scrapy's settings for one run: the project's, what the options change, and no part that has nothing to do.

Scrapy imports and asks every part of its own that stands in its settings, also those that are switched
off. With hundreds of answers from a recording that costs more than the crawl itself.
"""

from __future__ import annotations

from typing import Any

from scrapy.settings import Settings

from alliance_spiders.crawling.options import CrawlOptions, user_agent

# Without statistics, exports, consoles and checks of memory: nobody looks at them.
_EXTENSIONS = {
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
# Without checks of status, depth and length of addresses: the spiders' plan sees to these itself.
_SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
}
# A recording needs no headers, logins, proxies or cookies.
_REPLAY_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
}
_REPLAY_OWN = ("ScopeMiddleware", "RobotsMiddleware", "DecodingMiddleware", "UnansweredMiddleware")


def settings_for(options: CrawlOptions) -> Settings:
    """The project's Scrapy settings, with what the options change."""
    settings = Settings()
    settings.setmodule("alliance_spiders.settings", priority="project")
    changed: dict[str, Any] = {
        "LOG_ENABLED": False,
        "USER_AGENT": user_agent(options.contact),
        "CLOSESPIDER_TIMEOUT": options.seconds,
        "DOWNLOAD_DELAY": options.delay,
        "AUTOTHROTTLE_START_DELAY": options.delay,
        "HTTPCACHE_ENABLED": True,
        "EXTENSIONS_BASE": _EXTENSIONS,
        "SPIDER_MIDDLEWARES_BASE": _SPIDER_MIDDLEWARES,
    }
    if options.replay is not None:
        # No network: what the recording does not answer is not asked for, and nothing could ask for it.
        changed |= {
            "HTTPCACHE_IGNORE_MISSING": True,
            "DOWNLOAD_HANDLERS_BASE": {},
            "RETRY_ENABLED": False,
            "CLOSESPIDER_TIMEOUT": 0,  # what a replay gives must not depend on how fast the machine is
            "EXTENSIONS_BASE": {},
            "DOWNLOADER_MIDDLEWARES_BASE": _REPLAY_MIDDLEWARES,
            "DOWNLOADER_MIDDLEWARES": _for_replay(settings.getdict("DOWNLOADER_MIDDLEWARES")),
        }
    elif options.test_server:
        handler = "alliance_spiders.crawling.loopback.TestServerHandler"
        changed |= {
            "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
            "ALLIANCES_TEST_SERVER": options.test_server,
            "HTTPPROXY_ENABLED": False,
        }
    if options.allow_private or options.test_server:
        changed["TWISTED_DNS_RESOLVER"] = "scrapy.resolver.CachingThreadedResolver"
    settings.setdict(changed, priority="cmdline")
    return settings


def _for_replay(middlewares: dict[str, int | None]) -> dict[str, int | None]:
    """Of the project's own middlewares those that have something to do without a network."""
    return {path: order for path, order in middlewares.items() if path.endswith(_REPLAY_OWN)}
