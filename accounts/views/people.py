"""What belongs to a public page of a person."""

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.identicon import identicon as drawing


@require_safe
def identicon(request, username):
    """The drawing of a user name."""
    people = get_user_model().objects.visible_to(request.user)
    person = get_object_or_404(people.only("username"), username=username)
    response = HttpResponse(drawing(person.username), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=86_400)
    return response
