"""The files of a plan while it still has errors: the same files, with placeholders, to look at."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from generators.bundles import Bundle
from generators.bundles import files_of
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.judgement import judge_file
from generators.judgement.placeholders import placeholders_for
from generators.output.checksums import CHECKSUMS
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import complete_file
from generators.plan import revised
from generators.yaml import loader

PLAN_FILE = "plan.yaml"


@dataclass(frozen=True)
class Position:
    """A line of a file of a bundle, from 1."""

    file: str
    line: int


@dataclass(frozen=True)
class Placeholder:
    """What stands in the files for a choice that the plan leaves open, and where it stands."""

    path: str
    label: str
    value: str
    positions: tuple[Position, ...]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(position.file for position in self.positions))


@dataclass(frozen=True)
class Preview:
    """The files of a plan, and the placeholders in them; none in a plan without errors."""

    bundle: Bundle
    placeholders: tuple[Placeholder, ...] = ()

    @property
    def by_line(self) -> Mapping[Position, Placeholder]:
        """Find the placeholder that stands on a line."""
        return {
            position: placeholder
            for placeholder in self.placeholders
            for position in placeholder.positions
        }


def preview(source: Plan | Judgement | FileJudgement) -> Preview:
    """Make the files of a plan or plan file, also where it has errors.

    Without errors they are those of its bundle. With errors, what is open is a placeholder that
    begins with ``todo-`` and names its choice, no file lists checksums, and ``plan.yaml`` is the
    plan as it is. What errors say besides stands in the files as the plan has it.
    """
    judgement = judge(source) if isinstance(source, Plan) else source.undated
    if not judgement.errors:
        return Preview(files_of(judgement))
    filled, used = _filled(judgement)
    made = files_of(filled)
    plan = loader.dump([complete_file(_plan_file(judgement))])
    files = tuple(
        replace(file, text=plan) if file.path == PLAN_FILE else file
        for file in made.files
        if file.path != CHECKSUMS
    )
    visible = Bundle(made.name, files)
    return Preview(visible, tuple(_placeholder(visible, *entry) for entry in used.items()))


def _plan_file(judgement: Judgement | FileJudgement) -> PlanFile:
    return judgement.file if isinstance(judgement, FileJudgement) else PlanFile(judgement.plan)


def _filled(
    judgement: Judgement | FileJudgement,
) -> tuple[Judgement | FileJudgement, dict[str, str]]:
    """Judge the plan with its placeholders, and give these by choice."""
    if isinstance(judgement, Judgement):
        return judgement.filled, dict(judgement.placeholders)
    filled = with_placeholders(judgement.file, judgement)
    used = {
        path: value
        for part in judgement.judgements.values()
        for path, value in placeholders_for(part.plan, part.findings).items()
    }
    return judge_file(filled).undated, used


def with_placeholders(file: PlanFile, judgement: FileJudgement | None = None) -> PlanFile:
    """Give a plan file in which what is open in an environment is a placeholder.

    ``judgement`` is the one of the file, where it is known already.
    """
    if file.single:
        used = placeholders_for(file.shared)
        return replace(file, shared=revised(file.shared, used)) if used else file
    for name, plan in file.plans.items():
        known = judgement.judgements[name].findings if judgement else None
        used = placeholders_for(plan, known)
        file = file.revised(name, used) if used else file
    return file


def _placeholder(bundle: Bundle, path: str, value: str) -> Placeholder:
    return Placeholder(path, choice_at(path).title, value, tuple(_positions(bundle, value)))


def _positions(bundle: Bundle, value: str) -> Iterator[Position]:
    for file in bundle.files:
        if value in file.text:
            for number, line in enumerate(file.text.splitlines(), start=1):
                if value in line:
                    yield Position(file.path, number)
