"""Each condition of a rule, at its boundary: the plans that tell it from its nearest neighbour."""

from __future__ import annotations

from tests.guide.conftest import Said
from tests.guide.rows import rows
from tests.guide.tables import Changes

DATABASE = """
silent no-backup (single) database.backup.destination: ""
silent backup-beside-the-database (single) database.backup.schedule: ""
silent backup-beside-the-database (single) database.backup.destination: s3://acme/skillflaw
error too-many-connections scaling.backend.workers: 0, database.maxConnections: 79
error too-many-connections storage.mode: ephemeral, storage.accessMode: ReadWriteOnce,
    database.maxConnections: 79
error too-many-connections (pooled) database.maxConnections: 79
warning connections-nearly-spent database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 49
silent connections-nearly-spent database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 50
silent connections-nearly-spent (operator pooled) database.pooler.defaultPoolSize: 10,
    database.maxConnections: 85
info connections-nearly-spent (operator pooled) database.maxConnections: 112
silent connections-nearly-spent (operator pooled) database.maxConnections: 113
info rollout-takes-every-connection database.maxConnections: 92
info rollout-takes-every-connection database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 50
info rollout-takes-every-connection scaling.backend.replicas: 2, database.maxConnections: 67
silent rollout-takes-every-connection database.maxConnections: 91
info rollout-takes-every-connection database.poolSize: 65, database.maxOverflow: 0,
    database.maxConnections: 260
silent rollout-takes-every-connection storage.accessMode: ReadWriteOnce, database.maxConnections: 92
silent rollout-takes-every-connection (operator pooled) database.maxConnections: 92
silent failover-plan-missing (operator) database.instances: 1, database.failoverPlan: ""
silent failover-plan-missing (single) database.highAvailability: true, database.failoverPlan: ""
error failover-plan-missing (operator) database.instances: 2, database.failoverPlan: ""
error failover-plan-missing database.instances: 1, database.failoverPlan: ""
warning migrations-race release.firstInstall: true, release.schemaMigration: none,
    database.migrations: on-start
silent no-failover database.highAvailability: false, database.instances: 1
silent no-failover (operator) database.highAvailability: false
silent one-instance-called-available database.instances: 1
warning one-pooler (operator pooled) database.pooler.instances: 1, database.instances: 2
silent one-pooler (operator pooled) database.pooler.instances: 1, database.instances: 1
silent one-pooler (pooled) database.pooler.instances: 1
silent plain-text-database database.host: 127.0.0.1, database.sslMode: disable
silent pooler-turns-clients-away database.pooler.maxClientConnections: 30
silent session-pool-smaller-than-its-clients (pooled) database.pooler.defaultPoolSize: 10
silent session-pool-smaller-than-its-clients (operator) database.pooler.mode: transaction,
    database.pooler.defaultPoolSize: 10
silent read-only-endpoint (operator) database.host: skillflaw-ro.acme.com
silent restore-drill-long-ago database.backup.schedule: "",
    database.backup.restoreTested: "2020-01-01"
silent verify-without-a-ca (operator) database.caSecret.name: ""
error verify-without-a-ca database.caSecret.key: ""
error pod-local-database database.host: "::ffff:127.0.0.1"
"""

REDIS = """
warning plain-text-redis redis.tls: false, redis.cidrs: [172.16.0.0/12]
warning plain-text-redis redis.tls: false, redis.cidrs: [192.168.7.0/24]
warning plain-text-redis redis.tls: false, redis.cidrs: [100.64.0.0/10]
warning plain-text-redis redis.tls: false, redis.cidrs: ["fd00::/8"]
error plain-text-redis redis.tls: false, redis.cidrs: ["2001:db8::/32"]
error plain-text-redis redis.tls: false, redis.host: 8.8.8.8
warning plain-text-redis redis.tls: false, redis.host: 10.1.2.3, redis.cidrs: [8.8.8.0/24]
warning plain-text-redis redis.tls: false, redis.host: "fd00::1", redis.cidrs: []
silent plain-text-redis redis.tls: false, redis.host: 127.0.0.1
silent eviction-unsaid redis.mode: none, redis.evictionPolicy: ""
silent full-cache-refuses-writes redis.mode: none, redis.evictionPolicy: noeviction
silent queue-lost-at-a-restart redis.mode: none, redis.holds: cache-and-queue
silent queue-may-be-evicted redis.mode: none, redis.holds: cache-and-queue
warning memory-bound-near-the-container (own-redis) redis.maxMemory: 1020Mi
warning memory-bound-near-the-container (own-redis) redis.persistence: aof, redis.maxMemory: 513Mi
silent memory-bound-near-the-container (own-redis) redis.persistence: aof, redis.maxMemory: 512Mi
silent memory-bound-near-the-container redis.maxMemory: 900Mi
error redis-cluster-endpoint redis.host: redis-sentinel.acme.com
warning redis-volume-too-small (own-redis) redis.persistence: rdb, redis.size: 1023Mi
silent redis-volume-too-small (own-redis) redis.persistence: rdb, redis.size: 1Gi
silent redis-volume-too-small redis.persistence: rdb, redis.size: 1Mi
"""

