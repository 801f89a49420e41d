"""The smoke test, run against servers that are right and servers that only look so."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest

from generators.manifests.operations.smoke_test import smoke_test
from generators.manifests.part import Manifest
from generators.plan.presets import recommended
from generators.plan.serialization import revised

pytestmark = pytest.mark.slow  # all of it together

Answer = tuple[int, str, str]
Server = Callable[[str, str, str], Answer | None]

FLOW = 'triage "é'
PAGE = "<!doctype html><title>SkillFlaw</title>"
JSON = "application/json"
REFUSED = (403, JSON, '{"detail":"An API key must be passed as query or header"}')
RAN = '{"session_id":"s","outputs":[{"inputs":{},"outputs":[{"results":{"text":"Hello"}}]}]}'
ANSWERED = '{"object":"response","error":null,"output":[{"type":"message"}]}'
STARTED = 'event: message\ndata: {"id":1,"result":{"protocolVersion":"2025-03-26"}}\n\n'
TOOLS = 'event: message\ndata: {"id":2,"result":{"tools":[]}}\n\n'

needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


def right(path: str, key: str, body: str) -> Answer:
    """Answer as SkillFlaw behind a well-made edge does."""
    where, _, query = path.partition("?")
    if where.startswith("/api/"):
        return _api(where.removeprefix("/api/v1/"), query, key, body)
    if where == "/health":
        return 200, JSON, '{"status":"ok"}'
    if where in ("/", "/chat") or where.startswith("/flow/"):
        return 200, "text/html", PAGE
    return 404, "text/plain", "404 page not found"


def _api(where: str, query: str, key: str, body: str) -> Answer:
    request = json.loads(body) if body.startswith("{") else {}
    if where.startswith("run/") and unquote(where[4:]) == FLOW and request["input_value"]:
        ran = '{"event": "end", "data": {}}' if "stream" in query else RAN
        return (200, JSON, ran) if key == "good" else REFUSED
    if where == "responses" and request["model"] == FLOW:
        return (200, JSON, ANSWERED) if key == "good" else REFUSED
    if where == "mcp/streamable":
        reply = {"initialize": STARTED, "tools/list": TOOLS}.get(request["method"], "")
        return (200, "text/event-stream", reply) if key == "good" else REFUSED
    if where == "auto_login":
        return 403, JSON, '{"detail":"off"}'
    return 404, JSON, '{"detail":"Not Found"}'


@contextmanager
def served(wrong: Server) -> Iterator[str]:
    """Serve on loopback: what ``wrong`` answers, and the right answer where it has none."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            key = self.headers.get("x-api-key") or ""
            status, kind, text = wrong(self.path, key, body) or right(self.path, key, body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def do_POST(self) -> None:
            self.do_GET()

        def do_HEAD(self) -> None:
            """Answer as the backend does: its MCP endpoint needs no key for HEAD."""
            closed = wrong(self.path, "HEAD", "")
            self.send_response(closed[0] if closed else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def outcome(tmp_path: Path, wrong: Server, **settings: str) -> tuple[int, dict[str, str]]:
    """Run the script; give its exit code and what it found of each check."""
    script = tmp_path / "smoke-test.sh"
    script.write_text(next(iter(smoke_test(recommended()).config_maps[0].files.values())))
    with served(wrong) as url:
        urls = dict.fromkeys(("API_URL", "UI_URL", "DOCS_URL", "BACKEND_URL"), url)
        variables = {"FLOW": FLOW, "API_KEY": "good\n", "RESPONSES": "true", "MCP": "true"}
        environment = {
            "PATH": os.environ["PATH"],
            "PUBLIC": "true",
            **urls,
            **variables,
            **settings,
        }
        done = subprocess.run(
            ["sh", str(script)], env=environment, capture_output=True, text=True, check=False
        )
    (tmp_path / "said").write_text(done.stdout)
    rows = [line for line in done.stdout.splitlines() if line[45:49] in ("pass", "skip", "FAIL")]
    return done.returncode, {row[:44].strip(): row[45:49] for row in rows}


def failures(results: dict[str, str]) -> set[str]:
    """Name the checks that failed."""
    return {check for check, what in results.items() if what == "FAIL"}


def nothing(path: str, key: str, body: str) -> Answer | None:
    """Leave every answer right."""
    return None


@needs_curl
def test_a_right_server_passes(tmp_path: Path) -> None:
    code, results = outcome(tmp_path, nothing)

    assert failures(results) == set()
    assert code == 0
    assert {"api: the flow runs", "mcp: tools/list", "docs: / is a page"} <= results.keys()


@needs_curl
def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "api-key").write_text("good\n")

    code, results = outcome(tmp_path, nothing, API_KEY="", SECRETS=str(tmp_path))

    assert (code, results["api: the flow runs"]) == (0, "pass")


@needs_curl
@pytest.mark.parametrize(
    ("wrong", "caught"),
    [
        (
            lambda path, *_: (200, "text/html", PAGE) if path.startswith("/api") else None,
            {"api: a missing API path is a JSON 404", "api: the flow runs"},
        ),
        (
            lambda path, *_: (
                (200, JSON, '{"error":{"code":"flow_not_found"}}') if "responses" in path else None
            ),
            {"api: the OpenAI-compatible responses"},
        ),
        (
            lambda path, *_: (
                (200, JSON, '{"session_id":"s","outputs":[]}') if "/run/" in path else None
            ),
            {"api: the flow runs", "api: a run without a key is refused"},
        ),
        (
            lambda path, *_: (501, JSON, '{"detail":"disabled"}') if path == "/logs" else None,
            {"api: /logs is not public"},
        ),
        (
            lambda path, *_: (
                (200, "text/event-stream", "data: x\n\n") if path == "/logs-stream" else None
            ),
            {"api: /logs-stream is not public"},
        ),
        (
            lambda path, *_: (200, JSON, '{"access_token":"x"}') if "auto_login" in path else None,
            {"api: automatic login is off"},
        ),
        (
            lambda path, *_: (404, "text/plain", "no") if path == "/chat" else None,
            {"ui: /chat has its fallback"},
        ),
    ],
)
def test_a_server_that_only_looks_right_is_caught(
    tmp_path: Path, wrong: Server, caught: set[str]
) -> None:
    code, results = outcome(tmp_path, wrong)

    assert code == 1
    assert caught <= failures(results)


def without_mcp(path: str, *_: str) -> Answer | None:
    return (403, "text/plain", "Forbidden") if "/mcp" in path else None


def with_a_key_alone(path: str, key: str, _body: str) -> Answer | None:
    return (405, JSON, "{}") if "/mcp" in path and key == "HEAD" else None


@needs_curl
@pytest.mark.parametrize("answer", [nothing, with_a_key_alone])
def test_mcp_that_answers_although_it_is_not_exposed_fails(tmp_path: Path, answer: Server) -> None:
    code, results = outcome(tmp_path, answer, MCP="")

    assert (code, failures(results)) == (1, {"api: MCP is not exposed"})


@needs_curl
def test_mcp_that_the_route_refuses_passes(tmp_path: Path) -> None:
    code, results = outcome(tmp_path, without_mcp, MCP="")

    assert (code, results["api: MCP is not exposed"]) == (0, "pass")


@needs_curl
def test_the_last_line_says_that_no_flow_ran(tmp_path: Path) -> None:
    outcome(tmp_path, without_mcp, API_KEY="", MCP="")
    incomplete = (tmp_path / "said").read_text()
    outcome(tmp_path, nothing)

    assert "INCOMPLETE: no flow ran" in incomplete.splitlines()[-1]
    assert re.search(r"0 of \d+ checks failed, [1-9]\d* skipped", incomplete)
    assert "INCOMPLETE" not in (tmp_path / "said").read_text()


@needs_curl
def test_a_page_on_the_api_is_not_taken_for_an_automatic_login(tmp_path: Path) -> None:
    def page(path: str, *_: str) -> Answer | None:
        return (200, "text/html", PAGE) if path.startswith("/api") else None

    outcome(tmp_path, page)
    row = re.search("^api: automatic login.*$", (tmp_path / "said").read_text(), re.MULTILINE)

    assert row
    assert "/api does not reach the backend" in row[0]


@needs_curl
def test_what_is_not_given_is_skipped_and_not_passed(tmp_path: Path) -> None:
    _, results = outcome(tmp_path, without_mcp, API_KEY="", MCP="", UI_URL="", DOCS_URL="")

    assert results["api: the flow runs"] == "skip"
    assert results["api: MCP is not exposed"] == "pass"
    assert results["ui: pages and sign-in"] == "skip"


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize("name", ["smoke-test.sh", "preflight.sh"])
def test_shellcheck_finds_nothing_to_say(name: str) -> None:
    scripts = Path(__file__).parents[2] / "generators/manifests/operations/files"

    subprocess.run(["shellcheck", "-s", "sh", str(scripts / name)], check=True)


def pod(changes: dict[str, Any]) -> Manifest:
    """Return the Job's pod."""
    content = smoke_test(revised(recommended(), changes)).files[0].content
    assert isinstance(content, tuple)
    spec: Manifest = content[1]["spec"]["template"]["spec"]
    return spec


def environment(changes: dict[str, Any]) -> dict[str, Manifest]:
    """Map each variable of the Job's container to its entry."""
    return {entry["name"]: entry for entry in pod(changes)["containers"][0]["env"]}


def test_the_job_reads_the_key_from_a_file_that_need_not_be_there() -> None:
    secret = next(volume["secret"] for volume in pod({})["volumes"] if volume["name"] == "secrets")

    assert secret["optional"] is True
    assert secret["items"] == [{"key": "api-key", "path": "api-key"}]
    assert not any("valueFrom" in entry for entry in environment({}).values())


def test_only_what_the_plan_exposes_is_asked_for() -> None:
    bare = environment({"topology.responsesApi": False, "tls.hsts": False})

    assert {"RESPONSES", "MCP", "UI_URL", "UI_USER", "DOCS_URL", "HSTS"}.isdisjoint(bare)


def test_a_flow_that_looks_like_a_variable_stays_text() -> None:
    assert environment({"operations.smokeFlow": "$(API_KEY)"})["FLOW"]["value"] == "$$(API_KEY)"


def test_without_a_hostname_the_service_is_asked_and_nothing_public_is_looked_for() -> None:
    inside = environment({"ingress.hosts.api": ""})

    assert inside["API_URL"]["value"] == "http://skillflaw-backend:7860"
    assert "PUBLIC" not in inside
