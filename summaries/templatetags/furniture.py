"""What stands on every page and never changes while the site runs."""

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList
from django.urls import get_script_prefix

register = template.Library()


class Once(template.Node):
    """Its contents, drawn the first time that a process needs them."""

    def __init__(self, contents: NodeList, told: list[FilterExpression]):
        self.nodelist, self.told = contents, told
        self.pieces: dict[tuple, str] = {}

    def render(self, context) -> str:
        chosen = tuple(each.resolve(context) for each in self.told)
        key = (get_script_prefix(), settings.SITE_NAME, *chosen)
        if key not in self.pieces:
            self.pieces[key] = self.nodelist.render(context)
        return self.pieces[key]


@register.tag
def once(parser, token) -> Once:
    """{% once here %}…{% endonce %}: what is inside depends on nothing else, and on no person."""
    told = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    contents = parser.parse(["endonce"])
    parser.delete_first_token()
    return Once(contents, told)
