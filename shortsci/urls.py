"""Where everything is mounted."""

from allauth.account.decorators import secure_admin_login
from allauth.account.views import logout
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from accounts.views import feed, notifications, people
from accounts.views.leaving import emptying_storage
from shortsci import health
from summaries.api.site import api

handler400 = "summaries.views.errors.bad_request"
handler403 = "summaries.views.errors.forbidden"
handler404 = "summaries.views.errors.not_found"
handler429 = "summaries.views.errors.too_many_requests"  # allauth asks for it
handler500 = "summaries.views.errors.server_error"

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.logout = emptying_storage(admin.site.logout)  # type: ignore[method-assign]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("account/logout/", emptying_storage(logout), name="account_logout"),
    path("account/", include("allauth.urls")),
    path("feeds/personal/<str:token>/feed.atom", feed.personal, name="personal_feed"),
    path("summaries/<int:pk>/mute/", notifications.mute, name="mute"),
    path("people/<str:username>/identicon.svg", people.identicon, name="identicon"),
    path("api/v1/", api.urls),
    path("healthz", health.healthz, name="healthz"),
    path("healthz/", health.healthz),
    path("readyz", health.readyz, name="readyz"),
    path("readyz/", health.readyz),
    path("", include("summaries.urls")),
]
if settings.METRICS_TOKEN:
    from shortsci.metrics import metrics

    urlpatterns.insert(0, path("metrics", metrics, name="metrics"))
