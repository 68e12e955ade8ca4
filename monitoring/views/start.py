"""Mijn werk: the first page of everyone who is logged in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from novex.http import GebruikerRequest

from .. import werk

IMPORTEN = (
    ("dossiers.importeren", "Vraagstukken importeren", "dossiers:inlezen"),
    ("arrangementen.importeren", "Afspraken importeren", "arrangementen:inlezen"),
    ("monitoring.importeren", "Voortgang importeren", "monitoring:inlezen"),
)


@require_safe
def mijn_werk(request: GebruikerRequest) -> HttpResponse:
    """What I must do, what I wait for and what is new, per role."""
    user = request.user
    if not user.ziet_dossiers:
        # A beheerder sees no content by that role.
        beheer = {"mag_beheren": user.has_perm("novex.beheren")}
        return render(request, "monitoring/mijn_werk_beheer.html", beheer)
    werkdag = timezone.localdate()
    importen = [(tekst, reverse(naam)) for recht, tekst, naam in IMPORTEN if user.has_perm(recht)]
    context: dict[str, Any] = {
        "werk": werk.mijn_werk(user, werkdag),
        "op": werkdag,
        "importen": importen,
    }
    return render(request, "monitoring/mijn_werk.html", context)
