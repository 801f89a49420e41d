"""Credentials by their shape that the rules of gitleaks lack: addresses, hashes, clients' files.

Each has keywords, as the rules have. The lengths are bounded, so that a text made to be slow is
not. A named group holds the value, where a placeholder such as ``$PASSWORD`` may stand for it.
"""

from __future__ import annotations

from generators.plan.scalars.webhook_addresses import WEBHOOK_ADDRESS
from generators.plan.scalars.webhook_addresses import WEBHOOKS

HASH = "a password's hash"
FILE = "a credential of a client's file"
SENT = "a credential that a program sends"
ADDRESS = "a credential in an address"
PRIVATE_KEY = "a private key"

# What a server keeps of a password: it can be tried for as long as somebody likes.
_HASHES = (
    (
        (
            "$apr1$",
            "$1$",
            "$2a$",
            "$2b$",
            "$2x$",
            "$2y$",
            "$5$",
            "$6$",
            "$7$",
            "$y$",
            "$gy$",
            "$argon2",
            "$scrypt$",
            "$pbkdf2",
            "$sha1$",
            "$md5$",
        ),
        r"(?<![\w$])\$(?:apr1|1|2[abxy]|5|6|7|y|gy|argon2(?:id|i|d)|scrypt|pbkdf2(?:-sha\d{1,3})?|sha1|md5)\$[^\s:]{12,}",
    ),
    (
        ("pbkdf2_sha", "bcrypt_sha", "bcrypt$", "argon2$", "scrypt$"),
        r"\b(?:pbkdf2|bcrypt|argon2|scrypt)(?:_\w{1,10})?\$[^\s:]{20,}",
    ),
    (
        ("scram-sha-",),
        r"SCRAM-SHA-(?:1|256|512)\$\d{3,9}:[\w+/=]{8,}\$[\w+/=]{16,}:[\w+/=]{16,}",
    ),
    (
        ("{sha}", "{ssha", "{md5}", "{smd5}", "{crypt}", "{pbkdf2"),
        r"\{(?:SSHA|SHA|SMD5|MD5|CRYPT|SSHA256|SSHA512|PBKDF2[\w-]{0,10})\}[\w+/=$.]{12,}",
    ),
    (
        ("md5",),
        r"(?<![\w-])md5(?=[a-f0-9]{0,31}\d)[a-f0-9]{32}(?![\w-])",
    ),
)

_PRIVATE_KEYS = (
    (
        ("private key",),
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
    ),
    (
        ("age-secret-key-1",),
        r"AGE-SECRET-KEY-1[A-Z0-9]{20}",
    ),
    (
        ("putty-user-key-file",),
        r"PuTTY-User-Key-File-\d",
    ),
    (
        ("secret key",),
        r"untrusted comment:[^\n]{0,60}secret key",
    ),
    (
        ('"kty"',),
        r'"kty"\s{0,3}:[^}]{0,2000}?"(?:d|k)"\s{0,3}:\s{0,3}"[\w-]{16,}',
    ),
)

# Docker's file, kubectl's, a Secret's manifest, .netrc, .npmrc, .pgpass.
_FILES = (
    (
        ("auth", "token"),
        r"""["'](?:auth|identitytoken|registrytoken)["']\s{0,3}:\s{0,3}["'][\w+/-]{8,}={0,2}["']""",
    ),
    (
        ("dockerconfigjson", "dockercfg"),
        r"""\.docker(?:configjson|cfg)["']?\s{0,3}[:=]\s{0,3}["']?(?:\{|[\w+/]{16,})""",
    ),
    (
        ("eyjhdxrocyi6",),
        r"eyJhdXRocyI6[\w+/]{8,}",
    ),
    (
        ("client-key-data",),
        r"""client-key-data["']?\s{0,3}:\s{0,3}["']?[\w+/]{16,}""",
    ),
    (
        ("secret",),
        r"""\bkind:\s{0,3}["']?Secret\b[\s\S]{0,400}?\s(?:data|stringData):\s{1,20}[\w.-]{1,100}:\s{0,3}(?P<value>\S{1,300})""",
    ),
    (
        ("machine",),
        r"\bmachine\s{1,5}\S{1,200}\s{1,5}(?:login\s{1,5}\S{1,100}\s{1,5})?password\s{1,5}(?P<value>\S{3,300})",
    ),
    (
        ("_auth",),
        r"""_auth(?:Token)?\s{0,3}=\s{0,3}["']?[\w+/-]{8,}""",
    ),
    (
        (":5432:", ":*:", ":6432:"),
        r"(?<!\S)[\w.*-]{1,200}:(?:5432|6432|\*):[\w*-]{1,60}:[\w*-]{1,60}:(?P<value>[^\s:]{4,300})(?!\S)",
    ),
)

