"""Secrets of further variables and volumes, made by each provider's script and templates."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import generators
from generators.layout import laid_out
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.cluster_plans import CHANGES
from tests.cluster_plans import ENVIRONMENT
from tests.cluster_plans import PARTS

# It says that all but the Secrets of this test are there, and writes down what it is given.
KUBECTL = """\
#!/bin/sh
case "$1 $2" in
"config current-context") echo here ;;
"get namespace") echo namespace/skillflaw ;;
"get secret")
  case $3 in
  model-keys | tool-tokens | skillflaw-role) ;;
  *) echo "secret/$3" ;;
  esac
  ;;
create*) cat >>"$OUT" ;;
esac
"""
ANSWERS = "sk-one\nsk-two\nSEARCH_TOKEN\nt-1\nMAPS_TOKEN\nt 2\n\n"


def script(plan: Plan, folder: Path) -> Path:
    """Write the script that creates Secrets, and the kubectl that it finds, into a folder."""
    (file,) = [file for file in laid_out(plan).files if file.path == "scripts/create-secrets.sh"]
    (folder / "kubectl").write_text(KUBECTL)
    (folder / "kubectl").chmod(0o755)
    (folder / "script.sh").write_text(str(file.content))
    return folder / "script.sh"


def created(plan: Plan, folder: Path, answers: str) -> dict[str, dict[str, str]]:
    """Run the script with these answers, and return the values of each Secret that it made."""
    variables = {"PATH": f"{folder}:{os.environ['PATH']}", "OUT": str(folder / "out")}
    command = ["sh", str(script(plan, folder))]
    subprocess.run(
        command, input=answers, env=variables, text=True, check=True, capture_output=True
    )
    made = map(json.loads, (folder / "out").read_text().splitlines())
    return {
        secret["metadata"]["name"]: {
            key: base64.b64decode(value).decode() for key, value in secret["data"].items()
        }
        for secret in made
    }


def test_the_script_asks_for_named_keys_and_then_for_each_key_of_a_whole_secret(
    tmp_path: Path,
) -> None:
    made = created(revised(recommended(), ENVIRONMENT), tmp_path, ANSWERS)

    assert made["model-keys"] == {"openai": "sk-one", "anthropic": "sk-two"}
    assert made["tool-tokens"] == {"SEARCH_TOKEN": "t-1", "MAPS_TOKEN": "t 2"}


def test_a_password_that_a_url_would_have_to_escape_is_stored_as_it_is(tmp_path: Path) -> None:
    made = created(revised(recommended(), PARTS), tmp_path, "app\np@ss/w:rd%41\n")

    assert made["skillflaw-role"] == {"user": "app", "secret-word": "p@ss/w:rd%41"}


@pytest.mark.parametrize("name", ["sealed-secrets", "sops"])
def test_a_template_has_a_place_for_keys_that_the_bundle_does_not_know(name: str) -> None:
    plan = revised(recommended(), CHANGES[name])
    files = {file.filename: file for file in laid_out(plan).files if "scripts/secrets" in file.path}
    template = files["tool-tokens.yaml"].content[0]
    named = files["model-keys.yaml"].content[0]

    assert isinstance(template, dict)
    assert isinstance(named, dict)
    assert template["stringData"] == {"REPLACE-ME": "REPLACE-ME"}
    assert set(named["stringData"]) == {"openai", "anthropic"}


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
def test_shellcheck_finds_nothing_in_the_longer_scripts(tmp_path: Path) -> None:
    plan = revised(recommended(), CHANGES["inside"] | {"scaling.helperLimits": False})
    for file in laid_out(plan).files:
        if file.path in ("scripts/create-secrets.sh", "scripts/preflight.sh"):
            (tmp_path / file.filename).write_text(str(file.content))
            command = ["shellcheck", "-s", "sh", str(tmp_path / file.filename)]
            subprocess.run(command, check=True)


def test_the_runbook_rotates_further_secrets_and_the_readme_says_how_they_come() -> None:
    bundle = generators.bundle(revised(recommended(), CHANGES["outside"]))

    assert "Further variables and files" in bundle.file("RUNBOOK.md").text
    assert "`model-keys`, `tool-tokens`" in bundle.file("RUNBOOK.md").text
    assert "a key for each variable" in bundle.file("README.md").text
