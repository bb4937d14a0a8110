"""Settings of the portal: read from the environment and from nowhere else.

Every variable has a default that suits a first run on one's own machine, or says in its error what to
set. `docs/operating.md` lists them all.
"""

from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from whitenoise.compress import Compressor

from newsportal.environment import env, mailer, public_address, secret_key, whole_number

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_FOLDER = Path(env.str("NEWSPORTAL_DATA", default=str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
DATABASE_URL = env.str("DATABASE_URL", default="")


_site = public_address()
SITE_URL = f"{_site.scheme}://{_site.netloc}"
ON_HTTPS = _site.scheme == "https"
ON_LOOPBACK = _site.hostname in {"127.0.0.1", "localhost", "::1"}


SECRET_KEY = secret_key(DATA_FOLDER, may_be_made=ON_LOOPBACK)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=["127.0.0.1", "localhost", "[::1]"] if ON_LOOPBACK else [_site.hostname],
)

INSTALLED_APPS = [
    "newsportal",
    "newsportal.audit",
    "newsportal.accounts",
    "newsportal.tasks",
    "articles",
    "comments",
    "previews",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django_prose_editor",
    "django_htmx",
    "newsportal.admin_app.NewsroomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
if env.bool("NEWSPORTAL_DEVELOPMENT", default=False):
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "newsportal.http.operational.OperationalMiddleware",
    "newsportal.http.recording.RecordingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "newsportal.accounts.asking_again.PrivateAnswersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsportal.http.outages.OutageMiddleware",
]
ROOT_URLCONF = "newsportal.urls"
WSGI_APPLICATION = "newsportal.wsgi.application"

TEMPLATES = [
    # What readers see, in the folder `templates`.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "newsportal.templating.environment",
            "context_processors": ["articles.context.site"],
        },
    },
    # What the newsroom sees: the admin's own templates, and ours in the apps' folders.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                # For emails, which say which newspaper they come from.
                "articles.context.site",
            ],
        },
    },
]

if DATABASE_URL:
    DATABASES = {
        "default": env.db_url_config(DATABASE_URL) | {"ENGINE": "newsportal.database.backend"}
    }
    # The folder of a Unix socket stands in an address with its slashes written as %2F.
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
else:
    from newsportal.embedded_postgres import database_settings

    DATABASES = {"default": database_settings(DATA_FOLDER)}
# The role that serves the site gets its rights from `migrate`; a server of one's own has the name given.
DATABASE_WEB_ROLE = env.str("DATABASE_WEB_ROLE", default=DATABASES["default"].get("SERVED_AS", ""))
# PostgreSQL plans a statement once for a connection, not for every use; what the site asks is too short
# to be worth compiling. The server's workers add a pool and limits (newsportal.serving.connections).
_options = DATABASES["default"].setdefault("OPTIONS", {})
_options |= {
    "server_side_binding": True,
    "prepare_threshold": 1,
    "options": f"{_options.get('options', '')} -c jit=off".strip(),
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["ATOMIC_REQUESTS"] = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account-home"
ACCOUNT_ADAPTER = "newsportal.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "newsportal.accounts.forms.NewPasswordForm",
    "login": "newsportal.accounts.forms.SignInForm",
    "reset_password_from_key": "newsportal.accounts.forms.ForgottenPasswordForm",
    "set_password": "newsportal.accounts.forms.FirstPasswordForm",
    "signup": "newsportal.accounts.forms.SignUpForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
# Whether an address has an account is told to nobody but its owner, by email.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_FORMS = {"add_webauthn": "newsportal.accounts.forms.AddPasskeyForm"}
MFA_ADAPTER = "newsportal.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys on this machine without TLS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ON_HTTPS
PASSWORD_RESET_TIMEOUT = 3600
# Whether the newsroom is open only to those who sign in by a second factor, too.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not ON_LOOPBACK)

# What all processes share and may forget: how often somebody has tried something of late.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_sharedentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

EMAIL_URL = env.str("EMAIL_URL", default="")
_mail_of_this_machine = "consolemail://" if ON_LOOPBACK else "smtp://localhost:25"
MAILERS = {"default": mailer(EMAIL_URL or _mail_of_this_machine)}
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"noreply@{_site.hostname}")
# When those who want one email a day get it, by the clock of TIME_ZONE.
DAILY_EMAIL_HOUR = whole_number("DAILY_EMAIL_HOUR", 7)
if DAILY_EMAIL_HOUR not in range(24):
    raise ImproperlyConfigured("DAILY_EMAIL_HOUR must be an hour from 0 to 23.")

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_FOLDER / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsportal.stylesheets.JoinedStylesheetsStorage"},
}
# Of one worker's cache of public pages; 0 asks Django for every page.
HTTP_CACHE_MEGABYTES = whole_number("HTTP_CACHE_MEGABYTES", 64)
# How long a reader may change the words of a comment; 0 lets nobody.
COMMENT_EDIT_MINUTES = whole_number("COMMENT_EDIT_MINUTES", 15)
WHITENOISE_MAX_AGE = 3600
# Source maps are for developers' tools, and would take half of the time that compressing takes.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Everything from ourselves, nothing inline, nothing from a third party. The admin alone gets a nonce:
# a public page is cached, and a cached nonce would block its own script.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = ON_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ON_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ON_HTTPS
SECURE_HSTS_PRELOAD = ON_HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", default=False) else None
)
# The number of proxies in front whose X-Forwarded-For entry is believed; 0 believes none.
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0)
SESSION_COOKIE_SECURE = ON_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if ON_HTTPS else "session"
CSRF_COOKIE_SECURE = ON_HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if ON_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "articles.admin.too_old.form_too_old"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# So many readers, weighed by how often their reports were right, hide a comment until a moderator has
# decided; 0 leaves all to the moderators.
REPORTS_TO_HIDE = whole_number("REPORTS_TO_HIDE", 3)

# The token with which /metrics and the details of /readyz may be read from elsewhere; none lets nobody.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

LOG_FORMAT = env.str("LOG_FORMAT", default="text" if ON_LOOPBACK else "json")
if LOG_FORMAT not in {"text", "json"}:
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it must be text or json.")
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=LOG_FORMAT == "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "newsportal.logs.formats.AddRequest"}},
    "formatters": {
        "text": {"()": "newsportal.logs.formats.TextLines"},
        "json": {"()": "newsportal.logs.formats.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        },
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Django's own handlers would write its lines a second time, in another form.
        "django": {"handlers": [], "propagate": True},
        # It says as a warning that it was told to stop.
        "django_tasks_db": {"level": "ERROR"},
        "newsportal.requests": {"level": "INFO" if LOG_REQUESTS else "WARNING"},
    },
}
