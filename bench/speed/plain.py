"""What pages are compared with: the plainest page of Django, and gunicorn saying hello."""

import time

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from shortsci.urls import urlpatterns as of_the_site
from summaries.models import Summary

ROW = engines["django"].from_string("<!doctype html><title>{{ row }}</title><p>{{ row }}</p>")


def plainest(request):
    """One indexed query and a one-line template."""
    row = Summary.objects.only("score").get(pk=request.GET["pk"])
    return HttpResponse(ROW.render({"row": row.score}))


urlpatterns = [path("plainest/", plainest), *of_the_site]


def tell_queries(get_response):
    """Count and time the queries of a request that asks for it, in headers of its answer."""

    def middleware(request):
        if "HTTP_X_QUERIES" not in request.META:
            return get_response(request)
        spent = []

        def clock(execute, *args):
            start = time.perf_counter()
            try:
                return execute(*args)
            finally:
                spent.append(time.perf_counter() - start)

        with connection.execute_wrapper(clock):
            response = get_response(request)
        response.headers["X-Queries"] = str(len(spent))
        response.headers["X-Database-Ms"] = f"{1000 * sum(spent):.2f}"
        return response

    return middleware
