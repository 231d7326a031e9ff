"""What allauth shows of log-ins in the admin, cut down: no secret of anybody stands there.

Sessions, keys of other sites and second factors let whoever holds them in. Nobody who looks after
accounts needs to read one: all that helps a person is to confirm an address, and to take away a
second factor that was lost.
"""

from allauth.account import admin as addresses
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401 - they register what is taken away here
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_reset
from allauth.socialaccount import admin as _others  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as _sessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin

from summaries.admin.read_only import ReadOnlyAdmin

admin.site.unregister(
    [Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession]
)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin, addresses.EmailAddressAdmin):
    """Addresses to look at; one can be confirmed for somebody whom our mail does not reach."""

    actions = ["confirm"]
    list_select_related = ["user"]

    def has_confirm_permission(self, request):
        return request.user.has_perm("account.change_emailaddress")

    @admin.action(description="Confirm selected addresses", permissions=["confirm"])
    def confirm(self, request, rows):
        """Theirs it is said to be: they have shown so by other means."""
        for row in rows.filter(verified=False).select_related("user"):
            if row.set_verified():
                row.user.mark_verified()
                self.log_change(request, row, "Confirmed.")
        self.message_user(request, "Confirmed, but for addresses that others have confirmed.")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """That somebody has a second factor, and since when; taken away from whoever lost it."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["=user__username"]
    fields = ["user", "type", "created_at", "last_used_at"]
    actions = ["take_away"]

    def has_take_away_permission(self, request):
        return request.user.has_perm("mfa.delete_authenticator")

    @admin.action(
        description="Take away all second factors of the chosen people", permissions=["take_away"]
    )
    def take_away(self, request, rows):
        for user in {row.user for row in rows.select_related("user")}:
            self.log_change(request, user.authenticator_set.first(), "Taken away, with all others.")
            user.authenticator_set.all().delete()
            authenticator_reset.send(Authenticator, request=request, user=user)
        self.message_user(request, "Taken away. They log in with their password alone now.")
