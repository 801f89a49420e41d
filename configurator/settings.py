"""Django's settings, all of them. It runs with no variable set: on loopback, with SQLite."""

from __future__ import annotations

import sys
from pathlib import Path

from csp.constants import NONE
from csp.constants import SELF

from configurator.accounts.provider import providers
from configurator.config import database_url
from configurator.config import environment
from configurator.config import logs

TOP = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", environment.LOOPBACK)
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
# Where people open this site: e-mail, webhooks and reports link there.
SITE_URL = environment.text("SITE_URL").rstrip("/")
# Whether webhooks may be sent without TLS, and to addresses that only this network reaches.
WEBHOOKS_PRIVATE = environment.flag("WEBHOOKS_PRIVATE")

DATABASE_PATH = Path(environment.text("DATABASE_PATH") or TOP / "var/configurator.sqlite3")
SECRET_KEY = environment.text("SECRET_KEY") or environment.secret_key(
    DATABASE_PATH.parent / "secret-key"
)
# The key that signs approval records: made beside the SQLite file unless a file with one is given.
# Several servers may use one PostgreSQL: each would make a key of its own.
RECORD_KEY_AUTOMATIC = not (environment.text("RECORD_KEY_FILE") or environment.text("DATABASE_URL"))
RECORD_KEY_FILE = Path(
    environment.text("RECORD_KEY_FILE") or DATABASE_PATH.parent / "record-key.pem"
)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "configurator",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "configurator.middleware.observe_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "configurator.api.problems.problem_middleware",
    "configurator.middleware.limit_body_size",
    "configurator.middleware.bind_absolute_urls",
    "configurator.middleware.refuse_null_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "configurator.middleware.keep_browser_drafts",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "configurator.middleware.report_unreadable_draft",
    "configurator.middleware.report_busy_explanations",
    "configurator.middleware.report_refused_draft",
    "configurator.middleware.set_private_headers",
    "configurator.middleware.record_link_use",
]
ROOT_URLCONF = "configurator.urls"
WSGI_APPLICATION = "configurator.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [TOP / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "configurator.accounts.context.signing_in",
                "configurator.accounts.context.inbox",
            ],
            "builtins": ["configurator.templatetags.display"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_url.database(environment.text("DATABASE_URL"), DATABASE_PATH)}
# The image has one; elsewhere migrations make the database.
EMPTY_DATABASE = TOP / "empty.sqlite3"
# Shared by all processes, so that attempts to sign in are counted once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "configurator_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# Before `collectstatic` the files are served from where they are written.
STATIC_URL = "static/"
STATIC_ROOT = TOP / "staticfiles"
STATICFILES_DIRS = [TOP / "static"]
COLLECTED = "collectstatic" in sys.argv or (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = not COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Anything but loopback is reached through TLS, unless somebody says otherwise.
HTTPS = environment.flag("HTTPS", default=not set(ALLOWED_HOSTS) <= set(environment.LOOPBACK))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last entry of X-Forwarded-For is the proxy's own; what stands before it anybody can write.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# A draft belongs to the browser's session, so the session outlives a long project.
SESSION_COOKIE_AGE = 400 * 24 * 60 * 60
SESSION_COOKIE_NAME = "configurator"
CSRF_COOKIE_NAME = "configurator-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "configurator.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# People sign in with a name and a password, through single sign-on, or not at all.
AUTH_USER_MODEL = "configurator.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
    )
]
SIGN_UP = environment.flag("SIGN_UP", default=True)
PASSWORDS = environment.flag("PASSWORDS", default=True)
OIDC_ISSUER = environment.text("OIDC_ISSUER").strip()
OIDC_CLIENT_ID = environment.text("OIDC_CLIENT_ID").strip()
OIDC_CLIENT_SECRET = environment.text("OIDC_CLIENT_SECRET")
OIDC_NAME = environment.text("OIDC_NAME", "single sign-on")
OIDC_SCOPES = environment.text("OIDC_SCOPES", "openid profile email").split()
# Which groups are which teams: `platform-admins=platform:owner; dba=dba:reviewer`.
OIDC_GROUPS = environment.text("OIDC_GROUPS")
OIDC_GROUPS_CLAIM = environment.text("OIDC_GROUPS_CLAIM", "groups").strip()
SOCIALACCOUNT_PROVIDERS = providers(
    OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_SCOPES
)
SOCIALACCOUNT_ADAPTER = "configurator.accounts.adapter.SingleSignOn"
SOCIALACCOUNT_ONLY = not PASSWORDS
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_FORMS = {
    "signup": "configurator.forms.accounts.FirstVisit",
    "disconnect": "configurator.forms.accounts.Disconnect",
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "configurations"
ACCOUNT_ADAPTER = "configurator.accounts.adapter.Accounts"
ACCOUNT_FORMS = {
    "login": "configurator.forms.accounts.SignIn",
    "signup": "configurator.forms.accounts.SignUp",
    "add_email": "configurator.forms.accounts.AddAddress",
    "change_password": "configurator.forms.accounts.ChangePassword",
    "set_password": "configurator.forms.accounts.SetPassword",
    "reset_password": "configurator.forms.accounts.ResetPassword",
    "reset_password_from_key": "configurator.forms.accounts.NewPassword",
    "reauthenticate": "configurator.forms.accounts.Reauthenticate",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_VALIDATORS = "configurator.accounts.adapter.NAMES"
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# The session also holds which drafts are this browser's: it must not end when the window closes.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Allauth writes it over the scheme of an address, so it has to be the one of SITE_URL.
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0] or ("https" if HTTPS else "http")

# Without a server for it, e-mail is written to the console, and nobody can confirm an address.
EMAIL_HOST = environment.text("EMAIL_HOST").strip()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT_TEXT = environment.text("EMAIL_PORT", "587").strip()
EMAIL_PORT = int(EMAIL_PORT_TEXT) if EMAIL_PORT_TEXT.isdecimal() else 0
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
# On the port for it TLS begins at once, on any other after STARTTLS.
EMAIL_USE_SSL = environment.flag("EMAIL_TLS", default=True) and EMAIL_PORT_TEXT == "465"
EMAIL_USE_TLS = environment.flag("EMAIL_TLS", default=True) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("EMAIL_FROM") or (
    "" if EMAIL_HOST else "configurator@localhost"
)
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_HOST and PASSWORDS else "none"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# The content security policy (CSP): no inline script or style, no form to another site.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# A plan is at most 1 MiB and a bundle at most 5; nothing larger is even read.
LARGEST_PLAN = 1024 * 1024
LARGEST_ZIP = 5 * LARGEST_PLAN
LARGEST_STEP = 256 * 1024
# Drafts of visitors without an account: begun from one network address in an hour, and in all.
DRAFTS_OF_AN_ADDRESS = int(environment.text("DRAFTS_OF_AN_ADDRESS", "500"))
DRAFTS_IN_ALL = int(environment.text("DRAFTS_IN_ALL", "10000"))
LARGEST_REQUEST = LARGEST_ZIP + 64 * 1024

# Lines for people, or JSON with one line a request for whatever collects logs.
LOG_FORMAT = environment.text("LOG_FORMAT", "text")
LOGGING = logs.logging_settings(LOG_FORMAT, environment.text("LOG_LEVEL", "INFO"))
# Where Prometheus finds /metrics; without a port there are none, and nothing is counted.
METRICS_PORT = environment.text("METRICS_PORT").strip()
