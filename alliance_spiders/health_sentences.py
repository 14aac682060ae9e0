"""The states and sentences for what stands in place of a list."""

from __future__ import annotations

from alliance_spiders.items import SiteState
from alliance_spiders.reading.signs import Sign

AT_HOME = {
    SiteState.BLOCKED: "The site does not let the spider in.",
    SiteState.NOT_RECOGNISED: "The home page does not lead to the alliance's site, or is no web page.",
    SiteState.UNREACHABLE: "The home page could not be fetched.",
}
# What stands on a page in place of the alliance's own content, and what that means for the site.
OBSTACLES: dict[Sign, tuple[SiteState, str]] = {
    Sign.BOT_WALL: (SiteState.BLOCKED, "The site asks visitors to prove that they are human."),
    Sign.LOGIN: (SiteState.BLOCKED, "The site asks for a login."),
    Sign.CONSENT_WALL: (SiteState.BLOCKED, "The site shows only a consent notice."),
    Sign.SITE_ERROR: (SiteState.UNREACHABLE, "The site shows an error of its own in place of the page."),
    Sign.MAINTENANCE: (SiteState.UNREACHABLE, "The site says that it is down for maintenance."),
    Sign.COMING_SOON: (SiteState.UNREACHABLE, "The site says that it is under construction or opens soon."),
    Sign.SUSPENDED: (
        SiteState.NOT_RECOGNISED,
        "The address shows a notice that the website's account was suspended or has expired.",
    ),
    Sign.CLOSED: (SiteState.NOT_RECOGNISED, "The site says that it has closed or has moved elsewhere."),
    Sign.PARKED: (SiteState.NOT_RECOGNISED, "The address shows a parked domain, not the alliance's site."),
    Sign.SCRIPT_SHELL: (SiteState.NEEDS_BROWSER, "The pages stay empty until a browser runs their scripts."),
    Sign.NOT_TEXT: (
        SiteState.NOT_RECOGNISED,
        "What is sent as the page of the list is a picture or another file, and no web page.",
    ),
    Sign.GARBLED: (
        SiteState.NOT_RECOGNISED,
        "The text of the pages is filler or garbled, and names no trust.",
    ),
    Sign.TRUNCATED: (SiteState.PARTIAL, "A page ends in the middle, and no trust stands in what arrived."),
}
OF_ONE_PAGE = frozenset({Sign.NOT_TEXT, Sign.GARBLED})  # any site may have one such page
EMPTY: dict[Sign, str] = {
    Sign.CATEGORIES_ONLY: "The site names kinds of partners, like charities and acute trusts, but no trust.",
    Sign.LIST_IN_IMAGE: "The partners seem to stand in a picture that holds no text.",
    Sign.LIST_IN_DOCUMENT: "The partners seem to stand in a document from which no trust could be read.",
    Sign.EMPTY_LIST: "The heading of the list is there, but nothing stands under it.",
}
# What is listed where the alliance's own list should be.
OF_OTHERS = {
    Sign.OTHER_ALLIANCE_LISTED: "The page that should hold the list holds another alliance's.",
    Sign.NATIONAL_LISTED: "Trusts from all over the country are listed, and none as the alliance's own.",
}
