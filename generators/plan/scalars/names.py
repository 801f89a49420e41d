"""Names in Kubernetes, dates, and words for people."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator
from pydantic import BeforeValidator

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_SUBDOMAIN = re.compile(rf"{_LABEL.pattern}(?:\.{_LABEL.pattern})*")
_SECRET_KEY = re.compile(r"[-._a-zA-Z0-9]+")
_SETTING = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DRIVER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Controls other than newline and tab, halves of a character, and what Unicode calls no character.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Controls, marks of direction and joiners, line and paragraph separators.
_ACTS_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}

LONGEST_LABEL = 63
LONGEST_NAME = 253
LONGEST_BUNDLE_NAME = 40
LONGEST_TEXT = 2000
OLDEST_MINOR = 27


def _dns_name(text: str, pattern: re.Pattern[str], longest: int, allowed: str) -> str:
    if len(text) > longest:
        raise ValueError(
            f"{shown(text)} has {len(text)} characters; at most {longest} are allowed."
        )
    if pattern.fullmatch(text):
        return text
    separators = "." if pattern is _SUBDOMAIN else ""
    guess = re.sub(rf"[^a-z0-9{separators}]+", "-", text.lower()).strip("-.")
    hint = f" Write {guess}." if pattern.fullmatch(guess) else ""
    raise ValueError(
        f"{shown(text)} is not a valid name. Use only {allowed}, with a letter or digit at both "
        f"ends.{hint}"
    )


def dns_label(text: str) -> str:
    """Check a DNS label of RFC 1123, at most 63 characters."""
    return _dns_name(text, _LABEL, LONGEST_LABEL, "lowercase letters, digits and hyphens")


def bundle_name(text: str) -> str:
    """Check the name of a bundle: a DNS label, short enough to put words behind it."""
    return _dns_name(text, _LABEL, LONGEST_BUNDLE_NAME, "lowercase letters, digits and hyphens")


def dns_subdomain(text: str) -> str:
    """Check a name as most Kubernetes objects bear it: DNS labels with dots between them."""
    return _dns_name(text, _SUBDOMAIN, LONGEST_NAME, "lowercase letters, digits, hyphens and dots")


def driver_name(text: str) -> str:
    """Check the name of a storage driver as a StorageClass has it: `efs.csi.aws.com`, `a.io/b`."""
    name = text.strip(" ")
    domain, slash, last = name.rpartition("/")
    fits = len(last) <= LONGEST_LABEL and _DRIVER.fullmatch(last)
    if not fits or (slash and (len(domain) > LONGEST_NAME or not _SUBDOMAIN.fullmatch(domain))):
        raise ValueError(
            f"{shown(text)} is not the name of a storage driver. Write the provisioner of the "
            "StorageClass, such as efs.csi.aws.com."
        )
    return name


def secret_key(text: str) -> str:
    """Check a key of a Secret or ConfigMap."""
    if len(text) > LONGEST_NAME:
        raise ValueError(f"{shown(text)} has more than {LONGEST_NAME} characters. Shorten it.")
    if not _SECRET_KEY.fullmatch(text) or text in (".", ".."):
        raise ValueError(
            f"{shown(text)} is not a valid Secret key. Use only letters, digits, “-”, “_” and “.”."
        )
    return text


def setting_name(text: str) -> str:
    """Check the name of an environment variable."""
    if len(text) <= LONGEST_NAME and _SETTING.fullmatch(text):
        return text
    guess = re.sub(r"[^A-Z0-9_]+", "_", text.upper()).strip("_")
    hint = f" Write {guess}." if len(guess) <= LONGEST_NAME and _SETTING.fullmatch(guess) else ""
    raise ValueError(
        f"{shown(text)} is not a valid environment variable name. Use only letters, digits and "
        f"“_”, and no digit first.{hint}"
    )


def _as_written(value: object) -> object:
    """Give a number back as it was written, so that `1.30` in a file is not 1.3."""
    if isinstance(value, bool):
        return value
    return str(getattr(value, "text", value)) if isinstance(value, int | float) else value


def kubernetes_minor(text: str) -> str:
    """Check a minor version of Kubernetes, from 1.27."""
    match = re.fullmatch(r"\s*[vV]?([0-9]{1,3})\.([0-9]{1,3})(?:[.+-].{0,60})?\s*", text)
    if not match:
        raise ValueError(f"{shown(text)} is not a Kubernetes version. Write one such as 1.36.")
    major, minor = int(match[1]), int(match[2])
    version = f"{major}.{minor}"
    if major == 1 and minor < 10:  # noqa: PLR2004 - 1.3 is what a reader makes of 1.30
        raise ValueError(f"{shown(text)} is too old. If 1.{minor}0 is meant, put it in quotes.")
    if (major, minor) < (1, OLDEST_MINOR):
        raise ValueError(f"{shown(text)} is too old. Bundles support 1.{OLDEST_MINOR} and later.")
    if major > 1:
        raise ValueError(f"{shown(text)} is not a Kubernetes version. Write one such as 1.36.")
    if text != version:
        raise ValueError(f"{shown(text)} contains more than the minor version. Write {version}.")
    return text


def minor_of(version: str) -> int:
    """Return the 30 of 1.30."""
    return int(version.partition(".")[2])


def iso_date(text: str) -> str:
    """Check a date written YYYY-MM-DD that exists."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a date. Write YYYY-MM-DD, such as 2026-10-01.")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{shown(text)} is not in the calendar. Check the month and day."
        ) from None
    return text


