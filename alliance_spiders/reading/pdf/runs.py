"""The pieces of text of a PDF page, each with its place on the page.

pypdf parses the file and knows its fonts, under limits of its own; the text operators are followed here,
because its plain text says nothing of where a piece ends, and its layout mode draws with spaces.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject
from pypdf.generic._font import Font

from alliance_spiders.reading.pdf.layout import Run
from alliance_spiders.reading.pdf.letters import legible

MAX_RUNS = 10_000  # of one page
_MOST_LETTERS = 60_000  # of one page
MOST_OPERATIONS = 60_000  # of one page, its forms included; pages of text have a hundredth
_FORMS = 3  # forms within each other
_FURTHEST = 20_000.0  # points from the origin
_SIZES = (1.0, 400.0)  # points
_GAP = 0.15  # of the size: what is wider parts two words
_WIDE = 0.8  # of the size: what is wider parts two pieces

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TURNED: dict[int, Matrix] = {
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state, as far as text depends on it."""

    matrix: Matrix
    font: Font | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class TooMuchError(Exception):
    """A page holds more than is read."""


def runs_of(page: PageObject) -> tuple[list[Run], int]:
    """The upright pieces of text of a page as they are drawn, and how many operations it took.

    Raises:
        TooMuchError: the page holds more text, or more drawing, than a page that people read.
    """
    start = _State(_TURNED.get(int(page.get("/Rotate", 0) or 0) % 360, _IDENTITY))
    reader = _Reader(page.pdf)
    reader.read(page.get("/Contents"), page.get("/Resources"), start, 0)
    return reader.runs, reader.operations


