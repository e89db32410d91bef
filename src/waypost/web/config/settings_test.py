"""Settings of the test run: the real ones, on a throwaway data folder; PostgreSQL when TEST_DATABASE_URL names one."""

import atexit
import os
import tempfile
from pathlib import Path

os.environ.setdefault("WAYPOST_SECRET_KEY", "a-secret-for-the-tests-alone-and-for-nothing-else-at-all")
os.environ.setdefault("WAYPOST_DATA", str(Path(tempfile.gettempdir()) / f"waypost-tests-{os.getuid()}"))
os.environ.setdefault("WAYPOST_BASE_URL", "http://testserver")
if url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["WAYPOST_DATABASE_URL"] = url

from waypost.web.config.settings import *  # noqa: F403

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, as in production: threads that write at once wait for one another there, in memory they would fail.
    TEST_FILE = Path(tempfile.gettempdir()) / f"waypost-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_FILE)}  # noqa: F405
    # Django removes the file; its log would stay behind where a thread's connection was the last to close.
    for beside in ("-wal", "-shm"):
        atexit.register(Path(f"{TEST_FILE}{beside}").unlink, missing_ok=True)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
