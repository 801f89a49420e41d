from __future__ import annotations

from django.test import Client

import generators
from configurator.models import Configuration
from tests.web.conftest import Start
from tests.web.sending import form_in
from tests.web.sending import send


def stored(draft: Configuration) -> Configuration:
    return Configuration.objects.get(pk=draft.pk)


def test_an_answer_is_saved_and_the_next_step_follows(
    draft: Configuration, engineer: Client
) -> None:
    answer = send(engineer, f"/c/{draft.pk}/scaling/", {"scaling.backend.replicas": "3"})

    assert answer.headers["Location"] == f"/c/{draft.pk}/ingress/"
    assert stored(draft).plan.scaling.backend.replicas == 3


def test_an_option_is_shown_with_its_label_its_value_and_its_hint(
    draft: Configuration, engineer: Client
) -> None:
    page = engineer.get(f"/c/{draft.pk}/redis/").content.decode()

    assert "Managed service <code>external</code>" in page
    assert f"<span>{generators.choice_at('redis.mode').options['external'].hint}</span>" in page
    assert '<option value="noeviction">noeviction – ' in page


def test_what_was_not_changed_is_not_written(draft: Configuration, engineer: Client) -> None:
    before = draft.document

    for step in ("metadata", "topology", "scaling", "operations"):
        send(engineer, f"/c/{draft.pk}/{step}/", {})

    assert stored(draft).document == before
    assert stored(draft).version == 1


def test_an_answer_that_cannot_be_read_stays_as_typed_and_the_others_are_saved(
    draft: Configuration, engineer: Client
) -> None:
    typed = {"redis.host": "cache..acme", "redis.port": "6380"}

    answer = send(engineer, f"/c/{draft.pk}/redis/", typed)
    page = engineer.get(f"/c/{draft.pk}/redis/")

    assert answer.headers["Location"].endswith("/redis/#question-redis-host")
    assert form_in(page)["redis.host"] == "cache..acme"
    assert "cache..acme" in page.content.decode()
    assert stored(draft).plan.redis.port == 6380


def test_an_answer_put_right_is_finished(draft: Configuration, engineer: Client) -> None:
    send(engineer, f"/c/{draft.pk}/redis/", {"redis.host": "cache:6379"})

    send(engineer, f"/c/{draft.pk}/redis/", {"redis.host": "cache.acme.com"})

    assert stored(draft).unfinished == {}
    assert stored(draft).plan.redis.host == "cache.acme.com"


def test_a_missing_number_keeps_the_old_one_and_says_so(
    draft: Configuration, engineer: Client
) -> None:
    send(engineer, f"/c/{draft.pk}/redis/", {"redis.port": ""})

    page = engineer.get(f"/c/{draft.pk}/redis/").content.decode()

    assert "Enter a number. The default is 6379." in page


def test_a_name_that_is_none_is_refused_with_the_right_spelling(
    draft: Configuration, engineer: Client
) -> None:
    send(engineer, f"/c/{draft.pk}/metadata/", {"metadata.name": "Acme Production"})

    page = engineer.get(f"/c/{draft.pk}/metadata/").content.decode()

    assert "Write acme-production." in page


def test_a_secret_is_refused_and_not_kept(draft: Configuration, engineer: Client) -> None:
    typed = {"database.host": "admin:hunter2@db.acme.com"}

    send(engineer, f"/c/{draft.pk}/database/", typed)

    page = engineer.get(f"/c/{draft.pk}/database/").content.decode()
    assert "looked like a secret and was not stored" in page
    assert "hunter2" not in page + str(stored(draft).unfinished) + str(stored(draft).document)


def test_a_setting_that_names_a_secret_is_refused(draft: Configuration, engineer: Client) -> None:
    typed = {"operations.settings": "SKILLFLAW_LOG_LEVEL=INFO\nSMTP_PASSWORD=hunter2"}

    send(engineer, f"/c/{draft.pk}/operations/", typed)

    assert engineer.get(f"/c/{draft.pk}/operations/").status_code == 200
    assert "hunter2" not in str(stored(draft).unfinished) + str(stored(draft).document)


