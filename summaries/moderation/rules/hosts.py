"""To which hosts a rendered text leads."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

# As browsers read it: any number of slashes, or none of the scheme; a name before an @ is no host.
_LINK = re.compile(
    r'(?:href|src)="(?:https?:/*|//+)(?:[^/?#"]*@)?([^/?#:"@]{1,255})', re.IGNORECASE
)


def hosts_of(html: str) -> list[str]:
    """Of each link and picture that leads away, in order; with repetitions."""
    return [unquote(host).casefold().rstrip(".") for host in _LINK.findall(html)]


def domains_of(lines: str) -> set[str]:
    """As somebody types them: one a line, perhaps as an address."""
    typed = (line.strip().casefold().partition("://") for line in lines.splitlines())
    hosts = ((after or before).partition("/")[0] for before, _, after in typed)
    return {host.strip(".").removeprefix("www.") for host in hosts} - {""}


def leads_to(hosts: Iterable[str], domains: set[str]) -> bool:
    """Whether one of the hosts is one of the domains, or below one."""
    return any(not domains.isdisjoint(above(host)) for host in hosts)


def above(host: str) -> set[str]:
    """The host and all that it is below: a.b.example, b.example, example."""
    parts = host.split(".")
    return {".".join(parts[start:]) for start in range(len(parts))}
