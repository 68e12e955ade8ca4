"""Forms of the afspraak: they shape input; services and criteria judge it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db.models import QuerySet

from dossiers.models import Vraagstuk
from governance.models import Ronde, Uitkomst
from novex.alfabet import op_roepnaam
from novex.forms import Datumveld, Formulier, Modelformulier, WijzigForm
from novex.models import Organisatie, Provincie
from novex.zichtbaarheid import Kant

from ..bedrag import lees_bedrag, lees_getal, schrijf_bedrag, schrijf_getal
from ..models import Actie, Afspraak, Geldregel, Landing
from ..termijn import Termijnsoort, eis_bestaande_dag, lees

JA_NEE = [("", "Nog niet beantwoord"), ("True", "Ja"), ("False", "Nee")]
KORT = forms.Textarea(attrs={"rows": 3})


class Bedragveld(forms.CharField):
    """An amount in euros, as 9.680.000 or 1.250,50."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        return lees_bedrag(tekst) if tekst else None

    def run_validators(self, value: Any) -> None:
        """The length of the text says nothing about the amount."""

    def prepare_value(self, value: Any) -> Any:
        return schrijf_bedrag(value) if isinstance(value, Decimal) else value


class Getalveld(forms.DecimalField):
    """A number as people write it: 900.000 is nine hundred thousand, 12,5 twelve and a half."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        tekst = str(value or "").strip()
        return lees_getal(tekst) if tekst else None

    def prepare_value(self, value: Any) -> Any:
        return schrijf_getal(value) if isinstance(value, Decimal) else value


def _ja_nee(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=JA_NEE,
        required=False,
        coerce=lambda tekst: tekst == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _partijen(op: datetime.date, *huidig: int | None) -> Any:
    """Who can agree or act today, on either side; a former name stays where it stands (REF-2)."""
    kiesbaar = Organisatie.objects.te_kiezen(op, [pk for pk in huidig if pk])
    return kiesbaar.filter(kant__in=[Kant.RIJK, Kant.REGIO]).order_by("-kant", op_roepnaam())


class NieuweAfspraakForm(Modelformulier):
    class Meta:
        model = Afspraak
        fields = ("titel", "tekst", "type", "jaar", "scope", "landsdeel", "provincies", "gebied",
                  "partijen")  # fmt: skip
        widgets = {
            "provincies": forms.CheckboxSelectMultiple,
            "partijen": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "tekst": "Wie doet wat, voor welk resultaat? Noem partijen bij naam.",
            "jaar": "Het jaar van het BOL waarvoor u deze afspraak maakt.",
            "provincies": "Laat leeg voor alle provincies van het vraagstuk.",
        }

    def __init__(self, *args: Any, op: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].required = self.fields["jaar"].required = True
        self.fields["jaar"].min_value = 2025
        self.fields["partijen"].queryset = _partijen(op)

    def clean_jaar(self) -> int:
        jaar = self.cleaned_data["jaar"]
        if not 2026 <= jaar <= 2150:
            raise ValidationError(
                "Dit jaar kan niet bedoeld zijn. Kies een jaar van 2026 tot en met 2150.",
                code="jaar_kan_niet",
            )
        return jaar


class TekstForm(WijzigForm):
    """The text and the fixed build-up (AFS-1)."""

    class Meta:
        model = Afspraak
        fields = ("titel", "tekst", "type", "scope", "landsdeel", "provincies", "gebied",
                  "probleemanalyse", "gezamenlijk_doel", "stand_rijk", "stand_regio", "partijen",
                  "partijen_tekst")  # fmt: skip
        widgets = NieuweAfspraakForm.Meta.widgets
        help_texts = {"tekst": NieuweAfspraakForm.Meta.help_texts["tekst"]}

    def __init__(self, *args: Any, op: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        huidig = [partij.pk for partij in self.instance.partijen.all()]
        self.fields["type"].required = True
        self.fields["partijen"].queryset = _partijen(op, *huidig)


class SmartForm(WijzigForm):
    """SMART as fields, the term, and the two questions of AFS-10 (AFS-2, AFS-4)."""

    termijn_zelf = forms.BooleanField(
        label="Ik kies de soort en de dagen van de termijn zelf",
        required=False,
        help_text="Niet nodig: ze volgen uit de termijn die u hierboven schreef.",
    )
    nulwaarde = Getalveld(required=False, max_digits=18, decimal_places=3)
    streefwaarde = Getalveld(required=False, max_digits=18, decimal_places=3)
    elders_afgesproken = _ja_nee("Is dit al aan een andere tafel afgesproken?")
    procesafspraak = _ja_nee("Is dit alleen een algemene procesafspraak?")

    field_order = ("resultaat", "indicator", "eenheid", "nulwaarde", "streefwaarde", "product",
                   "uitvoerbaarheid_capaciteit", "uitvoerbaarheid_geld", "uitvoerbaarheid_recht",
                   "termijn_tekst", "termijn_zelf", "termijn_soort", "termijn_van", "termijn_tot",
                   "eenzijdig_reden", "elders_afgesproken", "elders_waar", "procesafspraak",
                   "afs10_reden")  # fmt: skip

    class Meta:
        model = Afspraak
        fields = ("resultaat", "indicator", "eenheid", "nulwaarde", "streefwaarde", "product",
                  "uitvoerbaarheid_capaciteit", "uitvoerbaarheid_geld", "uitvoerbaarheid_recht",
                  "termijn_tekst", "termijn_soort", "termijn_van", "termijn_tot",
                  "eenzijdig_reden", "elders_afgesproken", "elders_waar", "procesafspraak",
                  "afs10_reden")  # fmt: skip
        help_texts = {
            "termijn_tekst": "Bijvoorbeeld: 31-12-2027, 1e kwartaal 2028, t/m 2030, voor BOL 2027.",
            "product": "Als het bestaan ervan genoeg bewijs is. Dan is een indicator niet nodig.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["termijn_soort"].required = False
        nu = self.instance
        gelezen = lees(nu.termijn_tekst, nu.jaar)
        if nu.termijn_tekst and (nu.termijn_soort, nu.termijn_tot) != (gelezen.soort, gelezen.tot):
            self.initial["termijn_zelf"] = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("termijn_zelf"):
            data["termijn_soort"] = Termijnsoort.GEEN
            data["termijn_van"] = data["termijn_tot"] = None
            try:
                eis_bestaande_dag(data.get("termijn_tekst", ""))
            except ValidationError as weigering:
                self.add_error("termijn_tekst", weigering)
        elif data.get("termijn_soort") == Termijnsoort.GEEN or not data.get("termijn_tot"):
            self.add_error(
                "termijn_tot",
                ValidationError(
                    "U kiest de termijn zelf. Kies een soort en vul de laatste dag in.",
                    code="termijn_onvolledig",
                ),
            )
        return data


class Actievelden(Modelformulier):
    class Meta:
        model = Actie
        fields = ("trekker_organisatie", "trekker_functie", "resultaat", "termijn")
        widgets = {"resultaat": KORT}
        help_texts = {"trekker_functie": "Een functie, geen naam van een persoon."}

    def __init__(
        self, *args: Any, op: datetime.date, alleen: Organisatie | None = None, **kwargs: Any
    ) -> None:
        """``alleen``: the organisatie of who may write only its own actions."""
        super().__init__(*args, **kwargs)
        huidig = self.instance.trekker_organisatie_id
        partijen = _partijen(op, huidig)
        if alleen:
            partijen = partijen.filter(pk__in=[alleen.pk, huidig or alleen.pk])
            self.initial.setdefault("trekker_organisatie", alleen.pk)
            self.fields[
                "trekker_organisatie"
            ].help_text = "U maakt alleen acties van uw eigen organisatie."
        self.fields["trekker_organisatie"].queryset = partijen


class ActieForm(Actievelden, WijzigForm):
    class Meta(Actievelden.Meta):
        pass


class Geldvelden(Modelformulier):
    bedrag = Bedragveld(label="Bedrag in euro")
    aandeel_rijk = Bedragveld(label="Waarvan Rijk, in euro", required=False)
    aandeel_regio = Bedragveld(label="Waarvan regio, in euro", required=False)

    class Meta:
        model = Geldregel
        fields = ("omschrijving", "bedrag", "afronding", "aandeel_rijk", "aandeel_regio",
                  "prijspeil", "btw", "verantwoordelijke")  # fmt: skip
        help_texts = {"prijspeil": "Bijvoorbeeld: 2027."}

    def __init__(self, *args: Any, op: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("afronding", "prijspeil", "btw", "verantwoordelijke"):
            self.fields[naam].required = True
        huidig = self.instance.verantwoordelijke_id
        self.fields["verantwoordelijke"].queryset = _partijen(op, huidig)


class GeldForm(Geldvelden, WijzigForm):
    class Meta(Geldvelden.Meta):
        pass


class LandingForm(WijzigForm):
    class Meta:
        model = Landing
        fields = ("plek_soort", "plek_naam", "eigenaar_organisatie", "eigenaar_functie",
                  "uiterlijk")  # fmt: skip
        help_texts = {"eigenaar_functie": "Een functie, geen naam van een persoon."}

    def __init__(self, *args: Any, op: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        huidig = self.instance.eigenaar_organisatie_id
        self.fields["eigenaar_organisatie"].queryset = _partijen(op, huidig)


class GelandForm(Formulier):
    geland_op = Datumveld(label="Geland op")
    bewijs = forms.CharField(
        label="Bewijs",
        max_length=500,
        help_text="Waar is te lezen dat het is geland? Bijvoorbeeld een besluit met nummer.",
    )


class TekstgezienForm(Formulier):
    """Carries the checksum of the text that was on the screen (AFS-2)."""

    tekst_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


class VersiegezienForm(Formulier):
    """Carries the version of the row that was on the screen."""

    versie = forms.IntegerField(widget=forms.HiddenInput)


class WoordkeuzeForm(Formulier):
    woord = forms.CharField(max_length=60, widget=forms.HiddenInput)
    reden = forms.CharField(
        label="Waarom mag dit woord blijven staan?", max_length=500, widget=KORT
    )


class MotivatieForm(Formulier):
    motivatie = forms.CharField(
        label="Motivatie",
        max_length=2000,
        widget=KORT,
        help_text="Ieder die de afspraak ziet, kan dit later lezen.",
    )


class VervallenForm(MotivatieForm):
    """Carries what was on the screen: an established one is ended otherwise (AFS-9)."""

    stand = forms.CharField(widget=forms.HiddenInput, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class VaststellenForm(MotivatieForm):
    uitkomst = forms.ModelChoiceField(
        label="Besluit waar de afspraak uit komt", queryset=Uitkomst.objects.none()
    )

    field_order = ("uitkomst", "motivatie")

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        besluiten = {b.uitkomst.pk: str(b) for b in afspraak.besluiten}
        veld = self.fields["uitkomst"]
        veld.queryset = Uitkomst.objects.filter(pk__in=besluiten)
        veld.label_from_instance = lambda uitkomst: besluiten[uitkomst.pk]


class OpLijstForm(Formulier):
    ronde = forms.ModelChoiceField(label="Ronde van het BOL", queryset=Ronde.objects.none())

    def __init__(self, *args: Any, rondes: list[Ronde], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = Ronde.objects.filter(pk__in=[r.pk for r in rondes])


class NieuweVersieForm(Formulier):
    jaar = forms.IntegerField(label="BOL-jaar van de nieuwe versie", max_value=2150)
    reden = forms.CharField(label="Waarom verandert de afspraak?", max_length=1000, widget=KORT)
    vraagstuk = forms.ModelChoiceField(
        Vraagstuk.objects.none(),
        label="Vraagstuk",
        empty_label="Kies een vraagstuk",
        help_text="De eerdere afspraak heeft geen vraagstuk. Een nieuwe versie hoort bij een "
        "vraagstuk.",
    )
    type = forms.ChoiceField(label="Type", choices=[("", "Kies een type"), *Afspraak.Type.choices])

    field_order = ("jaar", "vraagstuk", "type", "reden")

    def __init__(
        self, *args: Any, afspraak: Afspraak, vraagstukken: QuerySet[Vraagstuk], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vraagstuk"].queryset = vraagstukken
        eerste = max(2026, (afspraak.jaar or 0) + 1)
        self.fields["jaar"].validators.append(MinValueValidator(eerste))
        self.fields["jaar"].widget.attrs["min"] = eerste
        # Asked only where the earlier one, from a source, does not have it (ALG-1).
        if afspraak.vraagstuk_id:
            del self.fields["vraagstuk"]
        if afspraak.type:
            del self.fields["type"]


class FilterForm(forms.Form):
    """The filters of the list; a value that does not exist filters nothing."""

    q = forms.CharField(label="Zoekwoord", required=False, max_length=200)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Alle"), *Afspraak.Status.choices]
    )
    type = forms.ChoiceField(
        label="Type", required=False, choices=[("", "Alle"), *Afspraak.Type.choices]
    )
    herkomst = forms.ChoiceField(
        label="Herkomst", required=False, choices=[("", "Alle"), *Afspraak.Herkomst.choices]
    )
    provincie = forms.ModelChoiceField(
        label="Provincie", required=False, queryset=Provincie.objects.all(), empty_label="Alle"
    )
    jaar = forms.IntegerField(label="BOL-jaar", required=False, min_value=1950, max_value=2150)
