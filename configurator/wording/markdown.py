"""What people write in Markdown, as HTML that is safe in any page.

Twice, on purpose: the parser knows no HTML and no images, and what it makes is sanitized once more
against a short list, so that an error in either alone shows nobody a script.
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

# No form takes more than this, and neither does the parser.
LONGEST = 10_000
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(rf"(?:{'|'.join(sorted(SCHEMES))}):[^\s]", re.IGNORECASE)
TAGS = {
    *("a", "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
}
# The star is for every tag: without it, the cleaner would let two attributes of its own through.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
REL = "nofollow noopener noreferrer ugc"
# Deep nesting is a way to make a page slow, and nobody reads it; what lies deeper is left out.
DEEPEST = 20
# The parser takes longest where these stand in thousands, which is no text of a person.
SIGNS, MOST_SIGNS = "*_~[", 1500
# For each bracket the parser looks for its partner, up to the end of the paragraph, and for the end
# of a link's address up to the next space.
BRACKET, MOST_BRACKETED = re.compile(r"[\[\]]"), 100_000
# For each line the parser asks every quote around it whether the line still belongs to it.
QUOTES, MOST_QUOTED_LINES = re.compile(r"[ \t>+*-]*"), 5000
# Writing needs these, though nobody sees them: joiners, marks of direction, the soft hyphen.
UNSEEN = {"\n", "\t", "\u00ad", "\u061c", "\u200c", "\u200d", "\u200e", "\u200f"}


# The worst comment takes a tenth of a second, and a page shows many, many times.
@lru_cache(maxsize=512)
def rendered(text: str) -> SafeString:
    """Make HTML of Markdown; headings are bold lines, so the page's own outline stays true."""
    text = text[:LONGEST]
    plain = _slow(text)
    html = nh3.clean(
        linebreaks(text, autoescape=True) if plain else _PARSER.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    )
    return mark_safe(visible(html))  # noqa: S308 - it was cleaned in the line above


def _slow(text: str) -> bool:
    """Tell whether the parser would take long over a text, which then stays as it was typed."""
    bracketed = sum(map(_bracketed, text.split("\n\n")))
    if sum(map(text.count, SIGNS)) > MOST_SIGNS or bracketed > MOST_BRACKETED:
        return True
    lines = text.split("\n")
    deepest = max(quote[0].count(">") for line in lines if (quote := QUOTES.match(line)))
    return min(deepest, DEEPEST) * len(lines) > MOST_QUOTED_LINES


def _bracketed(paragraph: str) -> int:
    """Count the characters between brackets and of addresses, once for each that they are in."""
    opened: list[int] = []
    total = sum(word.count("](") * len(word) for word in paragraph.split())
    for bracket in BRACKET.finditer(paragraph):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            total += bracket.start() - opened.pop()
    return total + sum(len(paragraph) - start for start in opened)


def visible(text: str) -> str:
    """Write out what would otherwise act unseen: a reversed line can hide what it says."""
    return "".join(_name(sign) if _acts_unseen(sign) else sign for sign in text)


def _acts_unseen(sign: str) -> bool:
    return category(sign) in {"Cc", "Cf"} and sign not in UNSEEN


def _name(sign: str) -> str:
    return f"‹U+{ord(sign):04X}›"


def _heading(
    _: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "<p><strong>" if tokens[at].nesting > 0 else "</strong></p>\n"


class Parser(MarkdownIt):
    """CommonMark without HTML, images, and links to anywhere but the web and a mailbox."""

    def __init__(self) -> None:
        super().__init__("js-default", {"maxNesting": DEEPEST, "breaks": True})
        # Ten thousand characters of table make a page of a megabyte.
        self.disable(["image", "table"])
        for rule in ("heading_open", "heading_close"):
            self.add_render_rule(rule, _heading)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser asks by this name
        """Tell whether an address may become a link; what may not stays text."""
        return bool(LINK.match(url))


_PARSER = Parser()
