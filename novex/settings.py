"""One settings file for every place it runs; the environment says what differs.

``NOVEX_OMGEVING`` is the one switch: ``productie`` (strict: https, no demo, every secret given),
``lokaal`` (the launcher on your own machine) or ``test``. A missing or wrong value stops the
start with a sentence that names it.
"""

import os
from pathlib import Path
from typing import Any

import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from novex import env

BASE_DIR = Path(__file__).resolve().parent.parent
NODE_MODULES = env.pad("NOVEX_NODE_MODULES", str(BASE_DIR / "node_modules"))

OMGEVING = env.keuze("NOVEX_OMGEVING", ("productie", "lokaal", "test"))
PRODUCTIE = OMGEVING == "productie"
TEST = OMGEVING == "test"

SECRET_KEY = env.tekst("SECRET_KEY")
DEBUG = env.vlag("NOVEX_DEBUG")
NOVEX_DEMO = env.vlag("NOVEX_DEMO")
if PRODUCTIE and (NOVEX_DEMO or DEBUG):
    # Here as well as in the system checks, which a web server does not run (ROL-1).
    raise ImproperlyConfigured(
        f"{'NOVEX_DEMO' if NOVEX_DEMO else 'NOVEX_DEBUG'}=ja kan niet samen met "
        "NOVEX_OMGEVING=productie. Zet de waarde op nee en start opnieuw."
    )
ALLOWED_HOSTS = env.lijst(
    "NOVEX_HOSTS", None if PRODUCTIE else "localhost,127.0.0.1,[::1],testserver"
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTIE else []

# What an owner fills in: no logo, no name of an organisation in the code.
NOVEX_NAAM = env.tekst("NOVEX_NAAM", "NOVEX")
NOVEX_EIGENAAR = env.tekst("NOVEX_EIGENAAR", "Rijk en provincies")
NOVEX_BEVEILIGINGSCONTACT = env.tekst(
    "NOVEX_BEVEILIGINGSCONTACT", None if PRODUCTIE else "mailto:beveiliging@example.org"
)
# Above this number of afspraken an arrangement is no longer compact: a warning (ARR-2).
NOVEX_MAX_AFSPRAKEN = env.getal("NOVEX_MAX_AFSPRAKEN", "15", minimaal=1)
NOVEX_SECURITY_TXT_TOT = env.tekst("NOVEX_SECURITY_TXT_TOT", "2027-12-31T23:00:00Z")

# --- Apps and requests --------------------------------------------------------------------------

INSTALLED_APPS = [
    "novex",
    "dossiers",
    "governance",
    "arrangementen",
    "monitoring",
    "django_fsm",
    "simple_history",
    "allauth",
    "allauth.account",
    "django_structlog",
    "csp",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: whitenoise serves, with the same code everywhere.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "novex.middleware.KopregelsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "novex.middleware.AanmeldenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    # Last: it runs the view.
    "novex.middleware.HandelingMiddleware",
]
ROOT_URLCONF = "novex.urls"
WSGI_APPLICATION = "novex.wsgi.application"
FORM_RENDERER = "novex.weergave.renderer.FormulierRenderer"
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
                "novex.context.basis",
            ],
        },
    }
]
# A weighing matrix or an agenda has many fields; an import is a file.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": 0 if TEST else 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# Pages read few rows: compiling a query to machine code costs more than it saves. And an index
# on a disk that does not turn costs half of what PostgreSQL takes it for.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off -c random_page_cost=2")
# A server that is gone without a word is given up in seconds, and the page says so (503). Without
# these a request would wait as long as the network allows: minutes.
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", "5")
DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", "10000")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A reason has no maximum length, so the history must not give it one.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

REDIS_URL = env.redis("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # Test processes share one server and must not see each other's sessions.
        "KEY_PREFIX": os.environ.get("PYTEST_XDIST_WORKER", "novex"),
    }
}
# Bytes that were made or uploaded; never served by URL, only by a view.
MEDIA_ROOT = env.pad("NOVEX_BESTANDEN")

