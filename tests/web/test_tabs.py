from __future__ import annotations

from django.http import QueryDict
from django.test import Client

from configurator.models import Configuration
from tests.web.sending import changed
from tests.web.sending import form_in

URLENCODED = "application/x-www-form-urlencoded"


def post(client: Client, address: str, sent: QueryDict) -> object:
    return client.post(address, sent.urlencode(), content_type=URLENCODED)


def port(draft: Configuration) -> int:
    return int(Configuration.objects.get(pk=draft.pk).plan.redis.port)


def test_two_tabs_do_not_overwrite_each_other_silently(
    draft: Configuration, engineer: Client
) -> None:
    step = f"/c/{draft.pk}/redis/"
    one, two = form_in(engineer.get(step)), form_in(engineer.get(step))
    post(engineer, step, changed(one, {"redis.port": "7001"}))

    answer = engineer.post(step, changed(two, {"redis.port": "7002"}).urlencode(), URLENCODED)

    page = answer.content.decode()
    assert port(draft) == 7001
    assert "Another page of yours saved</strong> <code>7001" in page
    assert form_in(answer)["redis.port"] == "7002"


def test_what_is_on_the_page_is_kept_once_it_is_decided(
    draft: Configuration, engineer: Client
) -> None:
    step = f"/c/{draft.pk}/redis/"
    one, two = form_in(engineer.get(step)), form_in(engineer.get(step))
    post(engineer, step, changed(one, {"redis.port": "7001"}))
    answer = engineer.post(step, changed(two, {"redis.port": "7002"}).urlencode(), URLENCODED)

    post(engineer, step, changed(form_in(answer), {"decided": ""}))

    assert port(draft) == 7002


def test_tabs_on_different_steps_do_not_disturb_each_other(
    draft: Configuration, engineer: Client
) -> None:
    redis = form_in(engineer.get(f"/c/{draft.pk}/redis/"))
    scaling = form_in(engineer.get(f"/c/{draft.pk}/scaling/"))
    post(engineer, f"/c/{draft.pk}/scaling/", changed(scaling, {"scaling.backend.workers": "2"}))

    post(engineer, f"/c/{draft.pk}/redis/", changed(redis, {"redis.port": "7001"}))

    plan = Configuration.objects.get(pk=draft.pk).plan
    assert (plan.redis.port, plan.scaling.backend.workers) == (7001, 2)


def test_one_page_may_save_again_and_again(draft: Configuration, engineer: Client) -> None:
    step = f"/c/{draft.pk}/redis/"
    sent = form_in(engineer.get(step))

    for number in ("7", "70", "700"):
        post(engineer, f"{step}check/", changed(sent, {"redis.port": number}))

    assert port(draft) == 700


def test_sending_twice_is_saving_once(draft: Configuration, engineer: Client) -> None:
    step = f"/c/{draft.pk}/redis/"
    sent = changed(form_in(engineer.get(step)), {"redis.port": "7001"})

    answers = [post(engineer, step, sent) for _ in range(2)]

    assert [getattr(answer, "status_code", 0) for answer in answers] == [302, 302]
    assert Configuration.objects.get(pk=draft.pk).version == 2


def test_typing_in_a_stale_tab_overwrites_nothing_and_says_so(
    draft: Configuration, engineer: Client
) -> None:
    step = f"/c/{draft.pk}/redis/"
    one, two = form_in(engineer.get(step)), form_in(engineer.get(step))
    post(engineer, step, changed(one, {"redis.port": "7001"}))

    sent = changed(two, {"redis.port": "7002"})
    part = engineer.post(f"{step}check/", sent.urlencode(), URLENCODED).content.decode()

    assert port(draft) == 7001
    assert "1 choice on this page has a conflict" in part
    assert "Draft saved, except the conflicts." in part


def test_neither_typing_nor_another_button_decides(draft: Configuration, engineer: Client) -> None:
    step = f"/c/{draft.pk}/redis/"
    one, two = form_in(engineer.get(step)), form_in(engineer.get(step))
    post(engineer, step, changed(one, {"redis.port": "7001"}))
    answer = engineer.post(step, changed(two, {"redis.port": "7002"}).urlencode(), URLENCODED)

    for part in ("check/", ""):
        post(engineer, f"{step}{part}", form_in(answer))

    assert port(draft) == 7001


def test_a_page_overwrites_what_it_wrote_itself_though_it_never_saw_the_answer(
    draft: Configuration, engineer: Client
) -> None:
    step = f"/c/{draft.pk}/redis/"
    sent = form_in(engineer.get(step))
    post(engineer, f"{step}check/", changed(sent.copy(), {"redis.port": "7"}))

    post(engineer, f"{step}check/", sent)

    assert port(draft) == 6379