def date_of(text: str) -> date:
    """Return the date that was written YYYY-MM-DD."""
    return date.fromisoformat(text)


def text(value: str) -> str:
    """Check words for people: at most 2,000 characters, none of them a control character.

    Line ends become a newline, because browsers send a carriage return with each.
    """
    words = value.replace("\r\n", "\n")
    if len(words) > LONGEST_TEXT:
        raise ValueError(
            f"The text has {len(words)} characters; at most {LONGEST_TEXT} are allowed."
        )
    if match := _UNPRINTABLE.search(words):
        raise ValueError(
            f"Character {match.start() + 1} is the control character U+{ord(match[0]):04X}. "
            "Remove it."
        )
    return words


def one_line(value: str) -> str:
    """Check words in one line: no line break, tab, or character that acts without being seen."""
    words = text(value)
    for position, character in enumerate(words, 1):
        if category(character) in _ACTS_UNSEEN:
            raise ValueError(
                f"Character {position} is U+{ord(character):04X}, which breaks the line or is not "
                "visible. Take it out."
            )
    return words


DnsLabel = Annotated[str, AfterValidator(dns_label)]
OptionalDnsLabel = Annotated[str, AfterValidator(or_empty(dns_label))]
BundleName = Annotated[str, AfterValidator(bundle_name)]
DnsSubdomain = Annotated[str, AfterValidator(dns_subdomain)]
OptionalDnsSubdomain = Annotated[str, AfterValidator(or_empty(dns_subdomain))]
SecretKey = Annotated[str, AfterValidator(secret_key)]
OptionalSecretKey = Annotated[str, AfterValidator(or_empty(secret_key))]
SettingName = Annotated[str, AfterValidator(setting_name)]
OptionalSettingName = Annotated[str, AfterValidator(or_empty(setting_name))]
KubernetesMinor = Annotated[str, BeforeValidator(_as_written), AfterValidator(kubernetes_minor)]
IsoDate = Annotated[str, AfterValidator(iso_date)]
OptionalIsoDate = Annotated[str, AfterValidator(or_empty(iso_date))]
Text = Annotated[str, AfterValidator(text)]
Line = Annotated[str, AfterValidator(one_line)]
OptionalDriverName = Annotated[str, AfterValidator(or_empty(driver_name))]
