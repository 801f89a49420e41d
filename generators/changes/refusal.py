"""A field that the API server refuses to change, and the commands that get around it."""

from __future__ import annotations

from dataclasses import dataclass

from generators.manifests.part import Manifest


@dataclass(frozen=True)
class Refusal:
    """A field that cannot change, why, and what to do instead; ``commands`` are of a shell."""

    field: str
    why: str
    instead: str
    commands: tuple[str, ...] = ()


def delete(entry: Manifest, *options: str) -> str:
    metadata = entry["metadata"]
    words = [kubectl(entry), "delete", entry["kind"].lower(), metadata["name"], *options]
    return " ".join(words)


def kubectl(entry: Manifest) -> str:
    namespace = entry["metadata"].get("namespace")
    return f"kubectl -n {namespace}" if namespace else "kubectl"
