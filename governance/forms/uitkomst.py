from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from novex.forms import Datumveld, Formulier, in_woorden
from novex.models import JuridischInstrument, Provincie

from ..gremia import (
    BESTEMMINGEN,
    PER_PROVINCIE,
    Gremium,
    Uitkomstsoort,
    Vervolg,
    uitkomsten_van,
)
from ..models import Agendapunt, Uitkomst
from ..services.uitkomsten import Uitkomstinvoer

S = Uitkomstsoort
# Which outcomes a field is needed for; the service judges it.
NODIG_BIJ = {
    "tekst": {S.ADVIES, S.GEEN_CONSENSUS, S.BESLUIT, S.DOORGELEID},
    "motivatie": {S.AANGEHOUDEN, S.TERUGGEGEVEN, S.GEEN_KEUZE},
    "tot_wanneer": {S.AANGEHOUDEN, S.GEEN_KEUZE},
}
# Asked for these alone; what stands there for another outcome would be read as part of it.
ALLEEN_BIJ = {
    "tot_wanneer": {S.AANGEHOUDEN, S.GEEN_KEUZE},
    "knelpunt": {S.GEEN_KEUZE},
    "instrumenten": {S.ADVIES},
}
HOORT_BIJ = (
    (
        "vervolg",
        S.ADVIES,
        "Een vervolg hoort bij een advies. Kies een vervolg bij een advies, en anders geen.",
    ),
    (
        "bestemming",
        S.DOORGELEID,
        "Een tafel hoort bij doorgeleid. Kies een tafel bij doorgeleid, en anders geen.",
    ),
)


# What a herziening starts with, beside the instrumenten.
OVER_TE_NEMEN = ("soort", "tekst", "motivatie", "tot_wanneer", "knelpunt", "vervolg", "bestemming")


def _inhoud(uitkomst: Uitkomst) -> tuple[Any, ...]:
    return tuple(getattr(uitkomst, veld) for veld in OVER_TE_NEMEN)


def _spreekt_voor_alle(nu: Sequence[Uitkomst], punt: Agendapunt) -> bool:
    """Nobody at this punt waits for a first outcome (BES-2)."""
    genoemd = {provincie.pk for provincie in punt.provincies.all()}
    return punt.gremium not in PER_PROVINCIE or genoemd <= {u.provincie_id for u in nu}


