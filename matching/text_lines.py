"""The lines of a table that a person gives, read so that every byte survives; what is no text is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from matching.errors import UserError

LONGEST_LINE = 10_000_000  # characters
LONGEST_CELL = 1_000_000  # characters; a longer one means an unclosed quotation mark
_PIECE = 256 * 1024  # bytes that are read at a time
_HEAD = 4_096  # characters that tell whether it is text
_SIGNATURE = 4  # bytes, at most, of a mark or of what else a file is known by
_MARK = "\ufeff"
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_KNOWN = {
    b"PK\x03\x04": "a workbook or another packed file",
    b"\x1f\x8b": "a packed file (gzip)",
    b"%PDF": "a PDF",
}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8
_FEW_CONTROLS = 3
_SAVE = "Save it as “CSV UTF-8”."


class NoText(UserError):
    """The file is no text, or none whose lines can be told apart."""


def check_start(head: bytes, what: str) -> None:
    """Refuse what is known by its first bytes to be no text.

    Raises:
        NoText: it is.
    """
    for signature, kind in _KNOWN.items():
        if head.startswith(signature):
            raise NoText(f"{what} is {kind}, so it is no CSV. {_SAVE}")


def holds_nul(what: str, line: int) -> str:
    """What is said of a file with a NUL byte in a line."""
    return f"{what} holds a NUL byte in line {line}, so it is no text. {_SAVE}"


class TextLines:
    """The lines of a stream, ends kept, without the mark at its beginning.

    What is no UTF-8, and not marked as UTF-16, is carried through in escapes: ``encoded`` gives the bytes
    that a text came from. ``mark`` is the mark, once the first line is read; empty if there is none.
    """

    def __init__(self, stream: IO[bytes], what: str) -> None:
        """Read the first piece of a stream; ``what`` is what to call it in a message."""
        self.what = what
        # What a pipe holds is taken at once, so that lines typed one by one are answered one by one.
        self._read = partial(getattr(stream, "read1", stream.read), _PIECE)
        first = self._read()
        while len(first) < _SIGNATURE and (more := self._read()):
            first += more
        check_start(first, what)
        self._encoding = _WIDE.get(first[:2], "utf-8")
        self._errors = "surrogateescape" if self._encoding == "utf-8" else "surrogatepass"
        self._first = first
        self.mark = ""
        self._lines = self._read_lines()

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def encoded(self, text: str) -> bytes:
        """The bytes of a text, as they stand in the file."""
        return text.encode(self._encoding, self._errors)

    def readable(self, text: str) -> str:
        """A text that any output takes: bytes that were no UTF-8 are read as Windows-1252."""
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            other = "cp1252" if self._encoding == "utf-8" else self._encoding
            return self.encoded(text).decode(other, errors="replace")
        return text

    def _read_lines(self) -> Iterator[str]:
        number, rest = 1, ""
        for text in self._texts():
            if "\0" in text:
                before = (rest + text).partition("\0")[0]
                raise NoText(holds_nul(self.what, number + len(_LINE.findall(before + "x")) - 1))
            *whole, rest = [*_LINE.findall(rest + text), ""]
            if whole and not whole[-1].endswith("\n"):  # it may go on, or its end may: \r\n
                rest = whole.pop()
            if len(rest) > LONGEST_LINE:
                raise NoText(
                    f"{self.what} has a line of more than {LONGEST_LINE:,} characters, so it is no CSV."
                )
            number += len(whole)
            yield from whole
        yield from _LINE.findall(rest)

    def _texts(self) -> Iterator[str]:
        decoder: Any = codecs.getincrementaldecoder(self._encoding)(self._errors)
        piece, is_first = self._first, True
        try:
            while piece:
                text = decoder.decode(piece)
                if is_first:
                    text = self._beginning(text)
                    is_first = False
                yield text
                piece = self._read()
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise NoText(f"{self.what} is cut off or damaged UTF-16. {_SAVE}") from error

    def _beginning(self, text: str) -> str:
        """The first text without its mark, if it is one."""
        head = text[:_HEAD]
        controls = len(_CONTROL.findall(head))
        if controls > _FEW_CONTROLS and controls * 50 > len(head) and _ESCAPED.search(head):
            raise NoText(f"{self.what} is no text. Give a CSV or plain lines.")
        if text.startswith(_MARK):
            self.mark = _MARK
        return text.removeprefix(_MARK)
