"""The documents of a bundle with several environments: those of each, and those above them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from generators.documents import documents
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.rationale import shown
from generators.environments.arrangement import Arrangement
from generators.environments.overlay import Overlay
from generators.environments.places import relocated
from generators.guide import ENVIRONMENT_RULES
from generators.guide import Finding
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.output.files import Rendered
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import complete_file
from generators.yaml import loader

WHY = "What the environments are, what they share, and what each has otherwise."
PLAN = "The plan file that this bundle was made from, with every shared default written out."


@cache
def _templates() -> Environment:
    environment = Environment(  # noqa: S701 - it writes Markdown, which has no HTML to escape
        loader=PackageLoader("generators.environments", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(code=code, inline=inline)
    return environment


def papers(judgement: Judgement, made: Overlay) -> Iterator[Rendered]:
    """Write the documents of one environment, with the places that its files have here."""
    folder = f"overlays/{made.environment}"
    for file in documents(judgement):
        if file.path == "plan.yaml":
            continue
        text = file.text
        if file.path.endswith(".md"):
            text = _with_note(relocated(text, made.moves), made.environment)
        yield replace(file, path=f"{folder}/{file.path}", text=text)


def _with_note(text: str, environment: str) -> str:
    title, _, rest = text.partition("\n")
    note = (
        f"The environment `{environment}` of several. Paths and commands below start in the "
        "bundle's top folder: `cd ../..`"
    )
    return f"{title}\n\n{note}\n{rest}"


def overview(
    judgement: FileJudgement, shared: Arrangement, overlays: Sequence[Overlay]
) -> Iterator[Rendered]:
    """Write what stands above the environments: the README and the plan file."""
    file = judgement.file
    text = (
        _templates()
        .get_template("README.md.j2")
        .render(
            name=file.name,
            plans=tuple(file.plans.values()),
            environments=file.environments,
            own={name: tuple(_rows(file, name)) for name in file.environments},
            components=shared.components,
            overlaps=tuple(_overlaps(judgement)),
        )
    )
    yield Rendered("README.md", text, WHY, guide=("topology.explicit",))
    yield Rendered(
        "plan.yaml", loader.dump([complete_file(file)]), PLAN, guide=("topology.explicit",)
    )


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
