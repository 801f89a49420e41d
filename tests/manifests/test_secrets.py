"""Secrets: which have to exist, and what makes them. Never a value in a file."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generators.manifests.part import File
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.secrets import required_secrets
from generators.manifests.secrets import secrets
from generators.manifests.secrets.placeholders import filled
from generators.manifests.secrets.placeholders import placeholders
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import BRANCHES
from tests.plans import IN_CLUSTER
from tests.plans import OPERATOR
from tests.plans import REDIS

STORE = {"secrets.provider": "external-secrets", "secrets.store.name": "vault"}
INSIDE = {**IN_CLUSTER, **REDIS, "redis.monitoring": True}

STUB = """\
#!/bin/sh
echo "$*" >>"$STUB_LOG"
case "$1 $2" in
"config current-context") echo here ;;
"get namespace") echo namespace/skillflaw ;;
"get secret") [ "$3" != "$STUB_PRESENT" ] || echo "secret/$3" ;;
create*) cat >>"$STUB_OUT" ;;
esac
"""


def external_secret(plan: Plan, name: str) -> Any:
    """Return the specification of one ExternalSecret."""
    file = next(
        candidate for candidate in secrets(plan).files if candidate.filename == f"{name}.yaml"
    )
    assert isinstance(file.content, tuple)
    return file.content[0]["spec"]


def script(plan: Plan) -> File:
    """Return the script that makes the Secrets."""
    return next(file for file in secrets(plan).files if file.path.endswith("-secrets.sh"))


def run(
    plan: Plan, folder: Path, answers: str, present: str = "", argument: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the script with a kubectl that writes down what it is asked and given."""
    (folder / "kubectl").write_text(STUB)
    (folder / "kubectl").chmod(0o755)
    (folder / "script.sh").write_text(str(script(plan).content))
    variables = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "STUB_LOG": str(folder / "log"),
        "STUB_OUT": str(folder / "out"),
        "STUB_PRESENT": present,
    }
    command = ["sh", str(folder / "script.sh"), *([argument] if argument else [])]
    return subprocess.run(
        command, input=answers, env=variables, text=True, capture_output=True, check=False
    )


def created(folder: Path) -> dict[str, dict[str, str]]:
    """Return the decoded values of every Secret that reached kubectl."""
    lines = (folder / "out").read_text().splitlines()
    made = [json.loads(line) for line in lines]
    return {
        manifest["metadata"]["name"]: {
            key: base64.b64decode(value).decode() for key, value in manifest["data"].items()
        }
        for manifest in made
    }


def test_the_list_begins_with_the_key_and_the_first_account() -> None:
    names = [secret.name for secret in required_secrets(recommended())]

    assert names[:3] == ["skillflaw-secret-key", "skillflaw-superuser", "skillflaw-database"]


def test_no_secret_is_listed_twice() -> None:
    for changes in BRANCHES.values():
        names = [secret.name for secret in required_secrets(revised(recommended(), changes))]
        assert len(names) == len(set(names))


def test_the_pull_secret_is_listed_where_the_registry_asks_for_one() -> None:
    plan = revised(recommended(), {"release.imagePullSecret": "regcred"})

    (secret,) = [secret for secret in required_secrets(plan) if secret.name == "regcred"]
    assert secret.type == "kubernetes.io/dockerconfigjson"


def test_a_url_template_escapes_what_the_store_holds() -> None:
    spec = external_secret(revised(recommended(), STORE), "skillflaw-database")

    url = spec["target"]["template"]["data"]["SKILLFLAW_DATABASE_URL"]
    escaped = '{{ index . "password" | urlquery | replace "+" "%20" }}'
    assert f":{escaped}@" in url
    assert [entry["secretKey"] for entry in spec["data"]] == ["user", "password"]


def test_an_external_secret_is_read_when_it_changes_and_kept_when_the_store_forgets() -> None:
    spec = external_secret(revised(recommended(), STORE), "skillflaw-secret-key")

    assert spec["refreshPolicy"] == "OnChange"
    assert spec["target"]["deletionPolicy"] == "Retain"
    assert "template" not in spec["target"]


def test_the_path_in_the_store_comes_before_the_name() -> None:
    plan = revised(recommended(), STORE | {"secrets.remotePath": "platform/skillflaw/"})
    (data,) = external_secret(plan, "skillflaw-secret-key")["data"]

    key = "platform/skillflaw/skillflaw-secret-key"
    assert data["remoteRef"] == {"key": key, "property": "secret_key"}


def test_a_store_without_a_name_raises_nothing() -> None:
    plan = revised(recommended(), STORE | {"secrets.store.name": ""})

    reference = external_secret(plan, "skillflaw-secret-key")["secretStoreRef"]
    assert reference == {"kind": "ClusterSecretStore"}


def test_what_an_operator_makes_is_not_asked_of_the_store() -> None:
    names = {file.filename for file in secrets(revised(recommended(), OPERATOR | STORE)).files}

    assert "postgres-backup.yaml" in names
    assert not names & {"postgres-app.yaml", "postgres-ca.yaml"}


@pytest.mark.parametrize("provider", ["sealed-secrets", "sops"])
def test_templates_hold_placeholders_and_no_value(provider: str) -> None:
    plan = revised(recommended(), INSIDE | {"secrets.provider": provider})
    files = [file for file in secrets(plan).files if file.path.startswith("scripts/secrets/")]

    assert len(files) == len([secret for secret in required_secrets(plan) if not secret.made_by])
    for file in files:
        assert isinstance(file.content, tuple)
        for value in file.content[0]["stringData"].values():
            assert "PASSWORD" in value or value in ("REPLACE-ME", "USER")


