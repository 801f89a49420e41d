"""The command that creates each Secret, for those who do not use the script."""

from __future__ import annotations

from generators.documents.commands import Commands
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry

# The command reads a value from its standard input, so that no command line ever holds one.
TYPED = "--from-env-file=/dev/stdin"


def create_command(commands: Commands, secret: RequiredSecret) -> str:
    """Write the command; where it reads what is typed, a comment says which lines."""
    create = f"{commands.kubectl} create secret generic {secret.name}"
    if any("\n" in entry.template for entry in secret.entries):
        return f"# {secret.name}: use the script, because its values depend on each other."
    if secret.type == "kubernetes.io/tls":
        return _certificate(commands, secret)
    if secret.further:
        return _open(create, secret)
    if len(secret.entries) > 1:
        return _typed(create, secret)
    return _single(create, secret, secret.entries[0])


def _certificate(commands: Commands, secret: RequiredSecret) -> str:
    files = f"-keyout {secret.name}.key -out {secret.name}.crt"
    generated = secret.entries[0].command.replace("-keyout - -out -", files)
    use = f"--cert={secret.name}.crt --key={secret.name}.key"
    create = f"{commands.kubectl} create secret tls {secret.name} {use}"
    return f"{generated}\n{create}" if generated else create


def _typed(create: str, secret: RequiredSecret) -> str:
    lines = "".join(f"#   {_line(entry)}\n" for entry in secret.entries)
    count = "these lines" if len(secret.entries) > 1 else "this line"
    return f"# It reads {count}, then Ctrl-D:\n{lines}{create} {TYPED}"


def _open(create: str, secret: RequiredSecret) -> str:
    """Write the command for a Secret with keys that the bundle does not know."""
    if secret.further == "files":
        return f"# One --from-file for each file:\n{create} --from-file=NAME=PATH"
    known = "".join(f"#   {_line(entry)}\n" for entry in secret.entries)
    return (
        "# It reads a line NAME=value for each variable, then Ctrl-D:\n"
        f"{known}#   NAME=...\n{create} {TYPED}"
    )


def _single(create: str, secret: RequiredSecret, entry: SecretEntry) -> str:
    if entry.command and not entry.template:
        return f"{entry.command} |\n  {create} --from-file={entry.key}=/dev/stdin"
    if entry.from_file:
        kind = "" if secret.type == "Opaque" else f"--type={secret.type} "
        return f"{create} {kind}--from-file={entry.key}"
    return _typed(create, secret)


def _line(entry: SecretEntry) -> str:
    return f"{entry.key}={entry.template or '...'}"
