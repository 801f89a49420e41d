"""Explanations by the API: of a revision, and of a plan that nobody saved."""

from __future__ import annotations

from django.test import Client

import generators
from configurator.models import Configuration

DEPLOYMENT = "base/backend-deployment.yaml"
KEYS = {"file", "line", "text", "choices", "guide", "why"}


def test_a_line_of_a_revision_is_explained(program: Client, saved: Configuration) -> None:
    address = f"/api/v1/configurations/{saved.pk}/revisions/1/explain"

    (line,) = program.get(f"{address}?file={DEPLOYMENT}&line=30").json()

    assert line.keys() == KEYS
    assert (line["file"], line["line"]) == (DEPLOYMENT, 30)


def test_a_plan_with_errors_is_explained_without_saving_it(reader: Client) -> None:
    plan = generators.revised(generators.recommended(), {"redis.host": ""})

    lines = reader.post(
        "/api/v1/explain?file=RELEASE.yaml",
        data=generators.plan_yaml(plan),
        content_type="application/yaml",
    ).json()

    assert [line["line"] for line in lines] == list(range(1, len(lines) + 1))


def test_a_file_that_is_not_there_is_answered_with_those_that_are(
    program: Client, saved: Configuration
) -> None:
    address = f"/api/v1/configurations/{saved.pk}/revisions/1/explain"

    answer = program.get(f"{address}?file=base/none.yaml")

    assert answer.status_code == 404
    assert DEPLOYMENT in answer.json()["detail"]
