from typing import Any

from django import forms

from novex.forms import Datumveld, Formulier, WijzigForm
from novex.models import Landsdeel, Provincie

from ..models import Overleg
from ..models.lijst import Lijstregel, Niveau


class LijstregelForm(Formulier):
    """A new line, under an existing or new item of the list (BOL-1)."""

    titel = forms.CharField(
        label="Onderwerp",
        max_length=200,
        help_text="Bestaat het onderwerp al op dit niveau, dan komt de regel daaronder.",
    )
    niveau = forms.ChoiceField(label="Niveau", choices=Niveau, widget=forms.RadioSelect)
    landsdeel = forms.ModelChoiceField(
        Landsdeel.objects.all(),
        label="Landsdeel",
        required=False,
        help_text="Alleen bij niveau landsdeel.",
    )
    provincie = forms.ModelChoiceField(
        Provincie.objects.all(),
        label="Provincie",
        required=False,
        help_text="Alleen bij niveau provincie.",
    )
    soort = forms.ChoiceField(label="Soort regel", choices=Lijstregel.Soort)
    tekst = forms.CharField(
        label="Tekst", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class LijstregelWijzigForm(WijzigForm):
    tekst = forms.CharField(
        label="Tekst", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    class Meta:
        model = Lijstregel
        fields = ["soort", "tekst"]


class RegelWeghalenForm(Formulier):
    reden = forms.CharField(
        label="Reden",
        help_text="De regel en de reden blijven leesbaar bij de weggehaalde regels.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BezwaarForm(Formulier):
    """Which BOL objects to a landelijke line, and why (BOL-1)."""

    overleg = forms.ModelChoiceField(
        label="Welk BOL heeft bezwaar?",
        queryset=Overleg.objects.none(),
        empty_label="Kies een BOL",
        error_messages={"required": "Er is geen BOL gekozen. Kies welk BOL bezwaar heeft."},
    )
    reden = forms.CharField(
        label="Waarom is er bezwaar?",
        help_text="Wie de regel leest, leest dit ook.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "De reden is leeg. Schrijf waarom er bezwaar is."},
    )

    def __init__(self, *args: Any, overleggen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["overleg"]
        keuze.queryset = overleggen


class OplossingForm(Formulier):
    oplossing = forms.CharField(
        label="Hoe is het bezwaar opgelost?",
        help_text="Bezwaar en oplossing blijven leesbaar bij de regel.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "De oplossing is leeg. Schrijf hoe het bezwaar is opgelost."},
    )


class BevriesForm(Formulier):
    doel = forms.CharField(
        label="Waarvoor bevriest u de lijst?",
        help_text="Bijvoorbeeld: bijlage bij de Kamerbrief. Dit komt op de lijst te staan.",
        max_length=200,
    )
    op_versie = forms.IntegerField(widget=forms.HiddenInput)


class KamerbriefForm(Formulier):
    datum = Datumveld(label="Datum van de Kamerbrief")
    nummer = forms.CharField(label="Documentnummer", help_text="Zoals 2025D27614.", max_length=40)
