"""Tricky plans about the budget of connections and poolers, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
Three pods and one of a rollout, twenty each, in seventy-nine
    database.maxConnections: 79
    => error database.maxConnections
Three pods and one of a rollout, twenty each, in eighty
    database.maxConnections: 80
    => warning database.maxConnections
Three pods and thirteen others, just above four fifths
    database.maxConnections: 91
    => warning database.maxConnections
Three pods and thirteen others, just below four fifths
    database.maxConnections: 92
    => info database.maxConnections
Two generations of pods and thirteen others just fit
    database.maxConnections: 113
    => no database.maxConnections
The contract's own defaults
    on one-replica
    database.poolSize: 20, database.maxOverflow: 30, database.maxConnections: 100
    => no database.maxConnections
The largest number of replicas counts, not today's
    on autoscaled one-replica
    database.maxConnections: 139
    => error database.maxConnections
The largest number of replicas just fits
    on autoscaled one-replica
    database.maxConnections: 200
    => info database.maxConnections
An autoscaler that is off does not count
    scaling.backend.autoscaling.maxReplicas: 60
    => silence
Workers multiply
    scaling.backend.workers: 2, scaling.backend.resources.requests.memory: 4Gi
    scaling.backend.resources.limits.memory: 8Gi, database.maxConnections: 150
    => error database.maxConnections
Nothing surges over a volume of one node
    on one-node
    database.maxConnections: 42
    => silence
Something surges over a shared volume
    on one-replica
    database.maxConnections: 39
    => error database.maxConnections
The habits of the trade: two replicas, fifty each, a server of one hundred
    scaling.backend.replicas: 2
    database.poolSize: 20, database.maxOverflow: 30, database.maxConnections: 100
    => error database.maxConnections
Six replicas with two workers and fifty each
    scaling.backend.replicas: 6, scaling.backend.workers: 2
    scaling.backend.resources.requests.memory: 4Gi, scaling.backend.resources.limits.memory: 8Gi
    database.poolSize: 20, database.maxOverflow: 30, database.maxConnections: 100
    => error database.maxConnections
A pooler that cannot keep what the driver prepares
    on operator pooled
    database.pooler.mode: transaction
    => error database.pooler.mode
A pooler of sessions
    on operator pooled
    => silence
A pooler nobody runs
    database.pooler.mode: session
    => warning database.pooler.mode
Somebody else's pooler in the wrong mode
    database.pooler.mode: transaction
    => error database.pooler.mode
A pooler larger than the server
    on operator pooled
    database.pooler.defaultPoolSize: 251
    => error database.pooler.defaultPoolSize
A pooler that takes all that the server has
    on operator pooled
    database.pooler.defaultPoolSize: 250
    => info database.maxConnections
A pooler that leaves thirteen for others
    on operator pooled
    database.pooler.defaultPoolSize: 243
    => no database.maxConnections
A pooler larger than the server that is switched off
    on operator
    database.pooler.defaultPoolSize: 250
    => silence
A pooler that turns clients away
    on operator pooled
    database.pooler.maxClientConnections: 39, database.pooler.defaultPoolSize: 39
    => error database.pooler.maxClientConnections
Sessions that wait for a connection that never comes free
    on operator pooled
    database.pooler.defaultPoolSize: 19
    => error database.pooler.defaultPoolSize
Sessions that all find a connection
    on operator pooled
    database.pooler.defaultPoolSize: 20
    => silence
A single pooler
    on operator pooled
    database.pooler.instances: 1, database.pooler.defaultPoolSize: 100
    => warning database.pooler.instances
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
