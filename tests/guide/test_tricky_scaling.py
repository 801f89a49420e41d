"""Tricky plans about replicas, memory and disruptions, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
minReplicas above maxReplicas
    on autoscaled
    scaling.backend.autoscaling.minReplicas: 7
    => error scaling.backend.autoscaling.minReplicas
minReplicas above maxReplicas without an autoscaler
    scaling.backend.autoscaling.minReplicas: 7
    => silence
minReplicas equal to maxReplicas
    on autoscaled
    scaling.backend.autoscaling.minReplicas: 6
    => warning scaling.backend.autoscaling.minReplicas
minReplicas one below maxReplicas
    on autoscaled
    scaling.backend.autoscaling.minReplicas: 5
    => silence
The frontend's minReplicas above its maxReplicas
    on web
    scaling.frontend.autoscaling.enabled: true, scaling.frontend.autoscaling.minReplicas: 5
    => error scaling.frontend.autoscaling.minReplicas
The frontend's minReplicas above its maxReplicas where none runs
    scaling.frontend.autoscaling.enabled: true, scaling.frontend.autoscaling.minReplicas: 5
    => silence
minReplicas of one
    on autoscaled
    scaling.backend.autoscaling.minReplicas: 1
    => warning scaling.backend.autoscaling.minReplicas
minReplicas of one in a rehearsal
    on autoscaled rehearsal
    scaling.backend.autoscaling.minReplicas: 1
    => silence
An autoscaler and one replica left in the plan
    on autoscaled one-replica
    => silence
An autoscaler without a CPU request
    on autoscaled
    scaling.backend.resources.requests.cpu: ""
    => error scaling.backend.resources.requests.cpu
No CPU request
    scaling.backend.resources.requests.cpu: ""
    => error scaling.backend.resources.requests.cpu
No memory request
    scaling.backend.resources.requests.memory: ""
    => error scaling.backend.resources.requests.memory
An autoscaled frontend without a CPU request
    on web
    scaling.frontend.autoscaling.enabled: true, scaling.frontend.resources.requests.cpu: ""
    => error scaling.frontend.resources.requests.cpu
A limit that looks equal and is smaller
    scaling.backend.resources.limits.memory: 2G
    => error scaling.backend.resources.limits.memory
A limit that is equal
    scaling.backend.resources.limits.memory: 2Gi
    => silence
A limit that is equal in other units
    scaling.backend.resources.limits.memory: 2048Mi
    => silence
A limit of CPU below the request
    scaling.backend.resources.limits.cpu: 500m
    => error scaling.backend.resources.limits.cpu
A limit of CPU at the request
    scaling.backend.resources.limits.cpu: 1000m
    => silence
A limit far below the request is one mistake
    scaling.backend.resources.limits.memory: 256Mi
    => error scaling.backend.resources.limits.memory
A limit below the request of docs that do not run
    scaling.docs.resources.limits.memory: 64Mi
    => silence
A limit below the request of docs that run
    on docs
    scaling.docs.resources.limits.memory: 64Mi
    => error scaling.docs.resources.limits.memory
No limit of memory
    scaling.backend.resources.limits.memory: ""
    => warning scaling.backend.resources.limits.memory
No limit of CPU
    scaling.backend.resources.limits.cpu: ""
    => silence
Memory with the unit GB
    scaling.backend.resources.requests.memory: 2GB
    => refused scaling.backend.resources.requests.memory
Half a backend
    scaling.backend.resources.requests.memory: 1Gi
    => warning scaling.backend.resources.requests.memory
Decimal memory just below the floor
    scaling.backend.resources.requests.memory: 2G
    => warning scaling.backend.resources.requests.memory
Memory at the floor
    scaling.backend.resources.requests.memory: 2048Mi
    => silence
Four workers on the memory of one
    scaling.backend.workers: 4
    => warning scaling.backend.resources.requests.memory
Workers as many as the node has processors
    scaling.backend.workers: -1
    => error scaling.backend.workers
No worker at all
    scaling.backend.workers: 0
    => error scaling.backend.workers
Two workers and the editor
    on web
    scaling.backend.workers: 2, scaling.backend.resources.requests.memory: 4Gi
    scaling.backend.resources.limits.memory: 8Gi
    => warning scaling.backend.workers
Two workers and no editor
    scaling.backend.workers: 2, scaling.backend.resources.requests.memory: 4Gi
    scaling.backend.resources.limits.memory: 8Gi
    => silence
maxUnavailable of zero
    scaling.backend.maxUnavailable: 0
    => error scaling.backend.maxUnavailable
maxUnavailable of zero with one replica, which has no budget
    on one-replica
    scaling.backend.maxUnavailable: 0
    => silence
The frontend's maxUnavailable of zero
    on web
    scaling.frontend.maxUnavailable: 0
    => error scaling.frontend.maxUnavailable
The frontend's maxUnavailable of zero where none runs
    scaling.frontend.maxUnavailable: 0
    => silence
maxUnavailable of all pods
    scaling.backend.maxUnavailable: 3
    => warning scaling.backend.maxUnavailable
maxUnavailable of all pods but one
    scaling.backend.maxUnavailable: 2
    => silence
maxUnavailable of minReplicas and more
    on autoscaled
    scaling.backend.maxUnavailable: 3
    => warning scaling.backend.maxUnavailable
Zones and a single pod
    on one-replica
    scaling.spread: zone
    => warning scaling.spread
Zones and two pods
    scaling.spread: zone, scaling.backend.replicas: 2
    => silence
Zones and three pods
    scaling.spread: zone
    => silence
Zones and an autoscaler that starts with three
    on autoscaled one-replica
    scaling.spread: zone
    => silence
The frontend follows for no reason
    on web
    scaling.frontend.followBackend: true
    => warning scaling.frontend.followReason
The frontend follows for a blank
    on web
    scaling.frontend.followBackend: true, scaling.frontend.followReason: "  "
    => warning scaling.frontend.followReason
The frontend follows for a measured reason
    on web
    scaling.frontend.followBackend: true
    scaling.frontend.followReason: "load test of 3 November, 1 UI pod saturates at 3 backends"
    => silence
No frontend follows for no reason
    scaling.frontend.followBackend: true
    => silence
An editor that meets another replica each time
    on web
    scaling.backend.affinity: none
    => warning scaling.backend.affinity
An editor with one replica to meet
    on web one-replica
    scaling.backend.affinity: none
    => silence
An API that meets another replica each time
    scaling.backend.affinity: none
    => silence
MCP streams that meet another replica each time
    on mcp
    scaling.backend.affinity: none
    => warning scaling.backend.affinity
Three replicas without a scaling driver
    scaling.backend.drivers: []
    => info scaling.backend.drivers
A longest flow above the drain time
    scaling.backend.longestFlowSeconds: 900, ingress.timeoutSeconds: 930
    => info scaling.backend.longestFlowSeconds
maxUnavailable of two with two pods
    scaling.backend.replicas: 2, scaling.backend.maxUnavailable: 2
    => warning scaling.backend.maxUnavailable
The frontend that follows one backend has no budget either
    on web one-replica
    scaling.frontend.followBackend: true, scaling.frontend.followReason: measured in May
    scaling.frontend.maxUnavailable: 0
    => silence
No CPU at all
    scaling.backend.resources.requests.cpu: "0"
    => refused scaling.backend.resources.requests.cpu
Thousandths of a byte
    scaling.backend.resources.requests.memory: 2048m
    => refused scaling.backend.resources.requests.memory
A backend that cannot even start
    scaling.backend.resources.requests.memory: 512Mi
    scaling.backend.resources.limits.memory: 512Mi
    => error scaling.backend.resources.limits.memory
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
