"""What people do for a statement that no file can do for them, and when it does not apply."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from generators.guide.hostnames import published
from generators.plan import Plan

# Said where neither a file nor a choice of the plan answers the statement.
MANUAL_TASKS: Mapping[str, str] = {
    "topology.capability": "Say who uses each part that runs, on the step Topology.",
    "topology.api-first": "Check that nobody needs more than the API.",
    "topology.full-web": "Check that somebody needs the UI.",
    "topology.docs": "Say who reads the public docs, on the step Topology.",
    "topology.explicit": "Keep components/ as the list of what runs.",
    "state.database": "Check that the database URL leads to a PostgreSQL that all pods share.",
    "state.cache": "Run one replica while the cache lives in the pod.",
    "state.config-dir": "Run one replica while the state directory lives in the pod.",
    "state.secret-key": "Make the Secret with the key; README.md has the command.",
    "state.first": "Move what is still pod-local before you add replicas.",
    "scaling.backend-drivers": "Find out which load makes the backend grow, and choose it on the "
    "step Scaling; RUNBOOK.md has the load test.",
    "scaling.backend-requests": "Measure the backend under real load and adjust its requests.",
    "scaling.frontend-drivers": "Find out which load makes the frontend grow, and choose it on the "
    "step Scaling.",
    "scaling.independent": "Measure before you tie the two counts.",
    "postgres.core": "Name an owner of the database.",
    "postgres.storage": "Know where the data lies and what keeps it.",
    "postgres.backup": "Restore a backup, run a flow, and write the date into the plan; RUNBOOK.md "
    "has the steps.",
    "postgres.migrations": "Read in the release notes what happens to the schema; RUNBOOK.md says "
    "what follows for a rollback.",
    "postgres.monitoring": "Have the connections measured and an alert on them.",
    "postgres.failover": "Write down what happens when the primary fails; RUNBOOK.md quotes it.",
    "postgres.replicas": "Check that database and storage are ready for the most replicas.",
    "redis.managed": "Decide how much Redis may hold, what it drops and what it saves.",
    "redis.observable": "Have Redis' memory, evictions and hit rate measured.",
    "routing.fallbacks": "Leave /, /chat and /flow/ to the frontend, whatever the edge is.",
    "routing.api": "Route /api/ to the Service skillflaw-backend.",
    "routing.hostnames": "Give each audience its hostname.",
    "security.secrets": "Make the Secrets that README.md lists, and keep their values out of Git.",
    "security.key-file": "Mount the key as a file.",
    "security.images": "Look through your own builds: no .env file, no key, no password in a "
    "layer.",
    "security.network": "Restrict who reaches PostgreSQL and Redis, by their own firewalls too.",
    "security.tls": "See to it that HTTPS is the only way in.",
    "validation.run": "Run jobs/smoke-test after each rollout: it calls /api/v1/run with a key.",
    "validation.responses": "Run jobs/smoke-test after each rollout: it calls /api/v1/responses "
    "and "
    "reads the answer.",
    "validation.mcp": "Run jobs/smoke-test after each rollout: it opens an MCP session.",
    "validation.browser": "Log in and run a flow in a browser; jobs/smoke-test only loads the "
    "pages.",
    "validation.docs": "Run jobs/smoke-test after each rollout: it reads the docs' first page.",
    "validation.load": "Run the load test with your own flows and confirm it in the plan; "
    "RUNBOOK.md says how.",
    "delivery.source": "Rebuild the UI with each build, and confirm it in the plan.",
    "delivery.image": "Use the published docs image or a mirror of it.",
    "delivery.separate": "Keep published images and own builds apart.",
    "rollout.tag": "Give a tag or a digest for each part.",
    "rollout.change": "Say in release.change which setting or Secret changes.",
    "rollout.revert": "Name the tag to go back to; RUNBOOK.md has the steps.",
    "rollout.pinning": "Decide what goes back with the backend.",
    "rollout.controls": "Hold the rollout until the four questions in RELEASE.yaml have answers.",
    "health.backend": "Have /health watched from outside the pods.",
    "health.restarts": "Have container restarts watched.",
    "health.api": "Have the API's latency and errors watched.",
    "health.postgres": "Have PostgreSQL's connections and availability watched.",
    "health.redis": "Have Redis' availability watched.",
    "health.ingress": "Have 4xx and 5xx answers at the edge watched.",
    "health.logs": "Have the logs of backend, edge, PostgreSQL and Redis collected in one place.",
}

# Only a person sees whether these are done; the bundle helps.
MANUAL_CHECKS = frozenset(
    {
        "validation.run",
        "validation.responses",
        "validation.mcp",
        "validation.browser",
        "validation.docs",
    }
)


def _unless(condition: Callable[[Plan], bool], reason: str) -> Callable[[Plan], str]:
    return lambda plan: "" if condition(plan) else reason


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _redis(plan: Plan) -> bool:
    return plan.redis.mode != "none"


def _upgrade(plan: Plan) -> bool:
    return not plan.release.first_install


# Why a statement says nothing of a plan; an empty string where it does.
NOT_APPLICABLE: Mapping[str, Callable[[Plan], str]] = {
    "topology.api-first": _unless(lambda plan: not plan.topology.web, "The UI runs too."),
    "topology.full-web": _unless(_web, "No UI runs."),
    "scaling.frontend-drivers": _unless(_web, "No frontend runs."),
    "scaling.independent": _unless(_web, "No frontend runs."),
    "postgres.failover": _unless(
        lambda plan: plan.database.high_availability, "PostgreSQL is not highly available."
    ),
    "postgres.replicas": _unless(
        lambda plan: plan.scaling.backend.most > 1, "One backend replica runs."
    ),
    "redis.managed": _unless(_redis, "No Redis is used."),
    "redis.observable": _unless(_redis, "No Redis is used."),
    "routing.fallbacks": _unless(_web, "No frontend runs."),
    "routing.hostnames": _unless(
        lambda plan: len(published(plan)) > 1, "One hostname is published, for one audience."
    ),
    "validation.responses": _unless(
        lambda plan: plan.topology.responses_api, "No client uses the OpenAI-compatible endpoint."
    ),
    "validation.mcp": _unless(lambda plan: plan.topology.mcp, "MCP is not exposed."),
    "validation.browser": _unless(_web, "No UI runs."),
    "validation.docs": _unless(_docs, "No docs service runs."),
    "delivery.source": _unless(
        lambda plan: plan.topology.delivery == "source", "Published images are deployed."
    ),
    "delivery.image": _unless(_docs, "No docs service runs."),
    "rollout.change": _unless(_upgrade, "It is the first installation: everything is new."),
    "rollout.revert": _unless(_upgrade, "It is the first installation: nothing ran before."),
    "rollout.pinning": _unless(
        lambda plan: plan.topology.web or plan.topology.docs, "Only the backend runs."
    ),
    "health.redis": _unless(_redis, "No Redis is used."),
}
