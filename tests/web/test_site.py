from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

import generators
from configurator.config import environment
from configurator.models import Configuration
from configurator.urls import urlpatterns

TOP = Path(__file__).resolve().parent.parent.parent


def test_health_needs_no_database(client: Client) -> None:
    # Without the `db` fixture, any query would fail this test.
    assert client.get("/healthz").content == b"ok\n"


def test_no_page_lets_inline_code_run(engineer: Client, finished: Configuration) -> None:
    for path in ("/", "/rules/", f"/c/{finished.pk}/redis/", f"/c/{finished.pk}/findings/"):
        answer = engineer.get(path)

        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert " style=" not in answer.content.decode()


def test_answers_carry_the_headers_that_protect_them(
    draft: Configuration, engineer: Client
) -> None:
    headers = engineer.get(f"/c/{draft.pk}/redis/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"


def test_a_form_without_its_token_changes_nothing(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/start/")

    assert answer.status_code == 403
    assert "Form expired" in answer.content.decode()
    assert not Configuration.objects.exists()


def test_a_step_that_does_not_exist_is_not_found(draft: Configuration, engineer: Client) -> None:
    assert engineer.get(f"/c/{draft.pk}/kubernetes/").status_code == 404


def test_the_rules_can_be_searched(client: Client) -> None:
    wanted = generators.RULES[0]

    page = client.get("/rules/", {"q": wanted.title.upper(), "severity": wanted.severity})

    assert f"/rules/{wanted.slug}/" in page.content.decode()
    assert len(page.context["rules"]) < len(generators.RULES)


@pytest.mark.parametrize("rule", generators.RULES, ids=lambda rule: rule.slug)
def test_each_rule_has_its_page(rule: generators.Rule, client: Client) -> None:
    page = client.get(f"/rules/{rule.slug}/")

    assert page.status_code == 200
    assert page.context["bad"]


def test_the_guide_shows_each_statement(client: Client) -> None:
    page = client.get("/guide/").content.decode()

    assert all(f'id="{statement.id}"' in page for statement in generators.STATEMENTS)


def test_a_draft_costs_the_same_queries_however_many_there_are(
    finished: Configuration, engineer: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(30):
        engineer.post("/start/")

    # The session, the rows, and on the front page whether any were deleted.
    allowed = {"/": 3, f"/c/{finished.pk}/findings/": 2, f"/c/{finished.pk}/database/": 2}
    for path, queries in allowed.items():
        with django_assert_num_queries(queries):
            engineer.get(path)


def test_saving_locks_one_row_and_writes_once(
    finished: Configuration, engineer: Client, django_assert_max_num_queries: Any
) -> None:
    sent = {"asked": "redis.port", "redis.port": "7000", "page": "one"}

    # The session, the draft, a savepoint and its end, the locked row, the write.
    with django_assert_max_num_queries(6):
        engineer.post(f"/c/{finished.pk}/redis/check/", sent)


def test_each_url_has_a_name() -> None:
    assert all(url.name for url in urlpatterns if isinstance(url, URLPattern))


def test_a_key_is_made_once_and_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept/secret-key"

    first, second = environment.secret_key(path), environment.secret_key(path)

    assert first == second
    assert len(first) >= 50
    assert path.stat().st_mode & 0o077 == 0


def test_another_host_means_secure_cookies() -> None:
    code = "from configurator import settings as s; print(s.SESSION_COOKIE_SECURE, s.DEBUG)"
    environment = {
        "ALLOWED_HOSTS": "plans.acme.com",
        "SECRET_KEY": "x" * 50,
        "PATH": "/usr/bin:/bin",
    }

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("address", ["/rules/?q=%00", "/c/%00/", "/configurations/?q=a%00b"])
def test_an_address_with_a_null_character_leads_nowhere(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_a_cookie_with_a_null_character_is_no_session(client: Client) -> None:
    answer = client.get("/", headers={"Cookie": 'configurator="\\000aaaaaaaaaaaa"'})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"a=1", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"a=1&" * 1001, "application/x-www-form-urlencoded"),
        (b"a=1", "multipart/form-data"),
        ("é".encode(), "multipart/form-data; boundary=é"),
    ],
    ids=["charset", "fields", "no boundary", "boundary"],
)
def test_a_form_that_cannot_be_read_is_the_senders_fault(db: None, sent: bytes, kind: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["configurator-csrf"] = "c" * 32

    answer = client.post("/start/", sent, content_type=kind)

    assert answer.status_code == 400
    assert "go back and send the form again" in answer.content.decode()


def test_a_host_that_is_not_served_gets_a_page_that_says_what_to_do(client: Client) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "Check the address" in answer.content.decode()
    assert "evil" not in answer.content.decode()
