"""Plan files with environments, sent by programs."""

from __future__ import annotations

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Event
from configurator.pages.promotions import origins
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


def saved(program: Client) -> str:
    """Save the plan of two environments, and return its URL."""
    answer = program.post(TOP, generators.plan_file_yaml(two()), content_type=YAML)
    return f"{TOP}/{answer.json()['configuration']}"


ENDS = "from=staging&to=production"


def test_a_revision_names_its_environments(program: Client) -> None:
    url = saved(program)

    (row,) = program.get(f"{url}/revisions").json()
    assert row["environments"] == ["staging", "production"]


def test_the_matrix_has_every_value_of_every_environment(program: Client) -> None:
    url = saved(program)

    matrix = program.get(f"{url}/revisions/1/environments").json()

    rows = {row["path"]: row for row in matrix["choices"]}
    assert matrix["environments"] == ["staging", "production"]
    tag = rows["release.backend.tag"]
    assert tag["values"] == {"staging": "1.9.0", "production": "1.8.2"}
    assert (tag["shared"], tag["own"], tag["differs"]) == ("1.8.2", ["staging"], True)
    assert "release.environment" not in rows
    assert not rows["scaling.backend.replicas"]["differs"]


def test_the_matrix_can_be_limited_to_differences(program: Client) -> None:
    url = saved(program)

    rows = program.get(f"{url}/revisions/1/environments?only=differences").json()["choices"]

    assert rows
    assert all(row["differs"] for row in rows)


def test_a_promotion_saves_what_its_preview_shows(program: Client) -> None:
    url = saved(program)
    preview = program.get(f"{url}/revisions/1/promotion?{ENDS}").json()

    answer = program.post(f"{url}/promotions?{ENDS}&base=1")

    assert [row["path"] for row in preview["moved"]] == ["release.backend.tag"]
    assert (answer.status_code, answer.json()["number"]) == (201, 2)
    assert answer.json()["note"] == "staging promoted to production."
    rows = program.get(f"{url}/revisions/2/environments").json()["choices"]
    values = {row["path"]: row["values"]["production"] for row in rows}
    assert values["release.backend.tag"] == "1.9.0"
    assert values["release.namespace"] == "skillflaw"


def test_a_choice_that_stays_moves_where_it_is_named(program: Client) -> None:
    url = saved(program)
    also = f"{ENDS}&also=redis.host&also=database"

    preview = program.get(f"{url}/revisions/1/promotion?{also}").json()

    moved = {row["path"] for row in preview["moved"]}
    assert {"redis.host", "database.host", "database.backup.destination"} < moved


def test_a_second_promotion_moves_nothing(program: Client) -> None:
    url = saved(program)
    program.post(f"{url}/promotions?{ENDS}")

    answer = program.post(f"{url}/promotions?{ENDS}")

    assert (answer.status_code, answer.json()["number"]) == (200, 2)
    assert Event.objects.filter(verb="promoted").count() == 1


def test_a_promotion_of_an_older_revision_is_refused(program: Client) -> None:
    url = saved(program)
    program.post(f"{url}/promotions?{ENDS}")

    answer = program.post(f"{url}/promotions?{ENDS}&base=1")

    assert (answer.status_code, answer.json()["latest"]) == (409, 2)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "Name two environments"),
        ("from=staging", "Name two environments"),
        ("from=qa&to=production", "no environment qa"),
        ("from=staging&to=staging", "itself"),
        (f"{ENDS}&also=nothing", "no choice nothing"),
    ],
)
def test_names_that_do_not_fit_are_refused(program: Client, query: str, message: str) -> None:
    url = saved(program)

    for answer in (
        program.get(f"{url}/revisions/1/promotion?{query}"),
        program.post(f"{url}/promotions?{query}"),
    ):
        assert (answer.status_code, message in answer.json()["detail"]) == (422, True)


def test_a_plan_for_one_environment_has_nothing_to_promote(program: Client) -> None:
    plan = generators.plan_yaml(generators.recommended())
    key = program.post(TOP, plan, content_type=YAML).json()["configuration"]

    answer = program.post(f"{TOP}/{key}/promotions?{ENDS}")

    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "The plan file has no environments.",
    )


def test_the_draft_tells_where_the_promoted_values_came_from(program: Client) -> None:
    url = saved(program)

    program.post(f"{url}/promotions?{ENDS}")

    (origin,) = origins(Configuration.objects.get())
    assert (origin.target, origin.source, origin.revision) == ("production", "staging", 1)
    assert (origin.draft, origin.behind) == (False, 0)
    assert not Configuration.objects.get().changed


def test_a_list_is_filtered_by_any_environment(program: Client) -> None:
    saved(program)

    for name, count in (("staging", 1), ("production", 1), ("stag", 0), ("qa", 0)):
        answer = program.get(f"{TOP}?environment={name}")
        assert len(answer.json()["configurations"]) == count
