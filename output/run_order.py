"""Whether a run is older than what is published: what was once known is not taken back by older pages."""

from __future__ import annotations

from datetime import datetime


def goes_back(published_at: str, run_at: datetime) -> list[str]:
    """Why a run must not be published after one of a later day; one of the same day may be.

    Args:
        published_at: when the newest published run was dated, as on record; empty when there is none.
        run_at: when this run is dated.
    """
    day = run_at.date().isoformat()
    if day >= published_at[:10]:
        return []
    return [
        f"This run is dated {day}, and one of {published_at[:10]} is published already. Replay older "
        "recordings into a folder of their own (--data), the oldest first."
    ]
