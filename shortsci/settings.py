"""Every setting. Only here is the environment opened; modules beside it are handed `env`.

Safe by default: without DEBUG the site refuses to start unless it has a secret key, and it
speaks HTTPS only unless SITE_URL says http. `.env.example` lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from shortsci import caches, databases
from shortsci.allauth_settings import *  # noqa: F403 - ACCOUNT_…, MFA_…, SOCIALACCOUNT_…
from shortsci.csp import content_security_policy
from shortsci.limits_table import *  # noqa: F403 - LIMITS, and what belongs to it
from shortsci.logs import logging_to_console
from shortsci.media_storage import media_storage
from shortsci.metadata_table import *  # noqa: F403 - METADATA_SECONDS, _HOSTS, _MIRRORS, _PACE

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# Core

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "debug-only" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text, or DEBUG=1 on your own machine "
        "(`make demo` does all of it for you)."
    )

# What it was before: signatures, sessions and sealed letters from then still open.
SECRET_KEY_FALLBACKS = [key.strip() for key in env.list("SECRET_KEY_FALLBACKS", [], subcast=str)]

# The site's own address. Its scheme decides whether everything is forced onto HTTPS.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000" if DEBUG else "https://localhost").rstrip(
    "/"
)
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured("SITE_URL must look like https://example.org, without a path.")
HTTPS = _site.scheme == "https"
SITE_NAME = env.str("SITE_NAME", "ShortScience")

ALLOWED_HOSTS = [
    _site.hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *(host.strip() for host in env.list("ALLOWED_HOSTS", [], subcast=str)),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "accounts",
    "summaries",
    "markdownx",
    "django_htmx",
    "shortsci.apps.DeskConfig",  # the admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # templates of allauth ask for it
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # so that templates/django/forms/ comes before Django's own
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "shortsci.request_ids.number_requests",
    "shortsci.slow_queries.watch_queries",
    "shortsci.middleware.empty_heads",
    "shortsci.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shortsci.api.answers_for_programs",
    "shortsci.middleware.refuse_unstorable",
    "shortsci.middleware.Compression",
    "shortsci.middleware.refuse_too_large",
    "shortsci.replica.pin_writers",
    "shortsci.middleware.ConditionalGet",
    "shortsci.middleware.cache_for_everyone",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.second_factor.guard_the_desk",
    "shortsci.doors.LimitPosts",
    "accounts.visits.note_visits",
    "accounts.audit.note_staff",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "shortsci.urls"
WSGI_APPLICATION = "shortsci.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shortsci.context.site",
            ],
        },
    }
]

# Data

DATABASE_PGBOUNCER = env.bool("DATABASE_PGBOUNCER", False)
DATABASES = databases.configured(env, BASE_DIR, behind_pgbouncer=DATABASE_PGBOUNCER)
DATABASE_ROUTERS = ["shortsci.replica.Router"] if "replica" in DATABASES else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache = env.dj_cache_url("CACHE_URL", "locmem://")
CACHES = {"default": caches.prepared(_cache), "pages": caches.of_pages(_cache)}
# How many processes serve the site, as gunicorn reads it, too: `check --deploy` wants to know.
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 1)
# How long strangers get a page from the cache; whatever is written drops it at once. That works
# only where all processes share the cache: 0 elsewhere.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", 60 if caches.is_redis(_cache) else 0)
if PAGE_CACHE_SECONDS and not caches.is_redis(_cache):
    raise ImproperlyConfigured("PAGE_CACHE_SECONDS needs a CACHE_URL that begins with redis://.")

# People

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 86_400  # seconds that the link in the mail works
SESSION_ENGINE = "accounts.sessions"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "summaries:home"

# Anybody; whom an admin approves; who has an invitation; nobody.
SIGNUP_MODES = ("open", "approval", "invitation", "closed")
SIGNUP_MODE = env.str("SIGNUP_MODE", "open", validate=validate.OneOf(SIGNUP_MODES))
DAYS_TO_RECONSIDER = 7  # between asking for one's account to be deleted and the deletion

ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme

# The admin opens only to staff with a second factor; on one's own machine to all of the staff.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", not DEBUG)

MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Other sites to log in with: each is there only when both of its keys are set.
SOCIALACCOUNT_PROVIDERS = {}
PROVIDER_HOSTS = {
    "orcid": "https://orcid.org",
    "github": "https://github.com",
    "google": "https://accounts.google.com",
}
for _provider, _client_id, _secret in (
    ("orcid", env.str("ORCID_CLIENT_ID", ""), env.str("ORCID_SECRET", "")),
    ("github", env.str("GITHUB_CLIENT_ID", ""), env.str("GITHUB_SECRET", "")),
    ("google", env.str("GOOGLE_CLIENT_ID", ""), env.str("GOOGLE_SECRET", "")),
):
    if _client_id and _secret:
        INSTALLED_APPS.append(f"allauth.socialaccount.providers.{_provider}")
        SOCIALACCOUNT_PROVIDERS[_provider] = {"APP": {"client_id": _client_id, "secret": _secret}}

# Mail

_mail = env.dj_email_url("EMAIL_URL", "console:")
globals().update(_mail)
EMAIL_TIMEOUT = 20  # seconds; a lease of accounts.mailer is many times as long
# Mail about news goes out within the request, as on one's own machine; else a sender runs beside.
MAIL_INLINE = env.bool("MAIL_INLINE", _mail["EMAIL_BACKEND"].endswith(".console.EmailBackend"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", f"{SITE_NAME} <noreply@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language and time

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False  # there is one language, and looking it up for each number takes time
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", "") or BASE_DIR / "media")  # never the folder we stand in
DUMPS_ROOT = MEDIA_ROOT / "dumps"  # of what is public, offered at /about/data/
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": media_storage(env),
    "staticfiles": {"BACKEND": _static_storage},
}

# Security

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)"]  # asked from inside, in plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "summaries.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# How many proxies of ours stand in front: only that many X-Forwarded-For hops are believed.
PROXY_HOPS = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_HOPS", 0)
if PROXY_HOPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Named as in Django 6, whose own middleware will take over from shortsci.middleware.
SECURE_CSP = content_security_policy(
    https=HTTPS, forms_to=[PROVIDER_HOSTS[name] for name in SOCIALACCOUNT_PROVIDERS]
)
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)

# Logging

# line for people, json for programs that collect logs.
LOG_FORMAT = env.str("LOG_FORMAT", "line", validate=validate.OneOf(["line", "json"]))
LOGGING = logging_to_console(env.str("LOG_LEVEL", "INFO"), LOG_FORMAT)
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", 500)  # logged when a page asks one; 0 logs none

METRICS_TOKEN = env.str("METRICS_TOKEN", "")  # what Prometheus shows at /metrics
METRICS_FOLDER = env.str("PROMETHEUS_MULTIPROC_DIR", "")  # the library's own variable
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "shortsci.metrics.count_answers")
if _sentry := env.str("SENTRY_DSN", ""):
    from shortsci.error_reports import report_errors

    report_errors(_sentry, _site.hostname)

# Other catalogues

# They are asked about papers that people add; 0 asks nobody, and facts are typed by hand.
METADATA_LOOKUPS = env.bool("METADATA_LOOKUPS", True)
METADATA_CONTACT = env.str("METADATA_CONTACT", "")  # an e-mail address, told to those we ask

# Contents

# The editor's widget looks for its views here; the package's own urls are open to anybody.
MARKDOWNX_URLS_PATH = "/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/pictures/"
MARKDOWNX_SERVER_CALL_LATENCY = 400  # milliseconds of rest before the preview follows
MAX_REQUEST = 25_000_000  # bytes of one request, a personal archive being the largest
PICTURE_QUOTA = env.int("PICTURE_QUOTA_MB", 200) * 1_000_000  # bytes of pictures of one person

PAGE_SIZE = 10  # summaries on a page of a feed
LIST_SIZE = 30  # papers, venues or people on a page of a list
HOT_WINDOW_DAYS = env.float("HOT_WINDOW_DAYS", 10.0)  # W of the hot ranking
DEFAULT_LICENCE = "CC-BY-4.0"
# Whom to tell of a weakness (security.txt): a mailbox that RFC 2142 reserves for it, or a page.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", f"mailto:security@{_site.hostname}")
IMPORT_LICENCE = env.str("IMPORT_LICENCE", "")  # of the texts in the dumps, where it is known
