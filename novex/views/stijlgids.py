"""The style guide: every component in every state, only where NOVEX_DEMO is on."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from novex.criteria import Blokkade
from novex.forms import Datumveld, Formulier
from novex.models import Achtergrondtaak
from novex.weergave.onderdelen import Fasestap, Gebeurtenis, Regel

VANDAAG = datetime.date(2026, 11, 21)


class Voorbeeldformulier(Formulier):
    """Every kind of field once."""

    titel = forms.CharField(
        label="Titel", max_length=120, help_text="Noem het gebied en wat er botst."
    )
    omschrijving = forms.CharField(
        label="Wat botst er?",
        max_length=600,
        widget=forms.Textarea,
        help_text="Schrijf kort. Uw tekst past op één A4.",
    )
    provincie = forms.ChoiceField(
        label="Provincie", choices=[("", "Kies een provincie"), ("pv25", "Gelderland")]
    )
    besluit_op = Datumveld(label="Datum van het besluit", required=False)
    duur = forms.IntegerField(label="Duur in minuten", required=False, min_value=5)
    domeinen = forms.MultipleChoiceField(
        label="Welke domeinen raakt dit?",
        choices=[("wonen", "Wonen"), ("energie", "Energie"), ("natuur", "Natuur")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er minstens één.",
    )
    oordeel = forms.ChoiceField(
        label="Voldoet het aan het criterium?",
        choices=[
            ("ja", "Ja"),
            ("nee", "Nee"),
            ("onvoldoende", "Er is onvoldoende informatie"),
        ],
        widget=forms.RadioSelect,
    )
    bijlage = forms.FileField(
        label="Bijlage",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt", "data-max-mb": "10"}),
    )
    gezien = forms.BooleanField(label="Ik heb de gelijksoortige vraagstukken bekeken")


class Voorbeeldfilter(forms.Form):
    zoek = forms.CharField(label="Zoekwoord", required=False)
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[("", "Alle fases"), ("beeldvorming", "Beeldvorming")],
    )
    sinds = Datumveld(label="Niet bijgewerkt sinds", required=False)


def _gebeurtenissen() -> list[Gebeurtenis]:
    return [
        Gebeurtenis("Signaal ingediend", datetime.date(2026, 2, 3), "Provincie Gelderland"),
        Gebeurtenis(
            "Naar oordeelsvorming",
            datetime.date(2026, 4, 14),
            "Regietafellid VRO",
            "De drie criteria zijn met ja beantwoord.",
            label="Doorgezet",
            soort="goed",
        ),
        Gebeurtenis(
            "Aangehouden in het DO",
            datetime.date(2026, 6, 9),
            "VRO-staf",
            "Er ontbreekt een mandaat.",
            label="Aangehouden",
            soort="waarschuwing",
        ),
        Gebeurtenis("BOL Oost", None, tekst="Ter besluitvorming.", url="#bol"),
    ]


def _fases() -> list[Fasestap]:
    return [
        Fasestap("Beeldvorming", "klaar", "afgerond op 14-04-2026"),
        Fasestap("Oordeelsvorming", "huidig"),
        Fasestap("Besluitvorming"),
        Fasestap("Opvolging"),
        Fasestap("Teruggelegd"),
    ]


def _taken() -> list[Achtergrondtaak]:
    standen = [("bezig", 40), ("klaar", 100), ("mislukt", 10)]
    return [
        Achtergrondtaak(pk=nummer, opschrift="Bundel DO Gelderland", status=status, voortgang=deel)
        for nummer, (status, deel) in enumerate(standen, start=1)
    ]


@require_safe
@login_not_required
def stijlgids(request: HttpRequest) -> HttpResponse:
    """``?fouten=ja`` shows the page with a refused form: summary, title and fields."""
    if not settings.NOVEX_DEMO:
        raise Http404
    geweigerd = Voorbeeldformulier({"geweigerd-besluit_op": "31-02-2026"}, prefix="geweigerd")
    context: dict[str, Any] = {
        "form": geweigerd if request.GET.get("fouten") else None,
        "leeg_formulier": Voorbeeldformulier(prefix="nieuw"),
        "geweigerd": geweigerd,
        "filterformulier": Voorbeeldfilter(request.GET or None),
        "pagina": Paginator(range(240), 25).get_page(request.GET.get("p", 4)),
        "blokkades": [
            Blokkade("De aanpak is nog leeg. Vul de aanpak in.", "aanpak", "#aanpak"),
            Blokkade("De interdepartementale voorbereiding is nog niet klaar.", "rijk"),
        ],
        "gebeurtenissen": _gebeurtenissen(),
        "fases": _fases(),
        "regels": [
            Regel("Provincie", "Gelderland", "#provincie"),
            Regel("Planning", None, "#planning"),
            Regel("Bijgewerkt", VANDAAG),
        ],
        "taken": _taken(),
        "kruimels": [("Mijn werk", "/"), ("Stijlgids", "")],
        "onderwerpen": [("Beeld", "#gegevens"), ("Triage", "#tabellen"), ("Afspraken", "#bord")],
        "soorten": ["neutraal", "concept", "info", "goed", "waarschuwing", "fout"],
        "oud": "Rijk en provincie verkennen in 2026 waar ruimte is voor woningen.",
        "nieuw": "Rijk en provincie kiezen vóór 1 juli 2027 waar ruimte is voor 4.000 woningen.",
    }
    return render(request, "stijlgids/stijlgids.html", context)
