"""Every rule of the catalogue, written out: topics as the wizard asks for them, then names."""

from __future__ import annotations

from generators.guide.rule import Rule
from generators.guide.rules.database.backup_beside_the_database import backup_beside_the_database
from generators.guide.rules.database.backup_to_no_object_store import backup_to_no_object_store
from generators.guide.rules.database.backup_unsaid import backup_unsaid
from generators.guide.rules.database.connections_nearly_spent import connections_nearly_spent
from generators.guide.rules.database.database_unmonitored import database_unmonitored
from generators.guide.rules.database.failover_plan_missing import failover_plan_missing
from generators.guide.rules.database.foreign_pooler import foreign_pooler
from generators.guide.rules.database.host_missing import host_missing
from generators.guide.rules.database.migrations_race import migrations_race
from generators.guide.rules.database.name_missing import name_missing
from generators.guide.rules.database.name_not_on_the_certificate import name_not_on_the_certificate
from generators.guide.rules.database.no_backup import no_backup
from generators.guide.rules.database.no_failover import no_failover
from generators.guide.rules.database.one_instance_called_available import (
    one_instance_called_available,
)
from generators.guide.rules.database.one_pooler import one_pooler
from generators.guide.rules.database.plain_text_database import plain_text_database
from generators.guide.rules.database.pod_local_database import pod_local_database
from generators.guide.rules.database.pooler_in_transaction_mode import pooler_in_transaction_mode
from generators.guide.rules.database.pooler_larger_than_the_server import (
    pooler_larger_than_the_server,
)
from generators.guide.rules.database.pooler_that_nobody_runs import pooler_that_nobody_runs
from generators.guide.rules.database.pooler_turns_clients_away import pooler_turns_clients_away
from generators.guide.rules.database.read_only_endpoint import read_only_endpoint
from generators.guide.rules.database.restore_drill_long_ago import restore_drill_long_ago
from generators.guide.rules.database.restore_never_drilled import restore_never_drilled
from generators.guide.rules.database.retention_below_the_interval import (
    retention_below_the_interval,
)
from generators.guide.rules.database.rollout_takes_every_connection import (
    rollout_takes_every_connection,
)
from generators.guide.rules.database.server_unproven import server_unproven
from generators.guide.rules.database.session_pool_smaller_than_its_clients import (
    session_pool_smaller_than_its_clients,
)
from generators.guide.rules.database.too_many_connections import too_many_connections
from generators.guide.rules.database.verify_without_a_ca import verify_without_a_ca
from generators.guide.rules.ingress.address_as_a_hostname import address_as_a_hostname
from generators.guide.rules.ingress.allow_list_that_nobody_enforces import (
    allow_list_that_nobody_enforces,
)
from generators.guide.rules.ingress.audiences_share_a_hostname import audiences_share_a_hostname
from generators.guide.rules.ingress.body_below_the_largest_upload import (
    body_below_the_largest_upload,
)
from generators.guide.rules.ingress.class_unnamed import class_unnamed
from generators.guide.rules.ingress.controller_unknown import controller_unknown
from generators.guide.rules.ingress.docs_share_a_hostname import docs_share_a_hostname
from generators.guide.rules.ingress.edge_namespace_missing import edge_namespace_missing
from generators.guide.rules.ingress.everybody_is_allowed import everybody_is_allowed
from generators.guide.rules.ingress.gateway_unnamed import gateway_unnamed
from generators.guide.rules.ingress.mcp_stream_cut_short import mcp_stream_cut_short
from generators.guide.rules.ingress.name_of_the_cluster import name_of_the_cluster
from generators.guide.rules.ingress.name_reserved_for_documents import name_reserved_for_documents
from generators.guide.rules.ingress.name_that_nobody_owns import name_that_nobody_owns
from generators.guide.rules.ingress.retired_controller import retired_controller
from generators.guide.rules.ingress.timeout_below_the_longest_flow import (
    timeout_below_the_longest_flow,
)
from generators.guide.rules.ingress.wildcard_as_a_hostname import wildcard_as_a_hostname
from generators.guide.rules.operations.address_outside_its_networks import (
    address_outside_its_networks,
)
from generators.guide.rules.operations.alerts_off import alerts_off
from generators.guide.rules.operations.all_pods_unready_together import all_pods_unready_together
from generators.guide.rules.operations.api_server_addresses_missing import (
    api_server_addresses_missing,
)
from generators.guide.rules.operations.automatic_login import automatic_login
from generators.guide.rules.operations.cookie_that_breaks_the_ui import cookie_that_breaks_the_ui
from generators.guide.rules.operations.egress_to_everywhere import egress_to_everywhere
from generators.guide.rules.operations.empty_setting import empty_setting
from generators.guide.rules.operations.events_lost_between_processes import (
    events_lost_between_processes,
)
from generators.guide.rules.operations.flows_that_call_nobody import flows_that_call_nobody
from generators.guide.rules.operations.home_not_writable import home_not_writable
from generators.guide.rules.operations.logs_into_a_file import logs_into_a_file
from generators.guide.rules.operations.logs_over_http import logs_over_http
from generators.guide.rules.operations.logs_scattered import logs_scattered
from generators.guide.rules.operations.never_load_tested import never_load_tested
from generators.guide.rules.operations.no_network_policies import no_network_policies
from generators.guide.rules.operations.open_data_stores import open_data_stores
from generators.guide.rules.operations.origins_for_anybody import origins_for_anybody
from generators.guide.rules.operations.path_outside_the_repository import (
    path_outside_the_repository,
)
from generators.guide.rules.operations.repository_address_unfit import repository_address_unfit
from generators.guide.rules.operations.repository_in_plain_text import repository_in_plain_text
from generators.guide.rules.operations.repository_missing import repository_missing
from generators.guide.rules.operations.root_user import root_user
from generators.guide.rules.operations.setting_of_another_product import setting_of_another_product
from generators.guide.rules.operations.setting_overrides_a_choice import setting_overrides_a_choice
from generators.guide.rules.operations.setting_writes_to_a_read_only_path import (
    setting_writes_to_a_read_only_path,
)
from generators.guide.rules.operations.smoke_flow_missing import smoke_flow_missing
from generators.guide.rules.operations.smoke_flow_proves_nothing import smoke_flow_proves_nothing
from generators.guide.rules.operations.store_addresses_missing import store_addresses_missing
from generators.guide.rules.operations.store_networks_too_wide import store_networks_too_wide
from generators.guide.rules.operations.weaker_pod_security import weaker_pod_security
from generators.guide.rules.operations.webhooks_for_anybody import webhooks_for_anybody
from generators.guide.rules.redis.database_number_out_of_range import database_number_out_of_range
from generators.guide.rules.redis.eviction_unsaid import eviction_unsaid
from generators.guide.rules.redis.full_cache_refuses_writes import full_cache_refuses_writes
from generators.guide.rules.redis.memory_bound_above_the_container import (
    memory_bound_above_the_container,
)
from generators.guide.rules.redis.memory_bound_near_the_container import (
    memory_bound_near_the_container,
)
from generators.guide.rules.redis.no_redis import no_redis
from generators.guide.rules.redis.persistence_unsaid import persistence_unsaid
from generators.guide.rules.redis.plain_text_redis import plain_text_redis
from generators.guide.rules.redis.pod_local_cache import pod_local_cache
from generators.guide.rules.redis.pod_local_redis import pod_local_redis
from generators.guide.rules.redis.queue_lost_at_a_restart import queue_lost_at_a_restart
from generators.guide.rules.redis.queue_may_be_evicted import queue_may_be_evicted
from generators.guide.rules.redis.read_only_redis import read_only_redis
from generators.guide.rules.redis.redis_cluster_endpoint import redis_cluster_endpoint
from generators.guide.rules.redis.redis_grows_until_killed import redis_grows_until_killed
from generators.guide.rules.redis.redis_host_missing import redis_host_missing
from generators.guide.rules.redis.redis_in_one_pod import redis_in_one_pod
from generators.guide.rules.redis.redis_memory_unsaid import redis_memory_unsaid
from generators.guide.rules.redis.redis_unmonitored import redis_unmonitored
from generators.guide.rules.redis.redis_volume_too_small import redis_volume_too_small
from generators.guide.rules.release.another_environments_name import another_environments_name
from generators.guide.rules.release.breaking_migration import breaking_migration
from generators.guide.rules.release.change_unsaid import change_unsaid
from generators.guide.rules.release.default_namespace import default_namespace
from generators.guide.rules.release.digest_missing import digest_missing
from generators.guide.rules.release.digest_of_another_image import digest_of_another_image
from generators.guide.rules.release.floating_tag import floating_tag
from generators.guide.rules.release.floating_way_back import floating_way_back
from generators.guide.rules.release.image_unsaid import image_unsaid
from generators.guide.rules.release.malformed_digest import malformed_digest
from generators.guide.rules.release.malformed_tag import malformed_tag
from generators.guide.rules.release.moving_series_tag import moving_series_tag
from generators.guide.rules.release.namespace_with_other_tenants import namespace_with_other_tenants
from generators.guide.rules.release.no_way_back import no_way_back
from generators.guide.rules.release.privileged_port import privileged_port
from generators.guide.rules.release.rollback_to_the_same_tag import rollback_to_the_same_tag
from generators.guide.rules.release.rollback_unsettled import rollback_unsettled
from generators.guide.rules.release.schema_migration_unknown import schema_migration_unknown
from generators.guide.rules.release.system_namespace import system_namespace
from generators.guide.rules.release.versions_apart import versions_apart
from generators.guide.rules.scaling.autoscaler_bounds_crossed import autoscaler_bounds_crossed
from generators.guide.rules.scaling.autoscaler_that_cannot_scale import autoscaler_that_cannot_scale
from generators.guide.rules.scaling.autoscaler_without_a_request import autoscaler_without_a_request
from generators.guide.rules.scaling.backend_requests_missing import backend_requests_missing
from generators.guide.rules.scaling.budget_allows_all_at_once import budget_allows_all_at_once
from generators.guide.rules.scaling.budget_blocks_every_drain import budget_blocks_every_drain
from generators.guide.rules.scaling.drain_longer_than_nodes_wait import drain_longer_than_nodes_wait
from generators.guide.rules.scaling.frontend_tied_without_a_measurement import (
    frontend_tied_without_a_measurement,
)
from generators.guide.rules.scaling.limit_below_request import limit_below_request
from generators.guide.rules.scaling.memory_limit_below_an_idle_backend import (
    memory_limit_below_an_idle_backend,
)
from generators.guide.rules.scaling.memory_too_small_for_the_workers import (
    memory_too_small_for_the_workers,
)
from generators.guide.rules.scaling.memory_without_a_limit import memory_without_a_limit
from generators.guide.rules.scaling.one_backend_carries_everything import (
    one_backend_carries_everything,
)
from generators.guide.rules.scaling.one_pod_in_quiet_times import one_pod_in_quiet_times
from generators.guide.rules.scaling.reason_to_scale_unsaid import reason_to_scale_unsaid
from generators.guide.rules.scaling.replicas_without_affinity import replicas_without_affinity
from generators.guide.rules.scaling.requests_missing import requests_missing
from generators.guide.rules.scaling.spread_over_zones_with_one_pod import (
    spread_over_zones_with_one_pod,
)
from generators.guide.rules.scaling.workers_left_to_the_node import workers_left_to_the_node
from generators.guide.rules.scaling.workers_split_the_editor import workers_split_the_editor
from generators.guide.rules.secrets.encrypted_and_nobody_decrypts import (
    encrypted_and_nobody_decrypts,
)
from generators.guide.rules.secrets.key_file_inside_the_state import key_file_inside_the_state
from generators.guide.rules.secrets.one_secret_for_two_purposes import one_secret_for_two_purposes
from generators.guide.rules.secrets.one_tls_secret_for_two_certificates import (
    one_tls_secret_for_two_certificates,
)
from generators.guide.rules.secrets.secret_as_a_setting import secret_as_a_setting
from generators.guide.rules.secrets.secret_name_already_taken import secret_name_already_taken
from generators.guide.rules.secrets.store_unnamed import store_unnamed
from generators.guide.rules.storage.block_driver_cannot_share import block_driver_cannot_share
from generators.guide.rules.storage.claim_below_one_upload import claim_below_one_upload
from generators.guide.rules.storage.claim_too_small import claim_too_small
from generators.guide.rules.storage.claim_unnamed import claim_unnamed
from generators.guide.rules.storage.ephemeral_state import ephemeral_state
from generators.guide.rules.storage.mount_over_the_system import mount_over_the_system
from generators.guide.rules.storage.mount_paths_collide import mount_paths_collide
from generators.guide.rules.storage.object_store_as_a_directory import object_store_as_a_directory
from generators.guide.rules.storage.pod_local_state import pod_local_state
from generators.guide.rules.storage.relative_directory import relative_directory
from generators.guide.rules.storage.scratch_inside_the_state import scratch_inside_the_state
from generators.guide.rules.storage.sharing_unproven import sharing_unproven
from generators.guide.rules.tls.certificate_does_not_cover import certificate_does_not_cover
from generators.guide.rules.tls.challenge_behind_an_allow_list import challenge_behind_an_allow_list
from generators.guide.rules.tls.coverage_unknown import coverage_unknown
from generators.guide.rules.tls.gateway_of_another_namespace import gateway_of_another_namespace
from generators.guide.rules.tls.gateway_that_is_none import gateway_that_is_none
from generators.guide.rules.tls.issuer_missing import issuer_missing
from generators.guide.rules.tls.issuer_of_another_namespace import issuer_of_another_namespace
from generators.guide.rules.tls.name_that_no_authority_signs import name_that_no_authority_signs
from generators.guide.rules.tls.plain_http import plain_http
from generators.guide.rules.tls.plain_http_served import plain_http_served
from generators.guide.rules.tls.redirect_left_to_others import redirect_left_to_others
from generators.guide.rules.tls.staging_issuer import staging_issuer
from generators.guide.rules.topology.audience_unsaid import audience_unsaid
from generators.guide.rules.topology.docs_from_another_image import docs_from_another_image
from generators.guide.rules.topology.host_for_a_part_that_does_not_run import (
    host_for_a_part_that_does_not_run,
)
from generators.guide.rules.topology.part_without_a_host import part_without_a_host
from generators.guide.rules.topology.published_image_in_source_delivery import (
    published_image_in_source_delivery,
)
from generators.guide.rules.topology.ui_not_rebuilt import ui_not_rebuilt
from generators.guide.rules.waivers.waiver_expired import waiver_expired
from generators.guide.rules.waivers.waiver_of_an_error import waiver_of_an_error
from generators.guide.rules.waivers.waiver_of_an_unknown_rule import waiver_of_an_unknown_rule

