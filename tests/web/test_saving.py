from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Revision
from configurator.models import User
from configurator.plans import generator_version
from configurator.services import revisions
from tests.people import signed_in
from tests.web.sending import send

pytestmark = pytest.mark.postgres

Revise = Callable[..., Revision]


def test_a_newcomer_signs_in_before_saving(draft: Configuration, engineer: Client) -> None:
    answer = engineer.get(f"/c/{draft.pk}/save/")

    assert answer.headers["Location"] == f"/account/login/?next=/c/{draft.pk}/save/"


def test_a_browsers_draft_becomes_the_persons_own_when_they_save_it(
    finished: Configuration, engineer: Client, author: User
) -> None:
    engineer.force_login(author)

    answer = engineer.post(f"/c/{finished.pk}/save/", {"note": "The first."})

    finished.refresh_from_db()
    assert answer.headers["Location"] == f"/c/{finished.pk}/r/1/"
    assert (finished.person, finished.browser, finished.latest) == (author, "", 1)


def test_the_form_for_saving_is_shown_of_a_draft_that_is_nobodys_yet(
    finished: Configuration, engineer: Client, author: User
) -> None:
    engineer.force_login(author)

    assert "Save as revision 1" in engineer.get(f"/c/{finished.pk}/save/").content.decode()


def test_a_draft_begun_signed_in_is_the_persons_own_at_once(author: User) -> None:
    signed_in(author).post("/start/")

    assert Configuration.objects.get().person == author


def test_a_revision_holds_the_bytes_that_the_plan_makes(saved: Configuration) -> None:
    revision = saved.revisions.select_related("archive").get()
    bundle = generators.bundle(generators.recommended())
    zipped = bundle.zipped()

    assert revision.digest == bundle.digest
    assert revision.archive_id == hashlib.sha256(zipped).hexdigest()
    assert revision.archive
    assert revision.archive.zipped == zipped
    assert revision.bundle == generators.bundle(generators.recommended())


def test_a_revision_remembers_who_judged_it(saved: Configuration) -> None:
    revision = saved.revisions.get()

    assert (revision.generator, revision.guide) == (
        generator_version.GENERATOR,
        generator_version.GUIDE,
    )


def test_saving_twice_saves_once(saved: Configuration, author: User) -> None:
    client = signed_in(author)

    client.post(f"/c/{saved.pk}/save/", {"note": ""})
    page = client.post(f"/c/{saved.pk}/save/", {"note": ""}, follow=True).content.decode()

    assert saved.revisions.count() == 1
    assert "Nothing changed since revision 1" in page


def test_a_change_makes_the_next_revision_and_leaves_the_first(
    saved: Configuration, revise: Revise
) -> None:
    first = saved.revisions.get()

    second = revise({"scaling.backend.replicas": 4}, "Four.")

    assert (second.number, second.plan.scaling.backend.replicas) == (2, 4)
    assert saved.revisions.get(number=1).complete == first.complete


def test_an_answer_that_cannot_be_read_stops_the_saving(saved: Configuration, author: User) -> None:
    client = signed_in(author)
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "cache..acme"})

    page = client.post(f"/c/{saved.pk}/save/", {"note": "x"}).content.decode()

    assert saved.revisions.count() == 1
    assert "1 invalid value" in page


def test_a_blocked_plan_is_saved_without_a_bundle(revise: Revise) -> None:
    revision = revise({"redis.mode": "none", "scaling.backend.replicas": 3})

    assert (revision.result, revision.digest, revision.bundle) == ("blocked", "", None)


def test_a_note_that_holds_a_secret_is_refused_and_stays_in_the_form(
    saved: Configuration, author: User
) -> None:
    note = "use postgres://admin:hunter2@db.acme.com/x"

    page = signed_in(author).post(f"/c/{saved.pk}/save/", {"note": note}).content.decode()

    assert "looks like a secret" in page
    assert "hunter2" in page
    assert not Revision.objects.filter(note__contains="hunter2").exists()


def test_saving_is_in_the_history(saved: Configuration, author: User) -> None:
    event = Event.objects.get(configuration=saved)

    assert (event.verb, event.actor, event.revision) == ("saved", author, 1)


CHANGES: list[Callable[[Event], object]] = [
    lambda event: event.save(),
    lambda event: event.delete(),
    lambda event: Event.objects.filter(pk=event.pk).update(verb="approved"),
    lambda event: Event.objects.filter(pk=event.pk).delete(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_history_cannot_be_rewritten(
    saved: Configuration, change: Callable[[Event], object]
) -> None:
    with pytest.raises(TypeError, match="An event"):
        change(Event.objects.get(configuration=saved))


def test_what_was_downloaded_is_what_was_saved(saved: Configuration, author: User) -> None:
    answer = signed_in(author).get(f"/c/{saved.pk}/r/1/download/")

    assert hashlib.sha256(answer.content).hexdigest() == saved.revisions.get().archive_id


def test_a_revisions_pages_show_what_was_kept(saved: Configuration, author: User) -> None:
    client = signed_in(author)

    page = client.get(f"/c/{saved.pk}/r/1/").content.decode()
    file = client.get(f"/c/{saved.pk}/r/1/files/README.md").content.decode()

    assert saved.revisions.get().digest in page
    assert "README.md" in file
    assert client.get(f"/c/{saved.pk}/r/1/files/nothing.md").status_code == 404
    assert client.get(f"/c/{saved.pk}/r/2/").status_code == 404


def test_whoever_saves_sees_first_that_errors_will_block_it(
    saved: Configuration, author: User
) -> None:
    client, address = signed_in(author), f"/c/{saved.pk}/save/"
    assert "Ready: " in client.get(address).content.decode()
    send(client, f"/c/{saved.pk}/redis/", {"redis.mode": "none"})

    page = client.get(address).content.decode()

    assert "Blocked: " in page
    assert 'id="errors-block-bundle"' in page


def test_what_cannot_be_read_and_came_in_the_last_moment_is_named(
    saved: Configuration, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> None:
        raise revisions.InvalidValues({"redis.monitoring": "perhaps"})

    monkeypatch.setattr(revisions, "save", late)

    answer = signed_in(author).post(f"/c/{saved.pk}/save/")

    assert answer.headers["Location"] == f"/c/{saved.pk}/save/"
