"""Add, rename, reorder and remove the environments of a draft."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

import generators
from configurator.events import log
from configurator.models import Configuration
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.services import draft_limits
from configurator.services.locking import locked

WAIVERS = "waivers"


class Refused(Exception):
    """The draft's environments changed, so the action is not possible; the message says why."""


@transaction.atomic
def add(*, key: UUID, name: str, source: str = "", before: str = "", person: User | None) -> None:
    """Add an environment, without own values or with those of ``source``.

    It is promoted to ``before``, or is the last one where no environment has this name. A plan for
    one environment first becomes the shared plan, and that environment the first one.
    """
    draft = locked(key)
    file = several(draft.plan_file)
    if name in file.own:
        raise Refused(f"An environment {name} exists already. Choose another name.")
    names = list(file.own)
    names.insert(names.index(before) if before in names else len(names), name)
    copied = dict(file.own.get(source, {}))
    own = {environment: file.own.get(environment, copied) for environment in names}
    _check_waivers(file, own)
    unfinished = {path: raw for path, raw in draft.unfinished.items() if path != NAMED_BY_KEY}
    replace_draft(draft, replace(file, own=own), unfinished, person)
    origin = {"source": source} if source in file.own else {}
    record(draft, Verb.ENVIRONMENT_ADDED, person, environment=name, **origin)


def _check_waivers(file: generators.PlanFile, names: Container[str]) -> None:
    """Refuse names among which one is missing that a waiver has: no such plan file can be read."""
    for row in _waivers(file):
        name = row.get("environment")
        if name and name not in names:
            raise Refused(
                f"The waiver of {row['rule']} names the environment {name}, which is not in the "
                f"plan. Add {name} first, or withdraw the waiver."
            )


def several(file: generators.PlanFile) -> generators.PlanFile:
    """Return a plan file with ``environments``; a plan for one becomes the shared plan."""
    if not file.single:
        return file
    (name,) = file.environments
    return replace(file.revised(SHARED, {}, without=[NAMED_BY_KEY]), own={name: {}})


@transaction.atomic
def rename(*, key: UUID, name: str, new: str, person: User | None) -> None:
    """Rename an environment, with its own values, its waivers and its promotions."""
    draft = _locked_with(key, name)
    file = draft.plan_file
    if new == name:
        return
    if new in file.environments:
        raise Refused(f"An environment {new} exists already. Choose another name.")
    waivers = [
        row | {"environment": new} if row.get("environment") == name else row
        for row in _waivers(file)
    ]
    if file.single:
        renamed = _with(file.revised(SHARED, {NAMED_BY_KEY: new}), {}, waivers)
        replace_draft(draft, renamed, draft.unfinished, person)
        record(draft, Verb.ENVIRONMENT_RENAMED, person, old=name, new=new)
        return
    own = {
        new if environment == name else environment: values
        for environment, values in file.own.items()
    }
    draft.writes = _renamed(draft.writes, name, new)
    promotions = {
        (new if target == name else target): row
        | {"source": new if row["source"] == name else row["source"]}
        for target, row in draft.promotions.items()
    }
    replace_draft(draft, _with(file, own, waivers), _renamed(draft.unfinished, name, new), person)
    Configuration.objects.filter(pk=draft.pk).update(promotions=promotions)
    record(draft, Verb.ENVIRONMENT_RENAMED, person, old=name, new=new)


@transaction.atomic
def move(*, key: UUID, name: str, up: bool, person: User | None) -> None:
    """Move an environment one position up or down in the order of promotion."""
    draft = _locked_with(key, name)
    file = draft.plan_file
    names = list(file.own)
    if name not in names:
        return
    position = names.index(name)
    target = position - 1 if up else position + 1
    if target not in range(len(names)):
        return
    names[position], names[target] = names[target], names[position]
    own = {environment: file.own[environment] for environment in names}
    replace_draft(draft, replace(file, own=own), draft.unfinished, person)
    record(draft, Verb.ENVIRONMENT_MOVED, person, order=", ".join(names))


@transaction.atomic
def remove(*, key: UUID, name: str, person: User | None) -> None:
    """Remove an environment with its own values and its waivers; the last one cannot be removed."""
    draft = _locked_with(key, name)
    file = draft.plan_file
    if len(file.environments) == 1:
        raise Refused(f"{name} is the only environment. Add another one before you remove it.")
    own = {other: values for other, values in file.own.items() if other != name}
    waivers = [row for row in _waivers(file) if row.get("environment") != name]
    unfinished = {key: raw for key, raw in draft.unfinished.items() if parts_of(key)[0] != name}
    replace_draft(draft, _with(file, own, waivers), unfinished, person)
    record(draft, Verb.ENVIRONMENT_REMOVED, person, environment=name)


def record(draft: Configuration, verb: Verb, person: User | None, **detail: str) -> None:
    """Record an event of a draft that somebody owns; one of a browser alone has no audit log."""
    if not draft.browser:
        log.record_event(draft, verb, person, revision=None, link=None, **detail)


def _locked_with(key: UUID, name: str) -> Configuration:
    draft = locked(key)
    if name not in draft.plan_file.environments:
        raise Refused(f"The environment {name} does not exist any more. Reload the page.")
    return draft


def _waivers(file: generators.PlanFile) -> list[dict[str, Any]]:
    return list(generators.sparse(file.shared).get(WAIVERS, ()))


def _with(
    file: generators.PlanFile, own: Mapping[str, Mapping[str, Any]], waivers: list[dict[str, Any]]
) -> generators.PlanFile:
    if waivers != _waivers(file):
        file = file.revised(SHARED, {WAIVERS: waivers})
    return replace(file, own=own)


def _renamed(values: Mapping[str, Any], name: str, new: str) -> dict[str, Any]:
    parts = {key: parts_of(key) for key in values}
    return {
        key_of(new, parts[key][1]) if parts[key][0] == name else key: value
        for key, value in values.items()
    }


def replace_draft(
    draft: Configuration,
    file: generators.PlanFile,
    unfinished: Mapping[str, Any],
    person: User | None,
) -> None:
    """Write a plan file and what is unfinished in it into a locked draft."""
    draft.replace(file, unfinished, writer=person)
    draft_limits.check_size(draft)
    draft.save()
