from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent.parent.parent
PROVIDER = {
    "OIDC_ISSUER": "https://id.acme.com/realms/acme",
    "OIDC_CLIENT_ID": "configurator",
    "OIDC_CLIENT_SECRET": "known-to-both",
}


def started(
    *code: str, variables: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run some code in a fresh process that has these settings."""
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_PATH": str(folder / "db.sqlite3")}
    return subprocess.run(
        [sys.executable, *code],
        cwd=TOP,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "messages"),
    [
        (
            {"PASSWORDS": "off", "EMAIL_HOST": "mail.acme.com"},
            ["PASSWORDS=off requires single sign-on", "EMAIL_HOST requires EMAIL_FROM"],
        ),
        (PROVIDER | {"OIDC_CLIENT_SECRET": ""}, ["set OIDC_CLIENT_SECRET too"]),
        (PROVIDER | {"OIDC_ISSUER": "http://id.acme.com"}, ["OIDC_ISSUER must be"]),
        ({"EMAIL_PORT": "smtp"}, ["EMAIL_PORT must be a port"]),
    ],
    ids=["no provider, no sender", "half a provider", "plain http", "no port"],
)
def test_settings_that_contradict_each_other_stop_the_start(
    environment: dict[str, str], messages: list[str], tmp_path: Path
) -> None:
    done = started("manage.py", "migrate", variables=environment, folder=tmp_path)

    assert done.returncode == 1
    assert all(message in done.stderr for message in messages)
    assert "Traceback" not in done.stderr


ONLY = """
import django; django.setup()
from django.core.management import call_command
call_command("check", fail_level="WARNING")
from django.test import Client
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
page = client.get("/account/login/").content.decode()
assert "Sign in with Acme ID" in page, page
assert "password" not in page.lower(), page
for path in ("signup", "password/reset", "email", "password/change"):
    assert client.get(f"/account/{path}/").status_code == 404, path
assert client.post("/account/login/", {"login": "a", "password": "b"}).status_code == 403
from configurator.models import User
client.force_login(User.objects.create_user("ada", "ada@acme.example"))
for path in ("/account/", "/account/3rdparty/", "/account/logout/", "/"):
    assert client.get(path).status_code == 200, path
print("done")
"""


def test_without_passwords_single_sign_on_is_all_there_is(
    database_file: Path, tmp_path: Path
) -> None:
    email = {"EMAIL_HOST": "mail.acme.com", "EMAIL_FROM": "c@acme.com"}
    environment = PROVIDER | email | {"PASSWORDS": "off", "OIDC_NAME": "Acme ID"}
    environment["DATABASE_PATH"] = str(database_file)
    environment["DJANGO_SETTINGS_MODULE"] = "configurator.settings"

    done = started("-c", ONLY, variables=environment, folder=tmp_path)

    assert done.stdout.endswith("done\n"), done.stderr
