"""The production guide in our own words: 52 statements in twelve sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

GUIDE = "https://docs.skillflaw.com/deployment-prod-best-practices"

SECTIONS: Mapping[str, str] = {
    "topology": "Run only the components that you need",
    "state": "Move state out of the pods before you scale",
    "scaling": "Scale each tier by its own drivers",
    "postgres": "Operate PostgreSQL as a core service",
    "redis": "Decide the limits of Redis explicitly",
    "routing": "Route each path to its service",
    "security": "Protect secrets and restrict networks",
    "validation": "Test what users do",
    "delivery": "Do not mix published images and own builds",
    "rollout": "Plan rollout and rollback",
    "health": "Monitor the service",
}


@dataclass(frozen=True)
class Statement:
    """One statement of the guide, in our words. ``id`` is the contract's name for it."""

    id: str
    text: str

    @property
    def section(self) -> str:
        return self.id.partition(".")[0]

    @property
    def link(self) -> str:
        return GUIDE


_TEXTS: Mapping[str, str] = {
    "topology.capability": "Choose components by the capability that the service needs. A "
    "published image alone is no reason to run it.",
    "topology.api-first": "If only other services call SkillFlaw, run the backend with PostgreSQL "
    "and Redis, and nothing else.",
    "topology.full-web": "If people use a browser, run the frontend together with the backend, "
    "PostgreSQL and Redis.",
    "topology.docs": "Run the documentation service only if public docs are needed.",
    "topology.explicit": "Record which components run, so that sizing, reviews and incidents use "
    "the same list.",
    "state.database": "Before a second backend pod runs, the database URL points to a PostgreSQL "
    "service that all pods share.",
    "state.cache": "Before a second backend pod runs, the cache is a Redis that all pods reach.",
    "state.config-dir": "Before a second backend pod runs, the directory of SKILLFLAW_CONFIG_DIR "
    "is on storage that is independent of the pods.",
    "state.secret-key": "Before a second backend pod runs, the key file comes from a Secret and is "
    "the same in all pods.",
    "state.first": "If one of these four is still local to a pod, move it before you scale.",
    "scaling.backend-drivers": "Scale the backend by concurrent requests, the complexity of flows, "
    "the size of payloads, and latency at peak load.",
    "scaling.backend-requests": "Set resource requests for the backend from the start, observe "
    "real load, and only then add replicas or resources.",
    "scaling.frontend-drivers": "Scale the stateless frontend by concurrent browsers, page load "
    "time, and the need to roll it out separately from the backend.",
    "scaling.independent": "Scale frontend and backend independently unless a measurement shows "
    "that they depend on each other.",
    "postgres.core": "Treat PostgreSQL as a core part of the service, like the backend.",
    "postgres.storage": "PostgreSQL stores its data on persistent storage.",
    "postgres.backup": "PostgreSQL is backed up, and a restore has been tested.",
    "postgres.migrations": "Schema migrations follow a controlled procedure.",
    "postgres.monitoring": "The connections of PostgreSQL are monitored, with an alert before they "
    "run out.",
    "postgres.failover": "If PostgreSQL is highly available, the failover procedure is documented.",
    "postgres.replicas": "Before the backend runs several replicas, database and storage are sized "
    "for them.",
    "redis.managed": "The memory limit and the persistence of Redis are decided explicitly.",
    "redis.observable": "The TTL, the evictions and the hit rate of the cache are observable.",
    "routing.fallbacks": "The frontend's own Nginx decides which page answers /, /chat and "
    "/flow/…. No proxy in front of it replaces this with one rule for all paths.",
    "routing.api": "Requests to /api/ go directly to the backend.",
    "routing.hostnames": "API, UI and docs have separate hostnames if their audiences differ.",
    "security.secrets": "API keys, database passwords and the key file are in Kubernetes Secrets "
    "or in an external secrets manager.",
    "security.key-file": "The backend gets the secret key as a mounted file.",
    "security.images": "Images contain no secrets of an environment.",
    "security.network": "Only the clients of PostgreSQL and Redis can reach them.",
    "security.tls": "Users connect over HTTPS only.",
    "validation.run": "Before a rollout, run a flow through the API with an API key.",
    "validation.responses": "If clients use the OpenAI-compatible endpoint, test it as they do.",
    "validation.mcp": "If MCP tools are exposed, test the streamable endpoint.",
    "validation.browser": "If the UI runs, sign in and run a flow in a browser.",
    "validation.docs": "If the docs are public, check that their hostname serves them.",
    "validation.load": "Load-test with flows like those of your users, not with a trivial flow.",
    "delivery.source": "A build from source includes newly built UI files in the backend's source "
    "tree.",
    "delivery.image": "If images are deployed, public docs use the published docs image.",
    "delivery.separate": "Do not combine both kinds of delivery: the result is an old UI or old "
    "docs.",
    "rollout.tag": "The tag that is deployed is known.",
    "rollout.change": "The settings and Secrets that change with it are known.",
    "rollout.revert": "The rollback of the backend is known.",
    "rollout.pinning": "It is decided whether frontend and docs roll back with the backend or stay "
    "pinned.",
    "rollout.controls": "A release waits until all of these questions have an answer.",
    "health.backend": "An alert fires when the backend's /health fails.",
    "health.restarts": "An alert fires when containers restart.",
    "health.api": "An alert fires when the latency or the error rate of the API is high.",
    "health.postgres": "An alert fires when the connections of PostgreSQL run out or it rejects "
    "connections.",
    "health.redis": "An alert fires when Redis is unavailable.",
    "health.ingress": "An alert fires when 4xx or 5xx responses of the ingress spike.",
    "health.logs": "Logs of the backend, the ingress controller, PostgreSQL and Redis are "
    "collected centrally.",
}

STATEMENTS: tuple[Statement, ...] = tuple(Statement(id_, text) for id_, text in _TEXTS.items())


@cache
def _by_id() -> Mapping[str, Statement]:
    return {statement.id: statement for statement in STATEMENTS}


def statement(id_: str) -> Statement:
    """Find the statement with this identifier; ``KeyError`` where there is none."""
    return _by_id()[id_]
