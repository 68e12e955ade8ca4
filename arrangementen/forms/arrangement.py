"""Forms of the arrangement: they shape input; services and criteria judge it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from dossiers.models import Vraagstuk
from dossiers.models.triage import Antwoord
from dossiers.triagecheck import Bevinding
from governance.gremia import Gremium
from governance.models import Ronde
from novex.forms import Formulier, Modelformulier, WijzigForm
from novex.models import Criterium, Landsdeel, Provincie

from ..models import Afspraak, Arrangement, Opname
from ..services.inhoud import veldnaam

KORT = forms.Textarea(attrs={"rows": 3})
GEEN = "geen"


def _bol_rondes(jaar: int | None = None) -> QuerySet[Ronde]:
    rondes = Ronde.objects.filter(gremium=Gremium.BOL).select_related("cyclus")
    return rondes.filter(cyclus__jaar=jaar) if jaar else rondes.order_by("-cyclus__jaar", "label")


class FilterForm(Formulier):
    ook_vervallen = True

    jaar = forms.TypedChoiceField(label="BOL-jaar", coerce=int, required=False, empty_value=None)
    landsdeel = forms.ModelChoiceField(
        Landsdeel.objects.all(), label="Landsdeel", required=False, empty_label="Alle landsdelen"
    )
    status = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Alle standen"),
            *Arrangement.Status.choices,
            (GEEN, "Geen arrangement"),
        ],
    )

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(jaar, str(jaar)) for jaar in jaren]


class ArrangementNieuwForm(Modelformulier):
    class Meta:
        model = Arrangement
        fields = ("provincie", "jaar", "ronde")
        help_texts = {
            "jaar": "Het jaar van het BOL dat het arrangement vaststelt.",
            "ronde": "Laat leeg als de ronde nog niet is gepland.",
        }

    def __init__(self, *args: Any, provincies: QuerySet[Provincie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provincie"].queryset = provincies
        self.fields["ronde"].queryset = _bol_rondes()
        self.fields["ronde"].empty_label = "Nog niet gepland"

    def clean_jaar(self) -> int:
        jaar = self.cleaned_data["jaar"]
        if not 2026 <= jaar <= 2150:
            raise ValidationError(
                "Dit jaar kan niet bedoeld zijn. Kies een jaar van 2026 tot en met 2150.",
                code="jaar_kan_niet",
            )
        return jaar


class ArrangementWijzigForm(WijzigForm):
    """What is written by hand; the other parts follow from opnames and afspraken (ARR-3)."""

    class Meta:
        model = Arrangement
        fields = (
            "ronde",
            "ondertekend_op",
            "voortgang_tekst",
            "gebieden_tekst",
            "wijzigingen_tekst",
        )
        widgets = {
            "voortgang_tekst": forms.Textarea(attrs={"rows": 6}),
            "gebieden_tekst": forms.Textarea(attrs={"rows": 4}),
            "wijzigingen_tekst": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "voortgang_tekst": "Een korte inleiding. De eerdere afspraken volgen vanzelf.",
            "gebieden_tekst": "Welk NOVEX-gebied raakt dit, en wie regelt wat daar?",
            "wijzigingen_tekst": "Een korte inleiding. Nieuw en vervallen volgt vanzelf.",
            "ondertekend_op": "Alleen een eerste editie is ondertekend.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = _bol_rondes(self.instance.jaar)
        self.fields["ronde"].label = "BOL-ronde"
        self.fields["ronde"].empty_label = "Nog niet gepland"
        if not self.instance.is_eerste_editie:
            del self.fields["ondertekend_op"]


class VraagstukKiezenForm(Formulier):
    """Which vraagstuk to judge; the findings of the machine follow from it."""

    vraagstuk = forms.ModelChoiceField(
        Vraagstuk.objects.none(),
        label="Vraagstuk",
        empty_label="Kies een vraagstuk",
        error_messages={"required": "Er is geen vraagstuk gekozen. Kies een vraagstuk."},
    )

    def __init__(self, *args: Any, vraagstukken: QuerySet[Vraagstuk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vraagstuk"].queryset = vraagstukken


@dataclass(frozen=True)
class Criteriumdeel:
    """One criterium on the page: the machine's finding beside the human's fields (TRI-4)."""

    criterium: Criterium
    bevinding: Bevinding
    velden: list[BoundField]


class OpnameForm(Formulier):
    """Per criterium of ``opname RA`` an answer with a motivation (ARR-2, TRI-2)."""

    soort = forms.ChoiceField(
        label="Waar komt het in het arrangement?",
        choices=Opname.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Er is niet gekozen. Kies vraagstuk of knelpuntmarkering."},
    )
    knelpunt = forms.CharField(
        label="Tekst van de knelpuntmarkering",
        help_text="Alleen bij een knelpunt. Schrijf welk knelpunt blijft bestaan, en voor wie.",
        max_length=2000,
        required=False,
        widget=KORT,
    )

    def __init__(
        self, *args: Any, bevindingen: list[tuple[Criterium, Bevinding]], **kwargs: Any
    ) -> None:
        self.bevindingen = bevindingen
        vast = type(self).base_fields
        self.base_fields = {**vast, **self._criteriumvelden()}  # type: ignore[misc] # of this form only
        super().__init__(*args, **kwargs)

    def _criteriumvelden(self) -> dict[str, forms.Field]:
        velden: dict[str, forms.Field] = {}
        for criterium, _ in self.bevindingen:
            naam = criterium.naam
            velden[veldnaam("antwoord", criterium.pk)] = forms.ChoiceField(
                label=criterium.vraag,
                choices=Antwoord.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Er is geen oordeel over '{naam}'. Kies een antwoord."
                },
            )
            velden[veldnaam("motivatie", criterium.pk)] = forms.CharField(
                label="Motivatie bij dit criterium",
                help_text="Deze tekst komt in het arrangement te staan.",
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={
                    "required": f"Er is geen motivatie bij '{naam}'. Schrijf waarom u dit vindt."
                },
            )
        return velden

    def criteria(self) -> Iterator[Criteriumdeel]:
        for criterium, gevonden in self.bevindingen:
            velden = [self[veldnaam(deel, criterium.pk)] for deel in ("antwoord", "motivatie")]
            yield Criteriumdeel(criterium, gevonden, velden)

    def invoer(self) -> dict[str, Any]:
        """What the service gets."""
        data = self.cleaned_data
        return {
            "soort": data["soort"],
            "knelpunt": data["knelpunt"] if data["soort"] == Opname.Soort.KNELPUNT else "",
            "oordelen": {
                criterium.pk: {
                    deel: data[veldnaam(deel, criterium.pk)] for deel in ("antwoord", "motivatie")
                }
                for criterium, _ in self.bevindingen
            },
        }


class RedenForm(Formulier):
    reden = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=KORT,
        error_messages={"required": "De reden is leeg. Schrijf in een of twee zinnen waarom."},
    )


class AfspraakOpnemenForm(Formulier):
    afspraak = forms.ModelChoiceField(
        Afspraak.objects.none(),
        label="Afspraak",
        empty_label="Kies een afspraak",
        help_text="U ziet de afspraken bij de opgenomen vraagstukken, en eerdere afspraken "
        "zonder vraagstuk.",
        error_messages={"required": "Er is geen afspraak gekozen. Kies een afspraak."},
    )

    def __init__(self, *args: Any, afspraken: QuerySet[Afspraak], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["afspraak"].queryset = afspraken


class AkkoordForm(Formulier):
    """Carries the checksum of what was read, so that nobody agrees on something else (ARR-1)."""

    inhoud_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


class StapForm(Formulier):
    """The motivation of a step; ``besluiten`` to choose from where the BOL establishes."""

    motivatie = forms.CharField(
        label="Motivatie",
        max_length=2000,
        widget=KORT,
        error_messages={"required": "De motivatie is leeg. Schrijf in een of twee zinnen waarom."},
    )

    def __init__(self, *args: Any, besluiten: QuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if besluiten is not None:
            self.fields["uitkomst"] = forms.ModelChoiceField(
                besluiten,
                label="Met welk besluit stelde het BOL dit arrangement vast?",
                empty_label=None,
                widget=forms.RadioSelect,
                error_messages={"required": "Er is geen besluit gekozen. Kies het besluit."},
            )
            self.fields["uitkomst"].label_from_instance = _besluit_in_woorden
            self.order_fields(["uitkomst", "motivatie"])


def _besluit_in_woorden(uitkomst: Any) -> str:
    punt = uitkomst.agendapunt
    return f"{punt.overleg}, {punt.onderwerp}: {uitkomst.tekst}"


class GeenEditieForm(Formulier):
    provincie = forms.ModelChoiceField(
        Provincie.objects.none(), label="Provincie", empty_label="Kies een provincie"
    )
    jaar = forms.IntegerField(label="BOL-jaar", min_value=2025, max_value=2150)
    reden = forms.CharField(
        label="Reden",
        help_text="Iedereen van Rijk en provincies kan deze reden lezen.",
        max_length=500,
        widget=KORT,
    )

    def __init__(self, *args: Any, provincies: QuerySet[Provincie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provincie"].queryset = provincies
        for code in ("min_value", "max_value", "invalid"):
            self.fields["jaar"].error_messages[code] = (
                "Dit jaar kan niet bedoeld zijn. Kies een jaar van 2025 tot en met 2150."
            )
        for validator in self.fields["jaar"].validators:
            validator.message = self.fields["jaar"].error_messages["invalid"]
