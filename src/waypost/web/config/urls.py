"""Every address, by app. A test fails when one of them is not crossed with every role."""

from django.conf import settings
from django.urls import include, path

from waypost.web.ui.views import health

urlpatterns = [
    path("", include("waypost.web.home.urls")),
    path("framework/", include("waypost.web.frameworks.urls")),
    path("evidence/", include("waypost.web.evidence.urls")),
    path("growth/", include("waypost.web.growth.urls")),
    path("promotions/", include("waypost.web.promotion.urls")),
    path("calibration/", include("waypost.web.calibration.urls")),
    path("people/", include("waypost.web.people.urls")),
    path("journal/", include("waypost.web.journal.urls")),
    path("ui/", include("waypost.web.ui.urls")),
    path("account/", include("waypost.web.people.account_urls")),
    path("health/", health, name="health"),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("waypost.web.people.demo_urls"))]

handler404 = "waypost.web.ui.errors.not_found"
handler500 = "waypost.web.ui.errors.failed"
