"""Host names lead to public addresses only, so that no page can make this program ask inside a network."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicResolver(CachingThreadedResolver):
    """For ``TWISTED_DNS_RESOLVER``: a name with a private, loopback or link-local address is unknown."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """Resolve a name, and refuse what is not public."""
        return super().getHostByName(name, timeout).addCallback(_only_public)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _only_public(address: str) -> str:
    if not is_public(address):
        raise DNSLookupError("The name leads to an address that is not public.")
    return address
