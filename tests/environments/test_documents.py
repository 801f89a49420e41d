"""The documents of a bundle with environments."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

import generators
from tests.environments.files import two
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import file_of
from tests.kubernetes_yaml import documents

FOLDERS = "base|components|jobs|overlays|scripts|gitops"


def test_the_readme_lists_what_each_environment_has_otherwise() -> None:
    text = generators.bundle_of(two({"scaling.backend.replicas": 2})).file("README.md").text

    assert "| `scaling.backend.replicas` | `3` | `2` |" in text
    assert "`overlays/staging`" in text
    assert "`scaling.backend.workers`" not in text


def test_the_rationale_names_the_environments_of_a_finding() -> None:
    file = two(production={"operations.alerts": "none"})

    text = generators.bundle_of(file).file("RATIONALE.md").text

    assert re.search(r"\| warning \| .* \| production \|", text)


def test_the_rationale_begins_with_the_decisions_of_each_environment() -> None:
    text = generators.bundle_of(two({"scaling.backend.replicas": 2})).file("RATIONALE.md").text

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:3] == ["Decisions of each environment", "Decisions", "Capacity"]
    assert "| staging | `scaling.backend.replicas` | `3` | `2` |" in text


def test_the_rollout_questions_are_answered_for_each_environment() -> None:
    file = two({"release.backend.tag": "1.9.0", "release.backend.digest": ""})

    (answers,) = documents(generators.bundle_of(file).file("RELEASE.yaml").text)

    images = {name: part["images"] for name, part in answers["environments"].items()}
    assert images["staging"]["backend"].endswith(":1.9.0")
    assert ":1.8.2@" in images["production"]["backend"]


def test_every_link_of_an_alert_leads_to_the_runbooks_of_its_environments() -> None:
    files = generators.bundle_of(two()).files
    text = {file.path: file.text for file in files}
    anchors = set(
        re.findall(r"RUNBOOK\.md#([a-z0-9]+)", text["components/observability/alerts.yaml"])
    )

    headings = {
        match.lower() for match in re.findall(r"^### (\S+)$", text["RUNBOOK.md"], re.MULTILINE)
    }

    assert anchors
    assert anchors <= {heading.lower() for heading in headings}


@pytest.mark.parametrize("name", SETS)
def test_documents_name_only_what_is_there(name: str) -> None:
    bundle = generators.bundle_of(file_of(name))
    paths = {file.path for file in bundle.files}
    folders = {"/".join(path.split("/")[:depth]) for path in paths for depth in range(1, 6)}

    for file in bundle.files:
        if file.path.endswith(".md"):
            named = re.findall(
                r"`((?:base|components|jobs|overlays|scripts|gitops)/[^` ]*)`", file.text
            )
            assert {link.rstrip("/") for link in named} <= paths | folders, file.path


@pytest.mark.parametrize("name", SETS)
def test_the_coverage_names_only_files_of_the_bundle(name: str) -> None:
    judgement = generators.judge_file(file_of(name))
    bundle = generators.bundle(judgement)
    paths = {file.path for file in bundle.files}
    folders = {f"{parent}" for path in paths for parent in PurePosixPath(path).parents}

    located = generators.located(judgement)

    for entries in (located.coverage, *(part.coverage for part in located.judgements.values())):
        named = {by for entry in entries for by in entry.by if "/" in by}
        assert named <= paths | folders
