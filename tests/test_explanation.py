"""Line to choice and choice to line: proven by changing choices and comparing the files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher

import pytest

from generators import explain
from generators import preview
from generators.explanation.several import several_contents
from generators.explanation.single import single_contents
from generators.explanation.texts import is_explained
from generators.explanation.tracing import traced
from generators.layout import laid_out
from generators.output.files import rendered
from generators.plan import PRESETS
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import Preset
from generators.plan import choices
from generators.plan import recommended
from generators.plan import revised
from tests.environments.files import apart
from tests.environments.files import shared_plan
from tests.environments.files import two
from tests.environments.files import with_environments
from tests.mutations import mutants
from tests.plans import branches

pytestmark = pytest.mark.slow  # all of it together

LEAST = 0.98
# One plan in the gate; `make benchmark` measures the presets and the largest plan.
SAMPLE = ("cloudnative-pg",)
# In the gate, one choice in so many is changed: in one plan, and in one with environments.
SAMPLED, SAMPLED_OF_SEVERAL = 3, 61
PLACES = {choice.path: number for number, choice in enumerate(choices())}
Line = tuple[str, int]


def changed_by(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[Line]:
    """Give the lines that another version has otherwise or no longer."""
    lines: set[Line] = set()
    for path, texts in before.items():
        other = after.get(path, [])
        if texts == other:
            continue
        matcher = SequenceMatcher(None, texts, other, autojunk=False)
        for tag, start, end, _, _ in matcher.get_opcodes():
            if tag in ("replace", "delete"):
                lines |= {(path, number + 1) for number in range(start, end)}
    return lines


def files_of(source: Plan | PlanFile) -> dict[str, list[str]]:
    """Write the files of a plan file alone, as nobody's variant, by path."""
    file = PlanFile(source) if isinstance(source, Plan) else source
    made = single_contents(file) if file.single else several_contents(file)
    return {path: rendered(content).text.splitlines() for path, content in made.items()}


def counts_of(
    source: Plan | PlanFile, wanted: Callable[[str], bool] = lambda path: True
) -> Counter[str]:
    """Count the lines that a mutation changed, that name the choice, and that are in both."""
    before = files_of(source)
    named: dict[str, set[Line]] = {}
    for line in explain(source):
        if line.file in before:
            for path in line.choices:
                named.setdefault(path, set()).add((line.file, line.line))
    changed: dict[str, set[Line]] = {}
    for path, mutant in mutants(source, wanted):
        changed.setdefault(path, set()).update(changed_by(before, files_of(mutant)))
    counts: Counter[str] = Counter()
    for path, lines in changed.items():
        claimed = named.get(path, set())
        counts.update(changed=len(lines), named=len(claimed), both=len(lines & claimed))
    return counts


def figures(counts: Counter[str]) -> tuple[float, float]:
    """Give recall and precision."""
    return counts["both"] / counts["changed"], counts["both"] / counts["named"]


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLE)
def test_the_lines_that_a_choice_changes_are_those_that_name_it(name: str) -> None:
    counts = counts_of(branches()[name], lambda path: PLACES[path] % SAMPLED == 0)
    recall, precision = figures(counts)

    sys.stdout.write(f"{name}: recall {recall:.4f}, precision {precision:.4f}\n")
    assert recall >= LEAST
    assert precision >= LEAST


def test_every_line_of_a_yaml_env_and_conf_file_is_explained() -> None:
    plan = branches()["pooler"]

    texts: dict[str, list[str]] = {}
    for line in explain(plan):
        texts.setdefault(line.file, []).append(line.text)
        assert line.line == len(texts[line.file])
        assert line.why
        # A key that is explained nowhere gets the sentence about its file, which tells little.
        assert "Part of the file" not in line.why
    files = preview(plan).bundle.files
    assert texts == {file.path: file.text.splitlines() for file in files if is_explained(file.path)}


def test_the_lines_of_several_environments_name_what_changes_them() -> None:
    counts = counts_of(two(), lambda path: PLACES[path] % SAMPLED_OF_SEVERAL == 0)

    assert min(figures(counts)) >= LEAST


def test_one_file_is_explained_as_in_the_whole() -> None:
    plan = recommended()
    path = "base/backend-deployment.yaml"

    assert explain(plan, path) == tuple(line for line in explain(plan) if line.file == path)


def test_a_computed_number_says_its_arithmetic() -> None:
    (line,) = (
        line
        for line in explain(recommended(), "base/backend-deployment.yaml")
        if line.text.strip() == "terminationGracePeriodSeconds: 345"
    )

    assert "345 = longest flow 300 + 45" in line.why
    assert line.choices == ("scaling.backend.longestFlowSeconds",)


@pytest.mark.parametrize("preset", PRESETS[:1], ids=lambda preset: preset.slug)
def test_a_plan_with_errors_is_explained_with_its_placeholders(preset: Preset) -> None:
    plan = Plan.model_validate(preset.document())

    lines = explain(plan, "overlays/production/kustomization.yaml")

    (tag,) = (line for line in lines if "todo-release-backend-tag" in line.text)
    assert "release.backend.tag" in tag.choices


def test_an_overlay_names_what_its_environment_has_otherwise() -> None:
    shared = revised(recommended(), {"ingress.hosts.api": ""})
    own = {"ingress.hosts.api": "api.staging.acme.com"}
    file = PlanFile(shared, {"staging": own}).revised("", {}, without=["release.environment"])

    lines = explain(file, "overlays/staging/patches/httproute-skillflaw-api.yaml")

    (host,) = (line for line in lines if "api.staging.acme.com" in line.text)
    assert "ingress.hosts.api" in host.choices
    assert "ingress.hosts.api = api.staging.acme.com" in host.why


def test_a_gitops_object_is_explained_by_the_plan_of_its_environment() -> None:
    git = {"operations.gitUrl": "https://git.acme.com/x.git", "operations.gitPath": "deploy"}
    shared = shared_plan({"operations.gitops": "argo-cd", **git})
    own = {name: apart(name) for name in ("staging", "eu-staging")}
    file = with_environments(shared, own)

    lines = explain(file, "gitops/argocd-application-eu-staging.yaml")

    (namespace,) = (line for line in lines if line.text.strip() == "namespace: acme-eu-staging")
    assert "release.namespace = acme-eu-staging" in namespace.why
    assert all("release.environment" in line.choices for line in lines)


def test_a_line_of_the_plan_names_its_own_choice() -> None:
    lines = {line.text.strip(): line.choices for line in explain(recommended(), "plan.yaml")}

    assert lines["configDir: /var/lib/skillflaw"] == ("storage.configDir",)
    assert lines["storage:"] == ()
    assert lines["name: api-managed"] == ("metadata.name",)


def test_reading_a_traced_plan_notes_the_choice_and_makes_the_same() -> None:
    reading = traced(lambda plan: plan.scaling.backend.replicas, recommended())

    assert (reading.made, reading.reads) == (3, frozenset({"scaling.backend.replicas"}))
    assert traced(laid_out, recommended()).made == laid_out(recommended())
