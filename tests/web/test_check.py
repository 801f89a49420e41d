from __future__ import annotations

from django.test import Client

from configurator.models import Configuration
from tests.web.conftest import Start
from tests.web.sending import send


def check(client: Client, draft: Configuration, step: str, **answers: str) -> str:
    named = {name.replace("__", "."): value for name, value in answers.items()}
    address = f"/c/{draft.pk}/{step}/"
    return send(client, address, named, f"{address}check/").content.decode()


def test_typing_saves_and_refreshes_what_the_guide_says(
    finished: Configuration, engineer: Client
) -> None:
    part = check(engineer, finished, "redis", redis__mode="none")

    assert "Blocked" in part
    assert Configuration.objects.get(pk=finished.pk).plan.redis.mode == "none"


def test_the_panel_leads_to_an_invalid_value_of_another_page(
    finished: Configuration, engineer: Client
) -> None:
    check(engineer, finished, "redis", redis__port="many")

    part = check(engineer, finished, "database", database__name="flows")

    assert "Blocked: 1 error" in part
    assert f'<a href="/c/{finished.pk}/redis/#question-redis-port">Port</a>' in part


def test_questions_come_and_go_by_their_place(draft: Configuration, engineer: Client) -> None:
    part = check(engineer, draft, "redis", redis__mode="none")

    assert '<div class="slot" id="question-redis-host" hx-swap-oob="true">' in part
    assert 'id="field-redis-host"' not in part


def test_the_input_under_the_cursor_is_left_alone(draft: Configuration, engineer: Client) -> None:
    part = check(engineer, draft, "redis", redis__host="cache.acme.com")

    assert 'id="notes-redis-host" hx-swap-oob="innerHTML"' in part
    assert "<input" not in part.replace('<input type="hidden"', "")


def test_a_live_region_is_filled_but_never_replaced(
    finished: Configuration, engineer: Client
) -> None:
    part = check(engineer, finished, "redis", redis__mode="none")

    assert '<p id="status" hx-swap-oob="innerHTML">' in part


def test_nothing_is_announced_again_that_was_just_said(
    draft: Configuration, engineer: Client
) -> None:
    part = check(engineer, draft, "redis", redis__port="6380")

    assert 'id="status"' not in part


def test_a_finding_of_another_page_names_that_page(draft: Configuration, engineer: Client) -> None:
    part = check(engineer, draft, "redis", redis__host="cache.acme.com")

    assert "<small>Database · Host</small>" in part
    assert "<small>maxmemory</small>" in part


def test_what_is_filled_in_is_marked_so_no_longer(start: Start, engineer: Client) -> None:
    draft = start("api-managed")

    part = check(engineer, draft, "release", release__backend__tag="1.8.2")

    def marked(name: str) -> bool:
        return f'id="blank-{name}" hx-swap-oob="innerHTML"> <span class="tag">' in part

    assert not marked("release-backend-tag")
    assert marked("release-backend-digest")