# --- Who ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "novex.Gebruiker"
AUTHENTICATION_BACKENDS = ["novex.backends.RechtenBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "novex.inloggen.Inlogadapter"
ACCOUNT_FORMS = {"login": "novex.inloggen.Inlogformulier"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TEST:
    # Hundreds of test users: a slow hash proves nothing there.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_VALIDATIE = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATIE + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATIE + "MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": _VALIDATIE + "CommonPasswordValidator"},
]

# A session ends after an hour without a request, and with the browser. It lives in the cache:
# prolonging it costs no query.
SESSION_ENGINE = "novex.sessies"
SESSION_COOKIE_AGE = 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "novex.views.algemeen.csrf_fout"

# --- Headers ------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if PRODUCTIE:
    # TLS ends at a proxy that sets this header and removes it from what comes in.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # The container's own health check speaks http.
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
    # Whose address counts when log-in attempts are limited: the last that a proxy of ours added.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.getal("NOVEX_PROXYS", "1", minimaal=1)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-novex"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-novex-csrf"
else:
    # Cookies are shared by every port of one machine; two runs side by side must not log each
    # other out.
    _POORT = env.getal("PORT", "8000")
    SESSION_COOKIE_NAME = f"novex-{_POORT}"
    CSRF_COOKIE_NAME = f"novex-csrf-{_POORT}"

# --- Files that go with the pages ---------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTIE else None
# Only the folders that pages use, so that collectstatic stays small.
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("utrecht", NODE_MODULES / "@utrecht"),
    ("tokens", NODE_MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist"),
    ("source-sans-3", NODE_MODULES / "@fontsource-variable/source-sans-3"),
    ("nederland", NODE_MODULES / "@svg-maps/netherlands"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTIE
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
        # Who serves these is another user than who collected them.
        "OPTIONS": {"file_permissions_mode": 0o644},
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTIE
WHITENOISE_AUTOREFRESH = not PRODUCTIE  # looks when asked; else each start scans every folder

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"

# --- Mail ---------------------------------------------------------------------------------------

if PRODUCTIE:
    EMAIL_HOST = env.tekst("NOVEX_MAIL_HOST")
    EMAIL_PORT = env.getal("NOVEX_MAIL_POORT", "587")
    EMAIL_HOST_USER = env.tekst("NOVEX_MAIL_GEBRUIKER", "")
    EMAIL_HOST_PASSWORD = env.tekst("NOVEX_MAIL_WACHTWOORD", "")
    EMAIL_USE_TLS = env.vlag("NOVEX_MAIL_TLS", "ja")
    DEFAULT_FROM_EMAIL = env.tekst("NOVEX_MAIL_AFZENDER")
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- Queue --------------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True  # What came of it stands in our own rows.
# A task is done when it is done: a killed worker's task is made by the next one.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The queue hands out again what nobody confirmed in time, so a task must end well before that.
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.getal("NOVEX_HERLEVERING_SECONDEN", "900", minimaal=1),
    "socket_connect_timeout": 5,
    # Side by side on one server, test processes keep their own queue.
    "global_keyprefix": os.environ.get("PYTEST_XDIST_WORKER", ""),
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2}
CELERY_BEAT_SCHEDULE = {
    "hervat": {"task": "novex.tasks.hervat", "schedule": crontab(minute="*/5")},
    "controleer_audit": {
        "task": "novex.tasks.controleer_audit",
        "schedule": crontab(hour=5, minute=30),
    },
}

# --- Log ----------------------------------------------------------------------------------------

_VOORAF: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_VOORAF,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regels": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _VOORAF,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"uitvoer": {"class": "logging.StreamHandler", "formatter": "regels"}},
    "root": {"handlers": ["uitvoer"], "level": env.tekst("NOVEX_LOGNIVEAU", "INFO")},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
    },
}

if TEST:
    # Fails a test that asks the database once per row.
    INSTALLED_APPS += ["zeal"]
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
    ZEAL_RAISE = True
    # A posted formset looks up each choice by itself, and a service locks a row that the
    # service calling it locked already; neither is a query per row of a page.
    ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
