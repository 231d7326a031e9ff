"""Pages of the admin that only show."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at, which nobody adds, changes or deletes by hand.

    `has_delete_permission` stays as it is: Django asks for it, too, before it deletes what the
    rows belong to, and a vote must not keep a summary from being deleted.
    """

    actions: list[str] | None = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_view(self, request, object_id, extra_context=None):
        raise PermissionDenied

    def get_actions(self, request):
        """Django offers to delete what has been chosen wherever deleting is allowed."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(self, request, context, *args, **kwargs):
        context["show_delete"] = False
        return super().render_change_form(request, context, *args, **kwargs)


class ReadOnlyInline(admin.TabularInline):
    """Rows shown on the page of what they belong to."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False
