"""Every rule of the catalogue, written out by topic, in the order in which pages list them."""

from __future__ import annotations

from generators.guide.rule import Rule
from generators.guide.rules.database.database_backup_destination_invalid import (
    database_backup_destination_invalid,
)
from generators.guide.rules.database.database_backup_identity_missing import (
    database_backup_identity_missing,
)
from generators.guide.rules.database.database_backup_in_same_cluster import (
    database_backup_in_same_cluster,
)
from generators.guide.rules.database.database_backup_missing import database_backup_missing
from generators.guide.rules.database.database_backup_retention_too_short import (
    database_backup_retention_too_short,
)
from generators.guide.rules.database.database_backup_unknown import database_backup_unknown
from generators.guide.rules.database.database_ca_missing import database_ca_missing
from generators.guide.rules.database.database_certificate_name_mismatch import (
    database_certificate_name_mismatch,
)
from generators.guide.rules.database.database_connection_unencrypted import (
    database_connection_unencrypted,
)
from generators.guide.rules.database.database_connections_above_limit import (
    database_connections_above_limit,
)
from generators.guide.rules.database.database_connections_exhausted_during_rollout import (
    database_connections_exhausted_during_rollout,
)
from generators.guide.rules.database.database_connections_nearly_exhausted import (
    database_connections_nearly_exhausted,
)
from generators.guide.rules.database.database_failover_plan_missing import (
    database_failover_plan_missing,
)
from generators.guide.rules.database.database_high_availability_without_standby import (
    database_high_availability_without_standby,
)
from generators.guide.rules.database.database_host_missing import database_host_missing
from generators.guide.rules.database.database_host_pod_local import database_host_pod_local
from generators.guide.rules.database.database_host_read_only import database_host_read_only
from generators.guide.rules.database.database_image_unsupported import database_image_unsupported
from generators.guide.rules.database.database_memory_too_small import database_memory_too_small
from generators.guide.rules.database.database_migrations_concurrent import (
    database_migrations_concurrent,
)
from generators.guide.rules.database.database_name_missing import database_name_missing
from generators.guide.rules.database.database_restore_test_outdated import (
    database_restore_test_outdated,
)
from generators.guide.rules.database.database_restore_untested import database_restore_untested
from generators.guide.rules.database.database_server_unverified import database_server_unverified
from generators.guide.rules.database.database_standby_missing import database_standby_missing
from generators.guide.rules.database.database_unmonitored import database_unmonitored
from generators.guide.rules.database.migration_job_unsupported import migration_job_unsupported
from generators.guide.rules.database.pooler_client_limit_too_small import (
    pooler_client_limit_too_small,
)
from generators.guide.rules.database.pooler_connections_above_server_limit import (
    pooler_connections_above_server_limit,
)
from generators.guide.rules.database.pooler_managed_transaction_mode import (
    pooler_managed_transaction_mode,
)
from generators.guide.rules.database.pooler_missing import pooler_missing
from generators.guide.rules.database.pooler_redundancy_missing import pooler_redundancy_missing
from generators.guide.rules.database.pooler_session_pool_too_small import (
    pooler_session_pool_too_small,
)
from generators.guide.rules.database.pooler_settings_unverified import pooler_settings_unverified
from generators.guide.rules.database.pooler_transaction_mode_unsupported import (
    pooler_transaction_mode_unsupported,
)
from generators.guide.rules.ingress.api_and_ui_hostname_shared import api_and_ui_hostname_shared
from generators.guide.rules.ingress.cluster_internal_hostname import cluster_internal_hostname
from generators.guide.rules.ingress.docs_hostname_shared import docs_hostname_shared
from generators.guide.rules.ingress.gateway_name_missing import gateway_name_missing
from generators.guide.rules.ingress.gateway_source_cidrs_missing import gateway_source_cidrs_missing
from generators.guide.rules.ingress.hostname_domain_reserved import hostname_domain_reserved
from generators.guide.rules.ingress.hostname_is_ip_address import hostname_is_ip_address
from generators.guide.rules.ingress.hostname_is_wildcard import hostname_is_wildcard
from generators.guide.rules.ingress.hostname_not_registrable import hostname_not_registrable
from generators.guide.rules.ingress.ingress_allow_list_not_enforced import (
    ingress_allow_list_not_enforced,
)
from generators.guide.rules.ingress.ingress_allow_list_too_wide import ingress_allow_list_too_wide
from generators.guide.rules.ingress.ingress_body_size_too_small import ingress_body_size_too_small
from generators.guide.rules.ingress.ingress_class_missing import ingress_class_missing
from generators.guide.rules.ingress.ingress_controller_namespace_missing import (
    ingress_controller_namespace_missing,
)
from generators.guide.rules.ingress.ingress_controller_unknown import ingress_controller_unknown
from generators.guide.rules.ingress.ingress_namespace_of_other_controller import (
    ingress_namespace_of_other_controller,
)
from generators.guide.rules.ingress.ingress_nginx_retired import ingress_nginx_retired
from generators.guide.rules.ingress.ingress_timeout_below_longest_flow import (
    ingress_timeout_below_longest_flow,
)
from generators.guide.rules.ingress.load_balancer_unsupported import load_balancer_unsupported
from generators.guide.rules.ingress.login_proxy_unsupported import login_proxy_unsupported
from generators.guide.rules.operations.alerts_disabled import alerts_disabled
from generators.guide.rules.operations.api_server_cidrs_missing import api_server_cidrs_missing
from generators.guide.rules.operations.automatic_login_enabled import automatic_login_enabled
from generators.guide.rules.operations.backend_home_directory_read_only import (
    backend_home_directory_read_only,
)
from generators.guide.rules.operations.backend_logs_exposed_over_http import (
    backend_logs_exposed_over_http,
)
from generators.guide.rules.operations.backend_logs_written_to_file import (
    backend_logs_written_to_file,
)
from generators.guide.rules.operations.containers_run_as_root import containers_run_as_root
from generators.guide.rules.operations.cors_allows_every_origin import cors_allows_every_origin
from generators.guide.rules.operations.data_store_address_outside_cidrs import (
    data_store_address_outside_cidrs,
)
from generators.guide.rules.operations.data_store_cidr_too_wide import data_store_cidr_too_wide
from generators.guide.rules.operations.data_store_egress_unrestricted import (
    data_store_egress_unrestricted,
)
from generators.guide.rules.operations.data_store_open_to_every_pod import (
    data_store_open_to_every_pod,
)
from generators.guide.rules.operations.dns_resolvers_missing import dns_resolvers_missing
from generators.guide.rules.operations.environment_variable_repeated import (
    environment_variable_repeated,
)
from generators.guide.rules.operations.event_delivery_fails_across_processes import (
    event_delivery_fails_across_processes,
)
from generators.guide.rules.operations.flow_egress_blocked import flow_egress_blocked
from generators.guide.rules.operations.flow_egress_unrestricted import flow_egress_unrestricted
from generators.guide.rules.operations.gitops_path_outside_repository import (
    gitops_path_outside_repository,
)
from generators.guide.rules.operations.gitops_repository_missing import gitops_repository_missing
from generators.guide.rules.operations.gitops_repository_plain_http import (
    gitops_repository_plain_http,
)
from generators.guide.rules.operations.gitops_repository_url_invalid import (
    gitops_repository_url_invalid,
)
from generators.guide.rules.operations.load_test_missing import load_test_missing
from generators.guide.rules.operations.log_collection_missing import log_collection_missing
from generators.guide.rules.operations.monitor_labels_missing import monitor_labels_missing
from generators.guide.rules.operations.monitoring_namespace_not_openshift import (
    monitoring_namespace_not_openshift,
)
from generators.guide.rules.operations.namespace_pod_security_baseline import (
    namespace_pod_security_baseline,
)
from generators.guide.rules.operations.network_address_family_mismatch import (
    network_address_family_mismatch,
)
from generators.guide.rules.operations.network_policies_disabled import network_policies_disabled
from generators.guide.rules.operations.object_storage_identity_missing import (
    object_storage_identity_missing,
)
from generators.guide.rules.operations.pod_label_reserved import pod_label_reserved
from generators.guide.rules.operations.prober_missing import prober_missing
from generators.guide.rules.operations.prober_port_requires_authorization import (
    prober_port_requires_authorization,
)
from generators.guide.rules.operations.proxy_bypassed_by_egress import proxy_bypassed_by_egress
from generators.guide.rules.operations.readiness_probe_depends_on_data_stores import (
    readiness_probe_depends_on_data_stores,
)
from generators.guide.rules.operations.setting_address_blocked import setting_address_blocked
from generators.guide.rules.operations.setting_empty import setting_empty
from generators.guide.rules.operations.setting_file_not_mounted import setting_file_not_mounted
from generators.guide.rules.operations.setting_loads_code import setting_loads_code
from generators.guide.rules.operations.setting_name_unknown import setting_name_unknown
from generators.guide.rules.operations.setting_overrides_choice import setting_overrides_choice
from generators.guide.rules.operations.setting_path_read_only import setting_path_read_only
from generators.guide.rules.operations.setting_prefix_unsupported import setting_prefix_unsupported
from generators.guide.rules.operations.setting_proxy_blocked import setting_proxy_blocked
from generators.guide.rules.operations.smoke_test_flow_missing import smoke_test_flow_missing
from generators.guide.rules.operations.smoke_test_flow_trivial import smoke_test_flow_trivial
from generators.guide.rules.operations.ui_cookie_unreadable import ui_cookie_unreadable
from generators.guide.rules.operations.volume_name_reserved import volume_name_reserved
from generators.guide.rules.operations.webhook_authentication_disabled import (
    webhook_authentication_disabled,
)
from generators.guide.rules.operations.workload_identity_annotation_misplaced import (
    workload_identity_annotation_misplaced,
)
from generators.guide.rules.operations.workload_identity_egress_blocked import (
    workload_identity_egress_blocked,
)
from generators.guide.rules.operations.workload_identity_label_missing import (
    workload_identity_label_missing,
)
from generators.guide.rules.redis.backend_replicas_without_shared_cache import (
    backend_replicas_without_shared_cache,
)
from generators.guide.rules.redis.eviction_policy_missing import eviction_policy_missing
from generators.guide.rules.redis.redis_ca_missing import redis_ca_missing
from generators.guide.rules.redis.redis_cache_eviction_disabled import redis_cache_eviction_disabled
from generators.guide.rules.redis.redis_connection_unencrypted import redis_connection_unencrypted
from generators.guide.rules.redis.redis_database_number_invalid import redis_database_number_invalid
from generators.guide.rules.redis.redis_endpoint_unsupported import redis_endpoint_unsupported
from generators.guide.rules.redis.redis_host_missing import redis_host_missing
from generators.guide.rules.redis.redis_host_pod_local import redis_host_pod_local
from generators.guide.rules.redis.redis_host_read_only import redis_host_read_only
from generators.guide.rules.redis.redis_maxmemory_above_container_limit import (
    redis_maxmemory_above_container_limit,
)
from generators.guide.rules.redis.redis_maxmemory_missing import redis_maxmemory_missing
from generators.guide.rules.redis.redis_maxmemory_near_container_limit import (
    redis_maxmemory_near_container_limit,
)
from generators.guide.rules.redis.redis_maxmemory_unknown import redis_maxmemory_unknown
from generators.guide.rules.redis.redis_missing import redis_missing
from generators.guide.rules.redis.redis_persistence_unset import redis_persistence_unset
from generators.guide.rules.redis.redis_queue_evictable import redis_queue_evictable
from generators.guide.rules.redis.redis_queue_not_persisted import redis_queue_not_persisted
from generators.guide.rules.redis.redis_standby_missing import redis_standby_missing
from generators.guide.rules.redis.redis_tls_port_mismatch import redis_tls_port_mismatch
from generators.guide.rules.redis.redis_unmonitored import redis_unmonitored
from generators.guide.rules.redis.redis_volume_too_small import redis_volume_too_small
from generators.guide.rules.release.backend_ipv6_unsupported import backend_ipv6_unsupported
from generators.guide.rules.release.container_port_privileged import container_port_privileged
from generators.guide.rules.release.frontend_version_mismatch import frontend_version_mismatch
from generators.guide.rules.release.helper_images_from_public_registry import (
    helper_images_from_public_registry,
)
from generators.guide.rules.release.image_digest_duplicated import image_digest_duplicated
from generators.guide.rules.release.image_digest_invalid import image_digest_invalid
from generators.guide.rules.release.image_digest_missing import image_digest_missing
from generators.guide.rules.release.image_tag_incomplete import image_tag_incomplete
from generators.guide.rules.release.image_tag_invalid import image_tag_invalid
from generators.guide.rules.release.image_tag_mutable import image_tag_mutable
from generators.guide.rules.release.image_untagged import image_untagged
from generators.guide.rules.release.mesh_sidecar_needs_cni import mesh_sidecar_needs_cni
from generators.guide.rules.release.mesh_sidecar_unsupported import mesh_sidecar_unsupported
from generators.guide.rules.release.namespace_default import namespace_default
from generators.guide.rules.release.namespace_not_dedicated import namespace_not_dedicated
from generators.guide.rules.release.namespace_reserved import namespace_reserved
from generators.guide.rules.release.platform_openshift_unset import platform_openshift_unset
from generators.guide.rules.release.published_image_not_mirrored import published_image_not_mirrored
from generators.guide.rules.release.release_note_missing import release_note_missing
from generators.guide.rules.release.resource_environment_mismatch import (
    resource_environment_mismatch,
)
from generators.guide.rules.release.rollback_scope_unset import rollback_scope_unset
from generators.guide.rules.release.rollback_target_missing import rollback_target_missing
from generators.guide.rules.release.rollback_target_mutable import rollback_target_mutable
from generators.guide.rules.release.rollback_target_unchanged import rollback_target_unchanged
from generators.guide.rules.release.schema_migration_breaking import schema_migration_breaking
from generators.guide.rules.release.schema_migration_unknown import schema_migration_unknown
from generators.guide.rules.scaling.autoscaling_bounds_equal import autoscaling_bounds_equal
from generators.guide.rules.scaling.autoscaling_bounds_invalid import autoscaling_bounds_invalid
from generators.guide.rules.scaling.autoscaling_cpu_request_missing import (
    autoscaling_cpu_request_missing,
)
from generators.guide.rules.scaling.autoscaling_min_replicas_too_small import (
    autoscaling_min_replicas_too_small,
)
from generators.guide.rules.scaling.backend_memory_limit_too_small import (
    backend_memory_limit_too_small,
)
from generators.guide.rules.scaling.backend_memory_too_small import backend_memory_too_small
from generators.guide.rules.scaling.backend_requests_missing import backend_requests_missing
from generators.guide.rules.scaling.backend_single_replica import backend_single_replica
from generators.guide.rules.scaling.cpu_limit_missing import cpu_limit_missing
from generators.guide.rules.scaling.frontend_docs_requests_missing import (
    frontend_docs_requests_missing,
)
from generators.guide.rules.scaling.frontend_follow_reason_missing import (
    frontend_follow_reason_missing,
)
from generators.guide.rules.scaling.helper_cpu_limit_missing import helper_cpu_limit_missing
from generators.guide.rules.scaling.longest_flow_too_long import longest_flow_too_long
from generators.guide.rules.scaling.max_unavailable_too_large import max_unavailable_too_large
from generators.guide.rules.scaling.max_unavailable_zero import max_unavailable_zero
from generators.guide.rules.scaling.memory_limit_missing import memory_limit_missing
from generators.guide.rules.scaling.pre_stop_hook_fixed_sleep import pre_stop_hook_fixed_sleep
from generators.guide.rules.scaling.resource_limit_below_request import resource_limit_below_request
from generators.guide.rules.scaling.resource_request_exceeds_node import (
    resource_request_exceeds_node,
)
from generators.guide.rules.scaling.scaling_driver_missing import scaling_driver_missing
from generators.guide.rules.scaling.session_affinity_missing import session_affinity_missing
from generators.guide.rules.scaling.worker_count_invalid import worker_count_invalid
from generators.guide.rules.scaling.worker_state_unshared import worker_state_unshared
from generators.guide.rules.scaling.zone_spread_ineffective import zone_spread_ineffective
from generators.guide.rules.secrets.secret_key_file_in_state_directory import (
    secret_key_file_in_state_directory,
)
from generators.guide.rules.secrets.secret_name_already_used import secret_name_already_used
from generators.guide.rules.secrets.secret_store_missing import secret_store_missing
from generators.guide.rules.secrets.secret_used_for_two_purposes import secret_used_for_two_purposes
from generators.guide.rules.secrets.setting_holds_secret import setting_holds_secret
from generators.guide.rules.secrets.sops_decryption_missing import sops_decryption_missing
from generators.guide.rules.secrets.tls_secret_shared_by_two_certificates import (
    tls_secret_shared_by_two_certificates,
)
from generators.guide.rules.storage.claim_name_missing import claim_name_missing
from generators.guide.rules.storage.claim_smaller_than_upload import claim_smaller_than_upload
from generators.guide.rules.storage.claim_too_small import claim_too_small
from generators.guide.rules.storage.mount_path_hides_system_directory import (
    mount_path_hides_system_directory,
)
from generators.guide.rules.storage.mount_path_not_absolute import mount_path_not_absolute
from generators.guide.rules.storage.mount_paths_overlap import mount_paths_overlap
from generators.guide.rules.storage.state_directory_ephemeral import state_directory_ephemeral
from generators.guide.rules.storage.state_directory_not_shared import state_directory_not_shared
from generators.guide.rules.storage.storage_driver_ignores_fs_group import (
    storage_driver_ignores_fs_group,
)
from generators.guide.rules.storage.storage_driver_lacks_read_write_many import (
    storage_driver_lacks_read_write_many,
)
from generators.guide.rules.storage.storage_driver_mounts_object_storage import (
    storage_driver_mounts_object_storage,
)
from generators.guide.rules.storage.storage_driver_unknown import storage_driver_unknown
from generators.guide.rules.storage.writable_path_in_state_directory import (
    writable_path_in_state_directory,
)
from generators.guide.rules.tls.certificate_hostname_mismatch import certificate_hostname_mismatch
from generators.guide.rules.tls.certificate_hostname_not_public import (
    certificate_hostname_not_public,
)
from generators.guide.rules.tls.certificate_http01_challenge_blocked import (
    certificate_http01_challenge_blocked,
)
from generators.guide.rules.tls.certificate_issuer_is_staging import certificate_issuer_is_staging
from generators.guide.rules.tls.certificate_issuer_missing import certificate_issuer_missing
from generators.guide.rules.tls.certificate_issuer_not_in_namespace import (
    certificate_issuer_not_in_namespace,
)
from generators.guide.rules.tls.certificate_names_unset import certificate_names_unset
from generators.guide.rules.tls.gateway_certificate_unreadable import gateway_certificate_unreadable
from generators.guide.rules.tls.gateway_missing import gateway_missing
from generators.guide.rules.tls.https_redirect_disabled import https_redirect_disabled
from generators.guide.rules.tls.https_redirect_unconfirmed import https_redirect_unconfirmed
from generators.guide.rules.tls.ingress_tls_disabled import ingress_tls_disabled
from generators.guide.rules.topology.audience_missing import audience_missing
from generators.guide.rules.topology.docs_image_unsupported import docs_image_unsupported
from generators.guide.rules.topology.hostname_missing import hostname_missing
from generators.guide.rules.topology.hostname_without_workload import hostname_without_workload
from generators.guide.rules.topology.source_delivery_uses_published_image import (
    source_delivery_uses_published_image,
)
from generators.guide.rules.topology.ui_not_rebuilt import ui_not_rebuilt
from generators.guide.rules.waivers.waiver_environment_unknown import waiver_environment_unknown
from generators.guide.rules.waivers.waiver_expired import waiver_expired
from generators.guide.rules.waivers.waiver_not_allowed import waiver_not_allowed
from generators.guide.rules.waivers.waiver_rule_unknown import waiver_rule_unknown

