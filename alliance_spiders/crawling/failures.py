"""Turning what went wrong into a kind and a sentence for people."""

from __future__ import annotations

from html import unescape

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.web.client import ResponseFailed
from w3lib.html import remove_comments, remove_tags, remove_tags_with_content

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind
from alliance_spiders.obstacle_words import STOPPED, WALL

_MOST = 8_000  # bytes of an answer that is no page
_LITTLE = 1_200  # characters; what is longer is a page of the site's own

_BY_TYPE: tuple[tuple[type[BaseException], FailureKind, str], ...] = (
    (CannotResolveHostError, FailureKind.DNS, "The host name is not known."),
    (DownloadTimeoutError, FailureKind.TIMEOUT, "The site did not answer in time."),
    (TimeoutError, FailureKind.TIMEOUT, "The site did not answer in time."),
    (DownloadConnectionRefusedError, FailureKind.CONNECTION, "The site refuses connections."),
    (DownloadCancelledError, FailureKind.TOO_LARGE, "The page is larger than is fetched."),
    (ResponseDataLossError, FailureKind.CONNECTION, "The answer broke off."),
    (UnsupportedURLSchemeError, FailureKind.REDIRECT, "The address is no web address."),
)


def describe(error: BaseException) -> tuple[FailureKind, str]:
    """Kind and sentence of a failed request; no text of the page and no address is in it."""
    if isinstance(error, Refused):
        return error.kind, error.detail
    if _is_tls(error):
        return FailureKind.TLS, "No safe connection (TLS) could be made."
    for kind_of_error, kind, detail in _BY_TYPE:
        if isinstance(error, kind_of_error):
            return kind, detail
    if isinstance(error, IgnoreRequest):  # Scrapy's own, when an address redirects too often
        return FailureKind.REDIRECT, "The address redirects too often."
    if isinstance(error, (DownloadFailedError, ResponseFailed, OSError)):
        return FailureKind.CONNECTION, "The connection was cut."
    return FailureKind.CONNECTION, f"The request failed ({type(error).__name__})."


def describe_status(response: Response) -> tuple[FailureKind, str]:
    """Kind and sentence of an answer that is no page."""
    status = response.status
    if status in (404, 410):
        return FailureKind.NOT_FOUND, f"The page does not exist (status {status})."
    said = _said(response)
    if response.headers.get("cf-mitigated") or WALL.search(said):
        return FailureKind.FORBIDDEN, f"A wall against robots answers (status {status})."
    if STOPPED.search(said):
        return FailureKind.HTTP_ERROR, f"The site has been stopped (status {status})."
    if status in (401, 403, 407, 451):
        return FailureKind.FORBIDDEN, f"The site does not let this page be read (status {status})."
    if status in (429, 503) and response.headers.get("Retry-After"):
        return FailureKind.HTTP_ERROR, f"The site asks to come back later (status {status})."
    return FailureKind.HTTP_ERROR, f"The site answers with an error (status {status})."


def _said(response: Response) -> str:
    """The text of a short answer that is no page, in small letters; empty for a long one."""
    start = response.body[:_MOST].decode("utf-8", "replace")
    text = remove_tags(remove_tags_with_content(remove_comments(start), ("script", "style")))
    plain = " ".join(unescape(text).lower().split())
    return plain if len(plain) <= _LITTLE else ""


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, SSL.Error) or any(_wraps_tls(reason) for reason in getattr(seen, "reasons", ())):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _wraps_tls(reason: object) -> bool:
    return isinstance(getattr(reason, "value", reason), SSL.Error)
