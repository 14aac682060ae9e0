"""The words that say what a list is when it is no list of partners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from alliance_spiders.alliances import all_alliances


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that fits where any of several does, for text in small letters.

    Texts are put in small letters once; a pattern that tries both for every letter takes twice as long.
    """
    return re.compile("|".join(rf"(?:{pattern})" for pattern in patterns))


_SITES = r" (?:[\w’']+ ){0,3}(?:web ?)?(?:sites?|pages?)"
# Organisations: on a page, “visit” asks to follow their links. Places and persons are visited in earnest.
_BODIES = (
    r" (?:(?:each|all|any|one) of )?(?:(?!(?:at|in|on|to|for|from|with|of|who|and|or)\b)[\w’'-]+ ){0,4}"
    r"(?:(?:partners|members|trusts?|organi[sz]ations?)\b|partner (?:hospitals|providers)\b|"
    r"hospitals (?:in|of|that|which) (?:[\w’'-]+ ){0,4}(?:alliance|partnership)\b)"
    r"(?=\W*$|[^\w’' ]|\W+(?:in|of|across|within|below|here|online|directly|that|which|serving|covering|"
    r"for more|to (?:find|learn|read|see))\b)"
)
_ON_SCREEN = r"\b(?:click|tap|press|select|choose|follow|use|links?|logos?|names?|here|below|online)\b"


# An alliance may call itself by the plural: “East of England Cancer Alliances”.
_NOT_OWN = "".join(
    rf"(?<!{re.escape(name.lower().removesuffix('cancer alliances'))})"
    for alliance in all_alliances()
    for name in alliance.other_names
    if name.lower().endswith(" cancer alliances")
)


class Force(IntEnum):
    """How far words against reach."""

    SOFT = 0  # they lose to words that say these are the partners
    PLAIN = 1  # they win in a heading, and lose in a whole sentence
    FIRM = 2  # they always win


@dataclass(frozen=True, slots=True)
class Against:
    """Words that say a list is something else; ``rule`` names the mention."""

    rule: str
    force: Force
    pattern: re.Pattern[str]


