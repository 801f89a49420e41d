from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from configurator.models import Configuration
from configurator.models import User
from tests.people import signed_in

TOP = "/api/v1/configurations"
README = Path(__file__).resolve().parent.parent.parent.parent / "README.md"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer skfc_unknown", "Basic YTpi", "Token x", "Bearer \0"]
)
def test_401_says_how_to_get_a_token(header: str, client: Client, db: None) -> None:
    answer = client.get(TOP, headers={"Authorization": header} if header else {})

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "/account/tokens/" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/nothing/at-all", 404),
        ("get", f"{TOP}/not-a-uuid", 404),
        ("delete", TOP, 405),
        ("get", f"{TOP}?sort=size", 422),
        ("get", f"{TOP}?q=%00", 404),
    ],
)
def test_every_error_is_a_problem_that_says_what_to_do(
    method: str, path: str, status: int, program: Client
) -> None:
    answer = getattr(program, method)(path)

    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert answer.json()["status"] == status
    assert answer.json()["detail"].endswith(".")


def test_a_program_gets_no_cookie(saved: Configuration, program: Client) -> None:
    assert not program.get(f"{TOP}/{saved.pk}").cookies


def test_the_openapi_description_lists_paths_and_has_no_page_of_its_own(
    client: Client, db: None
) -> None:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()

    # Every path of it has a row in tests/web/test_table_of_the_api.py.
    assert f"{TOP}/{{key}}/revisions/{{number}}" in described["paths"]
    assert client.get("/api/v1/docs").status_code == 404


def test_the_readmes_lines_work(program: Client) -> None:
    """Send what the README's curl lines send, in their order."""
    text = README.read_text()
    plan, *_ = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    lines = re.findall(r"curl -fsS .*", text, re.MULTILINE)
    known = ""

    for line in lines:
        path = re.findall(r'"\$API(/[^"]*)"', line)[0].replace("$ID", known)
        sent = "--data-binary @plan.yaml" in line
        answer = (
            program.post(f"/api/v1{path}", plan, "application/x-www-form-urlencoded")
            if sent
            else program.get(f"/api/v1{path}")
        )
        assert answer.status_code in (200, 201), (line, answer.content)
        if "jq -r .configuration" in line:
            known = answer.json()["configuration"]

    assert len(lines) >= 4


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("signed", [False, True])
def test_a_browser_gets_a_page_where_there_is_no_page_about_the_api(
    client: Client, author: User, signed: bool
) -> None:
    visitor = signed_in(author) if signed else client

    page = visitor.get("/api/nothing/", headers={"Accept": BROWSER})
    assert (page.status_code, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    for path, accept in (
        ("/api/nothing/", "*/*"),
        ("/api/nothing/", "application/json"),
        ("/api/v1/nothing", BROWSER),
    ):
        problem = visitor.get(path, headers={"Accept": accept})
        assert problem.status_code == 404
        assert problem.headers["Content-Type"] == "application/problem+json"
