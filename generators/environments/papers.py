"""The documents of a bundle with several environments: those of each, and those above them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from generators.documents import documents
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.markdown import tidy
from generators.documents.rationale import shown
from generators.documents.release import release_answers
from generators.environments.folder import objects_of
from generators.environments.overlay import Overlay
from generators.environments.relocation import relocated
from generators.guide import ENVIRONMENT_RULES
from generators.guide import Finding
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.layout import Layout
from generators.output.files import Rendered
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import complete_file
from generators.plan.plan_file import NAMED_BY_KEY
from generators.yaml import loader

# The documents that each environment has for itself, and those above the environments.
IN_OVERLAY = ("README.md", "RATIONALE.md", "RUNBOOK.md")
ABOVE: Mapping[str, str] = {
    "README.md": "What the environments are, what they share, and what each has otherwise.",
    "RATIONALE.md": "What all environments share; findings, waivers and coverage of all of them.",
    "RUNBOOK.md": "Where the runbook of each environment is, and what it says of each alert.",
}
RELEASE = "The four rollout questions of the guide for each environment, answered for programs."
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
    """Write the documents of one environment, with the targets that its files have here."""
    folder = f"overlays/{made.environment}"
    for file in documents(judgement):
        if file.path not in IN_OVERLAY:
            continue
        text = file.text
        text = _with_note(relocated(text, made.moves), made.environment)
        yield replace(file, path=f"{folder}/{file.path}", text=text)


def _with_note(text: str, environment: str) -> str:
    title, _, rest = text.partition("\n")
    note = (
        f"This is about the environment `{environment}`. Paths and commands start in the bundle's "
        "top folder: `cd ../..`"
    )
    return f"{title}\n\n{note}\n{rest}"


def overview(judgement: FileJudgement) -> Iterator[Rendered]:
    """Write what stands above the environments."""
    file, context = judgement.file, _context(judgement)
    for path, why in ABOVE.items():
        text = tidy(_templates().get_template(f"{path}.j2").render(context))
        yield Rendered(path, text, why, guide=("topology.explicit",))
    release = loader.dump([_release(file)])
    yield Rendered("RELEASE.yaml", release, RELEASE, guide=("rollout.tag", "rollout.revert"))
    plan = loader.dump([complete_file(file)])
    yield Rendered("plan.yaml", plan, PLAN, guide=("topology.explicit",))


def _context(judgement: FileJudgement) -> dict[str, Any]:
    file = judgement.file
    return {
        "judgement": judgement,
        "name": file.name,
        "plans": tuple(file.plans.values()),
        "environments": file.environments,
        "own": {name: tuple(_rows(file, name)) for name in file.environments},
        "shared": tuple(_shared(file)),
        "overlaps": tuple(_overlaps(judgement)),
        "alerts": _alerts(judgement),
    }


def _release(file: PlanFile) -> dict[str, Any]:
    """Answer the rollout questions for each environment, in the order of promotion."""
    heading = ("apiVersion", "kind", "metadata")
    answers = {name: release_answers(plan) for name, plan in file.plans.items()}
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


def _shared(file: PlanFile) -> Iterator[tuple[str, str]]:
    """List the choices that the environments share and that are not the default, with their values.

    Whether a default was written out makes no difference, so `plan.yaml` gives the same text.
    """
    for choice in choices():
        value = choice.of(file.shared)
        if value != choice.default and choice.path != NAMED_BY_KEY:
            yield choice.path, shown(value)


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
