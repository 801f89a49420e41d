"""The identifier of a request: the same in the answer, in the log and on the error page."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.test import Client

from configurator.config import logs
from configurator.config.request_id import AddRequestId
from configurator.views import guide

IDENTIFIER = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a visitor of a site whose guide fails."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("The guide is gone")

    monkeypatch.setattr(guide, "render", fail)
    return Client(raise_request_exception=False)


def test_an_error_page_names_the_request_that_the_log_has(
    db: None, failing: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(AddRequestId())

    answer = failing.get("/guide/")

    identifier = answer.headers["X-Request-ID"]
    (record,) = [record for record in caplog.records if record.exc_info]
    assert answer.status_code == 500
    assert IDENTIFIER.fullmatch(identifier)
    assert f"<code>{identifier}</code>" in answer.content.decode()
    assert getattr(record, "request_id", None) == identifier


@pytest.mark.parametrize(
    ("behind_proxy", "given", "taken"),
    [
        (True, "7f1c-0a.b:2_9", True),
        (False, "7f1c-0a.b:2_9", False),
        (True, "short", False),
        (True, "x" * 65, False),
        (True, "two words\tand more", False),
        (True, "12345678\n", False),
    ],
)
def test_only_a_proxy_may_name_a_request(
    client: Client, settings: Any, behind_proxy: bool, given: str, taken: bool
) -> None:
    settings.BEHIND_PROXY = behind_proxy

    answered = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert (answered == given) is taken
    assert taken or IDENTIFIER.fullmatch(answered)


def test_a_json_line_holds_neither_a_query_nor_a_token() -> None:
    factory = dict(logs.FORMATTERS["json"])
    assert factory.pop("()") == "pythonjsonlogger.json.JsonFormatter"
    from pythonjsonlogger.json import JsonFormatter

    record = logging.makeLogRecord(
        {"msg": "Not Found: %s", "args": ("/s/x/",), "request": "<GET '/s/x/?q=secret'>"}
    )
    AddRequestId().filter(record)
    line = json.loads(JsonFormatter(**factory).format(record))

    assert set(line) == {"level", "logger", "message", "request_id", "time"}
    assert line["message"] == "Not Found: /s/x/"


def test_an_unknown_form_of_logs_ends_the_start() -> None:
    with pytest.raises(SystemExit, match="LOG_FORMAT must be text or json"):
        logs.logging_settings("xml", "INFO")
