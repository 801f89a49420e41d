"""Turn the rules of gitleaks into the data that this project reads, to bring them up to date.

    scripts/credential_rules.py gitleaks.toml VERSION LICENSE

gitleaks is under the MIT licence, which the data carry with them.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "generators" / "plan" / "scalars" / "credential_rules.json"

# Rules without a shape of their own, of files, or of what is public: they find names and digests.
LEFT_OUT = {
    *("generic-api-key", "pkcs12-file", "curl-auth-header", "curl-auth-user"),
    *("kubernetes-secret-yaml", "flutterwave-public-key", "mailgun-pub-key", "lob-pub-api-key"),
    *("new-relic-user-api-id", "sumologic-access-id", "sendbird-access-id"),
}
PUBLIC = "-client-id"
# What may stand before the name of a service: a search begins at the name without it.
BEFORE = r"[\w.-]{0,50}?"
# A class in a class is one in Python one day: the bracket is escaped.
NESTED = re.compile(r"\[(\^?)\[")


def main(toml: str, version: str, license_: str) -> None:
    """Write the data; a pattern that Python cannot read ends the script."""
    rules = tomllib.loads(Path(toml).read_text())["rules"]
    wanted = [rule for rule in rules if rule["id"] not in LEFT_OUT and PUBLIC not in rule["id"]]
    data = {
        "source": "gitleaks",
        "version": version,
        "license": Path(license_).read_text(),
        "rules": [_rule(rule) for rule in wanted],
    }
    DATA.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(wanted)} of {len(rules)} rules")


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    allowed = [
        _for_python(pattern)
        for allowlist in rule.get("allowlists", ())
        for pattern in allowlist.get("regexes", ())
    ]
    return {
        "id": rule["id"],
        "keywords": rule["keywords"],
        "pattern": _for_python(rule["regex"]),
        "entropy": rule.get("entropy", 0),
        "group": rule.get("secretGroup", 0),
        "allowed": allowed,
    }


def _for_python(pattern: str) -> str:
    """Write a pattern of RE2 as Python's `re` reads it."""
    flag = "(?i)" if pattern.startswith("(?i)") else ""
    rest = NESTED.sub(r"[\1\\[", pattern.removeprefix("(?i)"))
    rest = rest.replace(BEFORE, "").replace(r"\z", r"\Z")
    while (start := rest.find("(?i)")) >= 0:
        end = _end_of_group(rest, start)
        rest = f"{rest[:start]}(?i:{rest[start + 4 : end]}){rest[end:]}"
    re.compile(flag + rest, re.ASCII)
    return flag + rest


def _end_of_group(pattern: str, start: int) -> int:
    """Find where the group ends in which a position stands; a flag holds until there."""
    depth, position, in_class = 0, start + 4, False
    while position < len(pattern):
        sign = pattern[position]
        if sign == "\\":
            position += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            depth += 1
        elif sign == ")":
            if not depth:
                return position
            depth -= 1
        elif sign == "|" and not depth:
            raise ValueError(f"a flag before an alternative: {pattern}")
        position += 1
    return position


if __name__ == "__main__":
    main(*sys.argv[1:])
