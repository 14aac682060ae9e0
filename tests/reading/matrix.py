"""Made-up sites: every way of laying out a list, in every kind of page, with all that could be mistaken for it.

``sites()`` yields the pages of one site with the codes that must be found on it. Names of organisations
are real, people and prose are invented.
"""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from alliance_spiders.alliances import Alliance, all_alliances
from matching.register import Register

Layout = Callable[[list[str]], str]


@dataclass(frozen=True)
class Site:
    """Pages by address, and the codes of the trusts that they list as partners."""

    alliance: Alliance
    pages: dict[str, str]
    expected: frozenset[str]
    label: str


def _each(names: list[str], form: str) -> str:
    return "".join(form.format(n=escape(name), i=i, s=_slug(name)) for i, name in enumerate(names, 1))


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower())


def _table(form: str, head: str = "") -> Layout:
    return lambda names: f"<table>{head}{_each(names, form)}</table>"


def _wrapped(before: str, form: str, after: str) -> Layout:
    return lambda names: before + _each(names, form) + after


def _sentence(names: list[str]) -> str:
    return f"<p>The alliance is made up of {', '.join(map(escape, names[:-1]))} and {escape(names[-1])}. It meets monthly.</p>"


def _semicolons(names: list[str]) -> str:
    return f"<p>Our member trusts are: {'; '.join(map(escape, names[:-1]))}; and {escape(names[-1])}.</p>"


def _tabs(names: list[str]) -> str:
    half = len(names) // 2
    return (
        '<div role="tablist"><button role="tab" aria-controls="t1">North</button><button role="tab" aria-controls="t2">South</button></div>'
        f'<div id="t1" role="tabpanel"><ul>{_each(names[:half], "<li>{n}</li>")}</ul></div>'
        f'<div id="t2" role="tabpanel" hidden><ul>{_each(names[half:], "<li>{n}</li>")}</ul></div>'
    )


def _by_area(names: list[str]) -> str:
    half = len(names) // 2
    return f"<h3>East</h3><ul>{_each(names[:half], '<li>{n}</li>')}</ul><h3>West</h3><ul>{_each(names[half:], '<li>{n}</li>')}</ul>"


def _columns(names: list[str]) -> str:
    half = len(names) // 2
    return f'<div class="row"><div class="c"><ul>{_each(names[:half], "<li>{n}</li>")}</ul></div><div class="c"><ul>{_each(names[half:], "<li>{n}</li>")}</ul></div></div>'


