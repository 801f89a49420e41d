"""Credentials of many kinds are found, and what only looks alike is left alone, in bounded time.

The credentials are put together here, so that no scanner of repositories takes them for real.
"""

from __future__ import annotations

from time import process_time

import pytest

from configurator.plans.parsing import carries_secret
from generators.plan.scalars import credential_in
from generators.plan.scalars.credential_rules import rules

UPPER = "Q7R2T5W3X6Y4Z2B7C5D3F6G2H4J7K5L3M6N2P4"
MIXED = "qA7sD2fG5hJ8kL3zX6cV9bN4mQ1wE7rT2yU5iO8pA3sD6fG9hJ2kL5zX8cV1bN4m"
HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
UUID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
BASE64 = "cXdlcnR5OnVpb3AxMjM0NTY3ODlhc2RmZ2hqa2w="

CREDENTIALS = {
    "Slack's webhook": f"https://hooks.slack.com/services/T{UPPER[:8]}/B{UPPER[:8]}/{MIXED[:24]}",
    "Slack's workflow": "hooks."
    f"slack.com/workflows/T{UPPER[:8]}/A{UPPER[:8]}/123456789/{MIXED[:24]}",
    "Discord's webhook": "https://discord." + f"com/api/webhooks/123456789012345678/{MIXED}",
    "Discord's old webhook": "https://discordapp." + f"com/api/v10/webhooks/1234567890/{MIXED}",
    "Teams' webhook": "https://acme.webhook."
    f"office.com/webhookb2/{UUID}@{UUID}/IncomingWebhook/{HEX[:32]}/{UUID}",
    "Teams' workflow": "https://prod-01.westeurope.logic."
    f"azure.com:443/workflows/{HEX[:32]}/triggers/manual/paths/invoke?api-version=2016-06-01&sig={MIXED[:43]}",
    "Google Chat's webhook": "https://chat.googleapis."
    f"com/v1/spaces/AAAA1234/messages?key=AIza{MIXED[:35]}&token={MIXED[:43]}",
    "Zapier's hook": "https://hooks.zapier." + "com/hooks/catch/1234567/b1c2d3e/",
    "Make's hook": "https://hook.eu1.make." + f"com/{MIXED[:32]}",
    "IFTTT's hook": "https://maker.ifttt." + f"com/trigger/alert/with/key/{MIXED[:22]}",
    "PagerDuty's integration": "https://events.pagerduty." + f"com/integration/{HEX[:32]}/enqueue",
    "Telegram's bot": "https://api.telegram." + f"org/bot1234567890:AA{MIXED[:33]}/sendMessage",
    "Lark's hook": "https://open.larksuite." + f"com/open-apis/bot/v2/hook/{UUID}",
    "DingTalk's hook": "https://oapi.dingtalk." + f"com/robot/send?access_token={HEX}",
    "WeCom's hook": "https://qyapi.weixin.qq." + f"com/cgi-bin/webhook/send?key={UUID}",
    "a ping": "https://hc-ping." + f"com/{UUID}",
    "Mattermost's hook": "https://chat.acme.com/hooks/" + "xen3j5cqkiyzf8tcyh4x1a9d2e",
    "Rocket.Chat's hook": "https://chat.acme.com/hooks/" + f"{MIXED[:17]}/{MIXED[:48]}",
    "Azure's AccountKey": "DefaultEndpointsProtocol=https;AccountName=acme;"
    f"AccountKey={MIXED}{MIXED[:22]}==",
    "Azure's SharedAccessKey": "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;"
    f"SharedAccessKey={MIXED[:43]}=",
    "Azure's SAS": "https://acme.blob.core.windows.net/b?sv=2022-11-02&se=2027-01-01&sr=c&"
    f"sig={MIXED[:43]}%3D",
    "Azure's client secret": f"{MIXED[:3]}8Q~" + MIXED[:34],
    "AWS's signed address": "https://b.s3.amazonaws.com/k?X-Amz-Credential=x&"
    f"X-Amz-Signature={HEX}",
    "Google's signed address": "https://storage.googleapis.com/b/k?" + f"X-Goog-Signature={HEX}",
    "CloudFront's signed address": f"https://d1.cloudfront.net/k?Expires=1&Signature={MIXED[:40]}",
    "AWS's access key": "AKIA" + UPPER[:16],
    "AWS's secret key": "aws_secret_access_key = " + MIXED[:40],
    "Bedrock's key": "ABSK" + MIXED + MIXED[:45],
    "Apache's hash": "jane:" + "$apr1$" + "x1y2z3a4$" + MIXED[:22],
    "bcrypt's hash": "jane:" + "$2y$" + "10$" + MIXED[:53],
    "a shadow line": "root:" + "$6$" + "rounds=5000$" + MIXED[:16] + "$" + MIXED,
    "yescrypt's hash": "$y$" + "j9T$" + MIXED[:22] + "$" + MIXED[:43],
    "argon2's hash": "$argon2id$" + "v=19$m=65536,t=3,p=4$" + MIXED[:22] + "$" + MIXED[:43],
    "LDAP's hash": "{SSHA}" + MIXED[:32],
    "htpasswd's SHA": "jane:" + "{SHA}" + MIXED[:27] + "=",
    "Django's hash": "pbkdf2_sha256$" + "600000$" + MIXED[:22] + "$" + MIXED[:43] + "=",
    "PostgreSQL's hash": "SCRAM-SHA-256$"
    "4096:" + MIXED[:22] + "==$" + MIXED[:43] + "=:" + MIXED[:43] + "=",
    "PostgreSQL's old hash": "md5" + HEX[:32],
    "Docker's auths": '{"auths": {"ghcr.io": {"auth": "' + BASE64 + '"}}}',
    "Docker's identity token": '{"auths": {"acme.io": {"identitytoken": "' + MIXED[:40] + '"}}}',
    "a pull Secret": ".dockerconfigjson: " + "eyJhdXRocyI6" + "eyJnaGNyLmlvIjp7fX19",
    "Docker Hub's token": "dckr_pat_" + MIXED[:27],
    "kubectl's client key": "client-key-data: " + "LS0tLS1CRUdJTiBSU0EgUFJJVkFURQ==",
    "a Secret": "kind: Secret\nmetadata:\n  name: x\ndata:\n  key: " + BASE64,
    "a Secret of strings": "kind: Secret\nstringData:\n  key: " + "hunter2",
    ".netrc": "machine git.acme.com login jane password " + "hunter2",
    ".npmrc": "//registry.acme.com/:_authToken=" + MIXED[:36],
    ".pgpass": "db.acme.com:5432:app:app:" + "hunter2!",
    "basic authorization": "Authorization: Basic " + BASE64,
    "bearer authorization": "Authorization: Bearer " + MIXED[:30],
    "GitLab's header": "PRIVATE-TOKEN: " + "glpat-" + MIXED[:20],
    "Vault's header": "X-Vault-Token: " + "hvs." + MIXED[:30],
    "an API key's header": "X-API-Key: " + MIXED[:32],
    "curl's user": "curl -sS -u jane:" + "hunter2 https://acme.com",
    "sshpass": "sshpass -p " + "hunter2 ssh root@10.0.0.1",
    "an argument": "helm install x --password=" + "hunter2!",
    "SQL": "CREATE USER app IDENTIFIED BY '" + "hunter2'",
    "a role": "ALTER ROLE app WITH PASSWORD '" + "hunter2'",
    "redis-cli": "redis-cli -h cache -a " + "hunter2! ping",
    "redis-cli's long flag": "redis-cli --pass " + "hunter2! -h cache",
    "redis-cli's variable": "REDISCLI_AUTH=" + "hunter2! redis-cli -h cache",
    "a session": "Cookie: sessionid=" + MIXED[:32],
    "a second factor": "otpauth://totp/acme:jane?secret=" + "JBSWY3DPEHPK3PXP&issuer=acme",
    "Vault's unseal key": "Unseal Key 1: " + MIXED[:44],
    "Oracle's JDBC": "jdbc:oracle:thin:scott/" + "tiger7@db.acme.com:1521/x",
    "SQL Server's JDBC": "jdbc:sqlserver://db:1433;user=sa;password=" + "hunter2;",
    "MongoDB's URL": "mongodb+srv://app:" + "hunter2@cluster0.mongodb.net/x",
    "RabbitMQ's URL": "amqps://app:" + "hunter2@mq.acme.com/x",
    "Sentry's old DSN": "https://" + HEX[:32] + ":" + HEX[32:] + "@sentry.acme.com/7",
    "a PEM key": "-----BEGIN EC " + "PRIVATE KEY-----\nMHcCAQEE",
    "a PGP key": "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----",
    "an age key": "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
    "PuTTY's key": "PuTTY-User-Key-File-" + "3: ssh-ed25519",
    "a JSON Web Key": '{"kty":"EC","crv":"P-256","d":"' + MIXED[:43] + '"}',
    "a JSON Web Token": "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + MIXED[:43],
    "GitHub's token": "ghp_" + MIXED[:36],
    "GitLab's runner": "glrt-" + MIXED[:20],
    "GitLab's deploy token": "gldt-" + MIXED[:20],
    "npm's token": "npm_" + MIXED[:36],
    "PyPI's token": "pypi-" + "AgEIcHlwaS5vcmc" + MIXED + MIXED,
    "Databricks' token": "dapi" + HEX[:32],
    "DigitalOcean's token": "dop_v1_" + HEX,
    "Grafana's account": "glsa_" + MIXED[:32] + "_" + HEX[:8],
    "Grafana Cloud's token": "glc_" + MIXED[:40],
    "Heroku's key": "HRKU-AA" + MIXED[:58],
    "HashiCorp's token": MIXED[:14] + ".atlasv1." + MIXED + MIXED[:6],
    "Linear's key": "lin_api_" + MIXED[:40],
    "Postman's key": "PMAK-" + HEX[:24] + "-" + HEX[:34],
    "Pulumi's token": "pul-" + HEX[:40],
    "Sendinblue's key": "xkeysib-" + HEX + "-" + MIXED[:16],
    "Shopify's token": "shpat_" + HEX[:32],
    "Stripe's key": "sk_live_" + MIXED[:24],
    "Twilio's key": "SK" + HEX[:32],
    "OpenShift's token": "sha256~" + MIXED[:43],
    "1Password's token": "ops_eyJ" + MIXED * 5,
    "Cloudflare's key": "cloudflare_api_key = '" + HEX[:37] + "'",
    "Datadog's key": "datadog_key: " + HEX[:40],
    "Mailgun's key": "mailgun_key=key-" + HEX[:32],
    "Tailscale's key": "tskey-auth-" + "kAbC1CNTRL-" + MIXED[:30],
    "invisible signs in it": "gh\u200bp_" + MIXED[:20] + "\u2060" + MIXED[20:36],
    "wide letters": "ｐａｓｓｗｏｒｄ＝" + "hunter2",
    "an encoded URL": "postgresql%3A%2F%2Fapp%3A" + "hunter2%40db.acme.com%2Fapp",
    "a short word": "pw: " + "hunter2!",
}

