from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.plans.steps import STEPS
from tests.web.conftest import Start
from tests.web.sending import send

SLUGS = [preset.slug for preset in generators.PRESETS]


def typed(value: Any) -> str | list[str] | None:
    """Write a value as somebody would type it."""
    if isinstance(value, bool):
        return "on" if value else None
    return "\r\n".join(value) if isinstance(value, list | tuple) else str(value)


def fill_in(client: Client, draft: Configuration) -> None:
    preset = next(candidate for candidate in generators.PRESETS if candidate.slug == draft.preset)
    for step in STEPS:
        blanks = {
            path: value for path, value in preset.blanks.items() if path.startswith(step.slug)
        }
        answers = {path: typed(value) for path, value in blanks.items()}
        # An answer may bring up another question: a failover plan, where there is a standby.
        for _ in range(2):
            send(client, f"/c/{draft.pk}/{step.slug}/", answers)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_newcomer_goes_from_a_preset_to_its_bundle(
    slug: str, start: Start, engineer: Client
) -> None:
    draft = start(slug)
    fill_in(engineer, draft)

    answer = engineer.post(f"/c/{draft.pk}/download/")

    preset = next(candidate for candidate in generators.PRESETS if candidate.slug == slug)
    assert answer.status_code == 200
    assert answer.content == generators.bundle(preset.filled()).zipped()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_filled_in_preset_costs_what_its_card_says(
    slug: str, start: Start, engineer: Client
) -> None:
    draft = start(slug)
    fill_in(engineer, draft)

    review = engineer.get(f"/c/{draft.pk}/findings/")

    preset = next(candidate for candidate in generators.PRESETS if candidate.slug == slug)
    slugs = {warning.rule.slug for warning in review.context["draft"].judgement.warnings}
    assert slugs == set(preset.price)
    assert review.context["result"] == ("warnings" if preset.price else "ready")


def test_the_zip_is_a_folder_of_the_plans_name(finished: Configuration, engineer: Client) -> None:
    answer = engineer.post(f"/c/{finished.pk}/download/")

    names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{finished.name}.zip"'
    assert all(name.startswith(f"{finished.name}/") for name in names)


def test_the_plan_file_can_be_taken_away_and_brought_back(start: Start, engineer: Client) -> None:
    draft = start("web-company")

    content = engineer.get(f"/c/{draft.pk}/plan.yaml").content

    assert generators.sparse(generators.read(content)) == draft.document


def test_every_topic_has_its_step() -> None:
    assert {step.slug for step in STEPS} == {"metadata", *generators.topics()}


def test_every_choice_is_asked_somewhere() -> None:
    paths = [choice.path for step in STEPS[1:] for choice in step.choices]

    assert sorted(paths) == sorted(choice.path for choice in generators.choices())