LAYOUTS: dict[str, Layout] = {
    "list": _wrapped("<ul>", "<li>{n}</li>", "</ul>"),
    "linked_list": _wrapped("<ol>", '<li><a href="https://www.{s}.nhs.uk">{n}</a></li>', "</ol>"),
    "list_of_paragraphs": _wrapped("<ul>", "<li><p>{n}</p></li>", "</ul>"),
    "list_with_words": _wrapped(
        "<ul>", "<li>{n}, which has a centre for chemotherapy and a choir of patients</li>", "</ul>"
    ),
    "list_bold_words": _wrapped(
        "<ul>", "<li><strong>{n}</strong> – runs two hospitals and a day unit</li>", "</ul>"
    ),
    "list_colon": _wrapped("<ul>", "<li>{n}: two hospitals by the river</li>", "</ul>"),
    "list_website": _wrapped(
        "<ul>", '<li>{n} <a href="https://x.nhs.uk">Website (opens in new window)</a></li>', "</ul>"
    ),
    "numbered": _wrapped("<p>", "{i}. {n}<br>", "</p>"),
    "table": _table(
        "<tr><td>{n}</td><td>Town {i}</td><td>www.{s}.nhs.uk</td></tr>",
        "<tr><th>Trust</th><th>Town</th><th>Website</th></tr>",
    ),
    "table_second": _table("<tr><td>{i}</td><td>{n}</td></tr>"),
    "table_last": _table(
        "<tr><td>Town {i}</td><td>3,{i}00 beds</td><td>{n}</td></tr>",
        "<thead><tr><th>Where</th><th>Size</th><th>Organisation</th></tr></thead>",
    ),
    "table_rows": _table("<tr><th scope='row'>{n}</th><td>Town {i}</td></tr>"),
    "table_grid": lambda names: (
        "<table>"
        + "".join(f"<tr>{_each(names[i : i + 3], '<td>{n}</td>')}</tr>" for i in range(0, len(names), 3))
        + "</table>"
    ),
    "cards": _wrapped(
        '<div class="g">',
        '<div class="k"><h3>{n}</h3><p>A trust that looks after many people in the hills.</p><a href="/x">Visit website</a></div>',
        "</div>",
    ),
    "cards_plain": _wrapped(
        '<div class="g">', '<div class="k"><div>{n}</div><div>Looks after many people.</div></div>', "</div>"
    ),
    "cards_linked": _wrapped('<div class="g">', '<a href="/x"><div><span>{n}</span></div></a>', "</div>"),
    "accordion": _wrapped("", "<details><summary>{n}</summary><p>Some words on the trust.</p></details>", ""),
    "accordion_buttons": _wrapped(
        "",
        '<div><h3><button aria-expanded="false">{n}</button></h3><div hidden><p>Some words.</p></div></div>',
        "",
    ),
    "tabs": _tabs,
    "headings": _wrapped("", "<h3>{n}</h3><p>It has a large breast unit and a radiotherapy centre.</p>", ""),
    "headings_four": _wrapped(
        "", "<h4><a href='/x'>{n}</a></h4><p>Based by the sea, it was founded in 1948.</p>", ""
    ),
    "bold_lines": _wrapped("", "<p><strong>{n}</strong></p><p>It has a large breast unit.</p>", ""),
    "bold_tails": _wrapped(
        "", '<p><strong>{n}</strong> – <a href="/x">website</a> | <a href="/y">services</a></p>', ""
    ),
    "definitions": _wrapped("<dl>", "<dt>{n}</dt><dd>Serves the west of the county.</dd>", "</dl>"),
    "lines": _wrapped("<p>", "{n}<br/>", "</p>"),
    "line_links": _wrapped("<p>", '<a href="/x">{n}</a><br/>', "</p>"),
    "paragraphs": _wrapped("", "<p>{n}</p>", ""),
    "divs": _wrapped("<div>", "<div>{n}</div>", "</div>"),
    "spans": _wrapped("<div>", '<span class="tag">{n}</span> ', "</div>"),
    "links_glued": _wrapped("<p>", '<a href="/x">{n}</a>', "</p>"),
    "logos": _wrapped("<div>", '<a href="/x"><img src="/i/{i}.png" alt="{n} logo"></a>', "</div>"),
    "logos_title": _wrapped(
        "<ul>", '<li><a href="/x" title="{n}"><img src="/i/{i}.png" alt=""></a></li>', "</ul>"
    ),
    "logos_label": _wrapped("<div>", '<a href="/x" aria-label="{n}"><img src="/i/{i}.png"></a>', "</div>"),
    "backgrounds": _wrapped(
        "<div>", '<div role="img" aria-label="{n}" style="background:url(x)"></div>', "</div>"
    ),
    "figures": _wrapped(
        "<div>",
        '<figure><img src="/i/{i}.jpg" alt="A building"><figcaption>{n}</figcaption></figure>',
        "</div>",
    ),
    "sentence": _sentence,
    "semicolons": _semicolons,
    "by_area": _by_area,
    "columns": _columns,
    "options": _wrapped(
        '<form><label for="s">Our member trusts</label><select id="s"><option>Please choose</option>',
        "<option value='{i}'>{n}</option>",
        "</select></form>",
    ),
    "definitions_descriptions": _wrapped("<dl>", "<dt>Trust {i}</dt><dd>{n}</dd>", "</dl>"),
    "articles": _wrapped(
        "<section>", "<article><header><h3>{n}</h3></header><p>A few words.</p></article>", "</section>"
    ),
    "blocks_in_links": _wrapped(
        "<ul>", '<li><a href="/x"><h4>{n}</h4><p>Read about this trust.</p></a></li>', "</ul>"
    ),
    "font_tags": _wrapped("<CENTER>", '<FONT SIZE="2"><B>{n}</B></FONT><BR>', "</CENTER>"),
}

INTROS: dict[str, str] = {
    "heading": "<h2>Our partners</h2>{list}",
    "members": "<h2>Member organisations</h2>{list}",
    "lead": "<p>The alliance is made up of the following NHS trusts:</p>{list}",
    "lead_long": "<p>Cancer does not stop at a boundary. We bring together the hospital trusts, commissioners, charities and patient representatives of the area.</p><p>The trusts are:</p>{list}",
    "bold": "<p><b>Trusts in our alliance</b></p>{list}",
    "div_title": '<div class="title">Who we work with</div>{list}',
    "question": "<h3>Which organisations are part of the alliance?</h3>{list}",
    "hospitals": "<h2>Hospitals in our area</h2><p>Cancer care is given by these trusts.</p>{list}",
    "split": "<div><div><h2>Our partners</h2><p>We could do nothing without them.</p></div></div><div><div>{list}</div></div>",
    "nested": "<h2>Partners</h2><h3>NHS trusts</h3>{list}<h3>Charities</h3><ul><li>Macmillan Cancer Support</li><li>Cancer Research UK</li></ul>",
    "providers": "<h2>Provider trusts</h2>{list}",
    "collaborate": "<h2>About</h2><p>We are a collaboration of organisations. They include:</p>{list}",
}

