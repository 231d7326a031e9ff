"""The API as a whole: its parts, its limits, its refusals."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from summaries.search import TookTooLong

from . import finding, lookup, marks, me, own, papers, people, places, problems, summaries
from .openapi import with_refusals
from .throttles import Limit

DESCRIPTION = (
    "Papers and their public summaries, for anybody and without a key; and what is your own, "
    "with a token from your account. Texts carry their licence: name their authors."
)


class SiteAPI(NinjaAPI):
    """ninja's, whose schema tells of the refusals, too."""

    def get_openapi_schema(self, **options):
        return with_refusals(super().get_openapi_schema(**options))


api = SiteAPI(
    title=settings.SITE_NAME,
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    throttle=[Limit("api")],
)
api.add_router("/papers", papers.router)
api.add_router("/summaries", summaries.router)
api.add_router("", places.router)
api.add_router("", people.router)
api.add_router("/search", finding.router)
api.add_router("", lookup.router)
api.add_router("/me/summaries", own.router)
api.add_router("/me/votes", marks.votes)
api.add_router("/me/bookmarks", marks.bookmarks)
api.add_router("/me", me.router)

api.add_exception_handler(HttpError, problems.of_http_error)  # type: ignore[arg-type]
api.add_exception_handler(ValidationError, problems.of_validation)  # type: ignore[arg-type]
api.add_exception_handler(Http404, problems.of_missing)  # type: ignore[arg-type]
api.add_exception_handler(TookTooLong, problems.of_search)  # type: ignore[arg-type]
api.add_exception_handler(PermissionDenied, problems.of_denied)  # type: ignore[arg-type]
