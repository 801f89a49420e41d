"""What decides the lines of a bundle for several environments."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from pydantic import ValidationError

from generators.environments import manifests
from generators.environments import release_of
from generators.environments.open_answers import open_hostnames
from generators.explanation.attribution import Attribution
from generators.explanation.attribution import Trial
from generators.explanation.attribution import other_values
from generators.explanation.composition import RELEASE
from generators.explanation.composition import Composed
from generators.explanation.composition import composed
from generators.explanation.single import Filled
from generators.explanation.single import attributed
from generators.explanation.single import changed_between
from generators.explanation.single import filled
from generators.explanation.texts import Content
from generators.explanation.texts import is_explained
from generators.explanation.texts import lines
from generators.output.files import Rendered
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import revised
from generators.plan.plan_file import NAMED_BY_KEY

KUSTOMIZATION = "/kustomization.yaml"
# What is made of the shared plan alone.
SHARED = ("base/", "components/", "jobs/")


@dataclass(frozen=True)
class Variant:
    """A plan file, with what is made of what it shares and of each environment.

    ``environments`` has those alone whose files are asked for.
    """

    file: PlanFile
    shared: Filled
    own: Mapping[str, Filled]
    common: Composed
    environments: Mapping[str, Composed]
    written: list[Rendered] = field(default_factory=list)

    @property
    def plans(self) -> tuple[Plan, ...]:
        return (self.shared.plan, *(own.plan for own in self.own.values()))


def attributed_file(file: PlanFile, path: str = "", choice: str = "") -> Attribution:
    """Find the choices of each line of a plan file's bundle, of every file or of one.

    With a ``choice``, find the lines of this one alone.
    """
    if alone := _of_shared_plan(file, path, choice):
        return alone
    start = _start(file, _concerned(file, path))
    before = {name: made for name, made in _contents(start).items() if path in ("", name)}
    attribution = Attribution(before, start.plans)
    if not before:
        return attribution
    for tried, files in _others(start, choice).items():
        attribution.add(tried, list(_trials(start, tried, files)))
    if choice not in ("", NAMED_BY_KEY):
        return attribution
    for name in start.environments:
        if not path or path == RELEASE or f"/{name}" in f"/{path}":
            gone = {key: made for key, made in before.items() if not _is_of(key, name)}
            attribution.add(NAMED_BY_KEY, [Trial(gone, start.plans)])
    return attribution


def _of_shared_plan(file: PlanFile, path: str, choice: str) -> Attribution | None:
    """Explain a file that the shared plan alone has in the same words; nothing where it has not."""
    if not path.startswith(SHARED) or path.endswith(KUSTOMIZATION):
        return None
    content = _contents(_start(file, ())).get(path)
    attribution = attributed(file.shared, path, choice, filling=_filled_shared)
    if content is None or path not in attribution.before:
        return None
    return attribution if attribution.lines_of(path) == lines(content) else None


def _concerned(file: PlanFile, path: str) -> tuple[str, ...]:
    """Name the environments that have to be made to know a file."""
    if path.startswith(SHARED):
        return ()
    own = tuple(name for name in file.environments if _is_of(path, name))
    return own or file.environments


def _is_of(path: str, environment: str) -> bool:
    return path.split("/")[1:2] in ([environment], [f"{environment}.yaml"])


def _trials(start: Variant, choice: str, files: Iterable[PlanFile]) -> Iterator[Trial]:
    for file in files:
        variant = _variant(start, file, {choice})
        if variant:
            yield Trial(_contents(variant, start), variant.plans)


def _others(start: Variant, choice: str) -> dict[str, list[PlanFile]]:
    """Give the plan file with each other value of each choice, where a plan can have it."""
    file = start.file
    made = (start.common, *start.environments.values())
    reads = frozenset().union(*(composition.reads for composition in made)) - {NAMED_BY_KEY}
    reads = reads & {choice} if choice else reads
    others: dict[str, list[PlanFile]] = {}
    for path, values in other_values(file.shared, reads):
        others.setdefault(path, []).extend(_revised(file, "", path, values))
    for name in start.environments:
        own = reads & file.own[name].keys()
        for path, values in other_values(file.plan_of(name), own):
            others.setdefault(path, []).extend(_revised(file, name, path, values))
    return others


def _revised(
    file: PlanFile, environment: str, path: str, values: Iterable[Any]
) -> Iterator[PlanFile]:
    for value in values:
        try:
            yield file.revised(environment, {path: value})
        except ValidationError:
            continue


def _filled_shared(plan: Plan) -> Filled:
    asked = open_hostnames(plan)
    return Filled(revised(plan, asked) if asked else plan, asked)


def _own(file: PlanFile, environments: Iterable[str]) -> dict[str, Filled]:
    return {name: filled(file.plan_of(name)) for name in environments}


def _start(file: PlanFile, environments: Iterable[str]) -> Variant:
    shared, own = _filled_shared(file.shared), _own(file, environments)
    made = {name: composed(part.plan) for name, part in own.items()}
    return Variant(file, shared, own, composed(shared.plan), made)


def _variant(start: Variant, file: PlanFile, changed: set[str]) -> Variant | None:
    """Make again what a plan file says otherwise; nothing where it cannot be written."""
    try:
        shared, own = _filled_shared(file.shared), _own(file, start.own)
    except ValidationError:
        return None
    made = {
        name: _remade(before, start.own[name], own[name], changed)
        for name, before in start.environments.items()
    }
    common = _remade(start.common, start.shared, shared, changed)
    return Variant(file, shared, own, common, made)


def _remade(made: Composed, before: Filled, after: Filled, changed: set[str]) -> Composed:
    if before.plan == after.plan:
        return made
    return made.with_plan(after.plan, changed | changed_between(before, after))


def _contents(variant: Variant, start: Variant | None = None) -> dict[str, Content]:
    """Give what each explained file holds, by path; ``plan.yaml`` is none of them.

    What is laid out as in ``start`` is not written again.
    """
    made = _written(variant, start)
    customs = [file for part in variant.environments.values() for file in part.custom.made]
    contents: dict[str, Content] = {
        file.path: file for file in (*made, *customs) if is_explained(file.path)
    }
    contents[RELEASE] = release_of(variant.file)
    return contents


def _written(variant: Variant, start: Variant | None) -> tuple[Rendered, ...]:
    if start and _layouts(variant) == _layouts(start):
        return _written_once(start)
    return _written_anew(variant)


def _layouts(variant: Variant) -> list[int]:
    """Tell layouts apart by identity: one that came out the same is the same object."""
    made = (variant.common, *variant.environments.values())
    return [id(composition.layout) for composition in made]


def _written_once(variant: Variant) -> tuple[Rendered, ...]:
    if not variant.written:
        variant.written.extend(_written_anew(variant))
    return tuple(variant.written)


def _written_anew(variant: Variant) -> tuple[Rendered, ...]:
    own = {name: (made.plan, made.layout.made) for name, made in variant.environments.items()}
    return manifests((variant.common.plan, variant.common.layout.made), own)