NOISE: dict[str, str] = {
    "none": "",
    "history": "<h2>Our history</h2><p>Until 2016 the network was made up of {x0}, {x1} and {x2}.</p>",
    "others": "<h2>Other cancer alliances</h2><ul><li>{o0}</li><li>{o1}</li><li>{o2}</li></ul>",
    "neighbours": "<h3>Neighbouring trusts</h3><ul><li>{x0}</li><li>{x1}</li><li>{x2}</li></ul>",
    "staff": "<h2>Our team</h2><table><tr><th>Name</th><th>Role</th><th>Employer</th></tr><tr><td>Orla Quill</td><td>Lead nurse</td><td>{x0}</td></tr>"
    "<tr><td>Tam Birch</td><td>Chair</td><td>{x1}</td></tr></table>",
    "people": "<h2>Who speaks for us</h2><ul><li>Dr Orla Quill, clinical director, {x0}</li><li>Tam Birch, cancer manager, {x1}</li></ul>",
    "news": "<section><h2>Latest news</h2><ul><li>{x0} opens a garden</li><li>A choir sings at {x1}</li></ul></section>",
    "radiotherapy": "<h2>Radiotherapy</h2><p>Our radiotherapy network includes {x0}, {x1} and {x2}.</p>",
    "host": "<p>The alliance is hosted by {x0}.</p>",
    "visit": "<p>Last week colleagues from {x0} and {x1} visited our office.</p>",
    "links": "<h2>Useful links</h2><ul><li><a href='/x'>{x0}</a></li><li><a href='/y'>{x1}</a></li><li><a href='/y'>{x2}</a></li></ul>",
    "trial": "<h2>Clinical trials</h2><p>Trials are open at {x0}, {x1} and {x2}.</p>",
}

SKELETONS: dict[str, str] = {
    "main": "<!DOCTYPE html><html lang='en'><head><title>{title} | {site}</title></head><body><header><nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav></header>"
    "<main><h1>{title}</h1>{body}</main><footer><p>Hosted by {x3}</p></footer></body></html>",
    "divs": "<html><head><title>{site} - {title}</title></head><body><div><div><a href='/'>Home</a> <a href='/a'>About</a></div><div><div class='h'>{title}</div><div>{body}</div></div>"
    "<div><p>Hosted by {x3}. © {site}</p></div></div></body></html>",
    "layout_table": "<HTML><HEAD><TITLE>{site}</TITLE></HEAD><BODY><TABLE WIDTH=100%><TR><TD WIDTH=150><A HREF='/'>Home</A><BR><A HREF='/n'>News</A></TD><TD><H1>{title}</H1>{body}</TD></TR>"
    "<TR><TD COLSPAN=2><SMALL>Hosted by {x3}</SMALL></TD></TR></TABLE></BODY></HTML>",
    "sections": "<html lang='en'><head><title>{title} – {site}</title></head><body><section class='hero'><h1>{title}</h1></section><section><div><div>{body}</div></div></section>"
    "<section class='strip'><p>Hosted by {x3}</p></section></body></html>",
    "no_heading": "<html><head><title>{site}</title></head><body><div id='wrap'><div id='m'>{body}</div><div id='f'>{site}, c/o {x3}</div></div></body></html>",
}

TITLES = ("About us", "Our partners", "What we do", "Welcome")


class Matrix:
    """Makes sites from the register, in an order that a seed decides."""

    def __init__(self, register: Register, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._members = {
            alliance.code: [t for t in register.open_trusts() if t.icb_code in alliance.icbs]
            for alliance in all_alliances()
        }
        self._all = list(register.open_trusts())

    def sites(self, share: float = 1.0) -> Iterator[Site]:
        """Sites over all combinations; ``share`` of them."""
        for layout, intro, noise, skeleton in itertools.product(LAYOUTS, INTROS, NOISE, SKELETONS):
            if self._random.random() < share:
                yield self.site(layout, intro, noise, skeleton)

    def site(self, layout: str, intro: str, noise: str, skeleton: str) -> Site:
        """One site: the page with the list and a page of news."""
        alliance = self._random.choice([a for a in all_alliances() if len(self._members[a.code]) >= 4])
        members = self._random.sample(self._members[alliance.code], min(len(self._members[alliance.code]), 7))
        outside = self._random.sample([t for t in self._all if t not in self._members[alliance.code]], 4)
        words = {f"x{n}": escape(t.name) for n, t in enumerate(outside)}
        others = self._random.sample([a for a in all_alliances() if a.code != alliance.code], 3)
        words |= {f"o{n}": escape(a.name) for n, a in enumerate(others)}
        words |= {"site": escape(alliance.name), "title": self._random.choice(TITLES)}
        listed = INTROS[intro].format(list=LAYOUTS[layout]([t.name for t in members]))
        noisy = NOISE[noise].format(**words)
        body = (
            f"<p>We work for people with cancer.</p>{listed}{noisy}"
            if self._random.random() < 0.5
            else f"<div>{noisy}</div>{listed}<p>Write to us.</p>"
        )
        home = f"https://{alliance.scope[0]}"
        news = f"<html><head><title>News | {words['site']}</title></head><body><main><h1>A new scanner</h1><p>{words['x0']} and {words['x1']} have bought one.</p></main></body></html>"
        return Site(
            alliance,
            {
                f"{home}/who-we-are": SKELETONS[skeleton].format(body=body, **words),
                f"{home}/news/scanner": news,
            },
            frozenset(t.code for t in members),
            f"{layout}/{intro}/{noise}/{skeleton}",
        )
