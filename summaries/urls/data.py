"""What programs fetch: the API's page and short address, the public dump."""

from django.urls import path

from summaries.views import api, data

urlpatterns = [
    path("api/", api.api, name="api"),
    path("api/lookup", api.lookup, name="lookup"),
    path("about/data/", data.data, name="data"),
    path("about/data/<str:date>/<str:name>", data.data_file, name="data_file"),
]
