"""Tricky plans about policies, people and machines around it, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
No policies before managed stores
    operations.networkPolicies: false
    => warning operations.networkPolicies
No policies before a database of our own
    on operator
    operations.networkPolicies: false
    => error operations.networkPolicies
No policies before a Redis of our own
    on own-redis
    operations.networkPolicies: false
    => error operations.networkPolicies
No policies before two stores of our own is one mistake
    on own-redis operator
    operations.networkPolicies: false
    => error operations.networkPolicies
Flows may call the whole internet
    operations.egress: [0.0.0.0/0]
    => warning operations.egress
Flows may call one network
    operations.egress: [198.51.100.0/24]
    => silence
Flows may call nobody
    operations.egress: none
    => info operations.egress
Flows may call nobody, and backups leave the database's own pods
    on operator
    operations.egress: none
    => info operations.egress
No alerts
    operations.alerts: none
    => warning operations.alerts
Logs stay where they are
    operations.centralLogs: false
    => warning operations.centralLogs
No flow to try
    operations.smokeFlow: ""
    => warning operations.smokeFlow
A flow that proves nothing
    operations.smokeFlow: hello-world
    => warning operations.smokeFlow
A flow that says hello to somebody
    operations.smokeFlow: customer-hello-triage
    => silence
Never under load
    operations.loadTested: false
    => warning operations.loadTested
The user that may do everything
    operations.runAsUser: 0
    => error operations.runAsUser
The group that may do everything
    operations.fsGroup: 0
    => no operations.runAsUser
A user like any other
    operations.runAsUser: 10001
    => silence
A read-only root without a home
    operations.writablePaths: []
    => warning operations.writablePaths
A writable root without a home
    operations.writablePaths: [], operations.readOnlyRootFilesystem: false
    => silence
GitOps from nowhere
    operations.gitops: argo-cd, operations.gitPath: apps
    => error operations.gitUrl
No GitOps from nowhere
    operations.gitUrl: ""
    => silence
A path above the repository
    operations.gitops: flux
    operations.gitUrl: "https://git.acme.com/platform.git", operations.gitPath: ../apps
    => error operations.gitPath
A repository anybody can change on the way
    operations.gitops: flux
    operations.gitUrl: "http://git.acme.com/platform.git", operations.gitPath: apps
    => warning operations.gitUrl
A repository over SSH
    operations.gitops: flux
    operations.gitUrl: "ssh://git@git.acme.com/platform.git", operations.gitPath: apps
    => silence
A repository with a password in its address
    operations.gitops: flux
    operations.gitUrl: "https://robot:hunter2hunter2@git.acme.com/platform.git"
    => refused operations.gitUrl
Readiness that takes all pods out together
    operations.readinessPath: /health_check
    => info operations.readinessPath
Pods that may do more than they need
    operations.podSecurity: baseline
    => info operations.podSecurity
A rehearsal without people around it
    on rehearsal
    operations.loadTested: false
    => no operations.egress, warning operations.loadTested
Nobody knows where Prometheus is
    operations.monitoringNamespace: ""
    => refused operations.monitoringNamespace
A path inside the repository that looks back
    operations.gitops: flux, operations.gitUrl: "https://git.acme.com/platform.git"
    operations.gitPath: apps/../../etc
    => error operations.gitPath
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
