"""The explanation of a bundle: every line of its YAML, env and conf files with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generators.documents import PLAN
from generators.documents import plan_document
from generators.environments import plan_of
from generators.explanation.attribution import Attribution
from generators.explanation.formulas import formulas_of
from generators.explanation.ownership import environment_of
from generators.explanation.plan_lines import plan_line_choices
from generators.explanation.reasons import Subject
from generators.explanation.reasons import reason
from generators.explanation.several import attributed_file
from generators.explanation.several import several_contents
from generators.explanation.single import attributed
from generators.explanation.single import single_contents
from generators.explanation.texts import is_explained
from generators.manifests.remembered import remembering
from generators.output.files import Rendered
from generators.output.files import rendered
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import sparse_file
from generators.plan.reading import read_plan_file
from generators.yaml import loader

# Plans whose explanations are kept: those that somebody looks at now.
MOST_KEPT = 64
MOST_CHOICES_KEPT = 1024


@dataclass(frozen=True)
class ExplainedLine:
    """A line of a file and why it is there.

    ``choices`` are the paths of which another valid value changes the line, those that decide the
    fewest lines of the file first. ``guide`` are the statements that they and the file answer.
    """

    file: str
    line: int
    text: str
    choices: tuple[str, ...]
    guide: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class LineOfChoice:
    """A line that a choice decides."""

    file: str
    line: int
    text: str


def explain(source: Plan | PlanFile, file: str = "") -> tuple[ExplainedLine, ...]:
    """Explain each line of every YAML, env and conf file of a plan, or of one file of it.

    A plan with errors is explained too, by the files of its preview. A file that is not explained
    line by line, or that is not there, has no lines.
    """
    plan_file = PlanFile(source) if isinstance(source, Plan) else source
    return _explained(loader.dump([sparse_file(plan_file)]), file)


def lines_of_choice(source: Plan | PlanFile, choice: str) -> tuple[LineOfChoice, ...]:
    """List the lines that another valid value of a choice would change, without ``plan.yaml``."""
    plan_file = PlanFile(source) if isinstance(source, Plan) else source
    return _lines_of_choice(loader.dump([sparse_file(plan_file)]), choice)


@lru_cache(maxsize=MOST_CHOICES_KEPT)
def _lines_of_choice(text: str, choice: str) -> tuple[LineOfChoice, ...]:
    plan_file = read_plan_file(text.encode())
    with remembering():
        attribution = _attributed(plan_file, choice=choice)
    return tuple(
        LineOfChoice(path, number + 1, attribution.lines_of(path)[number])
        for path in sorted(attribution.choices)
        for number in sorted(attribution.choices[path])
    )


def explained_files(source: Plan | PlanFile) -> tuple[str, ...]:
    """List the files whose lines are explained, by path."""
    plan_file = PlanFile(source) if isinstance(source, Plan) else source
    made = single_contents if plan_file.single else several_contents
    return tuple(sorted((*made(plan_file), PLAN.path)))


@lru_cache(maxsize=MOST_KEPT)
def _explained(text: str, file: str) -> tuple[ExplainedLine, ...]:
    """Explain a plan file by its text, which names it for the cache."""
    if file and not is_explained(file):
        return ()
    plan_file = read_plan_file(text.encode())
    with remembering():
        attribution = _attributed(plan_file, file)
        files = [rendered(content) for content in attribution.before.values()]
    if file in ("", PLAN.path):
        files.append(plan_document(plan_file.shared) if plan_file.single else plan_of(plan_file))
    files.sort(key=lambda file: file.path)
    return tuple(line for file in files for line in _lines(file, attribution, plan_file))


def _attributed(plan_file: PlanFile, file: str = "", choice: str = "") -> Attribution:
    if file == PLAN.path:
        return Attribution({}, lambda: ())
    if plan_file.single:
        return attributed(plan_file.shared, file, choice)
    return attributed_file(plan_file, file, choice)


def _lines(
    file: Rendered, attribution: Attribution, plan_file: PlanFile
) -> Iterator[ExplainedLine]:
    texts = file.text.splitlines()
    named = _named(file, attribution)
    widths = _widths(named.values())
    plan = _plan_for(file.path, plan_file)
    formulas = formulas_of(attribution.before.get(file.path))
    in_head = file.path != PLAN.path
    for number, text in enumerate(texts):
        in_head = in_head and text.startswith("#")
        paths = tuple(sorted(named.get(number, ()), key=lambda path: widths[path]))
        subject = Subject(file.path, text, paths, formulas.get(text.strip(), ""), file.why, in_head)
        yield ExplainedLine(
            file.path, number + 1, text, paths, _guide(file, paths), reason(subject, plan)
        )


def _named(file: Rendered, attribution: Attribution) -> Mapping[int, Sequence[str]]:
    if file.path == PLAN.path:
        return plan_line_choices(file.text)
    return attribution.choices.get(file.path, {})


def _widths(lines: Iterable[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Count the lines that each choice decides, and keep the wizard's order among equals."""
    counts: dict[str, int] = {}
    for paths in lines:
        for path in paths:
            counts[path] = counts.get(path, 0) + 1
    order = {choice.path: number for number, choice in enumerate(choices())}
    return {path: (count, order.get(path, -1)) for path, count in counts.items()}


def _plan_for(path: str, plan_file: PlanFile) -> Plan:
    """Give the plan whose values a file has: an environment's in what it has for itself."""
    environment = environment_of(path, plan_file)
    return plan_file.plan_of(environment) if environment else plan_file.shared


def _guide(file: Rendered, paths: Sequence[str]) -> tuple[str, ...]:
    known = [path for path in paths if "." in path and not path.startswith("metadata.")]
    own = (name for path in known for name in choice_at(path).ask.guide)
    return tuple(dict.fromkeys((*own, *(() if any(True for _ in known) else file.guide))))
