"""Whether a run's register is older than the one that the published mapping was made with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from matching.model import Trust
from matching.register import Register
from output.changes import spelling

_SHOWN = 5  # trusts named in one sentence


def goes_back(earlier: Register | None, register: Register) -> list[str]:
    """Why a register must be older: it opens trusts again that had closed, or gives names back.

    Its date alone does not tell: that of a plain table is the newest day in it. By a newer register a trust
    may well have a name that it had before, but the ODS opens no closed trust again.
    """
    if earlier is None or earlier.version == register.version:
        return []
    opened, renamed = _opened_again(earlier, register), _renamed_back(earlier, register)
    if not opened and register.as_of > earlier.as_of:
        return []
    told = (_told(opened, "open again"), _told(renamed, "under a former name again"))
    signs = " and ".join(filter(None, told))
    if not signs:
        return []
    return [
        f"The register (as of {register.as_of}) goes back behind that of the last published run "
        f"(as of {earlier.as_of}): {signs}. Give the newer one with --register."
    ]


def notes(earlier: Register | None, register: Register) -> list[str]:
    """What makes a register look older, but is no ground to hold a run."""
    if earlier is None or earlier.version == register.version:
        return []
    lines = []
    if register.as_of < earlier.as_of:
        lines.append(
            f"Note: the register is dated {register.as_of}, that of the last published run {earlier.as_of}."
        )
    if renamed := _renamed_back(earlier, register):
        lines.append(
            f"Note: by the register there is {_told(renamed, 'under a former name again')}. Is it an old one?"
        )
    return lines


def _opened_again(earlier: Register, register: Register) -> list[str]:
    """The trusts that were closed and are open; one whose day has come was not closed before."""
    shut = ((then, now) for then, now in _both(earlier, register) if not (then.is_open or then.is_to_come))
    return [now.code for _, now in shut if now.is_open]


def _renamed_back(earlier: Register, register: Register) -> list[str]:
    return [now.code for then, now in _both(earlier, register) if _has_former_name(then, now)]


def _both(earlier: Register, register: Register) -> Iterator[tuple[Trust, Trust]]:
    for code, now in register.trusts.items():
        if code in earlier.trusts:
            yield earlier.trusts[code], now


def _has_former_name(then: Trust, now: Trust) -> bool:
    if not (then.is_open and now.is_open) or spelling(then.name) == spelling(now.name):
        return False
    return spelling(now.name) in {spelling(former.name) for former in then.former_names}


def _told(codes: Collection[str], what: str) -> str:
    if not codes:
        return ""
    shown = ", ".join(sorted(codes)[:_SHOWN])
    more = f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else ""
    return f"{len(codes)} trust{'' if len(codes) == 1 else 's'} {what} ({shown}{more})"
