from __future__ import annotations

from typing import Any

from django import forms

from novex.forms import Formulier, Modelformulier, WijzigForm

from ..models import Escalatie, Inzichtverschil, Mandaat


class NieuwMandaatForm(Modelformulier):
    class Meta:
        model = Mandaat
        fields = ["ruimte"]
        labels = {"ruimte": "Welke ruimte heeft uw departement om af te spreken?"}
        help_texts = {"ruimte": "Alleen uw departement, VRO en de regietafel lezen dit."}
        widgets = {"ruimte": forms.Textarea(attrs={"rows": 6})}


class MandaatForm(WijzigForm):
    reden = forms.CharField(
        label="Reden van de wijziging",
        help_text="Wie het mandaat leest, leest ook de reden en de tekst van ervoor.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )

    class Meta(NieuwMandaatForm.Meta):
        pass


class RijksinzetForm(Formulier):
    op_versie = forms.IntegerField(widget=forms.HiddenInput)
    tekst = forms.CharField(
        label="Wat brengt het Rijk in?",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=8000,
        help_text=(
            "Eén tekst namens het hele Rijk. De provincie leest dit na vrijgave; neem niets over "
            "uit een mandaat dat vertrouwelijk is."
        ),
    )
    reden = forms.CharField(
        label="Reden van deze versie",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, versie: int = 0, tekst: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, "op_versie": versie, "tekst": tekst}
        if versie:
            self.fields["reden"].required = True
        else:
            del self.fields["reden"]


STANDPUNT = ["standpunt", "belang", "reden", "beslisruimte", "bevoegdheid"]
WIDGETS = {veld: forms.Textarea(attrs={"rows": 3}) for veld in STANDPUNT}
HULP = {
    "standpunt": "Na vrijgave lezen beide kanten dit. Neem niets over uit een mandaat.",
    "belang": "Welk belang zit er achter?",
    "reden": "Waarom kan uw organisatie niet instemmen met het andere standpunt?",
    "beslisruimte": "Waarover valt nog te praten?",
    "bevoegdheid": "Wie is bevoegd om hierover te besluiten?",
}


class VerschilForm(Modelformulier):
    """Where the own party stands, for the first time."""

    class Meta:
        model = Inzichtverschil
        fields = STANDPUNT
        labels = {"reden": "Reden"}
        widgets = WIDGETS
        help_texts = HULP

    def _post_clean(self) -> None:
        """The service judges the whole record, with its punt and party."""
        for naam in self.Meta.fields:
            if naam in self.cleaned_data:
                setattr(self.instance, naam, self.cleaned_data[naam])


class WijzigVerschilForm(WijzigForm):
    """Another text; once the other side may read it, with the reason (ALG-2)."""

    class Meta(VerschilForm.Meta):
        fields = [*STANDPUNT, "wijzigreden"]
        labels = {"reden": "Reden", "wijzigreden": "Waarom wijzigt u dit?"}
        widgets = {**WIDGETS, "wijzigreden": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_vrijgegeven:
            self.initial["wijzigreden"] = ""
            self.fields["wijzigreden"].required = True
            self.fields["wijzigreden"].error_messages["required"] = (
                "Er staat geen reden. Schrijf waarom u dit standpunt wijzigt."
            )
        else:
            del self.fields["wijzigreden"]


ESCALATIE = {
    "fields": ["ladder", "ladder_reden", "decentraal", "trekker", "beslisser", "terugkoppeling"],
    "labels": {
        "ladder": "Langs welke tafels gaat het omhoog?",
        "ladder_reden": "Waarom langs deze tafels?",
        "decentraal": "Kan het decentraal worden opgelost?",
        "trekker": "Wie trekt? (organisatie en functie)",
        "beslisser": "Wie besluit?",
        "terugkoppeling": "Hoe wordt het teruggekoppeld?",
    },
}


class EscalatieForm(WijzigForm):
    class Meta:
        model = Escalatie
        fields = ESCALATIE["fields"]
        labels = ESCALATIE["labels"]
        widgets = {
            "ladder": forms.RadioSelect,
            "ladder_reden": forms.Textarea(attrs={"rows": 2}),
            "decentraal": forms.RadioSelect,
            "terugkoppeling": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "ladder_reden": "Nodig bij ad hoc. Beide kanten lezen dit.",
            "decentraal": "Zo niet, dan heeft het Rijk het voortouw.",
        }


class NieuweEscalatieForm(Modelformulier):
    class Meta(EscalatieForm.Meta):
        pass
