"""The shell script that makes Secrets: values come from chance or from people, and go by a pipe."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from shlex import quote

from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.secrets.functions import FUNCTIONS
from generators.manifests.secrets.functions import NEXT_KEY
from generators.manifests.secrets.placeholders import asked
from generators.manifests.secrets.placeholders import filled
from generators.manifests.secrets.placeholders import generated
from generators.manifests.secrets.placeholders import is_url
from generators.plan import Plan


def script(
    plan: Plan, secrets: Sequence[RequiredSecret], *, about: str, usage: str, sink: str, checks: str
) -> str:
    """Write the script; ``sink`` defines ``deliver`` and ``present``, ``checks`` is run first.

    ``printf`` is part of the shell, so no value stands on a command line that another user of the
    machine could see.
    """
    missing = [secret for secret in secrets if not secret.made_by]
    parts = (
        f"#!/bin/sh\n# {about}\n# Usage: {usage}\nset -eu\n",
        f"namespace={quote(plan.release.namespace)}\n",
        FUNCTIONS,
        *((NEXT_KEY,) if any(secret.further for secret in missing) else ()),
        sink,
        _tools(missing) + checks,
        *(_block(secret) for secret in missing),
        _farewell(plan),
    )
    return "\n".join(parts)


def script_choices(secrets: Iterable[RequiredSecret]) -> tuple[str, ...]:
    """Name the choices that a script with all Secrets is made from."""
    known = (choice for secret in secrets for choice in secret.choices)
    return tuple(dict.fromkeys(("secrets.provider", "release.namespace", *known)))


def _tools(missing: list[RequiredSecret]) -> str:
    if not any(map(_self_signed, missing)):
        return ""
    return "command -v openssl >/dev/null || fail 'openssl is not installed'\n"


def _self_signed(secret: RequiredSecret) -> bool:
    """Tell whether one command makes a certificate and its key."""
    return secret.type == "kubernetes.io/tls" and bool(secret.entries[0].command)


def _block(secret: RequiredSecret) -> str:
    name = quote(secret.name)
    body = _certificate(secret) if _self_signed(secret) else _values(secret)
    lines = (
        f"if present {name}; then",
        f"  say {quote(f'{secret.name} exists already.')}",
        "else",
        f"  say {quote(f'{secret.name}: {secret.purpose}')}",
        "  data=",
        *(f"  {line}" for line in body),
        f"  manifest {name} {quote(secret.type)} | deliver {name}",
        "fi",
    )
    return "\n".join(lines) + "\n"


def _certificate(secret: RequiredSecret) -> list[str]:
    """Write the lines that make a certificate and its key with one command."""
    certificate, key = secret.entries
    return [
        f"pem=$({certificate.command})",
        _add(certificate, "printf '%s\\n' \"$pem\" | openssl x509 | coded"),
        _add(key, "printf '%s\\n' \"$pem\" | openssl pkey | coded"),
    ]


def _values(secret: RequiredSecret) -> list[str]:
    """Write the lines that make, or ask for, every value, and then add each key."""
    lines: list[str] = []
    for placeholder in generated(secret):
        lines += ["generate", f"{placeholder.lower()}=$made"]
    for placeholder in asked(secret):
        lines += [_question(secret, placeholder), f"{placeholder.lower()}=$answer"]
    for entry in secret.entries:
        lines += _entry(entry)
    return lines + _further(secret)


def _further(secret: RequiredSecret) -> list[str]:
    """Write the lines that ask for keys that the bundle does not know, where there may be any."""
    if not secret.further:
        return []
    one = {"variables": "variable", "files": "file"}[secret.further]
    value = (
        ['ask_hidden "value of $key"', "printf '%s' \"$answer\" | coded"]
        if secret.further == "variables"
        else ['ask_file "file to store as $key"', 'coded <"$answer"']
    )
    return [
        f"say {quote(f'Enter the name of each {one}; an empty name ends the list.')}",
        "while next_key; do",
        f"  {value[0]}",
        f'  add "$key" "$({value[1]})"',
        "done",
    ]


def _question(secret: RequiredSecret, placeholder: str) -> str:
    words = "user name" if placeholder == "USER" else placeholder.replace("_", " ").lower()
    function = "ask" if placeholder == "USER" else "ask_hidden"
    return f"{function} {quote(f'{words} for {secret.name}')}"


def _entry(entry: SecretEntry) -> list[str]:
    """Write the lines that add one key."""
    if entry.template:
        return [_add(entry, f"printf '%s' {_word(entry)} | coded")]
    if entry.command:
        return ["generate", _add(entry, "printf '%s' \"$made\" | coded")]
    if entry.from_file:
        question = f"file with: {_lowered(entry.holds)}"
        return [f"ask_file {quote(question)}", _add(entry, 'coded <"$answer"')]
    return [
        f"ask_hidden {quote(_lowered(entry.holds))}",
        _add(entry, "printf '%s' \"$answer\" | coded"),
    ]


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _word(entry: SecretEntry) -> str:
    """Write a template as one shell word with a variable for each placeholder.

    What people type is escaped in a URL; what is generated needs no escape.
    """
    escaped = is_url(entry) and not entry.command

    def variable(placeholder: str) -> str:
        value = f"${placeholder.lower()}"
        return f'\'"$(encode "{value}")"\'' if escaped else f"'\"{value}\"'"

    # Quoted first: a placeholder has no sign in it that quoting would change.
    return filled(f"'{entry.template}'", variable).replace("''", "")


def _add(entry: SecretEntry, source: str) -> str:
    return f'add {quote(entry.key)} "$({source})"'


def _farewell(plan: Plan) -> str:
    account, key = plan.secrets.superuser, plan.secrets.key_file
    template = f"'{{{{index .data \\\"{account.password_key}\\\" | base64decode}}}}'"
    return (
        f'say "Store a copy of the key in the Secret {key.name} in a safe place."\n'
        'say "To print the first password from the cluster:"\n'
        f'say "  kubectl get secret {account.name} --namespace $namespace '
        f'-o go-template={template}"\n'
    )
