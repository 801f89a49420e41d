"""The page Your answers: what follows is shown at once, and what is left is asked at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import User
from tests.web.conftest import Start
from tests.web.sending import form_in
from tests.web.sending import send

IMAGE = "ghcr.io/cwinux/skillflaw_backend:1.8.2"
ANSWERS = {
    "answers.firstInstall": "Yes",
    "answers.backendImage": IMAGE,
    "answers.domain": "skillflaw.acme.com",
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "database.host": "skillflaw.db.acme.com",
    "redis.host": "cache.acme.com",
}
DATABASE = "database.monitoring"


def typed(client: Client, draft: Configuration, answers: dict[str, str]) -> str:
    """Type some answers into the page, as autosave sends them; return what it refreshes."""
    url = f"/c/{draft.pk}/answers/"
    sent = form_in(client.get(url))
    for path, value in answers.items():
        sent[path] = value
    return client.post(f"{url}check/", {name: sent.getlist(name) for name in sent}).content.decode()


def left(client: Client, draft: Configuration) -> set[str]:
    """Name the questions that the page says are left."""
    page = client.get(f"/c/{draft.pk}/answers/").content.decode()
    (box,) = re.findall(r'<div id="left">(.*?)</div>\s*</div>', page, re.DOTALL)
    return set(re.findall(r'href="#question-([^"]+)"', box))


def test_an_image_that_follows_another_is_refreshed_with_it(start: Start, engineer: Client) -> None:
    draft = start("web-company")

    refreshed = typed(engineer, draft, {"answers.backendImage": IMAGE})

    (frontend,) = re.findall(
        r'id="question-answers-frontendImage"(.*?)Generated lines', refreshed, re.DOTALL
    )
    assert 'value="ghcr.io/cwinux/skillflaw_frontend:1.8.2"' in frontend


@pytest.mark.parametrize("preset", generators.PRESETS, ids=lambda preset: preset.slug)
def test_what_is_filled_in_uncovers_no_further_question(
    preset: generators.Preset, start: Start, engineer: Client
) -> None:
    draft = start(preset.slug)
    asked = {path.replace("-", ".") for path in left(engineer, draft)}

    answers = {**ANSWERS, "tls.issuer.name": "letsencrypt", "ingress.className": "public"}
    answer = send(
        engineer,
        f"/c/{draft.pk}/answers/",
        {path: value for path, value in answers.items() if path in asked},
    )

    draft.refresh_from_db()
    assert asked <= answers.keys()
    assert draft.judgement.verdict != "blocked"
    assert answer.headers["Location"].endswith("/findings/")


@pytest.mark.parametrize("path", ["answers.domain", "answers.backendImage", "metadata.name"])
def test_a_question_of_the_page_leads_to_the_lines_that_it_makes(
    path: str, start: Start, engineer: Client
) -> None:
    draft = start("api-managed")
    send(engineer, f"/c/{draft.pk}/answers/", ANSWERS)

    page = engineer.get(f"/c/{draft.pk}/lines/{path}/").content.decode()

    assert re.search(r"[1-9]\d* lines? in [1-9]\d* file", page)


@pytest.mark.parametrize(("answer", "stated"), [("yes", True), ("no", False), ("", None)])
def test_a_claim_is_stated_or_left_for_later(
    answer: str, stated: bool | None, start: Start, engineer: Client
) -> None:
    draft = start("api-managed")

    send(engineer, f"/c/{draft.pk}/database/", {DATABASE: answer})

    draft.refresh_from_db()
    chosen = generators.sparse(draft.plan)["spec"]["database"]
    assert chosen.get("monitoring") == stated


def test_who_made_a_claim_stands_on_the_revision_and_what_nobody_made_in_the_documents(
    start: Start, engineer: Client, author: User
) -> None:
    draft = start("api-managed")
    engineer.force_login(author)
    send(engineer, f"/c/{draft.pk}/answers/", ANSWERS)
    engineer.post(f"/c/{draft.pk}/save/", {"note": "First."})
    send(engineer, f"/c/{draft.pk}/database/", {DATABASE: "yes"})
    engineer.post(f"/c/{draft.pk}/save/", {"note": "Monitored."})

    revision = f"/c/{draft.pk}/r/2/"
    page = re.sub(r"<[^>]+>|\s+", " ", engineer.get(revision).content.decode())
    runbook = engineer.get(f"{revision}files/RUNBOOK.md").content.decode()
    rationale = engineer.get(f"{revision}rationale/").content.decode()

    assert re.search(rf"Claims.*{author.get_full_name() or author.username}", page)
    assert "not confirmed" in runbook
    assert "not confirmed" in rationale
