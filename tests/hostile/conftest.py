"""The stand-in for ODS, lent by the tests of the register."""

from __future__ import annotations

from tests.matching.conftest import ods

__all__ = ["ods"]
