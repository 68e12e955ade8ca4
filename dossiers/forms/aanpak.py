"""The aanpak, the richtingen and the weighing matrix (VRA-11, VRA-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from novex.forms import Formulier

from ..models import Aanpak, Oplossingsrichting, Vraagstuk, Weging
from .vraagstuk import Tekstform, reden_als, redenveld

JA_NEE = [("", "Nog niet bepaald"), (True, "Ja"), (False, "Nee")]


def _ja_nee(waarde: str) -> bool | None:
    return {"True": True, "False": False}.get(str(waarde))


class AanpakForm(Tekstform):
    """The format aanpak; it prints on one A5 (VRA-11)."""

    bestuurlijke_keuze_nodig = forms.TypedChoiceField(
        label="Is een bestuurlijke keuze nodig?",
        help_text="Bij nee kan het DO zelf besluiten. Bij ja kiest het BOL.",
        choices=JA_NEE,
        coerce=_ja_nee,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Aanpak
        fields = [
            "aanpak",
            "tempo",
            "fasering",
            "rolverdeling",
            "benodigde_besluitvorming",
            "bestuurlijke_keuze_nodig",
            "monitoring_wijze",
        ]
        labels = {
            "benodigde_besluitvorming": "Wat moet bestuurlijk vastgelegd worden?",
            "monitoring_wijze": "Hoe wordt dit gevolgd?",
        }


class VoorkeurForm(Tekstform):
    """The preferred richting, or why there are fewer than two (VRA-12)."""

    class Meta:
        model = Aanpak
        fields = ["voorkeursrichting", "voorkeur_reden", "uitzondering_reden"]
        labels = {
            "voorkeur_reden": "Waarom deze richting?",
            "uitzondering_reden": "Waarom zijn er minder dan twee gewogen richtingen?",
        }
        help_texts = {"uitzondering_reden": "Alleen invullen als dat zo is."}

    def __init__(self, *args: Any, vraagstuk: Vraagstuk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voorkeursrichting"].queryset = vraagstuk.richtingen.op_tafel()
        self.fields["voorkeursrichting"].empty_label = "Nog niet gekozen"


class RichtingForm(Tekstform):
    class Meta:
        model = Oplossingsrichting
        fields = [
            "titel",
            "beschrijving",
            "voor",
            "nadelen",
            "implicaties_ruimtelijk",
            "implicaties_bestuurlijk",
            "implicaties_juridisch",
            "instrumenten",
            "uitvoerbaarheid",
        ]
        widgets = {"instrumenten": forms.CheckboxSelectMultiple}
        help_texts = {
            "instrumenten": "Dit is mogelijke inzet. Een afspraak belooft het pas later.",
            "uitvoerbaarheid": "Is het uitlegbaar, doenlijk en organiseerbaar?",
        }


class RichtingWijzigForm(RichtingForm):
    """Also whether it drops out; emptied, it is on the table again (VRA-12, ALG-2)."""

    class Meta(RichtingForm.Meta):
        fields = [*RichtingForm.Meta.fields, "afgevallen_reden"]
        labels = {"afgevallen_reden": "Valt deze richting af? Schrijf waarom."}
        help_texts = {
            **RichtingForm.Meta.help_texts,
            "afgevallen_reden": "Zij telt dan niet meer mee en blijft leesbaar. Laat dit leeg als "
            "de richting meedoet.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_afgevallen and "reden" not in self.fields:
            self.fields["reden"] = reden_als(
                "Waarom doet deze richting weer mee?",
                "Alleen als u de reden van het afvallen leegmaakt. Beide kanten lezen dit.",
            )


@dataclass(frozen=True)
class Cel:
    """One cell of the matrix: a richting on a principle."""

    principe: str
    score: BoundField
    motivatie: BoundField


class WegingForm(Formulier):
    """The three principles for one richting; an empty score leaves a cell open (VRA-12).

    ``versie`` is that of the richting as the user read it (VRA-16).
    """

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, richting: Oplossingsrichting, met_reden: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versie"].initial = richting.versie
        if met_reden:
            self.fields["reden"] = redenveld()
        nu = {weging.principe: weging for weging in richting.wegingen.all()}
        for waarde, label in Weging.Principe.choices:
            weging = nu.get(waarde)
            self.fields[f"score_{waarde}"] = forms.TypedChoiceField(
                label=f"Score op: {label.lower()}",
                choices=[("", "Nog niet gewogen"), *Weging.Score.choices],
                coerce=int,
                empty_value=None,
                required=False,
                initial=weging.score if weging else "",
            )
            self.fields[f"motivatie_{waarde}"] = forms.CharField(
                label="Motivatie",
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                initial=weging.motivatie if weging else "",
            )

    def cellen(self) -> Iterator[Cel]:
        for waarde, label in Weging.Principe.choices:
            yield Cel(label, self[f"score_{waarde}"], self[f"motivatie_{waarde}"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for waarde in Weging.Principe.values:
            score, motivatie = data.get(f"score_{waarde}"), data.get(f"motivatie_{waarde}")
            if score is not None and not (motivatie or "").strip():
                self.add_error(
                    f"motivatie_{waarde}",
                    "De motivatie is leeg. Schrijf waarom u deze score geeft.",
                )
            if score is None and (motivatie or "").strip():
                self.add_error(
                    f"score_{waarde}", "Er is geen score bij deze motivatie. Kies een score."
                )
        return data

    def gewijzigd(self) -> dict[str, tuple[int, str]]:
        """The cells that were filled in or changed: per principle its score and motivation."""
        cellen = {}
        for waarde in Weging.Principe.values:
            score = self.cleaned_data[f"score_{waarde}"]
            namen = {f"score_{waarde}", f"motivatie_{waarde}"}
            if score is not None and namen & set(self.changed_data):
                cellen[waarde] = (score, self.cleaned_data[f"motivatie_{waarde}"])
        return cellen

    def ingevuld(self) -> list[tuple[str, str]]:
        """What was typed, to show again on the 409 page; a motivation under its principle."""
        principes = {f"motivatie_{waarde}": label for waarde, label in Weging.Principe.choices}
        return [
            (principes.get(naam, str(veld.label)), self.data.get(naam, ""))
            for naam, veld in self.fields.items()
            if naam != "versie"
        ]


class ReactieForm(Formulier):
    """Gezien, or bezwaar with why (VRA-16)."""

    soort = forms.ChoiceField(
        label="Uw reactie",
        choices=[("gezien", "Gezien, geen bezwaar"), ("bezwaar", "Bezwaar")],
        widget=forms.RadioSelect,
        error_messages={"required": "Er is geen reactie. Kies gezien of bezwaar."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Nodig bij bezwaar.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class BezwaarAntwoordForm(Formulier):
    antwoord = forms.CharField(
        label="Antwoord op het bezwaar",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Het antwoord is leeg. Schrijf wat u met het bezwaar doet."},
    )
