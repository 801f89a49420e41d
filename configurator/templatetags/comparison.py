"""How differences are written in a page, and the way to them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from configurator.comparison import urls
from configurator.comparison.lines import Line
from configurator.comparison.word_diff import Part
from configurator.models import Configuration
from configurator.models import Revision

register = template.Library()

SIGNS = {"same": " ", "gone": "−", "came": "+"}
TAGS = {"gone": "del", "came": "ins"}


@register.filter
def sign(line: Line) -> str:
    """Give the sign before a line, so that colour says nothing alone."""
    return SIGNS[line.kind]


@register.filter
def words(line: Line) -> SafeString:
    """Write a line with the words marked that changed."""
    return marked(line.parts, TAGS.get(line.kind, "span"))


@register.filter
def marked(parts: Iterable[Part], tag: str) -> SafeString:
    """Put what is marked between the tags that say it came or went."""
    return format_html_join("", "{}", ((_part(each, tag),) for each in parts))


@register.filter
def file_query(address: str, path: str) -> str:
    """Name one file in the address of a comparison or of a patch."""
    return f"{address}&file={quote(path)}"


@register.simple_tag
def compare_draft(configuration: Configuration) -> str:
    """Give the address of the draft against the last approved revision, or the latest one."""
    key = configuration.pk
    side = urls.approved(key) if configuration.approved else urls.latest(key)
    return urls.page(side, urls.draft(key))


@register.simple_tag
def compare_from(configuration: Configuration) -> str:
    """Give the address where the other side is chosen for the latest revision."""
    return urls.page(urls.latest(configuration.pk))


@register.simple_tag
def compare_since(number: int, revision: Revision) -> str:
    """Give the address of a revision against one with another number."""
    key = revision.configuration_id
    sides = (urls.revision(key, each) for each in (number, revision.number))
    return urls.page(*sides)


@register.simple_tag
def compare_before(revision: Revision) -> str:
    """Give the address of a revision against the one before it, which must exist."""
    return compare_since(revision.number - 1, revision)


@register.simple_tag
def compare_approved(revision: Revision) -> str:
    """Give the address of a revision against the last approved one of its configuration."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.approved(key), urls.revision(key, number))


@register.simple_tag
def compare_with_draft(revision: Revision) -> str:
    """Give the address of the draft against one revision of its configuration."""
    key = revision.configuration_id
    return urls.page(urls.revision(key, revision.number), urls.draft(key))


@register.simple_tag
def compare_today(revision: Revision) -> str:
    """Give the address of a revision as it was saved against the same plan as of today."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.revision(key, number), urls.today(key, number))


def _part(part: Part, tag: str) -> str | SafeString:
    if not part.marked:
        return part.text
    # The tag is one of three words written in this module and its templates.
    return format_html("<{tag}>{text}</{tag}>", tag=tag, text=part.text)