def test_the_lines_beside_a_secret_are_kept(draft: Configuration, engineer: Client) -> None:
    typed = {"operations.settings": "SKILLFLAW_LOG_LEVEL=INFO\nSMTP_PASSWORD=hunter2\nA=x"}
    address = f"/c/{draft.pk}/operations/"

    send(engineer, address, typed)

    lines = str(form_in(engineer.get(address))["operations.settings"]).splitlines()
    assert lines[0::2] == ["SKILLFLAW_LOG_LEVEL=INFO", "A=x"]
    assert lines[1].startswith("SMTP_PASSWORD (looked like a secret")
    assert "hunter2" not in str(stored(draft).unfinished)
    assert stored(draft).pending


def test_of_a_key_in_several_lines_nothing_is_kept(draft: Configuration, engineer: Client) -> None:
    key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nabc=\n-----END PRIVATE KEY-----"

    send(engineer, f"/c/{draft.pk}/operations/", {"operations.settings": f"A=x\nK={key}"})

    assert stored(draft).unfinished == {"operations.settings": None}


def test_settings_come_back_as_they_went_in(draft: Configuration, engineer: Client) -> None:
    typed = 'A=yes\r\nB="two\\nlines"\r\nC=x=1'

    send(engineer, f"/c/{draft.pk}/operations/", {"operations.settings": typed})
    send(engineer, f"/c/{draft.pk}/operations/", {})

    assert stored(draft).plan.operations.settings == {"A": "yes", "B": "two\nlines", "C": "x=1"}


def test_a_list_is_read_line_by_line(draft: Configuration, engineer: Client) -> None:
    send(engineer, f"/c/{draft.pk}/database/", {"database.cidrs": "10.0.0.0/16\r\n10.1.0.0/16"})

    assert stored(draft).plan.database.cidrs == ("10.0.0.0/16", "10.1.0.0/16")


def test_egress_is_a_word_or_ones_own_networks(draft: Configuration, engineer: Client) -> None:
    typed = {"operations.egress_0": "networks", "operations.egress_1": "203.0.113.0/24"}

    send(engineer, f"/c/{draft.pk}/operations/", typed)
    assert stored(draft).plan.operations.egress == ("203.0.113.0/24",)

    send(engineer, f"/c/{draft.pk}/operations/", {"operations.egress_0": "none"})
    assert stored(draft).plan.operations.egress == "none"


def test_a_choice_that_does_not_apply_is_not_asked_and_keeps_its_value(
    start: Start, engineer: Client
) -> None:
    draft = start("web-company")

    send(engineer, f"/c/{draft.pk}/topology/", {"topology.pattern": "api-first"})

    page = engineer.get(f"/c/{draft.pk}/scaling/")
    assert "scaling.frontend.drivers" not in form_in(page).getlist("asked")
    assert stored(draft).plan.scaling.frontend.drivers


def test_the_page_stays_when_an_answer_brings_up_more_questions(
    draft: Configuration, engineer: Client
) -> None:
    answer = send(engineer, f"/c/{draft.pk}/topology/", {"topology.pattern": "full-web"})

    assert answer.headers["Location"] == f"/c/{draft.pk}/topology/"
    page = engineer.get(answer.headers["Location"])
    assert "topology.audience.ui" in form_in(page).getlist("asked")
    assert "more choices to fill in" in page.content.decode()


def test_strange_words_come_back_as_they_went_in(draft: Configuration, engineer: Client) -> None:
    words = "yes: # \"no\" <b>\n\u202e1e3 🦊 & 'null'"

    send(engineer, f"/c/{draft.pk}/metadata/", {"metadata.description": words})

    assert stored(draft).plan.metadata.description == words
    assert form_in(engineer.get(f"/c/{draft.pk}/metadata/"))["metadata.description"] == words


def test_going_back_saves_too(draft: Configuration, engineer: Client) -> None:
    answer = send(engineer, f"/c/{draft.pk}/redis/", {"redis.port": "6380", "back": ""})

    assert answer.headers["Location"] == f"/c/{draft.pk}/database/"
    assert stored(draft).plan.redis.port == 6380


def test_a_null_character_is_kept_as_one_that_can_be_seen(
    draft: Configuration, engineer: Client
) -> None:
    send(engineer, f"/c/{draft.pk}/redis/", {"redis.host": "a\0b"})

    assert stored(draft).unfinished == {"redis.host": "a\N{REPLACEMENT CHARACTER}b"}


def test_a_page_that_sends_more_than_any_holds_is_not_read(
    draft: Configuration, engineer: Client
) -> None:
    sent = {"asked": "metadata.description", "metadata.description": "password:" * 100_000}

    for path in ("metadata/", "metadata/check/"):
        assert engineer.post(f"/c/{draft.pk}/{path}", sent).status_code == 413
