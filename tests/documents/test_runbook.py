"""What the runbook says where plans differ."""

from __future__ import annotations

import re
import time

import pytest

from generators.documents import documents
from generators.judgement import judge
from generators.plan import claims
from tests.documents.reading import of
from tests.documents.reading import plans
from tests.documents.reading import written
from tests.plans import everything


def runbook(name: str) -> str:
    return written(name)["RUNBOOK.md"]


def section(name: str, title: str) -> str:
    """Give one section of a runbook, up to the next of its level."""
    match = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", runbook(name), re.MULTILINE | re.DOTALL)
    assert match, title
    return match[1]


@pytest.mark.parametrize("name", plans())
def test_a_runbook_has_every_section(name: str) -> None:
    headings = re.findall(r"^## (.*)$", runbook(name), re.MULTILINE)
    plan = plans()[name]
    grows = plan.storage.mode == "claim" or plan.database.mode != "external"

    assert headings == [
        "First look",
        "Roll back",
        "Backup and restore",
        *(["Grow a volume"] if grows else []),
        "Alerts",
        "Logs",
        "The four questions",
        "Roll out",
        "First deployment",
        "Rotate the key and the passwords",
        "Smoke test",
        "Load test",
        *(["Claims"] if claims(plan) else []),
        *(["After the first rollout"] if any(f.duty for f in judge(plan).findings) else []),
    ]


def test_a_controller_is_paused_before_the_backend_is_stopped() -> None:
    for name, pause in (("argo-cd", '"automated":null'), ("flux", '"suspend":true')):
        for block in re.findall(r"```sh\n(.*?)```", runbook(name), re.DOTALL):
            if "--replicas=0" in block:
                assert block.index(pause) < block.index("--replicas=0")


def test_without_a_controller_nothing_is_paused() -> None:
    assert "syncPolicy" not in runbook("api-managed")
    assert "suspend" not in runbook("api-managed")


def test_flux_restarts_pods_without_a_change_that_it_takes_back() -> None:
    assert "rollout restart" not in runbook("flux")
    assert "rollout restart" in runbook("argo-cd")


def test_a_first_installation_has_no_rollback() -> None:
    text = section("first-install", "Roll back")

    assert "no previous release" in text
    assert "git revert" not in text


def test_a_breaking_migration_stops_the_backend_first() -> None:
    text = section("breaking", "Roll out")

    assert text.index("--replicas=0") < text.index("kubectl apply")
    assert "restore" in section("breaking", "Roll back")


@pytest.mark.parametrize("title", ["Roll out", "Roll back"])
def test_a_stopped_backend_starts_with_the_right_image_alone(title: str) -> None:
    text = section("breaking-flux", title)

    arrived = text.index("until kubectl -n skillflaw get deployment")
    assert text.index('"suspend":false') < arrived < text.index("--replicas=2")


def test_what_is_pinned_is_shown_as_it_stays() -> None:
    text = section("docs", "Roll back")

    assert "git revert --no-commit" in text
    assert "- name: ghcr.io/cwinux/skillflaw_docs\n  newTag: " in text


def test_a_restored_cluster_keeps_what_the_bundle_says_of_it() -> None:
    text = section("everything", "Backup and restore")

    assert "name: RESTORED_NAME" in text
    assert 'max_connections: "500"' in text
    assert "initdb" not in text
    assert "--field-manager=argocd-controller" in text


def test_a_restore_drill_archives_nothing() -> None:
    text = section("cloudnative-pg", "Backup and restore")
    (drill,) = re.findall(r"^sed .*RESTORED_NAME/postgres-drill/.*$", text, re.MULTILINE)

    assert "isWALArchiver: true" in text
    assert "s/isWALArchiver: true/isWALArchiver: false/" in drill


def test_dumps_are_restored_where_the_cron_job_writes_them() -> None:
    text = section("small-team", "Backup and restore")

    assert "--from=cronjob/postgres-dumps" in text
    assert "postgres-restore" in text


@pytest.mark.parametrize("name", ["database-backup-missing", "no-dumps"])
def test_no_backup_is_said_aloud(name: str) -> None:
    text = section(name, "Backup and restore")

    assert re.search(r"\*\*(There is no backup|nowhere)\*\*", text)
    assert "pg_dump" in text


def test_the_first_deployment_makes_the_schema_with_one_backend() -> None:
    job = section("migrate-job", "First deployment")
    start = section("migrates-on-start", "First deployment")

    assert "kubectl apply -k jobs/migrate" in job
    assert "--replicas=1" not in job
    assert "--replicas=1" in start


def test_the_same_plan_gives_the_same_documents() -> None:
    assert of(everything()) == of(everything())


def test_documents_of_the_largest_plan_are_written_in_a_moment() -> None:
    judgement = judge(everything())
    documents(judgement)

    started = time.process_time()
    documents(judgement)

    # A tenth of that is usual.
    assert time.process_time() - started < 0.1
