from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import Revision
from configurator.models import User
from tests.people import PASSWORD
from tests.people import signed_in

Opened = Callable[..., str]
Revise = Callable[..., Revision]
ADDRESS = re.compile(r'<code id="link-url">(.*?)</code>')
FORM = {"form": "link", "link-label": "ops", "link-role": "viewer", "link-days": "7"}


def test_a_link_is_shown_once_and_kept_as_a_digest(saved: Configuration, author: User) -> None:
    client, sharing_page = signed_in(author), f"/c/{saved.pk}/share/"

    page = client.post(sharing_page, {**FORM, "link-idempotency_key": "once"}).content.decode()

    (address,) = ADDRESS.findall(page)
    token = address.rstrip("/").rpartition("/")[2]
    assert len(token) == 43
    assert Link.objects.get().digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get(sharing_page).content.decode()


def test_the_page_says_in_words_what_a_link_allows(saved: Configuration, author: User) -> None:
    sent = {**FORM, "link-role": "reviewer", "link-number": "1", "link-idempotency_key": "once"}

    page = signed_in(author).post(f"/c/{saved.pk}/share/", sent).content.decode()

    assert "can read revision 1, and no other," in page
    assert "Once signed in, they can also comment and review." in page


def test_a_form_that_is_sent_twice_makes_one_link(saved: Configuration, author: User) -> None:
    client, sent = signed_in(author), {**FORM, "link-idempotency_key": "once"}

    first = client.post(f"/c/{saved.pk}/share/", sent).content.decode()
    second = client.post(f"/c/{saved.pk}/share/", sent).content.decode()

    assert ADDRESS.findall(first) == ADDRESS.findall(second)
    assert Link.objects.count() == 1


def test_the_same_key_never_gives_a_link_to_more(saved: Configuration, author: User) -> None:
    client, sent = signed_in(author), {**FORM, "link-idempotency_key": "once"}

    first = client.post(f"/c/{saved.pk}/share/", sent).content.decode()
    pinned = client.post(f"/c/{saved.pk}/share/", {**sent, "link-number": "1"}).content.decode()

    assert ADDRESS.findall(first) != ADDRESS.findall(pinned)
    assert Link.objects.filter(revision__number=1).count() == 1


def test_two_people_never_make_the_same_link(
    saved: Configuration, author: User, outsider: User
) -> None:
    configuration = Configuration.objects.get(pk=saved.pk)
    signed_in(author).post(f"/c/{saved.pk}/share/", {**FORM, "link-idempotency_key": "once"})
    Configuration.objects.filter(pk=configuration.pk).update(person=outsider)

    signed_in(outsider).post(f"/c/{saved.pk}/share/", {**FORM, "link-idempotency_key": "once"})

    assert Link.objects.count() == 2


def test_the_address_is_the_configured_one(
    saved: Configuration, author: User, settings: Settings
) -> None:
    settings.SITE_URL = "https://plans.acme.example"

    page = signed_in(author).post(f"/c/{saved.pk}/share/", {**FORM, "link-idempotency_key": "x"})

    assert "https://plans.acme.example/s/" in page.content.decode()


def test_a_host_that_is_not_ours_gets_no_link(saved: Configuration, author: User) -> None:
    sent = {**FORM, "link-idempotency_key": "x"}

    answer = signed_in(author).post(f"/c/{saved.pk}/share/", sent, headers={"Host": "evil.example"})

    assert answer.status_code == 400


