"""A plan file: one plan, or what several environments share and what each has otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import Annotated
from typing import Any

from pydantic import Field

from generators.plan.catalogue import choice_at
from generators.plan.catalogue import choices
from generators.plan.claims import stated
from generators.plan.claims import unconfirmed
from generators.plan.plan import Plan
from generators.plan.plan import Spec
from generators.plan.plan import Waiver
from generators.plan.scalars import DnsLabel
from generators.plan.serialization import complete
from generators.plan.serialization import plain_value
from generators.plan.serialization import revised
from generators.plan.serialization import sparse
from generators.plan.serialization import with_changes
from generators.plan.serialization import without_choices
from generators.yaml.emitter import dump

# Which environment a plan is for. In a file with several, the key says it, and nothing else does.
NAMED_BY_KEY = "release.environment"
MOST_ENVIRONMENTS = 20

Environments = Annotated[Mapping[DnsLabel, Spec], Field(max_length=MOST_ENVIRONMENTS)]


class PlanDocument(Plan):
    """The form of a plan file, as the JSON Schema describes it."""

    environments: Environments = Field(
        default_factory=dict,
        description="What each environment has otherwise than spec, in the order of promotion. "
        "Without environments there is one, named by release.environment.",
    )


@dataclass(frozen=True)
class PlanFile:
    """What was written in a plan file.

    ``shared`` is the plan that ``spec`` describes; what every environment answers for itself may be
    open in it. ``own`` maps each environment, in the order of promotion, to the choices that it
    has otherwise, by path. It is empty where the file is one plan for one environment.
    """

    shared: Plan
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.shared.name

    @property
    def single(self) -> bool:
        """Tell whether the file has no ``environments``, so that ``shared`` is its only plan."""
        return not self.own

    @property
    def environments(self) -> tuple[str, ...]:
        """Name the environments, in the order of promotion."""
        return tuple(self.own) or (self.shared.release.environment,)

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """Give the plan of each environment, by its name."""
        return {name: self._plan(name) for name in self.environments}

    def plan_of(self, environment: str) -> Plan:
        """Give the plan of one environment; ``KeyError`` where there is none of this name."""
        return self.plans[environment]

    def _plan(self, environment: str) -> Plan:
        if self.single:
            return self.shared
        changes = {**self.own[environment], NAMED_BY_KEY: environment}
        if "waivers" in self.shared.model_fields_set:
            waivers = (w for w in self.shared.waivers if applies_to(w, environment))
            changes["waivers"] = tuple(waivers)
        return revised(self.shared, changes)

    def revised(
        self, environment: str, changes: Mapping[str, Any], without: Iterable[str] = ()
    ) -> PlanFile:
        """Make a file in which an environment has these choices of its own, and not those.

        Choices that are not of ``spec``, and those of a file without ``environments``, are the
        shared plan's: give an empty name for it. A pydantic error where a value does not fit.
        """
        if self.single or not environment:
            if not without:
                return replace(self, shared=revised(self.shared, changes))
            document = without_choices(sparse(self.shared), without)
            return replace(self, shared=Plan.model_validate(with_changes(document, changes)))
        gone = {NAMED_BY_KEY, *without}
        chosen = {**self.own[environment], **changes}
        left = {path: value for path, value in chosen.items() if path not in gone}
        return replace(self, own={**self.own, environment: in_order(_checked(left))})


def applies_to(waiver: Waiver, environment: str) -> bool:
    """Tell whether a waiver is for an environment; one that names none is for all."""
    return waiver.environment in ("", environment)


def of_document(document: PlanDocument, plan: Plan) -> PlanFile:
    """Make a plan file of a valid document; ``plan`` is the same without its environments."""
    return PlanFile(plan, {name: chosen_in(spec) for name, spec in document.environments.items()})


def chosen_in(spec: Spec) -> dict[str, Any]:
    """List the choices that were made in a part of a plan, by path, in the wizard's order."""
    return _flat(spec.model_dump(by_alias=True, mode="json", exclude_unset=True))


def _flat(topics: Mapping[str, Any]) -> dict[str, Any]:
    written = ((choice.path, _value_at(topics, choice.path.split("."))) for choice in choices())
    return {path: value[0] for path, value in written if value}


def _value_at(value: Any, names: list[str]) -> tuple[Any, ...]:
    """Give the value at a path as the only item; nothing where the path was not written."""
    for name in names:
        if not isinstance(value, Mapping) or name not in value:
            return ()
        value = value[name]
    return (value,)


def value_of(plan: Plan, path: str) -> Any:
    """Give the value of a choice as a plan file writes it."""
    return plain_value(choice_at(path).of(plan))


def in_order(own: Mapping[str, Any]) -> dict[str, Any]:
    """Sort choices as the wizard asks for them."""
    return {choice.path: own[choice.path] for choice in choices() if choice.path in own}


def _checked(own: Mapping[str, Any]) -> dict[str, Any]:
    """Read choices as a plan file would, in the one form that each value has."""
    return chosen_in(Spec.model_validate(nested(own)))


def nested(own: Mapping[str, Any]) -> dict[str, Any]:
    """Write choices as the topics of a plan file."""
    topics: dict[str, Any] = with_changes({}, own).get("spec", {})
    return topics


def sparse_file(file: PlanFile) -> dict[str, Any]:
    """Give a plan file's document with no more than what was chosen."""
    return _document(file, sparse(file.shared))


def complete_file(file: PlanFile) -> dict[str, Any]:
    """Give a plan file's document with every shared choice written out, defaults included.

    An environment has no more than its own choices: what it does not say, it shares. So a claim
    that is one in any environment stays out of the shared choices, unless they state it.
    """
    claimed = {path for plan in file.plans.values() for path in unconfirmed(plan)}
    unstated = (path for path in claimed if not stated(file.shared, path))
    return _document(file, without_choices(complete(file.shared), unstated))


def _document(file: PlanFile, shared: dict[str, Any]) -> dict[str, Any]:
    if file.single:
        return shared
    shared.get("spec", {}).get("release", {}).pop("environment", None)
    waivers = {"waivers": shared.pop("waivers")} if "waivers" in shared else {}
    return {
        **shared,
        "environments": {name: nested(own) for name, own in file.own.items()},
        **waivers,
    }


def plan_file_yaml(file: PlanFile) -> str:
    """Write a plan file of any number of environments with no more than what was chosen."""
    return dump([sparse_file(file)])
