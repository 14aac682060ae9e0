"""A recording that can be asked for pages: the index of one or more WARC files, with bodies kept on disk."""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

from warcio.statusandheaders import StatusAndHeaders

from alliance_spiders.crawling.answers import Answer, read_answer
from alliance_spiders.crawling.entries import Entry, best_likeness, digest_of, newest, parse_date
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.framing import MAX_BLOCK, Framed, read_records
from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.crawling.unanswered import read as read_failure
from alliance_spiders.crawling.urls import normalise, page_key
from alliance_spiders.items import FailureKind

_KEPT = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class Original:
    """An answer that a site may be asked to confirm, with its record as it stands in the file.

    ``url`` and ``date`` are written as in the record.
    """

    answer: Answer
    record_id: str
    url: str
    date: str
    payload_digest: str
    record: bytes


class Recording:
    """Recorded answers by address and by record id.

    Bodies lie in a temporary file, so memory grows with the number of records, not with their size.
    """

    def __init__(self) -> None:
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._entries: dict[str, Entry] = {}
        self._exact: dict[str, list[Entry]] = defaultdict(list)
        self._loose: dict[str, list[Entry]] = defaultdict(list)
        self._failed: dict[str, tuple[Entry, Refused]] = {}
        self._unfinished: dict[str, tuple[str, Refused]] = {}
        self._by_payload: dict[str, Entry] = {}
        self._not_asked_by_get: set[str] = set()
        self._digests: dict[str, str] = {}

    @classmethod
    def open(cls, paths: Path | Iterable[Path]) -> Self:
        """Read and index WARC files.

        Raises:
            RecordingError: a file is missing, unreadable, empty, no WARC, damaged or cut off, or the files
                hold no answer of a site.
        """
        files = [paths] if isinstance(paths, Path) else list(paths)
        try:
            recording = cls()
        except OSError as error:  # of a full disk, too: no folder takes a temporary file
            raise _not_unpacked(error) from None
        try:
            recording._load(files)
        except OSError as error:
            recording.close()
            raise _not_unpacked(error) from None
        except BaseException:
            recording.close()
            raise
        recording._index()
        return recording

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._entries)

    def close(self) -> None:
        """Give the temporary file back; nothing can be read afterwards."""
        with suppress(OSError):  # on a full disk, what is still to be written cannot be; nobody needs it
            self._spool.close()

    @property
    def date(self) -> datetime:
        """The date of the newest record, UTC."""
        return max(entry.date for entry in self._entries.values())

    @property
    def digest(self) -> str:
        """SHA-256 over ids and contents of the records, whatever their order or compression."""
        return digest_of(self._digests)

    def digest_of(self, record_ids: Iterable[str]) -> str:
        """SHA-256 over ids and contents of some records."""
        return digest_of({record_id: self._digests[record_id] for record_id in record_ids})

    def addresses(self) -> tuple[str, ...]:
        """Every address that was answered, in one spelling, in the order of the records."""
        return tuple(self._exact)

    def lookup(self, url: str) -> Answer | None:
        """The newest answer to an address; nothing if none was recorded.

        An address is first taken as it is, then with any scheme, with or without ``www.`` and last slash.

        Raises:
            Refused: the answer is too large or cannot be read.
        """
        entry = self._find(url)
        return self._answer(entry) if entry else None

    def failure(self, url: str) -> tuple[str, Refused] | None:
        """Why exactly this address gave no answer, with the record that says so; nothing if it gave one
        after that, or if no record says."""
        failed, refused = self._failed.get(normalise(url), (None, None))
        answered = self._exact.get(normalise(url), ())
        if failed is None or refused is None or any(newest(entry) > newest(failed) for entry in answered):
            return None
        return failed.record_id, refused

    def unfinished(self, home: str) -> tuple[str, Refused] | None:
        """Why the crawl of a site ended early, by its home page, with the record that says so."""
        return self._unfinished.get(normalise(home))

    def get(self, record_id: str) -> Answer:
        """The answer that a record holds.

        Raises:
            KeyError: there is no such record.
            Refused: the answer is too large or cannot be read.
        """
        return self._answer(self._entries[record_id])

    def holds(self, record_id: str) -> bool:
        """Whether there is such a record."""
        return record_id in self._entries

    def raw(self, record_id: str) -> bytes:
        """A record as it stands in the file, header and block, without the blank lines after it."""
        entry = self._entries[record_id]
        return self._read(entry.start, entry.header_length + entry.length)

    def needed_by(self, record_id: str) -> tuple[str, ...]:
        """The ids of the records that an answer is made of: itself, and the original of a revisit."""
        entry = self._entries[record_id]
        original = self._original(entry)
        return (record_id,) if original is None else (record_id, original.record_id)

    def original(self, url: str) -> Original | None:
        """The whole page that was last had at exactly this address; nothing if its newest answer was none.

        Raises:
            Refused: the answer is too large or cannot be read.
        """
        entry = max(self._exact.get(normalise(url), ()), key=newest, default=None)
        source = self._original(entry) or entry if entry else None
        if entry is None or source is None or source.rec_type != "response" or source.status != 200:
            return None
        answer = self._answer(entry)
        if answer.truncated:
            return None
        return Original(
            answer=answer,
            record_id=source.record_id,
            url=source.url,
            date=source.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            payload_digest=source.payload_digest,
            record=self.raw(source.record_id),
        )

    def _load(self, files: list[Path]) -> None:
        for path in files:
            for record in read_records(path):
                self._add(record)
        if not self._entries:
            names = ", ".join(f"“{path}”" for path in files)
            raise RecordingError(f"There is no answer of a website in the recording {names}.")

    def _add(self, record: Framed) -> None:
        rec_type = record.headers.get_header("WARC-Type") or ""
        if rec_type == "request":
            self._note_method(record)
        if rec_type not in _KEPT and not (rec_type == "metadata" and read_failure(record.block)):
            return
        url = (record.headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
        date = parse_date(record.headers.get_header("WARC-Date") or "")
        if date is None or not normalise(url):
            return
        sha1 = hashlib.sha1(record.block, usedforsecurity=False).hexdigest()
        record_id = self._identify(record.headers, sha1, url)
        if record_id not in self._entries:
            self._digests[record_id] = sha1
            self._entries[record_id] = self._spooled(record, record_id, date)

    def _note_method(self, record: Framed) -> None:
        # Browsers also record answers to POST, HEAD and OPTIONS, which are not the page at that address.
        if not record.block.startswith(b"GET "):
            for name in ("WARC-Concurrent-To", "WARC-Record-ID"):
                self._not_asked_by_get.add((record.headers.get_header(name) or "").strip())

    def _identify(self, headers: StatusAndHeaders, sha1: str, url: str) -> str:
        record_id = (headers.get_header("WARC-Record-ID") or "").strip()
        if not record_id or self._digests.get(record_id, sha1) != sha1:
            # No id, or one that another record has already: an id made from the content stays the same.
            seed = f"{url} {headers.get_header('WARC-Date')} {sha1}".encode()
            record_id = f"<urn:sha1:{hashlib.sha1(seed, usedforsecurity=False).hexdigest()}>"
            headers.replace_header("WARC-Record-ID", record_id)
        return record_id

    def _spooled(self, record: Framed, record_id: str, date: datetime) -> Entry:
        start = self._spool.tell()
        self._spool.write(record.headers.to_bytes(encoding="utf-8"))
        self._spool.write(record.block)
        return Entry.of(record, record_id, date, len(self._entries), start)

    def _index(self) -> None:
        answers = [entry for entry in self._entries.values() if entry.rec_type in _KEPT]
        self._index_failures()
        for entry in answers:
            if entry.rec_type != "revisit" and entry.payload_digest:
                self._by_payload.setdefault(entry.payload_digest, entry)
        # Revisits last: each is looked up by what it repeats.
        for entry in sorted(answers, key=lambda entry: entry.rec_type == "revisit"):
            if self._answers_get(entry):
                self._exact[normalise(entry.url)].append(entry)
                self._loose[page_key(entry.url)].append(entry)

    def _index_failures(self) -> None:
        for entry in sorted(self._entries.values(), key=newest):
            if entry.rec_type in _KEPT:
                continue
            refused = read_failure(self._read(entry.start + entry.header_length, entry.length))
            if refused and refused.kind is FailureKind.UNFINISHED:
                self._unfinished[normalise(entry.url)] = entry.record_id, refused
            elif refused:
                self._failed[normalise(entry.url)] = entry, refused

    def _answers_get(self, entry: Entry) -> bool:
        if ({entry.record_id, entry.concurrent_to} - {""}) & self._not_asked_by_get:
            return False
        if entry.rec_type == "revisit":
            return self._original(entry) is not None
        return entry.status != 304

    def _find(self, url: str) -> Entry | None:
        if exact := self._exact.get(normalise(url)):
            return max(exact, key=newest)
        others = [entry for entry in self._loose.get(page_key(url), ()) if not self._leads_back(entry)]
        return max(others, key=best_likeness, default=None)

    def _leads_back(self, entry: Entry) -> bool:
        """Whether it only redirects to another spelling of its own address."""
        if not 300 <= entry.status < 400:
            return False
        location = self._answer(entry).header("Location")
        return page_key(urljoin(entry.url, location)) == page_key(entry.url)

    def _original(self, entry: Entry) -> Entry | None:
        if entry.rec_type != "revisit":
            return None
        named = self._entries.get(entry.refers_to)
        if named is not None and named.rec_type != "revisit":
            return named
        if alike := self._by_payload.get(entry.payload_digest):
            return alike
        candidates = self._exact.get(normalise(entry.refers_to_url), ()) if entry.refers_to_url else ()
        return max((c for c in candidates if c.rec_type != "revisit"), key=newest, default=None)

    def _answer(self, entry: Entry) -> Answer:
        source = self._original(entry) or entry
        if entry.cut or source.cut:
            raise Refused(FailureKind.TOO_LARGE, f"The page is larger than {MAX_BLOCK >> 20} MB.")
        block = self._read(source.start + source.header_length, source.length)
        answer = read_answer(block, self._header(source), source.rec_type)
        return replace(answer, url=entry.url, fetched_at=entry.date, record_id=entry.record_id)

    def _header(self, entry: Entry) -> bytes:
        return self._read(entry.start, entry.header_length)

    def _read(self, start: int, length: int) -> bytes:
        position = self._spool.tell()
        self._spool.seek(start)
        data = self._spool.read(length)
        self._spool.seek(position)
        return data


def _not_unpacked(error: OSError) -> RecordingError:
    return RecordingError(f"The recording cannot be unpacked: {error.strerror or error}. Is the disk full?")
