"""What looks like a credential is found; what only speaks of one is left alone.

The credentials are put together here, so that no scanner of repositories takes them for real.
"""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.plan.scalars import credential_in
from generators.plan.scalars import secret_name
from generators.plan.scalars import shown

LETTERS = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9"
JWT = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.{LETTERS}"

FOUND = {
    "postgresql://app:hunter2@db.acme.com:5432/app": "a password in a URL",
    "redis://:hunter2@cache:6379/0": "a password in a URL",
    "postgresql+psycopg://app:p%40ss@db/app?sslmode=require": "a password in a URL",
    "//app:hunter2@db.acme.com": "a password in a URL",
    "app:hunter2@db.acme.com:5432": "a password in a URL",
    "See https://jane:hunter2@git.acme.com/plans.git for more": "a password in a URL",
    "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE": "a private key",
    "-----BEGIN " + "PRIVATE KEY-----": "a private key",
    "-----BEGIN " + "OPENSSH PRIVATE KEY-----": "a private key",
    "sk-" + LETTERS: "an API key",
    "sk-proj-" + LETTERS: "an API key",
    "sk-ant-api03-" + LETTERS: "an API key",
    "AKIA" + "ABCDEFGHIJKLMNOP": "an API key",
    "AIza" + LETTERS + "12345678": "an API key",
    "hf_" + LETTERS: "an API key",
    "ghp_" + LETTERS: "a token",
    "github_pat_" + LETTERS: "a token",
    "glpat-" + LETTERS: "a token",
    "xoxb-" + "1234567890-abcdef": "a token",
    "skfc_" + LETTERS: "a token",
    "whsec_" + LETTERS: "a token",
    "See https://plans.acme.com/s/" + "Ab_-" * 10 + "Abc/": "a sharing link",
    JWT: "a token",
    "Authorization: Bearer " + LETTERS: "a token",
    "host=db user=app password=hunter2 dbname=app": "a password",
    "https://db.acme.com/?user=app&password=hunter2": "a password",
    "PGPASSWORD=hunter2": "a password",
    "password: hunter2": "a password",
    'passwd: "hunter2!"': "a password",
    "api_key=abcdef123456": "an API key",
    "client-secret: 8f3a9b2c": "an API key",
    "token=abcdef123456": "a token",
    "token: abcdef123456": "a token",
}

LEFT_ALONE = [
    "",
    "sha256:" + "0123456789abcdef" * 4,
    "ghcr.io/cwinux/skillflaw_backend:1.4.2@sha256:" + "0123456789abcdef" * 4,
    "8f14e45f-ceea-467f-a0e6-1f6a1d1c5b1a",
    "skillflaw.cluster-abc123.eu-west-1.rds.amazonaws.com",
    "registry.acme.com:5000/team/app:1.2",
    "https://git.acme.com/platform/plans.git",
    "git@github.com:acme/plans.git",
    "ssh://git@github.com/acme/plans.git",
    "s3://acme-backups/skillflaw?region=eu-west-1",
    "mailto:jane@acme.com",
    "Owner:jane@acme.com",
    "jane@acme.com",
    "postgresql://app:$(PASSWORD)@db/app",
    "postgresql://app:${DB_PASSWORD}@db/app",
    "postgresql://app:<password>@db/app",
    "postgresql://app:***@db/app",
    "-----BEGIN CERTIFICATE-----\nMIIE",
    "-----BEGIN PUBLIC KEY-----",
    "We rotated the database password and the API token.",
    "The new password: rotated by the platform team",
    "token: see the vault",
    "Secret: skillflaw-database-2",
    "The API key lives in the Secret skillflaw-openai, key OPENAI_API_KEY",
    "password=$(DB_PASSWORD)",
    "password=/run/secrets/db",
    "max_token=5000",
    "tokens=120",
    "sk-learn-pipelines-in-production-2",
    "task-force-for-the-new-platform-2026",
    "AKIA",
    "at 10:30@night",
    "15 2 * * *",
]


@pytest.mark.parametrize(("text", "kind"), FOUND.items())
def test_a_credential_is_named_by_its_kind(text: str, kind: str) -> None:
    assert credential_in(text) == kind


@pytest.mark.parametrize("text", FOUND)
def test_a_credential_is_found_among_words(text: str) -> None:
    assert credential_in(f"Rolled out on Monday.\n{text}") or "@" in text


@pytest.mark.parametrize("text", FOUND)
def test_a_credential_is_never_shown(text: str) -> None:
    assert shown(text) == "The value"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_credential_is_left_alone(text: str) -> None:
    assert credential_in(text) is None


@pytest.mark.parametrize(
    "name",
    [
        *("OPENAI_API_KEY", "DB_PASSWORD", "X_TOKEN", "CLIENT_SECRET", "SECRET_KEY", "PASSWORD"),
        *("SKILLFLAW_SUPERUSER_PASSWORD", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY_2", "TOKEN"),
        *("openaiApiKey", "LANGFUSE_SECRET_KEY", "SMTP_PASS", "GOOGLE_APPLICATION_CREDENTIALS"),
    ],
)
def test_a_setting_that_holds_a_secret_is_known_by_its_name(name: str) -> None:
    assert secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("SKILLFLAW_SECRET_KEY_FILE", "MAX_TOKENS", "TOKENIZERS_PARALLELISM", "X_TOKEN_LIMIT"),
        *("DB_PASSWORD_FILE", "API_KEY_PATH", "SORT_KEY", "PWD", "PAD_TOKEN", "KEY", "LOG_LEVEL"),
        *("SKILLFLAW_API_KEY_SOURCE", "BYPASS", "COMPASS_URL", "MONKEY", "", "_", "2"),
    ],
)
def test_other_settings_are_not(name: str) -> None:
    assert not secret_name(name)


def test_a_long_value_is_shown_in_part() -> None:
    assert shown("a" * 100) == f"“{'a' * 60}…”"


def test_invisible_characters_are_shown() -> None:
    assert shown("a\u202eb\x00") == "“a\\u202eb\\u0000”"


SLOW = ("//a:", "pwd:", "pwd:1a", "token:", "password ", "eyJ", "a:b@", "-----BEGIN ", "api_key: ")


@pytest.mark.parametrize("piece", SLOW)
def test_four_times_the_text_takes_four_times_the_time(piece: str) -> None:
    small, large = (_least_time(piece * (size // len(piece))) for size in (20_000, 80_000))

    assert large < 10 * small


def _least_time(text: str) -> float:
    def once() -> float:
        started = process_time()
        credential_in(text)
        return process_time() - started

    return min(once() for _ in range(5))


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert credential_in(text) is None or shown(text) == "The value"
