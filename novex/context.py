"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from novex.models import Gebruiker
from novex.navigatie import navigatie_voor


def basis(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "navigatie": navigatie_voor(user, request) if isinstance(user, Gebruiker) else [],
        "gebruiker": user if isinstance(user, Gebruiker) else None,
        "demo": settings.NOVEX_DEMO,
        "toepassing": settings.NOVEX_NAAM,
        "eigenaar": settings.NOVEX_EIGENAAR,
        "form": None,
        "kruimels": [],
        "onderdeel": "",
    }
