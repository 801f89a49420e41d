"""Choices whose entries have several values, one entry a line, as a page shows and reads them."""

from __future__ import annotations

from django.test import Client

import generators
from configurator.models import Configuration
from tests.web.sending import form_in
from tests.web.sending import send

LINES = "name: OPENAI_API_KEY, secret: model-keys, key: openai\nsecret: tool-tokens"


def stored(draft: Configuration) -> Configuration:
    return Configuration.objects.get(pk=draft.pk)


def test_entries_are_saved_as_a_plan_file_has_them_and_shown_as_they_were_typed(
    draft: Configuration, engineer: Client
) -> None:
    address = f"/c/{draft.pk}/operations/"

    send(engineer, address, {"operations.environment": LINES})

    document = generators.sparse(stored(draft).plan)["spec"]["operations"]
    assert document["environment"] == [
        {"name": "OPENAI_API_KEY", "secret": "model-keys", "key": "openai"},
        {"secret": "tool-tokens"},
    ]
    assert form_in(engineer.get(address))["operations.environment"] == LINES


def test_a_page_sent_again_writes_nothing(draft: Configuration, engineer: Client) -> None:
    address = f"/c/{draft.pk}/operations/"
    send(engineer, address, {"operations.environment": LINES})
    version = stored(draft).version

    send(engineer, address, {})

    assert stored(draft).version == version


def test_an_entry_without_its_key_stays_as_typed_with_the_reason(
    draft: Configuration, engineer: Client
) -> None:
    address = f"/c/{draft.pk}/operations/"

    send(engineer, address, {"operations.environment": "name: A_KEY, secret: model-keys"})
    page = engineer.get(address)

    assert form_in(page)["operations.environment"] == "name: A_KEY, secret: model-keys"
    assert "key is missing" in page.content.decode()


def test_a_line_that_is_no_entry_is_refused_in_words(
    draft: Configuration, engineer: Client
) -> None:
    address = f"/c/{draft.pk}/operations/"

    send(engineer, address, {"operations.environment": "OPENAI_API_KEY"})

    assert "is not an entry" in engineer.get(address).content.decode()


def test_a_number_in_an_entry_is_a_number(draft: Configuration, engineer: Client) -> None:
    typed = "key: spot, operator: Exists, effect: NoExecute, tolerationSeconds: 60"

    send(engineer, f"/c/{draft.pk}/scaling/", {"scaling.backend.tolerations": typed})

    (toleration,) = stored(draft).plan.scaling.backend.tolerations
    assert toleration.toleration_seconds == 60
    assert str(toleration) == typed


def test_choices_of_one_name_stand_under_advanced_with_their_workload(
    draft: Configuration, engineer: Client
) -> None:
    page = engineer.get(f"/c/{draft.pk}/scaling/").content.decode()

    assert "Backend: nodeSelector" in page
