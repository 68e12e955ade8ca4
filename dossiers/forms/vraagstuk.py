"""What is asked about a vraagstuk itself; the services judge it."""

from __future__ import annotations

from typing import Any

from django import forms

from novex.forms import Datumveld, Formulier, Modelformulier, in_woorden
from novex.models import (
    Domein,
    Gebruiker,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
)
from novex.rechten import Rol
from novex.zichtbaarheid import Kant, Zichtbaarheid

from ..models import Fase, Vraagstuk

VINKJES = forms.CheckboxSelectMultiple


class InbrengForm(Modelformulier):
    """A new vraagstuk: only title, provincie and herkomst are needed now (VRA-0, ALG-1)."""

    class Meta:
        model = Vraagstuk
        fields = [
            "titel",
            "omschrijving",
            "herkomst",
            "provincies",
            "gebied",
            "domeinen",
            "melder_organisatie",
            "melder_functie",
        ]
        widgets = {"provincies": VINKJES, "domeinen": VINKJES}
        labels = {"melder_organisatie": "Wie meldt dit?"}
        help_texts = {
            "herkomst": "Nodig om later te zien waar vraagstukken vandaan komen.",
            "melder_functie": "Een functie, geen naam.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provincies"].required = True
        self.fields["herkomst"].required = True
        self.fields["herkomst"].choices = [("", "Kies een herkomst"), *Vraagstuk.Herkomst.choices]
        self.fields["melder_organisatie"].empty_label = "Nog niet bekend"


def redenveld() -> forms.CharField:
    """Asked where the papers are already out (VRA-16)."""
    return forms.CharField(
        label="Reden van deze late wijziging",
        help_text="Ieder die het vraagstuk ziet, leest dit.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "De stukken liggen al voor een besluit. Schrijf waarom u de tekst nu nog "
            "wijzigt."
        },
    )


