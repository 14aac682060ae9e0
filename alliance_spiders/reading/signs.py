"""The findings about a site as a whole that its health is judged by."""

from __future__ import annotations

from enum import StrEnum


class Sign(StrEnum):
    """One finding (``SiteReading.signs``).

    ``other_alliance_named`` also comes with a code (``…:N77``). What is said of one page comes with the
    page's address too (``soft_404:https://…``), by ``on_page``.
    """

    ALLIANCE_NAMED = "alliance_named"
    OTHER_ALLIANCE_NAMED = "other_alliance_named"
    OTHER_ALLIANCE_LISTED = "other_alliance_listed"  # where partners should be listed, another alliance's are
    NATIONAL_LISTED = "national_listed"  # trusts of the whole country are listed
    CATEGORIES_ONLY = "categories_only"  # the list of partners holds kinds of organisations, no names
    SCRIPT_SHELL = "script_shell"  # the page exists only after its scripts have run
    LOGIN = "login"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    MAINTENANCE = "maintenance"
    COMING_SOON = "coming_soon"
    SITE_ERROR = "site_error"  # an error of the site's own, answered as a page
    SUSPENDED = "suspended"  # the account of the site was suspended or has expired
    CLOSED = "closed"  # the site says that it has closed or moved
    PARKED = "parked"
    NOT_TEXT = "not_text"  # sent as a web page, and a picture or another file
    GARBLED = "garbled"  # filler, or letters that make no words
    SOFT_404 = "soft_404"  # answered with 200, says that there is no such page
    TRUNCATED = "truncated"
    EMPTY_LIST = "empty_list"  # a heading for partners with nothing under it
    LIST_IN_IMAGE = "list_in_image"
    LIST_IN_DOCUMENT = "list_in_document"

    def on_page(self, url: str) -> str:
        """The finding of one page."""
        return f"{self}:{url}"
