"""What decides the lines of a bundle for several environments."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from functools import partial
from typing import Any

from pydantic import ValidationError

from generators.documents import RELEASE
from generators.environments import manifests
from generators.environments import release_of
from generators.environments.open_answers import open_hostnames
from generators.explanation.attribution import Attribution
from generators.explanation.attribution import Trial
from generators.explanation.attribution import other_values
from generators.explanation.composition import Composed
from generators.explanation.composition import ManifestScope
from generators.explanation.composition import composed
from generators.explanation.ownership import environment_of
from generators.explanation.patience import ask_before_trial
from generators.explanation.relevance import GITOPS
from generators.explanation.relevance import Touches
from generators.explanation.relevance import anything
from generators.explanation.relevance import touching
from generators.explanation.single import Filled
from generators.explanation.single import attributed
from generators.explanation.single import changed_between
from generators.explanation.single import started
from generators.explanation.single import with_asked
from generators.explanation.single import with_value
from generators.explanation.texts import Content
from generators.explanation.texts import is_explained
from generators.explanation.texts import lines
from generators.output.checksums import CUSTOM
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan.plan_file import NAMED_BY_KEY

KUSTOMIZATION = "/kustomization.yaml"
# What is made of the shared plan alone.
SHARED = ("base/", "components/", "jobs/")


@dataclass(frozen=True)
class Change:
    """Another value of a choice: a shared one, or an environment's own."""

    environment: str
    path: str
    value: Any

    def reaches(self, file: PlanFile, environment: str) -> bool:
        """Tell whether it changes the plan of an environment."""
        shared = not self.environment and self.path not in file.own[environment]
        return shared or self.environment == environment


@dataclass(frozen=True)
class EnvironmentPlans:
    """The plans of all environments, which are judged: what they share is deployed nowhere."""

    file: PlanFile

    @cached_property
    def own(self) -> Mapping[str, Filled]:
        return {name: started(plan) for name, plan in self.file.plans.items()}

    def of(self, change: Change | None) -> tuple[Plan, ...]:
        """Give them as they are after a change; as they are now without one."""
        return tuple(
            with_value(own, change.path, change.value).plan
            if change and change.reaches(self.file, name)
            else own.plan
            for name, own in self.own.items()
        )

    def with_shared_value(self, path: str, value: Any) -> tuple[Plan, ...]:
        """Give them with another value of what they share."""
        return self.of(Change("", path, value) if path else None)


