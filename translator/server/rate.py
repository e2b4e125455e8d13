"""How often one client may ask: a token bucket for each, in memory."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_CLIENTS = 10_000
"""Clients that are remembered; of more, who has not asked for longest is forgotten."""


class RateLimit:
    """A bucket of tokens for each client, filled evenly; a minute's may be spent at once. Safe to use from threads.

    a_minute: tokens that a client gets in a minute; 0 for no limit
    clock: seconds, from any start
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Takes a token of the client at this address: 0, or the seconds until there is one again."""
        if not self._size:
            return 0.0
        a_second = self._size / 60
        client = network(address)
        with self._lock:
            now = self._clock()
            tokens, then = self._buckets.pop(client, (float(self._size), now))
            tokens = min(float(self._size), tokens + (now - then) * a_second)
            missing = 1 - tokens
            self._buckets[client] = (tokens if missing > 0 else tokens - 1, now)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return max(0.0, missing / a_second)


def network(address: str) -> str:
    """Whom an address belongs to: itself, and of IPv6 the /64, which is what one household or machine is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))
