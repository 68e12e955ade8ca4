"""What holds for every request: one handling per form, 409 and 403 with a trace, headers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django_fsm import ConcurrentTransition

from novex import audit
from novex.forms import Achterhaald, Verouderd
from novex.http import ingevuld, van_pagina
from novex.models import Gebruiker, Verwerking

SLEUTELVELD = "formuliersleutel"


class KopregelsMiddleware:
    """Security headers that Django and django-csp do not set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        # After an error it is not asked who it is: that may be what failed.
        if response.status_code >= 500 or (
            getattr(request, "user", None) and request.user.is_authenticated
        ):
            response.setdefault("Cache-Control", "no-store")
        return response


class AanmeldenMiddleware(LoginRequiredMiddleware):
    """Who is not logged in goes to the log-in page, and from there back to where they were.

    A form that comes in after the session ended is not handled; what was typed in it is shown
    once more. The way back is then the page with the form: its own address may only take a POST.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        inloggen = redirect_to_login(van_pagina(request), self.get_login_url(view_func))
        context = {"ingevuld": ingevuld(request), "inloggen": inloggen["Location"]}
        return render(request, "novex/niet_ingelogd.html", context, status=403)


class HandelingMiddleware:
    """Runs the view; the last middleware of the list.

    A POST with a form key is handled once: the second gets the answer of the first. Who comes
    too late gets the 409 page; refused access leaves a row in the audit trail (ZIC-5).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse:
        try:
            sleutel = _sleutel(request)
            if sleutel is None:
                return view(request, *args, **kwargs)
            return _eenmalig(sleutel, request, lambda: view(request, *args, **kwargs))
        except (Verouderd, ConcurrentTransition, Achterhaald) as botsing:
            return _te_laat(request, botsing)
        except PermissionDenied:
            _noteer(request, "toegang geweigerd")
            raise
        except Http404:
            if kwargs:
                _noteer(request, "niet gevonden of niet zichtbaar")
            raise


class _NietVerwerktError(Exception):
    """Carries the answer out of a transaction that must not leave a trace."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def _sleutel(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        # Per user, so that a key seen elsewhere is of no use.
        return uuid.uuid5(uuid.UUID(request.POST.get(SLEUTELVELD, "")), str(request.user.pk))
    except ValueError:
        return None


def _eenmalig(
    sleutel: uuid.UUID, request: HttpRequest, voer_uit: Callable[[], HttpResponse]
) -> HttpResponse:
    """Handle once. A form that is shown again was not handled, and may be sent again."""
    try:
        with transaction.atomic():
            verwerking, nieuw = Verwerking.objects.get_or_create(
                sleutel=sleutel, gebruiker=cast(Gebruiker, request.user)
            )
            if not nieuw:
                return redirect(verwerking.url or request.path)
            response = voer_uit()
            if not 300 <= response.status_code < 400:
                raise _NietVerwerktError(response)
            verwerking.url = response["Location"][:500]
            verwerking.save(update_fields=["url"])
            return response
    except _NietVerwerktError as niet:
        return niet.response


def _te_laat(request: HttpRequest, botsing: Exception) -> HttpResponse:
    getypt = ingevuld(request)
    if isinstance(botsing, Achterhaald) and not getypt:
        messages.error(request, str(botsing))
        return redirect(botsing.terug)
    context: dict[str, Any] = {"zin": "", "ingevuld": getypt, "terug": request.path}
    if isinstance(botsing, Verouderd):
        context["wie"] = str(botsing.instance.gewijzigd_door or "")
        context["wanneer"] = botsing.instance.gewijzigd_op
        context["ingevuld"] = botsing.ingevuld
    elif isinstance(botsing, Achterhaald):
        context["zin"], context["terug"] = str(botsing), botsing.terug
    # Else the state of a row was another one at its save: nobody knows whose doing that was.
    return render(request, "409.html", context, status=409)


def _noteer(request: HttpRequest, handeling: str) -> None:
    if request.user.is_authenticated:
        audit.leg_vast(
            handeling,
            door=request.user,
            onderwerp=request.path,
            gegevens={"methode": request.method or ""},
        )
