from __future__ import annotations

from typing import Any

from django import forms

from novex.forms import Datumveld, Formulier, Modelformulier, WijzigForm
from novex.models import Gebruiker

from ..gremia import soorten_van
from ..models import Afwijking, Agendapunt, Agendareactie, Annotatie, Overleg
from ..models.agenda import KORTSTE_PUNT, LANGSTE_PUNT
from ..querysets import aan_deze_tafel

GEVRAAGD = "Een zin die met een werkwoord begint, zoals 'Instemmen met ...'. Nodig bij een besluit."
BIJ_OVERLEG = "Staat bij het overleg. Iedereen die de agenda leest, leest dit."
VELDEN = [
    "onderwerp",
    "soort",
    "gevraagd_besluit",
    "sectoraal_van",
    "toelichting",
    "duur_minuten",
    "provincies",
]
WIDGETS = {
    "soort": forms.RadioSelect,
    "gevraagd_besluit": forms.Textarea(attrs={"rows": 2}),
    "toelichting": forms.Textarea(attrs={"rows": 5}),
    "provincies": forms.CheckboxSelectMultiple,
}
HULP = {
    "gevraagd_besluit": GEVRAAGD,
    "sectoraal_van": (
        "Alleen als een departement zelf een besluit met rechtsgevolg neemt. "
        "Anders heeft VRO het voortouw."
    ),
    "toelichting": "Leest iedereen die het punt ziet, ook de provincie.",
    "provincies": "Alleen deze provincies zien het punt. Leeg: alle provincies die het aangaat.",
}


class Minuten(forms.IntegerField):
    """As long as a punt or a meeting may take; said at once, not by the model afterwards."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"min_value": KORTSTE_PUNT, "max_value": LANGSTE_PUNT})


MINUTEN = {"duur_minuten": Minuten}


class PuntMixin:
    """Only the kinds that this table may have, and only its own provincies (OVL-1, OVL-2)."""

    fields: dict[str, Any]
    instance: Agendapunt

    def beperk(self, overleg: Overleg) -> None:
        if "soort" in self.fields:
            self.fields["soort"].choices = [
                (soort.value, soort.label) for soort in soorten_van(overleg.gremium)
            ]
        if len(overleg.provincies.all()) > 1:
            self.fields["provincies"].queryset = overleg.provincies.order_by("naam")
            self.fields["provincies"].required = False
        else:
            del self.fields["provincies"]  # there is nothing to choose (ALG-1)


class NieuwAgendapuntForm(PuntMixin, Modelformulier):
    class Meta:
        model = Agendapunt
        fields = ["vraagstuk", *VELDEN]
        field_classes = MINUTEN
        widgets = WIDGETS
        help_texts = {
            **HULP,
            "vraagstuk": "Laat leeg bij een punt dat niet over een vraagstuk gaat.",
        }

    def __init__(self, *args: Any, overleg: Overleg, user: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beperk(overleg)
        self.fields["vraagstuk"].queryset = aan_deze_tafel(user, overleg)

    def _post_clean(self) -> None:
        """The service judges the whole punt, with its table; this form only reads."""


class AgendapuntForm(PuntMixin, WijzigForm):
    class Meta:
        model = Agendapunt
        fields = VELDEN
        field_classes = MINUTEN
        widgets = WIDGETS
        help_texts = HULP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beperk(self.instance.overleg)


class ErratumForm(WijzigForm):
    reden = forms.CharField(
        label="Reden van het erratum",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="Staat bij de nieuwe versie. Alle lezers kunnen dit zien.",
    )

    class Meta:
        model = Agendapunt
        fields = ["onderwerp", "gevraagd_besluit", "toelichting"]
        widgets = WIDGETS
        help_texts = HULP

    def clean(self) -> dict[str, Any]:
        """A version of the agenda that says the same would make everyone read it again."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if not set(self.changed_data) & set(self.Meta.fields):
            raise forms.ValidationError(
                "U hebt het punt niet veranderd. Wijzig het onderwerp, het gevraagd besluit of de "
                "toelichting.",
                code="niets_veranderd",
            )
        return schoon


class ReactieForm(Formulier):
    """Carries the checksum of the agenda that was there when it was opened (AGE-5)."""

    gezien = forms.CharField(max_length=64, widget=forms.HiddenInput)
    soort = forms.ChoiceField(
        label="Reactie op deze agenda", choices=Agendareactie.Soort, widget=forms.RadioSelect
    )
    reden = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text="Nodig bij een bezwaar: schrijf wat er anders moet.",
    )


class TermijnForm(Formulier):
    reageren_tot = Datumveld(
        label="Reageren tot en met",
        help_text=(
            "Vandaag of later, en voor het overleg. De termijn telt voor de agenda van dat "
            "moment: verandert de agenda daarna, dan vraagt u de provincie opnieuw."
        ),
    )


class RedenForm(Formulier):
    reden = forms.CharField(
        label="Reden", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class AfwijkingForm(RedenForm):
    regel = forms.ChoiceField(
        label="Waarvan wijkt u af?", choices=Afwijking.Regel, widget=forms.RadioSelect
    )
    field_order = ["regel", "reden"]


class AnnotatieForm(Modelformulier):
    class Meta:
        model = Annotatie
        fields = ["zichtbaarheid", "tekst"]
        labels = {"zichtbaarheid": "Wie mag dit lezen?"}
        widgets = {"zichtbaarheid": forms.RadioSelect, "tekst": forms.Textarea(attrs={"rows": 4})}
