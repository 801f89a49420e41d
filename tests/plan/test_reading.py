"""What a plan file may be, and what is said of one that is not."""

from __future__ import annotations

from typing import Any

import pytest

from generators.plan import complete
from generators.plan import recommended
from generators.plan import sparse
from generators.plan.reading import line_numbers
from generators.plan.reading import read
from generators.plan.reading import read_document
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

HEAD = b"apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata:\n  name: acme\n"


def problems(spec: str) -> dict[str, Problem]:
    """Read a plan with this text below its head, and give what is wrong with it, by path."""
    with pytest.raises(Unreadable) as caught:
        read(HEAD + spec.encode())
    return {problem.path: problem for problem in caught.value.problems}


def test_a_plan_of_four_lines_takes_every_default() -> None:
    plan = read(HEAD)

    assert plan.release.kubernetes == "1.36"
    assert plan.scaling.backend.resources.limits.memory == "4Gi"
    assert sparse(plan).keys() == {"apiVersion", "kind", "metadata"}


def test_a_complete_plan_is_the_same_plan() -> None:
    assert read_document(complete(recommended())) == recommended()


@pytest.mark.parametrize(
    ("spec", "path", "message"),
    [
        ("spec: {redis: {mode: externl}}", "redis.mode", "Did you mean external?"),
        ("spec: {redis: {port: '3'}}", "redis.port", "whole number, got text"),
        ("spec: {redis: {port: true}}", "redis.port", "whole number, got true or false"),
        ("spec: {redis: {port: 70000}}", "redis.port", "at most 65535"),
        ("spec: {redis: {tls: 1}}", "redis.tls", "true or false"),
        ("spec: {redis: {cidrs: 10.0.0.0/8}}", "redis.cidrs", "a list"),
        ("spec: {redis: {cidrs: [999.1.1.1/16]}}", "redis.cidrs[0]", "999.1.1.1/16"),
        ("spec: {redis: {cidrs: [10.240.0.5/22]}}", "redis.cidrs[0]", "10.240.0.0/22"),
        ("spec: {redis: {memoryLimit: 512MB}}", "redis.memoryLimit", "512Mi"),
        ("spec: {redis: {memoryLimit: 1.5Gi5}}", "redis.memoryLimit", "quantity"),
        ("spec: {redis: {evictPolicy: x}}", "redis.evictPolicy", "Unknown key"),
        ("spec: {redis: }", "redis", "The value is missing"),
        ("spec: {release: {backend: {tag: 1.10}}}", "release.backend.tag", '"1.10"'),
        ("spec: {release: {kubernetes: v1.30}}", "release.kubernetes", "1.30"),
        ("spec: {ingress: {hosts: {ui: -web.acme.com}}}", "ingress.hosts.ui", "hyphen"),
        ("spec: {ingress: {hosts: {ui: 'https://a.b.c'}}}", "ingress.hosts.ui", "a.b.c"),
        ("spec: {database: {backup: {schedule: 61 * * * *}}}", "database.backup.schedule", ""),
        ("spec: {operations: {egress: interne}}", "operations.egress", "internet-443"),
        (
            'spec: {operations: {settings: {A: "\\tx\\ny"}}}',
            "operations.settings.A",
            "with a tab",
        ),
        ("waivers: [{rule: x}]", "waivers[0].reason", "missing"),
    ],
)
def test_a_wrong_value_is_named_where_it_stands(spec: str, path: str, message: str) -> None:
    refused = problems(spec)

    assert next(iter(refused)) == path
    assert message in refused[path].message
    assert refused[path].line == 5


def test_every_problem_is_told_at_once() -> None:
    refused = problems("spec:\n  redis: {port: x}\n  tls: {redirect: 3}\n  foo: 1\n")

    assert list(refused) == ["redis.port", "tls.redirect", "foo"]
    assert [problem.line for problem in refused.values()] == [6, 7, 8]


def test_a_version_may_be_written_without_quotes() -> None:
    assert read(HEAD + b"spec: {release: {kubernetes: 1.30}}").release.kubernetes == "1.30"


def test_a_hostname_is_brought_to_one_form() -> None:
    plan = read(HEAD + "spec: {ingress: {hosts: {api: Straße-Corp.DE.}}}".encode())

    assert plan.ingress.hosts.api == "xn--strae-corp-83a.de"


@pytest.mark.parametrize(
    "spec",
    [
        "spec: {database: {host: 'postgresql://u:hunter2@db/x'}}",
        "metadata2: {description: 'redis://:hunter2@cache'}",
        "spec: {operations: {settings: {OPENAI_API_KEY: hunter2}}}",
        "spec: {operations: {gitUrl: 'https://me:hunter2@github.com/acme/x.git'}}",
    ],
)
def test_a_secret_is_refused_and_never_repeated(spec: str) -> None:
    (problem,) = problems(spec).values()

    assert "Secret" in problem.message
    assert "hunter2" not in repr(problem)


@pytest.mark.parametrize(
    "document",
    [None, [], "text", {}, {"apiVersion": "v1"}, {"apiVersion": "skillflaw-configurator/v1"}],
)
def test_what_is_no_plan_is_unreadable(document: Any) -> None:
    with pytest.raises(Unreadable):
        read_document(document)


def test_a_plan_of_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(Unreadable, match="update"):
        read(HEAD.replace(b"/v1", b"/v2"))


def test_the_line_of_a_choice_is_known() -> None:
    assert line_numbers(HEAD + b"spec:\n  redis:\n    port: 1\n") == {"redis.port": 7}


def test_a_refusal_keeps_no_error_of_the_library() -> None:
    with pytest.raises(Unreadable) as caught:
        read(HEAD + b"spec: {redis: {host: 'https://cache/x'}}\n")

    assert caught.value.__context__ is None


def test_a_value_that_is_too_long_is_refused_before_anything_is_looked_for_in_it() -> None:
    long = "pwd:" * 200_000

    refused = problems(f"spec:\n  redis:\n    host: '{long}'\n")

    assert "no value of a plan has more than 4000" in refused["redis.host"].message


def test_a_version_of_many_digits_is_no_version() -> None:
    with pytest.raises(Unreadable, match="Write apiVersion"):
        read(HEAD.replace(b"/v1", b"/v" + b"9" * 3000))