def test_a_link_opens_the_latest_revision(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    address = link()
    revise({"scaling.backend.replicas": 4})

    answer = Client().get(address)

    assert answer.headers["Location"] == f"/c/{saved.pk}/r/2/"


def test_a_pinned_link_shows_its_revision_and_no_other(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader = Client()

    reader.get(link("viewer", 1))

    assert reader.get(f"/c/{saved.pk}/r/1/").status_code == 200
    for path in ("r/2/", "r/2/download/", "r/2/plan.yaml", "r/2/files/README.md"):
        assert reader.get(f"/c/{saved.pk}/{path}").status_code == 404


def test_two_pinned_links_show_both_of_their_revisions(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader = Client()

    reader.get(link("viewer", 1))
    reader.get(link("viewer", 2))

    assert reader.get(f"/c/{saved.pk}/r/1/").status_code == 200
    assert reader.get(f"/c/{saved.pk}/r/2/").status_code == 200


def test_a_pinned_reviewers_link_hides_nothing_that_another_link_shows(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader = Client()

    reader.get(link("reviewer", 1))
    reader.get(link("viewer"))

    assert "you can read and review" in reader.get(f"/c/{saved.pk}/r/1/").content.decode()
    assert "read-only" in reader.get(f"/c/{saved.pk}/r/2/").content.decode()


def test_two_pinned_links_can_be_compared(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader, sides = Client(), {"left": f"{saved.pk}:1", "right": f"{saved.pk}:2"}

    reader.get(link("viewer", 1))
    assert reader.get("/compare/", sides).status_code == 404
    reader.get(link("viewer", 2))

    assert reader.get("/compare/", sides).status_code == 200


def test_a_pinned_link_leads_from_the_overview_to_its_revision(
    saved: Configuration, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader = Client()

    reader.get(link("viewer", 1))

    assert reader.get(f"/c/{saved.pk}/").headers["Location"] == f"/c/{saved.pk}/r/1/"


def test_a_pinned_reviewer_makes_no_other_revision(
    saved: Configuration, revise: Revise, link: Opened, outsider: User
) -> None:
    revise({"operations.loadTested": False})
    reader, page = signed_in(outsider), f"/c/{saved.pk}/r/2/"
    reader.get(link("reviewer", 2))
    sent = {"reason": "A soft launch.", "owner": "Platform", "expires": "2026-12-24"}

    answer = reader.post(f"{page}waive/load-test-missing/", sent)

    assert answer.status_code == 403
    assert "Ask the sender" in answer.content.decode()
    assert saved.revisions.count() == 2


def test_a_bar_says_what_the_link_allows(saved: Configuration, link: Opened) -> None:
    page = Client().get(link("viewer", 1), follow=True).content.decode()

    assert "You have access through the link “ops”: read-only, revision 1 only, until " in page


@pytest.mark.parametrize(("role", "invited"), [("viewer", False), ("reviewer", True)])
def test_only_those_who_may_comment_are_invited_to(
    saved: Configuration,
    revise: Revise,
    link: Opened,
    engineer: Client,
    role: str,
    invited: bool,
) -> None:
    revise({"redis.maxMemory": ""})
    engineer.get(link(role))

    page = engineer.get(f"/c/{saved.pk}/r/2/").content.decode()

    assert ("Comment on <a" in page) is invited
    assert ("/threads/new/?about=finding" in page) is invited


def test_a_comparison_says_so_too(saved: Configuration, revise: Revise, link: Opened) -> None:
    revise({"scaling.backend.replicas": 4})
    reader, sides = Client(), {"left": f"{saved.pk}:1", "right": f"{saved.pk}:2"}
    reader.get(link("reviewer"))

    page = reader.get("/compare/", sides).content.decode()

    assert "link “ops”: you can read and review, all revisions, until " in page
    assert f"?next=/compare/%3Fleft%3D{saved.pk}" in page


def test_nobody_sees_a_draft_by_a_link(saved: Configuration, link: Opened) -> None:
    reader = Client()
    reader.get(link("reviewer"))

    for path in ("findings/", "redis/", "download/", "plan.yaml", "share/"):
        assert reader.get(f"/c/{saved.pk}/{path}").status_code == 403


def guessed(saved: Configuration) -> None:
    Link.objects.update(digest="0" * 64)


def revoked(saved: Configuration) -> None:
    Link.objects.update(revoked=timezone.now())


def expired(saved: Configuration) -> None:
    Link.objects.update(expires=timezone.now() - timedelta(seconds=1))


def deleted(saved: Configuration) -> None:
    Configuration.objects.filter(pk=saved.pk).update(deleted=timezone.now())


ENDS = [guessed, revoked, expired, deleted]


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ended_a_link_the_page_is_the_same(
    saved: Configuration, link: Opened, end: Callable[[Configuration], None]
) -> None:
    address = link()
    end(saved)

    answer = Client().get(address)

    assert answer.status_code == 404
    assert answer.content == Client().get("/s/never-was-a-link/").content
    assert "configurator" not in answer.cookies


@pytest.mark.parametrize("end", ENDS[1:])
def test_what_ends_a_link_ends_what_it_opened(
    saved: Configuration, link: Opened, end: Callable[[Configuration], None]
) -> None:
    reader = Client()
    reader.get(link())
    assert reader.get(f"/c/{saved.pk}/r/1/").status_code == 200

    end(saved)

    assert reader.get(f"/c/{saved.pk}/r/1/").status_code == 404


def test_a_page_that_opens_nothing_does_not_send_the_token_on(link: Opened) -> None:
    answer = Client().get("/s/never-was-a-link-of-ours/")

    assert "never-was-a-link-of-ours" not in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_opening_is_in_the_history_once_a_session(saved: Configuration, link: Opened) -> None:
    address, reader = link(), Client()

    for _ in range(3):
        reader.get(address)
    Client().get(address)

    opened = Event.objects.filter(verb="opened")
    assert [(event.actor, str(event.link)) for event in opened] == [(None, "ops")] * 2


def test_asking_for_the_head_is_no_use(saved: Configuration, link: Opened) -> None:
    answer = Client().head(link())

    assert answer.headers["Location"] == f"/c/{saved.pk}/r/1/"
    assert not Event.objects.filter(verb="opened").exists()
    assert Link.objects.get().last_used is None


def test_the_last_use_is_written_once_a_minute(saved: Configuration, link: Opened) -> None:
    reader = Client()
    reader.get(link())
    just_now = timezone.now() - timedelta(seconds=30)

    Link.objects.update(last_used=just_now)
    reader.get(f"/c/{saved.pk}/r/1/")
    assert Link.objects.get().last_used == just_now

    Link.objects.update(last_used=just_now - timedelta(minutes=1))
    reader.get(f"/c/{saved.pk}/r/1/")
    assert Link.objects.filter(last_used__gt=just_now).exists()


def test_a_download_by_link_names_the_link_in_the_history(
    saved: Configuration, link: Opened
) -> None:
    reader = Client()
    reader.get(link())

    reader.get(f"/c/{saved.pk}/r/1/download/")

    event = Event.objects.get(verb="downloaded")
    assert (event.actor, str(event.link)) == (None, "ops")


def test_a_session_remembers_its_newest_fifty_links(saved: Configuration, link: Opened) -> None:
    reader = Client()

    for _ in range(52):
        reader.get(link())

    newest = list(Link.objects.order_by("pk").values_list("pk", flat=True))[-50:]
    assert reader.session["links"] == newest


def test_opening_a_link_gives_the_session_another_key(link: Opened, engineer: Client) -> None:
    engineer.post("/start/")
    planted = engineer.cookies["configurator"].value

    engineer.get(link())

    assert engineer.cookies["configurator"].value != planted
    assert Configuration.objects.filter(browser=engineer.session["owner"]).exists()


def test_a_reviewer_by_link_signs_in_and_comes_back(
    saved: Configuration, link: Opened, outsider: User
) -> None:
    reader = Client()
    page = reader.get(link("reviewer"), follow=True).content.decode()
    sign_in = f"/account/login/?next=/c/{saved.pk}/r/1/"
    assert sign_in in page

    sent = {"login": "outsider", "password": PASSWORD, "next": f"/c/{saved.pk}/r/1/"}
    answer = reader.post(sign_in, sent, follow=True)

    assert answer.redirect_chain == [(f"/c/{saved.pk}/r/1/", 302)]
    assert answer.context["access"].can["review"]


def test_signing_in_by_a_link_leads_nowhere_else(link: Opened, outsider: User) -> None:
    sent = {"login": "outsider", "password": PASSWORD, "next": "https://evil.example/"}

    answer = Client().post("/account/login/?next=https://evil.example/", sent)

    assert answer.headers["Location"] == "/configurations/"


def test_a_link_is_gone_with_the_session(
    saved: Configuration, link: Opened, outsider: User
) -> None:
    reader = signed_in(outsider)
    reader.get(link())
    reader.logout()

    assert reader.get(f"/c/{saved.pk}/r/1/").status_code == 404


def test_a_link_takes_nothing_from_those_who_are_let_in_anyway(
    saved: Configuration, author: User, revise: Revise, link: Opened
) -> None:
    revise({"scaling.backend.replicas": 4})
    client = signed_in(author)

    client.get(link("viewer", 1))

    assert client.get(f"/c/{saved.pk}/r/2/").status_code == 200
    assert client.get(f"/c/{saved.pk}/findings/").status_code == 200
