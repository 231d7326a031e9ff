"""People, for whoever looks after accounts."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from summaries.admin.read_only import ReadOnlyAdmin
from summaries.models import Summary

from . import admin_of_locks  # noqa: F401 - Django looks into this module alone
from .letters import send_letter
from .models import DisposableDomain, Invitation, Letter, OutgoingMail, User

MADE_AT_ONCE = 10
WAITING_OR_NOT: list = [
    ("sent_at", admin.EmptyFieldListFilter),
    ("given_up_at", admin.EmptyFieldListFilter),
]
RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = [
        "username",
        "display_name",
        "email",
        "summary_count",
        "contribution",
        "is_active",
        "is_staff",
        "date_joined",
    ]
    list_filter = ["awaits_approval", "is_active", "is_staff", "groups", "date_joined"]
    actions = ["approve"]
    search_fields = ["username", "display_name", "email"]
    readonly_fields = [
        "summary_count",
        "contribution",
        "last_login",
        "date_joined",
        "verified_at",
        "orcid_verified_at",
        "delete_at",
        "way_to_decide",
    ]
    fieldsets = [
        *(DjangoUserAdmin.fieldsets or ()),
        ("On the site", {"fields": ["display_name", "bio", "summary_count", "contribution"]}),
        ("Entry", {"fields": ["awaits_approval", "verified_at", "orcid_verified_at", "delete_at"]}),
        ("Moderation", {"fields": ["way_to_decide"]}),
    ]

    def has_change_permission(self, request, obj=None):
        """Whoever may do everything is out of reach for those who may not."""
        return super().has_change_permission(request, obj) and _may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request.user, obj)

    def get_readonly_fields(self, request, obj=None):
        """Whom a moderator can shut out, nobody shuts out by a tick that no log tells of."""
        fields = super().get_readonly_fields(request, obj)
        if not request.user.is_superuser:
            fields = [*fields, *RIGHTS]
        return [*fields, "is_active"] if _is_decided_about(obj) else fields

    @admin.display(description="suspend, ban, let in again")
    def way_to_decide(self, user):
        address = reverse("admin:summaries_ticket_about", args=["person", user.pk])
        return format_html('<a href="{}">With a reason</a>', address)

    @admin.action(description="Let the chosen people in, and mail them", permissions=["change"])
    def approve(self, request, users):
        waiting = list(users.filter(awaits_approval=True))
        for user in waiting:
            user.approve()
            send_letter("approved", user)
        messages.success(request, f"{len(waiting)} approved.")

    def delete_model(self, request, user):
        self._delete_and_recount(User.objects.filter(pk=user.pk))

    def delete_queryset(self, request, users):
        self._delete_and_recount(users)

    def _delete_and_recount(self, users):
        """Their votes go with them, so the summaries they voted on have other numbers."""
        voted = list(Summary.objects.filter(votes__voter__in=users).distinct().values_list("pk"))
        users.delete()
        keys = [key for (key,) in voted]
        for summary in Summary.objects.filter(pk__in=keys).select_related("paper", "author"):
            summary.recount()


def _may_touch(user, other) -> bool:
    return user.is_superuser or other is None or not other.is_staff


def _is_decided_about(user) -> bool:
    """Whether a decision with a reason is what shuts that person out, or lets them in."""
    if user is None or user.is_staff:
        return False
    return user.is_active or user.suspensions.in_force().exists()


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Codes to give away. Save one, or let the action make ten."""

    list_display = ["code", "note", "link", "created_by", "used_by", "created_at"]
    list_filter = [("used_at", admin.EmptyFieldListFilter)]
    list_select_related = ["created_by", "used_by"]
    search_fields = ["code", "note", "used_by__username"]
    readonly_fields = ["link", "created_by", "used_by", "used_at"]
    actions = ["make_more"]

    @admin.display(description="Link to send")
    def link(self, invitation):
        return invitation.link if invitation.pk else "after saving"

    @admin.action(description="Make ten more like the first chosen", permissions=["add"])
    def make_more(self, request, invitations):
        note = invitations.values_list("note", flat=True).first() or ""
        for _ in range(MADE_AT_ONCE):
            Invitation.objects.create(note=note, created_by=request.user)
        messages.success(request, f"{MADE_AT_ONCE} made.")

    def save_model(self, request, invitation, form, change):
        invitation.created_by = invitation.created_by or request.user
        super().save_model(request, invitation, form, change)


@admin.register(DisposableDomain)
class DisposableDomainAdmin(admin.ModelAdmin):
    """With addresses at these nobody signs up; who has an account keeps it."""

    list_display = ["domain", "created_at"]
    search_fields = ["domain"]


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    """The outbox: what waits, what was sent, and why something was not."""

    list_display = [
        "pk",
        "user",
        "is_digest",
        "attempts",
        "due_at",
        "sent_at",
        "given_up_at",
        "error",
    ]
    list_filter = [*WAITING_OR_NOT, "is_digest"]
    list_select_related = ["user"]
    search_fields = ["user__username", "message_id", "error"]
    exclude = ["notification"]  # what people are told is their own affair
    actions = ["try_again"]

    def has_retry_permission(self, request):
        return request.user.has_perm("accounts.change_outgoingmail")

    @admin.action(description="Try the chosen ones again that were given up", permissions=["retry"])
    def try_again(self, request, mails):
        waiting = mails.exclude(given_up_at=None).update(
            given_up_at=None, attempts=0, due_at=timezone.now()
        )
        messages.success(request, f"{waiting} will be tried again.")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Letters about accounts: what became of each. Whom they reach and their words stay sealed."""

    list_display = ["pk", "attempts", "created_at", "due_at", "sent_at", "given_up_at", "error"]
    list_filter = WAITING_OR_NOT
    search_fields = ["message_id", "error"]
    exclude = ["sealed"]
