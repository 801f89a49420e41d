"""How things of the plan are written in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import NodeList
from django.template.base import Parser
from django.template.base import Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

import generators
from configurator.events import sentences
from configurator.events import team_log
from configurator.models import Configuration
from configurator.pages import unsent_form
from configurator.plans.steps import step_of
from configurator.reviews import approval_record
from configurator.services.fixes import fix_id
from configurator.wizard import progress
from configurator.wording import dates
from configurator.wording import labels
from configurator.wording import markdown
from configurator.wording import plurals
from configurator.wording import values

register = template.Library()

VERBATIM = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
INDENTATION = re.compile(r"\s*\n\s*")

KEY = re.compile(r"^(?P<before>\s*(?:- )*)(?P<key>[\w./$-]+|\"[^\"]*\"):(?P<after>\s.*|)$")

register.filter("unsaved", unsent_form.unsaved)
register.filter("typed", unsent_form.typed)
register.filter("fix_id", fix_id)
register.filter("counted", plurals.counted)
register.filter("listed", plurals.listed)
register.filter("changes", progress.written)
register.filter("revision_summary", progress.revision_summary)
register.filter("attribution", approval_record.attribution)
register.filter("environment_status", approval_record.environment_status)
register.filter("markdown", markdown.rendered)
register.filter("actor", sentences.actor)
register.filter("action", sentences.action)
register.filter("team_action", team_log.team_action)
register.filter("event_url", sentences.url)
register.filter("choice_title", labels.choice_title)
register.filter("rule_title", labels.rule_title)
register.filter("day", dates.day)
register.filter("moment", dates.marked)


@register.filter
def minus(number: int, other: int) -> int:
    """Subtract a number from another."""
    return number - other


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """Look up a key that is only known in the page; a page may have nothing to look in."""
    return mapping.get(key, "") if mapping else ""


@register.tag
def unindented(parser: Parser, token: Token) -> UnindentedNode:
    """Write what is inside without the indentation of its template: a tenth of a page of questions.

    What people read or type as it stands, in ``pre`` and ``textarea``, stays.
    """
    nodes = parser.parse(("endunindented",))
    parser.delete_first_token()
    return UnindentedNode(nodes)


class UnindentedNode(template.Node):
    """The inside of the tag."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: Context) -> SafeString:
        parts = VERBATIM.split(self.nodes.render(context))
        # Every second part is what the pattern found.
        parts[::2] = [INDENTATION.sub("\n", part) for part in parts[::2]]
        return SafeString("".join(parts))


@register.filter
def first_choice_url(draft: Configuration, paths: Iterable[str]) -> str:
    """Give the address of the first of these choices that the plan asks for."""
    return progress.first_choice_url(draft, paths)


@register.filter
def keys_in(finding: generators.Finding, draft: Configuration) -> tuple[str, ...]:
    """Give the keys of a finding's choices, each in the tab where it is changed."""
    return progress.keys_of(draft, finding)


@register.filter
def choice_url(draft: Configuration | None, path: str) -> str:
    """Give the address of a choice, or nothing where neither plan nor page asks for it."""
    return progress.first_choice_url(draft, [path]) if draft else ""


@register.filter
def assumed(choice: generators.Choice) -> str:
    """Say what about a choice is not confirmed on the SkillFlaw images."""
    return choice.ask.assumed


@register.filter
def option_label(value: str, path: str) -> str:
    """Return the label of an option; a value of an earlier version as it is stored."""
    return values.option_label(generators.choice_at(path), value)


@register.filter
def status(name: str) -> str:
    """Write the status of a statement in words."""
    return {"people": "for people", "not-applicable": "not applicable"}.get(name, name)


@register.filter
def slug(text: str) -> str:
    """Make an id of a path or of a title."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


@register.filter
def filename(path: str) -> str:
    """Give the last part of a path."""
    return path.rpartition("/")[2]


@register.filter
def step_title(path: str) -> str:
    """Name the page that asks for a choice."""
    step = step_of(path)
    return step.title if step else ""


@register.filter
def coloured(text: str, path: str) -> SafeString:
    """Mark keys and comments of YAML, line by line; other text stays as it is."""
    return format_html_join("\n", "{}", ((coloured_line(line, path),) for line in text.split("\n")))


@register.filter
def coloured_line(line: str, path: str) -> SafeString | str:
    """Mark one line of a file in the same way."""
    return _line(line) if path.endswith((".yaml", ".yml")) else line


def _line(line: str) -> SafeString | str:
    if line.lstrip().startswith("#"):
        return format_html('<span class="remark">{}</span>', line)
    match = KEY.match(line)
    if not match:
        return line
    return format_html('{}<span class="key">{}</span>:{}', *match.group("before", "key", "after"))
