from __future__ import annotations

from django.http import QueryDict
from django.test import Client

from configurator.models import Configuration
from tests.web.conftest import Start
from tests.web.sending import changed
from tests.web.sending import form_in
from tests.web.sending import send

FORM = "application/x-www-form-urlencoded"


def check(client: Client, draft: Configuration, step: str, **answers: str) -> str:
    named = {name.replace("__", "."): value for name, value in answers.items()}
    address = f"/c/{draft.pk}/{step}/"
    return send(client, address, named, f"{address}check/").content.decode()


def refresh(client: Client, address: str, sent: QueryDict) -> str:
    answer = client.post(f"{address}check/", sent.urlencode(), content_type=FORM)
    return answer.content.decode()


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

    page = engineer.get(f"/c/{finished.pk}/database/").content.decode()

    assert "Blocked: 1 error" in page
    assert f'<a href="/c/{finished.pk}/redis/#question-redis-port">Port</a>' in page


def test_questions_come_and_go_by_their_place(draft: Configuration, engineer: Client) -> None:
    part = check(engineer, draft, "redis", redis__mode="none")

    assert '<div id="question-redis-host" hx-swap-oob="true"></div>' in part
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
    part = engineer.get(f"/c/{draft.pk}/redis/").content.decode()

    assert "<small>Database · Host</small>" in part
    assert "<small>maxmemory</small>" in part


def test_what_a_page_shows_is_not_sent_again(draft: Configuration, engineer: Client) -> None:
    address = f"/c/{draft.pk}/redis/"
    sent = form_in(engineer.get(address))
    sent["redis.db"] = "1"
    first = refresh(engineer, address, sent)

    second = refresh(engineer, address, changed(sent, {"redis.db": "2"}))
    third = refresh(engineer, address, changed(sent, {"redis.mode": "none"}))

    assert ">Draft saved.<" in first
    assert ">Draft saved.<" in second
    assert 'id="panel-rest"' not in first
    assert 'id="panel-content"' not in first + second
    assert "notes-redis-db" in second  # which names the value that is stored
    assert "notes-redis-maxMemory" not in second  # whose finding stands there already
    assert 'id="panel-content"' in third
    assert 'id="stages"' in third


def test_a_page_that_knows_nothing_is_sent_everything(
    draft: Configuration, engineer: Client
) -> None:
    address = f"/c/{draft.pk}/redis/"
    sent = changed(form_in(engineer.get(address)), {"shown": None})

    part = refresh(engineer, address, sent)

    for name in ("panel-content", "panel-rest", "stages", "status", "draft-name"):
        assert f'id="{name}"' in part


def test_what_is_filled_in_is_marked_so_no_longer(start: Start, engineer: Client) -> None:
    draft = start("api-managed")

    part = check(engineer, draft, "release", release__backend__tag="1.8.2")

    def marked(name: str) -> bool:
        return f'id="blank-{name}" hx-swap-oob="innerHTML"> <span class="tag">' in part

    assert not marked("release-backend-tag")
    assert marked("release-backend-digest")
