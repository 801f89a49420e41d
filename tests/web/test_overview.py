from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Share
from configurator.models import User
from tests.people import signed_in
from tests.web.sending import send

Revise = Callable[..., Revision]


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


def test_the_page_says_where_it_stands(
    saved: Configuration, revise: Revise, client: Client
) -> None:
    revise({"scaling.backend.replicas": 4}, "Four of them.")
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "other.db.acme.com"})

    page = client.get(f"/c/{saved.pk}/").content.decode()

    assert saved.revisions.get(number=2).digest in page
    assert "Four of them." in page
    assert "Unsaved changes" in page
    assert "Nobody" in page


def test_a_viewer_sees_nothing_of_the_draft(
    saved: Configuration, client: Client, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role="viewer", by=author)
    send(client, f"/c/{saved.pk}/metadata/", {"metadata.description": "Not said yet"})

    page = signed_in(reviewer).get(f"/c/{saved.pk}/").content.decode()

    assert "Not said yet" in client.get(f"/c/{saved.pk}/").content.decode()
    assert "Not said yet" not in page
    assert "Edit the draft" not in page


def test_what_nobody_saved_yet_has_a_page_too(client: Client) -> None:
    client.post("/start/")

    page = client.get(f"/c/{Configuration.objects.get().pk}/").content.decode()

    assert "None yet" in page


def test_many_revisions_cost_the_queries_of_one(
    saved: Configuration, client: Client, author: User, django_assert_num_queries: Any
) -> None:
    like = saved.revisions.get()
    Revision.objects.bulk_create(
        Revision(**{**_values(like), "number": number}) for number in range(2, 50)
    )

    # The session, the person, the configuration; how many revisions there are, a page of them, the
    # latest with the approved one; shares and links; notifications.
    with django_assert_num_queries(9) as queries:
        page = client.get(f"/c/{saved.pk}/").content.decode()

    assert page.count("Duplicate") == 20 + 1
    assert not any('"complete"' in query["sql"] for query in queries.captured_queries)


def _values(revision: Revision) -> dict[str, Any]:
    names = [field.attname for field in Revision._meta.concrete_fields if not field.primary_key]
    return {name: getattr(revision, name) for name in names}


def test_a_links_reader_keeps_a_copy_in_their_browser(
    saved: Configuration, link: Callable[..., str]
) -> None:
    reader = Client()
    reader.get(link("viewer"))

    answer = reader.post(f"/c/{saved.pk}/r/1/duplicate/")

    copy = Configuration.objects.exclude(pk=saved.pk).get()
    assert answer.headers["Location"] == f"/c/{copy.pk}/metadata/"
    assert reader.get(f"/c/{copy.pk}/metadata/").status_code == 200
    assert saved.events.latest("pk").link == saved.links.get()


def test_a_links_reader_learns_nothing_about_people(
    saved: Configuration, revise: Revise, link: Callable[..., str], reviewer: User, author: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role="viewer", by=author)
    revise({"scaling.backend.replicas": 4})
    reader = Client()
    reader.get(link("viewer"))

    page = reader.get(f"/c/{saved.pk}/").content.decode()

    assert "Revision 2</strong></a>, saved" in page
    assert reviewer.username not in page


def test_a_link_to_one_revision_leads_straight_to_it(
    saved: Configuration, revise: Revise, link: Callable[..., str]
) -> None:
    revise({"scaling.backend.replicas": 4})
    reader = Client()
    reader.get(link("viewer", 1))

    answer = reader.get(f"/c/{saved.pk}/")

    assert answer.headers["Location"] == f"/c/{saved.pk}/r/1/"


def test_what_is_saved_can_be_sent_to_review_from_here(
    shared: Configuration, client: Client, reviewer: User, approve: Callable[..., Any]
) -> None:
    way, page = f'href="/c/{shared.pk}/reviewers/">Request a review</a>', f"/c/{shared.pk}/"
    assert way in client.get(page).content.decode()

    approve(shared, reviewer)

    assert way not in client.get(page).content.decode()
