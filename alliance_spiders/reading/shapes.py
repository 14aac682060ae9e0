"""How a text is written: as a name, as a kind of organisation, as a clause."""

from __future__ import annotations

import re

_ADDRESS_ALONE = re.compile(  # of a site, of a person
    r"(?:(?:our |visit |main )*(?:web ?site|web|site|home ?page|url|link|online|e-?mail|address|visit):?\s+)?"
    r"(?:[^\s:@]*(?:://|@)\S*|www\.\S+|[^\s/]*\w\.(?:uk|org|com|net)(?:/\S*)?)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(  # for text in small letters; words by their first letter, which is found sooner
    r"\b(?:n(?:hs\w*| h s|etwork)|trusts?|h(?:ospitals?|ealth\w*|ospices?)|"
    r"i(?:nfirmary|cbs?|css?|cps?|nstitute)|f(?:oundation|ederation|t)|"
    r"c(?:ouncils?|ollege|harity|harities|ancer|are|linic|entres?|cg|ommissioning|ollaborative|onfederation|ic)|"
    r"universit(?:y|ies)|m(?:acmillan|arie curie|aggie\S*)|b(?:oards?|orough)|p(?:artnerships?|lc)|"
    r"a(?:lliances?|uthority|ssociation|cademy)|s(?:ociety|ervices?|t\.? \w+['’]s?)|"
    r"royal|england|group|l(?:imited|td))\b"
)
_GENERIC = frozenset(
    """nhs acute trust trusts hospital hospitals gp gps general practice practices practitioners primary
    secondary tertiary care network networks charity charities local authority authorities council
    councils university universities patient patients carer carers family families public voluntary
    sector third community communities commissioner commissioners commissioning integrated board
    boards provider providers hospice hospices clinical clinician clinicians partner partners
    organisation organisations and the our of other others national regional all a an in for with
    from across health healthcare social services service system systems staff professionals
    academic research institutions institution industry mental specialist cancer centre centres
    members member people their its including groups group teams team foundation borough district
    county city government bodies body independent private pharmacies pharmacy dentists opticians
    schools workforce education alliance alliances area region regions areas places place statutory
    sustainability transformation partnership partnerships icb icbs ics icss ccg ccgs pcn pcns ft
    fts vcse vcfse cvs level screening diagnostic diagnostics hub hubs nurses doctors support wider
    key stakeholders colleagues representatives who we work""".split()
)
_WORDS = re.compile(r"[^\W\d_][\w'’]*")
_JOINING = frozenset("and of the for upon on in with at under to by a or de la le y o'r".split())
_NUMBERED = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|each|many|some|these|"
    r"those|every|\d+) ",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|brings?|has|have|had|includes?|made|meets?|works?|will|can|helps?|"
    r"led|joined|shares?)\b"
)
_LONGEST = 14  # words of a name that is not known
_MOST_WORDS = 20  # of any name; the longest of the register has 14
_SENTENCES = re.compile(r"[a-z]{4}[.!?]\s+[A-Z]")
_SMALL = 0.2  # share of its words that may be small
_OF_ANOTHER = re.compile(
    r"\W*(?:(?:the alliance is |we are |this site is )?(?:hosted|funded|employed|supported|"
    r"sponsored|published|owned|managed|maintained|"
    r"provided|commissioned|led) by|formerly|previously|host(?: organisation| trust)?:?|"
    r"photo(?:graph)?(?: by|:)|c/o|care of|copyright|©|"
    r"(?:the )?(?:tertiary|referral|regional) (?:\w+ )?(?:centres?|units?|hospitals?)(?=:)|"
    r"refers? (?:\w+ ){0,4}to(?=:)|"
    r"thanks to|visit(?:ing|ed)? (?:to|by)|based at|"
    r"(?:(?:only|provided|available|offered|done|given|held) )?(?:at|via|from)(?= (?:the )?\w))\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"[(–—,;-]\s*(?:\w+ ){0,3}(?:left|until|withdrew|dissolved|abolished|ceased|"
    r"no longer|not (?:a |an )?(?:member|part)|"
    r"(?:part of |in |member of )?an?other (?:cancer )?alliance|neighbour\w*|observer)\b|"
    r"[(–—,;-]\s*(?:(?:but|it|just|lies|now|which|is) ){0,3}outside\b|"
    r"\b(?:(?:is|are) (?:now )?(?:(?:an? )?(?:part|members?|partners?) of|in)|belongs? to) "
    r"(?:an?other|(?:a|the) (?:different|neighbouring|next)|its own|their own) (?:cancer )?alliance\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:now|since \w+(?: \d{4})?) (?:is |are |a )?(?:\w+ )?(?:part|member|partner)s? of\b|"
    r"\b(?:moved|transferred|gone|switched) to\b|\b(?:has|have) joined\b|\bnow (?:in|under|with)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:council|universit|college|hospice|board|icb|ics|charity|macmillan|cancer|marie curie|"
    r"healthwatch|england|maggie|"
    r"alliance|network|partnership|institute|society|association|authority|ltd|limited|group)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2,}[A-Z&]*s?|[A-Z][a-z]+[A-Z]\w*")


def is_generic(text: str) -> bool:
    """Whether a text names a kind of organisation and none in particular."""
    first = _WORDS.search(text)
    if first is None or first[0].casefold() not in _GENERIC:  # as most
        return False
    words = _WORDS.findall(text.casefold(), first.start())
    return _GENERIC.issuperset(words) and words != ["nhs"]


def looks_named(text: str) -> bool:
    """Whether a short text has a word of an organisation or is an abbreviation."""
    return bool(_ORGANISATION.search(text.lower())) or bool(_CODE.fullmatch(text.strip()))


def is_name_shaped(text: str) -> bool:
    """Whether a text is written as a name: short, its words in capitals but for the small ones."""
    words = _WORDS.findall(text)
    if (
        not words
        or len(words) > _LONGEST
        or not text[:1].isalnum()
        or text.endswith(("?", "!"))
        or _VERB.search(text)
    ):
        return False
    small = [word for word in words if word[0].islower() and word not in _JOINING]
    return len(small) <= len(words) * _SMALL and not _NUMBERED.match(text)


def is_address(text: str) -> bool:
    """Whether a text is nothing but the address of a site or of a person: “Website: https://…”."""
    return ("." in text or "@" in text) and bool(_ADDRESS_ALONE.fullmatch(text))


def may_be_name(text: str) -> bool:
    """Whether a text is no sentence and not as long as one: whose name it is, is worth asking."""
    if is_address(text):
        return False
    return text.count(" ") < _MOST_WORDS and not is_clause(text) and not _SENTENCES.search(text)


def is_clause(text: str) -> bool:
    """Whether a text has a verb in it."""
    return bool(_VERB.search(text))


def names_body(text: str) -> bool:
    """Whether a text has the word of a body that is no trust (council, charity, board)."""
    return bool(_BODY.search(text))


def takes_back(text: str) -> bool:
    """Whether an entry says of itself that it is none (“left in 2019”, “not a member”)."""
    return bool(_TAKEN_BACK.search(text))


def tells_of_move(text: str) -> bool:
    """Whether an entry tells that something belongs elsewhere now (“is now part of …”, “moved to …”)."""
    return bool(_MOVED.search(text))


def is_of_another(text: str) -> bool:
    """Whether a text says whose something is, not who is a partner (“Hosted by …”, “Formerly …”)."""
    return bool(_OF_ANOTHER.match(text))


def folded_name(text: str) -> str:
    """A name in small letters, its words parted by single spaces."""
    return " ".join(_WORDS.findall(text.replace("&", " and ").casefold().replace("the ", "", 1)))
