"""Suggestions of values in comments: what each would change, and taking them into the draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

import generators
from configurator.access import Access
from configurator.events import log
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import judge
from configurator.plans.environments import parts_of
from configurator.plans.parsing import parsed
from configurator.plans.steps import METADATA
from configurator.services import drafts
from configurator.services.locking import locked
from configurator.services.reviews import Refused
from configurator.wording.labels import choice_title
from configurator.wording.plurals import counted

MOST_FILES = 200


def suggestion_for(revision: Revision, key: str, value: Any) -> dict[str, Any]:
    """Return a suggestion of a value, with the files of the revision that it would change.

    Raise :class:`Refused` where the plan cannot have the value, or where it looks like a secret.
    """
    title = choice_title(key)
    try:
        file = _with_value(revision.plan_file, key, value)
    except (ValidationError, generators.Unreadable, KeyError):
        raise Refused(f"{title} cannot have this value in this plan.") from None
    except ValueError as error:
        raise Refused(f"{title} cannot have this value. {error}") from None
    before = {row.path: row.text for row in revision.bundle.files} if revision.bundle else {}
    try:
        files = generators.bundle(judge(file, timezone.localdate())).files
    except generators.Blocked:
        return {"value": value, "files": [], "blocked": True}
    after = {row.path: row.text for row in files}
    paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    return {"value": value, "files": paths[:MOST_FILES], "blocked": False}


@transaction.atomic
def take(access: Access, keys: Iterable[int]) -> list[Comment]:
    """Take suggestions into the draft, and return those that were taken.

    The person who takes them answers for the values; who suggested each is remembered with it.
    A suggestion that was taken already is left out. Raise :class:`Refused` where the draft cannot
    have a value; then none is taken.
    """
    draft, person = locked(access.configuration.pk), access.signed
    rows = Comment.objects.select_for_update(of=("self",)).filter(
        pk__in=list(keys),
        thread__configuration=draft,
        pending=False,
        deleted=None,
        taken=None,
        suggestion__isnull=False,
    )
    comments = list(rows.select_related("thread", "author"))
    for comment in comments:
        _write(draft, comment, person)
    if comments:
        now = timezone.now()
        rows = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
        rows.update(taken=now, taker=person)
        threads = draft.threads.filter(comments__in=rows, resolved=None)
        threads.update(resolved=now, resolver=person)
        _record(access, comments)
    return comments


def _write(draft: Configuration, comment: Comment, person: User) -> None:
    key, suggestion = comment.thread.path, comment.suggestion or {}
    try:
        file = _with_value(draft.plan_file, key, suggestion["value"])
    except (ValueError, KeyError):
        title = choice_title(key)
        raise Refused(
            f"The draft cannot have the suggested value of {title} any more. Change it by hand."
        ) from None
    unfinished = {name: raw for name, raw in draft.unfinished.items() if name != key}
    if drafts.write(draft, file, unfinished, writer=person) and comment.author_id != person.pk:
        draft.writes[key] = {**draft.writes.get(key, {}), "suggester": comment.author_id}
        draft.save(update_fields=["writes"])


def _with_value(file: generators.PlanFile, key: str, value: Any) -> generators.PlanFile:
    environment, path = parts_of(key)
    # As a plan file's values are read: a form has done so, a program has not.
    parsed({choice.path: choice for choice in (*METADATA, *generators.choices())}[path], value)
    return file.revised(environment, {path: value})


def _record(access: Access, comments: Iterable[Comment]) -> None:
    rows = list(comments)
    names = dict.fromkeys(comment.author.username for comment in rows)
    log.record_event_of(
        access,
        Verb.SUGGESTIONS_TAKEN,
        access.configuration.latest,
        suggestions=counted(len(rows), "suggestion"),
        suggesters=", ".join(names),
        paths=", ".join(comment.thread.path for comment in rows),
    )
