"""The style guide: every component in every state, only where NOVEX_DEMO is on."""

import datetime
from typing import Any, get_args

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from novex.criteria import Blokkade
from novex.forms import Datumveld, Formulier
from novex.models import Achtergrondtaak, Gebruiker, Organisatie
from novex.navigatie import Navigatiepunt
from novex.rechten import Rol
from novex.templatetags.componenten import AANHEF, TEKENS
from novex.weergave.onderdelen import Fasestap, Gebeurtenis, Regel, Soort

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
    nummer = forms.CharField(label="Nummer", initial="2026-014", disabled=True, required=False)
    gezien = forms.BooleanField(label="Ik heb de gelijksoortige vraagstukken bekeken")

    def clean(self) -> dict[str, Any]:
        self.add_error(None, "De agenda is al verzonden. Dien een erratum in.")
        return super().clean()


class Voorbeeldreden(Formulier):
    """The one question in front of an act that is not undone."""

    reden = forms.CharField(label="Reden", widget=forms.Textarea, max_length=400)


class Voorbeeldregel(Formulier):
    """One of several rows that are filled in together."""

    trekker = forms.CharField(label="Trekker", required=False)
    gereed_op = Datumveld(label="Gereed op", required=False)


Voorbeeldregels = forms.formset_factory(Voorbeeldregel, extra=2)


class Voorbeeldfilter(forms.Form):
    zoek = forms.CharField(label="Zoekwoord", required=False)
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[("", "Alle fases"), ("beeldvorming", "Beeldvorming")],
    )
    sinds = Datumveld(label="Niet bijgewerkt sinds", required=False)


def _gebeurtenissen() -> list[Gebeurtenis]:
    """What a route can hold: first each kind, and then what has no date yet."""
    regels = (("Akkoord", "Provincie Gelderland"), ("Termijn", None))
    return [
        *(
            Gebeurtenis(
                f"Een stap van de soort {soort}",
                datetime.date(2026, 4, nummer),
                "Regietafellid VRO",
                "De drie criteria zijn met ja beantwoord.",
                label=soort.capitalize(),
                soort=soort,
                regels=regels if nummer == 1 else (),
            )
            for nummer, soort in enumerate(get_args(Soort), start=1)
        ),
        Gebeurtenis("BOL Oost", None, tekst="Ter besluitvorming.", url="#bol"),
    ]


def _fases() -> list[Fasestap]:
    return [
        Fasestap("Beeldvorming", "klaar", "afgerond op 14-04-2026", "#voortgang"),
        Fasestap("Oordeelsvorming", "overgeslagen"),
        Fasestap("Besluitvorming", "huidig"),
        Fasestap("Opvolging"),
    ]


def _taken() -> list[Achtergrondtaak]:
    voortgang = {Achtergrondtaak.Status.BEZIG: 40, Achtergrondtaak.Status.KLAAR: 100}
    return [
        Achtergrondtaak(
            pk=nummer,
            opschrift="Bundel DO Gelderland",
            status=status,
            voortgang=voortgang.get(status, 0),
        )
        for nummer, status in enumerate(Achtergrondtaak.Status, start=1)
    ]


def _ingelogd() -> dict[str, Any]:
    """The frame as it is for someone who is logged in and has just done something."""
    vro = Organisatie(naam="VRO", afkorting="VRO")
    return {
        "gebruiker": Gebruiker(first_name="VRO-staf", organisatie=vro, rollen=[Rol.VRO_STAF]),
        "navigatie": [
            Navigatiepunt("Mijn werk", "/", actief=False),
            Navigatiepunt("Stijlgids", "", actief=True),
        ],
        "messages": [
            Message(niveau, zin)
            for niveau, zin in (
                (INFO, "Het bestand wordt gemaakt."),
                (SUCCESS, "Het signaal is ingediend."),
                (WARNING, "Het signaal is ingediend, maar er ontbreekt een mandaat."),
                (ERROR, "Het bestand is niet gelezen."),
            )
        ],
    }


@require_safe
@login_not_required
def stijlgids(request: HttpRequest) -> HttpResponse:
    """``?fouten=ja`` shows the page with a refused form: summary, title and fields.

    ``?ingelogd=ja`` shows the frame of who is logged in, with messages.
    """
    if not settings.NOVEX_DEMO:
        raise Http404
    geweigerd = Voorbeeldformulier({"geweigerd-besluit_op": "31-02-2026"}, prefix="geweigerd")
    context: dict[str, Any] = {
        "form": geweigerd if request.GET.get("fouten") else None,
        "leeg_formulier": Voorbeeldformulier(prefix="nieuw"),
        "geweigerd": geweigerd,
        "gevaarlijk": Voorbeeldreden(prefix="gevaar"),
        "regelformulieren": Voorbeeldregels(prefix="regels"),
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
        "soorten": list(TEKENS),
        "meldingen": list(AANHEF),
        "oud": "Rijk en provincie verkennen in 2026 waar ruimte is voor woningen.",
        "nieuw": "Rijk en provincie kiezen vóór 1 juli 2027 waar ruimte is voor 4.000 woningen.",
    }
    if request.GET.get("ingelogd"):
        context |= _ingelogd()
    return render(request, "stijlgids/stijlgids.html", context)
