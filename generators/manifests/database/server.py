"""The files of the PostgreSQL server in the cluster: its settings, who may connect, its roles."""

from __future__ import annotations

from generators.manifests.database.sizing import RESOURCES
from generators.manifests.database.sizing import buffers_mib
from generators.manifests.part import ConfigMap
from generators.plan import Plan

CONFIG = "postgres-config"
CONFIG_DIRECTORY = "/etc/postgresql"
SECRETS_DIRECTORY = "/run/secrets/postgres"
TLS_DIRECTORY = "/run/secrets/postgres-tls"

ROLES_FILE = "10-roles.sql"
MONITOR = "monitoring"

HBA = """\
# TYPE   DATABASE  USER      ADDRESS  METHOD
# In the pod only the postgres user of the system is trusted.
local    all       postgres           peer
local    all       all                scram-sha-256
# Over the network, only with TLS.
hostssl  all       all       all      scram-sha-256
"""

# psql runs what stands in backquotes, so that no password is in this file or on a command line.
OWNER_ROLE = f"""\
\\set password `cat {SECRETS_DIRECTORY}/password`
CREATE ROLE skillflaw LOGIN PASSWORD :'password';
ALTER DATABASE :"DBNAME" OWNER TO skillflaw;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
"""

MONITOR_ROLE = f"""\
\\set password `cat {SECRETS_DIRECTORY}/monitoring-password`
CREATE ROLE {MONITOR} LOGIN PASSWORD :'password' IN ROLE pg_monitor CONNECTION LIMIT 3;
"""


def server_files(plan: Plan, directory: str) -> ConfigMap:
    """Make the server's files as a ConfigMap; a changed line rolls the pod.

    The roles are made once, with the empty database.
    """
    roles = OWNER_ROLE + (MONITOR_ROLE if plan.database.monitoring else "")
    return ConfigMap(
        directory=directory,
        name=CONFIG,
        files={"postgresql.conf": _settings(plan), "pg_hba.conf": HBA, ROLES_FILE: roles},
        why="PostgreSQL's settings, pg_hba.conf, and the roles of a new database.",
        choices=("database.maxConnections", "database.monitoring", *RESOURCES),
        guide=("postgres.core", "security.network"),
        component="database",
    )


def _settings(plan: Plan) -> str:
    return f"""\
listen_addresses = '*'
max_connections = {plan.database.max_connections}
# A quarter of the container's memory.
shared_buffers = {buffers_mib(plan)}MB

hba_file = '{CONFIG_DIRECTORY}/pg_hba.conf'
password_encryption = scram-sha-256
ssl = on
ssl_cert_file = '{TLS_DIRECTORY}/tls.crt'
ssl_key_file = '{TLS_DIRECTORY}/tls.key'
ssl_min_protocol_version = 'TLSv1.2'

# To standard error, where the cluster collects it.
log_line_prefix = '%m [%p] %q%u@%d '
log_lock_waits = on
log_min_duration_statement = 1s
log_timezone = 'UTC'
timezone = 'UTC'
"""
