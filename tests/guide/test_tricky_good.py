"""Good plans of every topology: an expert has nothing to say but advice."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
An API before managed stores
    => silence
A web product
    on web
    => silence
A web product with docs
    on web docs
    => silence
An API with docs and no UI
    on docs
    => silence
A web product whose tools speak MCP
    on web mcp
    => silence
An API that grows at noon
    on autoscaled
    => silence
A web product that grows in both tiers over three zones
    on web autoscaled
    scaling.frontend.autoscaling.enabled: true, scaling.spread: zone
    => silence
One replica on a disk of its node
    on one-node
    storage.provisioner: ebs.csi.aws.com
    => info scaling.backend.replicas
One replica on a shared volume
    on one-replica
    => info scaling.backend.replicas
PostgreSQL under an operator
    on operator
    => silence
PostgreSQL under an operator, behind a pooler
    on operator pooled
    => silence
PostgreSQL under an operator with the contract's own pooler and pools
    on operator pooled
    database.maxConnections: 200, database.poolSize: 20, database.maxOverflow: 30
    => silence
Redis in the cluster beside managed PostgreSQL
    on own-redis
    => info redis.mode
Redis in the cluster that keeps a queue
    on own-redis
    redis.holds: cache-and-queue, redis.evictionPolicy: noeviction, redis.persistence: aof
    => warning redis.mode
Everything in the cluster, for a rehearsal
    on rehearsal single own-redis one-node
    => warning database.backup.destination
Everything in the cluster, by operators, for a web product
    on web operator pooled own-redis traefik
    => silence
A rehearsal that forgives
    on rehearsal one-replica
    release.previousBackendTag: "", release.firstInstall: true, scaling.backend.maxUnavailable: 1
    => silence
Traefik with a certificate for each name
    on web docs traefik
    => silence
HAProxy with a certificate of the company
    on web traefik certificate
    ingress.controller: haproxy, ingress.className: haproxy
    ingress.controllerNamespace: haproxy-controller
    tls.covers: ["*.skillflaw.acme.com", skillflaw.acme.com]
    => silence
A load balancer in front that ends TLS
    on traefik
    tls.mode: upstream, tls.issuer.name: ""
    => silence
A private product with the company's own authority
    on web traefik
    tls.challenge: private, tls.issuer.name: acme-ca
    ingress.hosts.api: api.skillflaw.corp.internal, ingress.hosts.ui: skillflaw.corp.internal
    => silence
Istio behind the same Gateway API
    ingress.implementation: istio, ingress.controllerNamespace: istio-system
    => silence
Cilium without a className
    ingress.implementation: cilium, ingress.controllerNamespace: kube-system
    => silence
A namespace shared with others
    release.namespaceDedicated: false, release.namespace: platform
    => silence
Secrets of a vault
    secrets.provider: external-secrets, secrets.store.name: vault, secrets.remotePath: acme
    => silence
Secrets of a vault of the namespace's own
    secrets.provider: external-secrets, secrets.store.kind: SecretStore, secrets.store.name: vault
    => silence
Secrets sealed for the cluster, delivered by Argo CD
    secrets.provider: sealed-secrets, operations.gitops: argo-cd
    operations.gitUrl: "https://github.com/acme/platform.git", operations.gitPath: clusters/prod
    => silence
Images that the team builds
    on source web
    release.frontend.image: registry.acme.com/skillflaw/frontend
    release.imagePullSecret: registry
    => silence
The first day
    release.firstInstall: true, release.previousBackendTag: "", release.schemaMigration: none
    => silence
The oldest cluster
    release.kubernetes: "1.27"
    => silence
A longer flow and larger files, agreed on by all
    scaling.backend.longestFlowSeconds: 570, ingress.timeoutSeconds: 600
    scaling.backend.maxUploadMb: 500, ingress.maxBodySize: 512Mi, storage.size: 100Gi
    => silence
Flows that may call two networks of the company
    operations.egress: [10.80.0.0/16, "fd00:80::/32"]
    => silence
Umlauts in the names
    ingress.hosts.api: api.müller-straße.de, tls.covers: ["*.müller-straße.de"]
    => silence
Stores that are Services of the same cluster, reached without TLS
    on require
    database.sslMode: disable, database.host: postgres.data.svc.cluster.local
    redis.tls: false, redis.host: redis.data.svc.cluster.local
    database.cidrs: [], redis.cidrs: []
    => silence
Twelve replicas whose connections were counted
    scaling.backend.replicas: 12, scaling.backend.maxUnavailable: 2
    database.poolSize: 5, database.maxOverflow: 5, database.maxConnections: 200
    => silence
"""


@cases(TABLE)
def test_a_good_plan_hears_nothing_but_advice(case: Case) -> None:
    assert case.mismatch() == []
