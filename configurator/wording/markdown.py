"""Markdown of comments, reviews and notes, rendered as sanitized HTML.

It is protected twice: the parser ignores HTML and images, and its output is sanitized against a
short list of tags, so that an error in one of the two lets no script through (XSS).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType
from markdown_it.utils import OptionsDict

# Characters; the limit of the forms as well.
LONGEST = 10_000
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(rf"(?:{'|'.join(sorted(SCHEMES))}):[^\s]", re.IGNORECASE)
TAGS = {
    *("a", "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
}
# The star stands for every tag. Without it nh3 allows the attributes lang and title.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
REL = "nofollow noopener noreferrer ugc"
# Levels of nesting. Deeper text is left out, because deep nesting makes the parser slow.
DEEPEST = 20
# Hundreds of these characters, or of lines, make the parser slow; no real comment has so many.
SIGNS, MOST_SIGNS = "*_~[", 1000
OTHER_SIGNS, MOST_OTHER_SIGNS = "<&\\`!(:", 1000
MOST_LINES = 500
# For each bracket the parser searches the rest of the paragraph for the closing one, and the text
# up to the next space for the end of a link's URL.
BRACKET, MOST_BRACKETED = re.compile(r"[\[\]]"), 100_000
# For each line the parser checks every surrounding quote.
QUOTES, MOST_QUOTED_LINES = re.compile(r"[ \t>+*-]*"), 5000
# Invisible characters that some scripts need: joiners, direction marks, the soft hyphen.
UNSEEN = {"\n", "\t", "\u00ad", "\u061c", "\u200c", "\u200d", "\u200e", "\u200f"}


# A slow comment takes a twentieth of a second, and one page shows many comments.
@lru_cache(maxsize=512)
def rendered(text: str) -> SafeString:
    """Render Markdown as HTML; headings become bold lines, as the page has its own outline."""
    # The parser takes each of these for the end of a line, and so do the limits below.
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    plain = _slow(text)
    html = nh3.clean(
        linebreaks(text, autoescape=True) if plain else _PARSER.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    )
    return mark_safe(visible(html))  # noqa: S308 - it is sanitized above


def _slow(text: str) -> bool:
    """Tell whether the parser would be slow with a text, which is then shown as plain text."""
    bracketed = sum(map(_bracketed, text.split("\n\n")))
    if sum(map(text.count, SIGNS)) > MOST_SIGNS or bracketed > MOST_BRACKETED:
        return True
    lines = text.split("\n")
    if sum(map(text.count, OTHER_SIGNS)) > MOST_OTHER_SIGNS or len(lines) > MOST_LINES:
        return True
    deepest = max(quote[0].count(">") for line in lines if (quote := QUOTES.match(line)))
    return min(deepest, DEEPEST) * len(lines) > MOST_QUOTED_LINES


def _bracketed(paragraph: str) -> int:
    """Estimate the parser's work on a paragraph: the characters inside each bracket and URL."""
    opened: list[int] = []
    total = sum(word.count("](") * len(word) for word in paragraph.split())
    for bracket in BRACKET.finditer(paragraph):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            total += bracket.start() - opened.pop()
    return total + sum(len(paragraph) - start for start in opened)


def visible(text: str) -> str:
    """Replace invisible control characters with their code points: one can reverse a line."""
    return "".join(_name(sign) if _is_invisible(sign) else sign for sign in text)


def _is_invisible(sign: str) -> bool:
    return category(sign) in {"Cc", "Cf"} and sign not in UNSEEN


def _name(sign: str) -> str:
    return f"‹U+{ord(sign):04X}›"


def _heading(
    _: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "<p><strong>" if tokens[at].nesting > 0 else "</strong></p>\n"


class Parser(MarkdownIt):
    """CommonMark without HTML, images and tables; links may use http, https and mailto only."""

    def __init__(self) -> None:
        super().__init__("js-default", {"maxNesting": DEEPEST, "breaks": True})
        # A table of ten thousand characters becomes a megabyte of HTML.
        self.disable(["image", "table"])
        for rule in ("heading_open", "heading_close"):
            self.add_render_rule(rule, _heading)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Tell whether a URL may become a link; otherwise it stays text."""
        return bool(LINK.match(url))


_PARSER = Parser()
