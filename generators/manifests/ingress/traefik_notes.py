"""What Traefik is taken to be, and what it leaves to its own static configuration."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.part import Note
from generators.plan import Plan


def traefik_notes(plan: Plan) -> Iterator[Note]:
    """Say what to check on the running Traefik."""
    yield Note(
        "assumed",
        "Traefik's entry points are called web and websecure, as its Helm chart names them, and "
        "its kubernetescrd provider is on, which middlewares need.",
        ("ingress.controller",),
    )
    yield Note(
        "manual",
        "Turn strictPrefixMatching on in Traefik's kubernetesIngress provider: by default it "
        "compares characters, so that /api also catches /apis.",
        ("ingress.controller",),
        ("routing.api",),
    )
    yield Note(
        "manual",
        "Reading a request ends after 60 seconds at Traefik's entry point "
        "(transport.respondingTimeouts.readTimeout). Raise it above the slowest upload you accept; "
        "it is static configuration.",
        ("ingress.controller", "ingress.timeoutSeconds"),
        ("routing.api",),
    )
    yield Note(
        "limit",
        "Traefik can bound a body only by reading the whole of it first, which would stop streams; "
        f"the edge does not enforce {plan.ingress.max_body_size}, the backend's own upload limit "
        "does.",
        ("ingress.controller", "ingress.maxBodySize"),
        ("routing.api",),
    )
