"""The one table of limits: how often a thing may be done. In the settings by the same names."""

# How often one person (or address, where nobody is logged in) may do a thing: (most, seconds).
# All people behind one address together may do it that many times as often.
PEOPLE_BEHIND_AN_ADDRESS = 5
LIMITS = {
    "save": (120, 3600),
    "preview": (90, 60),
    "draft": (60, 60),
    "cite": (90, 60),
    "search": (120, 60),  # results follow while one types
    "suggest": (240, 60),
    "picture": (60, 3600),
    "vote": (200, 600),
    "comment": (30, 600),
    "comment_preview": (60, 600),
    "retract": (60, 600),
    "share": (60, 3600),
    "settings": (60, 600),  # of one's account, the profile included
    "keep": (200, 600),  # bookmarks and follows
    "seen": (60, 600),
    "read": (300, 600),  # pages whose script counts the reader
    "news": (120, 600),  # read and muted ones
    "feed": (10, 3600),
    "epub": (30, 3600),
    "export": (5, 3600),
    "import": (10, 3600),
    "deletion": (10, 3600),
    "report": (20, 3600),
    "appeal": (10, 3600),
    "bio_preview": (60, 600),
    "api": (600, 60),
    "api_lookup": (60, 60),  # of up to 500 names each
    "token": (20, 3600),
    "lookup": (60, 600),  # papers asked for at other catalogues
    "add": (120, 3600),
    "correct": (30, 3600),
    "post": (2400, 600),  # whatever it is; more than one editor's previews and drafts
    "log_in": (100, 300),  # a class comes in at once, from one address
    "log_in_failed": (5, 300),  # at one account
    "log_out": (60, 600),
    "sign_up": (60, 3600),  # likewise
    "reset": (20, 3600),
    "password": (20, 600),  # change, set anew, type again
    "second_factor": (20, 300),
    "mail_addresses": (30, 3600),
    "sessions": (60, 600),
    "mail": (6, 3600),  # to one address, of what strangers can have sent there
    "desk": (1200, 600),  # of the staff
}
# Those that are tighter for new accounts.
LIMITS_OF_NEW_ACCOUNTS = {
    "save": (40, 3600),
    "vote": (40, 600),
    "comment": (8, 600),
    "correct": (8, 3600),
    "report": (5, 3600),
    "add": (60, 3600),
    "picture": (20, 3600),
}
# The rows for pages that are not ours, and for ours that do nothing but write or are asked all the
# time: both rows are counted in one question.
LIMITS_OF_PAGES = {
    "admin": "desk",
    "account_login": "log_in",
    "account_signup": "sign_up",
    "socialaccount_signup": "sign_up",
    "account_logout": "log_out",
    "account_reset_password": "reset",
    "account_reset_password_from_key": "password",
    "account_change_password": "password",
    "account_set_password": "password",
    "account_reauthenticate": "password",
    "account_email": "mail_addresses",
    "account_confirm_email": "log_in",
    "account_email_verification_sent": "mail_addresses",
    "usersessions_list": "sessions",
    "socialaccount_connections": "sessions",
    "summaries:comment_delete": "retract",
    "summaries:discard": "draft",
    "summaries:share": "share",
    "summaries:vote": "vote",
    "summaries:preview": "preview",
    "summaries:read_paper": "read",
    "summaries:read_summary": "read",
    "accounts:mail": "settings",
    "accounts:licence": "settings",
    "accounts:unsubscribe": "settings",
    "accounts:delete": "deletion",
    "accounts:cancel_deletion": "deletion",
    "accounts:cancel_deletion_by_mail": "deletion",
    "accounts:tokens": "token",
    "accounts:end_token": "token",
    "accounts:read_all": "news",
    "mute": "news",
    **dict.fromkeys(
        (
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_generate_recovery_codes",
            "mfa_login_webauthn",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
            "mfa_reauthenticate_webauthn",
        ),
        "second_factor",
    ),
}


def _rate(action: str, sender: str) -> str:
    return "{}/{}s/{}".format(*LIMITS[action], sender)


# allauth counts by the same table: what is not counted by page, such as failures, at all.
ACCOUNT_RATE_LIMITS = {
    "login": _rate("log_in", "ip"),
    "login_failed": _rate("log_in_failed", "key"),
    "signup": _rate("sign_up", "ip"),
    "reset_password": f"{_rate('reset', 'ip')},{_rate('mail', 'key')}",
    "reset_password_from_key": _rate("password", "ip"),
    "change_password": _rate("password", "user"),
    "reauthenticate": _rate("password", "user"),
    "manage_email": _rate("mail_addresses", "user"),
}