def test_a_database_called_user_is_no_placeholder() -> None:
    entry = SecretEntry("k", "", "postgresql://USER:PASSWORD@h:5432/USER?sslmode=require")

    assert placeholders(entry) == ("USER", "PASSWORD")
    assert filled(entry.template, str.lower).endswith("user:password@h:5432/USER?sslmode=require")


@pytest.mark.parametrize("provider", ["existing", "sealed-secrets", "sops"])
@pytest.mark.parametrize("stores", [{}, INSIDE, OPERATOR])
def test_the_script_is_shell_that_a_linter_has_nothing_against(
    provider: str, stores: dict[str, Any], tmp_path: Path
) -> None:
    plan = revised(recommended(), stores | {"secrets.provider": provider})
    path = tmp_path / "script.sh"
    path.write_text(str(script(plan).content))
    linter = [shutil.which("shellcheck") or "sh", *([] if shutil.which("shellcheck") else ["-n"])]

    done = subprocess.run([*linter, path], capture_output=True, text=True, check=False)

    assert done.stdout + done.stderr == ""
    assert script(plan).executable


def test_the_script_makes_values_that_the_servers_accept(tmp_path: Path) -> None:
    done = run(revised(recommended(), INSIDE), tmp_path, "ada\n")

    assert done.returncode == 0, done.stderr
    made = created(tmp_path)
    assert len(base64.urlsafe_b64decode(made["skillflaw-secret-key"]["secret_key"] + "=")) == 32
    password = made["skillflaw-database"]["password"]
    assert (
        f"//skillflaw:{password}@postgres:5432/"
        in made["skillflaw-database"]["SKILLFLAW_DATABASE_URL"]
    )
    assert made["postgres-tls"]["tls.crt"].startswith("-----BEGIN CERTIFICATE-----")
    assert made["postgres-tls"]["tls.key"].startswith("-----BEGIN PRIVATE KEY-----")


def test_the_users_of_redis_have_the_password_of_the_url(tmp_path: Path) -> None:
    run(revised(recommended(), INSIDE), tmp_path, "ada\n")

    cache = created(tmp_path)["skillflaw-cache"]
    (password,) = re.findall(r"redis://skillflaw:(.+)@cache:6379/0", cache["SKILLFLAW_REDIS_URL"])
    assert f"user skillflaw on >{password} " in cache["users.acl"]
    (exporter,) = json.loads(cache["exporter.json"]).values()
    assert f"user exporter on >{exporter} " in cache["users.acl"]


def test_what_people_type_is_escaped_and_on_no_command_line(tmp_path: Path) -> None:
    plan = revised(recommended(), {"database.sslMode": "require", "redis.mode": "none"})
    plan = revised(plan, {"database.monitoring": False})

    run(plan, tmp_path, "ada\nthe@app\np/w: %\n")

    url = created(tmp_path)["skillflaw-database"]["SKILLFLAW_DATABASE_URL"]
    assert "postgresql://%74%68%65%40%61%70%70:%70%2f%77%3a%20%25@" in url
    assert "p/w" not in (tmp_path / "log").read_text()


def test_a_secret_that_is_there_is_left_alone(tmp_path: Path) -> None:
    done = run(revised(recommended(), INSIDE), tmp_path, "ada\n", present="skillflaw-secret-key")

    assert "skillflaw-secret-key exists already." in done.stderr
    assert "skillflaw-secret-key" not in created(tmp_path)


@pytest.mark.parametrize(("provider", "tool"), [("sealed-secrets", "kubeseal"), ("sops", "sops")])
def test_what_is_committed_goes_through_the_tool_and_is_made_once(
    provider: str, tool: str, tmp_path: Path
) -> None:
    plan = revised(recommended(), INSIDE | {"secrets.provider": provider})
    (tmp_path / tool).write_text("#!/bin/sh\necho sealed\ncat >/dev/null\n")
    (tmp_path / tool).chmod(0o755)
    folder = tmp_path / "sealed"

    first = run(plan, tmp_path, "ada\n", argument=str(folder))
    again = run(plan, tmp_path, "", argument=str(folder))

    assert (first.returncode, again.returncode) == (0, 0)
    names = {f"{secret.name}.yaml" for secret in required_secrets(plan) if not secret.made_by}
    assert {path.name for path in folder.iterdir()} == names
    assert {path.read_text() for path in folder.iterdir()} == {"sealed\n"}


def test_a_script_that_nobody_answers_stops(tmp_path: Path) -> None:
    done = run(recommended(), tmp_path, "")

    assert done.returncode == 1
    assert "no input" in done.stderr


def test_commands_in_the_list_print_a_fresh_value() -> None:
    key = required_secrets(recommended())[0].entries[0]

    first, second = (
        subprocess.run(["sh", "-c", key.command], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )

    assert first != second
    assert len(base64.urlsafe_b64decode(first + "=")) == 32


def test_a_required_secret_names_no_value() -> None:
    for secret in required_secrets(revised(recommended(), INSIDE)):
        assert isinstance(secret, RequiredSecret)
        assert all(entry.holds for entry in secret.entries)


@pytest.mark.parametrize("provider", ["existing", "external-secrets", "sealed-secrets", "sops"])
def test_one_secret_may_serve_two_purposes_with_a_key_for_each(provider: str) -> None:
    name = recommended().secrets.key_file.name
    plan = revised(recommended(), {"secrets.superuser.name": name, "secrets.provider": provider})

    (both,) = [secret for secret in required_secrets(plan) if secret.name == name]

    assert [entry.key for entry in both.entries] == ["secret_key", "username", "password"]
    assert len({file.path for file in secrets(plan).files}) == len(secrets(plan).files)