LEGITIMATE = [
    "sha256:" + HEX,
    "ghcr.io/cwinux/skillflaw_backend@sha256:" + HEX,
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/skillflaw/backend:1.8.2",
    "europe-docker.pkg.dev/acme-prod/images/skillflaw:v1.8.2",
    "harbor.acme.com/mirror/skillflaw/backend:2026-11-23_9f86d08",
    "registry.acme.com:5000/team/app:1.2.3-rc.1",
    HEX[:40],
    HEX[:7],
    UUID,
    "11111111-2222-3333-4444-555555555555",
    "skillflaw.cluster-cabc123xyz890.eu-west-1.rds.amazonaws.com",
    "acme-prod.redis.cache.windows.net",
    "master.skillflaw.abc123.euw1.cache.amazonaws.com",
    "ep-cool-darkness-123456.us-east-2.aws.neon.tech",
    "db.acme.internal",
    "hooks.acme.com",
    "https://hooks.acme.com/skillflaw",
    "https://hooks.slack.com",
    "https://discord.com/channels/123456789012345678/987654321098765432",
    "https://api.slack.com/messaging/webhooks",
    "https://acme.slack.com/archives/C01ABCDEF12/p1700000000000000",
    "https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/General",
    "arn:aws:iam::123456789012:role/skillflaw-backend",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:skillflaw/database-AbCdEf",
    "arn:aws:kms:eu-west-1:123456789012:key/" + UUID,
    "arn:aws:acm:eu-west-1:123456789012:certificate/" + UUID,
    "projects/acme-prod/secrets/skillflaw-database/versions/latest",
    "skillflaw@acme-prod.iam.gserviceaccount.com",
    "https://acme.vault.azure.net/secrets/skillflaw-database",
    "/subscriptions/" + UUID + "/resourceGroups/acme/providers/Microsoft.KeyVault/vaults/acme",
    "secret/data/skillflaw/database",
    "kv-v2/platform/skillflaw#password",
    "vault:secret/data/skillflaw#DATABASE_URL",
    "s3://acme-backups/skillflaw?region=eu-west-1",
    "https://acme.blob.core.windows.net/backups",
    "gs://acme-backups/skillflaw",
    "https://github.com/acme/platform.git?ref=v1.2.3",
    "git@github.com:acme/platform.git",
    "ssh://git@gitlab.acme.com:2222/platform/plans.git",
    "https://git.acme.com/platform/plans/-/merge_requests/1234",
    "https://acme.atlassian.net/browse/OPS-1234",
    "https://grafana.acme.com/d/abc123XYZ/skillflaw?orgId=1&from=now-6h",
    "https://sentry.io/organizations/acme/issues/1234567890/",
    "https://console.aws.amazon.com/rds/home?region=eu-west-1#database:id=skillflaw",
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE jane@acme",
    "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
    "vault.hashicorp.com/agent-inject-secret-database",
    "azure.workload.identity/client-id",
    "eks.amazonaws.com/role-arn",
    "node-role.kubernetes.io/control-plane",
    "letsencrypt-production",
    "skillflaw-database-credentials",
    "sk-learn-pipelines-in-production-2",
    "external-secrets.io/v1",
    "cluster-secret-store",
    "password-reset",
    "The password of the database is in the Secret skillflaw-database, key password.",
    "Token rotation: every 90 days, by the platform team.",
    "We use Basic authentication at the gateway, and bearer tokens inside.",
    "Run `curl -u $USER:$PASSWORD https://api.acme.com` after the rollout.",
    "kubectl create secret generic skillflaw-database --from-literal=url=$DATABASE_URL",
    "helm upgrade --set password=$PASSWORD skillflaw",
    "pass: 12 of 15 checks",
    "ALTER ROLE app WITH PASSWORD '$PASSWORD'",
    "Authorization: Bearer <token>",
    "Authorization: Bearer $TOKEN",
    "postgresql://app:$(PASSWORD)@db/app?sslmode=verify-full",
    "kind: Secret",
    "kind: ExternalSecret\nspec:\n  data:\n    - secretKey: url",
    "10.0.0.0/8,172.16.0.0/12,.svc,.cluster.local",
    "Mailgun, Datadog and Okta are reached over the proxy: https://proxy.acme.com:3128",
    "okta.acme.com: " + "single sign-on",
    "15 2 * * *",
    "LOG_LEVEL=debug",
    "MAX_TOKENS=4096",
    "/var/run/secrets/kubernetes.io/serviceaccount/token",
]


