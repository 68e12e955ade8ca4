"""What blocks freezing the BOL-afsprakenlijst (BOL-1)."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from novex.criteria import Criterium, Tekort
from novex.models import Landsdeel

from .gremia import Gremium
from .models import Ronde
from .models.lijst import Lijstregel, Niveau
from .models.overleg import Agendastatus


def is_van_een_bol(ronde: Ronde) -> None:
    """Only a BOL round has an afsprakenlijst (BOL-1, OVL-1)."""
    if ronde.gremium != Gremium.BOL:
        raise Tekort(
            "Alleen een BOL-ronde heeft een afsprakenlijst. Kies een BOL-ronde.",
            "geen_bol_ronde",
        )


def is_nog_niet_verstuurd(ronde: Ronde) -> None:
    """What the Kamerbrief reported stands: no other meeting and no other list comes after it, or
    that would be openbaar without a Kamerbrief (BOL-1, BOL-2)."""
    if ronde.heeft_kamerbrief:
        raise Tekort(
            "De Kamerbrief van deze ronde is al vastgelegd. "
            "Maak een nieuwe ronde voor wat daarna komt.",
            "kamerbrief_verstuurd",
            herstel="governance:ronde-nieuw",
            herstel_pk=ronde.cyclus_id,
        )


def heeft_een_overleg(ronde: Ronde) -> None:
    """Without a meeting nothing was decided, and the title has no date (BOL-1)."""
    if not ronde.zittingen().exists():
        raise Tekort(
            "Deze ronde heeft nog geen overleg. Plan het overleg en leg daar de uitkomsten vast.",
            "overleg_ontbreekt",
            herstel="governance:overleg-nieuw",
        )


def elk_overleg_is_gesloten(ronde: Ronde) -> None:
    """A landelijke line holds only when the last landsdeel closed; so the list waits (BOL-1)."""
    gesloten = {Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD}
    gevonden = [
        Tekort(
            f"{overleg.naam} van {overleg.datum:%d-%m-%Y} is nog niet gesloten. "
            "Leg daar van elk agendapunt de uitkomst vast en sluit het overleg, of gelast het af.",
            "overleg_open",
            herstel="governance:lijst#overleggen",
        )
        for overleg in ronde.zittingen().order_by("datum", "pk")
        if overleg.agenda_status not in gesloten
    ]
    if gevonden:
        raise ValidationError(gevonden)


def _regels(ronde: Ronde) -> list[Lijstregel]:
    """The lines of the list, with what the criteria ask of them: read once per ronde that was
    read, which a service does after it locked."""
    if "_regels_op_lijst" not in vars(ronde):
        regels = Lijstregel.objects.filter(onderwerp__ronde=ronde).op_lijst()
        alle = list(regels.met_bezwaarmakers().select_related("onderwerp"))
        vars(ronde)["_regels_op_lijst"] = alle
    gevonden: list[Lijstregel] = vars(ronde)["_regels_op_lijst"]
    return gevonden


def heeft_een_regel(ronde: Ronde) -> None:
    """A list without lines records nothing (BOL-1)."""
    if not _regels(ronde):
        raise Tekort(
            "Er staat nog geen regel op de lijst. Voeg een regel toe.",
            "lijst_leeg",
            herstel="governance:lijstregel-nieuw",
        )


def elke_regel_heeft_tekst(ronde: Ronde) -> None:
    """An empty line says nothing (BOL-1)."""
    gevonden = [
        Tekort(
            f"Een regel onder '{regel.onderwerp}' is leeg. Vul de tekst in of haal de regel weg.",
            "regel_leeg",
            herstel="governance:lijst-regels",
        )
        for regel in _regels(ronde)
        if not regel.tekst.strip()
    ]
    if gevonden:
        raise ValidationError(gevonden)


def geen_open_bezwaar(ronde: Ronde) -> None:
    """A landelijke line holds when the last landsdeel closed without objection (BOL-1)."""
    gevonden = [
        Tekort(
            f"{bol} heeft bezwaar gemaakt bij de landelijke regel '{regel}'. Pas de regel aan of "
            "haal hem weg, en leg vast hoe het bezwaar is opgelost.",
            "open_bezwaar",
            herstel=f"governance:lijst-regels#regel-{regel.pk}",
        )
        for regel in _regels(ronde)
        for bol in regel.bezwaar_van  # type: ignore[attr-defined]
    ]
    if gevonden:
        raise ValidationError(gevonden)


def landsdelen_zonder_bol(ronde: Ronde, op: datetime.date) -> list[Landsdeel]:
    """Which landsdelen had no say in a line that is theirs too: no meeting in this ronde (BOL-1).

    A landelijke line is of all of them. A ronde may be of some landsdelen only, so this warns and
    does not block.
    """
    regels = Lijstregel.objects.filter(onderwerp__ronde=ronde).op_lijst()
    landelijk = Exists(regels.filter(onderwerp__niveau=Niveau.LANDELIJK))
    van_hier = Q(onderwerp__landsdeel=OuterRef("pk")) | Q(
        onderwerp__provincie__landsdeel=OuterRef("pk")
    )
    met_bol = ronde.zittingen().filter(landsdeel=OuterRef("pk"))
    voor_hen = Landsdeel.objects.geldig(op).filter(landelijk | Exists(regels.filter(van_hier)))
    return list(voor_hen.filter(~Exists(met_bol)))


BEVRIEZEN: tuple[Criterium, ...] = (
    is_van_een_bol,
    is_nog_niet_verstuurd,
    heeft_een_overleg,
    elk_overleg_is_gesloten,
    heeft_een_regel,
    elke_regel_heeft_tekst,
    geen_open_bezwaar,
)
