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
        "Turn on strictPrefixMatching in Traefik's kubernetesIngress provider. Its default "
        "matches by characters, so /api also matches /apis.",
        ("ingress.controller",),
        ("routing.api",),
    )
    yield Note(
        "manual",
        "Traefik's entry point stops reading a request after 60 seconds "
        "(transport.respondingTimeouts.readTimeout). Raise it above the slowest upload you "
        "accept. It is static configuration.",
        ("ingress.controller", "ingress.timeoutSeconds"),
        ("routing.api",),
    )
    yield Note(
        "limit",
        "Traefik can limit a request body only if it buffers it, which breaks streaming. Traefik "
        f"does not enforce {plan.ingress.max_body_size}; the backend's own upload limit applies.",
        ("ingress.controller", "ingress.maxBodySize"),
        ("routing.api",),
    )