def reden_als(vraag: str, uitleg: str) -> forms.CharField:
    """A reason that only one kind of change needs; the service asks for it then (ALG-2)."""
    return forms.CharField(
        label=vraag,
        help_text=uitleg,
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Tekstform(Modelformulier):
    """A form on shared text: a service compares, logs the change and saves (VRA-16).

    ``versie`` is what the user read. ``reden`` is asked where the papers are already out.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, met_reden: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["versie"] = self.instance.versie if self.instance.pk else 1
        if met_reden:
            self.fields["reden"] = redenveld()

    def ingevuld(self) -> list[tuple[str, str]]:
        """What was typed, to show again on the 409 page."""
        return in_woorden(self, zonder="versie")

    def velden(self) -> dict[str, Any]:
        """What was typed in the fields of the model."""
        namen = self._meta.fields or ()
        return {naam: self.cleaned_data[naam] for naam in namen if naam in self.fields}


class BasisForm(Tekstform):
    """What it is and where; in concept also what opening asks for (VRA-0, VRA-1).

    Who opens it (``mag_openen``) says that similar ones were seen.
    """

    OPENEN = (
        "herkomst",
        "lichte_triage",
        "melder_organisatie",
        "melder_functie",
        "gelijksoortig_gezien",
    )

    class Meta:
        model = Vraagstuk
        fields = [
            "titel",
            "omschrijving",
            "provincies",
            "lead_provincie",
            "provincie_overstijgend",
            "gebied",
            "domeinen",
            "keuzes",
            "novex_gebieden",
            "programmas",
            "herkomst",
            "lichte_triage",
            "melder_organisatie",
            "melder_functie",
            "gelijksoortig_gezien",
        ]
        widgets = {
            "provincies": VINKJES,
            "domeinen": VINKJES,
            "keuzes": VINKJES,
            "novex_gebieden": VINKJES,
            "programmas": VINKJES,
        }
        help_texts = {
            "gebied": "De streek of plek waar de claims botsen.",
            "keuzes": "Noem minstens één keuze van de Nota Ruimte of de POVI voor de triage.",
            "lichte_triage": "In één regel: welk kader van de Nota Ruimte of de POVI raakt dit?",
            "gelijksoortig_gezien": "Zie de lijst boven dit formulier. Wijzigt u de titel, de "
            "provincies of de domeinen? Bewaar dat eerst en bekijk de lijst dan opnieuw.",
        }

    def __init__(self, *args: Any, mag_openen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["herkomst"].choices = [("", "Nog niet bekend"), *Vraagstuk.Herkomst.choices]
        self.fields["lead_provincie"].label = "Provincie die trekt"
        self._kies_uit_dezelfde_provincies()
        self.fields["melder_organisatie"].empty_label = "Nog niet bekend"
        self.fields["provincies"].required = True
        if self.instance.fase != Fase.CONCEPT:
            for naam in self.OPENEN:
                del self.fields[naam]
            self._vraag_bij_vertrek()
        elif not mag_openen:
            del self.fields["gelijksoortig_gezien"]

    def _vraag_bij_vertrek(self) -> None:
        """Below who takes part, unless any late change already asks for its reason."""
        if "reden" not in self.fields:
            self.fields["reden"] = reden_als(
                "Waarom doet een provincie niet meer mee?",
                "Alleen als u een provincie weghaalt. Die provincie leest dit in Mijn werk.",
            )
            self.order_fields(["titel", "omschrijving", "provincies", "lead_provincie", "reden"])

    def _kies_uit_dezelfde_provincies(self) -> None:
        """Who takes part and who leads are two choices of one table, that is read once."""
        veld = self.fields["provincies"]
        keuzes = [(rij.pk, veld.label_from_instance(rij)) for rij in veld.queryset]
        veld.choices = keuzes
        self.fields["lead_provincie"].choices = [("", "Nog niet gekozen"), *keuzes]


class BeeldForm(Tekstform):
    """The shared picture and who takes part (VRA-4)."""

    class Meta:
        model = Vraagstuk
        fields = ["dilemmas", "spanningen", "kansen", "kennislacunes", "organisaties", "partijen"]
        widgets = {"organisaties": VINKJES}
        help_texts = {
            "dilemmas": "Waartussen moet gekozen worden?",
            "spanningen": "Welke claims zitten elkaar in de weg? Of vul kansen in.",
            "kansen": "Een kans telt net zo zwaar als een spanning.",
            "kennislacunes": "Wat weten we nog niet?",
            "partijen": "Gemeenten, waterschappen en anderen die geen account hebben.",
        }


class PlanningForm(Tekstform):
    """Priority, planning and who leads: of the accounthouder alone (VRA-1, VRA-4)."""

    class Meta:
        model = Vraagstuk
        fields = ["prioriteit", "planning", "lead_accounthouder"]
        widgets = {"prioriteit": forms.RadioSelect}
        help_texts = {
            "planning": "Wanneer komt dit aan welke tafel? Bijvoorbeeld: DO voorjaar 2027."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prioriteit"].choices = Vraagstuk.Prioriteit.choices
        self.fields["lead_accounthouder"].empty_label = "Nog niet gekozen"
        self.fields["lead_accounthouder"].queryset = Gebruiker.objects.filter(
            is_active=True,
            rollen__contains=[Rol.ACCOUNTHOUDER],
            toewijzingen__provincie__in=self.instance.betrokken_provincie_ids(),
        ).distinct()


class NotitieForm(Formulier):
    """A remark with an audience that the writer chooses (ZIC-1)."""

    tekst = forms.CharField(
        label="Notitie",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "De notitie is leeg. Schrijf wat u wilt vastleggen."},
    )
    zichtbaarheid = forms.ChoiceField(
        label="Wie mag dit lezen?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wie deze notitie mag lezen. U kunt dit later niet wijzigen."
        },
    )

    def __init__(self, *args: Any, door: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        andere = Zichtbaarheid.REGIO if door.kant == Kant.RIJK else Zichtbaarheid.RIJK
        niet = {andere, Zichtbaarheid.OPENBAAR}
        self.fields["zichtbaarheid"].choices = [
            (waarde, label) for waarde, label in Zichtbaarheid.choices if waarde not in niet
        ]


class VraagstukFilter(Formulier):
    """The filters above the list; they stand in the URL (VRA-10)."""

    ook_vervallen = True

    zoek = forms.CharField(label="Zoekwoord", required=False)
    provincie = forms.ModelChoiceField(
        label="Provincie", queryset=Provincie.objects.all(), required=False, empty_label="Alle"
    )
    landsdeel = forms.ModelChoiceField(
        label="Landsdeel", queryset=Landsdeel.objects.all(), required=False, empty_label="Alle"
    )
    fase = forms.ChoiceField(label="Fase", required=False)
    domein = forms.ModelChoiceField(
        label="Domein", queryset=Domein.objects.all(), required=False, empty_label="Alle"
    )
    programma = forms.ModelChoiceField(
        label="Programma", queryset=Programma.objects.all(), required=False, empty_label="Alle"
    )
    gebied = forms.ModelChoiceField(
        label="NOVEX-gebied", queryset=NovexGebied.objects.all(), required=False, empty_label="Alle"
    )
    aan_zet = forms.ModelChoiceField(
        label="Aan zet", queryset=Organisatie.objects.none(), required=False, empty_label="Alle"
    )
    niet_bijgewerkt_sinds = Datumveld(label="Niet bijgewerkt sinds", required=False)
    weergave = forms.CharField(widget=forms.HiddenInput, required=False)
    sorteer = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, zichtbaar: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fase"].choices = [("", "Alle"), *Fase.choices]
        # Only who is aan zet somewhere within own sight: a choice reveals nothing (ZIC-2).
        aan_zet = zichtbaar.exclude(aan_zet_organisatie=None).values("aan_zet_organisatie")
        self.fields["aan_zet"].queryset = Organisatie.objects.filter(pk__in=aan_zet)
