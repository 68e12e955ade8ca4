from django.http import HttpRequest

from novex.models import Gebruiker


class GebruikerRequest(HttpRequest):
    """A request by someone who is logged in; the middleware stops all others."""

    user: Gebruiker  # type: ignore[assignment]
