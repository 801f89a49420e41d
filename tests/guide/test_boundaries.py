"""Each condition of a rule, at its boundary: the plans that tell it from its nearest neighbour."""

from __future__ import annotations

from tests.guide.conftest import FindingsOf
from tests.guide.rows import rows
from tests.guide.tables import Changes

DATABASE = """
silent database-backup-missing (single) database.backup.destination: ""
silent database-backup-in-same-cluster (single) database.backup.schedule: ""
silent database-backup-in-same-cluster (single) database.backup.destination: s3://acme/skillflaw
error database-connections-above-limit scaling.backend.workers: 0, database.maxConnections: 79
error database-connections-above-limit storage.mode: ephemeral, storage.accessMode: ReadWriteOnce,
    database.maxConnections: 79
error database-connections-above-limit (pooled) database.maxConnections: 79
warning database-connections-nearly-exhausted database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 49
silent database-connections-nearly-exhausted database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 50
silent database-connections-nearly-exhausted (operator pooled) database.pooler.defaultPoolSize: 10,
    database.maxConnections: 85
info database-connections-nearly-exhausted (operator pooled) database.maxConnections: 112
silent database-connections-nearly-exhausted (operator pooled) database.maxConnections: 113
info database-connections-exhausted-during-rollout database.maxConnections: 92
info database-connections-exhausted-during-rollout database.poolSize: 9, database.maxOverflow: 0,
    database.maxConnections: 50
info database-connections-exhausted-during-rollout scaling.backend.replicas: 2,
    database.maxConnections: 67
silent database-connections-exhausted-during-rollout database.maxConnections: 91
info database-connections-exhausted-during-rollout database.poolSize: 65, database.maxOverflow: 0,
    database.maxConnections: 260
silent database-connections-exhausted-during-rollout storage.accessMode: ReadWriteOnce,
    database.maxConnections: 92
silent database-connections-exhausted-during-rollout (operator pooled) database.maxConnections: 92
silent database-failover-plan-missing (operator) database.instances: 1, database.failoverPlan: ""
silent database-failover-plan-missing (single) database.highAvailability: true,
    database.failoverPlan: ""
error database-failover-plan-missing (operator) database.instances: 2, database.failoverPlan: ""
error database-failover-plan-missing database.instances: 1, database.failoverPlan: ""
warning database-migrations-concurrent release.firstInstall: true, release.schemaMigration: none,
    database.migrations: on-start
silent database-standby-missing database.highAvailability: false, database.instances: 1
silent database-standby-missing (operator) database.highAvailability: false
silent database-high-availability-without-standby database.instances: 1
warning pooler-redundancy-missing (operator pooled) database.pooler.instances: 1,
    database.instances: 2
silent pooler-redundancy-missing (operator pooled) database.pooler.instances: 1,
    database.instances: 1
silent pooler-redundancy-missing (pooled) database.pooler.instances: 1
silent database-connection-unencrypted database.host: 127.0.0.1, database.sslMode: disable
silent pooler-client-limit-too-small database.pooler.maxClientConnections: 30
silent pooler-session-pool-too-small (pooled) database.pooler.defaultPoolSize: 10
silent pooler-session-pool-too-small (operator) database.pooler.mode: transaction,
    database.pooler.defaultPoolSize: 10
silent database-host-read-only (operator) database.host: skillflaw-ro.acme.com
silent database-restore-test-outdated database.backup.schedule: "",
    database.backup.restoreTested: "2020-01-01"
silent database-ca-missing (operator) database.caSecret.name: ""
error database-ca-missing database.caSecret.key: ""
error database-host-pod-local database.host: "::ffff:127.0.0.1"
"""

