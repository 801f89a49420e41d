"""A plan file with environments: what is shared, what each has otherwise, and what is refused."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

import generators
from generators.plan import PlanFile
from generators.plan import recommended
from generators.plan import sparse
from generators.plan.plan_file import complete_file
from generators.plan.plan_file import sparse_file
from generators.plan.reading import line_numbers
from generators.plan.reading import read_plan_document
from generators.plan.reading import read_plan_file
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable
from tests.strategies import plan_files

PROPERTY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

HEAD = """apiVersion: skillflaw-configurator/v1
kind: DeploymentPlan
metadata: {name: acme}
"""
TWO = (
    HEAD
    + """spec:
  release: {backend: {tag: "1.8.2"}, kubernetes: "1.35"}
  operations: {settings: {A: a, B: b}}
  redis: {cidrs: [10.0.0.0/8]}
environments:
  staging:
    release: {namespace: skillflaw-staging, backend: {tag: "1.9.0"}}
    operations: {settings: {C: c}}
  production:
    ingress: {hosts: {api: api.acme.com}}
"""
)


def problems(text: str) -> dict[str, Problem]:
    """Read a plan file with this text below its head, and give what is wrong with it, by path."""
    with pytest.raises(Unreadable) as caught:
        read_plan_file((HEAD + text).encode())
    return {problem.path: problem for problem in caught.value.problems}


def test_an_environment_has_its_own_choices_over_the_shared_ones() -> None:
    file = read_plan_file(TWO.encode())
    staging, production = file.plan_of("staging"), file.plan_of("production")

    assert file.environments == ("staging", "production")
    assert staging.release.environment == "staging"
    assert [plan.release.backend.tag for plan in (staging, production)] == ["1.9.0", "1.8.2"]
    assert staging.release.kubernetes == "1.35"
    assert production.ingress.hosts.api == "api.acme.com"


def test_a_map_of_free_keys_is_replaced_whole() -> None:
    file = read_plan_file(TWO.encode())

    assert file.plan_of("staging").operations.settings == {"C": "c"}
    assert file.plan_of("production").operations.settings == {"A": "a", "B": "b"}


def test_a_file_without_environments_is_one_plan() -> None:
    plan = recommended()

    file = read_plan_document(sparse(plan))

    assert file.single
    assert file.environments == ("production",)
    assert file.plan_of("production") == plan
    assert read_plan_document({**sparse(plan), "environments": {}}) == file


def test_where_one_plan_is_needed_a_file_with_environments_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="staging, production"):
        generators.read(TWO.encode())


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            "environments: {staging: {release: {backend: {tag: 1.10}}}}",
            "environments.staging.release.backend.tag",
            '"1.10"',
        ),
        (
            "environments: {pre-prod: {redis: {evictPolicy: x}}}",
            "environments.pre-prod.redis.evictPolicy",
            "Did you mean evictionPolicy?",
        ),
        ("environments: {pre-prod: {reids: {}}}", "environments.pre-prod.reids", "Did you mean"),
        ("environments: {-prod: {}}", "environments.-prod", "hyphen"),
        ("environments: {staging: }", "environments.staging", "The value is missing"),
        ("environments: [staging]", "environments", "a mapping"),
        (
            "environments: {staging: {release: {environment: staging}}}",
            "environments.staging.release.environment",
            "Remove this",
        ),
        (
            "environments: {staging: {operations: {settings: {API_PASSWORD: abc}}}}",
            "environments.staging.operations.settings.API_PASSWORD",
            "a secret by its name",
        ),
        (
            'environments: {staging: {database: {host: "postgresql://u:hunter2@db"}}}',
            "environments.staging.database.host",
            "never values",
        ),
        ("environments: {staging: {}, staging: {}}", "environments.staging", "twice"),
        (
            "environments: {staging: {operations: {egress: [10.0.0.1/8]}}}",
            "environments.staging.operations.egress[0]",
            "10.0.0.0/8",
        ),
    ],
)
def test_a_problem_is_named_in_its_environment(text: str, path: str, message: str) -> None:
    refused = problems(text)

    assert next(iter(refused)) == path
    assert message in refused[path].message
    assert refused[path].line == 4
    assert "hunter2" not in refused[path].message


def test_the_environment_stands_nowhere_but_in_the_key() -> None:
    refused = problems("spec: {release: {environment: production}}\nenvironments: {production: {}}")

    assert refused["release.environment"].line == 4


def test_a_waiver_names_an_environment_that_there_is() -> None:
    waiver = "{rule: alerts-disabled, reason: a, owner: b, expires: 2030-01-31, environment: qa}"

    refused = problems(f"environments: {{staging: {{}}}}\nwaivers: [{waiver}]")

    assert "There is no environment qa" in refused["waivers[0].environment"].message


def test_an_environment_has_the_waivers_of_all_and_its_own() -> None:
    waivers = [
        {"rule": f"rule-{name}", "reason": "a", "owner": "b", "expires": "2030-01-31", **more}
        for name, more in (("all", {}), ("one", {"environment": "staging"}))
    ]
    document = {**sparse(recommended()), "waivers": waivers}

    file = read_plan_document({**document, "environments": {"staging": {}, "production": {}}})

    rules = {name: [waiver.rule for waiver in plan.waivers] for name, plan in file.plans.items()}
    assert rules == {"staging": ["rule-all", "rule-one"], "production": ["rule-all"]}


def test_a_line_is_known_for_each_choice_of_each_environment() -> None:
    lines = line_numbers(TWO.encode())

    assert lines["release.backend.tag"] == 5
    assert lines["environments.staging.release.backend.tag"] == 10
    assert lines["environments.production.ingress.hosts.api"] == 13
    assert "environments.production.release.backend.tag" not in lines


def test_a_choice_of_one_environment_is_changed_and_taken_out() -> None:
    file = read_plan_file(TWO.encode())

    file = file.revised("staging", {"redis.db": 3}, without=["release.backend.tag"])

    assert list(file.own["staging"]) == ["release.namespace", "redis.db", "operations.settings"]
    assert file.plan_of("staging").release.backend.tag == "1.8.2"
    assert file.plan_of("production").redis.db == 0


def test_the_schema_takes_what_is_read_and_no_environment_within_an_environment() -> None:
    schema = generators.schema()
    document = sparse_file(read_plan_file(TWO.encode()))

    jsonschema.validate(document, schema)

    document["environments"]["staging"]["release"]["environment"] = "staging"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


@PROPERTY
@given(plan_files())
def test_a_plan_file_is_read_as_it_was_written(file: PlanFile) -> None:
    short = generators.read_plan_file(generators.plan_file_yaml(file).encode())
    long = read_plan_document(json.loads(json.dumps(complete_file(file))))

    assert short == file
    assert short.environments == long.environments == file.environments
    assert long.plans == file.plans
    assert long.own == file.own
