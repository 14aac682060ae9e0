"""Names that the words right before them introduce: in one text, in two sentences, as answers to questions."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import T3, A, B, G, H, L, S, ul

_ALL = f"{G}, {S} and {A}"
_MIXED = f"{G}, {L} and {H}"  # one of the area among others: what a text on other work holds
_MEET = "<p>We meet monthly.</p>"
_NOBODY: set[str] = set()


def _found(body: str, title: str = "About us") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title))))


_LEADS = (
    "Our partners:",
    "Members:",
    "Member trusts:",
    "Partners –",
    "Our trusts –",
    "The alliance’s partners:",
    "Trusts in our alliance:",
    "The trusts that make up the alliance:",
    "Our partners across Somerset and Wiltshire:",
    "Our six partner trusts:",
    "Delivery partners:",
    "Our partners are:",
    "Who are our partners?",
    "Who is part of the alliance?",
    "<strong>Our partner trusts:</strong>",
    "<strong>Our partner trusts</strong><br>",
)


@pytest.mark.parametrize("lead", _LEADS)
@pytest.mark.parametrize("after", ["", _MEET, "<h2>Our aim</h2><p>To find cancer early.</p>"])
def test_an_enumeration_may_introduce_itself(lead: str, after: str) -> None:
    assert _found(f"<p>{lead} {G}, {S}, {A}</p>{after}", "Who we are") == T3


@pytest.mark.parametrize("sign", [", ", "; ", " / ", " | ", " • ", " · ", " – ", " and ", " &amp; "])
def test_any_sign_may_part_its_names(sign: str) -> None:
    assert _found(f"<p>Our partner trusts: {sign.join((G, S, A))}</p>{_MEET}") == T3


@pytest.mark.parametrize(
    "lead",
    [
        "Project partners:",
        "Our partners in the lung project:",
        "Our partners in this study:",
        "Our partners for the scanner:",
        "Lung programme members:",
        "Sarcoma partners:",
        "Procurement partners:",
        "Our research partners:",
        "Training partners:",
        "Members of the pathology network:",
        "Members of the board:",
        "Members of the choir:",
        "Staff members:",
        "Former members:",
        "Our members until 2020:",
        "Prospective members:",
        "Our partners were:",
        "Neighbouring trusts:",
        "Trusts in other alliances:",
        "Trusts outside our area:",
        "Our visitors:",
        "Who are our funders?",
        "Who are the project’s partners?",
    ],
)
def test_an_enumeration_may_introduce_others(lead: str) -> None:
    assert _found(f"<p>{lead} {G}, {L}, {H}</p>{_MEET}") == _NOBODY


@pytest.mark.parametrize("title", ["Lung project", "Latest news", "Research", "Lung pathway group", "Visits"])
def test_the_title_over_an_enumeration_may_speak_against_it(title: str) -> None:
    assert _found(f"<h3>{title}</h3><p>Members: {G}, {L}, {H}</p>{_MEET}") == _NOBODY
    assert _found(f"<h3>{title}</h3><p>We have three members. They are {_MIXED}.</p>") == _NOBODY


@pytest.mark.parametrize("lead", ["Visiting teams:", "Former partners:", "Lung project:", "Neighbours:"])
def test_an_enumeration_beside_it_may_be_of_others(lead: str) -> None:
    assert _found(f"<p>Our partner trusts: {G}, {S}, {A}</p><p>{lead} {L}, {H}</p>{_MEET}") == T3


@pytest.mark.parametrize(
    "said",
    [
        "We have 3 member trusts. They are",
        "We have three member trusts. These are:",
        "The alliance brings together three trusts. Those are",
        "Our alliance is made up of three NHS trusts and two councils. The trusts are",
        "The alliance is a partnership of hospitals. They include",
        "We are a partnership of three trusts. These trusts are",
        "The alliance unites three acute and specialist hospital trusts. They are",
        "The SWAG Cancer Alliance is made up of three trusts. They are as follows:",
        "We have three member trusts.</p><p>They are",
        "Our partners:</p><p>These are",
    ],
)
def test_the_sentence_before_may_introduce_names(said: str) -> None:
    assert _found(f"<p>{said} {_ALL}.</p>") == T3


@pytest.mark.parametrize(
    "said",
    [
        "We have 3 partners in the lung project. They are",
        "We have three partners for our new scanner. They are",
        "The project has three partners. They are",
        "The lung project began in May. It has three partner trusts. They are",
        "Our imaging network has three members. They are",
        "The board has three members. They are",
        "We have three former members. They are",
        "We used to have three members. They were",
        "Three trusts left the alliance. They are",
        "Three trusts will join the alliance. They are",
        "Three trusts are outside the alliance. They are",
        "The neighbouring alliance has three members. They are",
        "Thames Valley Cancer Alliance has three member trusts. They are",
        "Our staff come from three member trusts. They are",
        "We visited three partner trusts. They are",
        "Our funders are partners too. They are",
        "Three of our trusts took part in the trial. They are",
        "The conference brought together three partners. They are",
        "We have three member trusts. They refer patients to",
        "Our partners share three teams. They are hosted by",
    ],
)
def test_the_sentence_before_may_be_about_others(said: str) -> None:
    assert _found(f"<p>{said} {_MIXED}.</p>") == _NOBODY


_ANSWERS = ("There are 3:", "There are three.", "They are", "These are:", "We have three:", "The trusts are")


@pytest.mark.parametrize("answer", _ANSWERS)
@pytest.mark.parametrize(
    "question",
    [
        "Which trusts belong to the alliance?",
        "Which hospitals are part of the alliance?",
        "Who is in the alliance?",
        "Who are our partners?",
        "Which organisations are members?",
    ],
)
def test_the_question_above_introduces_the_answer(question: str, answer: str) -> None:
    assert _found(f"<h3>{question}</h3><p>{answer} {_ALL}.</p>", "Questions") == T3


@pytest.mark.parametrize(
    "body",
    [
        "<details><summary>{q}</summary><p>{a}</p></details>",
        "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
        "<p><strong>{q}</strong></p><p>{a}</p>",
        "<p>{q}</p><p>{a}</p>",
        "<p>{q} {a}</p>",
        "<h3>What do we do?</h3><p>We find cancer early.</p><h3>{q}</h3><p>{a}</p><h3>Where are you?</h3><p>In Bath.</p>",
    ],
)
def test_questions_may_be_set_in_many_ways(body: str) -> None:
    answer = f"There are 3: {_ALL}."
    assert _found(body.format(q="Which trusts belong to the alliance?", a=answer)) == T3


@pytest.mark.parametrize("answer", ["There are 3:", "They are"])
@pytest.mark.parametrize(
    "question",
    [
        "Which trusts are outside the area?",
        "Which trusts are not members?",
        "Which trusts used to be members?",
        "Which trusts will join the alliance?",
        "Which trusts are in the neighbouring alliance?",
        "Which other alliances are there?",
        "Which trusts take part in the lung project?",
        "Who are the partners in the project?",
        "Who sits on the board?",
        "Who funds the alliance?",
        "Which hospitals do you refer to?",
        "Where can I park?",
    ],
)
def test_the_question_above_may_be_about_others(question: str, answer: str) -> None:
    assert _found(f"<h3>{question}</h3><p>{answer} {_MIXED}.</p>", "Questions") == _NOBODY


@pytest.mark.parametrize(
    "lead", ["There are two tertiary centres:", "There are two hospitals outside our area:"]
)
def test_an_answer_may_name_others(lead: str) -> None:
    assert _found(f"<h2>Our partners</h2><p>{lead} {L} and {H}.</p>") == _NOBODY


@pytest.mark.parametrize(
    "key",
    ["NHS Somerset ICB", "NHS Example Integrated Care Board (NECB)", "Example and Vale Care Partnership"],
)
def test_the_body_that_plans_care_may_stand_before_its_trusts(key: str) -> None:
    lines = f"<p><b>{key}</b>: {S} and {G}</p><p><b>Bath and North East Somerset, Swindon and Wiltshire ICB</b>: {A}</p>"
    assert _found(f"<p>The alliance covers these systems and their trusts.</p>{lines}") == T3


def test_neighbouring_bodies_stand_before_other_trusts() -> None:
    lines = (
        f"<p><b>NHS West Yorkshire ICB</b>: {L} and {H}</p><p><b>NHS South Yorkshire ICB</b>: {B} and {H}</p>"
    )
    assert _found(f"<h2>Neighbouring systems</h2>{lines}") == _NOBODY


@pytest.mark.parametrize(
    "sentence",
    [
        f"{G} has teamed up with {S} and {A} to form the alliance.",
        f"{G} and {S} joined with {A} to create our cancer alliance.",
        f"{G} works with {S} and {A} to make up the alliance.",
        f"{_ALL} have joined forces to form the alliance.",
    ],
)
def test_a_sentence_may_tell_who_formed_the_alliance(sentence: str) -> None:
    assert _found(f"<p>{sentence}</p>") == T3


@pytest.mark.parametrize(
    "sentence",
    [
        f"{G} has teamed up with {L} and {H} to form a new group of hospitals.",
        f"{G} has teamed up with {L} and {H} to test a scanner for the alliance.",
        f"{G} works with {L} and {H} to form the stroke alliance.",
        f"{L}, {H} and {B} joined forces to form the West Yorkshire and Harrogate Cancer Alliance.",
    ],
)
def test_a_sentence_may_tell_who_formed_something_else(sentence: str) -> None:
    assert not {"RR8", "RWA"} & _found(f"<p>{sentence}</p>")


def test_a_list_after_an_enumeration_keeps_its_own_title() -> None:
    body = f"<p>Our partners: {G}, {S}, {A}</p>{_MEET}<h2>Trusts that visited us</h2>{ul(L, H, B)}"
    assert _found(body) == T3


@pytest.mark.parametrize(
    "where", ["NHS Gloucestershire Integrated Care Board", "NHS Somerset ICB", "Somerset"]
)
def test_a_sentence_that_begins_with_a_place_is_no_entry(where: str) -> None:
    first = "<p>In NHS Somerset ICB, our partner trusts are Somerset NHS Foundation Trust.</p>"
    second = (
        f"<p>Across {where}, our partner trusts are Gloucestershire Hospitals NHS Foundation Trust "
        "and Salisbury NHS Foundation Trust.</p>"
    )
    assert codes(read(page(html(first + second, "Our partners")))) == {"RH5", "RTE", "RNZ"}


PASSING = (
    "Here are those taking part in our work.",
    "Patients in our area are referred to one of these trusts.",
    "Our news comes from these member trusts.",
)


@pytest.mark.parametrize("words", PASSING)
def test_words_in_passing_take_no_list_from_a_page_of_partners(words: str) -> None:
    own = (
        "Gloucestershire Hospitals NHS Foundation Trust",
        "Somerset NHS Foundation Trust",
        "Salisbury NHS Foundation Trust",
    )
    far = ("Medway NHS Foundation Trust", "Frimley Health NHS Foundation Trust", "Wye Valley NHS Trust")

    def shown(title: str, trusts: tuple[str, ...]) -> set[str]:
        return codes(read(page(html(f"<h1>{title}</h1><p>{words}</p>{ul(*trusts)}", title), "/alliance")))

    assert shown("Alliance members", own) == {"RTE", "RH5", "RNZ"}
    assert shown("Alliance members", far) == shown("About us", own) == set()
