from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from novex.forms import Formulier, Modelformulier, WijzigForm
from novex.models import Gebruiker
from novex.zichtbaarheid import Kant

from ..models import Vraagstuk
from ..models.signaal import Signaal, Signaaluitkomst, SnelleCheck

VELDEN = [
    "titel",
    "wat_botst",
    "domeinen",
    "gebied",
    "provincies",
    "novex_gebied",
    "waarom_urgent",
    "besluit_wat",
    "besluit_op",
    "bron",
    "melder_organisatie",
    "melder_functie",
    "zichtbaarheid",
]
UITLEG = {
    "titel": "Kort en herkenbaar, bijvoorbeeld: Netcongestie remt woningbouw.",
    "wat_botst": "Welke functies of claims op de ruimte zitten elkaar in de weg?",
    "domeinen": "Kies minstens één domein voordat u het signaal indient.",
    "gebied": "De streek, gemeente of plek waar het speelt.",
    "waarom_urgent": "Politiek of maatschappelijk. Of noem hieronder het besluit dat eraan komt.",
    "melder_functie": "Een functie, geen naam. Bijvoorbeeld: programmamanager wonen.",
    "melder_organisatie": "Deze organisatie krijgt het antwoord.",
}


class _Signaalvelden(Modelformulier):
    class Meta:
        model = Signaal
        fields = VELDEN
        help_texts = UITLEG
        widgets = {
            "domeinen": forms.CheckboxSelectMultiple,
            "provincies": forms.CheckboxSelectMultiple,
            "zichtbaarheid": forms.RadioSelect,
            "wat_botst": forms.Textarea(attrs={"rows": 5}),
            "waarom_urgent": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zichtbaarheid"].choices = Signaal._meta.get_field("zichtbaarheid").choices
        if door.kant == Kant.REGIO:
            # Whoever reports for a provincie reports for its own (SIG-6).
            melder = self.fields["melder_organisatie"]
            melder.queryset = melder.queryset.filter(pk=door.organisatie_id)
        self.fields["bron"].choices = [("", "Kies een bron"), *Signaal.Bron.choices]
        self.fields["novex_gebied"].empty_label = "Geen NOVEX-gebied"


class SignaalForm(_Signaalvelden):
    """A new signaal, saved as a draft: only title, where and melder are asked now (ALG-1)."""

    @classmethod
    def nog_even(cls, data: QueryDict, door: Gebruiker) -> SignaalForm:
        """The same page with what was typed and without judging it, to look further."""
        initial = {
            naam: data.getlist(naam) if naam in {"domeinen", "provincies"} else data.get(naam)
            for naam in VELDEN
        }
        return cls(initial=initial, door=door)


class SignaalWijzigForm(_Signaalvelden, WijzigForm):
    """A draft that changes."""


class SnelleCheckForm(Formulier):
    """Is this a clash as a consequence of national spatial frames? (SIG-2)"""

    gelezen_pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_ruimtelijk_kader = forms.ChoiceField(
        label="Komt deze botsing door ruimtelijke kaders van het Rijk?",
        help_text="Bij nee kan het signaal niet naar de snelle tafel. Het kan wel een "
        "vraagstuk worden.",
        choices=SnelleCheck.Antwoord.choices,
        widget=forms.RadioSelect,
    )
    motivatie = forms.CharField(
        label="Motivatie",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Er is geen motivatie. Schrijf waarom u dit vindt."},
    )


ALLEEN_RIJK = (
    "Alleen het Rijk en de melder lezen dit signaal. Van een nieuw vraagstuk lezen alle betrokken "
    "provincies de tekst en de melder: kijk die na voordat u het opent."
)


class SignaalAntwoordForm(Formulier):
    """The answer to the melder (SIG-3)."""

    soort = forms.ChoiceField(
        label="Wat gebeurt er met het signaal?",
        choices=Signaaluitkomst.Soort.choices,
        widget=forms.RadioSelect,
    )
    vraagstuk = forms.ModelChoiceField(
        label="Bestaand vraagstuk",
        help_text="Alleen als u het signaal toevoegt aan een bestaand vraagstuk.",
        queryset=Vraagstuk.objects.none(),
        required=False,
    )
    ontvanger = forms.CharField(
        label="Wie neemt het over?",
        help_text="Alleen bij elders belegd: een departement, provincie, programma of overleg.",
        max_length=200,
        required=False,
    )
    motivatie = forms.CharField(
        label="Motivatie",
        help_text="De melder leest dit.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Er is geen motivatie. Schrijf de melder waarom."},
    )

    def __init__(
        self, *args: Any, vraagstukken: Any, alleen_rijk: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if alleen_rijk:
            self.fields["soort"].help_text = ALLEEN_RIJK
        self.fields["vraagstuk"].queryset = vraagstukken
        self.fields["vraagstuk"].empty_label = "Kies een vraagstuk"


class SignaalFilter(Formulier):
    """The filters above the list of signalen; they stand in the URL."""

    ook_vervallen = True

    zoek = forms.CharField(label="Zoekwoord", required=False)
    status = forms.ChoiceField(label="Stand", required=False)
    provincie: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Provincie", queryset=None, required=False
    )
    te_laat = forms.BooleanField(label="Alleen te laat beantwoord", required=False)

    def __init__(self, *args: Any, provincies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", "Alle"), *Signaal.Status.choices]
        self.fields["provincie"].queryset = provincies
        self.fields["provincie"].empty_label = "Alle"