RULES: tuple[Rule, ...] = (
    audience_missing,
    docs_image_unsupported,
    hostname_without_workload,
    hostname_missing,
    source_delivery_uses_published_image,
    ui_not_rebuilt,
    backend_ipv6_unsupported,
    resource_environment_mismatch,
    schema_migration_breaking,
    published_image_not_mirrored,
    release_note_missing,
    namespace_default,
    image_digest_missing,
    image_digest_duplicated,
    image_tag_mutable,
    rollback_target_mutable,
    image_untagged,
    image_digest_invalid,
    image_tag_invalid,
    image_tag_incomplete,
    namespace_not_dedicated,
    rollback_target_missing,
    container_port_privileged,
    rollback_target_unchanged,
    rollback_scope_unset,
    schema_migration_unknown,
    namespace_reserved,
    frontend_version_mismatch,
    helper_images_from_public_registry,
    mesh_sidecar_needs_cni,
    mesh_sidecar_unsupported,
    platform_openshift_unset,
    storage_driver_lacks_read_write_many,
    claim_smaller_than_upload,
    claim_too_small,
    claim_name_missing,
    state_directory_ephemeral,
    mount_path_hides_system_directory,
    mount_paths_overlap,
    storage_driver_mounts_object_storage,
    state_directory_not_shared,
    mount_path_not_absolute,
    storage_driver_ignores_fs_group,
    writable_path_in_state_directory,
    storage_driver_unknown,
    database_backup_in_same_cluster,
    database_backup_destination_invalid,
    database_backup_identity_missing,
    database_backup_unknown,
    database_connections_nearly_exhausted,
    database_unmonitored,
    database_failover_plan_missing,
    pooler_settings_unverified,
    database_host_missing,
    database_migrations_concurrent,
    migration_job_unsupported,
    database_name_missing,
    database_certificate_name_mismatch,
    database_backup_missing,
    database_standby_missing,
    database_high_availability_without_standby,
    pooler_redundancy_missing,
    database_connection_unencrypted,
    database_host_pod_local,
    pooler_transaction_mode_unsupported,
    pooler_connections_above_server_limit,
    pooler_missing,
    pooler_client_limit_too_small,
    database_host_read_only,
    database_restore_test_outdated,
    database_restore_untested,
    database_backup_retention_too_short,
    database_connections_exhausted_during_rollout,
    database_server_unverified,
    pooler_session_pool_too_small,
    database_connections_above_limit,
    database_ca_missing,
    database_image_unsupported,
    database_memory_too_small,
    pooler_managed_transaction_mode,
    redis_database_number_invalid,
    eviction_policy_missing,
    redis_cache_eviction_disabled,
    redis_maxmemory_above_container_limit,
    redis_maxmemory_near_container_limit,
    redis_missing,
    redis_persistence_unset,
    redis_connection_unencrypted,
    backend_replicas_without_shared_cache,
    redis_ca_missing,
    redis_host_pod_local,
    redis_queue_not_persisted,
    redis_queue_evictable,
    redis_host_read_only,
    redis_endpoint_unsupported,
    redis_maxmemory_missing,
    redis_host_missing,
    redis_standby_missing,
    redis_maxmemory_unknown,
    redis_tls_port_mismatch,
    redis_unmonitored,
    redis_volume_too_small,
    sops_decryption_missing,
    secret_key_file_in_state_directory,
    secret_used_for_two_purposes,
    tls_secret_shared_by_two_certificates,
    setting_holds_secret,
    secret_name_already_used,
    secret_store_missing,
    autoscaling_bounds_invalid,
    autoscaling_bounds_equal,
    autoscaling_cpu_request_missing,
    backend_requests_missing,
    max_unavailable_too_large,
    max_unavailable_zero,
    longest_flow_too_long,
    pre_stop_hook_fixed_sleep,
    frontend_follow_reason_missing,
    resource_limit_below_request,
    resource_request_exceeds_node,
    backend_memory_limit_too_small,
    backend_memory_too_small,
    memory_limit_missing,
    backend_single_replica,
    autoscaling_min_replicas_too_small,
    cpu_limit_missing,
    scaling_driver_missing,
    session_affinity_missing,
    frontend_docs_requests_missing,
    helper_cpu_limit_missing,
    zone_spread_ineffective,
    worker_count_invalid,
    worker_state_unshared,
    hostname_is_ip_address,
    ingress_allow_list_not_enforced,
    api_and_ui_hostname_shared,
    ingress_body_size_too_small,
    ingress_class_missing,
    ingress_controller_unknown,
    docs_hostname_shared,
    ingress_controller_namespace_missing,
    ingress_allow_list_too_wide,
    gateway_name_missing,
    cluster_internal_hostname,
    gateway_source_cidrs_missing,
    hostname_domain_reserved,
    hostname_not_registrable,
    ingress_nginx_retired,
    ingress_timeout_below_longest_flow,
    hostname_is_wildcard,
    ingress_namespace_of_other_controller,
    load_balancer_unsupported,
    login_proxy_unsupported,
    certificate_hostname_mismatch,
    certificate_http01_challenge_blocked,
    certificate_names_unset,
    gateway_certificate_unreadable,
    gateway_missing,
    certificate_issuer_missing,
    certificate_issuer_not_in_namespace,
    certificate_hostname_not_public,
    ingress_tls_disabled,
    https_redirect_disabled,
    https_redirect_unconfirmed,
    certificate_issuer_is_staging,
    data_store_address_outside_cidrs,
    alerts_disabled,
    readiness_probe_depends_on_data_stores,
    api_server_cidrs_missing,
    automatic_login_enabled,
    ui_cookie_unreadable,
    flow_egress_unrestricted,
    setting_empty,
    event_delivery_fails_across_processes,
    flow_egress_blocked,
    backend_home_directory_read_only,
    backend_logs_written_to_file,
    backend_logs_exposed_over_http,
    log_collection_missing,
    load_test_missing,
    network_policies_disabled,
    data_store_open_to_every_pod,
    cors_allows_every_origin,
    gitops_path_outside_repository,
    gitops_repository_url_invalid,
    gitops_repository_plain_http,
    gitops_repository_missing,
    containers_run_as_root,
    setting_prefix_unsupported,
    setting_overrides_choice,
    setting_path_read_only,
    smoke_test_flow_missing,
    smoke_test_flow_trivial,
    data_store_egress_unrestricted,
    data_store_cidr_too_wide,
    environment_variable_repeated,
    namespace_pod_security_baseline,
    object_storage_identity_missing,
    pod_label_reserved,
    setting_address_blocked,
    setting_file_not_mounted,
    setting_loads_code,
    setting_name_unknown,
    volume_name_reserved,
    dns_resolvers_missing,
    monitor_labels_missing,
    monitoring_namespace_not_openshift,
    network_address_family_mismatch,
    prober_missing,
    prober_port_requires_authorization,
    proxy_bypassed_by_egress,
    setting_proxy_blocked,
    webhook_authentication_disabled,
    waiver_environment_unknown,
    workload_identity_annotation_misplaced,
    workload_identity_egress_blocked,
    workload_identity_label_missing,
    waiver_expired,
    waiver_not_allowed,
    waiver_rule_unknown,
)
