"""Where everything is mounted."""

from django.contrib import admin
from django.urls import include, path

handler400 = "summaries.views.errors.bad_request"
handler403 = "summaries.views.errors.forbidden"
handler404 = "summaries.views.errors.not_found"
handler500 = "summaries.views.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("summaries.urls")),
]
