"""How likely a link leads to the place where an alliance names its partners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from alliance_spiders.crawling.urls import host_of

LISTING = 50  # from here on a link says that it leads to the list itself
NAMING = 60  # from here on it names the list, and may lie a step deeper than any other
LEADING = 30  # from here on a link is followed because of what it says
NEVER = -1_000

_STRONG, _GOOD, _WEAK, _PLAIN, _DULL = 60, 40, 20, 10, 5
_SAYS = (
    (
        _STRONG,
        r"partners?|partner(ship)? (organi[sz]ations|trusts)|members|member (organi[sz]ations|trusts)"
        r"|membership|who we work with|who(s| is| are|’s|'s) involved|who makes up"
        r"|who(s| is|’s|'s) (in|part of) (the|our) (cancer )?(alliance|partnership|network)|trusts"
        r"|constituent"
        r"|(our|nhs|acute|hospital|provider|constituent|foundation|partner|local) (nhs )?"
        r"(trusts|hospitals|organi[sz]ations|providers|bodies)",
    ),
    (
        _GOOD,
        r"about( us)?|who we are|geograph\w*|footprint|where we (work|are|cover)|areas? (we )?cover\w*"
        r"|(our|your|local|icb) (areas?|regions?|patch|places?|network|systems?|localit\w+|providers?)"
        r"|our alliance|areas|places|localities|partnerships?|memorandum|terms of reference|constitution"
        r"|who (is|does|’s|'s) (who|what)|who[’']?s who|where (you|people|patients) .*\b(treated|seen)"
        r"|(the|your|a) cancer alliance|what is|governance|structure|how we (work|are)|boards?|maps?"
        r"|hospitals?|organi[sz]ations|member|stakeholders?|north|south|east|west|collaborat\w+"
        r"|working (with|together)",
    ),
    (
        _WEAK,
        r"overview|history|our (work|role|team|people|vision)|what we do|professionals|centres?|locations?"
        r"|sites|networks?|teams?|communit\w+|public|introduc\w+|providers?|trust|organi[sz]ation"
        r"|programmes?|find|services|local|site ?map|(our|your) \w+|strateg\w+|plans?|delivery|reports?|facts"
        r"|treated|chart|delivered by",
    ),
)
# What the pages of patients and of clinicians are about; every alliance has dozens, and none lists partners.
_TOPIC = re.compile(
    r"\b(bladder|bowel|brain|breast|cervical|colon|colorectal|gastro\w*|gyna?e?\w*|haemato\w*"
    r"|head (and|&) neck|hepato\w*|kidney|liver|lung|lymph\w*|leukaemia|melanoma|myeloma"
    r"|oesophag\w*|ovarian|pancrea\w*|prostate"
    r"|renal|sarcomas?|skin|stomach|testicular|thyroid|upper gi|urolog\w*|womb|endoscopy|genomics?|imaging"
    r"|patholog\w*|radiotherap\w*|chemotherap\w*|pre-?hab\w*|screening|signs|symptoms|diagnos\w+|prevention"
    r"|living with|end of life|palliative|personalised|inequalit\w*|diet|nutrition|exercise|smoking"
    r"|mental health|psycholog\w*|toolkits?|training|education|campaigns?|vaccin\w*|lynch"
    r"|teledermatology|pathways?)\b",
    re.IGNORECASE,
)
_LEADS = tuple((points, re.compile(rf"\b({pattern})\b", re.IGNORECASE)) for points, pattern in _SAYS)

# Parts of a path under which no list of partners stands, but pages without end.
_NEVER_SEGMENT = re.compile(
    r"((latest|all|our)-)?(news|events?|blogs?)(-(?!.*\b(partners|members)\b).*|\.\w+)?|whats-on|press(-.*)?|media-cent(re|er)|posts?"
    r"|newsletters?|bulletins?|podcasts?|videos?|webinars?|galler(y|ies)|stories|.*-stories|vlogs?"
    r"|case-stud(y|ies)|jobs?|vacanc(y|ies)|careers?|recruitment|work-for-us"
    r"|privacy.*|cookies?(-.*)?|accessibility.*|terms(-.*)?|disclaimer|copyright|feedback|complaints?"
    r"|log-?(in|out|on)|sign-?(in|up|out)|register|subscribe|my-?account|members?-(area|login|zone)|user|users"
    r"|wp-(admin|login\.php|json|content|includes)|admin|cgi-bin|cdn-cgi|xmlrpc\.php|feed|rss|trackback|comments?"
    r"|search(-.*)?|tags?|category|categories|topics?|authors?|archives?|calendar|print|share|amp"
    r"|basket|cart|checkout|shop|donate",
    re.IGNORECASE,
)
_LIST = re.compile(  # “Partners” alone is also a category of a blog
    r"our (?:partners|members)|"
    r"(?:our |the )?(?:partner|member|alliance) (?:trusts|organi[sz]ations|hospitals|members)",
    re.IGNORECASE,
)
_NEVER_TEXT = re.compile(
    r"\s*(log ?in|sign ?in|log ?out|search|privacy( policy| notice)?|cookies?( policy)?"
    r"|accessibility( statement)?|terms( and conditions| of use)?|news|events|blog|vacancies|jobs|careers"
    r"|skip to .*|read more news|next|previous|older posts|newer posts|subscribe|share|print|rss)\s*",
    re.IGNORECASE,
)
_DATED = re.compile(r"/(19|20)\d\d/(0?[1-9]|1[0-2])(/|$)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"/page/\d+(/|$)", re.IGNORECASE
)  # the pages of a blog, or of a site that numbers its own
# One of the few further pages of a list; a site that numbers its pages soon has more than nine.
_FURTHER = re.compile(r"[/-]page[/_-]?[1-9]/?$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:aspx?|html?|php)$", re.IGNORECASE)
_ENDLESS = re.compile(
    r"paged?|pg|start|offset|sort\w*|order\w*|dir|ccm_\w+|month|year|date|day|week|\w*calendar\w*|tribe[\w-]*"
    r"|eventdisplay|ical|s|q|query|keywords?|search\w*|action|print|format|replytocom|reply|\w*filter\w*|facet\w*",
    re.IGNORECASE,
)
_PAGE_PARAMETER = re.compile(r"paged?|pg|p|start|offset", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"\.(jpe?g|png|gif|svg|webp|ico|bmp|tiff?|css|js|mjs|map|json|xml|rss|atom|ics|vcf|zip|gz|rar|7z|tar"
    r"|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|mp[34]|m4[av]|mov|avi|wmv|webm|ogg|wav|woff2?|ttf|eot|exe|dmg|apk|epub)$",
    re.IGNORECASE,
)
# Documents that list no partners, and those that seldom do.
_NEVER_DOCUMENT = re.compile(
    r"minutes|agenda|leaflet|form\b|polic(y|ies)|newsletter|bulletin|poster|privacy|job|referral",
    re.IGNORECASE,
)
_DULL_DOCUMENT = re.compile(
    r"report|strateg|guid|plan\b|review|toolkit|pathway|protocol|template|slides", re.IGNORECASE
)
_DOCUMENT = re.compile(r"\.pdf$", re.IGNORECASE)


class Region(StrEnum):
    """Where on a page a link stands."""

    MENU = "menu"
    MAIN = "main"
    FOOTER = "footer"
    REFRESH = "refresh"  # the page sends its visitor on
    SITEMAP = "sitemap"


_REGION_POINTS = {Region.MENU: 3, Region.MAIN: 4, Region.FOOTER: -3, Region.REFRESH: 50, Region.SITEMAP: -4}


@dataclass(frozen=True, slots=True)
class Taste:
    """What one spider adds: words that lead there, and parts of addresses that never do."""

    leading_words: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()

    def says(self, words: str) -> bool:
        """Whether one of the spider's own words is in the text."""
        return any(word.casefold() in words.casefold() for word in self.leading_words)


