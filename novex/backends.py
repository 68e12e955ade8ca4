"""The one authentication back end: log in through allauth, rights from ``novex.rechten``."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from novex.models import Gebruiker
from novex.rechten import BH, heeft_recht


class RechtenBackend(AuthenticationBackend):
    """Accounts and passwords as Django keeps them; rights from one table in code (ROL-1)."""

    def get_user(self, user_id: int) -> Gebruiker | None:
        gebruiker = Gebruiker.objects.select_related("organisatie").filter(pk=user_id).first()
        return gebruiker if gebruiker and self.user_can_authenticate(gebruiker) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return heeft_recht(user_obj, perm, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return user_obj.is_active and app_label == "novex" and BH in user_obj.rollen

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()
