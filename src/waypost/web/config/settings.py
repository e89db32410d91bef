"""Django's settings, all of them derived from the environment value; nothing is read from anywhere else."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from waypost.lint.configuring import read_configuration
from waypost.lint.settings import Settings
from waypost.web.config import databases, mail
from waypost.web.config.environment import Environment, Unusable

try:
    ENVIRONMENT = Environment.read(os.environ)
except Unusable as unusable:
    raise ImproperlyConfigured(str(unusable)) from None

if ENVIRONMENT.default_secret and not ENVIRONMENT.demo:
    raise ImproperlyConfigured(
        "WAYPOST_SECRET_KEY is not set. Outside the demo Waypost does not start with the secret that stands in its "
        "source. Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

WEB = Path(__file__).resolve().parent.parent
DATA = ENVIRONMENT.data.resolve()
DEMO = ENVIRONMENT.demo
DEMO_CAST = "waypost.demo.cast.INTRODUCTIONS"  # whom the demo's sign-in page introduces; a name, as it stands above
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts, "127.0.0.1", "localhost"] if DEMO else ENVIRONMENT.allowed_hosts
BASE_URL = ENVIRONMENT.base_url
LINT = read_configuration(ENVIRONMENT.lint).settings if ENVIRONMENT.lint is not None else Settings()
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "lucide",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "waypost.web.ui",
    "waypost.web.journal",
    "waypost.web.people",
    "waypost.web.frameworks",
    "waypost.web.evidence",
    "waypost.web.growth",
    "waypost.web.promotion",
    "waypost.web.calibration",
    "waypost.web.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "waypost.web.ui.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "waypost.web.ui.middleware.zone_of_the_person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waypost.web.ui.middleware.storable_addresses",
    "waypost.web.ui.middleware.sign_in_first",
    "waypost.web.ui.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "waypost.web.config.urls"
WSGI_APPLICATION = "waypost.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "ui" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waypost.web.ui.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "waypost.web.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {
    "default": databases.from_url(ENVIRONMENT.database_url)
    if ENVIRONMENT.database_url
    else databases.sqlite(DATA / "waypost.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "waypost.web.people.signing_in.PresentPeopleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "waypost.web.people.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the organisation's own list, people cannot add one
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_proxy else 0
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that are not on the list
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {"reset_password": "waypost.web.people.forgotten.ForgottenPasswordForm"}
# Wrong passwords are counted by where they come from, here and by axes with the address; by the address alone, anybody
# could shut out anybody. A whole office may sign in from one address in one minute.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip", "login": "300/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_TOTP_ISSUER = "Waypost"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "waypost.web.people.signing_in.address_tried"
AXES_CLIENT_IP_CALLABLE = "waypost.web.people.signing_in.origin_of"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_NAME = "__Host-waypost" if ENVIRONMENT.secure else "waypost"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-waypost-form" if ENVIRONMENT.secure else "waypost-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "waypost.web.ui.errors.csrf_failed"
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone
FORMAT_MODULE_PATH = ["waypost.web.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_SUBJECT_PREFIX = ""
globals().update(mail.from_url(ENVIRONMENT.mail_url))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"waypost": {"level": "INFO"}},
}
