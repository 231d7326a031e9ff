"""Every setting and every environment variable; nothing else reads the environment.

Safe by default: without DEBUG the site refuses to start unless it has a secret key, and it
speaks HTTPS only unless SITE_URL says http. `.env.example` lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from summaries.rendering import FRAME_HOSTS, PICTURE_HOSTS

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
    "django.contrib.admin",
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
    "shortsci.middleware.empty_heads",
    "shortsci.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shortsci.api.answers_for_programs",
    "shortsci.middleware.refuse_unstorable",
    "shortsci.middleware.Compression",
    "shortsci.middleware.refuse_too_large",
    "django.middleware.http.ConditionalGetMiddleware",
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

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.postgresql":
    # A pool survives a restart of the server; persistent connections do not.
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {}).update(
        pool={"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", 8), "timeout": 10},
        options="-c statement_timeout=30s -c lock_timeout=10s"
        " -c idle_in_transaction_session_timeout=60s",
    )
elif _database["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue for up to 20 s instead of failing; readers never wait for them.
    _database.setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}
# How long strangers get a page from the cache; whatever is written drops it at once. That works
# only where all processes share the cache: 0 elsewhere.
_is_shared = CACHES["default"]["BACKEND"].endswith(".RedisCache")
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", 60 if _is_shared else 0)
if PAGE_CACHE_SECONDS and not _is_shared:
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
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "summaries:home"

# Anybody; whom an admin approves; who has an invitation; nobody.
SIGNUP_MODES = ("open", "approval", "invitation", "closed")
SIGNUP_MODE = env.str("SIGNUP_MODE", "open", validate=validate.OneOf(SIGNUP_MODES))
DAYS_TO_RECONSIDER = 7  # between asking for one's account to be deleted and the deletion

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.entry.LoginForm",
    "signup": "accounts.entry.SignupForm",
    "add_email": "accounts.entry.AddAddressForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_VALIDATORS = "accounts.names.validators"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of changes to the locks of the account
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = "strict"  # see accounts.entry.Joining
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # here; every other device is logged out
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_USER_DISPLAY = str
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme

# The admin opens only to staff with a second factor; on one's own machine to all of the staff.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", not DEBUG)

MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off at times
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Other sites to log in with: each is there only when both of its keys are set.
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.entry.SocialSignupForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False  # everybody chooses a user name
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
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / "media")))
DUMPS_ROOT = MEDIA_ROOT / "dumps"  # of what is public, offered at /about/data/
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

# Security

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # asked from inside, in plain HTTP
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
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:", *(f"https://{host}" for host in sorted(PICTURE_HOSTS))],
    "connect-src": ["'self'"],
    "frame-src": [f"https://{host}" for host in sorted(FRAME_HOSTS)],
    "manifest-src": ["'self'"],
    # Browsers hold the redirect after a form to the same rule.
    "form-action": ["'self'", *(PROVIDER_HOSTS[name] for name in SOCIALACCOUNT_PROVIDERS)],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    **({"upgrade-insecure-requests": []} if HTTPS else {}),
}
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "shortsci.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # It tells of each question to another catalogue, with the address that we tell them.
    "loggers": {"httpx2": {"level": "WARNING"}},
}

# Other catalogues

# They are asked about papers that people add; 0 asks nobody, and facts are typed by hand.
METADATA_LOOKUPS = env.bool("METADATA_LOOKUPS", True)
METADATA_CONTACT = env.str("METADATA_CONTACT", "")  # an e-mail address, told to those we ask
METADATA_SECONDS = 4.0  # that one person waits for all of them together
METADATA_HOSTS = {
    "arxiv": "https://export.arxiv.org",
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "dblp": "https://dblp.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
}
# Where these may send us besides: no other host is ever asked, whatever an answer says.
METADATA_MIRRORS = [
    "https://arxiv.org",
    "https://dblp.uni-trier.de",
    "https://dblp.dagstuhl.de",
]
METADATA_PACE = {"arxiv": 3, "pubmed": 1}  # seconds between two questions, by their house rules

# How often one person (or address, where nobody is logged in) may do a thing: (most, seconds).
# All people behind one address together may do it that many times as often.
PEOPLE_BEHIND_AN_ADDRESS = 5
LIMITS = {
    "save": (120, 3600),
    "preview": (90, 60),
    "draft": (60, 60),
    "cite": (90, 60),
    "search": (120, 60),  # results follow while one types
    "suggest": (240, 60),
    "picture": (60, 3600),
    "vote": (200, 600),
    "comment": (30, 600),
    "comment_preview": (60, 600),
    "retract": (60, 600),
    "share": (60, 3600),
    "settings": (60, 600),  # of one's account, the profile included
    "keep": (200, 600),  # bookmarks and follows
    "seen": (60, 600),
    "read": (300, 600),  # pages whose script counts the reader
    "news": (120, 600),  # read and muted ones
    "feed": (10, 3600),
    "epub": (30, 3600),
    "export": (5, 3600),
    "import": (10, 3600),
    "deletion": (10, 3600),
    "report": (20, 3600),
    "appeal": (10, 3600),
    "bio_preview": (60, 600),
    "api": (600, 60),
    "api_lookup": (60, 60),  # of up to 500 names each
    "token": (20, 3600),
    "lookup": (60, 600),  # papers asked for at other catalogues
    "add": (120, 3600),
    "correct": (30, 3600),
    "post": (2400, 600),  # whatever it is; more than one editor's previews and drafts
    "log_in": (30, 300),
    "log_in_failed": (5, 300),  # at one account
    "log_out": (60, 600),
    "sign_up": (20, 3600),
    "reset": (20, 3600),
    "password": (20, 600),  # change, set anew, type again
    "second_factor": (20, 300),
    "mail_addresses": (30, 3600),
    "sessions": (60, 600),
    "mail": (6, 3600),  # to one address, of what strangers can have sent there
    "desk": (1200, 600),  # of the staff
}
# Those that are tighter for new accounts.
LIMITS_OF_NEW_ACCOUNTS = {
    "save": (40, 3600),
    "vote": (40, 600),
    "comment": (8, 600),
    "correct": (8, 3600),
    "report": (5, 3600),
    "add": (60, 3600),
    "picture": (20, 3600),
}
# The rows for pages that are not ours, and for ours that do nothing but write.
LIMITS_OF_PAGES = {
    "admin": "desk",
    "account_login": "log_in",
    "account_signup": "sign_up",
    "socialaccount_signup": "sign_up",
    "account_logout": "log_out",
    "account_reset_password": "reset",
    "account_reset_password_from_key": "password",
    "account_change_password": "password",
    "account_set_password": "password",
    "account_reauthenticate": "password",
    "account_email": "mail_addresses",
    "account_confirm_email": "mail_addresses",
    "account_email_verification_sent": "mail_addresses",
    "usersessions_list": "sessions",
    "socialaccount_connections": "sessions",
    "summaries:comment_delete": "retract",
    "summaries:discard": "draft",
    "summaries:share": "share",
    "accounts:mail": "settings",
    "accounts:licence": "settings",
    "accounts:profile": "settings",
    "accounts:unsubscribe": "settings",
    "accounts:delete": "deletion",
    "accounts:cancel_deletion": "deletion",
    "accounts:cancel_deletion_by_mail": "deletion",
    "accounts:tokens": "token",
    "accounts:end_token": "token",
    "accounts:read_all": "news",
    "mute": "news",
    **dict.fromkeys(
        (
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_generate_recovery_codes",
            "mfa_login_webauthn",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
            "mfa_reauthenticate_webauthn",
        ),
        "second_factor",
    ),
}


def _rate(action: str, sender: str) -> str:
    return "{}/{}s/{}".format(*LIMITS[action], sender)


# allauth counts by the same table: what is not counted by page, such as failures, at all.
ACCOUNT_RATE_LIMITS = {
    "login": _rate("log_in", "ip"),
    "login_failed": _rate("log_in_failed", "key"),
    "signup": _rate("sign_up", "ip"),
    "reset_password": f"{_rate('reset', 'ip')},{_rate('mail', 'key')}",
    "reset_password_from_key": _rate("password", "ip"),
    "change_password": _rate("password", "user"),
    "reauthenticate": _rate("password", "user"),
    "manage_email": _rate("mail_addresses", "user"),
}

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
