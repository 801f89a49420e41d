"""Environments as tabs over the questions, walked without JavaScript."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client

from configurator.models import Configuration
from configurator.services.fixes import fix_id
from tests.web.rows import now_of
from tests.web.test_environments import several
from tests.web.test_environments import two

__all__ = ["several"]

NAMESPACE = "release.namespace"
TAG = "release.backend.tag"


def fields(page: Any) -> QueryDict:
    """Return what the page's form sends, with every answer as it is shown."""
    sent = QueryDict(mutable=True)
    for question in page.context["questions"]:
        if question.bound is None:
            continue
        path = question.choice.path
        sent.appendlist("asked", path)
        sent.appendlist("base", f"{path} {question.base}")
        for name, value in question.bound.form.data.lists():
            if name == path or name.startswith(f"{path}_"):
                sent.setlist(name, value)
    sent["page"] = page.context["page"]
    if page.context["environment"]:
        sent["environment"] = page.context["environment"]
    return sent


def send(client: Client, address: str, changes: dict[str, str], button: str = "stay") -> Any:
    """Open a step, change some answers, and press a button."""
    sent = fields(client.get(address))
    for name, value in changes.items():
        sent[name] = value
    name, _, value = button.partition("=")
    sent[name] = value
    return client.post(address, sent.urlencode(), content_type="application/x-www-form-urlencoded")


def release(draft: Configuration, environment: str = "") -> str:
    query = f"?environment={environment}" if environment else ""
    return f"/c/{draft.pk}/release/{query}"


def test_a_draft_of_one_environment_has_no_tabs(engineer: Client, finished: Configuration) -> None:
    page = engineer.get(release(finished))

    assert page.context["tabs"] == ()
    assert "release.environment" in {question.choice.path for question in page.context["questions"]}


def test_tabs_name_what_is_shared_first(engineer: Client, several: Configuration) -> None:
    page = engineer.get(release(several, "staging"))

    tabs = [(tab.title, tab.current) for tab in page.context["tabs"]]
    assert tabs == [("Shared", False), ("staging", True), ("production", False)]
    assert "release.environment" not in {
        question.choice.path for question in page.context["questions"]
    }


def test_an_own_value_says_what_is_shared(engineer: Client, several: Configuration) -> None:
    page = engineer.get(release(several, "staging"))

    (tag,) = [question for question in page.context["questions"] if question.choice.path == TAG]
    assert tag.shared == "1.8.2"
    assert "Use the shared value" in page.content.decode()


def test_the_shared_tab_says_who_differs(engineer: Client, several: Configuration) -> None:
    page = engineer.get(release(several))

    (tag,) = [question for question in page.context["questions"] if question.choice.path == TAG]
    assert tag.differing == (("staging", "1.9.0"),)


def test_saving_unchanged_makes_nothing_an_own_value(
    engineer: Client, several: Configuration
) -> None:
    send(engineer, release(several, "production"), {})

    assert now_of(several).plan_file == two()
    assert now_of(several).version == several.version


def test_what_differs_is_an_own_value(engineer: Client, several: Configuration) -> None:
    send(engineer, release(several, "production"), {NAMESPACE: "skillflaw-live"})

    draft = now_of(several)
    assert draft.plan_file.own["production"] == {NAMESPACE: "skillflaw-live"}
    assert draft.plan.release.namespace == "skillflaw"
    assert draft.writes[f"production:{NAMESPACE}"]


def test_a_shared_value_changes_every_environment_without_its_own(
    engineer: Client, several: Configuration
) -> None:
    send(engineer, release(several), {TAG: "1.8.3"})

    plans = now_of(several).plan_file.plans
    assert plans["production"].release.backend.tag == "1.8.3"
    assert plans["staging"].release.backend.tag == "1.9.0"


def test_a_button_gives_the_shared_value_back(engineer: Client, several: Configuration) -> None:
    answer = send(engineer, release(several, "staging"), {}, f"shared={TAG}")

    assert answer["Location"].startswith(release(several, "staging"))
    assert TAG not in now_of(several).plan_file.own["staging"]
    assert NAMESPACE in now_of(several).plan_file.own["staging"]


def test_what_cannot_be_read_waits_in_its_tab(engineer: Client, several: Configuration) -> None:
    send(engineer, release(several, "staging"), {NAMESPACE: "Two words"})

    draft = now_of(several)
    assert draft.pending == {f"staging:{NAMESPACE}": "Two words"}
    assert "Two words" in engineer.get(release(several, "staging")).content.decode()
    assert "Two words" not in engineer.get(release(several)).content.decode()


def test_two_pages_at_one_environment_are_merged(engineer: Client, several: Configuration) -> None:
    address = release(several, "staging")
    old = fields(engineer.get(address))
    send(engineer, address, {TAG: "1.9.1"})
    old[NAMESPACE], old["stay"] = "skillflaw-test", ""

    engineer.post(address, old.urlencode(), content_type="application/x-www-form-urlencoded")

    own = now_of(several).plan_file.own["staging"]
    assert (own[TAG], own[NAMESPACE]) == ("1.9.1", "skillflaw-test")


def test_two_pages_that_differ_ask_which_stands(engineer: Client, several: Configuration) -> None:
    address = release(several, "staging")
    old = fields(engineer.get(address))
    send(engineer, address, {TAG: "1.9.1"})
    old[TAG], old["stay"] = "1.9.2", ""

    page = engineer.post(address, old.urlencode(), content_type="application/x-www-form-urlencoded")

    assert page.status_code == 200
    assert [conflict.choice.path for conflict in page.context["conflicts"]] == [TAG]
    assert now_of(several).plan_file.own["staging"][TAG] == "1.9.1"


def test_a_tab_that_is_gone_is_not_found(engineer: Client, several: Configuration) -> None:
    assert engineer.get(release(several, "qa")).status_code == 404


def test_findings_name_their_environments(engineer: Client, several: Configuration) -> None:
    several.replace(several.plan_file.revised("staging", {"operations.loadTested": False}))
    several.save()

    page = engineer.get(f"/c/{several.pk}/findings/")

    assert "In staging" in page.content.decode()


def test_a_fix_of_one_environment_changes_it_alone(
    engineer: Client, several: Configuration
) -> None:
    several.replace(several.plan_file.revised("staging", {"operations.runAsUser": 0}))
    several.save()
    page = engineer.get(f"/c/{several.pk}/findings/")
    fixable = [
        finding
        for _, findings in page.context["groups"]
        for finding in findings
        if "operations.runAsUser" in finding.change
    ]
    assert [finding.environments for finding in fixable] == [("staging",)]
    engineer.post(f"/c/{several.pk}/fix/", {"fix": fix_id(fixable[0])})

    draft = now_of(several)
    assert draft.plan_file.own["staging"]["operations.runAsUser"] > 0
    assert draft.plan == two().shared


def test_every_page_of_a_draft_opens(engineer: Client, several: Configuration) -> None:
    for page in ("findings", "rationale", "environments", "save", "tls", "metadata"):
        status = engineer.get(f"/c/{several.pk}/{page}/", follow=True).status_code
        assert status == 200, page
