"""The production guide in our own words: 52 statements in twelve sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

GUIDE = "https://docs.skillflaw.com/deployment-prod-best-practices"

SECTIONS: Mapping[str, str] = {
    "topology": "Run no more than you need",
    "state": "Move state out of the pods before adding pods",
    "scaling": "Let each tier grow for its own reasons",
    "postgres": "Give PostgreSQL the care of a core service",
    "redis": "Know what Redis holds and when it forgets",
    "routing": "Send each path where it belongs",
    "security": "Keep secrets secret and networks narrow",
    "validation": "Try what users do, not whether pods start",
    "delivery": "Do not mix published images and own builds",
    "rollout": "Know the way forward and the way back",
    "health": "Watch the signals that come before a complaint",
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
    "topology.capability": "Choose what runs by what the service has to do. That an image is "
    "published is no reason to run it.",
    "topology.api-first": "Where only other services call in, the backend with PostgreSQL and "
    "Redis is the whole product.",
    "topology.full-web": "Where people open a browser, the frontend runs beside the backend, "
    "PostgreSQL and Redis.",
    "topology.docs": "The documentation service joins in only where somebody needs public docs.",
    "topology.explicit": "What runs is written down, so that sizing, reviews and incidents start "
    "from the same list.",
    "state.database": "Before a second backend pod, the database URL leads to a PostgreSQL service "
    "that all pods share.",
    "state.cache": "Before a second backend pod, the cache is a Redis that all pods reach.",
    "state.config-dir": "Before a second backend pod, the directory that SKILLFLAW_CONFIG_DIR "
    "names "
    "is on storage that outlives pods.",
    "state.secret-key": "Before a second backend pod, the key file comes from a Secret and is the "
    "same for all.",
    "state.first": "While one of these four still lives in a single pod, mend that before anything "
    "else.",
    "scaling.backend-drivers": "The backend grows with the requests at one time, with heavier "
    "flows, with larger payloads, and with waiting at the peak.",
    "scaling.backend-requests": "Give the backend resource requests from the first day, look at "
    "real "
    "load, and only then add pods or make them larger.",
    "scaling.frontend-drivers": "The frontend holds no state and is cheap: it grows with open "
    "browsers, with slow pages, and to be rolled out apart from the backend.",
    "scaling.independent": "The two counts stay free of each other unless a measurement ties them.",
    "postgres.core": "PostgreSQL belongs to the product as much as the backend does.",
    "postgres.storage": "Its data lies on storage that stays.",
    "postgres.backup": "It is backed up, and restoring it has been practised.",
    "postgres.migrations": "Changes of its schema follow a way that somebody controls.",
    "postgres.monitoring": "Its connections are measured, and somebody is told when they run out.",
    "postgres.failover": "Where it is highly available, what happens in a failover is written "
    "down.",
    "postgres.replicas": "Before the backend runs in several pods, the database and the storage "
    "are "
    "ready for that many.",
    "redis.managed": "Redis is run on purpose: how much it may hold and what it saves are decided.",
    "redis.observable": "What the cache keeps, drops and misses can be seen, so that nobody has to "
    "guess.",
    "routing.fallbacks": "The frontend's own Nginx decides which page answers /, /chat and "
    "/flow/…; nothing in front replaces that by one rule for all paths.",
    "routing.api": "Requests below /api/ go to the backend without a detour.",
    "routing.hostnames": "API, UI and docs get separate names where separate people use them.",
    "security.secrets": "API keys, database passwords and the key file are kept in Kubernetes "
    "Secrets or in an outside manager of secrets.",
    "security.key-file": "The secret key reaches the backend as a mounted file.",
    "security.images": "No image carries a secret of one environment.",
    "security.network": "Only what has to reach PostgreSQL and Redis can reach them.",
    "security.tls": "Real users only ever come in over HTTPS.",
    "validation.run": "Before a rollout, a flow is run through the API with a key.",
    "validation.responses": "Where clients use the OpenAI-compatible endpoint, it is tried as they "
    "use it.",
    "validation.mcp": "Where tools are offered over MCP, the streaming endpoint is tried.",
    "validation.browser": "Where there is a UI, somebody logs in and runs a flow in a browser.",
    "validation.docs": "Where docs are public, their hostname shows them.",
    "validation.load": "A load test uses flows like those of your users, not one that only says "
    "hello.",
    "delivery.source": "A build from source puts freshly built UI files into the backend's tree.",
    "delivery.image": "Where images are deployed, public docs come from the published docs image.",
    "delivery.separate": "The two ways are not mixed: mixing them ends in an old UI or old docs.",
    "rollout.tag": "Which tag is going out is known.",
    "rollout.change": "Which setting or Secret changes with it is known.",
    "rollout.revert": "How the backend is taken back is known.",
    "rollout.pinning": "Whether frontend and docs go back with it, or stay, is decided.",
    "rollout.controls": "Where one of these has no answer, the release waits until it has one.",
    "health.backend": "Somebody is told when the backend's /health fails.",
    "health.restarts": "Somebody is told when containers restart.",
    "health.api": "Somebody is told when the API gets slow or answers with errors.",
    "health.postgres": "Somebody is told when PostgreSQL is full or refuses connections.",
    "health.redis": "Somebody is told when Redis cannot be reached.",
    "health.ingress": "Somebody is told when 4xx or 5xx answers jump at the edge.",
    "health.logs": "Logs of backend, edge, PostgreSQL and Redis come together in one place.",
}

STATEMENTS: tuple[Statement, ...] = tuple(Statement(id_, text) for id_, text in _TEXTS.items())


@cache
def _by_id() -> Mapping[str, Statement]:
    return {each.id: each for each in STATEMENTS}


def statement(id_: str) -> Statement:
    """Find the statement with this identifier; ``KeyError`` where there is none."""
    return _by_id()[id_]
