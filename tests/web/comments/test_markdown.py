from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from configurator.wording.markdown import LONGEST
from configurator.wording.markdown import REL
from configurator.wording.markdown import rendered
from tests.work import lines_run

ALLOWED = {*("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li")}


class Parsed(HTMLParser):
    """Everything a browser would find in the output: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def harmless(html: str) -> bool:
    """Tell whether the output has nothing but what is allowed, and no link that acts."""
    page = Parsed(html)
    return not page.other and all(_allowed(tag, given) for tag, given in page.tags)


def _allowed(tag: str, given: dict[str, str | None]) -> bool:
    if tag == "a":
        away = str(given.get("href")).lower().startswith(("http:", "https:", "mailto:"))
        return away and set(given) == {"href", "rel"} and given["rel"] == REL
    return tag in ALLOWED and set(given) <= ({"start"} if tag == "ol" else set())


WRITTEN = {
    "plain": ("Why *four*?", "<p>Why <em>four</em>?</p>"),
    "line": ("one\ntwo", "<p>one<br>\ntwo</p>"),
    "code": ("`a < b`", "<p><code>a &lt; b</code></p>"),
    "block": ("```yaml\na: 1\n```", "<pre><code>a: 1\n</code></pre>"),
    "list": ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    "counted": ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
    "quote": ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    "heading": ("# Loud *and* clear", "<p><strong>Loud <em>and</em> clear</strong></p>"),
    "link": ("[k](https://k8s.io)", f'<p><a href="https://k8s.io" rel="{REL}">k</a></p>'),
    "struck": ("~~no~~", "<p><s>no</s></p>"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_markdown_becomes_html(name: str) -> None:
    text, html = WRITTEN[name]

    assert rendered(text).strip() == html


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://ok.example" onclick="alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form action=/c/><button>Approve</button></form>",
    "<style>body { display: none }</style>",
    "<base href=https://evil.example>",
    "<!-- --!> <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('id') ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61vascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/c/1/delete/)",
    "[x]( https:javascript)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "title\' onmouseover=alert(1)")',
    "[x](https://a.example/\"onmouseover='alert(1)')",
    "![x](https://tracker.example/pixel.png)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![![x](https://a.example)](javascript:alert(1))",
    "`<script>`alert(1)`</script>`",
    '```"><script>alert(1)</script>\nx\n```',
    "```<img/onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "<a\0href=javascript:alert(1)>x</a>",
    "\u2028<script>\u2029alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "{{ settings.SECRET_KEY }} {% include 'x' %}",
    "<h1 id=main class=verdict>Approved</h1>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_people_write_acts(text: str) -> None:
    assert harmless(rendered(text))


def test_a_script_is_shown_as_it_was_written() -> None:
    text = "<script>alert(1)</script>"

    assert Parsed(rendered(text)).text.strip() == text


SIGNS = [
    *"<>&\"'`*_~[]()!#:;/\\|=-+. \n\t@{}%\0\u202e\u2066\ufeff",
    "aé",
    "javascript:",
    "https://",
]
PIECES = [
    *SIGNS,
    "<script>",
    "</script>",
    "onload=",
    "&#x",
    "&lt;",
    "![",
    "](",
    "<!--",
    "```",
    "data:",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_whatever_is_written_only_allowed_tags_come_out(text: str) -> None:
    assert harmless(rendered(text))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])))
def test_the_words_themselves_are_kept(text: str) -> None:
    words = "".join(character for character in text if character.isalnum())

    text_shown = Parsed(rendered(f"`` {words} ``")).text

    assert words in text_shown


def test_a_reversed_line_is_shown_where_it_begins() -> None:
    html = "<p>abc‹U+202E›txt.exe ‹U+2066›x</p>"

    assert rendered("abc\u202etxt.exe \u2066x").strip() == html
    assert rendered("abc&#x202E;txt.exe &#8294;x").strip() == html


def test_right_to_left_script_and_joined_signs_stay_as_they_are() -> None:
    text = "שלום\u200f 👩\u200d🔧"

    assert text in rendered(text)


LONG = [
    *("[", "*a_", "> ", "`", "- ", "![[", "<", "[a](<", "&", "a**b", "~~a", "[a]: x\n", "(", "]("),
    *("1. ", "#", "<!--", "<a ", "\\", "***", "_a ", "[[](", "|a", "| a |\n|-|\n", "&#x202E;"),
]


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_comment_takes_no_time_and_no_space(piece: str) -> None:
    began = time.process_time()

    html = rendered(piece * (2 * LONGEST // len(piece)))

    assert time.process_time() - began < 2
    assert len(html) < 15 * LONGEST
    assert harmless(html)


@pytest.mark.parametrize("piece", ["*a_", "[", "~~a"])
def test_signs_by_the_thousand_are_no_markdown(piece: str) -> None:
    body = piece * 3000

    assert rendered(body) == f"<p>{body[:LONGEST]}</p>"


def test_a_template_writes_markdown_with_a_filter() -> None:
    template = engines["django"].from_string("{{ text|markdown }}")

    assert template.render({"text": "**so**<b>"}).strip() == "<p><strong>so</strong>&lt;b&gt;</p>"


@pytest.mark.parametrize(
    "start",
    ["> " * 19, "> - " * 10, "[a](" * 59, "[" * 59, "*a" * 300, "> " * 5, "- " * 19, "`a``b" * 20],
)
@pytest.mark.parametrize(
    "rest", ["a\n", "a\r", "[", "**a*", "[[a](", "> a\n", "<a:", "`a``", "](a)"]
)
def test_the_work_for_a_comment_is_bounded(start: str, rest: str) -> None:
    text = (start + rest * LONGEST)[:LONGEST]

    assert lines_run(lambda: rendered.__wrapped__(text)) < 2_500_000


def test_a_line_may_end_in_any_way() -> None:
    assert rendered("> a\rb\r\n\r\nc") == rendered("> a\nb\n\nc")


def test_a_long_comment_of_a_person_is_still_rendered() -> None:
    text = "> > > quoted, with snake_case_words and [a link](https://a.example)\n" * 140

    assert "<blockquote>" in rendered(text[:LONGEST])


WORST = ["*\n", "<\n\n", "1) \n\n", "'http://a   + * ", ")> + ***\\:", "[a]: b\n1. ", "<http://a>"]
REAL = """We looked at the *staging* bundle: `scaling.backend.replicas` is 3.

- one [link](https://acme.com/x) and **bold** text_with_underscores

> quoted

```yaml
key: value_of_it
```

"""


def test_the_worst_comment_costs_little_more_than_a_long_one_of_a_person() -> None:
    real = _least_time(REAL * (LONGEST // len(REAL)))

    slow = {piece for piece in WORST if _least_time(piece * (LONGEST // len(piece))) > 12 * real}

    assert not slow


def _least_time(text: str) -> float:
    def once() -> float:
        started = time.process_time()
        rendered.__wrapped__(text)
        return time.process_time() - started

    return min(once() for _ in range(3))