def _reeks(labels: list[str]) -> list[str]:
    """The last one apart: "a, b" and "c"."""
    return [", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels


class UitkomstForm(Formulier):
    """An outcome; only the kinds that this table may give this punt (OVL-1, BES-1)."""

    gezien = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    soort = forms.ChoiceField(label="Uitkomst", widget=forms.RadioSelect)
    provincies = forms.ModelMultipleChoiceField(
        Provincie.objects.none(),
        label="Voor welke provincies?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leeg: voor alle provincies van dit punt die nog geen uitkomst hebben.",
    )
    tekst = forms.CharField(
        label="Wat concludeerde het overleg?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )
    motivatie = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    tot_wanneer = Datumveld(label="Wanneer komt het terug?", required=False)
    instrumenten = forms.ModelMultipleChoiceField(
        JuridischInstrument.objects.all(),
        label="Mogelijke inzet van juridische instrumenten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bij een advies van het DO.",
    )
    knelpunt = forms.CharField(
        label="Welk knelpunt blijft bestaan?",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
        help_text="Nodig als het BOL geen keuze maakte.",
    )
    vervolg = forms.ChoiceField(
        label="Welk vervolg adviseert de snelle tafel?",
        choices=[("", "Geen advies"), *Vervolg.choices],
        required=False,
    )
    bestemming = forms.ChoiceField(
        label="Naar welke tafel?",
        choices=[("", "Niet doorgeleid"), *((g.value, g.label) for g in BESTEMMINGEN)],
        required=False,
        help_text=(
            "Nodig bij doorgeleid. Rechtstreeks naar GP-DG of BOL kan na een advies 'bestuurlijk' "
            "van een snelle tafel; zonder dat advies gaat het eerst langs het DO. De provincie "
            "leest de tafel en uw antwoord op 'Waarom?', niet wat het overleg concludeerde."
        ),
    )
    reden = forms.CharField(
        label="Reden van de herziening",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
        help_text="Er is al een uitkomst. Die blijft leesbaar; schrijf waarom hij verandert.",
        error_messages={
            "required": "Bij een herziening hoort een reden. Schrijf waarom de uitkomst verandert."
        },
    )

    def __init__(
        self, *args: Any, punt: Agendapunt, nu: Sequence[Uitkomst] = (), **kwargs: Any
    ) -> None:
        """``nu`` is what holds now; where it is one outcome for all, that is what one revises."""
        super().__init__(*args, **kwargs)
        laatste = max((uitkomst.pk for uitkomst in nu), default=0)
        self.fields["gezien"].initial = laatste
        soorten = uitkomsten_van(punt.gremium, punt.soort)
        self.fields["soort"].choices = [(soort.value, soort.label) for soort in soorten]
        self._laat_weg(punt, laatste, set(soorten))
        for naam, nodig in NODIG_BIJ.items():
            labels = [soort.label.lower() for soort in soorten if soort in nodig]
            if not labels:
                self.fields[naam].help_text = ""
            else:
                self.fields[naam].help_text = f"Nodig bij {' en '.join(_reeks(labels))}."
        self.is_herziening = bool(nu) and _spreekt_voor_alle(nu, punt)
        if self.is_herziening:
            # Who did not read it yet is asked for nothing: that is a collision (BES-2).
            self.fields["reden"].required = str(self["gezien"].value()) == str(laatste)
        if self.is_herziening and len({_inhoud(uitkomst) for uitkomst in nu}) == 1:
            self.initial.update({veld: getattr(nu[0], veld) for veld in OVER_TE_NEMEN})
            self.initial["instrumenten"] = nu[0].instrumenten.all()
            self.initial["provincies"] = [uitkomst.provincie for uitkomst in nu]

    def _laat_weg(self, punt: Agendapunt, laatste: int, soorten: set[Uitkomstsoort]) -> None:
        """Ask only what this table and this punt can need (ALG-1)."""
        provincies = list(punt.provincies.all())
        if punt.gremium in PER_PROVINCIE and len(provincies) > 1:
            self.fields["provincies"].queryset = punt.provincies.order_by("naam")
        else:
            del self.fields["provincies"]
        if punt.gremium != Gremium.BOL or S.GEEN_KEUZE not in soorten:
            del self.fields["knelpunt"]
        if punt.gremium != Gremium.SNELLE_TAFEL or S.ADVIES not in soorten:
            del self.fields["vervolg"]
        if punt.gremium != Gremium.REGIETAFEL or S.DOORGELEID not in soorten:
            del self.fields["bestemming"]
        if punt.gremium != Gremium.DO or S.ADVIES not in soorten:
            del self.fields["instrumenten"]
        if not laatste:
            del self.fields["reden"]

    def clean(self) -> dict[str, Any]:
        """A vervolg goes with an advies, a bestemming with doorgeleid (SNE-2, VRA-5); what belongs
        to another outcome is not kept with this one (BES-1)."""
        data = super().clean() or self.cleaned_data
        soort = data.get("soort")
        for naam, soorten in ALLEEN_BIJ.items():
            if soort and data.get(naam) and soort not in soorten:
                vraag = self.fields[naam].label
                zin = f"'{vraag}' hoort niet bij {S(soort).label.lower()}. Maak dit leeg."
                self.add_error(naam, forms.ValidationError(zin, code=f"{naam}_past_niet"))
        for naam, soort, zin in HOORT_BIJ:
            if naam in self.fields and bool(data.get(naam)) != (data.get("soort") == soort):
                self.add_error(naam, forms.ValidationError(zin, code=f"{naam}_past_niet"))
        return data

    def invoer(self) -> Uitkomstinvoer:
        data = self.cleaned_data
        return Uitkomstinvoer(
            soort=data["soort"],
            tekst=data["tekst"],
            motivatie=data["motivatie"],
            tot_wanneer=data["tot_wanneer"],
            knelpunt=data.get("knelpunt", ""),
            vervolg=data.get("vervolg", ""),
            bestemming=data.get("bestemming", ""),
            instrumenten=tuple(data.get("instrumenten", ())),
            reden=data.get("reden", ""),
        )

    def ingevuld(self) -> list[tuple[str, str]]:
        """What was typed, to show again on the 409 page (BES-2)."""
        return in_woorden(self, zonder="gezien")