REDIS = """
warning redis-connection-unencrypted redis.tls: false, redis.cidrs: [172.16.0.0/12]
warning redis-connection-unencrypted redis.tls: false, redis.cidrs: [192.168.7.0/24]
warning redis-connection-unencrypted redis.tls: false, redis.cidrs: [100.64.0.0/10]
warning redis-connection-unencrypted redis.tls: false, redis.cidrs: ["fd00::/8"]
error redis-connection-unencrypted redis.tls: false, redis.cidrs: ["2001:db8::/32"]
error redis-connection-unencrypted redis.tls: false, redis.host: 8.8.8.8
warning redis-connection-unencrypted redis.tls: false, redis.host: 10.1.2.3,
    redis.cidrs: [8.8.8.0/24]
warning redis-connection-unencrypted redis.tls: false, redis.host: "fd00::1", redis.cidrs: []
silent redis-connection-unencrypted redis.tls: false, redis.host: 127.0.0.1
silent eviction-policy-missing redis.mode: none, redis.evictionPolicy: ""
silent redis-cache-eviction-disabled redis.mode: none, redis.evictionPolicy: noeviction
silent redis-queue-not-persisted redis.mode: none, redis.holds: cache-and-queue
silent redis-queue-evictable redis.mode: none, redis.holds: cache-and-queue
warning redis-maxmemory-near-container-limit (own-redis) redis.maxMemory: 1020Mi
warning redis-maxmemory-near-container-limit (own-redis) redis.persistence: aof,
    redis.maxMemory: 513Mi
silent redis-maxmemory-near-container-limit (own-redis) redis.persistence: aof,
    redis.maxMemory: 512Mi
silent redis-maxmemory-near-container-limit redis.maxMemory: 900Mi
error redis-endpoint-unsupported redis.host: redis-sentinel.acme.com
warning redis-volume-too-small (own-redis) redis.persistence: rdb, redis.size: 1023Mi
silent redis-volume-too-small (own-redis) redis.persistence: rdb, redis.size: 1Gi
silent redis-volume-too-small redis.persistence: rdb, redis.size: 1Mi
"""

SCALING = """
silent worker-state-unshared scaling.backend.workers: 2
error max-unavailable-zero (web) scaling.frontend.followBackend: true,
    scaling.frontend.replicas: 1, scaling.frontend.maxUnavailable: 0
silent autoscaling-cpu-request-missing (web) scaling.frontend.resources.requests.cpu: ""
silent autoscaling-cpu-request-missing (web) scaling.frontend.resources.requests.cpu: "",
    scaling.frontend.autoscaling.enabled: true, scaling.frontend.followBackend: true
warning max-unavailable-too-large scaling.backend.replicas: 2, scaling.backend.maxUnavailable: 2
silent max-unavailable-too-large scaling.backend.maxUnavailable: 2
silent longest-flow-too-long scaling.backend.longestFlowSeconds: 555
info longest-flow-too-long scaling.backend.longestFlowSeconds: 556
silent backend-memory-limit-too-small scaling.backend.workers: 2,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 824Mi
error backend-memory-limit-too-small scaling.backend.workers: 2,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 823Mi
error backend-memory-limit-too-small scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 608Mi
silent backend-memory-limit-too-small scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: "", scaling.backend.resources.limits.memory: 609Mi
silent backend-memory-too-small scaling.backend.workers: 0,
    scaling.backend.resources.requests.memory: 1Gi
silent backend-memory-too-small scaling.backend.resources.requests.memory: "",
    scaling.backend.resources.limits.memory: ""
warning backend-memory-too-small scaling.backend.resources.requests.memory: 1Gi,
    scaling.backend.resources.limits.memory: ""
warning backend-memory-too-small scaling.backend.resources.requests.memory: 1Gi,
    scaling.backend.resources.limits.memory: 1Gi
silent backend-single-replica scaling.backend.replicas: 2
silent backend-single-replica (one-replica rehearsal)
silent autoscaling-min-replicas-too-small scaling.backend.autoscaling.minReplicas: 1
silent scaling-driver-missing (one-replica) scaling.backend.drivers: []
info scaling-driver-missing scaling.backend.replicas: 2, scaling.backend.drivers: []
silent scaling-driver-missing (web) scaling.frontend.drivers: []
silent scaling-driver-missing (web) scaling.frontend.autoscaling.enabled: true
info scaling-driver-missing (web) scaling.frontend.autoscaling.enabled: true,
    scaling.frontend.drivers: []
silent scaling-driver-missing scaling.frontend.autoscaling.enabled: true
warning session-affinity-missing (web) scaling.backend.affinity: none, scaling.backend.replicas: 2
silent frontend-docs-requests-missing (web) scaling.frontend.autoscaling.enabled: true,
    scaling.frontend.resources.requests.cpu: ""
warning frontend-docs-requests-missing (web) scaling.frontend.resources.requests.cpu: ""
warning frontend-docs-requests-missing (web docs) scaling.frontend.autoscaling.enabled: true,
    scaling.docs.resources.requests.cpu: ""
silent zone-spread-ineffective (docs) scaling.spread: zone
warning zone-spread-ineffective (web) scaling.spread: zone, scaling.frontend.replicas: 1
"""

