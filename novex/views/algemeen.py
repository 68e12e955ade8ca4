from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from novex import audit
from novex.demo import PERSONAS
from novex.models import Gebruiker

BACKEND = "novex.backends.RechtenBackend"


@require_POST
@login_not_required
def demo_inloggen(request: HttpRequest, naam: str) -> HttpResponse:
    """Log in as a demo account with one click; only where NOVEX_DEMO is on."""
    if not settings.NOVEX_DEMO or naam not in PERSONAS:
        raise Http404
    gebruiker = get_object_or_404(Gebruiker, username=naam, is_active=True)
    login(request, gebruiker, backend=BACKEND)
    audit.leg_vast("ingelogd als demo-account", door=gebruiker, onderwerp=naam)
    return redirect("start")


@require_safe
@login_not_required
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "novex/toegankelijkheid.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "novex/privacy.html")


@require_safe
@login_not_required
def security_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        f"Contact: {settings.NOVEX_BEVEILIGINGSCONTACT}\nPreferred-Languages: nl, en\n"
        f"Expires: {settings.NOVEX_SECURITY_TXT_TOT}\n",
        content_type="text/plain; charset=utf-8",
    )


@require_safe
@login_not_required
def gezond(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers and the database too."""
    Gebruiker.objects.exists()
    return HttpResponse("gezond", content_type="text/plain")


def fout_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def fout_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context: dict[str, Any] = {"zin": str(exception or "")}
    return render(request, "403.html", context, status=403)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    zin = "Deze pagina stond te lang open. Ga terug, ververs de pagina en probeer het opnieuw."
    return render(request, "403.html", {"zin": zin}, status=403)
