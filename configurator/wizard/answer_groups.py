"""The questions of the page *Your answers*, grouped as people think."""

from __future__ import annotations

from dataclasses import dataclass

HOSTS = ("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs")
DOMAIN = "answers.domain"
FIRST_INSTALL = "answers.firstInstall"


@dataclass(frozen=True)
class Group:
    """Questions that belong together for the people who answer them, by path."""

    title: str
    paths: tuple[str, ...]


# Asked where no preset has decided it.
SHAPE = Group(
    "What runs, and who runs it",
    (
        "topology.pattern",
        "topology.docs",
        "database.mode",
        "redis.mode",
        "ingress.controller",
        "tls.mode",
    ),
)
GROUPS: tuple[Group, ...] = (
    Group("Name", ("metadata.name",)),
    Group(
        "Release",
        (
            FIRST_INSTALL,
            "release.previousBackendTag",
            "answers.backendImage",
            "answers.frontendImage",
            "answers.docsImage",
        ),
    ),
    Group(
        "Hostnames and ingress",
        (
            DOMAIN,
            *HOSTS,
            "ingress.implementation",
            "ingress.className",
            "ingress.gateway.name",
            "ingress.gateway.namespace",
            "ingress.controllerNamespace",
            "tls.issuer.name",
        ),
    ),
    Group("Database", ("database.host",)),
    Group("Redis", ("redis.host",)),
    Group("Storage", ("storage.storageClass", "storage.claimName")),
)
