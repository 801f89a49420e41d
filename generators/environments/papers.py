"""The documents of a bundle with several environments: those of each, and those above them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

from generators.documents import documents
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.markdown import tidy
from generators.documents.rationale import counts
from generators.documents.rationale import shown
from generators.documents.rationale_tables import COUNTED
from generators.documents.release import release_answers
from generators.environments.folder import objects_of
from generators.environments.open_answers import PLACEHOLDERS
from generators.environments.overlay import Overlay
from generators.environments.relocation import relocated
from generators.environments.shared_text import Section
from generators.environments.shared_text import differing
from generators.environments.shared_text import sections
from generators.environments.shared_text import with_items
from generators.environments.shared_text import written
from generators.guide import ENVIRONMENT_RULES
from generators.guide import Finding
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.layout import Layout
from generators.manifests.part import File
from generators.output.files import Rendered
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import complete_file
from generators.plan.plan_file import NAMED_BY_KEY
from generators.yaml import loader

if TYPE_CHECKING:
    from jinja2 import Environment

# The documents that each environment has for itself, and those above the environments.
RATIONALE = "RATIONALE.md"
IN_OVERLAY = ("README.md", RATIONALE, "RUNBOOK.md")
# The chapters of a rationale that are an environment's own, and those that say what differs by row.
OWN = (
    "Claims",
    "After the first rollout",
    "Findings",
    "Waivers",
    "Coverage of the guide",
    "Statements of the guide",
)
OBJECTS = "Objects"
BY_ROW = ("Decisions", "Defaults", "Assumptions", "Limits", "Manual tasks")
# What a reader of the rationale above the environments sees first.
FIRST = ("Decisions", "Capacity")
AFTER_OBJECTS = "Statements of the guide"
FILES = (
    "The files of this environment, with the statements they answer and the choices behind them."
)
# What is named after an environment, so that no shared text can name it.
OF_ONE = (f"`{NAMED_BY_KEY}`", "overlays/", "scripts/", "gitops/")
ABOUT = "This is about the environment `{}`."
COMMANDS = "Paths and commands start in the bundle's top folder: `cd ../..`"
DIFFERING = (
    "It has what differs from [what all environments share](../../RATIONALE.md): a choice, a file "
    "or a task that is not here is explained there, if the environment has it. Paths start in the "
    "bundle's top folder."
)
ABOVE: Mapping[str, str] = {
    "README.md": "The environments, what they share, and what differs in each.",
    "RATIONALE.md": "What all environments share; findings, waivers and coverage of all of them.",
    "RUNBOOK.md": "Where the runbook of each environment is, and what it says of each alert.",
}
RELEASE = "The four rollout questions of the guide for each environment, answered for programs."
PLAN = "The plan file that this bundle was made from, with every shared default written out."


@cache
def _templates() -> Environment:
    # Imported when a document is written: to judge a plan, a command needs none.
    from jinja2 import Environment
    from jinja2 import PackageLoader
    from jinja2 import StrictUndefined

    environment = Environment(  # noqa: S701 - it writes Markdown, which has no HTML to escape
        loader=PackageLoader("generators.environments", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(code=code, inline=inline)
    return environment


def shared_rationale(plan: Plan) -> tuple[Section, ...]:
    """Explain what all environments share, without what each of them has for itself.

    That is what is named after an environment, and what the shared plan leaves open.
    """
    (text,) = (file.text for file in documents(judge(plan)) if file.path == RATIONALE)
    parts = [part for part in sections(text) if part.chapter and part.chapter not in OWN]
    return with_items(parts, _is_shared)


def _is_shared(section: Section, entry: tuple[str, ...]) -> bool:
    text = "\n".join((f"{section.headings[-1]}/", *entry))
    return not any(name in text for name in (*OF_ONE, *PLACEHOLDERS.values()))


def papers(
    judgement: Judgement,
    made: Overlay,
    beside: Iterable[File | Rendered],
    shared: tuple[Section, ...],
) -> Iterator[Rendered]:
    """Write the documents of one environment, with the targets that its files have here.

    Its rationale has what differs from the ``shared`` one alone, and lists the files of its overlay
    and those that it has ``beside`` it.
    """
    files = (*made.files, *beside)
    folder = f"overlays/{made.environment}"
    for file in documents(judgement):
        if file.path not in IN_OVERLAY:
            continue
        text = relocated(file.text, made.moves)
        if file.path == RATIONALE:
            parts = differing(sections(text), shared, BY_ROW)
            text = written(_with_objects(parts, files))
            text = _with_note(text, f"{ABOUT.format(made.environment)} {DIFFERING}")
        else:
            text = _with_note(text, f"{ABOUT.format(made.environment)} {COMMANDS}")
        yield replace(file, path=f"{folder}/{file.path}", text=text)


def _with_objects(parts: Iterable[Section], files: Iterable[File | Rendered]) -> Iterator[Section]:
    """List the files of an overlay, where a plan alone has the files of its bundle."""
    rest = [part for part in parts if part.chapter != OBJECTS]
    title = rest[0].headings[0]
    first = [part for part in rest if part.chapter != AFTER_OBJECTS]
    yield from first
    yield Section((title, OBJECTS), ("", FILES, ""))
    for folder, inside in groupby(sorted(files, key=_place), key=lambda file: _place(file)[0]):
        lines = [line for file in inside for line in _lines(file)]
        yield Section((title, OBJECTS, folder), ("", *lines, ""))
    yield from (part for part in rest if part not in first)


def _place(file: File | Rendered) -> tuple[str, str]:
    folder, _, name = file.path.rpartition("/")
    return folder, name


def _lines(file: File | Rendered) -> Iterator[str]:
    """Write an item for a file: its reason, the statements that it answers, its choices."""
    yield f"- `{_place(file)[1]}`. {file.why}"
    answers = f"*Answers* {_listed(file.guide)}." if file.guide else ""
    changes = f"*Changes with* {_listed(file.choices)}." if file.choices else ""
    if answers or changes:
        yield f"  {answers} {changes}".rstrip().replace("   ", "  ")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(code(name) for name in names)


def _with_note(text: str, note: str) -> str:
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{note}\n{rest}"


def overview(judgement: FileJudgement, shared: tuple[Section, ...]) -> Iterator[Rendered]:
    """Write what stands above the environments; ``shared`` is the rationale of what they share."""
    file = judgement.file
    first = [part for part in shared if part.chapter in FIRST]
    rest = [part for part in shared if part.chapter not in FIRST]
    context = _context(judgement) | {"first": written(first), "shared": written(rest)}
    for path, why in ABOVE.items():
        text = tidy(_templates().get_template(f"{path}.j2").render(context))
        yield Rendered(path, text, why, guide=("topology.explicit",))
    yield release_of(file.plans)
    yield plan_of(file)


def _context(judgement: FileJudgement) -> dict[str, Any]:
    file = judgement.file
    return {
        "judgement": judgement,
        "name": file.name,
        "plans": tuple(file.plans.values()),
        "environments": file.environments,
        "own": {name: tuple(_rows(file, name)) for name in file.environments},
        "overlaps": tuple(_overlaps(judgement)),
        "alerts": _alerts(judgement),
        "counts": counts(judgement.coverage),
        "counted_status": COUNTED,
    }


def plan_of(file: PlanFile) -> Rendered:
    """Write the plan file, complete."""
    text = loader.dump([complete_file(file)])
    return Rendered("plan.yaml", text, PLAN, guide=("topology.explicit",))


def release_of(plans: Mapping[str, Plan]) -> Rendered:
    """Answer the rollout questions for each environment, in the order of promotion."""
    text = loader.dump([_release_answers(plans)])
    return Rendered("RELEASE.yaml", text, RELEASE, guide=("rollout.tag", "rollout.revert"))


def _release_answers(plans: Mapping[str, Plan]) -> dict[str, Any]:
    heading = ("apiVersion", "kind", "metadata")
    answers = {name: release_answers(plan) for name, plan in plans.items()}
    common = next(iter(answers.values()))
    return {key: common[key] for key in heading} | {
        "environments": {
            name: {key: value for key, value in answer.items() if key not in heading}
            for name, answer in answers.items()
        }
    }


def _alerts(judgement: FileJudgement) -> dict[str, list[str]]:
    """List the alerts with the environments that have them: alerts link to RUNBOOK.md."""
    environments: dict[str, list[str]] = {}
    for name, part in judgement.judgements.items():
        for alert in dict.fromkeys(_alerts_in(part.layout)):
            environments.setdefault(alert, []).append(name)
    return environments


def _alerts_in(layout: Layout) -> Iterator[str]:
    for file in layout.files:
        for entry in objects_of(file):
            if entry.get("kind") == "PrometheusRule":
                rules = (rule for group in entry["spec"]["groups"] for rule in group["rules"])
                yield from (rule["alert"] for rule in rules if "alert" in rule)


def _overlaps(judgement: FileJudgement) -> Iterator[tuple[Finding, str]]:
    """List what the environments have in common and should not, with the reason of a waiver."""
    for finding in judgement.findings:
        if finding.rule in ENVIRONMENT_RULES:
            yield finding, ""
    for waived in judgement.waived:
        if waived.finding.rule in ENVIRONMENT_RULES:
            yield waived.finding, f"{waived.waiver.reason} ({waived.waiver.owner})"


def _rows(file: PlanFile, environment: str) -> Iterator[tuple[str, str, str]]:
    """List what an environment says: the choice, the shared value, its own."""
    plan = file.plan_of(environment)
    for path in file.own[environment]:
        choice = choice_at(path)
        yield path, shown(choice.of(file.shared)), shown(choice.of(plan))
