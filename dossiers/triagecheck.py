"""What the data of a vraagstuk show about a criterium, beside the human judgement (TRI-4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from novex.criteria import Tekort
from novex.models import Beleidskader, Criterium

from .models.triage import Antwoord, Machine

if TYPE_CHECKING:
    from .models import Vraagstuk

WIJZIGEN = "dossiers:vraagstuk-wijzigen"


@dataclass(frozen=True)
class Bevinding:
    """The finding on one criterium: the result, why, and what datum would change it."""

    uitkomst: str
    zin: str
    aanvullen: str = ""
    herstel: str = ""

    @property
    def anker(self) -> str:
        """The field on the form of the vraagstuk where the datum is filled in (VRA-3)."""
        return self.herstel.partition("#")[2]


GEEN_CONTROLE = Bevinding("", "Dit criterium vraagt alleen een oordeel van mensen.")


def twee_domeinen(vraagstuk: Vraagstuk) -> Bevinding:
    """At least two domeinen touch (TRI-1, criterium 1)."""
    namen = [domein.naam for domein in vraagstuk.domeinen.all()]
    if len(namen) >= 2:
        return Bevinding(Machine.VOLDOET, f"Gekozen domeinen: {', '.join(namen)}.")
    herstel = f"{WIJZIGEN}#id_domeinen-groep"
    if not namen:
        return Bevinding(
            Machine.GEEN_GEGEVENS,
            "Er zijn nog geen domeinen gekozen.",
            "Kies minstens twee domeinen bij het vraagstuk.",
            herstel,
        )
    return Bevinding(
        Machine.VOLDOET_NIET,
        f"Er is maar één domein gekozen: {namen[0]}.",
        "Kies een tweede domein bij het vraagstuk.",
        herstel,
    )


def gebied_of_meer_provincies(vraagstuk: Vraagstuk) -> Bevinding:
    """One area where claims clash, or more than one provincie (TRI-1, criterium 2)."""
    if gebied := vraagstuk.gebied.strip():
        return Bevinding(Machine.VOLDOET, f"Ingevuld gebied: {gebied}.")
    namen = [provincie.naam for provincie in vraagstuk.provincies.all()]
    if len(namen) >= 2:
        return Bevinding(Machine.VOLDOET, f"Het raakt meer provincies: {', '.join(namen)}.")
    herstel = f"{WIJZIGEN}#id_gebied"
    if not namen:
        return Bevinding(
            Machine.GEEN_GEGEVENS,
            "Er is nog geen gebied ingevuld en geen provincie gekozen.",
            "Vul een gebied in, of kies minstens twee provincies bij het vraagstuk.",
            herstel,
        )
    return Bevinding(
        Machine.VOLDOET_NIET,
        f"Er is geen gebied ingevuld en er is maar één provincie: {namen[0]}.",
        "Vul een gebied in, of kies een tweede provincie bij het vraagstuk.",
        herstel,
    )


def verwijzing_nr_povi(vraagstuk: Vraagstuk) -> Bevinding:
    """A choice of the Nota Ruimte or of the own POVI is cited (TRI-1, criterium 3)."""
    keuzes = list(vraagstuk.keuzes.select_related("kader"))
    eigen = vraagstuk.betrokken_provincie_ids()
    raak = [f"{k.naam} ({k.kader.naam})" for k in keuzes if _geldt_hier(k.kader, eigen)]
    if raak:
        return Bevinding(Machine.VOLDOET, f"Genoemde keuzes: {', '.join(raak)}.")
    herstel = f"{WIJZIGEN}#id_keuzes-groep"
    aanvullen = "Kies bij het vraagstuk een keuze van de Nota Ruimte of van de POVI."
    if not keuzes:
        return Bevinding(
            Machine.GEEN_GEGEVENS, "Er is nog geen beleidskader gekozen.", aanvullen, herstel
        )
    return Bevinding(
        Machine.VOLDOET_NIET,
        "De gekozen kaders horen niet bij de Nota Ruimte of de POVI van een provincie hier.",
        aanvullen,
        herstel,
    )


def _geldt_hier(kader: Beleidskader, provincie_ids: set[int]) -> bool:
    """The Nota Ruimte holds everywhere, a POVI in its own provincie (REF-4)."""
    if kader.soort == Beleidskader.Soort.POVI:
        return kader.provincie_id in provincie_ids
    return kader.soort == Beleidskader.Soort.NOTA_RUIMTE


CONTROLES: dict[str, Callable[[Vraagstuk], Bevinding]] = {
    Criterium.Machinecheck.TWEE_DOMEINEN: twee_domeinen,
    Criterium.Machinecheck.GEBIED_OF_PROVINCIES: gebied_of_meer_provincies,
    Criterium.Machinecheck.VERWIJZING: verwijzing_nr_povi,
}


def bevinding(criterium: Criterium, vraagstuk: Vraagstuk) -> Bevinding:
    """The finding of this criterium's own machine check, if it has one."""
    if not criterium.machinecheck:
        return GEEN_CONTROLE
    return CONTROLES[criterium.machinecheck](vraagstuk)


TEGEN_JA = {Machine.VOLDOET_NIET, Machine.GEEN_GEGEVENS}


def eis_geen_tegenspraak(gevonden: Bevinding, antwoord: str) -> None:
    """A human "ja" against the data is refused, and names the missing datum (TRI-4)."""
    if antwoord == Antwoord.JA and gevonden.uitkomst in TEGEN_JA:
        raise Tekort(
            f"U kunt hier nog geen ja kiezen. {gevonden.zin} {gevonden.aanvullen}",
            "ja_tegen_machine",
            herstel=gevonden.herstel,
        )