RULES: tuple[Rule, ...] = (
    audience_unsaid,
    docs_from_another_image,
    host_for_a_part_that_does_not_run,
    part_without_a_host,
    published_image_in_source_delivery,
    ui_not_rebuilt,
    another_environments_name,
    breaking_migration,
    change_unsaid,
    default_namespace,
    digest_missing,
    digest_of_another_image,
    floating_tag,
    floating_way_back,
    image_unsaid,
    malformed_digest,
    malformed_tag,
    moving_series_tag,
    namespace_with_other_tenants,
    no_way_back,
    privileged_port,
    rollback_to_the_same_tag,
    rollback_unsettled,
    schema_migration_unknown,
    system_namespace,
    versions_apart,
    block_driver_cannot_share,
    claim_below_one_upload,
    claim_too_small,
    claim_unnamed,
    ephemeral_state,
    mount_over_the_system,
    mount_paths_collide,
    object_store_as_a_directory,
    pod_local_state,
    relative_directory,
    scratch_inside_the_state,
    sharing_unproven,
    backup_beside_the_database,
    backup_to_no_object_store,
    backup_unsaid,
    connections_nearly_spent,
    database_unmonitored,
    failover_plan_missing,
    foreign_pooler,
    host_missing,
    migrations_race,
    name_missing,
    name_not_on_the_certificate,
    no_backup,
    no_failover,
    one_instance_called_available,
    one_pooler,
    plain_text_database,
    pod_local_database,
    pooler_in_transaction_mode,
    pooler_larger_than_the_server,
    pooler_that_nobody_runs,
    pooler_turns_clients_away,
    read_only_endpoint,
    restore_drill_long_ago,
    restore_never_drilled,
    retention_below_the_interval,
    rollout_takes_every_connection,
    server_unproven,
    session_pool_smaller_than_its_clients,
    too_many_connections,
    verify_without_a_ca,
    database_number_out_of_range,
    eviction_unsaid,
    full_cache_refuses_writes,
    memory_bound_above_the_container,
    memory_bound_near_the_container,
    no_redis,
    persistence_unsaid,
    plain_text_redis,
    pod_local_cache,
    pod_local_redis,
    queue_lost_at_a_restart,
    queue_may_be_evicted,
    read_only_redis,
    redis_cluster_endpoint,
    redis_grows_until_killed,
    redis_host_missing,
    redis_in_one_pod,
    redis_memory_unsaid,
    redis_unmonitored,
    redis_volume_too_small,
    encrypted_and_nobody_decrypts,
    key_file_inside_the_state,
    one_secret_for_two_purposes,
    one_tls_secret_for_two_certificates,
    secret_as_a_setting,
    secret_name_already_taken,
    store_unnamed,
    autoscaler_bounds_crossed,
    autoscaler_that_cannot_scale,
    autoscaler_without_a_request,
    backend_requests_missing,
    budget_allows_all_at_once,
    budget_blocks_every_drain,
    drain_longer_than_nodes_wait,
    frontend_tied_without_a_measurement,
    limit_below_request,
    memory_limit_below_an_idle_backend,
    memory_too_small_for_the_workers,
    memory_without_a_limit,
    one_backend_carries_everything,
    one_pod_in_quiet_times,
    reason_to_scale_unsaid,
    replicas_without_affinity,
    requests_missing,
    spread_over_zones_with_one_pod,
    workers_left_to_the_node,
    workers_split_the_editor,
    address_as_a_hostname,
    allow_list_that_nobody_enforces,
    audiences_share_a_hostname,
    body_below_the_largest_upload,
    class_unnamed,
    controller_unknown,
    docs_share_a_hostname,
    edge_namespace_missing,
    everybody_is_allowed,
    gateway_unnamed,
    mcp_stream_cut_short,
    name_of_the_cluster,
    name_reserved_for_documents,
    name_that_nobody_owns,
    retired_controller,
    timeout_below_the_longest_flow,
    wildcard_as_a_hostname,
    certificate_does_not_cover,
    challenge_behind_an_allow_list,
    coverage_unknown,
    gateway_of_another_namespace,
    gateway_that_is_none,
    issuer_missing,
    issuer_of_another_namespace,
    name_that_no_authority_signs,
    plain_http,
    plain_http_served,
    redirect_left_to_others,
    staging_issuer,
    address_outside_its_networks,
    alerts_off,
    all_pods_unready_together,
    api_server_addresses_missing,
    automatic_login,
    cookie_that_breaks_the_ui,
    egress_to_everywhere,
    empty_setting,
    events_lost_between_processes,
    flows_that_call_nobody,
    home_not_writable,
    logs_into_a_file,
    logs_over_http,
    logs_scattered,
    never_load_tested,
    no_network_policies,
    open_data_stores,
    origins_for_anybody,
    path_outside_the_repository,
    repository_address_unfit,
    repository_in_plain_text,
    repository_missing,
    root_user,
    setting_of_another_product,
    setting_overrides_a_choice,
    setting_writes_to_a_read_only_path,
    smoke_flow_missing,
    smoke_flow_proves_nothing,
    store_addresses_missing,
    store_networks_too_wide,
    weaker_pod_security,
    webhooks_for_anybody,
    waiver_expired,
    waiver_of_an_error,
    waiver_of_an_unknown_rule,
)
