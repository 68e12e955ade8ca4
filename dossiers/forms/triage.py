from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from novex.forms import Datumveld, Formulier
from novex.models import Criterium

from ..models import Feit
from ..models.triage import Antwoord, Knockout, Oordeel, Triageadvies, Triagebesluit
from ..services.triage import Oordeelinvoer, veldnaam
from ..triagecheck import Bevinding

TEKST = forms.Textarea(attrs={"rows": 2})


@dataclass(frozen=True)
class Criteriumdeel:
    """One criterium on the page: the machine's finding beside the fields of the human (TRI-4)."""

    criterium: Criterium
    bevinding: Bevinding
    velden: list[BoundField]
    advies: Oordeel | None


class Triageform(Formulier):
    """Per criterium an answer with a motivation, and the knock-out apart (TRI-4, TRI-5).

    ``bevindingen``: each criterium of the set with what the machine found.
    """

    delen: tuple[str, ...] = ("antwoord", "motivatie")

    knockout = forms.ChoiceField(
        label="Hoe verhoudt dit zich tot een besluit van Rijk of provincie?",
        choices=Knockout.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe dit zich verhoudt tot een besluit."},
    )
    knockout_besluit = forms.CharField(
        label="Welk besluit is dat?",
        max_length=200,
        error_messages={"required": "Noem het besluit waar het om gaat."},
    )
    knockout_datum = Datumveld(
        label="Datum van dat besluit",
        help_text="Nodig als een besluit opnieuw geopend wordt, of nog komt.",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        bevindingen: list[tuple[Criterium, Bevinding]],
        adviezen: dict[int, Oordeel] | None = None,
        **kwargs: Any,
    ) -> None:
        self.bevindingen = bevindingen
        self.adviezen = adviezen or {}
        vast = type(self).base_fields
        self.base_fields = {**self._criteriumvelden(), **vast}  # type: ignore[misc] # of this form only
        super().__init__(*args, **kwargs)

    def _criteriumvelden(self) -> dict[str, forms.Field]:
        velden: dict[str, forms.Field] = {}
        for criterium, _ in self.bevindingen:
            naam = criterium.naam
            velden[veldnaam("antwoord", criterium)] = forms.ChoiceField(
                label=criterium.vraag,
                choices=Antwoord.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Er is geen oordeel over '{naam}'. Kies een antwoord."
                },
            )
            velden[veldnaam("motivatie", criterium)] = forms.CharField(
                label="Motivatie bij dit criterium",
                max_length=1000,
                widget=TEKST,
                error_messages={
                    "required": f"Er is geen motivatie bij '{naam}'. Schrijf waarom u dit vindt."
                },
            )
            if "nee_motivatie" in self.delen:
                velden[veldnaam("nee_motivatie", criterium)] = forms.CharField(
                    label="Waarom gaat het door met een nee?",
                    help_text="Alleen bij een nee en een positief besluit. Dit blijft te zien.",
                    max_length=1000,
                    widget=TEKST,
                    required=False,
                )
        return velden

    def criteria(self) -> Iterator[Criteriumdeel]:
        for criterium, gevonden in self.bevindingen:
            velden = [self[veldnaam(deel, criterium)] for deel in self.delen]
            yield Criteriumdeel(criterium, gevonden, velden, self.adviezen.get(criterium.pk))

    def invoer(self) -> dict[str, Any]:
        """What the service gets: the answers per criterium as one list."""
        data = self.cleaned_data
        oordelen = [
            Oordeelinvoer(
                criterium, **{deel: data[veldnaam(deel, criterium)] for deel in self.delen}
            )
            for criterium, _ in self.bevindingen
        ]
        criteriumvelden = {
            veldnaam(deel, criterium) for deel in self.delen for criterium, _ in self.bevindingen
        }
        overig = {naam: w for naam, w in data.items() if naam not in criteriumvelden}
        return {"oordelen": oordelen, **overig}


class TriageadviesForm(Triageform):
    gelezen_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    uitkomst = forms.ChoiceField(
        label="Wat adviseert u?",
        choices=Triageadvies.Uitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Er is geen advies. Kies wat u adviseert."},
    )
    motivatie = forms.CharField(
        label="Motivatie van het advies",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Er is geen motivatie. Schrijf waarom u dit adviseert."},
    )
    SLOT = "uitkomst motivatie"


class TriagebesluitForm(Triageform):
    """Carries which advice and which view were read, so that no newer one is decided on unread.

    ``besprekingen``: the feiten of a DO that discussed it in this doorloop (VRA-19).
    """

    delen = ("antwoord", "motivatie", "nee_motivatie")

    advies_pk = forms.IntegerField(widget=forms.HiddenInput)
    zienswijze_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    uitkomst = forms.ChoiceField(
        label="Wat besluit de regietafel?",
        choices=Triagebesluit.Uitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Er is geen besluit. Kies wat de regietafel besluit."},
    )
    motivatie = forms.CharField(
        label="Motivatie van het besluit",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Er is geen motivatie. Schrijf waarom u dit besluit."},
    )
    afwijking_motivatie = forms.CharField(
        label="Waarom wijkt u af van het advies?",
        help_text="Nodig als het besluit of een van de antwoorden anders is dan in het advies.",
        max_length=1000,
        widget=TEKST,
        required=False,
    )
    besproken_in: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Besproken in welk DO?",
        queryset=None,
        empty_label="Niet besproken in een DO",
        required=False,
    )
    SLOT = "uitkomst motivatie afwijking_motivatie besproken_in"

    def __init__(self, *args: Any, besprekingen: QuerySet[Feit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["besproken_in"].queryset = besprekingen
        self.fields["besproken_in"].label_from_instance = attrgetter("bij_naam")


class ZienswijzeForm(Formulier):
    """What the accountteam thinks of the advice that was read (TRI-6)."""

    advies_pk = forms.IntegerField(widget=forms.HiddenInput)
    tekst = forms.CharField(
        label="Wat vindt het accountteam van het advies?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "De zienswijze is leeg. Schrijf wat het accountteam van het advies vindt."
        },
    )