def score(
    url: str, text: str, region: Region = Region.MAIN, taste: Taste | None = None, within: int = 0
) -> int:
    """Points of a link: ``LEADING`` or more leads there, ``NEVER`` is not followed.

    ``within`` are the points of the page whose content holds the link.
    """
    taste = taste or Taste()
    if is_trap(url, text, taste):
        return NEVER
    slug = _slug(url)
    if taste.says(f"{text} {slug}"):
        points = _STRONG + _PLAIN
    else:
        by_text, by_slug = _level(text), _level(slug)
        points = max(by_text, by_slug - 5) + (8 if min(by_text, by_slug) >= _GOOD else 0)
    if is_document(url):
        points = _of_document(points - _PLAIN, f"{text} {slug}", within)
    return points if points == NEVER else points + _REGION_POINTS[region]


def _of_document(points: int, words: str, within: int) -> int:
    """Points of a document: what names the partners leads there, and so does any that their page holds."""
    if _NEVER_DOCUMENT.search(words):
        return NEVER
    if _DULL_DOCUMENT.search(words) and points < LISTING:
        return LEADING - _PLAIN if within >= NAMING else NEVER
    if points < LEADING:
        return LEADING if within >= LEADING else NEVER
    return points


def is_trap(url: str, text: str = "", taste: Taste | None = None) -> bool:
    """Whether an address is one of the many that hold no list: news, calendars, files, log-ins, searches."""
    parts = urlsplit(url)
    where = f"{parts.path}?{parts.query}".casefold()
    if any(trap.casefold() in where for trap in (taste.traps if taste else ())):
        return True
    if _NO_PAGE.search(parts.path) or _NEVER_TEXT.fullmatch(text):
        return True
    if is_document(url):
        return False  # documents lie in folders by date, whatever they say
    segments = [segment for segment in parts.path.split("/") if segment]
    is_list = is_list_by_name(text) and any(map(is_list_by_name, segments[-1:]))
    if not is_list and (_DATED.search(parts.path) or any(map(_NEVER_SEGMENT.fullmatch, segments))):
        return True
    if _NUMBERED.search(parts.path) and _level(text) < _STRONG:
        return True
    return any(_is_endless(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True))


