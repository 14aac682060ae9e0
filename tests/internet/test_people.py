"""No person of a page leaves the recording: the invented people of the fixture pages are looked for."""

import re

import pytest
from bs4 import BeautifulSoup

from matching.register import Register
from tests.fixtures.build_sample import SITES

_WORDS = r"[A-Z][a-z]+ [A-Z][\w'’-]+"
_NAME = re.compile(_WORDS)
_SHOWN = (
    re.compile(rf"\b(?:said|says|led by|[Cc]ontact:?) (?:(?:Dr|Prof|Mrs?|Ms)\.? )?({_WORDS})"),
    re.compile(rf"\b(?:Dr|Prof|Professor|Mrs?|Ms)\.? ({_WORDS})"),
    re.compile(rf"({_WORDS}),? (?:is |– |- )?(?:the |our )?(?:Managing|Clinical|Medical|Programme) [DLM]"),
)
_PHONE = re.compile(r"\b(?:01632|020 ?7946)[ \d]{4,9}\d")
_ORGANISATION = re.compile(
    r"NHS|Trust|Hospital|Cancer|Alliance|Council|Hospice|Health|Care|Support|Centre|London"
)


@pytest.fixture(scope="module")
def people():
    """Names, numbers and addresses of persons that the pages show."""
    names, reach = set(), set()
    for path in SITES.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        text = soup.get_text(" ")
        reach.update(_PHONE.findall(text))
        for link in soup.select("a[href^='mailto:'], a[href^='tel:']"):
            reach.add(link["href"].partition(":")[2].partition("?")[0])
            if _NAME.fullmatch(link.get_text(strip=True)):
                names.add(link.get_text(strip=True))
        for pattern in _SHOWN:
            names.update(found[1].rstrip("'’-") for found in pattern.finditer(text))
    known = organisation_words()
    return {name for name in names if not set(re.findall(r"\w+", name)) <= known}, reach


def organisation_words():
    """Words of organisations' names, which a person of the pages never has alone."""
    register = Register.load()
    named = [*register.trusts.values(), *register.sites, *register.bodies]
    return {word for one in named for word in re.findall(r"\w+", one.name)} | {"And", "The"}


@pytest.fixture(scope="module")
def written(from_nothing, from_published):
    """All text that two runs wrote, apart from the recordings."""
    return {
        path: path.read_bytes().decode("utf-8", "replace")
        for folder in (from_nothing, from_published)
        for path in folder.rglob("*")
        if path.is_file() and "archive" not in path.parts
    }


def test_the_pages_do_show_people(people):
    names, reach = people
    assert len(names) >= 20
    assert len(reach) >= 10


def test_no_name_of_a_person_is_written_anywhere(written, people):
    names, _ = people
    leaks = {(name, path.name) for path, text in written.items() for name in names if name in text}
    assert leaks == set()


def test_no_number_or_address_of_a_person_is_written_anywhere(written, people):
    _, reach = people
    leaks = {(one, path.name) for path, text in written.items() for one in reach if one and one in text}
    assert leaks == set()
