"""How often somebody may ask: counted in the memory of the process, or in a store that several processes share."""

from __future__ import annotations

import time

from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from graph.errors import SettingsError

MEMORY = "memory://"
PATIENCE = 0.25
"""How long a shared store may take for a request, seconds: nobody else is answered meanwhile."""
PAUSE = 5.0
"""How long a store that did not answer is left alone, seconds."""


class Limit:
    """So many requests in so much time for each who asks.

    While a shared store is away each process counts for itself: the service goes on, and is never without a limit.
    """

    def __init__(self, rate: str, store: str = MEMORY) -> None:
        """Take a rate such as `1200/minute` and a store such as `redis://host:6379`.

        Raises:
            SettingsError: the rate or the store is not one; the line holds no password.
        """
        try:
            self.rate = parse(rate)
        except ValueError as error:
            raise SettingsError(f"JUMELLES_RATE_LIMIT: expected such as 1200/minute, got {rate!r}") from error
        self._here = MovingWindowRateLimiter(storage_from_string(MEMORY))
        self._shared = None if store == MEMORY else _shared(store)
        self._away_until = 0.0

    def wait(self, who: str) -> int:
        """Count one request; return 0 where it may pass, else after how many seconds the next may."""
        if self._shared and time.monotonic() >= self._away_until:
            try:
                return self._asked(self._shared, who)
            except StorageError:
                self._away_until = time.monotonic() + PAUSE
        return self._asked(self._here, who)

    def _asked(self, limiter: MovingWindowRateLimiter, who: str) -> int:
        if limiter.hit(self.rate, who):
            return 0
        reset = limiter.get_window_stats(self.rate, who).reset_time
        return max(1, int(reset - time.time()))


def _shared(store: str) -> MovingWindowRateLimiter:
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        return MovingWindowRateLimiter(storage_from_string(store, wrap_exceptions=True, **patience))
    except Exception as error:
        scheme = store.partition("://")[0][:20]
        raise SettingsError(f"JUMELLES_RATE_STORE: expected redis://… or memory://, got {scheme!r}") from error
