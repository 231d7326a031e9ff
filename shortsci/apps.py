"""Which site the admin is: ours, see desk.py."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "shortsci.desk.Desk"