# Order matters: the first that fits names the mention.
AGAINST = (
    Against(
        "other_alliance",
        Force.FIRM,
        any_of(
            r"\b(?:other(?! (?:nhs|acute|community|specialist|mental health|partner|member|provider) trusts)|"
            r"neighbou?ring|adjoining|nearby|surrounding|adjacent|sister|"
            r"fellow)\s+(?:\w+\s+){0,2}(?:alliances?|regions?|areas?|trusts|systems|networks)\b",
            r"\bneighbou?r(?:s|ing)?\b",
            rf"{_NOT_OWN}\bcancer alliances\b",
            r"\balliances (?:in|across|of|around)\b",
            r"\bother (?:parts|areas|networks)\b",
            r"\bnot (?:a )?(?:part|members?|partners?)\b",
            r"\b(?:outside|beyond|bordering) (?:of )?(?:our|the|this)\b",
            r"\bsister (?:sites?|websites?|organi[sz]ations?|hospitals?)\b",
            r"\b(?:buddy|buddies|buddied|twinned|paired)\b(?! up\b)",
        ),
    ),
    Against(
        "history",
        Force.FIRM,
        any_of(
            r"\b(?:before|until|prior to|up to|between|pre-?)\s+(?:\w+\s+)?(?:19|20)\d\d\b",
            r"\b(?:19|20)\d\d\s*(?:-|–|—|to)\s*(?:19|20)\d\d\b",
            r"\bused to\b",
            r"\b(?:partners|members|trusts|hospitals|organi[sz]ations) "
            r"(?:(?:then|at (?:the|that) time) )?were\b",
            r"\bno longer\b",
            r"\b(?:was|were|had been) (?:\w+ )?(?:made up|formed of|composed|comprised|members?|partners?|"
            r"part)\b",
            r"\b(?:consisted|comprised|superseded|dissolved|disbanded|abolished)\b",
            r"(?<!has )(?<!have )\bbrought together\b",
            r"\b(?:past|former|previous|closed) (?:\w+ )?(?:members?|partners?|trusts|organi[sz]ations|"
            r"bodies|hospitals)\b",
        ),
    ),
    Against(
        "future",
        Force.FIRM,
        any_of(
            r"\b(?:would|might) (?:then |also )?(?:be(?! (?:no|nothing|nowhere|lost)\b)|become|join|"
            r"include|form|comprise|consist)\b",
            r"\bwill (?:soon |then |also )?(?:join(?! (?:up|together|forces))|become|be joining|merge)\b",
            r"\b(?:prospective|future|potential|proposed) (?:new )?(?:partners?|members?|trusts|"
            r"alliances?)\b",
            r"\b(?:due|planning|plans?|hop(?:es?|ing)|applied) to (?:join|become|merge)\b",
        ),
    ),
    Against("future", Force.PLAIN, any_of(r"\bpropos(?:als?|ed|es)\b", r"\bconsult(?:ation|ing)\b")),
    Against(
        "elsewhere",
        Force.PLAIN,
        any_of(
            r"\belsewhere\b",
            r"\bcompar(?:ed|ison|isons|ing|e|es) (?:\w+ )?(?:with|to|against)\b|\bcomparators?\b",
            r"\bsimilar (?:trusts|hospitals|organi[sz]ations|alliances)\b",
            r"\blearn(?:ed|t|ing|s)? (?:\w+ )?from\b",
        ),
    ),
    Against(
        "referral",
        Force.PLAIN,
        any_of(
            r"\b(?:refer|transfer)(?:s|red|ring)? (?:\w+ ){0,4}to\b(?! (?:\w+ ){0,3}(?:our|us)\b)",
            r"\breferrals? (?:\w+ ){0,3}to\b(?! (?:\w+ ){0,3}(?:our|us)\b)",
            r"\balso (?:be )?(?:go|travel|treated|seen|cared for)\b",
            r"\bshar(?:e|es|ing) (?:\w+ ){0,3}pathways?\b",
            r"\btertiary\b",
            r"\b(?:complex|specialist|specialised|radical|robotic|major) (?:\w+ )?(?:surgery|treatment|care|"
            r"operations?|procedures?) (?:is |are )?(?:(?:provided|delivered|done|carried out|given) )?"
            r"(?:at|by|in)\W*$",
            r"^\W*(?:\w+ ){0,2}observers?\b",
        ),
    ),
    Against("network", Force.FIRM, any_of(r"\bradiotherapy\b", r"\boperational delivery\b", r"\bodn\b")),
    Against(
        "history",
        Force.PLAIN,
        any_of(
            r"\bformer(?:ly)?\b",
            r"\bhistor(?:y|ic|ical)\b",
            r"\bpredecessors?\b",
            r"\bprevious(?:ly)?\b",
            r"\bhow we (?:began|started|got here)\b",
            r"\bour (?:story|journey|background|timeline)\b",
            r"\b(?:left|leaving|leavers)\b",
            r"\b(?:19|20)\d\d\b[^.]*\b(?:was|were)\b",
        ),
    ),
    Against(
        "host",
        Force.PLAIN,
        any_of(
            r"\bhost(?:s|ed|ing)?\b",
            r"\bemploy(?:ed|er|ers|ing)\b",
            r"\b(?:do )?you work\b|\byour (?:organi[sz]ation|workplace)\b",
            r"\bon behalf of\b",
            r"\bregistered (?:office|address)\b",
        ),
    ),
    Against(
        "research",
        Force.PLAIN,
        any_of(
            r"\b(?:clinical )?trials?\b",
            r"\bresearch\b(?! uk)",
            r"\bpilot(?:s|ed|ing)?\b",
            r"\bstud(?:y|ies)\b",
            r"\b(?:taking|took|takes?) part\b(?! in (?:the|our) (?:[\w’'-]+ ){0,6}(?:alliance|partnership))",
            r"\broll(?:ed|ing)?[- ]?out\b",
            r"\bevaluation\b",
        ),
    ),
    Against(
        "visit",
        Force.PLAIN,
        any_of(
            rf"\bvisit(?:s|ed|ing|ors?)\b(?!{_SITES})",
            rf"\bvisit\b(?!{_SITES}|{_BODIES})",
            # Somebody visits, rather than the reader of the page.
            rf"(?<=\w )(?<!please )(?<!you can )(?<!more )(?<!information )(?<!\bto )visit\b(?!{_SITES})",
            rf"^(?=.*\bto visit\b(?!{_SITES}))(?!.*{_ON_SCREEN})",
            r"\bspeakers?\b|\bconferences?\b|\bdelegates?\b|\bworkshops?\b|\bwebinars?\b|\bevents?\b|"
            r"\bexhibit",
            r"\battend(?:ed|ees|ing)?\b",
            r"\bawards?\b|\bshortlist|\bwinners?\b",
            r"\btestimonials?\b|\bquotes?\b",
        ),
    ),
    Against(
        "fundraising",
        Force.PLAIN,
        any_of(
            r"\bfund(?:rais\w*|ed by|ers?)\b",
            r"\bdonat\w+\b|\bin aid of\b",
            r"\bsponsor\w*\b|\bsuppliers?\b|\b(?:supported|funded) by\b|\bthanks? to\b",
        ),
    ),
    Against(
        "news",
        Force.PLAIN,
        any_of(
            r"\bnews(?:letters?)?\b|\blatest\b|\bblogs?\b|\bpress\b|\bposted\b|\bcase stud|\bannounce",
            r"\b(?:success|patient|good|more|read) (?:\w+ )?stor(?:y|ies)\b|^\W*stories\b",
            r"\btweets?\b|\btwitter\b",
        ),
    ),
    Against(
        "jobs",
        Force.PLAIN,
        any_of(r"\bvacanc(?:y|ies)\b|\bjobs?\b|\bcareers?\b|\brecruit\w*\b|\bwork for us\b"),
    ),
    Against(
        "staff",
        Force.PLAIN,
        any_of(
            r"\b(?:our|the|meet the|core|programme|project|leadership|management|clinical|central|support|"
            r"whole) (?:\w+ )?teams?\b",
            r"^\W*(?:the )?team\b|\bteam members\b|\bour people\b|\bwho['’]?s who\b",
            r"\bmeet (?:the|our)\b(?! (?:\w+ )?(?:partners|members|trusts|hospitals|organi[sz]ations|"
            r"family))",
            r"\bstaff\b",
            r"\b(?:alliance|programme|our|executive|management|leadership|delivery|strategic) board\b|"
            r"\bboard members\b|^\W*(?:the )?board\W*$",
            r"\b(?:clinical|pathway|cancer) leads?\b|\blead clinicians?\b|\b(?:chairs?|directors?|"
            r"managers?|nurses?)\b",
            r"\b(?:steering|advisory|working|reference|tumour|expert|clinical) groups?\b|\bcommittees?\b",
            r"\brepresentatives?\b|\bbiograph",
        ),
    ),
    Against(
        "links",
        Force.PLAIN,
        any_of(
            r"\b(?:useful|quick|external|helpful|related|other|important) (?:links?|websites?|resources?|"
            r"information|contacts?|services?)\b",
            r"^\W*links?\W*$",
            r"^\W*(?:with )?(?:our |many |special )*(?:thanks?(?: you)?|acknowledge?ments?)(?: to)?\W*$",
        ),
    ),
    Against(
        "work",
        Force.PLAIN,
        any_of(
            r"\b(?:partners?|members?|trusts|hospitals|organi[sz]ations|bodies|sites|centres|involved) "
            r"(?:in|for|of|on|behind) (?:the|this|our|each|that) (?:[\w’'-]+ ){0,3}"
            r"(?:projects?|schemes?|initiatives?|academy|mdts?|toolkits?|courses?|fellowships?|campaigns?|"
            r"workstreams?|bids?)\b",
            r"\b(?:partners?|members?|trusts|hospitals|involved) (?:in|for|of) (?:the|this) (?:\w+ )?"
            r"(?:service|clinic|pathway|programme)\b",
            r"\b(?:projects?|training|placement|fellowship|course|academy|scheme|toolkit|campaign|service|"
            r"industry|technology|commercial|media)(?:['’]?s)? (?:partners?|members?)\b",
            r"\b(?:co-?)?(?:designed|developed|produced|created|written)\b (?:\w+ )?"
            r"(?:in (?:partnership|collaboration) |together |jointly )?(?:with|by)\b",
        ),
    ),
    Against(
        "contact",
        Force.SOFT,
        any_of(
            r"\bcontacts?\b|\bcomplaints?\b|\bpals\b|\bpatient advice\b|\bget in touch\b|"
            r"\bfreedom of information\b",
            r"\bprivacy\b|\bdata (?:controllers?|protection)\b|\bcookies?\b",
        ),
    ),
    Against(
        "network",
        Force.SOFT,
        any_of(
            r"\b(?:pathology|imaging|genomics?|endoscopy|diagnostics?|sarcoma|specialist|screening|"
            r"palliative|haematology|surgery|surgical|robotic)\b[^.]{0,40}\b(?:networks?|hubs?|centres?|"
            r"sites?|services?|units?|hospitals?)\b",
            r"\bclinics?\b|\bappointments?\b|\bwaiting times?\b|\bscreening\b",
        ),
    ),
    Against(
        "links",
        Force.SOFT,
        any_of(
            r"\bfurther (?:information|reading|support|help)\b|\bresources?\b|\bdownloads?\b|\bsee also\b|"
            r"\bfind out more\b|\bmore information\b",
            r"\bsupport (?:for|groups?|services?)\b|\bget(?:ting)? (?:support|help)\b|\brelated\b",
            r"\bother (?:\w+ )?(?:organi[sz]ations?|bodies)\b|\bsignpost",
        ),
    ),
    Against(
        "work",
        Force.SOFT,
        any_of(
            r"\bprojects?\b|\bprogrammes?\b|\bachievements?\b|\btraining\b|\bcourses?\b|\bplacements?\b|"
            r"\bfellowships?\b",
        ),
    ),
)
