"""Why a line is there, and which lines a choice makes, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from configurator.models import Configuration
from configurator.plans import explanations
from tests.environments.files import with_environments
from tests.web.conftest import Start

DEPLOYMENT = "base/backend-deployment.yaml"
GRACE = "terminationGracePeriodSeconds: 345"


def page(client: Client, address: str) -> str:
    """Return the text of a page, without its tags."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def line_of(client: Client, address: str, text: str) -> int:
    """Find a line of a file as its page numbers it."""
    content = client.get(address).content.decode()
    lines = re.findall(r'id="L(\d+)">(.*?)(?=<span class="line|</pre>)', content)
    plain = ((int(number), re.sub(r"<[^>]+>", "", line).strip()) for number, line in lines)
    return next(number for number, line in plain if line == text)


def test_the_number_of_a_line_opens_its_reason(engineer: Client, finished: Configuration) -> None:
    address = f"/c/{finished.pk}/files/{DEPLOYMENT}"
    number = line_of(engineer, address, GRACE)

    text = page(engineer, f"{address}?line={number}")

    assert f"Why line {number} is there" in text
    assert "345 = longest flow 300 + 45 to stop" in text
    assert "scaling.backend.longestFlowSeconds" in text


@pytest.mark.parametrize("line", ["0", "99999", "x", "²"])
def test_a_line_that_is_not_there_is_said(
    engineer: Client, finished: Configuration, line: str
) -> None:
    text = page(engineer, f"/c/{finished.pk}/files/{DEPLOYMENT}?line={line}")

    assert f"no line {line}" in text


def test_a_file_of_a_plan_with_errors_shows_its_placeholders(
    engineer: Client, start: Start
) -> None:
    draft = start("api-managed")

    text = page(engineer, f"/c/{draft.pk}/files/overlays/production/kustomization.yaml")

    assert "todo-release-backend-tag" in text
    assert "Errors block the download" in text


def test_the_reasons_of_a_file_come_by_line(engineer: Client, finished: Configuration) -> None:
    answer = engineer.get(f"/c/{finished.pk}/reasons/{DEPLOYMENT}").content.decode()

    assert '<span id="why-1" hx-swap-oob="innerHTML">' in answer
    assert "345 = longest flow 300 + 45 to stop" in answer


def test_a_choice_leads_to_its_lines(engineer: Client, finished: Configuration) -> None:
    path = "scaling.backend.longestFlowSeconds"

    assert f"/lines/{path}/" in engineer.get(f"/c/{finished.pk}/scaling/").content.decode()
    text = page(engineer, f"/c/{finished.pk}/lines/{path}/")
    count = page(engineer, f"/c/{finished.pk}/lines/{path}/count/").strip()
    assert GRACE in text
    assert re.fullmatch(r"\d+ lines in \d+ files\.", count)
    assert count in text


def test_a_choice_that_is_none_is_not_found(engineer: Client, finished: Configuration) -> None:
    assert engineer.get(f"/c/{finished.pk}/lines/redis.none/").status_code == 404


def test_a_line_of_a_comparison_leads_to_its_reason(
    engineer: Client, finished: Configuration
) -> None:
    text = engineer.get(f"/compare/?left=preset:api-managed&right={finished.pk}:draft").content

    assert f'href="/c/{finished.pk}/files/'.encode() in text
    assert b"?line=" in text


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let another request find reasons for as long as the test takes."""
    monkeypatch.setattr(explanations, "PATIENCE", 0.01)
    with explanations.turn():
        yield


def test_many_who_ask_for_reasons_take_no_more_than_one(
    engineer: Client, finished: Configuration, others: None
) -> None:
    answer = engineer.get(f"/c/{finished.pk}/reasons/{DEPLOYMENT}")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("path", [f"reasons/{DEPLOYMENT}", f"files/{DEPLOYMENT}?line=3"])
def test_an_explanation_without_end_is_ended_and_says_what_to_do(
    engineer: Client, finished: Configuration, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(explanations, "LONGEST", 0)
    # No other test has explained this plan, so that no answer is known already.
    finished.take(finished.plan_file.revised("", {"redis.db": len(path) % 16}), {})
    finished.save()

    answer = engineer.get(f"/c/{finished.pk}/{path}")

    assert answer.status_code == 422
    assert "skillflaw-configurator explain" in answer.content.decode()
    monkeypatch.undo()
    assert engineer.get(f"/c/{finished.pk}/{path}").status_code == 200


def test_the_reasons_of_several_environments_come_with_the_file(
    engineer: Client, finished: Configuration
) -> None:
    own = {"production": {"scaling.backend.longestFlowSeconds": 200}}
    finished.take(with_environments(finished.plan, {"staging": {}, **own}), {})
    finished.save()
    path = "overlays/production/patches/deployment-skillflaw-backend.yaml"

    assert f"/c/{finished.pk}/reasons/{path}" in page_source(engineer, finished, path)
    reasons = engineer.get(f"/c/{finished.pk}/reasons/{path}").content.decode()
    assert "245 = longest flow 200 + 45 to stop" in reasons


def page_source(client: Client, draft: Configuration, path: str) -> str:
    return client.get(f"/c/{draft.pk}/files/{path}").content.decode()
