"""The WSGI entry: `waypost serve` hands this to the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.config.settings")
application = get_wsgi_application()
