"""The Markdown documents of a bundle as sanitized HTML, by chapter.

The configurator wrote them, but texts of people stand in them, so HTML is ignored by the parser and
the outcome is sanitized as that of comments is.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from django.utils.safestring import SafeString
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from configurator.wording.markdown import TAGS
from configurator.wording.markdown import visible

# Characters; that of a plan with three environments and all topics has forty thousand.
LONGEST = 200_000
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
HEADINGS = {"h1", "h2", "h3", "h4"}
CHAPTER = "h2"
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True)
class DocumentChapter:
    """A chapter of a document; the one before the first heading has no title."""

    title: str
    html: SafeString


def chapters(text: str, files_url: str) -> tuple[DocumentChapter, ...]:
    """Render a document; its relative links lead to the files below ``files_url``.

    A document that is longer than :data:`LONGEST` has no chapters, since it is slow to render.
    """
    if len(text) > LONGEST:
        return ()
    tokens = _PARSER.parse(text)
    _lead_to_files(tokens, files_url)
    return tuple(
        DocumentChapter(title, _html(part)) for title, part in _parted(tokens) if title or part
    )


def _parted(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Part the tokens at the headings of chapters; the title of the document is left out."""
    title, part = "", list[Token]()
    heading: Token | None = None
    for token in tokens:
        if token.type == "heading_open" and token.tag in {"h1", CHAPTER}:
            if token.tag == CHAPTER:
                yield title, part
                title, part = "", []
            heading = token
        elif token.type == "heading_close" and heading:
            heading = None
        elif heading:
            title = token.content if heading.tag == CHAPTER else title
        else:
            part.append(token)
    yield title, part


def _html(tokens: Sequence[Token]) -> SafeString:
    written: Any = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        written,
        tags=TAGS | TABLE | HEADINGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https"},
        url_relative="pass_through",
        link_rel="noreferrer",
    )
    # A heading without text, as earlier versions wrote them, is none to a screen reader.
    clean = clean.replace("<th></th>", "<td></td>")
    return mark_safe(visible(clean))  # noqa: S308 - it is sanitized above


def _lead_to_files(tokens: Iterable[Token], files_url: str) -> None:
    for token in tokens:
        _lead_to_files(token.children or (), files_url)
        href = str(token.attrs.get("href", ""))
        if token.type == "link_open" and not href.startswith(("http://", "https://")):
            token.attrs["href"] = f"{files_url}{href.lstrip('./')}"
