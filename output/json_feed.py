"""``feed.json``: the changes of all runs as a JSON Feed 1.1, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alliance_spiders.alliances import all_alliances

_MOST = 200  # items; readers of feeds want the newest


def json_feed(changes: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """The feed of the changes that took effect, from the rows of all runs, oldest first."""
    items: dict[str, dict[str, object]] = {}
    for change in changes:
        if change["state"] == "applied":
            item = _item(change)
            items.setdefault(str(item["id"]), item)
    newest = sorted(
        items.values(), key=lambda item: (str(item["date_published"]), str(item["id"])), reverse=True
    )
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Changes in the membership of Cancer Alliances",
        "language": "en-GB",
        "items": newest[:_MOST],
    }


def _item(change: Mapping[str, str]) -> dict[str, object]:
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    alliance = names.get(change["alliance_code"], "no alliance")
    item: dict[str, object] = {
        "id": f"{change['change_id']}@{change['observed_at']}",
        "title": f"{change['ods_name']} ({change['ods_code']}): {change['change']}, {alliance}",
        "content_text": change["detail"],
        "date_published": change["observed_at"],
        "tags": [change["change"], change["cause"]],
    }
    if change["evidence_url"].startswith(("https://", "http://")):
        item["external_url"] = change["evidence_url"]
    return item
