"""Files of a plan with errors: all of them, with placeholders that name their choice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings

from generators import bundle
from generators import judge
from generators import judge_file
from generators import preview
from generators.guide import RULES
from generators.guide import Severity
from generators.judgement.placeholders import PLACEHOLDERS
from generators.plan import PRESETS
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import Preset
from generators.plan import choice_at
from generators.plan import recommended
from generators.plan import revised
from generators.yaml import loader
from tests.strategies import plan_files
from tests.strategies import plans

# What an error can ask for and no placeholder stands for: no value of it would be unmistakable.
LEFT_OUT = {
    "database.backup.destination",
    "database.backup.schedule",
    "database.failoverPlan",
    "operations.dns",
    "operations.environment",
    "operations.proxy.https",
    "redis.maxMemory",
    "release.backend.digest",
    "release.docs.digest",
    "release.frontend.digest",
    "release.rollback.frontend",
    "scaling.backend.resources.limits.cpu",
    "scaling.backend.resources.requests.cpu",
    "scaling.backend.resources.requests.memory",
}


def test_a_plan_without_errors_shows_the_files_of_its_bundle() -> None:
    view = preview(recommended())

    assert view.bundle == bundle(recommended())
    assert not view.placeholders


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_a_preset_shows_every_file_that_it_has_once_it_is_filled(preset: Preset) -> None:
    start = Plan.model_validate(preset.document())
    answers = {p: blank for p, blank in preset.blanks.items() if p not in PLACEHOLDERS}
    if start.topology.web:  # the UI's hostname carries the API, so that no error asks for another
        answers["ingress.hosts.api"] = preset.blanks["ingress.hosts.api"]

    view = preview(revised(start, answers))

    filled = {file.path for file in bundle(preset.filled()).files}
    assert filled - {file.path for file in view.bundle.files} == {"SHA256SUMS"}
    assert {placeholder.path for placeholder in view.placeholders} <= {*preset.blanks}


def test_a_placeholder_names_its_choice_and_its_lines() -> None:
    view = preview(revised(recommended(), {"redis.host": ""}))

    (placeholder,) = view.placeholders
    assert (placeholder.path, placeholder.value) == ("redis.host", "todo-redis-host.invalid")
    for position in placeholder.positions:
        line = view.bundle.file(position.file).text.splitlines()[position.line - 1]
        assert placeholder.value in line
        assert view.by_line[position] is placeholder
    assert "README.md" in placeholder.files


def test_plan_yaml_says_what_the_plan_says() -> None:
    view = preview(revised(recommended(), {"redis.host": ""}))

    (document,) = loader.objects(view.bundle.file("plan.yaml").text)
    assert document["spec"]["redis"]["host"] == ""


def test_an_environment_shows_placeholders_of_its_own() -> None:
    shared = revised(recommended(), {"ingress.hosts.api": ""})
    file = PlanFile(shared, {"staging": {}, "production": {"ingress.hosts.api": "api.acme.com"}})

    view = preview(judge_file(file))

    (placeholder,) = view.placeholders
    manifests = [path for path in placeholder.files if path.endswith(".yaml")]
    assert manifests
    assert all(path.startswith("overlays/staging/") for path in manifests)


def test_every_name_that_an_error_asks_for_has_a_placeholder() -> None:
    asked: set[str] = set()
    for rule in RULES:
        if rule.severity is Severity.ERROR and rule.slug != "setting-holds-secret":
            asked |= _open_paths(rule.bad)

    assert asked <= {*PLACEHOLDERS, *LEFT_OUT}


def _open_paths(changes: Any) -> set[str]:
    plan = revised(recommended(), changes)
    named = {path for error in judge(plan).errors for path in error.paths}
    return {path for path in named if "." in path and choice_at(path).of(plan) in ("", ())}


@given(plans())
@settings(max_examples=20)
def test_any_plan_can_be_shown(plan: Plan) -> None:
    for file in preview(plan).bundle.files:
        if file.path.endswith(".yaml"):
            loader.objects(file.text)


@given(plan_files())
@settings(max_examples=8)
def test_any_plan_file_can_be_shown(file: PlanFile) -> None:
    assert preview(judge_file(file)).bundle.files