STORAGE = """
error mount-path-hides-system-directory operations.writablePaths: [/etc]
silent mount-path-hides-system-directory operations.writablePaths: [/etc],
    operations.readOnlyRootFilesystem: false
silent storage-driver-lacks-read-write-many storage.mode: ephemeral,
    storage.provisioner: ebs.csi.aws.com
warning claim-too-small storage.size: 100Mi
silent claim-too-small storage.size: 1000Mi
silent storage-driver-mounts-object-storage storage.mode: ephemeral,
    storage.provisioner: s3.csi.aws.com
silent writable-path-in-state-directory storage.mode: ephemeral,
    operations.writablePaths: [/var/lib/skillflaw/tmp]
silent writable-path-in-state-directory operations.readOnlyRootFilesystem: false,
    operations.writablePaths: [/var/lib/skillflaw/tmp]
silent storage-driver-unknown storage.mode: ephemeral, storage.provisioner: ""
"""

SECRETS = """
error secret-used-for-two-purposes redis.urlSecret.name: skillflaw-database-ca,
    redis.urlSecret.key: ca.crt
error secret-used-for-two-purposes database.sslMode: verify-ca,
    redis.urlSecret.name: skillflaw-database-ca, redis.urlSecret.key: ca.crt
silent secret-used-for-two-purposes database.sslMode: require,
    redis.urlSecret.name: skillflaw-database-ca, redis.urlSecret.key: ca.crt
silent secret-used-for-two-purposes (single) redis.urlSecret.name: skillflaw-database-ca,
    redis.urlSecret.key: ca.crt
error secret-used-for-two-purposes (operator) database.urlSecret.name: mine,
    redis.urlSecret.name: mine, redis.urlSecret.key: SKILLFLAW_DATABASE_URL
silent setting-holds-secret operations.settings: {SKILLFLAW_SECRET_KEY_FILE: /run/secrets/skillflaw}
error secret-name-already-used (traefik) tls.secrets.api: edge, release.imagePullSecret: edge
error secret-name-already-used (traefik certificate) tls.secrets.api: edge,
    release.imagePullSecret: edge
error secret-name-already-used (single) release.imagePullSecret: postgres-tls
silent secret-name-already-used release.imagePullSecret: postgres-tls
silent tls-secret-shared-by-two-certificates (web traefik) tls.secrets.api: one, tls.secrets.ui: two
silent tls-secret-shared-by-two-certificates (web traefik) tls.secrets.api: one,
    tls.secrets.ui: one,
    ingress.hosts.ui: api.skillflaw.acme.com
"""


@rows(DATABASE, REDIS)
def test_a_store_is_judged_at_its_boundaries(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity


@rows(SCALING, STORAGE, SECRETS)
def test_a_size_or_a_name_is_judged_at_its_boundaries(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
