"""What of a page may stand in a fixture: structure, headings, organisations; no person, no prose."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alliance_spiders.alliances import find_alliance
from alliance_spiders.items import Page
from alliance_spiders.new_spider.reducing import Reducer
from alliance_spiders.new_spider.spider_file import Said, said_in, spider_source
from alliance_spiders.new_spider.vocabulary import Vocabulary
from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.names import Namer
from matching.matcher import Matcher
from matching.register import Register

REGISTER = Register.load()
WESSEX = find_alliance("wessex")
MATCHER = Matcher(REGISTER)
URL = "https://wessexcanceralliance.nhs.uk/partners"


def reduced(body: str, kind: str = "text/html") -> str:
    page = Page(URL, URL, 200, kind, body.encode(), "utf-8", datetime(2026, 9, 1, tzinfo=UTC), "urn:1")
    document = read_document(page)
    vocabulary = Vocabulary(REGISTER, [document])
    return Reducer(Namer(MATCHER, WESSEX), vocabulary, {}, {}).reduce(document)


@pytest.mark.parametrize(
    "kept",
    [
        "<li>Isle of Wight NHS Trust</li>",
        "<h2>Our partners</h2>",
        "<h2>Hospital trusts in our area</h2>",
        "<td>Isle of Wight NHS Trust</td>",
        "<dt>Isle of Wight NHS Trust</dt>",
        "<summary>Isle of Wight NHS Trust</summary>",
        "<select><option>Isle of Wight NHS Trust</option></select>",
        '<img alt="Isle of Wight NHS Trust"/>',
        '<nav class="menu">',
        "<li>Acute trusts and hospices</li>",
    ],
)
def test_structure_headings_and_organisations_stay(kept):
    assert kept in reduced(f"<html><body><main>{kept}</main></body></html>")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Quillon Farthingale leads us.</p>",
        "<h2>Meet Quillon Farthingale</h2>",
        "<h2>Quillon's story</h2>",
        "<li>Dr Quillon, Isle of Wight NHS Trust</li>",
        "<li>Isle of Wight NHS Trust (Quillon Farthingale)</li>",
        "<li>Isle of Wight NHS Trust, Quillon Farthingale</li>",
        "<li>Isle of Wight NHS Trust – Quillon Farthingale, 01632 960123</li>",
        '<img alt="Quillon Farthingale" src="quillon.jpg">',
        '<a href="/team/quillon" title="Quillon">More</a>',
        '<div id="quillon" class="author-quillon menu" data-name="Quillon" style="x:quillon"></div>',
        '<a href="#quillon">Quillon</a><div id="quillon">Isle of Wight NHS Trust</div>',
        "<!-- Quillon -->",
        "<script>var name = 'Quillon Farthingale'</script>",
        '<script type="application/ld+json">{"name": "Quillon Farthingale"}</script>',
        '<meta name="author" content="Quillon">',
        "<title>Quillon</title>",
        "<pre>Quillon\nIsle of Wight NHS Trust\nFarthingale</pre>",
        "<label>Quillon</label>",
        "<p>quillon@example.org or 01632 960123, ask for Quillon</p>",
        '<button aria-controls="quillon">Quillon</button>',
        "<noscript>Quillon</noscript><template>Quillon</template><svg><text>Quillon</text></svg>",
    ],
)
def test_no_person_stays_anywhere(body):
    text = reduced(f"<html><body><main>{body}</main></body></html>").lower()
    assert "quillon" not in text
    assert "farthingale" not in text
    assert "@" not in text
    assert "01632" not in text


def test_a_sentence_is_said_in_own_words_and_still_introduces():
    sentence = "The alliance is a warm and friendly partnership of the many bodies that you see down here:"
    text = reduced(f"<html><body><p>{sentence}</p><ul><li>Isle of Wight NHS Trust</li></ul></body></html>")
    assert "warm and friendly" not in text
    assert "<p>These are our partners:</p>" in text


def test_a_name_that_runs_over_several_elements_stays_whole():
    text = reduced("<html><body><li><b>Isle of</b> <i>Wight NHS</i> Trust</li></body></html>")
    assert "Isle of Wight NHS Trust" in text


@pytest.mark.parametrize("body", ["", "\0", "<ul>" * 3_000, "<<<>>>", "%PDF-1.4 broken", "{"])
def test_what_is_no_page_makes_no_fault(body):
    reduced(body)


def test_data_keeps_its_organisations_only():
    assert reduced('[{"name": "Isle of Wight NHS Trust"}, {"name": "Quillon"}]', "application/json") == (
        '[\n {\n  "name": "Isle of Wight NHS Trust"\n }\n]'
    )


@pytest.mark.parametrize(
    "source", ["", "def", "\0", "likely_paths = os.system('x')", "likely_paths = 3", "x = (" * 300]
)
def test_a_spider_that_cannot_be_understood_says_nothing(source):
    assert said_in(source) == Said()


def test_a_spider_reads_back_what_it_says():
    said = Said(("/a", "/b" * 60), ('what\'s "on"',), ("Our partners",), ("/x\\y",))
    assert said_in(spider_source(WESSEX, said, "On a day the list stood at /html.")) == said