def is_list_by_name(words: str) -> bool:
    """Whether a text, or a part of an address, is a name of the list and nothing else: “Our partners”."""
    return bool(_LIST.fullmatch(re.sub(r"\.\w{2,5}$", "", words).replace("-", " ").replace("_", " ").strip()))


def continues(url: str, listing: str) -> bool:
    """Whether an address is a further page of a list: that of the list but for the number of the page."""
    return url != listing and list_address(url) == list_address(listing)


def lies_below(url: str, listing: str) -> bool:
    """Whether an address is that of a page under another: deeper in its folder, or with more in its query."""
    part, whole = urlsplit(url), urlsplit(listing)
    if host_of(url) != host_of(listing) or part.path.rstrip("/") == "":
        return False
    whole_path = whole.path.rstrip("/")
    folders = {whole_path, re.sub(r"\.\w{2,5}$", "", whole_path)} - {""}
    if any(part.path.startswith(f"{folder}/") for folder in folders):
        return True
    return part.path == whole.path and part.query != whole.query and part.query.startswith(whole.query)


@lru_cache(maxsize=1_024)  # asked for each list of a page
def list_address(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What the addresses of all pages of one list share: host, path and query without the page's number."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = tuple(
        (name, value) for name, value in pairs if not (_PAGE_PARAMETER.fullmatch(name) and value.isdigit())
    )
    path = _FURTHER.sub("/", _NUMBERED.sub("/", _EXTENSION.sub("", parts.path))).rstrip("/")
    return host_of(url), path, kept


def is_document(url: str) -> bool:
    """Whether an address ends like that of a PDF."""
    return bool(_DOCUMENT.search(urlsplit(url).path))


def _is_endless(name: str, value: str) -> bool:
    if not value or (name.casefold() in ("page", "start", "pg") and not value.isdigit()):
        return False  # ``?page=partners`` names a page
    return bool(_ENDLESS.fullmatch(name))


def _level(words: str) -> int:
    plain = _DULL if _TOPIC.search(words) else _PLAIN
    return next((points for points, pattern in _LEADS if pattern.search(words)), plain)


def _slug(url: str) -> str:
    parts = urlsplit(url)
    segments = [segment for segment in unquote(parts.path).split("/") if segment]
    last = re.sub(r"\.\w{2,5}$", "", segments[-1]) if segments else ""
    named = " ".join(value for _, value in parse_qsl(parts.query) if not value.isdigit())
    return re.sub(r"[-_+%]+", " ", f"{last} {named}").strip()
