"""What can go wrong between a result and a file, said for people."""

from __future__ import annotations

from matching.errors import UserError


class InputError(UserError):
    """A file that a person gave cannot be used: what is wrong, where, and what to do."""


class OutputError(UserError):
    """The data folder cannot be written; its files are as they were."""
