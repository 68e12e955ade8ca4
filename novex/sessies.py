"""Sessions in the cache, for which a store that is down is not a log-out."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import cache


class SessionStore(cache.SessionStore):
    """Django takes any failure for an empty session, and would remove the cookie of it."""

    def load(self) -> dict[str, Any]:
        """What the store holds; raises what the store raises, which becomes a 503."""
        inhoud = self._cache.get(self.cache_key)  # type: ignore[attr-defined]
        if inhoud is None:
            self._session_key = None
        return inhoud or {}
