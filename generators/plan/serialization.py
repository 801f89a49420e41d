"""A plan in other words: as a document, short or complete, and with other choices."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from generators.plan.choice import Topic
from generators.plan.claims import unconfirmed
from generators.plan.entry import Entry
from generators.plan.plan import Plan
from generators.plan.plan import Spec
from generators.yaml.emitter import dump


def complete(plan: Plan) -> dict[str, Any]:
    """Give the plan with every choice written out, defaults included.

    A claim that nobody stated stays out: written out, a default would state it.
    """
    return without_choices(plan.model_dump(by_alias=True, mode="json"), unconfirmed(plan))


def sparse(plan: Plan) -> dict[str, Any]:
    """Give the plan with no more than what was chosen."""
    return plan.model_dump(by_alias=True, mode="json", exclude_unset=True)


def revised(plan: Plan, changes: Mapping[str, Any]) -> Plan:
    """Make a plan that differs in these choices; a pydantic error where a value does not fit."""
    return Plan.model_validate(with_changes(_opened(plan, changes), changes))


def _opened(plan: Plan, changes: Iterable[str]) -> dict[str, Any]:
    """Give a plan's document in which topics without a change are as they were validated.

    So pydantic reads no more again than what is otherwise. A mode of TLS that follows from other
    topics is no choice of its own, and follows again.
    """
    names = {_place(path)[1 if _place(path)[0] == "spec" else 0] for path in changes}
    names |= {"tls"} if "mode" not in plan.tls.model_fields_set else set()
    document = {
        name: _read(getattr(plan, name), name in names)
        for name in plan.model_fields_set & {"metadata", "waivers"}
    }
    topics = [name for name in Spec.model_fields if name in plan.spec.model_fields_set]
    if "spec" in plan.model_fields_set:
        document["spec"] = {name: _read(getattr(plan.spec, name), name in names) for name in topics}
    return {"apiVersion": plan.api_version, "kind": plan.kind, **document}


def _read(part: Any, changes: bool) -> Any:
    if changes and isinstance(part, Topic):
        return part.model_dump(by_alias=True, mode="json", exclude_unset=True)
    return part


def with_changes(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Write choices, named by the contract's paths, into a copy of a plan's document."""
    revised: dict[str, Any] = _copied(document)
    for path, value in changes.items():
        *groups, last = _place(path)
        target = revised
        for name in groups:
            target = target.setdefault(name, {})
        target[last] = value
    return revised


def without_choices(document: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Leave choices out of a copy of a plan's document; those that it lacks are ignored."""
    left: dict[str, Any] = _copied(document)
    for path in paths:
        *groups, last = _place(path)
        target = left
        for name in groups:
            target = target.get(name, {})
        target.pop(last, None)
    return left


def plain_value(value: Any) -> Any:
    """Give the value of a choice as a document has it: lists, mappings, texts and numbers."""
    if isinstance(value, Entry):
        return value.model_dump(by_alias=True, mode="json", exclude_unset=True)
    if isinstance(value, Mapping):
        return dict(value)
    return [plain_value(entry) for entry in value] if isinstance(value, tuple) else value


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, list | tuple) else value


def _place(path: str) -> list[str]:
    names = path.split(".")
    return names if names[0] in ("metadata", "waivers", "environments") else ["spec", *names]


def plan_yaml(plan: Plan) -> str:
    """Write a plan file with no more than what was chosen."""
    return dump([sparse(plan)])
