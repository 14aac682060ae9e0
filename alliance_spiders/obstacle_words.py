"""The words of walls, notices and shells, for text in small letters."""

from __future__ import annotations

import re


def _words(*patterns: str) -> re.Pattern[str]:
    """One pattern that fits where any of several does, for text in small letters."""
    return re.compile("|".join(rf"(?:{pattern})" for pattern in patterns))


_BOT = (
    r"just a moment",
    r"one moment,? please",
    r"checking (?:your|if the site) (?:browser|connection)",
    r"attention required",
    r"(?:verify(?:ing)?|confirm(?:ing)?|check(?:ing)?|prove)(?: that| if)? you(?: are|['’]re) "
    r"(?:not )?(?:a )?(?:human|robot|bot)\b",
    r"(?:verifying|checking|validating) your (?:browser|connection|device)",
    r"(?:security|client|browser) (?:verification|challenge)\b",
    r"\bbots? (?:was |were |has been )?detected",
    r"suspicious (?:activity|traffic|request)|flagged as (?:suspicious|a threat|a bot)",
    r"request is being (?:verified|checked)",
    r"(?:bot|human|robot) (?:verification|check)\b",
    r"are you (?:a )?(?:human|robot|bot)\b",
    r"not a (?:ro)?bot\b",
    r"press (?:&|and) hold",
    r"incapsula",
    r"captcha",
    r"ddos protection",
    r"unusual traffic",
    r"security check(?:point)?\b",
    r"enable javascript and cookies to continue",
    r"request (?:was |has been )?(?:blocked|rejected|denied)",
    r"requested url was rejected",
    r"web application firewall|website firewall",
    r"pardon our interruption",
    r"you (?:have been|are|were) (?:temporarily )?(?:blocked|banned|locked out)",
    r"your (?:ip(?: address)?|address|computer|device) (?:has been|is|was) (?:blocked|banned|flagged|locked)",
    r"(?:web ?page|web ?site|access|url|address|content) (?:is |was |has been )?blocked\b(?! drains?)",
    r"(?:url|address|page|site) is (?:banned|blacklisted)",
    r"access to (?:this|the) (?:web)?(?:site|service|page) (?:has been|is|was) (?:limited|restricted|denied)",
    r"does not (?:allow|permit) you to (?:visit|access|view)",
    r"(?:not |un)(?:available|accessible|permitted) (?:in|from) your (?:country|region|location|area)",
    r"access from your (?:country|region|location|network)",
    r"access (?:is |has been )?restricted (?:by|from)",
    r"(?:generated|blocked|protected) by (?:mod_?security|wordfence)",
    r"bot detection",
    r"automated (?:access|requests|traffic)",
)
BOT = _words(
    *_BOT,
    r"access (?:to this page has been )?denied",
    r"you (?:do not|don['’]t) have permission to (?:access|view)",
    r"you are not allowed to (?:access|view|see)",
    r"request (?:was |has been )?unsuccessful",
    r"too many requests",
    r"(?:incident|support|ray) id\b",
)
# What walls say that answer with the status of an error; a site's own error page says none of it.
WALL = _words(*_BOT)
ERROR = _words(
    r"(?:critical|fatal|server|runtime|application|database|unexpected|unhandled) error",
    r"error establishing a database connection",
    r"internal server error",
    r"bad gateway",
    r"boot failed|failed to boot",
    r"something (?:went|has gone) wrong",
    r"there is a problem with (?:the|this) (?:service|website|site)",
    r"gateway time-?out|bandwidth limit exceeded",
    r"an error (?:has )?occurred",
    r"encountered an (?:\w+ )?error",
)
STOPPED = _words(
    r"(?:web ?app|application|site) is (?:currently )?stopped", r"web app you have attempted to reach"
)
SOON = _words(
    r"(?:coming|launching|opening) (?:soon|shortly)",
    r"(?:web)?site (?:is )?(?:currently )?under development",
    r"under construction",
    r"launch(?:ing|es)? (?:\w+ ){0,3}new (?:web)?site",
    r"new (?:web)?site (?:is |will be )?(?:\w+ )?(?:on its way|launching|launched soon|coming|under ?way)",
    r"(?:getting|has|have|having) a new home",
    r"new (?:web)?site (?:\w+ ){0,3}(?:soon|shortly)\b",
)
CLOSED = _words(
    r"(?:web)?site (?:has (?:now )?|is (?:now )?|was )(?:been )?(?:permanently )?"
    r"(?:closed|archived|decommissioned|retired|switched off|turned off|taken down|shut down|discontinued)"
    r"(?! (?:for|while|until|temporarily))",
    r"(?:web)?site closed on \d|(?:web)?site will no longer be (?:updated|maintained|available)",
    r"(?:web)?site (?:is|are) no longer (?:available|in use|maintained|active|updated|live|supported)",
    r"(?:have|has) deleted this (?:web)?site",
    r"(?:web)?site has (?:now )?moved\b",
    r"(?:we have|we['’]ve) moved to (?:a|our) new (?:web)?(?:site|address|home)",
    r"information\b.{0,150}\bcan now be found (?:on|at|in)\b",
)
SUSPENDED = _words(
    r"(?:account|(?:web)?site|hosting|subscription) (?:has been |is |was )?(?:temporarily )?"
    r"(?:suspended|disabled|deactivated)",
    r"(?:website|account|subscription|hosting) (?:has |is )?expired",
)
MAINTENANCE = _words(
    r"(?:under|scheduled|planned|essential|routine|for|undergoing) (?:\w+ )?maintenance",
    r"maintenance mode",
    r"temporarily (?:unavailable|down|offline|closed)",
    r"be(?:en)? back (?:soon|shortly|online)",
    r"back soon",
    r"briefly unavailable",
    r"service unavailable",
    r"site (?:is )?(?:currently )?(?:down|offline|unavailable)",
    r"site (?:is )?(?:currently )?being (?:updated|upgraded|rebuilt|redesigned|improved|moved)",
    r"we(?:['’]| a)re (?:currently )?(?:making|carrying out) (?:some )?(?:improve|updates|changes|essential)",
    r"we(?:['’]| a)re (?:currently )?(?:updating|upgrading|rebuilding|improving|moving) \w+ (?:web)?site",
    r"technical (?:difficult\w+|problems?|issues?)",
)
PARKED = _words(
    r"domain (?:name )?(?:\S+ )?(?:is|may be|could be) (?:for sale|available|parked)",
    r"buy this domain",
    r"this domain",
    r"domain (?:has )?expired",
    r"parked (?:free|domain|page)",
    r"hugedomains|sedo|godaddy|dan\.com|namecheap",
    r"domain parking|parking (?:service|page)|domain owner",
    r"related searches",
    r"(?:is|domain) for sale",
    r"online casino|betting|slots? bonus",
    r"default (?:web )?page",
    r"welcome to nginx",
    r"apache2? (?:ubuntu )?default",
    r"it works!",
    r"future home of",
)
LOGIN = _words(
    r"^(?:log|sign) ?-?in\b",
    r"please (?:log|sign) ?-?in",
    r"(?:log|sign) ?-?in to (?:continue|your|view|access|the|sharepoint)",
    r"password",
    r"authorised users",
    r"authentication required",
    r"single sign-on",
    r"you (?:must|need to) (?:be logged|log|sign)",
    r"members only",
)
# What a page says in its text when it shows its content to those alone who have logged in.
LOGIN_TO_SEE = _words(
    r"(?:must|need to|have to|please) (?:be )?(?:log|sign)(?:ged|ned)? ?-?in (?:\w+ )?(?:to|before|in order) "
    r"(?:you (?:can )?)?(?:view|see|access|read|continue)",
    r"(?:log|sign) ?-?in (?:or (?:register|sign ?up) )?to (?:view|see|access|read|continue)",
    r"(?:content|page|area|section|site|resource) is (?:only )?(?:available |visible |restricted |reserved )?"
    r"(?:only )?(?:to|for) (?:logged[- ]in|registered|signed[- ]in|authori[sz]ed|members? only|our members)",
    r"(?:site|page|content|wiki|workspace) is (?:currently |marked (?:as )?)?private",
    r"(?:content|page|area|section|site|resource) is restricted to (?:\w+ )?members",
    r"you (?:do not|don['’]t) have access to this (?:page|site|content|workspace)",
    r"only specific people can (?:view|see)",
    r"not authori[sz]ed to (?:view|access|see)",
)
GONE = _words(
    r"page (?:you (?:requested|were looking for|are looking for) )?(?:not found|cannot be found|"
    r"can['’]?t be found|could not be found|(?:was not|wasn['’]t|isn['’]t) found|does(?: not|"
    r"n['’]t) exist|no longer exists|has (?:been )?(?:moved|removed|deleted))",
    r"(?<![\w.-])404(?![\w-]|\.\w)",  # not in the name of a host or of a file
    r"not found",
    r"can['’]?t find (?:that|the|this) page",
    r"cannot find (?:that|the|this) page",
    r"couldn['’]t find (?:that|the|this) page",
    r"nothing (?:was )?found",
    r"no longer available",
    r"sorry,? (?:that|this|the) page",
    r"\boops\b",
)
NO_PAGE = _words(
    r"page (?:not|cannot|could not|can['’]t) (?:be )?found",
    r"page (?:(?:that )?you \w+(?: \w+){0,3} )?(?:no longer|does(?: not|n['’]t)) exists?",
    r"page (?:(?:that )?you \w+(?: \w+){0,3} )?has (?:been )?moved",
    r"file or directory not found",
)
CONSENT = _words(r"\bcookies?\b", r"\bconsent\b", r"accept (?:all|and continue)", r"your privacy")
TRACKING = _words(
    r"\b(?:vendors?|advert\w*|personali[sz]\w+|tracking|analytics|personal data|legitimate interests?)\b",
    r"\b(?:your device|on (?:a|the) device|preferences)\b",
)
CHOICE = _words(
    r"^(?:i )?(?:accept|agree|allow|reject|decline|refuse|deny|consent)\b",
    r"^(?:only |strictly )?(?:necessary|essential)\b",
    r"^(?:save|manage|confirm|change|set) (?:\w+ ){0,3}(?:cookies?|settings|preferences|choices)\b",
)
SKIPS = re.compile(r"skip (?:to|the|past|over)\b")
SCRIPTS = _words(
    r"(?:enable|requires?|needs?|turn on|without|allow) (?:\w+ ){0,3}javascript",
    r"javascript (?:is|must be|to be|needs to be) (?:\w+ )?(?:enabled|required|disabled|run)",
    r"you need to enable javascript",
    r"^loading\W*$",
    r"please wait",
)
