"""Scrapy's settings for this project: a good guest at small sites.

``alliances run`` adds to them what its options say; ``scrapy crawl <slug>`` uses them as they are.
"""

import os

from alliance_spiders.crawling.decoding import MAX_SENT
from alliance_spiders.crawling.options import user_agent

BOT_NAME = "cancer-alliance-spiders"
SPIDER_MODULES = ["alliance_spiders.spiders"]
USER_AGENT = user_agent(os.environ.get("ALLIANCES_CONTACT", ""))
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Language": "en-GB,en",
}

CONCURRENT_REQUESTS = 40
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # Scrapy starts as many tasks for every answer; an answer here brings one or two
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of every callback again
DOWNLOAD_DELAY = 0.5  # seconds between two requests to one host, at least
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 10.0
DOWNLOAD_TIMEOUT = 20
DNS_TIMEOUT = 20
DOWNLOAD_MAXSIZE = MAX_SENT  # decoding has a limit of its own
DOWNLOAD_WARNSIZE = 0
CLOSESPIDER_TIMEOUT = 540
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504]
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # followed as a link, so that a page that refreshes itself is not lost
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "alliance_spiders.crawling.resolver.PublicResolver"

COMPRESSION_ENABLED = False  # undone by DecodingMiddleware
HTTPERROR_ALLOW_ALL = True  # the spiders turn errors into failures
HTTPCACHE_STORAGE = "alliance_spiders.crawling.storage.WarcStorage"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "alliance_spiders.crawling.middlewares.ScopeMiddleware": 50,
    "alliance_spiders.crawling.middlewares.RobotsMiddleware": 100,
    "alliance_spiders.crawling.rendering.RenderingMiddleware": 540,
    # Outside RetryMiddleware at 550, so that it sees only the last of several attempts.
    "alliance_spiders.crawling.middlewares.UnansweredMiddleware": 545,
    "alliance_spiders.crawling.middlewares.PatienceMiddleware": 560,  # before RetryMiddleware at 550
    "alliance_spiders.crawling.middlewares.DecodingMiddleware": 590,
    "alliance_spiders.crawling.middlewares.UnchangedMiddleware": 890,  # before HttpCacheMiddleware at 900
}

LOG_LEVEL = "WARNING"
FEED_EXPORT_FIELDS = [
    "url",
    "requested_url",
    "status",
    "content_type",
    "fetched_at",
    "depth",
    "kind",
    "detail",
]
