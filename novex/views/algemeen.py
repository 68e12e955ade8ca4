import sys
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from novex import audit
from novex.demo import PERSONAS
from novex.http import ingevuld, van_pagina
from novex.models import Gebruiker

BACKEND = "novex.backends.RechtenBackend"
KWARTIER = 15 * 60
# SQLSTATE of a connection that failed, is not allowed any more, or is one too many.
GEEN_VERBINDING = ("08", "57P", "53")


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
    return render(request, "404.html", {"ingevuld": ingevuld(request)}, status=404)


def fout_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context: dict[str, Any] = {"zin": str(exception or ""), "ingevuld": ingevuld(request)}
    return render(request, "403.html", context, status=403)


def fout_500(request: HttpRequest) -> HttpResponse:
    """An error of ours, or a database or session store that is away: then 503, and when again.

    Here and not in a middleware: what reads the session or the account fails in many of them.
    Renders without the request, which would need both.
    """
    context = {"ingevuld": ingevuld(request)}
    if _onbereikbaar(sys.exc_info()[1]):
        kop = {"Retry-After": str(KWARTIER)}
        return HttpResponse(render_to_string("503.html", context), status=503, headers=kop)
    return HttpResponse(render_to_string("500.html", context), status=500)


def _onbereikbaar(fout: BaseException | None) -> bool:
    """Did a connection fail? Another refusal of the database, as a deadlock, is an error."""
    if isinstance(fout, OperationalError):
        code = getattr(fout.__cause__, "sqlstate", None)
        return code is None or code.startswith(GEEN_VERBINDING)
    return isinstance(fout, (redis.ConnectionError, redis.TimeoutError))


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """No valid token: the page stood open too long, or another site sent this.

    Only what came from a page of this site is shown again.
    """
    van, hier = van_pagina(request), reverse("start")
    context = {"van": van, "ingevuld": ingevuld(request) if van != hier else []}
    return render(request, "novex/te_lang_open.html", context, status=403)
