"""Handelingen on the BOL-afsprakenlijst: fill, freeze, export, record the Kamerbrief."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from novex import audit
from novex.achtergrond import vraag_aan
from novex.criteria import eis, tekorten
from novex.forms import WijzigForm, schoon
from novex.models import Achtergrondtaak, Gebruiker, Landsdeel, Provincie
from novex.rechten import eis_recht
from novex.tasks import start

from ..models import Kamerbrief, Regelbezwaar, Ronde
from ..models.lijst import Afsprakenlijst, Lijstonderwerp, Lijstregel
from ..rapport import Lijst, stel_lijst_samen
from ..regels_lijst import (
    BEVRIEZEN,
    elk_overleg_is_gesloten,
    geen_open_bezwaar,
    is_nog_niet_verstuurd,
    is_van_een_bol,
)

OPSTELLEN = "governance.afsprakenlijst_opstellen"
BEVRIEZEN_RECHT = "governance.afsprakenlijst_bevriezen"
KAMERBRIEF = "governance.kamerbrief_vastleggen"
FORMATEN = {"pdf": "PDF", "odt": "ODT (LibreOffice, Word)"}


@transaction.atomic
def duw_regel(
    *,
    ronde: Ronde,
    niveau: str,
    titel: str,
    soort: str,
    tekst: str,
    bron_sleutel: str,
    voor: Iterable[Provincie | int] = (),
    landsdeel: Landsdeel | None = None,
    provincie: Provincie | None = None,
    door: Gebruiker | None = None,
    terugzetten: bool = True,
) -> Lijstregel:
    """Put a concept text on the list, or renew it; called by arrangementen (BOL-1).

    ``voor`` are the provincies that may read it; the niveau decides its place only (ZIC-3).
    A line in a frozen version keeps its frozen text there; the concept goes on. Where nobody asks
    for it (``terugzetten``), a line that was taken off stays off with its reason, and one that
    was changed here or frozen with another text keeps its text (ALG-2). Whoever has a form of the
    line open is too late (409).
    """
    ronde = _vergrendel(ronde.pk)
    _eis_van_een_bol(ronde)
    regel = Lijstregel.objects.filter(onderwerp__ronde=ronde, bron_sleutel=bron_sleutel).first()
    if regel is not None and regel.afgevoerd_op and not terugzetten:
        return regel
    onderwerp = _onderwerp(ronde, door, niveau, landsdeel, provincie, titel[:200])
    nieuw = regel is None
    if regel is None:
        regel = Lijstregel(bron_sleutel=bron_sleutel)
    if nieuw or regel.onderwerp != onderwerp or regel.afgevoerd_op:
        regel.volgorde = _volgende(Lijstregel.objects.filter(onderwerp=onderwerp))
    regel.onderwerp = onderwerp
    if terugzetten or not _houdt_tekst(regel, ronde, schoon(tekst)):
        regel.soort, regel.tekst, regel.met_de_hand = soort, schoon(tekst), False
    regel.afgevoerd_op, regel.afgevoerd_reden = None, ""
    regel.versie = 1 if nieuw else regel.versie + 1
    _bewaar(regel, door)
    regel.provincies.set(voor)
    return regel


def _houdt_tekst(regel: Lijstregel, ronde: Ronde, tekst: str) -> bool:
    """What was changed on the list, or adopted with it, is not overwritten unasked (AFS-5)."""
    bevroren = regeltekst(ronde=ronde, bron_sleutel=regel.bron_sleutel)
    return regel.met_de_hand or bevroren not in (None, tekst)


@transaction.atomic
def trek_regel_terug(*, bron_sleutel: str, reden: str, door: Gebruiker) -> None:
    """What a line came from ended: take it off the concept, with that reason (ALG-2).

    Called by arrangementen; a frozen version keeps the line.
    """
    regels = Lijstregel.objects.filter(bron_sleutel=bron_sleutel, afgevoerd_op=None)
    for ronde_pk in sorted(regels.values_list("onderwerp__ronde", flat=True)):
        _vergrendel(ronde_pk)
    for regel in regels:
        regel.afgevoerd_op, regel.afgevoerd_reden = timezone.now(), reden
        regel.versie += 1
        _bewaar(regel, door)


def regeltekst(*, ronde: Ronde, bron_sleutel: str) -> str | None:
    """The text of the frozen line, or None while it is not frozen: the source (BOL-1)."""
    regel = bevroren_regels({ronde.pk}).get(ronde.pk, {}).get(bron_sleutel)
    return regel.tekst if regel else None


@dataclass(frozen=True)
class BevrorenRegel:
    """A frozen line, and which BOLs object to it since."""

    tekst: str
    bezwaar_van: tuple[str, ...]


def bevroren_regels(rondes: Collection[int]) -> dict[int, dict[str, BevrorenRegel]]:
    """Per ronde the frozen lines by their source; a ronde without a frozen list is not there."""
    versies = Afsprakenlijst.objects.filter(ronde__in=rondes).order_by("ronde_id", "-versie")
    gevonden: dict[int, dict[str, BevrorenRegel]] = {}
    for versie in versies.distinct("ronde_id").annotate(tegen=_bezwaren()):
        regels = gevonden.setdefault(versie.ronde_id, {})
        for regel in Lijst.uit(versie.gegevens).regels():
            makers = tuple(b["bol"] for b in versie.tegen if b["sleutel"] == regel.sleutel)
            if regel.sleutel:
                regels.setdefault(regel.sleutel, BevrorenRegel(regel.tekst, makers))
    return gevonden


def _bezwaren() -> ArraySubquery:
    """Per open bezwaar in the ronde of a version: the source of its line, and whose it is."""
    open_ = Regelbezwaar.objects.open().filter(regel__onderwerp__ronde=OuterRef("ronde"))
    bezwaar = JSONObject(sleutel="regel__bron_sleutel", bol="overleg__naam")
    return ArraySubquery(open_.values(een=bezwaar))


def laatste_versie(ronde: Ronde) -> Afsprakenlijst | None:
    return Afsprakenlijst.objects.filter(ronde=ronde).order_by("-versie").first()


@transaction.atomic
def voeg_regel_toe(*, ronde_pk: int, door: Gebruiker, **gegevens: Any) -> Lijstregel:
    """Add a line by hand: a kaderbepaling, constatering, or geen keuze (BOL-1)."""
    ronde = _vergrendel_open(ronde_pk)
    eis_recht(door, OPSTELLEN)
    _eis_van_een_bol(ronde)
    plek = (gegevens["niveau"], gegevens["landsdeel"], gegevens["provincie"])
    onderwerp = _onderwerp(ronde, door, *plek, gegevens["titel"])
    regel = Lijstregel(
        onderwerp=onderwerp,
        soort=gegevens["soort"],
        tekst=gegevens["tekst"],
        volgorde=_volgende(Lijstregel.objects.filter(onderwerp=onderwerp)),
    )
    _bewaar(regel, door)
    return regel


@transaction.atomic
def verplaats_regel(*, pk: int, richting: str, door: Gebruiker) -> Lijstregel:
    """One place up (``omhoog``) or down within its item; at the edge nothing happens (BOL-1)."""
    regel = Lijstregel.objects.for_user(door).select_related("onderwerp").get(pk=pk)
    _vergrendel_open(regel.onderwerp.ronde_id)
    eis_recht(door, OPSTELLEN)
    _verplaats(list(Lijstregel.objects.filter(onderwerp=regel.onderwerp).op_lijst()), pk, richting)
    return regel


@transaction.atomic
def verplaats_onderwerp(*, pk: int, richting: str, door: Gebruiker) -> Lijstonderwerp:
    """One place up or down among the items of its part; the order of the parts is fixed (BOL-1)."""
    onderwerp = Lijstonderwerp.objects.for_user(door).get(pk=pk)
    _vergrendel_open(onderwerp.ronde_id)
    eis_recht(door, OPSTELLEN)
    _verplaats(list(onderwerp.deelgenoten()), pk, richting)
    return onderwerp


@transaction.atomic
def wijzig_regel(*, form: WijzigForm, door: Gebruiker) -> Lijstregel:
    """Change a line of the concept; a frozen version keeps its own (BOL-1)."""
    _vergrendel_open(form.instance.onderwerp.ronde_id)
    eis_recht(door, OPSTELLEN)
    regel: Lijstregel = form.bewaar(door=door)
    if regel.bron_sleutel and form.has_changed():
        regel.met_de_hand = True
        regel.save(update_fields=["met_de_hand"])
    return regel


@transaction.atomic
def haal_regel_weg(*, pk: int, reden: str, door: Gebruiker) -> Lijstregel:
    """Take a line off the concept; line and reason stay readable (ALG-2)."""
    ronde_pk = Lijstregel.objects.for_user(door).get(pk=pk).onderwerp.ronde_id
    # The ronde before the line, as everyone does; else two people wait for each other.
    _vergrendel_open(ronde_pk)
    regel = Lijstregel.objects.vergrendeld(pk)
    eis_recht(door, OPSTELLEN)
    if regel.afgevoerd_op:
        raise ValidationError(
            "Deze regel is al weggehaald. Bekijk de lijst met weggehaalde regels.",
            code="regel_al_weg",
        )
    if not reden.strip():
        weigering = ValidationError(
            "De reden is nog leeg. Schrijf waarom u de regel weghaalt.", code="reden_ontbreekt"
        )
        raise ValidationError({"reden": weigering})
    regel.afgevoerd_op, regel.afgevoerd_reden = timezone.now(), reden
    regel.versie += 1
    _bewaar(regel, door)
    return regel


@transaction.atomic
def bevries(
    *,
    ronde_pk: int,
    door: Gebruiker,
    doel: str,
    op: datetime.date,
    op_versie: int | None = None,
) -> Afsprakenlijst:
    """Freeze the list as the next version: from here on its lines are the source (BOL-1).

    ``op_versie`` is the frozen version that the writer knew of (0 when there was none); who
    wrote on an older one is refused. None when nobody had a page open.
    """
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, BEVRIEZEN_RECHT)
    tekort: list[ValidationError] = [*tekorten(ronde, BEVRIEZEN)]
    if not doel.strip():
        tekort.append(
            ValidationError("Het doel is leeg. Schrijf waarvoor u bevriest.", code="doel_ontbreekt")
        )
    if tekort:
        raise ValidationError(tekort)
    vorige = laatste_versie(ronde)
    nummer = vorige.versie if vorige else 0
    if op_versie not in (None, nummer):
        raise ValidationError(
            f"Iemand anders heeft de lijst intussen bevroren, als versie {nummer}. Lees die "
            "versie en open deze pagina dan opnieuw.",
            code="verouderd",
        )
    lijst = stel_lijst_samen(
        ronde,
        versie=nummer + 1,
        doel=doel.strip(),
        bevroren_op=f"{op:%d-%m-%Y}",
    )
    bevroren = Afsprakenlijst(
        ronde=ronde,
        versie=lijst.versie,
        gegevens=lijst.inhoud(),
        sha256=lijst.sha256,
        doel=lijst.doel,
        door=door,
        op=timezone.now(),
    )
    bevroren.save()
    audit.leg_vast("afsprakenlijst bevroren", door=door, onderwerp=str(bevroren), reden=doel)
    return bevroren


@transaction.atomic
def exporteer(
    *, ronde_pk: int, door: Gebruiker, formaat: str, versie: int | None = None
) -> Achtergrondtaak:
    """Ask for one frozen version as a file, or for the concept of now (BOL-1).

    Raises ``Afsprakenlijst.DoesNotExist`` for a version that was never frozen.
    """
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, OPSTELLEN)
    if formaat not in FORMATEN:
        raise ValidationError(
            "Dit bestandsformaat bestaat niet. Kies PDF of ODT.", code="formaat_onbekend"
        )
    bevroren = ronde.afsprakenlijsten.get(versie=versie) if versie else None
    lijst = Lijst.uit(bevroren.gegevens) if bevroren else stel_lijst_samen(ronde)
    op = bevroren.op if bevroren else timezone.now()
    return vraag_aan(
        soort=f"afsprakenlijst-{formaat}",
        opschrift=f"{lijst.naam}, {formaat.upper()}",
        sleutel=f"lijst:{ronde.pk}:{formaat}:{lijst.sha256}",
        gegevens={"lijst": lijst.inhoud(), "op": op.isoformat()},
        door=door,
        start=start,
    )


@transaction.atomic
def leg_kamerbrief_vast(
    *, ronde_pk: int, door: Gebruiker, datum: datetime.date, nummer: str, op: datetime.date
) -> Kamerbrief:
    """Record that the Kamerbrief was sent: the embargo ends here (BOL-2).

    Not while a meeting of the ronde is open: what it says could never be frozen (BOL-1).
    """
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, KAMERBRIEF)
    if Kamerbrief.objects.filter(ronde=ronde).exists():
        raise ValidationError(
            "De Kamerbrief van deze ronde is al vastgelegd. Bekijk de gegevens op deze pagina.",
            code="kamerbrief_bestaat",
        )
    eis(ronde, [elk_overleg_is_gesloten, geen_open_bezwaar], door)
    laatste = laatste_versie(ronde)
    if laatste is None:
        raise ValidationError(
            "De afsprakenlijst is nog niet bevroren. Bevries eerst de lijst.",
            code="lijst_niet_bevroren",
        )
    if not Lijst.uit(laatste.gegevens).zegt_hetzelfde_als(stel_lijst_samen(ronde)):
        # What was added after it would never become openbaar, and what was taken off would.
        raise ValidationError(
            f"De lijst is veranderd na versie {laatste.versie}. Bevries de lijst opnieuw, of maak "
            "de verandering ongedaan.",
            code="lijst_veranderd",
        )
    laatste_dag = ronde.zittingen().aggregate(dag=Max("datum"))["dag"]
    if datum > op or (laatste_dag and datum < laatste_dag):
        raise ValidationError(
            "De datum van de Kamerbrief kan niet. Kies een dag na het laatste overleg van de "
            "ronde en niet later dan vandaag.",
            code="kamerbriefdatum_kan_niet",
        )
    brief = Kamerbrief(ronde=ronde, datum=datum, nummer=nummer, door=door)
    brief.save()
    audit.leg_vast("Kamerbrief vastgelegd", door=door, onderwerp=f"{ronde}: {brief}")
    return brief


def _vergrendel(pk: int) -> Ronde:
    return Ronde.objects.select_for_update(of=("self",)).get(pk=pk)


def _vergrendel_open(pk: int) -> Ronde:
    """To write in its list by hand: after the Kamerbrief that leads nowhere (BOL-1, BOL-2)."""
    ronde = _vergrendel(pk)
    is_nog_niet_verstuurd(ronde)
    return ronde


def _eis_van_een_bol(ronde: Ronde) -> None:
    if gevonden := tekorten(ronde, [is_van_een_bol]):
        raise gevonden[0]


def _onderwerp(
    ronde: Ronde,
    door: Gebruiker | None,
    niveau: str,
    landsdeel: Landsdeel | None,
    provincie: Provincie | None,
    titel: str,
) -> Lijstonderwerp:
    """The item of this title in this part, made when it is not there yet."""
    plek = {"niveau": niveau, "landsdeel": landsdeel, "provincie": provincie}
    in_ronde = Lijstonderwerp.objects.filter(ronde=ronde)
    onderwerp = in_ronde.filter(titel=titel, **plek).order_by("pk").first()
    if onderwerp is None:
        onderwerp = Lijstonderwerp(ronde=ronde, titel=titel, volgorde=_volgende(in_ronde), **plek)
        _bewaar(onderwerp, door)
    return onderwerp


def _bewaar(rij: Lijstonderwerp | Lijstregel, door: Gebruiker | None) -> None:
    """Judge and save; history tells who did it (ZIC-5)."""
    rij.gewijzigd_door = door
    rij.full_clean(exclude=["gewijzigd_door"])
    rij._history_user = door
    rij.save()


def _verplaats(rijen: list[Any], pk: int, richting: str) -> None:
    """Swap with a neighbour and number them all again."""
    plek = next((i for i, rij in enumerate(rijen) if rij.pk == pk), None)
    stap = {"omhoog": -1, "omlaag": 1}.get(richting, 0)
    if plek is None or not 0 <= plek + stap < len(rijen):
        return
    rijen[plek], rijen[plek + stap] = rijen[plek + stap], rijen[plek]
    for nummer, rij in enumerate(rijen, start=1):
        if rij.volgorde != nummer:
            rij.volgorde = nummer
            rij.save(update_fields=["volgorde"])


def _volgende(rijen: Any) -> int:
    return (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
