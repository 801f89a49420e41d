"""Plan files with environments, sent by programs."""

from __future__ import annotations

from django.test import Client

import generators
from tests.web.test_environments import two

TOP = "/api/v1/configurations"
YAML = "application/yaml"


def test_a_plan_file_with_environments_is_saved_and_given_back(program: Client) -> None:
    text = generators.plan_file_yaml(two())

    answer = program.post(TOP, text, content_type=YAML)

    assert answer.status_code == 201
    plan = program.get(f"{TOP}/{answer.json()['configuration']}/revisions/1/plan")
    assert plan.content.decode() == text


def test_a_second_time_the_same_file_is_no_new_revision(program: Client) -> None:
    text = generators.plan_file_yaml(two())
    key = program.post(TOP, text, content_type=YAML).json()["configuration"]

    answer = program.post(f"{TOP}/{key}/revisions", text, content_type=YAML)

    assert answer.status_code == 200


def test_a_judged_plan_file_names_its_environments(program: Client) -> None:
    answer = program.post("/api/v1/validate", generators.plan_file_yaml(two()), content_type=YAML)

    names = [environment["name"] for environment in answer.json()["environments"]]
    assert names == ["staging", "production"]
