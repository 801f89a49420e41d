"""A release goes from one environment to the next: what moves is changed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import generators
from generators.environments.promotion import CannotPromote
from generators.environments.promotion import promote
from generators.plan import PlanFile
from generators.plan import choices
from generators.plan.plan_file import value_of
from generators.plan.promotion import MOVES
from generators.plan.promotion import STAYS
from tests.environments.files import two
from tests.strategies import plan_files

PROPERTY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
NEWER = {
    "release.backend.tag": "1.9.0",
    "release.backend.digest": "",
    "scaling.backend.replicas": 2,
    "operations.settings": {"SKILLFLAW_LOG_LEVEL": "DEBUG"},
}


def test_every_choice_moves_or_stays() -> None:
    paths = [choice.path for choice in choices()]

    assert sorted((*MOVES, *STAYS)) == sorted(paths)


def test_a_release_moves_and_the_place_stays() -> None:
    promotion = promote(two(NEWER), "staging", "production")
    production = promotion.file.plan_of("production")

    assert production.release.backend.tag == "1.9.0"
    assert production.operations.settings == {"SKILLFLAW_LOG_LEVEL": "DEBUG"}
    assert production.scaling.backend.replicas == 3
    assert production.release.namespace == "acme-production"
    assert [move.path for move in promotion.moved] == [
        "release.backend.tag",
        "release.backend.digest",
        "operations.settings",
    ]
    assert "scaling.backend.replicas" in [difference.path for difference in promotion.stayed]


def test_a_choice_that_stays_moves_when_it_is_named() -> None:
    promotion = promote(two(NEWER), "staging", "production", ["scaling.backend"])

    assert promotion.file.plan_of("production").scaling.backend.replicas == 2


def test_what_is_shared_is_not_said_again() -> None:
    promotion = promote(two({}, NEWER), "staging", "production")

    assert "release.backend.tag" not in promotion.file.own["production"]


@pytest.mark.parametrize(
    ("source", "target", "also", "message"),
    [
        ("qa", "production", [], "no environment qa"),
        ("staging", "staging", [], "itself"),
        ("staging", "production", ["release.environment"], "no choice"),
        ("staging", "production", ["scaling.nothing"], "no choice"),
    ],
)
def test_names_that_are_not_there_are_refused(
    source: str, target: str, also: list[str], message: str
) -> None:
    with pytest.raises(CannotPromote, match=message):
        promote(two(), source, target, also)


@PROPERTY
@given(plan_files(), st.lists(st.sampled_from(STAYS[1:]), max_size=4, unique=True))
def test_a_promotion_changes_exactly_what_it_shows(file: PlanFile, also: list[str]) -> None:
    assume(len(file.environments) > 1)
    also = [path for path in also if path != "release.environment"]
    source, target, *others = file.environments

    promotion = promote(file, source, target, also)

    before, after = file.plan_of(target), promotion.file.plan_of(target)
    changed = {
        choice.path: (value_of(before, choice.path), value_of(after, choice.path))
        for choice in choices()
        if choice.of(before) != choice.of(after)
    }
    assert changed == {move.path: (move.target, move.source) for move in promotion.moved}
    assert not {stay.path for stay in promotion.stayed} & {*MOVES, *also}
    assert all(
        promotion.file.plan_of(environment) == file.plan_of(environment)
        for environment in (source, *others)
    )
    assert promotion.file.shared == file.shared
    assert promotion.file.environments == file.environments


def test_the_command_writes_the_file_and_says_what_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(generators.plan_file_yaml(two(NEWER)), encoding="utf-8")

    call_command("promote", str(path), "--from", "staging", "--to", "production", "-o", str(path))

    errors = capsys.readouterr().err
    file = generators.read_plan_file(path.read_bytes())
    assert file == promote(two(NEWER), "staging", "production").file
    assert "Moved from staging to production: 3 choices" in errors
    assert "release.backend.tag: 1.9.0 (was 1.8.2)" in errors
    assert "scaling.backend.replicas: 2 (is 3)" in errors


def test_without_a_file_the_plan_goes_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(generators.plan_file_yaml(two(NEWER)), encoding="utf-8")

    call_command("promote", str(path), "--from", "staging", "--to", "production")

    file = generators.read_plan_file(capsys.readouterr().out.encode())
    assert file.plan_of("production").release.backend.tag == "1.9.0"


def test_the_command_names_a_wrong_environment(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(generators.plan_file_yaml(two()), encoding="utf-8")

    with pytest.raises(CommandError, match="no environment qa"):
        call_command("promote", str(path), "--from", "qa", "--to", "production")
