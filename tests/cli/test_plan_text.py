"""A plan file in which choices change, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

import generators
from cli.plan_text import edited

HEAD = """\
# Who is on call: platform@acme.com
apiVersion: skillflaw-configurator/v1
kind: DeploymentPlan
metadata: {name: acme}

spec:
"""


def changed(body: str, changes: dict[str, Any], environment: str = "") -> str | None:
    """Change choices of a plan file whose head is given; return its text below the head."""
    source = (HEAD + body).encode()
    wanted = generators.read_plan_file(source).revised(environment, changes)
    text = edited(source, wanted)
    if text is None:
        return None
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "changes", "expected"),
    [
        # a value with its comment
        (
            "  redis:\n    mode: none   # for now\n",
            {"redis.mode": "external"},
            "  redis:\n    mode: external   # for now\n",
        ),
        # in quotes, with a # inside
        (
            '  release: # a\n    change: "a # b" # c\n',
            {"release.change": "d: e"},
            '  release: # a\n    change: "d: e" # c\n',
        ),
        # a quoted key, and a value without quotes that has a # inside
        (
            "  release:\n    'change': a#b\n",
            {"release.change": "c"},
            "  release:\n    'change': c\n",
        ),
        # in a mapping on one line
        (
            "  redis: {mode: none, tls: true} # later\n",
            {"redis.mode": "external"},
            "  redis: {mode: external, tls: true} # later\n",
        ),
        # a further key in a mapping on one line
        (
            "  redis: {tls: true} # later\n",
            {"redis.mode": "none"},
            "  redis: {tls: true, mode: none} # later\n",
        ),
        # a further key in a group
        (
            "  redis:\n    # encrypted\n    tls: true\n",
            {"redis.mode": "none"},
            "  redis:\n    mode: none\n    # encrypted\n    tls: true\n",
        ),
        # a further group in a topic
        (
            "  scaling:\n    spread: zone\n",
            {"scaling.backend.workers": 2},
            "  scaling:\n    backend:\n      workers: 2\n    spread: zone\n",
        ),
        # a list on one line
        (
            "  redis:\n    cidrs: [10.0.0.0/8] # office\n",
            {"redis.cidrs": ["10.0.0.0/8", "192.168.0.0/16"]},
            '  redis:\n    cidrs: ["10.0.0.0/8", "192.168.0.0/16"] # office\n',
        ),
    ],
)
def test_a_choice_changes_and_nothing_else(
    body: str, changes: dict[str, Any], expected: str
) -> None:
    assert changed(body, changes) == expected


@pytest.mark.parametrize(
    ("body", "changes", "expected"),
    [
        # on the line below its key
        (
            "  redis:\n    db:\n      1   # one\n    # end\n",
            {"redis.db": 2},
            "  redis:\n    db:\n      2   # one\n    # end\n",
        ),
        # in a mapping on several lines, with comments
        (
            "  redis: {\n    db: 1, # one\n    tls: true # two\n  } # end\n",
            {"redis.db": 2, "redis.mode": "none"},
            "  redis: {\n    db: 2, # one\n    tls: true, mode: none # two\n  } # end\n",
        ),
        # in a text of several lines
        (
            "  release:\n    change: >\n      two\n      lines\n    # end\n    firstInstall: no\n",
            {"release.change": "one"},
            "  release:\n    change: one\n    # end\n    firstInstall: no\n",
        ),
        # into empty braces
        ("  redis: {} # a\n", {"redis.mode": "none"}, "  redis: {mode: none} # a\n"),
        # below a list with comments between its items
        (
            "  redis:\n    cidrs:\n    # office\n    - 10.0.0.0/8 # a\n    # home\n    db: 1\n",
            {"redis.db": 2},
            "  redis:\n    cidrs:\n    # office\n    - 10.0.0.0/8 # a\n    # home\n    db: 2\n",
        ),
    ],
)
def test_a_value_on_other_lines_changes_and_nothing_else(
    body: str, changes: dict[str, Any], expected: str
) -> None:
    assert changed(body, changes) == expected


def test_a_further_key_has_the_line_ends_of_the_file() -> None:
    source = (HEAD + "  redis:\n    db: 1 # a\n").replace("\n", "\r\n").encode()
    wanted = generators.read_plan_file(source).revised("", {"redis.mode": "none"})

    text = edited(source, wanted)

    assert text is not None
    assert text.count("\n") == text.count("\r\n")
    assert "    mode: none\r\n    db: 1 # a\r\n" in text


def test_an_environment_gets_its_own_choice() -> None:
    body = "  redis: {mode: none}\nenvironments:\n  # first\n  staging:\n    redis:\n      db: 1\n"

    assert changed(body, {"redis.db": 2}, "staging") == body.replace("db: 1", "db: 2")


def test_windows_line_ends_stay() -> None:
    source = (HEAD + "  redis:\n    db: 1 # a\n").replace("\n", "\r\n").encode()
    wanted = generators.read_plan_file(source).revised("", {"redis.db": 2})

    assert edited(source, wanted) == source.decode().replace("db: 1", "db: 2")


def test_a_list_on_several_lines_is_left_to_the_caller() -> None:
    body = "  redis:\n    cidrs:\n    - 10.0.0.0/8\n"

    assert changed(body, {"redis.cidrs": ["192.168.0.0/16"]}) is None
