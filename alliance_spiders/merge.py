"""Joining the shares of a crawl that several machines made at the same time into one run.

A share is the data folder of a run with ``--only``. Its recording is all that is taken from it: the merged
run reads the recordings of all shares anew, as one replay, from what its own data folder knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from alliance_spiders.alliances import Alliance
from alliance_spiders.start import Shares
from matching.errors import UserError
from output.files import in_use
from output.records import Run
from output.store import FILE_NAME, open_history

FAR_APART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Share:
    """What is known of a share: its last run, and the alliances that this crawled.

    ``recording`` is None where that run had nothing to record.
    """

    folder: Path
    run: Run
    alliances: frozenset[str]
    recording: Path | None

    @property
    def run_at(self) -> datetime:
        """When the run was made, UTC."""
        return datetime.fromisoformat(self.run.run_at)


@dataclass(frozen=True, slots=True)
class Joined:
    """The recordings of all shares, what they have in common, and what a person should know of them."""

    recordings: tuple[Path, ...]
    common: Shares
    warnings: tuple[str, ...]


def join(folders: Sequence[Path], data_dir: Path, alliances: Sequence[Alliance], code_version: str) -> Joined:
    """Look the shares over before they are merged.

    Args:
        folders: the shares' data folders.
        data_dir: the folder that they are merged into.
        alliances: those that the merged run is over.
        code_version: that of this program.

    Raises:
        UserError: a folder is no share, or is named twice; two hold one alliance; nothing was recorded.
    """
    _check_folders(folders, data_dir)
    shares = [read_share(folder) for folder in folders]
    _check_once(shares, alliances)
    recordings = tuple(share.recording for share in shares if share.recording)
    if not recordings:
        raise UserError("The shares hold no recording, so there is nothing to merge.")
    warnings = (*_missing(shares, alliances), *_versions(shares, code_version), *_dates(shares))
    return Joined(recordings, _common(shares), warnings)


def _common(shares: Sequence[Share]) -> Shares:
    modes = {share.run.mode for share in shares}
    # The same recording, replayed in shares or as a whole, is the same evidence.
    digests = {digest for share in shares for digest in share.run.evidence.split()}
    return Shares(
        run_at=max(share.run_at for share in shares),
        mode="sample" if modes == {"sample"} else "replay",
        digests=() if "live" in modes else tuple(sorted(digests)),
    )


def read_share(folder: Path) -> Share:
    """What the last run in a folder left.

    Raises:
        UserError: there is no run on record, its recording is gone, or a run is at work in the folder.
    """
    if not (folder / FILE_NAME).is_file():
        raise UserError(
            f"“{folder}” is no share: it holds no “{FILE_NAME}”. Name the data folders of runs with --only."
        )
    if in_use(folder):
        raise UserError(f"A run is at work in “{folder}”. Wait for it, then merge.")
    with open_history(folder) as history:
        run = history.last_run()
        crawled = history.crawled(run.id) if run else frozenset()
    if run is None:
        raise UserError(f"“{folder}” is no share: no run is on record in it. Do its run first.")
    recording = folder / "archive" / Path(run.archive).name if run.archive else None
    if recording and not recording.is_file():
        raise UserError(
            f"The recording “{recording}” of the share “{folder}” is missing. "
            "Copy the whole data folder, with its archive."
        )
    return Share(folder, run, crawled, recording)


def _check_folders(folders: Sequence[Path], data_dir: Path) -> None:
    seen: set[Path] = set()
    for folder in folders:
        place = folder.resolve()
        if place == data_dir.resolve():
            raise UserError(f"“{folder}” is both a share and the folder to merge into. Name another --data.")
        if place in seen:
            raise UserError(f"The share “{folder}” is named twice. Name each once.")
        seen.add(place)


def _check_once(shares: Sequence[Share], alliances: Sequence[Alliance]) -> None:
    for alliance in alliances:
        holders = [f"“{share.folder}”" for share in shares if alliance.code in share.alliances]
        if len(holders) > 1:
            raise UserError(
                f"{alliance.name} ({alliance.code}) is in several shares: {', '.join(holders)}. "
                "Each alliance may be in one share only; leave a share out, or leave the alliance out of it."
            )


def _missing(shares: Sequence[Share], alliances: Sequence[Alliance]) -> Iterator[str]:
    held = frozenset(code for share in shares for code in share.alliances)
    missing = [f"{alliance.name} ({alliance.code})" for alliance in alliances if alliance.code not in held]
    if missing:
        yield f"No share holds {', '.join(missing)}: counted as unreachable, their members stay as they are."


def _versions(shares: Sequence[Share], code_version: str) -> Iterator[str]:
    others = [f"“{share.folder}”" for share in shares if share.run.code_version != code_version]
    if others:
        yield (
            f"Crawled by another version of this program: {', '.join(others)}. This one reads the pages; "
            "those that it alone would have asked for are lacking."
        )
    registers = {share.run.register_version: f"“{share.folder}”" for share in reversed(shares)}
    if len(registers) > 1:
        yield (
            f"Made with different registers: {', '.join(reversed(registers.values()))}. "
            "All pages are read anew with the register of the merged run."
        )


def _dates(shares: Sequence[Share]) -> Iterator[str]:
    newest = max(share.run_at for share in shares)
    for share in shares:
        if newest - share.run_at > FAR_APART:
            yield (
                f"“{share.folder}” is of {share.run_at.date()}, the newest share of {newest.date()}. "
                "The merged run is dated by the newest."
            )