SCALING = """
silent workers-split-the-editor scaling.backend.workers: 2
error budget-blocks-every-drain (web) scaling.frontend.followBackend: true,
    scaling.frontend.replicas: 1, scaling.frontend.maxUnavailable: 0
silent autoscaler-without-a-request (web) scaling.frontend.resources.requests.cpu: ""
silent autoscaler-without-a-request (web) scaling.frontend.resources.requests.cpu: "",
    scaling.frontend.autoscaling.enabled: true, scaling.frontend.followBackend: true
warning budget-allows-all-at-once scaling.backend.replicas: 2, scaling.backend.maxUnavailable: 2
silent budget-allows-all-at-once scaling.backend.maxUnavailable: 2
silent drain-longer-than-nodes-wait scaling.backend.longestFlowSeconds: 555
info drain-longer-than-nodes-wait scaling.backend.longestFlowSeconds: 556
silent memory-limit-below-an-idle-backend scaling.backend.workers: 2,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 824Mi
error memory-limit-below-an-idle-backend scaling.backend.workers: 2,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 823Mi
error memory-limit-below-an-idle-backend scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 608Mi
silent memory-limit-below-an-idle-backend scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 609Mi
silent memory-too-small-for-the-workers scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: 1Gi
silent memory-too-small-for-the-workers scaling.backend.resources.requests.memory: "",
    scaling.backend.resources.limits.memory: ""
warning memory-too-small-for-the-workers scaling.backend.resources.requests.memory: 1Gi,
    scaling.backend.resources.limits.memory: ""
warning memory-too-small-for-the-workers scaling.backend.resources.requests.memory: 1Gi,
    scaling.backend.resources.limits.memory: 1Gi
silent one-backend-carries-everything scaling.backend.replicas: 2
silent one-backend-carries-everything (one-replica rehearsal)
silent one-pod-in-quiet-times scaling.backend.autoscaling.minReplicas: 1
silent reason-to-scale-unsaid (one-replica) scaling.backend.drivers: []
info reason-to-scale-unsaid scaling.backend.replicas: 2, scaling.backend.drivers: []
silent reason-to-scale-unsaid (web) scaling.frontend.drivers: []
silent reason-to-scale-unsaid (web) scaling.frontend.autoscaling.enabled: true
info reason-to-scale-unsaid (web) scaling.frontend.autoscaling.enabled: true,
    scaling.frontend.drivers: []
silent reason-to-scale-unsaid scaling.frontend.autoscaling.enabled: true
warning replicas-without-affinity (web) scaling.backend.affinity: none, scaling.backend.replicas: 2
silent requests-missing (web) scaling.frontend.autoscaling.enabled: true,
    scaling.frontend.resources.requests.cpu: ""
warning requests-missing (web) scaling.frontend.resources.requests.cpu: ""
warning requests-missing (web docs) scaling.frontend.autoscaling.enabled: true,
    scaling.docs.resources.requests.cpu: ""
silent spread-over-zones-with-one-pod (docs) scaling.spread: zone
warning spread-over-zones-with-one-pod (web) scaling.spread: zone, scaling.frontend.replicas: 1
"""

STORAGE = """
error mount-over-the-system operations.writablePaths: [/etc]
silent mount-over-the-system operations.writablePaths: [/etc],
    operations.readOnlyRootFilesystem: false
silent block-driver-cannot-share storage.mode: ephemeral, storage.provisioner: ebs.csi.aws.com
warning claim-too-small storage.size: 100Mi
silent claim-too-small storage.size: 1000Mi
silent object-store-as-a-directory storage.mode: ephemeral, storage.provisioner: s3.csi.aws.com
silent scratch-inside-the-state storage.mode: ephemeral,
    operations.writablePaths: [/var/lib/skillflaw/tmp]
silent scratch-inside-the-state operations.readOnlyRootFilesystem: false,
    operations.writablePaths: [/var/lib/skillflaw/tmp]
silent sharing-unproven storage.mode: ephemeral, storage.provisioner: ""
"""

SECRETS = """
error one-secret-for-two-purposes redis.urlSecret.name: skillflaw-database-ca,
    redis.urlSecret.key: ca.crt
error one-secret-for-two-purposes database.sslMode: verify-ca,
    redis.urlSecret.name: skillflaw-database-ca, redis.urlSecret.key: ca.crt
silent one-secret-for-two-purposes database.sslMode: require,
    redis.urlSecret.name: skillflaw-database-ca, redis.urlSecret.key: ca.crt
silent one-secret-for-two-purposes (single) redis.urlSecret.name: skillflaw-database-ca,
    redis.urlSecret.key: ca.crt
error one-secret-for-two-purposes (operator) database.urlSecret.name: mine,
    redis.urlSecret.name: mine, redis.urlSecret.key: SKILLFLAW_DATABASE_URL
silent secret-as-a-setting operations.settings: {SKILLFLAW_SECRET_KEY_FILE: /run/secrets/skillflaw}
error secret-name-already-taken (traefik) tls.secrets.api: edge, release.imagePullSecret: edge
error secret-name-already-taken (traefik certificate) tls.secrets.api: edge,
    release.imagePullSecret: edge
error secret-name-already-taken (single) release.imagePullSecret: postgres-tls
silent secret-name-already-taken release.imagePullSecret: postgres-tls
silent one-tls-secret-for-two-certificates (web traefik) tls.secrets.api: one, tls.secrets.ui: two
silent one-tls-secret-for-two-certificates (web traefik) tls.secrets.api: one, tls.secrets.ui: one,
    ingress.hosts.ui: api.skillflaw.acme.com
"""


@rows(DATABASE, REDIS)
def test_a_store_is_judged_at_its_boundaries(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity


@rows(SCALING, STORAGE, SECRETS)
def test_a_size_or_a_name_is_judged_at_its_boundaries(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
