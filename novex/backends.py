"""The one authentication back end: log in through allauth; rights are of ``Gebruiker``."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from novex.models import Gebruiker


class RechtenBackend(AuthenticationBackend):
    """Accounts and passwords as Django keeps them, and none of its permissions (ROL-1)."""

    def get_user(self, user_id: int) -> Gebruiker | None:
        try:
            gebruiker = Gebruiker.objects.met_organisatie().get(pk=user_id)
        except Gebruiker.DoesNotExist:
            return None
        return gebruiker if self.user_can_authenticate(gebruiker) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Rights are asked one by one, of the user (novex.rechten)."""
        return set()
