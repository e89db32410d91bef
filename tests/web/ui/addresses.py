"""The addresses the frame links to, and the page of components; so that the frame is tested alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from waypost.web.ui.errors import failed, not_found


def nothing(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=204)


def app(name: str, *patterns: URLPattern) -> tuple[list[URLPattern], str]:
    return [*patterns], name


urlpatterns = [
    path(
        "",
        include(
            app(
                "home",
                path("", nothing, name="home"),
                path("how/", nothing, name="how"),
                path("notices/", nothing, name="notices"),
            )
        ),
    ),
    path("framework/", include(app("frameworks", path("search/", nothing, name="search")))),
    path("people/", include(app("people", path("<uuid:pk>/", nothing, name="person")))),
    path("journal/", include(app("journal", path("mine/", nothing, name="my_journal")))),
    path("account/login/", nothing, name="account_login"),
    path("account/logout/", nothing, name="account_logout"),
    path("ui/", include("waypost.web.ui.urls")),
    path("none/", not_found),
    path("failed/", failed),
]

handler404 = "waypost.web.ui.errors.not_found"
handler500 = "waypost.web.ui.errors.failed"
