"""Files that nobody would write on purpose: refused in a sentence, soon, and without an echo."""

from __future__ import annotations

import time

import pytest

from generators.plan import complete
from generators.plan import recommended
from generators.plan.reading import read
from generators.yaml.loader import dump
from generators.yaml.problem import Unreadable

HEAD = "apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata: {name: acme}\n"
SECRETS = (
    "postgresql://app:S3cr3t@db.acme.com/x",
    "redis://:S3cr3t@cache:6379/0",
    "app:S3cr3t@db.acme.com",
    "ghp_S3cr3tabcdefghijklmnopqrstuvwxyz01",
    "host=db password=S3cr3tP4ss user=app",
)


def complaints(source: str) -> str:
    """Give all that a person reads about a file that is no plan."""
    with pytest.raises(Unreadable) as refusal:
        read(source.encode())
    return "\n".join(map(str, refusal.value.problems))


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("level", ["metadata", "spec", "spec.redis", "spec.operations.settings"])
def test_a_secret_for_a_key_is_refused_and_not_repeated(secret: str, level: str) -> None:
    plan = complete(recommended())
    mapping = plan
    for name in level.split("."):
        mapping = mapping[name]
    mapping[secret] = "x"

    problems = complaints(dump([plan]))

    assert "S3cr3t" not in problems
    assert "looks like" in problems


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_for_a_key_that_comes_twice_is_not_repeated(secret: str) -> None:
    assert "S3cr3t" not in complaints(f'{HEAD}"{secret}": 1\n"{secret}": 2\n')


@pytest.mark.parametrize(
    "tail",
    [
        "".join(f"key{number}: x\n" for number in range(15_000)),
        f"spec: {{database: {{cidrs: [{'10.0.0.1/8, ' * 15_000}]}}}}\n",
        f"spec: {{redis: {{mode: {'external' * 100_000}}}}}\n",
    ],
)
def test_thousands_of_mistakes_are_read_in_seconds(tail: str) -> None:
    began = time.perf_counter()

    problems = complaints(HEAD + tail)

    assert time.perf_counter() - began < 20
    assert problems.count("\n") < 20


def test_a_number_too_long_to_show_is_not_shown() -> None:
    problems = complaints(f"{HEAD}spec: {{scaling: {{backend: {{replicas: {'9' * 3_000}}}}}}}\n")

    assert problems == "line 4: scaling.backend.replicas: Expected a whole number, got text."


def test_a_waiver_for_a_blank_reason_is_none() -> None:
    waiver = '{rule: redis-unmonitored, reason: "  ", owner: platform, expires: "2026-12-31"}'

    problems = complaints(f"{HEAD}waivers: [{waiver}]\n")

    assert problems == "line 4: waivers[0].reason: The text is missing. Write at least one word."


def test_a_choice_that_comes_twice_is_named_as_the_contract_does() -> None:
    problems = complaints(f"{HEAD}spec:\n  redis: {{db: 1}}\n  redis: {{port: 1}}\n")

    assert problems == "line 6: redis: “redis” comes twice, on lines 5 and 6. Keep one."
