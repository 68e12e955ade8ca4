from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from novex.forms import Datumveld, Formulier, Modelformulier

from .models import Lichtcorrectie, Voortgang
from .signalen import Stadium


class Openingsdagen(Formulier):
    open_van = Datumveld(label="Open vanaf")
    open_tot = Datumveld(label="Open tot en met")

    def clean_open_tot(self) -> datetime.date:
        """A round that is over asks nobody anything, and shows everyone as late (MON-1)."""
        dag: datetime.date = self.cleaned_data["open_tot"]
        if dag < timezone.localdate():
            raise ValidationError(
                "Deze dag is al voorbij. Kies vandaag of een latere dag.", code="dag_voorbij"
            )
        return dag


class RondeVerzettenForm(Openingsdagen):
    reden = forms.CharField(
        label="Reden",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "De reden is leeg. Schrijf waarom de dagen veranderen."},
    )


class RondeForm(Openingsdagen):
    jaar = forms.IntegerField(
        label="Jaar",
        min_value=2020,
        max_value=2100,
        error_messages={
            "invalid": "Dit is geen jaar. Schrijf vier cijfers, zoals 2027.",
            "min_value": "Dit jaar kan niet bedoeld zijn. Kies 2020 of later.",
            "max_value": "Dit jaar kan niet bedoeld zijn. Kies 2100 of eerder.",
        },
    )
    naam = forms.CharField(
        label="Naam van de ronde", max_length=100, help_text="Bijvoorbeeld: Voorjaarsronde."
    )
    peildatum = Datumveld(label="Peildatum", help_text="De dag waarover u de voortgang vraagt.")
    field_order = ["jaar", "naam", "peildatum", "open_van", "open_tot"]


class VoortgangForm(Modelformulier):
    """What the own side reports; ``versie`` tells whether someone else saved in between."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    stadium = forms.ChoiceField(
        label="Hoe ver is de afspraak?",
        choices=Stadium,
        widget=forms.RadioSelect,
        required=False,
        help_text="Nodig om in te dienen.",
    )

    class Meta:
        model = Voortgang
        fields = ["stadium", "toelichting"]
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "toelichting": "Wat is er gedaan, en wat is er nodig? Uw melding is voor "
            "beide kanten leesbaar nadat u haar indient."
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["versie"] = self.instance.versie

    def _post_clean(self) -> None:
        """The service judges and saves; the form leaves the row alone."""


class VraagForm(Formulier):
    vraag = forms.CharField(
        label="Uw vraag",
        max_length=1000,
        help_text="De melding gaat terug naar de organisatie. De tekst blijft staan.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LichtForm(Modelformulier):
    class Meta:
        model = Lichtcorrectie
        fields = ["licht", "reden"]
        labels = {"licht": "Het licht wordt", "reden": "Reden"}
        help_texts = {"reden": "Ieder die de afspraak volgt, kan dit lezen."}
        widgets = {"licht": forms.RadioSelect, "reden": forms.Textarea(attrs={"rows": 4})}

    def _post_clean(self) -> None:
        """The service judges and saves."""


class ZoekForm(Formulier):
    zoek = forms.CharField(label="Zoekwoord", required=False)