@dataclass(frozen=True)
class Variant:
    """What is made of the plan that a file shares, and of each environment's.

    ``environments`` has those alone whose files are asked for. With a ``wanted`` file, no more is
    made than has to be known for it.
    """

    wanted: str
    shared: Filled
    own: Mapping[str, Filled]
    common: Composed
    environments: Mapping[str, Composed]
    touches: Touches = anything
    written: list[Content] = field(default_factory=list)

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that the wanted file may have been made from."""
        made = (self.common, *self.environments.values())
        reads = (composition.scope_of(self.wanted).reads for composition in made)
        return frozenset().union(*reads) - {NAMED_BY_KEY}


def several_contents(file: PlanFile) -> dict[str, Content]:
    """Give what each explained file of a plan file with environments holds, by path."""
    return _contents(_start(file, file.environments, ""))


def attributed_file(file: PlanFile, path: str = "", choice: str = "") -> Attribution:
    """Find the choices of each line of a plan file's bundle, of every file or of one.

    With a ``choice``, find the lines of this one alone.
    """
    judged = EnvironmentPlans(file)
    if alone := _of_shared_plan(judged, path, choice):
        return alone
    start = _start(file, _concerned(file, path), path)
    before = {name: made for name, made in _contents(start).items() if path in ("", name)}
    attribution = Attribution(before, partial(judged.of, None))
    if not before:
        return attribution
    if path.startswith(("overlays/", GITOPS)):
        start = replace(start, touches=touching(before[path]))
    for tried, changes in _others(file, start, choice).items():
        attribution.add(tried, list(_trials(judged, start, changes)))
    if choice not in ("", NAMED_BY_KEY):
        return attribution
    for name in start.environments:
        if path in ("", RELEASE.path) or environment_of(path, file) == name:
            gone = {key: made for key, made in before.items() if environment_of(key, file) != name}
            rest = {other: own.plan for other, own in start.own.items() if other != name}
            if RELEASE.path in gone and rest:
                gone[RELEASE.path] = release_of(rest)
            attribution.add(NAMED_BY_KEY, [Trial(gone, partial(judged.of, None))])
    return attribution


def _of_shared_plan(judged: EnvironmentPlans, path: str, choice: str) -> Attribution | None:
    """Explain a file that the shared plan alone has in the same words; nothing where it has not."""
    if not path.startswith(SHARED) or path.endswith(KUSTOMIZATION):
        return None
    file = judged.file
    content = _contents(_start(file, (), path)).get(path)
    attribution = attributed(file.shared, path, choice, _filled_shared, judged.with_shared_value)
    if content is None or path not in attribution.before:
        return None
    return attribution if attribution.lines_of(path) == lines(content) else None


def _concerned(file: PlanFile, path: str) -> tuple[str, ...]:
    """Name the environments that have to be made to know a file."""
    if path.startswith(SHARED):
        return ()
    owner = environment_of(path, file)
    return (owner,) if owner else file.environments


def _trials(judged: EnvironmentPlans, start: Variant, changes: Iterable[Change]) -> Iterator[Trial]:
    """Make again what each change reaches; one that no plan can have makes no trial."""
    for change in changes:
        ask_before_trial()
        with suppress(ValidationError):
            variant = _variant(judged.file, start, change)
            yield Trial(_contents(variant, start), partial(judged.of, change))


def _others(file: PlanFile, start: Variant, choice: str) -> dict[str, list[Change]]:
    """Give the changes to each other value of each choice."""
    reads = start.reads & {choice} if choice else start.reads
    others: dict[str, list[Change]] = {}
    for path, values in other_values(file.shared, reads):
        others.setdefault(path, []).extend(Change("", path, value) for value in values)
    for name in start.environments:
        own = reads & file.own[name].keys()
        for path, values in other_values(file.plan_of(name), own):
            others.setdefault(path, []).extend(Change(name, path, value) for value in values)
    return others


def _filled_shared(plan: Plan) -> Filled:
    return with_asked(plan, open_hostnames(plan))


def _start(file: PlanFile, environments: Iterable[str], wanted: str) -> Variant:
    shared = started(file.shared, _filled_shared)
    own = {name: started(file.plan_of(name)) for name in environments}
    made = {name: composed(part.plan) for name, part in own.items()}
    return Variant(wanted, shared, own, composed(shared.plan), made)


def _variant(file: PlanFile, start: Variant, change: Change) -> Variant:
    """Make again what a change reaches; a pydantic error where a plan cannot have it."""
    shared, own = start.shared, dict(start.own)
    if not change.environment:
        shared = with_value(shared, change.path, change.value, _filled_shared)
    for name, before in start.own.items():
        if change.reaches(file, name):
            own[name] = with_value(before, change.path, change.value)
    made = {
        name: _remade(start, before, start.own[name], own[name], change)
        for name, before in start.environments.items()
    }
    common = _remade(start, start.common, start.shared, shared, change)
    return replace(start, shared=shared, own=own, common=common, environments=made, written=[])


def _remade(
    start: Variant, made: Composed, before: Filled, after: Filled, change: Change
) -> Composed:
    if before.plan == after.plan:
        return made
    scope = made.scope_of(start.wanted)
    if isinstance(scope, ManifestScope):
        scope = replace(scope, touches=start.touches)
    return scope.with_plan(after.plan, changed_between(before, after, change.path))


def _contents(variant: Variant, start: Variant | None = None) -> dict[str, Content]:
    """Give what each explained file holds, by path; ``plan.yaml`` is none of them.

    What is laid out as in ``start`` is not composed again.
    """
    made = [*_answers(variant), *_customs(variant), *_manifests(variant, start)]
    return {file.path: file for file in made if is_explained(file.path)}


def _answers(variant: Variant) -> Iterator[Content]:
    if variant.wanted in ("", RELEASE.path):
        yield release_of({name: variant.own[name].plan for name in variant.own})


def _customs(variant: Variant) -> Iterator[Content]:
    if not variant.wanted or variant.wanted.startswith(f"{CUSTOM}/"):
        for part in variant.environments.values():
            yield from part.custom.made


def _manifests(variant: Variant, start: Variant | None) -> Iterable[Content]:
    if variant.wanted == RELEASE.path or variant.wanted.startswith(f"{CUSTOM}/"):
        return ()
    if start and _layouts(variant) == _layouts(start):
        return _written_once(start)
    return _written_anew(variant)


def _layouts(variant: Variant) -> list[int]:
    """Tell layouts apart by identity: one that came out the same is the same object."""
    made = (variant.common, *variant.environments.values())
    return [id(composition.layout) for composition in made]


def _written_once(variant: Variant) -> tuple[Content, ...]:
    if not variant.written:
        variant.written.extend(_written_anew(variant))
    return tuple(variant.written)


def _written_anew(variant: Variant) -> tuple[Content, ...]:
    own = {name: (made.plan, made.layout.made) for name, made in variant.environments.items()}
    return manifests((variant.common.plan, variant.common.layout.made), own, variant.wanted)
