"""One answer of ODS: never faster than the service allows, and again where asking again may help."""

from __future__ import annotations

import math
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead, InvalidURL
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from matching.errors import UserError

API_KEY = "ODS_API_KEY"  # environment variable with the key of the FHIR service
LARGEST = 50_000_000  # bytes of one answer


class OdsError(UserError):
    """ODS did not give what was asked for; nothing may be concluded from it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often is asked again, and how long is waited; all but ``attempts`` are seconds.

    ``first`` is the wait before the second attempt, doubled before each further one. What ODS asks to wait
    is waited up to ``longest``; where it asks for longer, nothing is asked again. No wait begins that would
    carry failed attempts and waits, of all answers together, beyond ``total``.
    """

    attempts: int = 4
    first: float = 2.0
    longest: float = 60.0
    total: float = 300.0

    def wait(self, error: Exception, attempt: int, spent: float) -> float | None:
        """How long to wait after an attempt, the first being 1; None where asking again is no use."""
        asked = _retry_after(error)
        wait = max(self.first * 2 ** (attempt - 1), asked)
        too_long = asked > self.longest or spent + wait > self.total
        return None if attempt >= self.attempts or too_long or not _may_pass(error) else wait


@dataclass
class Fetcher:
    """Fetches from ODS; ``pause`` and ``timeout`` are seconds, ``sleep`` takes seconds."""

    pause: float
    timeout: float
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep
    _last: float = -math.inf
    _spent: float = 0.0

    def get(self, url: str, what: str, headers: Mapping[str, str]) -> bytes:
        """The body of the answer; ``what`` names it in messages.

        Raises:
            OdsError: no answer, an error, half an answer, or one that is too large.
        """
        if urlsplit(url).scheme not in ("http", "https"):
            raise OdsError(f"The address {url[:80]} is no web address. Give one that starts with https://.")
        attempt = 1
        while True:
            began = time.monotonic()
            try:
                return self._once(url, what, headers)
            except (URLError, HTTPException, OSError, ValueError) as error:
                self._spent += time.monotonic() - began
                wait = self.patience.wait(error, attempt, self._spent)
                if wait is None:
                    raise OdsError(_said(error, what, attempt)) from error
            self._spent += wait
            self.sleep(wait)
            attempt += 1

    def _once(self, url: str, what: str, headers: Mapping[str, str]) -> bytes:
        time.sleep(max(0.0, self._last + self.pause - time.monotonic()))
        request = Request(url)  # a new one each time: urllib notes the proxy in it
        for header, value in headers.items():
            request.add_unredirected_header(header, value)  # a redirect must not carry the key elsewhere
        try:
            with urlopen(request, timeout=self.timeout) as answer:
                return _whole(answer, what)
        finally:
            self._last = time.monotonic()


def _whole(answer: HTTPResponse, what: str) -> bytes:
    body = answer.read(LARGEST + 1)
    promised = answer.headers.get("Content-Length", "")
    if len(body) > LARGEST:
        raise OdsError(f"ODS sent more than {LARGEST // 1_000_000} MB for the {what}. Nothing was changed.")
    if promised.isdigit() and len(body) < int(promised):
        raise IncompleteRead(body, int(promised) - len(body))
    return body


def _may_pass(error: Exception) -> bool:
    """Whether another attempt may fare better: the server is busy or at fault, or the connection broke."""
    if isinstance(error, HTTPError):
        return error.code == 429 or error.code >= 500
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror):
        return cause.errno == socket.EAI_AGAIN
    return isinstance(cause, OSError | HTTPException) and not isinstance(
        cause, ssl.SSLCertVerificationError | InvalidURL
    )


def _retry_after(error: Exception) -> float:
    """How many seconds the answer asks to wait; 0 where it does not say."""
    value = (error.headers.get("Retry-After") or "").strip() if isinstance(error, HTTPError) else ""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _said(error: Exception, what: str, attempts: int) -> str:
    """The failure in a sentence, and what to do."""
    asked = f", asked {attempts} times" if attempts > 1 else ""
    if isinstance(error, HTTPError):
        return _refusal(error, what, asked)
    if isinstance(error, IncompleteRead):
        return f"ODS sent only half of the {what}{asked}. Try again later."
    return f"ODS did not answer for the {what}{asked}: {_cause(error)}. Check the network, try later."


def _refusal(error: HTTPError, what: str, asked: str) -> str:
    if error.code == 429:
        minutes = math.ceil(_retry_after(error) / 60)
        when = f"in {minutes} minutes" if minutes > 1 else "in an hour"
        return f"ODS asks for fewer requests (status 429, {what}{asked}). Try again {when}."
    if error.code in (401, 403):
        return f"ODS refused the {what} (status {error.code}). Is the key in {API_KEY} right?"
    return f"ODS answered with status {error.code} for the {what}{asked}. Try again later."


def _cause(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return str(getattr(reason, "strerror", None) or reason or type(error).__name__)[:120]
