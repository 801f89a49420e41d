"""Tricky plans about Secrets and settings, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
One Secret and key for two purposes
    redis.urlSecret.name: skillflaw-database, redis.urlSecret.key: SKILLFLAW_DATABASE_URL
    => error redis.urlSecret.name
One Secret with two keys
    redis.urlSecret.name: skillflaw-database
    => silence
One Secret and key for a database and no Redis
    on one-replica
    redis.urlSecret.name: skillflaw-database, redis.urlSecret.key: SKILLFLAW_DATABASE_URL
    redis.mode: none
    => warning redis.mode
One key for the user and the password
    secrets.superuser.passwordKey: username
    => error secrets.superuser.passwordKey
A Secret whose name no Secret can have
    database.urlSecret.name: Skillflaw_Database
    => refused database.urlSecret.name
External Secrets without a store
    secrets.provider: external-secrets
    => error secrets.store.name
External Secrets with a store
    secrets.provider: external-secrets, secrets.store.name: vault
    => silence
No store without External Secrets
    secrets.store.name: ""
    => silence
SOPS files without a tool that decrypts them
    secrets.provider: sops
    => error secrets.provider
SOPS files with Argo CD
    secrets.provider: sops, operations.gitops: argo-cd
    operations.gitUrl: "https://git.acme.com/platform.git", operations.gitPath: apps
    => error secrets.provider
SOPS files with Flux
    secrets.provider: sops, operations.gitops: flux
    operations.gitUrl: "https://git.acme.com/platform.git", operations.gitPath: apps
    => silence
Sealed Secrets without a tool
    secrets.provider: sealed-secrets
    => silence
A setting that a choice makes already
    operations.settings: {SKILLFLAW_CACHE_TYPE: memory}
    => error operations.settings
A setting that a choice makes already, about workers
    operations.settings: {SKILLFLAW_WORKERS: "4"}
    => error operations.settings
A setting that a choice makes already, about uploads
    operations.settings: {SKILLFLAW_MAX_FILE_SIZE_UPLOAD: "1024"}
    => error operations.settings
A setting of its own
    operations.settings: {SKILLFLAW_LOG_LEVEL: INFO}
    => silence
A setting of the operating system
    operations.settings: {TZ: UTC}
    => silence
A proxy as a setting, which the policy blocks
    operations.settings: {HTTPS_PROXY: "http://proxy.acme.com:3128", TZ: UTC}
    => error operations.settings
A proxy as a setting, which the policy opens
    operations.settings: {HTTPS_PROXY: "http://proxy.acme.com:3128"},
    operations.egress: [10.60.0.0/24:3128]
    => silence
A setting of the product it came from
    operations.settings: {LANGFLOW_LOG_LEVEL: INFO}
    => warning operations.settings
The key in the environment
    operations.settings: {SKILLFLAW_SECRET_KEY: from-the-vault}
    => refused operations.settings.SKILLFLAW_SECRET_KEY
An API key of another service in the environment
    operations.settings: {OPENAI_API_KEY: see-the-vault}
    => refused operations.settings.OPENAI_API_KEY
A number of tokens is no token
    operations.settings: {SKILLFLAW_MAX_TOKENS: "4096"}
    => silence
Everybody is the administrator
    operations.settings: {SKILLFLAW_AUTO_LOGIN: "true"}
    => error operations.settings
An empty setting
    operations.settings: {SKILLFLAW_SENTRY_ENVIRONMENT: ""}
    => warning operations.settings
Logs that leave the standard output
    operations.settings: {SKILLFLAW_LOG_FILE: /app/data/skillflaw.log}
    => warning operations.settings
Logs over HTTP
    operations.settings: {SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE: "10000"}
    => warning operations.settings
Logs over HTTP, off
    operations.settings: {SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE: "0"}
    => silence
A cookie that breaks the UI
    on web
    operations.settings: {SKILLFLAW_ACCESS_HTTPONLY: "true"}
    => warning operations.settings
Webhooks for anybody
    operations.settings: {SKILLFLAW_WEBHOOK_AUTH_ENABLE: "false"}
    => warning operations.settings
A password in the failover plan
    database.failoverPlan: "psql postgresql://skillflaw:hunter2hunter2@db.acme.com/skillflaw"
    => refused database.failoverPlan
An address in the failover plan
    database.failoverPlan: "psql postgresql://skillflaw@db.acme.com/skillflaw, then wait a minute"
    => silence
The database's URL for a certificate
    on traefik
    tls.secrets.api: skillflaw-database
    => error tls.secrets.api
The database's URL for the registry
    release.imagePullSecret: skillflaw-database
    => error release.imagePullSecret
The CA and the URL in one Secret with two keys
    database.caSecret.name: skillflaw-database
    => silence
A database's address as a setting
    operations.settings: {SKILLFLAW_DATABASE_URL: "postgresql://db.acme.com/skillflaw"}
    => error operations.settings
A certificate's Secret of a name that no Secret has
    on traefik
    tls.secrets.api: API_tls
    => refused tls.secrets.api
A setting with a blank in its name
    operations.settings: {"SKILLFLAW LOG LEVEL": INFO}
    => refused operations.settings
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
