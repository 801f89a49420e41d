"""The program itself: which command, which exit code, and what it imports for that."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from io import TextIOWrapper
from pathlib import Path

import pytest

import generators
from cli.commands import SUMMARIES
from cli.main import main
from generators.plan import recommended
from tests.source import TOP


def exit_code(*arguments: str) -> int:
    """Return the exit code, wherever the program ends."""
    try:
        return main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)


def test_every_command_has_its_line_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    modules = {path.stem for path in (TOP / "cli/commands").glob("[!_]*.py")}

    assert exit_code("--help") == 0

    text = capsys.readouterr().out
    assert set(SUMMARIES) == modules
    assert all(f"  {name:<11} {summary}\n" in text for name, summary in SUMMARIES.items())


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code() == 0
    assert "commands:" in capsys.readouterr().out


@pytest.mark.parametrize("name", SUMMARIES)
def test_the_help_of_a_command_has_an_example_in_100_columns(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(name, "--help") == 0

    text = capsys.readouterr().out
    assert f"  skillflaw-configurator {name}" in text or f"configurator {name} " in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_version_names_the_generator_and_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == 0
    assert capsys.readouterr().out == (
        f"skillflaw-configurator {generators.VERSION}, production guide of {generators.GUIDE}\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [("validte", "plan.yaml"), ("validate",), ("validate", "p", "--format", "xml"), ("--format",)],
)
def test_wrong_arguments_end_with_3(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*arguments) == 3
    assert "--help" in capsys.readouterr().err


def test_wrong_arguments_end_manage_py_with_3_as_well() -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "validate"],
        capture_output=True,
        text=True,
        check=False,
        cwd=TOP,
    )

    assert ended.returncode == 3
    assert "required: PLAN" in ended.stderr


def test_a_misspelled_command_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code("validte")

    assert "Did you mean validate?" in capsys.readouterr().err


def modules_after(arguments: list[str]) -> set[str]:
    """Run the program in a process of its own, and return the modules that it imported."""
    code = (
        "import sys\nfrom cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP
    )
    return set(ended.stderr.split())


def test_the_help_reads_no_rules_and_no_models() -> None:
    loaded = modules_after(["--help"])

    assert "cli.main" in loaded
    assert not loaded & {"generators", "pydantic", "yaml", "cli.commands.validate"}


def test_validating_needs_neither_templates_nor_other_commands(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(generators.plan_yaml(recommended()), encoding="utf-8")

    loaded = modules_after(["validate", str(plan)])

    assert "cli.commands.validate" in loaded
    assert not loaded & {"jinja2", "django", "cli.commands.generate", "cli.folder"}


def test_a_reader_who_leaves_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "cli", "rules"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=TOP,
        )

    assert (ended.returncode, ended.stderr) == (141, "")


class Interrupted(BytesIO):
    """Standard input, at which somebody presses Ctrl-C."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise KeyboardInterrupt


def test_ctrl_c_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(Interrupted()))

    assert exit_code("validate", "-") == 130
    assert capsys.readouterr() == ("", "")
