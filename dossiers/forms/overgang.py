"""What an overgang asks: most need only a motivation (VRA-2)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from novex.forms import Datumveld, Formulier
from novex.models import Gebruiker, Organisatie
from novex.zichtbaarheid import Kant

from ..models import Belegging, Fase, Faseovergang, Feit, Vraagstuk
from ..services.feiten import te_heropenen


def tekstveld(label: str, leeg: str, *, uitleg: str = "", lengte: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=uitleg,
        max_length=lengte,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": leeg},
    )


class OvergangForm(Formulier):
    motivatie = tekstveld(
        "Motivatie",
        "De motivatie is leeg. Schrijf waarom u deze stap zet.",
        uitleg="Ieder die het vraagstuk ziet, kan dit altijd lezen.",
    )


class BeeindigForm(OvergangForm):
    geraadpleegd = tekstveld(
        "Wie is gehoord?",
        "Het is niet duidelijk of de provincie is gehoord. Schrijf wie u sprak, en wanneer.",
        uitleg="In elk geval de provincies van dit vraagstuk.",
    )


class BeleggenForm(Formulier):
    """To whom, why, who was heard, how follow-up is secured, when it returns (VRA-7)."""

    ontvanger_soort = forms.ChoiceField(
        label="Wat voor ontvanger is het?",
        choices=Belegging.OntvangerSoort.choices,
        widget=forms.RadioSelect,
    )
    ontvanger_naam = forms.CharField(
        label="Wie neemt het over?",
        help_text="De naam van het departement, gebied, programma of overleg.",
        max_length=200,
        error_messages={"required": "De ontvanger ontbreekt. Noem wie het vraagstuk overneemt."},
    )
    ontvanger_organisatie = forms.ModelChoiceField(
        label="Welke organisatie antwoordt of dit overgenomen wordt?",
        queryset=Organisatie.objects.all(),
        empty_label="Kies een organisatie",
    )
    motivatie = tekstveld(
        "Waarom hoort dit elders?", "De reden is leeg. Schrijf waarom dit elders hoort."
    )
    geraadpleegd = tekstveld(
        "Wie is geraadpleegd?",
        "Het is niet duidelijk wie is gehoord. Schrijf wie u sprak.",
        lengte=1000,
    )
    opvolging = tekstveld(
        "Hoe is de opvolging geborgd?",
        "De opvolging is leeg. Schrijf hoe die geborgd is.",
        lengte=1000,
    )
    terug_op = Datumveld(
        label="Wanneer komt dit terug?",
        error_messages={"required": "De datum van terugkeer ontbreekt. Vul een datum in."},
    )

    def __init__(self, *args: Any, vraagstuk: Vraagstuk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ontvanger = self.fields["ontvanger_organisatie"]
        ontvanger.queryset = ontvanger.queryset.filter(
            Q(kant=Kant.RIJK) | Q(provincie__in=vraagstuk.provincies.all())
        )


class HeropenForm(OvergangForm):
    aanleiding = forms.ChoiceField(
        label="Wat is de aanleiding?",
        choices=Faseovergang.Aanleiding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "De aanleiding ontbreekt. Kies waarom dit terugkomt."},
    )
    field_order = ["aanleiding", "motivatie"]


class HeropenAfspraakForm(OvergangForm):
    """After terugleggen: which afspraak, and why (VRA-8)."""

    betreft: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Om welke afspraak gaat het?",
        queryset=None,
        error_messages={
            "required": "Het is niet duidelijk om welke afspraak het gaat. Kies de afspraak."
        },
    )
    field_order = ["betreft", "motivatie"]

    def __init__(self, *args: Any, afspraken: QuerySet[Feit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["betreft"].queryset = afspraken


class GeenKeuzeForm(OvergangForm):
    """Only where a doorbreek stands in for the outcome at a table (VRA-6)."""

    terug_op = Datumveld(
        label="Wanneer komt dit terug?",
        error_messages={
            "required": "Het moment van terugkeer ontbreekt. Geef de datum waarop dit terugkomt."
        },
    )
    knelpunt = tekstveld(
        "Welk knelpunt blijft bestaan?",
        "De tekst van het knelpunt is leeg. Beschrijf het knelpunt dat blijft bestaan.",
    )


def overgangsformulier(
    vraagstuk: Vraagstuk, naam: str, door: Gebruiker, data: Any = None
) -> forms.Form:
    """The form that asks what this overgang needs."""
    if naam == "beleg_elders":
        return BeleggenForm(data, vraagstuk=vraagstuk)
    if vraagstuk.fase == Fase.TERUGGELEGD:
        return HeropenAfspraakForm(data, afspraken=te_heropenen(vraagstuk, door))
    soort = {
        "beeindig": BeeindigForm,
        "heropen": HeropenForm,
        "markeer_geen_keuze": GeenKeuzeForm,
    }.get(naam, OvergangForm)
    return soort(data)


class InstemmenForm(Formulier):
    antwoord = forms.ChoiceField(
        label="Stemt uw organisatie in?",
        choices=[("ja", "Ja, wij stemmen in"), ("nee", "Nee, wij stemmen niet in")],
        widget=forms.RadioSelect,
        error_messages={"required": "Er is geen antwoord. Kies of u instemt."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Nodig als u niet instemt. Ieder die het vraagstuk ziet, kan dit altijd lezen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    @property
    def is_ja(self) -> bool:
        return self.cleaned_data["antwoord"] == "ja"

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("antwoord") == "nee" and not gegevens.get("toelichting"):
            self.add_error("toelichting", "De reden is leeg. Schrijf waarom u niet instemt.")
        return gegevens


class InstemmingVragenForm(Formulier):
    toelichting = tekstveld(
        "Waarom wilt u deze stap zetten?",
        "De reden is leeg. Schrijf waarom u deze stap wilt zetten.",
        uitleg="Wie instemt leest dit, en daarna ieder die het vraagstuk ziet.",
        lengte=1000,
    )


class GeslotenForm(Formulier):
    gezien = forms.IntegerField(widget=forms.HiddenInput)  # how many signalen were on the page
    reden = tekstveld(
        "Waarom blijft het gesloten?",
        "De reden is leeg. Schrijf waarom het signaal dit niet opnieuw opent.",
        uitleg="Dit komt als notitie bij het vraagstuk, voor Rijk en regio.",
        lengte=1000,
    )


class BeleggingAntwoordForm(Formulier):
    """The receiver takes it over or refuses with a reason (VRA-7)."""

    antwoord = forms.ChoiceField(
        label="Neemt uw organisatie dit over?",
        choices=[("aanvaard", "Ja, wij nemen het over"), ("geweigerd", "Nee, wij weigeren")],
        widget=forms.RadioSelect,
        error_messages={"required": "Er is geen antwoord. Kies of u dit overneemt."},
    )
    reden = forms.CharField(
        label="Reden",
        help_text="Nodig als u weigert.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class HerbevestigForm(Formulier):
    """Why something of an earlier doorloop still counts (VRA-8)."""

    reden = tekstveld("Waarom geldt dit nog?", "De reden is leeg. Schrijf waarom dit nog geldt.")