@pytest.mark.parametrize("text", CREDENTIALS.values(), ids=list(CREDENTIALS))
def test_a_credential_of_each_kind_is_found(text: str) -> None:
    assert credential_in(text)


@pytest.mark.parametrize("text", CREDENTIALS.values(), ids=list(CREDENTIALS))
def test_a_credential_is_found_between_words_of_a_comment(text: str) -> None:
    assert carries_secret(f"It was rolled out on Monday, with\n\n{text}\n\nand nothing else.")


@pytest.mark.parametrize("text", LEGITIMATE)
def test_what_people_write_in_plans_is_left_alone(text: str) -> None:
    assert not credential_in(text)
    assert not carries_secret(f"Reviewed on Monday: {text}\n\n- {text}\n- ({text}), `{text}`.")


def test_no_rule_is_slow_on_a_text_made_for_it() -> None:
    slow = [
        (rule.source, piece)
        for rule in rules()
        for keyword in rule.keywords
        for piece in (keyword, f"{keyword} ", f"{keyword}=", f"{keyword}{' ' * 19}")
        if _seconds(rule.finds, piece * (10_000 // len(piece))) > 2
    ]

    assert not slow


def _seconds(finds: object, text: str) -> float:
    started = process_time()
    assert callable(finds)
    finds(text)
    return process_time() - started
