"""The manual task of each statement, and the plans to which a statement does not apply."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from generators.guide.hostnames import published
from generators.plan import Plan
from generators.plan import confirmed

# The task where neither a file nor a choice of the plan satisfies the statement.
MANUAL_TASKS: Mapping[str, str] = {
    "topology.capability": "State the users of each component on the step Topology.",
    "topology.api-first": "Check that no user needs more than the API.",
    "topology.full-web": "Check that users need the UI.",
    "topology.docs": "State the readers of the public docs on the step Topology.",
    "topology.explicit": "Keep components/ as the list of the components that run.",
    "state.database": "Check that the database URL points to a PostgreSQL that all pods share.",
    "state.cache": "Run one replica while the cache is local to the pod.",
    "state.config-dir": "Run one replica while the state directory is local to the pod.",
    "state.secret-key": "Create the Secret with the key. README.md has the command.",
    "state.first": "Move the state that is local to a pod before you add replicas.",
    "scaling.backend-drivers": "Measure which load requires more backend pods, and choose it on "
    "the step Scaling. RUNBOOK.md has the load test.",
    "scaling.backend-requests": "Measure the backend under real load and adjust its resource "
    "requests.",
    "scaling.frontend-drivers": "Measure which load requires more frontend pods, and choose it on "
    "the step Scaling.",
    "scaling.independent": "Measure before you tie the frontend's replicas to the backend's.",
    "postgres.core": "Name an owner of the database.",
    "postgres.storage": "Record where the data is stored and how it is protected.",
    "postgres.backup": "Restore a backup, run a flow, and enter the date in the plan. RUNBOOK.md "
    "has the steps.",
    "postgres.migrations": "Check the release notes for schema migrations, and start one backend "
    "before the others. RUNBOOK.md describes the effect on a rollback.",
    "postgres.monitoring": "Monitor the connections, with an alert.",
    "postgres.failover": "Confirm in the plan whether a standby takes over, and describe the "
    "failover of the primary. RUNBOOK.md quotes it.",
    "postgres.replicas": "Check that database and storage are sized for the maximum of replicas.",
    "redis.managed": "Decide the memory limit, the eviction policy and the persistence of Redis.",
    "redis.observable": "Monitor the memory, the evictions and the hit rate of Redis.",
    "routing.fallbacks": "Route /, /chat and /flow/ to the frontend in every ingress controller.",
    "routing.api": "Route /api/ to the Service skillflaw-backend.",
    "routing.hostnames": "Give each audience its own hostname.",
    "security.secrets": "Create the Secrets that README.md lists, and do not commit their values "
    "to Git.",
    "security.key-file": "Mount the key as a file.",
    "security.images": "Check your own builds: no .env file, key or password in a layer.",
    "security.network": "Restrict who can reach PostgreSQL and Redis, in their own firewalls too.",
    "security.tls": "Make HTTPS the only way to reach SkillFlaw.",
    "validation.run": "Run jobs/smoke-test after each rollout. It calls /api/v1/run with an API "
    "key.",
    "validation.responses": "Run jobs/smoke-test after each rollout. It calls /api/v1/responses "
    "and checks the response.",
    "validation.mcp": "Run jobs/smoke-test after each rollout. It opens an MCP session.",
    "validation.browser": "Sign in and run a flow in a browser. jobs/smoke-test only loads the "
    "pages.",
    "validation.docs": "Run jobs/smoke-test after each rollout. It loads the first page of the "
    "docs.",
    "validation.load": "Run the load test with your own flows and confirm it in the plan. "
    "RUNBOOK.md has the steps.",
    "delivery.source": "Rebuild the UI with each build, and confirm it in the plan.",
    "delivery.image": "Use the published docs image or a mirror of it.",
    "delivery.separate": "Keep published images and own builds separate.",
    "rollout.tag": "Set a tag or a digest for each image.",
    "rollout.change": "Describe the changed settings and Secrets in release.change.",
    "rollout.revert": "Set the tag of the rollback and, before the rollout, note the revision of "
    "the schema: without it an older backend does not start again. RUNBOOK.md has the steps.",
    "rollout.pinning": "Decide which images roll back with the backend.",
    "rollout.controls": "Hold the rollout until all four questions in RELEASE.yaml have answers.",
    "health.backend": "Monitor /health from outside the pods, with an alert.",
    "health.restarts": "Monitor container restarts, with an alert.",
    "health.api": "Monitor the latency and the errors of the API, with alerts.",
    "health.postgres": "Monitor the connections and the availability of PostgreSQL, with alerts.",
    "health.redis": "Monitor the availability of Redis, with an alert.",
    "health.ingress": "Monitor 4xx and 5xx responses of the ingress, with alerts.",
    "health.logs": "Collect the logs of the backend, the ingress controller, PostgreSQL and Redis "
    "centrally.",
}

# Only a person can check these; the bundle has scripts for them.
MANUAL_CHECKS = frozenset(
    {
        "validation.run",
        "validation.responses",
        "validation.mcp",
        "validation.browser",
        "validation.docs",
    }
)


HIGH_AVAILABILITY = "database.highAvailability"


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


# The reason why a statement does not apply to a plan; empty where it applies.
NOT_APPLICABLE: Mapping[str, Callable[[Plan], str]] = {
    "topology.api-first": _unless(lambda plan: not plan.topology.web, "The UI runs too."),
    "topology.full-web": _unless(_web, "No UI runs."),
    "scaling.frontend-drivers": _unless(_web, "No frontend runs."),
    "scaling.independent": _unless(_web, "No frontend runs."),
    "postgres.failover": _unless(
        lambda plan: plan.database.high_availability or not confirmed(plan, HIGH_AVAILABILITY),
        "PostgreSQL is not highly available.",
    ),
    "postgres.replicas": _unless(
        lambda plan: plan.scaling.backend.most > 1, "One backend replica runs."
    ),
    "redis.managed": _unless(_redis, "The plan uses no Redis."),
    "redis.observable": _unless(_redis, "The plan uses no Redis."),
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
    "rollout.change": _unless(_upgrade, "This is the first installation: everything is new."),
    "rollout.revert": _unless(
        _upgrade, "This is the first installation: there is no previous release."
    ),
    "rollout.pinning": _unless(
        lambda plan: plan.topology.web or plan.topology.docs, "Only the backend runs."
    ),
    "health.redis": _unless(_redis, "The plan uses no Redis."),
}
