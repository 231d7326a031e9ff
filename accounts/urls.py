"""The pages of one's own account; allauth's stand beside them."""

from django.urls import path

from accounts.views import (
    archive,
    deletion,
    feed,
    notifications,
    profile,
    settings,
    tokens,
    unsubscribe,
)

app_name = "accounts"

urlpatterns = [
    path("", settings.settings, name="settings"),
    path("mail/", settings.mail, name="mail"),
    path("licence/", settings.licence, name="licence"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read/", notifications.read_all, name="read_all"),
    path("notifications/<int:pk>/read/", notifications.read, name="read"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("feed/", feed.address, name="feed"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/end/", tokens.end_token, name="end_token"),
    path("profile/", profile.profile, name="profile"),
    path("export/", archive.export, name="export"),
    path("import/", archive.import_texts, name="import"),
    path("delete/", deletion.delete, name="delete"),
    path("delete/cancel/", deletion.cancel, name="cancel_deletion"),
    path("delete/cancel/<str:token>/", deletion.cancel_by_mail, name="cancel_deletion_by_mail"),
]
