"""Names, versions, dates and words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter
from pydantic import ValidationError

from generators.plan.scalars import KubernetesMinor
from generators.plan.scalars import OptionalDnsLabel
from generators.plan.scalars import date_of
from generators.plan.scalars import minor_of
from generators.plan.scalars.names import bundle_name
from generators.plan.scalars.names import dns_label
from generators.plan.scalars.names import dns_subdomain
from generators.plan.scalars.names import iso_date
from generators.plan.scalars.names import kubernetes_minor
from generators.plan.scalars.names import secret_key
from generators.plan.scalars.names import setting_name
from generators.plan.scalars.names import text
from generators.yaml.builder import WrittenFloat


@pytest.mark.parametrize("name", ["a", "0", "skillflaw", "a-b", "a--b", "x" * 63, "1e3", "2024"])
def test_a_dns_label_is_taken_as_it_is(name: str) -> None:
    assert dns_label(name) == name


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Skill_Flaw", "skill-flaw"),
        ("-web", "web"),
        ("web-", "web"),
        ("a.b", "a-b"),
        ("a b", "a-b"),
        ("prod\n", "prod"),
    ],
)
def test_the_right_spelling_of_a_label_is_offered(name: str, right: str) -> None:
    with pytest.raises(ValueError, match=rf"Write {right}\.$"):
        dns_label(name)


@pytest.mark.parametrize("name", ["", "-", "---", "é", "日本", "١"])
def test_where_there_is_none_nothing_is_offered(name: str) -> None:
    with pytest.raises(ValueError, match=r"at both ends\.$"):
        dns_label(name)


def test_names_are_as_long_as_kubernetes_allows() -> None:
    assert dns_subdomain("a" * 253)
    assert bundle_name("a" * 40)
    for parse, longest in ((dns_label, 63), (bundle_name, 40), (dns_subdomain, 253)):
        with pytest.raises(ValueError, match=f"has {longest + 1} .* at most {longest} "):
            parse("a" * (longest + 1))


@pytest.mark.parametrize("name", ["a.b", "skillflaw-database", "1.2.3"])
def test_names_of_objects_have_dots(name: str) -> None:
    assert dns_subdomain(name) == name


@pytest.mark.parametrize("name", ["a..b", ".a", "a.", "A.b", "a.-b", "a/b", ""])
def test_dots_stand_between_labels(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid name"):
        dns_subdomain(name)


@pytest.mark.parametrize("key", ["ca.crt", "SKILLFLAW_DATABASE_URL", ".env", "...", "a-b"])
def test_a_key_of_a_secret_may_be_a_file_name(key: str) -> None:
    assert secret_key(key) == key


@pytest.mark.parametrize("key", ["", ".", "..", "a/b", "a b", "é", "x" * 254])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"is not a valid Secret key|has more than"):
        secret_key(key)


def test_settings_are_named_like_variables() -> None:
    assert setting_name("SKILLFLAW_LOG_LEVEL") == "SKILLFLAW_LOG_LEVEL"
    with pytest.raises(ValueError, match=r"Write LOG_LEVEL\."):
        setting_name("log-level")
    with pytest.raises(ValueError, match=r"no digit first\.$"):
        setting_name("2FAST")


@pytest.mark.parametrize(
    "written", ["1.30", WrittenFloat("1.30"), "1.27", "1.36", WrittenFloat("1.27"), 1.36]
)
def test_a_version_is_read_as_it_was_written(written: Any) -> None:
    version = TypeAdapter(KubernetesMinor).validate_python(written)

    assert version == getattr(written, "text", str(written))
    assert minor_of(version) == int(version[2:])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("v1.30", "Write 1.30"),
        ("1.30.2", "Write 1.30"),
        ("1.31.1-gke.100", "Write 1.31"),
        ("v1.30.2+k3s1", "Write 1.30"),
        (" 1.30", "Write 1.30"),
        ("1.26", "Bundles support 1.27 and later"),
        ("1.3", "If 1.30 is meant, put it in quotes"),
        ("2.30", "Write one such as"),
        ("latest", "Write one such as"),
        ("", "Write one such as"),
        ("1", "Write one such as"),
    ],
)
def test_other_versions_are_refused_with_a_hint(written: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        kubernetes_minor(written)


@pytest.mark.parametrize("written", [True, None, [], {}])
def test_what_is_no_version_at_all_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(KubernetesMinor).validate_python(written)


def test_a_date_is_a_day_in_the_calendar() -> None:
    assert date_of(iso_date("2028-02-29")) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "20261001",
        "2026-W40-4",
        "1.10.2026",
        "",
        "٢٠٢٦-10-01",
    ],
)
def test_other_days_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"Write YYYY-MM-DD|not in the calendar"):
        iso_date(written)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yes",
        "1e3",
        ": #",
        "a\nb\tc",
        "“quoted”",
        "😀",
        "\u200f",
        "\u202e",
        "  kept  ",
        "x" * 2000,
    ],
)
def test_words_stay_as_they_are(words: str) -> None:
    assert text(words) == words


def test_a_browsers_line_ends_become_newlines() -> None:
    assert text("a\r\nb") == "a\nb"


@pytest.mark.parametrize("words", ["\x00", "a\x1bb", "\r", "\x7f", "\x85", "\ud800", "\uffff"])
def test_control_characters_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"Character \d is the control character U\+"):
        text(words)


def test_a_novel_is_refused() -> None:
    with pytest.raises(ValueError, match="has 2001 characters; at most 2000"):
        text("x" * 2001)


def test_what_is_not_given_is_empty() -> None:
    label = TypeAdapter(OptionalDnsLabel)

    assert label.validate_python("") == ""
    assert label.validate_python("prod") == "prod"
    with pytest.raises(ValidationError):
        label.validate_python(" ")
