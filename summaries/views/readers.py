"""The beacon that counts readers. It sets no cookie, and no GET counts anybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shortsci.limits import limit, seconds_to_wait
from summaries.models import Paper, Summary
from summaries.readers import count_reader, is_counted, is_robot, network

MOST_SUMMARIES = 500  # of one paper; nobody reads more in a day
# Of one network, for one paper and day: whoever names a new browser each time is no crowd.
MOST_BROWSERS, DAY = 20, 86_400

# Without a token, because the pages that send the beacon are the same for everybody; what a
# foreign page can do with it is count its own visitor once.


@csrf_exempt
@require_POST
def read_paper(request, key):
    """Count a reader of a paper's page, and so of every summary on it."""
    paper = get_object_or_404(Paper.objects.visible_to(request.user), key=key)
    listed = paper.summaries.visible_to(request.user).listed().best_first()
    return _count(request, paper, list(listed.values_list("pk", flat=True)[:MOST_SUMMARIES]))


@csrf_exempt
@require_POST
def read_summary(request, pk):
    """Count a reader of one summary."""
    listed = Summary.objects.visible_to(request.user).listed()
    summary = get_object_or_404(listed.select_related("paper"), pk=pk)
    return _count(request, summary.paper, [summary.pk])


def _count(request, paper: Paper, summary_ids: list[int]):
    if refused := limit(request, "read"):
        return refused
    is_foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    if not (is_foreign or is_robot(request) or _is_one_too_many(request, paper)):
        count_reader(request, paper, summary_ids)
    return HttpResponse(status=204)


def _is_one_too_many(request, paper: Paper) -> bool:
    """Whether this browser is new to the paper today and its network has sent enough of them."""
    if is_counted(request, paper):
        return False
    sender = network(request, timezone.now().date())
    return seconds_to_wait(f"browser:{paper.pk}", sender, MOST_BROWSERS, DAY) > 0
