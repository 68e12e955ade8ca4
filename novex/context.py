"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from novex.navigatie import navigatie_voor


def basis(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    ingelogd = user is not None and user.is_authenticated
    return {
        "navigatie": navigatie_voor(user, request) if ingelogd else [],
        "gebruiker": user if ingelogd else None,
        "demo": settings.NOVEX_DEMO,
        "toepassing": settings.NOVEX_NAAM,
        "eigenaar": settings.NOVEX_EIGENAAR,
        "form": None,
        "kruimels": [],
        "onderdeel": "",
    }
