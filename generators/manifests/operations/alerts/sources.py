"""The metrics that the alerts read, each with the public page that names it and its labels."""

from __future__ import annotations

from collections.abc import Mapping

KUBE_STATE_METRICS = "https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics"
CLOUDNATIVE_PG = (
    "https://github.com/cloudnative-pg/cloudnative-pg/blob/main/config/manager/"
    "default-monitoring.yaml"
)
CLOUDNATIVE_PG_COLLECTOR = "https://cloudnative-pg.io/documentation/current/monitoring/"
BARMAN = "https://cloudnative-pg.io/plugin-barman-cloud/docs/observability/"
BLACKBOX = "https://github.com/prometheus/blackbox_exporter"
KUBELET = "https://kubernetes.io/docs/reference/instrumentation/metrics/"
POSTGRES_EXPORTER = "https://github.com/prometheus-community/postgres_exporter"
REDIS_EXPORTER = "https://github.com/oliver006/redis_exporter"
HAPROXY = "https://github.com/haproxy/haproxy/blob/master/addons/promex/README"
TRAEFIK = "https://doc.traefik.io/traefik/reference/install-configuration/observability/metrics/"
INGRESS_NGINX = "https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/"
ENVOY = (
    "https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/"
    "cluster_stats"
)
ISTIO = "https://istio.io/latest/docs/reference/config/metrics/"
HUBBLE = "https://docs.cilium.io/en/stable/observability/metrics/"

SOURCES: Mapping[str, str] = {
    "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp": BARMAN,
    "cnpg_backends_total": CLOUDNATIVE_PG,
    "cnpg_collector_up": CLOUDNATIVE_PG_COLLECTOR,
    "cnpg_pg_settings_setting": CLOUDNATIVE_PG,
    "cnpg_pg_stat_archiver_last_archived_time": CLOUDNATIVE_PG,
    "cnpg_pg_stat_archiver_last_failed_time": CLOUDNATIVE_PG,
    "cnpg_pgbouncer_pools_cl_waiting": (
        "https://cloudnative-pg.io/documentation/current/connection_pooling/#monitoring"
    ),
    "envoy_cluster_upstream_rq_time_bucket": ENVOY,
    "envoy_cluster_upstream_rq_xx": ENVOY,
    "haproxy_backend_current_sessions": HAPROXY,
    "haproxy_backend_http_requests_total": HAPROXY,
    "haproxy_backend_http_responses_total": HAPROXY,
    "hubble_http_request_duration_seconds_count": HUBBLE,
    "hubble_http_request_duration_seconds_sum": HUBBLE,
    "hubble_http_requests_total": HUBBLE,
    "istio_request_duration_milliseconds_bucket": ISTIO,
    "istio_requests_total": ISTIO,
    "kube_cronjob_created": f"{KUBE_STATE_METRICS}/workload/cronjob-metrics.md",
    "kube_cronjob_status_last_successful_time": (
        f"{KUBE_STATE_METRICS}/workload/cronjob-metrics.md"
    ),
    "kube_deployment_spec_replicas": f"{KUBE_STATE_METRICS}/workload/deployment-metrics.md",
    "kube_deployment_status_condition": f"{KUBE_STATE_METRICS}/workload/deployment-metrics.md",
    "kube_deployment_status_replicas_available": (
        f"{KUBE_STATE_METRICS}/workload/deployment-metrics.md"
    ),
    "kube_horizontalpodautoscaler_spec_max_replicas": (
        f"{KUBE_STATE_METRICS}/workload/horizontalpodautoscaler-metrics.md"
    ),
    "kube_horizontalpodautoscaler_status_desired_replicas": (
        f"{KUBE_STATE_METRICS}/workload/horizontalpodautoscaler-metrics.md"
    ),
    "kube_pod_container_status_last_terminated_reason": (
        f"{KUBE_STATE_METRICS}/workload/pod-metrics.md"
    ),
    "kube_pod_container_status_restarts_total": f"{KUBE_STATE_METRICS}/workload/pod-metrics.md",
    "kube_pod_container_status_waiting_reason": f"{KUBE_STATE_METRICS}/workload/pod-metrics.md",
    "kube_pod_status_phase": f"{KUBE_STATE_METRICS}/workload/pod-metrics.md",
    "kube_statefulset_replicas": f"{KUBE_STATE_METRICS}/workload/statefulset-metrics.md",
    "kube_statefulset_status_replicas_ready": (
        f"{KUBE_STATE_METRICS}/workload/statefulset-metrics.md"
    ),
    "kubelet_volume_stats_available_bytes": KUBELET,
    "kubelet_volume_stats_capacity_bytes": KUBELET,
    "nginx_ingress_controller_request_duration_seconds_count": INGRESS_NGINX,
    "nginx_ingress_controller_request_duration_seconds_sum": INGRESS_NGINX,
    "nginx_ingress_controller_requests": INGRESS_NGINX,
    "pg_settings_max_connections": POSTGRES_EXPORTER,
    "pg_stat_database_numbackends": POSTGRES_EXPORTER,
    "pg_up": POSTGRES_EXPORTER,
    "probe_duration_seconds": BLACKBOX,
    "probe_ssl_earliest_cert_expiry": BLACKBOX,
    "probe_success": BLACKBOX,
    "redis_evicted_keys_total": REDIS_EXPORTER,
    "redis_memory_max_bytes": REDIS_EXPORTER,
    "redis_memory_used_bytes": REDIS_EXPORTER,
    "redis_rejected_connections_total": REDIS_EXPORTER,
    "redis_up": REDIS_EXPORTER,
    "traefik_service_request_duration_seconds_count": TRAEFIK,
    "traefik_service_request_duration_seconds_sum": TRAEFIK,
    "traefik_service_requests_total": TRAEFIK,
}
