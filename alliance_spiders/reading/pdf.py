"""The lines of a PDF."""

from __future__ import annotations

import io
import logging

MAX_PAGES = 30
MAX_LINES = 4_000
MAX_BYTES = 12_000_000


def pdf_lines(body: bytes) -> list[tuple[str, str]]:
    """``(locator, text)`` of every line, at most ``MAX_PAGES`` pages; nothing when it cannot be read."""
    from pypdf import PdfReader  # late: most sites have no PDF that is read
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the document
    lines: list[tuple[str, str]] = []
    if len(body) > MAX_BYTES:
        return lines
    try:
        pages = PdfReader(io.BytesIO(body)).pages
        for number in range(min(len(pages), MAX_PAGES)):
            text = pages[number].extract_text() or ""
            for position, line in enumerate(text.splitlines(), start=1):
                if line.strip():
                    lines.append((f"/page[{number + 1}]/line[{position}]", " ".join(line.split())))
            if len(lines) > MAX_LINES:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return lines[:MAX_LINES]  # pypdf raises any of these on damaged files
    return lines[:MAX_LINES]
