"""The promises of the files that install, check and ship the project."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import generators
from tests.kubernetes_yaml import documents

TOP = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Return the versions a lock file pins."""
    return dict(PIN.findall((TOP / "requirements" / lock).read_text()))


def wanted(requirements: str) -> set[str]:
    """Return the packages a requirements file names."""
    lines = (TOP / "requirements" / requirements).read_text().splitlines()
    return {re.split(r"[^a-z0-9-]", line.lower())[0] for line in lines if line[:1].isalpha()}


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_every_requirement_is_pinned_by_its_lock_file(name: str) -> None:
    assert wanted(f"{name}.in") <= set(pins(f"{name}.txt"))


@pytest.mark.parametrize("lock", ["runtime.txt", "test.txt", "sbom.txt", "opentelemetry.txt"])
def test_every_pin_carries_its_hashes(lock: str) -> None:
    text = (TOP / "requirements" / lock).read_text()
    entries = re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:]

    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", ["runtime.txt", "test.txt", "sbom.txt", "opentelemetry.txt"])
def test_a_lock_file_names_no_package_index(lock: str) -> None:
    text = (TOP / "requirements" / lock).read_text()

    assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_the_tests_run_what_is_shipped() -> None:
    tested = pins("test.txt")

    assert {name: tested[name] for name in pins("runtime.txt")} == pins("runtime.txt")


def test_make_alone_lists_what_can_be_made() -> None:
    listed = subprocess.run(
        ["make"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    ).stdout

    for target in ("install", "run", "test", "lint", "types", "benchmark", "golden", "image"):
        assert re.search(rf"^make {target} +\w", listed, re.MULTILINE)


def test_the_gate_is_make_test_and_nothing_else() -> None:
    commands = (TOP / ".ci" / "run").read_text().splitlines()

    assert commands[-1] == "exec make test"
    assert os.access(TOP / ".ci" / "run", os.X_OK)


def serve(port: str) -> subprocess.CompletedProcess[str]:
    """Try to serve on a port, which the caller makes sure is refused."""
    return subprocess.run(
        [sys.executable, "scripts/serve.py", port],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_in_one_line(port: str) -> None:
    assert serve(port).stderr == f"{port} is not a port: PORT=8000 is one.\n"


def test_a_port_that_is_taken_is_refused_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert serve(str(port)).stderr == (
            f"Port {port} is taken: choose another, or leave PORT out.\n"
        )


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    user = re.findall(r"^USER (.*)$", (TOP / "Dockerfile").read_text(), re.MULTILINE)[-1]

    assert all(part.isdecimal() and int(part) > 0 for part in user.split(":"))


def test_the_base_of_the_image_is_pinned_by_digest() -> None:
    (base,) = re.findall(r"^ARG BASE=(\S+)$", (TOP / "Dockerfile").read_text(), re.MULTILINE)

    assert re.fullmatch(r"\S+:\S+@sha256:[0-9a-f]{64}", base)


def test_the_image_is_given_all_that_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+)", (TOP / "Dockerfile").read_text(), re.MULTILINE)
    given = re.findall(r"^!(\S+)", (TOP / ".dockerignore").read_text(), re.MULTILINE)

    assert set(copied) == set(given)


def test_every_ignored_lint_rule_has_its_reason() -> None:
    text = (TOP / "pyproject.toml").read_text().partition("\nignore = [")[2]
    ignored = re.findall(r'^    "[A-Z]+\d*",(.*)$', text, re.MULTILINE)

    assert ignored
    assert all(re.fullmatch(r" +# \S.*", rest) for rest in ignored)


def test_a_warning_fails_the_tests() -> None:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]

    assert settings["filterwarnings"] == ["error"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e3", 1000.0),
        ("0o17", 15),
        ("017", 15),
        ("0x1F", 31),
        ("yes", True),
        ("off", False),
        ("~", None),
        ("2026-11-23", "2026-11-23"),
        ("1:30", "1:30"),
        ("1.5Gi", "1.5Gi"),
        ("''", ""),
    ],
)
def test_yaml_is_read_as_kubernetes_reads_it(text: str, value: object) -> None:
    assert documents(f"key: {text}") == [{"key": value}]


def test_the_readmes_plan_makes_a_bundle() -> None:
    plan, environments = re.findall(
        r"```yaml\n(.*?)```", (TOP / "README.md").read_text(), re.DOTALL
    )

    assert generators.bundle(generators.read(plan.encode())).name == "acme-production"
    file = generators.read_plan_file((plan + environments).encode())
    assert generators.bundle_of(file).file("overlays/staging/kustomization.yaml").text
