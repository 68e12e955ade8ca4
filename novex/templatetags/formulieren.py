"""Buttons and forms; part of the library ``componenten``."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from novex.demo import PERSONAS
from novex.weergave import fouten
from novex.weergave.velden import veldweergave

register = template.Library()

KNOPSOORTEN = {
    "primair": "primary-action",
    "secundair": "secondary-action",
    "subtiel": "subtle",
    "gevaar": "primary-action utrecht-button--danger",
}


def eis_soort(soort: str, toegestaan: Iterable[str]) -> str:
    """A misspelt kind must fail in a test, not show up as a grey badge."""
    if soort not in toegestaan:
        raise template.TemplateSyntaxError(f"Unknown kind {soort!r}; one of {list(toegestaan)}")
    return soort


def blok(naam: str, **context: Any) -> SafeString:
    return render_to_string(f"componenten/{naam}.html", context)


def _sleutels(context: Context) -> dict[str, str]:
    """What every POST form carries: against forgery, and against handling it twice."""
    return {"csrf_token": csrf(context), "formuliersleutel": str(uuid.uuid4())}


def verzoek(context: Context) -> HttpRequest | None:
    """The request of the page, also inside an include with ``only``."""
    return getattr(context, "request", None) or context.get("request")


def csrf(context: Context) -> str:
    request = verzoek(context)
    return str(context.get("csrf_token") or (get_token(request) if request else ""))


@register.inclusion_tag("componenten/sleutels.html", takes_context=True)
def sleutels(context: Context) -> dict[str, str]:
    """The hidden inputs of a POST form written by hand: csrf and formuliersleutel."""
    return _sleutels(context)


# ---- Buttons ---------------------------------------------------------------------


@register.inclusion_tag("componenten/knop.html")
def knop(
    tekst: str,
    soort: str = "primair",
    url: str = "",
    naam: str = "",
    waarde: Any = "",
    voor: str = "",
    formulier: str = "",
) -> dict[str, Any]:
    """A button, or with ``url`` a link that looks like one; ``voor`` is only read aloud."""
    klasse = KNOPSOORTEN[eis_soort(soort, KNOPSOORTEN)]
    return {
        "tekst": tekst,
        "klasse": klasse,
        "url": url,
        "naam": naam,
        "waarde": waarde,
        "voor": voor,
        "formulier": formulier,
    }


@register.inclusion_tag("componenten/postknop.html", takes_context=True)
def postknop(
    context: Context, url: str, tekst: str, soort: str = "secundair", voor: str = "", **velden: Any
) -> dict[str, Any]:
    """One button that is a form of its own: Omhoog, Omlaag, Intrekken."""
    opties = {"tekst": tekst, "soort": soort, "voor": voor}
    return {"url": url, "velden": velden, **opties, **_sleutels(context)}


@register.simple_block_tag
def knoppenrij(content: str) -> SafeString:
    return blok("knoppenrij", inhoud=content)


# ---- Forms -----------------------------------------------------------------------


@register.inclusion_tag("componenten/veld.html")
def veld(
    boundfield: forms.BoundField,
    label: str = "",
    beschrijving: str = "",
    breedte: str = "",
    rijen: int = 0,
    markering: bool = True,
) -> dict[str, Any]:
    """One field with label, description and error; ``breedte``: kort, middel, lang, vol."""
    keuzes = {"label": label, "beschrijving": beschrijving, "breedte": breedte, "rijen": rijen}
    if boundfield.is_hidden:
        return {"verborgen": str(boundfield), "v": None}
    return {"verborgen": "", "v": veldweergave(boundfield, markering=markering, **keuzes)}


@register.inclusion_tag("componenten/velden.html")
def velden(
    form: forms.BaseForm, namen: str = "", markering: bool = True, fouten_tonen: bool = True
) -> dict[str, Any]:
    """The fields of a form; ``namen`` (with spaces) limits them to one section of it.

    A section after the first passes ``fouten_tonen=False``, or the errors of the form as
    a whole would show twice.
    """
    gekozen = [form[naam] for naam in namen.split()] if namen else form.visible_fields()
    return {
        "algemeen": fouten.algemene_fouten(form) if fouten_tonen else [],
        "anker": fouten.formulieranker(form),
        "velden": gekozen,
        "verborgen": form.hidden_fields() if fouten_tonen else [],
        "markering": markering,
    }


@register.inclusion_tag("componenten/formulier.html", takes_context=True)
def formulier(
    context: Context,
    form: forms.BaseForm,
    knop: str,
    actie: str = "",
    annuleer: str = "",
    annuleer_tekst: str = "Annuleren",
    tweede: str = "",
    tweede_naam: str = "",
    gevaar: bool = False,
    id: str = "",
    volgend: str = "",
) -> dict[str, Any]:
    """A whole POST form with its buttons; ``tweede`` is a second button, e.g. a draft.

    ``volgend`` is where a log-in goes on to.
    """
    return {
        "form": form,
        "knop": knop,
        "knopsoort": "gevaar" if gevaar else "primair",
        "actie": actie,
        "annuleer": annuleer,
        "annuleer_tekst": annuleer_tekst,
        "tweede": tweede,
        "tweede_naam": tweede_naam or "tweede",
        "id": id,
        "volgend": volgend or "",
        **_sleutels(context),
    }


@register.inclusion_tag("componenten/filters.html", takes_context=True)
def filters(
    context: Context, form: forms.BaseForm, knop: str = "Filters toepassen", aantal: Any = None
) -> dict[str, Any]:
    """A GET form above a list; the filters stand in the URL.

    Named as active is what filters: a choice that cannot be read does not.
    """
    request = verzoek(context)
    gevraagd = request.GET if request else {}
    zichtbaar = form.visible_fields()
    form.is_valid()
    gekozen = getattr(form, "cleaned_data", {})
    actief = [str(v.label) for v in zichtbaar if gevraagd.get(v.html_name) and gekozen.get(v.name)]
    verborgen = [veld.html_name for veld in form.hidden_fields()]
    blijft = {naam: gevraagd[naam] for naam in verborgen if naam in gevraagd}
    pad = (request.path if request else "") + (f"?{urlencode(blijft)}" if blijft else "")
    return {"form": form, "knop": knop, "aantal": aantal, "actief": actief, "pad": pad}


@register.inclusion_tag("componenten/demoaccounts.html", takes_context=True)
def demoaccounts(context: Context) -> dict[str, Any]:
    """One button per demo account, on the log-in page of a demonstration."""
    accounts = [
        {"naam": p.naam, "uitleg": p.uitleg, "url": reverse("demo-inloggen", args=[naam])}
        for naam, p in PERSONAS.items()
    ]
    return {"accounts": accounts, **_sleutels(context)}
