"""Handelingen on the BOL-afsprakenlijst: fill, freeze, export, record the Kamerbrief."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from novex import audit
from novex.achtergrond import vraag_aan
from novex.models import Achtergrondtaak, Gebruiker, Landsdeel, Provincie
from novex.rechten import eis_recht
from novex.tasks import start

from ..models import Kamerbrief, Ronde
from ..models.lijst import Afsprakenlijst, Lijstonderwerp, Lijstregel
from ..rapport import Lijst, stel_lijst_samen
from ..regels_lijst import BEVRIEZEN

OPSTELLEN = "governance.afsprakenlijst_opstellen"
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
    landsdeel: Landsdeel | None = None,
    provincie: Provincie | None = None,
) -> Lijstregel:
    """Put a concept text on the list, or renew it; called by arrangementen (BOL-1).

    A line that stands in a frozen version keeps its frozen text there; the concept goes on.
    """
    _vergrendel(ronde.pk)
    onderwerp, nieuw = Lijstonderwerp.objects.get_or_create(
        ronde=ronde, niveau=niveau, landsdeel=landsdeel, provincie=provincie, titel=titel[:200]
    )
    if nieuw:
        onderwerp.volgorde = _volgende(Lijstonderwerp.objects.filter(ronde=ronde))
        onderwerp.save(update_fields=["volgorde"])
    regel = Lijstregel.objects.filter(onderwerp__ronde=ronde, bron_sleutel=bron_sleutel).first()
    if regel is None:
        regel = Lijstregel(
            bron_sleutel=bron_sleutel,
            volgorde=_volgende(Lijstregel.objects.filter(onderwerp=onderwerp)),
        )
    regel.onderwerp, regel.soort, regel.tekst = onderwerp, soort, tekst
    regel.full_clean(exclude=["gewijzigd_door"])
    regel.save()
    return regel


def regeltekst(*, ronde: Ronde, bron_sleutel: str) -> str | None:
    """The text of the frozen line, or None while it is not frozen: the source (BOL-1)."""
    bevroren = laatste_versie(ronde)
    if bevroren is None:
        return None
    regels = Lijst.uit(bevroren.gegevens).regels()
    return next((r.tekst for r in regels if r.sleutel == bron_sleutel), None)


def laatste_versie(ronde: Ronde) -> Afsprakenlijst | None:
    return Afsprakenlijst.objects.filter(ronde=ronde).order_by("-versie").first()


@transaction.atomic
def voeg_regel_toe(*, ronde_pk: int, door: Gebruiker, **gegevens: Any) -> Lijstregel:
    """Add a line by hand: a kaderbepaling, constatering, or geen keuze (BOL-1)."""
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, OPSTELLEN)
    plek = {k: gegevens[k] for k in ("niveau", "landsdeel", "provincie")}
    onderwerp = Lijstonderwerp.objects.filter(ronde=ronde, titel=gegevens["titel"], **plek).first()
    if onderwerp is None:
        onderwerp = Lijstonderwerp(
            ronde=ronde,
            titel=gegevens["titel"],
            volgorde=_volgende(Lijstonderwerp.objects.filter(ronde=ronde)),
            gewijzigd_door=door,
            **plek,
        )
        onderwerp.full_clean()
        onderwerp.save()
    regel = Lijstregel(
        onderwerp=onderwerp,
        soort=gegevens["soort"],
        tekst=gegevens["tekst"],
        volgorde=_volgende(Lijstregel.objects.filter(onderwerp=onderwerp)),
        gewijzigd_door=door,
    )
    regel.full_clean()
    regel.save()
    return regel


@transaction.atomic
def bevries(*, ronde_pk: int, door: Gebruiker, doel: str, op: datetime.date) -> Afsprakenlijst:
    """Freeze the list as the next version: from here on its lines are the source (BOL-1)."""
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, "governance.afsprakenlijst_bevriezen")
    tekort = [t for regel in BEVRIEZEN for t in regel(ronde, op)]
    if not doel.strip():
        tekort.append(
            ValidationError("Het doel is leeg. Schrijf waarvoor u bevriest.", code="doel_ontbreekt")
        )
    if tekort:
        raise ValidationError(tekort)
    vorige = laatste_versie(ronde)
    nu = timezone.now()
    lijst = stel_lijst_samen(
        ronde,
        versie=vorige.versie + 1 if vorige else 1,
        doel=doel,
        bevroren_op=f"{timezone.localtime(nu):%d-%m-%Y}",
    )
    bevroren = Afsprakenlijst(
        ronde=ronde,
        versie=lijst.versie,
        gegevens=lijst.inhoud(),
        sha256=lijst.sha256,
        doel=doel,
        door=door,
        op=nu,
    )
    bevroren.save()
    audit.leg_vast("afsprakenlijst bevroren", door=door, onderwerp=str(bevroren), reden=doel)
    return bevroren


@transaction.atomic
def exporteer(*, ronde_pk: int, door: Gebruiker, formaat: str) -> Achtergrondtaak:
    """Ask for the newest frozen version as a file, or for the concept while there is none."""
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, OPSTELLEN)
    if formaat not in FORMATEN:
        raise ValidationError(
            "Dit bestandsformaat bestaat niet. Kies PDF of ODT.", code="formaat_onbekend"
        )
    bevroren = laatste_versie(ronde)
    lijst = Lijst.uit(bevroren.gegevens) if bevroren else stel_lijst_samen(ronde)
    op = bevroren.op if bevroren else timezone.now()
    return vraag_aan(
        soort=f"afsprakenlijst-{formaat}",
        opschrift=f"{lijst.titel} ({FORMATEN[formaat]})",
        sleutel=f"lijst:{ronde.pk}:{formaat}:{lijst.sha256}",
        gegevens={"lijst": lijst.inhoud(), "op": op.isoformat()},
        door=door,
        start=start,
    )


@transaction.atomic
def leg_kamerbrief_vast(
    *, ronde_pk: int, door: Gebruiker, datum: datetime.date, nummer: str, op: datetime.date
) -> Kamerbrief:
    """Record that the Kamerbrief was sent: the embargo ends here (BOL-2)."""
    ronde = _vergrendel(ronde_pk)
    eis_recht(door, "governance.kamerbrief_vastleggen")
    if Kamerbrief.objects.filter(ronde=ronde).exists():
        raise ValidationError(
            "De Kamerbrief van deze ronde is al vastgelegd. Bekijk de gegevens op deze pagina.",
            code="kamerbrief_bestaat",
        )
    if laatste_versie(ronde) is None:
        raise ValidationError(
            "De afsprakenlijst is nog niet bevroren. Bevries eerst de lijst.",
            code="lijst_niet_bevroren",
        )
    laatste_dag = ronde.overleggen.aggregate(dag=Max("datum"))["dag"]
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


def _volgende(rijen: Any) -> int:
    return (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