# Headers, cookies, arguments of commands, SQL.
_SENT = (
    (
        ("authorization",),
        r"""(?i)\bAuthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:Basic|Bearer|Token|ApiKey|Digest|Splunk|GenieKey)\s{1,3}(?P<value>(?=[a-z.]{0,200}[^a-z.\s])[^\s"',<]{6,300})""",
    ),
    (
        ("basic ",),
        r"\b[Bb]asic (?=[a-zA-Z0-9+/]{0,80}[A-Z0-9])[A-Za-z0-9+/]{12,}={1,2}(?!\w)",
    ),
    (
        ("x-",),
        r"""(?i)\bX-(?:[a-z]{1,20}-){0,3}(?:Key|Token|Secret)["']?\s{0,3}:\s{0,3}["']?(?=[a-z._/+-]{0,100}\d)[\w.+/=-]{8,}""",
    ),
    (
        ("curl",),
        r"""\bcurl\b[^\n]{0,300}?\s(?:-u|--user)[ =]{0,2}["']?[^\s:"'$]{1,100}:(?P<value>[^\s"']{3,300})""",
    ),
    (
        ("sshpass",),
        r"""\bsshpass\s{1,3}-p\s{0,3}["']?(?P<value>[^\s"']{3,300})""",
    ),
    (
        ("-pass", "-token", "-secret", "-api-key", "-apikey"),
        r"""(?<!\w)--?(?:password|passwd|token|secret|api-key|apikey)[ =]["']?(?P<value>(?=[a-z-]{0,60}[^a-z\s"'-])[^\s"']{6,300})""",
    ),
    (
        ("identified", "password '"),
        r"(?i)\b(?:IDENTIFIED\s{1,3}BY|(?:WITH|ENCRYPTED)\s{1,3}PASSWORD)\s{1,3}'(?P<value>[^'\n]{3,300})'",
    ),
    (
        ("redis-cli",),
        r"""\bredis-cli\b[^\n]{0,200}?\s(?:-a|--pass)\s{1,3}["']?(?P<value>[^\s"']{4,300})""",
    ),
    (
        ("rediscli_auth", "mysql_pwd"),
        r"""\b(?:REDISCLI_AUTH|MYSQL_PWD)=["']?(?P<value>[^\s"']{4,300})""",
    ),
    (
        (
            "sessionid=",
            "csrftoken=",
            "jsessionid=",
            "connect.sid=",
            "phpsessid=",
            "oauth2_proxy=",
            "argocd.token=",
        ),
        r"(?:sessionid|csrftoken|JSESSIONID|connect\.sid|PHPSESSID|_oauth2_proxy|argocd\.token)=[\w%.:|-]{16,}",
    ),
    (
        ("otpauth://",),
        r"otpauth://[^\s?]{1,200}\?\S{0,200}?\bsecret=[A-Z2-7]{8,}",
    ),
    (
        ("unseal key",),
        r"Unseal Key \d{1,2}\s{0,3}:\s{0,3}[\w+/]{20,}",
    ),
)

# Connection strings and signed addresses.
_ADDRESSES = (
    (
        ("accountkey=", "sharedaccesskey=", "sharedsecretvalue=", "sharedaccesssignature="),
        r"(?i)\b(?:AccountKey|SharedAccessKey|SharedSecretValue|SharedAccessSignature)=[\w+/% -]{12,}",
    ),
    (
        ("sig=",),
        r"[?&]sig=[\w%+/-]{20,}",
    ),
    (
        ("x-amz-", "x-goog-"),
        r"[?&]X-(?:Amz|Goog)-(?:Signature|Security-Token)=[\w%+/-]{16,}",
    ),
    (
        ("signature=",),
        r"[?&]Signature=[\w%+/~-]{20,}",
    ),
    (
        ("sentry", "ingest", "@"),
        r"//[a-f0-9]{32}(?::[a-f0-9]{32})?@[\w.-]{1,200}/\d",
    ),
    (
        ("jdbc:oracle",),
        r"jdbc:oracle:thin:[^\s/]{1,100}/(?P<value>[^\s@]{3,100})@",
    ),
)

SHAPES = tuple(
    (kind, keywords, pattern)
    for kind, shapes in (
        (PRIVATE_KEY, _PRIVATE_KEYS),
        (WEBHOOK_ADDRESS, WEBHOOKS),
        (HASH, _HASHES),
        (FILE, _FILES),
        (SENT, _SENT),
        (ADDRESS, _ADDRESSES),
    )
    for keywords, pattern in shapes
)
