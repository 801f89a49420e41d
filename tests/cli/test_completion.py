"""Completion, asked of the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cli.commands import SUMMARIES
from cli.main import main

PROGRAM = "skillflaw-configurator"


def script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Write the completion script of a shell, where the shell is installed."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    assert main(["completion", shell]) == 0
    path = tmp_path / f"completion.{shell}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def answers(*command: str) -> set[str]:
    """Run a shell; return the first word of each line that it prints."""
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    return {line.split()[0] for line in ended.stdout.splitlines() if line}


CASES = [
    ("", {*SUMMARIES}),
    ("va", {"validate"}),
    ("validate --co", {"--coverage"}),
    ("validate --format ", {"text", "json", "sarif"}),
    ("completion ", {"bash", "zsh", "fish"}),
    ("generate --u", {"--update"}),
]


@pytest.mark.parametrize(("typed", "offered"), CASES)
def test_bash_completes(
    typed: str, offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("bash", tmp_path, capsys)
    words = [PROGRAM, *typed.split(" ")]
    code = f"""
        source {path}
        compopt() {{ :; }}
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)}) COMP_CWORD={len(words) - 1}
        _skillflaw_configurator
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """

    assert answers("bash", "-euc", code) - {"--help", "--version"} == offered


@pytest.mark.parametrize(("typed", "offered"), CASES)
def test_fish_completes(
    typed: str, offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("fish", tmp_path, capsys)

    code = f"source {path}; complete -C '{PROGRAM} {typed}'"

    assert answers("fish", "--no-config", "-c", code) == offered


def test_zsh_takes_the_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("zsh", tmp_path, capsys)

    code = f"autoload -Uz compinit; compinit -u -D; source {path}; print ${{_comps[{PROGRAM}]}}"

    assert answers("zsh", "-fc", code) == {"_skillflaw_configurator"}


def test_shellcheck_has_nothing_to_say_of_the_bash_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script("bash", tmp_path, capsys)
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")

    subprocess.run(["shellcheck", "--shell=bash", str(path)], check=True)
