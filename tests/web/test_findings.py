from __future__ import annotations

from django.test import Client
from django.utils.html import escape

import generators
from configurator.models import Configuration
from configurator.services.fixes import fix_id
from tests.web.conftest import Start
from tests.web.sending import send


def broken(engineer: Client, draft: Configuration) -> Configuration:
    """Give the draft several replicas and no Redis, which is an error."""
    send(engineer, f"/c/{draft.pk}/redis/", {"redis.mode": "none"})
    return Configuration.objects.get(pk=draft.pk)


def test_the_review_shows_every_file(finished: Configuration, engineer: Client) -> None:
    page = engineer.get(f"/c/{finished.pk}/findings/").content.decode()

    for file in generators.bundle(finished.plan).files:
        assert f'aria-label="{file.path}"' in page


def test_an_error_blocks_the_download_and_says_so(
    finished: Configuration, engineer: Client
) -> None:
    draft = broken(engineer, finished)

    review = engineer.get(f"/c/{draft.pk}/findings/").content.decode()
    answer = engineer.post(f"/c/{draft.pk}/download/")

    assert "<h2>No bundle</h2>" in review
    assert "Download the bundle" not in review
    assert answer.status_code == 409
    assert escape(draft.judgement.errors[0].rule.title) in answer.content.decode()


def test_an_unreadable_answer_blocks_too(finished: Configuration, engineer: Client) -> None:
    send(engineer, f"/c/{finished.pk}/database/", {"database.cidrs": "10.240.0.5/22"})

    answer = engineer.get(f"/c/{finished.pk}/download/")

    assert answer.status_code == 409
    assert "CIDRs of PostgreSQL" in answer.content.decode()


def test_an_unreadable_answer_to_what_is_no_longer_asked_blocks_nothing(
    finished: Configuration, engineer: Client
) -> None:
    send(engineer, f"/c/{finished.pk}/topology/", {"topology.pattern": "full-web"})
    send(engineer, f"/c/{finished.pk}/topology/", {"topology.audience.ui": "\x00"})

    send(engineer, f"/c/{finished.pk}/topology/", {"topology.pattern": "api-first"})

    assert engineer.get(f"/c/{finished.pk}/download/").status_code == 200


def test_a_finding_leads_to_its_answer(finished: Configuration, engineer: Client) -> None:
    draft = broken(engineer, finished)

    page = engineer.get(f"/c/{draft.pk}/findings/").content.decode()

    assert f'href="/c/{draft.pk}/redis/#question-redis-mode"' in page


def test_a_file_has_a_page_of_its_own(finished: Configuration, engineer: Client) -> None:
    answer = engineer.get(f"/c/{finished.pk}/files/plan.yaml")

    assert answer.status_code == 200
    assert "DeploymentPlan" in answer.content.decode()


def test_a_file_that_is_not_in_the_bundle_is_not_found(
    finished: Configuration, engineer: Client
) -> None:
    for path in ("nothing.yaml", "../../etc/passwd", "%2e%2e/plan.yaml"):
        assert engineer.get(f"/c/{finished.pk}/files/{path}").status_code == 404


def test_a_fix_is_taken_in_one_press(finished: Configuration, engineer: Client) -> None:
    send(engineer, f"/c/{finished.pk}/ingress/", {"ingress.timeoutSeconds": "299"})
    offered = Configuration.objects.get(pk=finished.pk).judgement.errors[0]

    engineer.post(f"/c/{finished.pk}/fix/", {"fix": fix_id(offered)})

    after = Configuration.objects.get(pk=finished.pk)
    assert after.plan.ingress.timeout_seconds == offered.change["ingress.timeoutSeconds"]
    assert not after.judgement.errors


def test_a_fix_pressed_twice_changes_nothing_more(
    finished: Configuration, engineer: Client
) -> None:
    before = finished.document

    answer = engineer.post(f"/c/{finished.pk}/fix/", {"fix": "0" * 16}, follow=True)

    assert Configuration.objects.get(pk=finished.pk).document == before
    assert "already resolved" in answer.content.decode()


def test_the_rationale_names_every_statement_and_every_asked_choice(
    start: Start, engineer: Client
) -> None:
    draft = start("public-docs")

    page = engineer.get(f"/c/{draft.pk}/rationale/").content.decode()

    assert all(f"#{statement.id}" in page for statement in generators.STATEMENTS)
    applied = [choice for choice in generators.choices() if choice.applies(draft.plan)]
    assert all(escape(choice.label) in page for choice in applied)


def test_a_deleted_draft_is_gone(draft: Configuration, engineer: Client) -> None:
    page = engineer.get(f"/c/{draft.pk}/delete/").content.decode()
    engineer.post(f"/c/{draft.pk}/delete/")

    assert "Delete this draft" in page
    assert engineer.get(f"/c/{draft.pk}/findings/").status_code == 404


def test_the_picture_says_in_words_what_it_shows(finished: Configuration, engineer: Client) -> None:
    page = engineer.get(f"/c/{finished.pk}/findings/")

    text = page.content.decode()
    assert f"<strong>API clients</strong>: {finished.plan.ingress.hosts.api}" in text
    assert "<strong>Browsers</strong>" not in text


def test_the_way_to_a_review_by_others_stands_beside_the_download(
    finished: Configuration, engineer: Client
) -> None:
    page = engineer.get(f"/c/{finished.pk}/findings/").content.decode()

    assert f'<a href="/c/{finished.pk}/save/">save it as revision 1</a>' in page


def test_a_page_lists_so_many_findings_and_counts_the_rest(
    finished: Configuration, engineer: Client
) -> None:
    settings = {f"LANGFLOW_{number}": "x" for number in range(600)}
    plan = generators.revised(finished.plan, {"operations.settings": settings})
    finished.take(plan, finished.unfinished)
    finished.save()

    # The page with the files has RATIONALE.md too, which lists all of them.
    for path, limit, in_files in (("redis", 100, 0), ("findings", 500, 600)):
        page = engineer.get(f"/c/{finished.pk}/{path}/").content.decode()
        assert page.count("is a Langflow name") == limit + in_files
        assert f"These are the first {limit} of" in page


def test_a_large_bundle_is_a_list_of_links_to_its_files(
    finished: Configuration, engineer: Client
) -> None:
    small = engineer.get(f"/c/{finished.pk}/findings/").content.decode()
    settings = {f"SETTING_{number}": "x" * 900 for number in range(400)}
    finished.take(generators.revised(finished.plan, {"operations.settings": settings}), {})
    finished.save()
    large = engineer.get(f"/c/{finished.pk}/findings/").content.decode()

    url = f"/c/{finished.pk}/files/README.md"
    assert url not in small
    assert f'href="{url}"' in large
    assert len(large) < len(small)
