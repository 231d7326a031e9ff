"""Pickers of rows by search, which draw themselves again whatever was sent in place of a row."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from shortsci.numbers import is_number


class _Numbered:
    """Django asks the database for each value that was sent, and fails at what is no number."""

    def optgroups(self, name, value, attrs=None):
        numbers = list(filter(is_number, map(str, value)))
        return super().optgroups(name, numbers, attrs)  # type: ignore[misc]


class Picker(_Numbered, AutocompleteSelect):
    """One row."""


class SeveralPicker(_Numbered, AutocompleteSelectMultiple):
    """Several rows."""


class Choosing:
    """Goes before the admin's own class, and gives it these pickers for `autocomplete_fields`."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """No row is deleted from beside a picker: the page that asks why does not fit in there."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Picker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SeveralPicker(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