class _Reader:
    """Follows the operators of one page."""

    def __init__(self, pdf: object) -> None:
        self.runs: list[Run] = []
        self._pdf: Any = pdf
        self._fonts: dict[int, Font] = {}
        self.operations = self._letters = 0
        self._state = _State(_IDENTITY)
        self._line = self._at = _IDENTITY  # where the line began, and where the next letter stands
        self._actions: dict[bytes, Callable[[Sequence[Any]], None]] = {
            b"BT": lambda _: self._to(_IDENTITY),
            b"Tm": self._place,
            b"Td": lambda given: self._move(*_numbers(given, 2)),
            b"TD": self._move_and_lead,
            b"T*": lambda _: self._move(0.0, -self._state.leading),
            b"Tj": lambda given: self._show(given[:1]),
            b"TJ": lambda given: self._show(given[0]),
            b"'": self._move_and_show,
            b'"': self._space_and_show,
            b"Tc": lambda given: self._set(letter=_numbers(given, 1)[0]),
            b"Tw": lambda given: self._set(word=_numbers(given, 1)[0]),
            b"Tz": lambda given: self._set(scale=_numbers(given, 1)[0] / 100),
            b"TL": lambda given: self._set(leading=_numbers(given, 1)[0]),
            b"Ts": lambda given: self._set(rise=_numbers(given, 1)[0]),
            b"cm": lambda given: self._set(matrix=_product(_matrix(given), self._state.matrix)),
        }

    def read(self, contents: object, resources: object, state: _State, depth: int) -> None:
        """Follow one stream of operators, and the forms that it draws."""
        contents, known = _object(contents), _object(resources)
        if contents is None or not isinstance(known, DictionaryObject):
            return
        before, self._state = self._state, state
        stack: list[_State] = []
        for operands, operator in self._counted(ContentStream(contents, self._pdf, "bytes").operations):
            if operator == b"q":
                stack.append(self._state)
            elif operator == b"Q":
                self._state = stack.pop() if stack else self._state
            else:
                self._follow(operator, operands, known, depth)
        self._state = before

    def _counted(self, operations: Sequence[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        self.operations += len(operations)
        if self.operations > MOST_OPERATIONS:
            raise TooMuchError
        return iter(operations)

    def _follow(
        self, operator: bytes, operands: Sequence[Any], resources: DictionaryObject, depth: int
    ) -> None:
        try:
            if operator == b"Tf":
                self._set(font=self._font(resources, operands[0]), size=_numbers(operands[1:], 1)[0])
            elif operator == b"Do":
                self._draw(resources, operands[0], depth)
            elif operator in self._actions:
                self._actions[operator](operands)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            return  # an operator that cannot be followed is left out, as viewers do

    def _set(self, **changes: Any) -> None:  # noqa: ANN401
        self._state = replace(self._state, **changes)

    def _to(self, matrix: Matrix) -> None:
        self._line = self._at = matrix

    def _place(self, given: Sequence[Any]) -> None:
        self._to(_matrix(given))

    def _move(self, right: float, up: float) -> None:
        self._to(_product((1.0, 0.0, 0.0, 1.0, right, up), self._line))

    def _move_and_lead(self, given: Sequence[Any]) -> None:
        right, up = _numbers(given, 2)
        self._set(leading=-up)
        self._move(right, up)

    def _move_and_show(self, given: Sequence[Any]) -> None:
        self._move(0.0, -self._state.leading)
        self._show(given[:1])

    def _space_and_show(self, given: Sequence[Any]) -> None:
        word, letter = _numbers(given, 2)
        self._set(word=word, letter=letter)
        self._move_and_show(given[2:3])

    def _draw(self, resources: DictionaryObject, name: str, depth: int) -> None:
        """Read a form, which is a page within a page; pictures are left out."""
        form = _object(_object(resources["/XObject"])[name])
        if form.get("/Subtype") != "/Form" or depth >= _FORMS:
            return
        inner = _matrix(form["/Matrix"]) if "/Matrix" in form else _IDENTITY
        state = replace(self._state, matrix=_product(inner, self._state.matrix))
        self.read(form, form.get("/Resources", resources), state, depth + 1)

    def _font(self, resources: DictionaryObject, name: str) -> Font:
        font = _object(_object(resources["/Font"])[name])
        if id(font) not in self._fonts:
            self._fonts[id(font)] = Font.from_font_resource(font)
        return self._fonts[id(font)]

    def _show(self, pieces: Sequence[Any]) -> None:
        """Draw the strings of one operator; the numbers between them move the next one."""
        font, size = self._state.font, self._state.size
        if font is None or not font.interpretable:
            return
        start, text, end = self._at, "", 0.0
        pen = 0.0  # how far the pen has come, in units of text space
        for piece in pieces:
            if isinstance(piece, (int, float)):
                pen -= float(piece) / 1000 * size * self._state.scale
                continue
            if not isinstance(piece, (bytes, str)) or not piece:
                continue
            gap, letters, wide = pen - end, *self._measured(font, piece)
            if text and abs(gap) > _WIDE * abs(size):
                self._keep(text, start, end, font)
                start, text, end, pen = self._after(start, pen), "", 0.0, 0.0
            elif text and gap > _GAP * abs(size) and not text.endswith(" "):
                text += " "
            text += letters
            pen += wide
            end = pen
        self._keep(text, start, end, font)
        self._at = self._after(start, pen)

    def _measured(self, font: Font, piece: bytes | str) -> tuple[str, float]:
        """The letters of a string, and how far it moves the pen."""
        self._letters += len(piece)
        if self._letters > _MOST_LETTERS:
            raise TooMuchError
        codes, letters = _decoded(font, piece)
        state = self._state
        spaces = codes.count(font.space_char)
        width = font.get_text_width(codes) if spaces == 0 else sum(_width(font, code) for code in codes)
        return letters, (
            width / 1000 * state.size + len(codes) * state.letter + spaces * state.word
        ) * state.scale

    @staticmethod
    def _after(start: Matrix, moved: float) -> Matrix:
        return _product((1.0, 0.0, 0.0, 1.0, moved, 0.0), start)

    def _keep(self, text: str, start: Matrix, width: float, font: Font) -> None:
        if not text.strip():
            return
        if len(self.runs) >= MAX_RUNS:
            raise TooMuchError
        across, aslant, _, _, left, base = _product(
            _product((1, 0, 0, 1, 0, self._state.rise), start), self._state.matrix
        )
        _, _, lean, up, _, _ = _product(start, self._state.matrix)
        size = abs(self._state.size) * math.hypot(lean, up)
        run = Run(legible(text), left, left + width * across, base, size, "bold" in font.name.lower())
        is_upright = across > 0 and abs(aslant) < across / 10
        is_sane = all(
            abs(each) < _FURTHEST for each in (run.left, run.right, run.base)
        )  # false for no number
        if is_upright and is_sane and _SIZES[0] <= size <= _SIZES[1]:
            self.runs.append(run)


def _object(value: object) -> Any:  # noqa: ANN401 (anything may stand in a file)
    return value.get_object() if hasattr(value, "get_object") else value


def _numbers(given: Sequence[Any], count: int) -> tuple[float, ...]:
    return tuple(float(given[n]) for n in range(count))


def _matrix(given: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = _numbers(given, 6)
    return a, b, c, d, e, f


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _decoded(font: Font, piece: bytes | str) -> tuple[str, str]:
    """The codes of a string as the font counts them, and the letters that they stand for."""
    if isinstance(piece, str):
        return piece, piece
    if isinstance(font.encoding, str):
        codes = letters = piece.decode(font.encoding, "replace")
    else:
        codes = piece.decode("latin-1")
        letters = "".join(font.encoding.get(code, chr(code)) for code in piece)
    return codes, "".join(str(font.character_map.get(letter, letter)) for letter in letters)


def _width(font: Font, code: str) -> float:
    return float(font.space_width) if code == font.space_char else float(font.get_text_width(code))
