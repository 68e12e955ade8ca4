from __future__ import annotations

from typing import Any

from django import forms

from novex.forms import Datumveld, Formulier, Modelformulier
from novex.models import Provincie

from ..gremia import CYCLUSTAFELS, Gremium
from ..models import Cyclus, Overleg, Ronde
from .agenda import MINUTEN

# Below the reason of what happens to a meeting.
LEEST_IEDEREEN = "Staat bij het overleg. Iedereen die het overleg ziet, leest dit."


class CyclusForm(Modelformulier):
    jaar = forms.IntegerField(
        label="Jaar",
        min_value=2020,
        max_value=2100,
        help_text="Het jaar van de BOL's.",
        error_messages={
            "min_value": "Dit jaar is te vroeg. Kies een jaar van 2020 tot en met 2100.",
            "max_value": "Dit jaar is te laat. Kies een jaar van 2020 tot en met 2100.",
            "invalid": "Dit is geen jaar. Schrijf vier cijfers, zoals 2027.",
        },
    )

    class Meta:
        model = Cyclus
        fields = ["jaar", "label"]
        help_texts = {
            "label": "Zoals iedereen de cyclus noemt, bijvoorbeeld 'Cyclus 2026-2027'.",
        }


class RondeForm(Modelformulier):
    class Meta:
        model = Ronde
        fields = ["gremium", "label"]
        help_texts = {"label": "Bijvoorbeeld 'BO's Leefomgeving voorjaar 2027'."}


class OverlegForm(Modelformulier):
    """A meeting; which fields it needs depends on the table (OVL-2)."""

    provincies = forms.ModelMultipleChoiceField(
        Provincie.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Overleg
        fields = [
            "naam",
            "datum",
            "landsdeel",
            "provincies",
            "plaats",
            "duur_minuten",
            "reageren_tot",
            "extra_reden",
        ]
        field_classes = MINUTEN
        help_texts = {
            "reageren_tot": (
                "Tot wanneer provincies op de agenda kunnen reageren: vandaag of later, en voor "
                "het overleg."
            ),
            "extra_reden": (
                "Alleen nodig als er in deze cyclus al zo'n overleg is met deze provincie of dit "
                "landsdeel."
            ),
        }
        widgets = {"extra_reden": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, ronde: Ronde | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ronde = ronde
        if ronde is None:
            andere = [(g.value, g.label) for g in Gremium if g not in CYCLUSTAFELS]
            self.fields["gremium"] = forms.ChoiceField(
                label="Soort overleg",
                choices=andere,
                widget=forms.RadioSelect,
                error_messages={"required": "Het soort overleg ontbreekt. Kies een soort."},
            )
            self.order_fields(["gremium"])
            del self.fields["reageren_tot"], self.fields["extra_reden"]
        elif ronde.gremium == Gremium.BOL:
            self.fields["landsdeel"].required = True
            self.fields["landsdeel"].help_text = "Alle provincies van dit landsdeel doen mee."
            del self.fields["provincies"]
        else:
            self.fields["provincies"].required = True
            self.fields[
                "provincies"
            ].help_text = "Meer provincies maken het een gezamenlijk overleg."
            del self.fields["landsdeel"]

    def _post_clean(self) -> None:
        """The service judges the whole meeting, with its ronde; this form only reads."""


class VerplaatsOverlegForm(Formulier):
    """``gezien`` is the day that the meeting had when the form was opened."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False)
    datum = Datumveld(label="Nieuwe datum")
    reden = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=LEEST_IEDEREEN,
    )
