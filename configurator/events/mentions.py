"""Mentions of people with @ in comments and reviews, by username or e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Q

from configurator.access import role_of
from configurator.models import Comment
from configurator.models import Event
from configurator.models import Review
from configurator.models import User

# Not the @ of an address in a sentence, and nothing in code.
MENTION = re.compile(r"(?<![\w@./+-])@([A-Za-z0-9][\w.+-]*(?:@[\w-]+(?:\.[\w-]+)+)?)", re.ASCII)
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
MOST_MENTIONS = 20


def names_in(text: str) -> list[str]:
    """List the names after an @ in Markdown, each once, at most twenty."""
    names = (match[1].rstrip(".-_+") for match in MENTION.finditer(CODE.sub(" ", text)))
    return list(dict.fromkeys(names))[:MOST_MENTIONS]


def people(event: Event) -> set[int]:
    """Find who is mentioned in the texts of an event and may read the configuration."""
    names = [name for text in _texts(event) for name in names_in(text)][:MOST_MENTIONS]
    if not names:
        return set()
    spellings = {*names, *(name.lower() for name in names)}
    matching = Q(username__in=spellings) | Q(email__in={name for name in spellings if "@" in name})
    mentioned = User.objects.filter(matching, is_active=True).exclude(pk=event.actor_id or 0)
    return {person.pk for person in mentioned if role_of(person, event.configuration)}


def _texts(event: Event) -> Iterator[str]:
    """Yield what was written in the act that the event records."""
    if key := event.detail.get("comment"):
        yield from Comment.objects.filter(pk=key).values_list("body", flat=True)
    if key := event.detail.get("review"):
        yield from Review.objects.filter(pk=key).values_list("body", flat=True)
        comments = Comment.objects.filter(review=key, deleted=None)
        yield from comments.values_list("body", flat=True)
