"""Writing differences into a page, and the URLs of comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

import generators
from configurator.comparison import urls
from configurator.comparison.lines import DiffLine
from configurator.comparison.word_diff import Span
from configurator.models import Configuration
from configurator.models import Revision

register = template.Library()

SIGNS = {"same": " ", "removed": "−", "added": "+"}
TAGS = {"removed": "del", "added": "ins"}


@register.filter
def sign(line: DiffLine) -> str:
    """Return the sign before a line, so that the kind is not told by colour alone."""
    return SIGNS[line.kind]


@register.filter
def words(line: DiffLine) -> SafeString:
    """Write a line with its changed words highlighted."""
    return highlight(line.spans, TAGS.get(line.kind, "span"))


@register.filter
def highlight(spans: Iterable[Span], tag: str) -> SafeString:
    """Put each changed span into the tag, which is ``ins`` or ``del``."""
    return format_html_join("", "{}", ((_span(span, tag),) for span in spans))


@register.filter
def file_query(url: str, path: str) -> str:
    """Add one file to the URL of a comparison or of a patch."""
    return f"{url}&file={quote(path)}"


@register.simple_tag
def compare_draft(configuration: Configuration) -> str:
    """Return the URL that compares the last approved revision, or else the latest, to the draft."""
    key = configuration.pk
    side = urls.approved(key) if configuration.approved else urls.latest(key)
    return urls.page(side, urls.draft(key))


@register.simple_tag
def compare_from(configuration: Configuration) -> str:
    """Return the URL of the form that chooses what to compare the latest revision with."""
    return urls.page(urls.latest(configuration.pk))


@register.simple_tag
def compare_since(number: int, revision: Revision) -> str:
    """Return the URL that compares the revision of another number to this one."""
    key = revision.configuration_id
    return urls.page(urls.revision(key, number), urls.revision(key, revision.number))


@register.simple_tag
def compare_before(revision: Revision) -> str:
    """Return the URL that compares the previous revision, which must exist, to this one."""
    return compare_since(revision.number - 1, revision)


@register.simple_tag
def compare_preset(preset: generators.Preset, revision: Revision) -> str:
    """Return the URL that compares the preset that a first revision began from to it."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.preset(preset.slug), urls.revision(key, number))


@register.simple_tag
def compare_approved(revision: Revision) -> str:
    """Return the URL that compares the last approved revision to this one."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.approved(key), urls.revision(key, number))


@register.simple_tag
def compare_with_draft(revision: Revision) -> str:
    """Return the URL that compares a revision to the draft of its configuration."""
    key = revision.configuration_id
    return urls.page(urls.revision(key, revision.number), urls.draft(key))


@register.simple_tag
def compare_environments(draft: Configuration, left: str, right: str) -> str:
    """Return the URL that compares two environments of a draft."""
    return urls.page(urls.draft(draft.pk, left), urls.draft(draft.pk, right))


@register.simple_tag
def compare_environments_of(revision: Revision, left: str, right: str) -> str:
    """Return the URL that compares two environments of a revision."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.revision(key, number, left), urls.revision(key, number, right))


@register.simple_tag
def compare_today(revision: Revision) -> str:
    """Return the URL that compares a revision as saved to the result of this version."""
    key, number = revision.configuration_id, revision.number
    return urls.page(urls.revision(key, number), urls.today(key, number))


def _span(span: Span, tag: str) -> str | SafeString:
    if not span.changed:
        return span.text
    # The tag is one of three words written in this module and its templates.
    return format_html("<{tag}>{text}</{tag}>", tag=tag, text=span.text)
