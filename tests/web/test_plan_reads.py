"""How often a request validates a plan and judges it: once, however much of it a page shows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from generators import bundles
from tests.web.sending import changed
from tests.web.sending import form_in

pytestmark = pytest.mark.postgres

ONCE = {"validated": 1, "judged": 1}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the validations of whole plans and the judgements."""
    counts: Counter[str] = Counter()
    judge, validate = generators.judge, generators.Plan.model_validate

    def judged(*args: Any, **options: Any) -> generators.Judgement:
        counts["judged"] += 1
        return judge(*args, **options)

    def validated(*args: Any, **options: Any) -> generators.Plan:
        counts["validated"] += 1
        return validate(*args, **options)

    for module in (generators, bundles):
        monkeypatch.setattr(module, "judge", judged)
    monkeypatch.setattr(generators.Plan, "model_validate", validated)
    return counts


@pytest.mark.parametrize(
    "page",
    ["findings/", "rationale/", "download/", "files/README.md", "database/", "operations/"],
)
def test_a_page_reads_its_plan_once(
    page: str, finished: Configuration, engineer: Client, work: Counter[str]
) -> None:
    # What a process reads once and keeps, such as the presets, is no work of this page.
    engineer.get(f"/c/{finished.pk}/{page}")
    work.clear()

    answer = engineer.get(f"/c/{finished.pk}/{page}")

    assert answer.status_code == 200
    assert work == ONCE


@pytest.mark.parametrize(
    ("typed", "validated"),
    [
        ({}, 1),
        ({"database.host": "https://x/y"}, 1),
        # The draft as it is stored, and what becomes of it.
        ({"database.host": "db9.acme.com", "database.port": "5433"}, 2),
    ],
)
def test_a_pause_in_typing_reads_the_draft_once_and_judges_once(
    typed: dict[str, str],
    validated: int,
    finished: Configuration,
    engineer: Client,
    work: Counter[str],
) -> None:
    step = f"/c/{finished.pk}/database/"
    sent = changed(form_in(engineer.get(step)), typed).urlencode()
    work.clear()

    engineer.post(f"{step}check/", sent, content_type="application/x-www-form-urlencoded")

    assert work == {"validated": validated, "judged": 1}
