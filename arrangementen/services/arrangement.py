"""Handelingen on an arrangement: fill it, agree, establish, publish (ARR-1, ARR-2, ARR-4)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dossiers.models import Vraagstuk
from dossiers.models.triage import Antwoord
from dossiers.triagecheck import bevinding, eis_geen_tegenspraak
from governance.models import Ronde, Uitkomst
from novex import audit
from novex.achtergrond import vraag_aan
from novex.criteria import eis, toets
from novex.fsm import mogelijke_overgang
from novex.models import Achtergrondtaak, Criteriaset, Gebruiker, Provincie
from novex.rechten import eis_recht
from novex.tasks import start
from novex.zichtbaarheid import Kant

from .. import regels_arrangement as regels
from ..models import (
    Afspraak,
    Arrangement,
    Arrangementakkoord,
    Arrangementstap,
    Opgenomenafspraak,
    Opname,
    Opnameoordeel,
    Vaststelling,
)
from ..rapport import Editie, stel_samen
from . import afspraken, status

WIJZIGEN = "arrangementen.arrangement_wijzigen"
AKKOORDRECHT = {
    Kant.RIJK: "arrangementen.afstemmen_rijk",
    Kant.REGIO: "arrangementen.afstemmen_regio",
}
# What must hold before a side can agree at all; the akkoorden themselves come last.
VOOR_AKKOORD = tuple(r for r in regels.AFSTEMMEN if r is not regels.beide_kanten_akkoord)


@transaction.atomic
def maak(*, provincie: Provincie, jaar: int, ronde: Ronde | None, door: Gebruiker) -> Arrangement:
    """Start the edition of a provincie for a BOL year; there is at most one (ARR-1)."""
    arrangement = Arrangement(provincie=provincie, jaar=jaar, ronde=ronde, gewijzigd_door=door)
    eis_recht(door, "arrangementen.arrangement_maken", arrangement)
    arrangement.full_clean(exclude=["status"])
    arrangement._history_user = door
    arrangement.save()
    _leg_vast(arrangement, "", Arrangement.Status.CONCEPT, "Editie begonnen", door)
    return arrangement


@transaction.atomic
def wijzig(*, form: Any, door: Gebruiker) -> Arrangement:
    """Save the texts of a concept."""
    _open(form.instance.pk, door)
    return form.bewaar(door=door)


@transaction.atomic
def neem_op(
    *,
    pk: int,
    vraagstuk: Vraagstuk,
    soort: str,
    knelpunt: str,
    oordelen: dict[int, dict[str, str]],
    door: Gebruiker,
    op: datetime.date,
) -> Opname:
    """Take a vraagstuk or knelpunt in; all five criteria must be ja (ARR-2, TRI-2, TRI-10).

    ``oordelen`` maps the id of a criterium to ``antwoord`` and ``motivatie``.
    """
    arrangement = _open(pk, door)
    if arrangement.provincie_id not in vraagstuk.betrokken_provincie_ids():
        raise ValidationError(
            "Dit vraagstuk is niet van deze provincie. Kies een ander vraagstuk.",
            code="andere_provincie",
        )
    opname = Opname(
        arrangement=arrangement,
        vraagstuk=vraagstuk,
        soort=soort,
        knelpunt=knelpunt,
        volgorde=_volgende(arrangement.opnames.all()),
        door=door,
    )
    opname.full_clean()
    opname.save()
    set_ = Criteriaset.objects.van_kracht(Criteriaset.Moment.OPNAME_RA, op)
    fouten: list[ValidationError] = []
    for criterium in set_.criteria.all():
        gegeven = oordelen.get(criterium.pk, {})
        oordeel = _oordeel(opname, criterium, gegeven, fouten)
        try:
            oordeel.validate_constraints()
        except ValidationError as weigering:
            fouten.append(
                ValidationError(f"{criterium.naam}: {weigering.messages[0]}", code=_code(weigering))
            )
        if not fouten:
            oordeel.save()
    if fouten:
        raise ValidationError(fouten)
    _raak(arrangement, door)
    return opname


def _oordeel(
    opname: Opname, criterium: Any, gegeven: dict[str, str], fouten: list[ValidationError]
) -> Opnameoordeel:
    """Machine beside human; a ja against the data is refused, naming the datum (TRI-4)."""
    gevonden = bevinding(criterium, opname.vraagstuk)
    antwoord = gegeven.get("antwoord") or Antwoord.ONVOLDOENDE_INFORMATIE
    try:
        eis_geen_tegenspraak(gevonden, antwoord)
    except ValidationError as weigering:
        fouten.append(
            ValidationError(f"{criterium.naam}: {weigering.messages[0]}", code=_code(weigering))
        )
    return Opnameoordeel(
        opname=opname,
        criterium=criterium,
        machine=gevonden.uitkomst,
        machine_zin=gevonden.zin,
        antwoord=antwoord,
        motivatie=gegeven.get("motivatie", ""),
    )


@transaction.atomic
def trek_opname_in(*, pk: int, reden: str, door: Gebruiker) -> Arrangement:
    """Take a vraagstuk out of a concept; the judgement and the reason stay (ALG-2)."""
    opname = Opname.objects.for_user(door).actuele().get(pk=pk)
    arrangement = _open(opname.arrangement_id, door)
    opname.ingetrokken_op, opname.ingetrokken_reden = timezone.now(), reden
    opname._history_user = door
    opname.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
    _raak(arrangement, door)
    return arrangement


@transaction.atomic
def neem_afspraak_op(*, pk: int, afspraak: Afspraak, door: Gebruiker) -> Opgenomenafspraak:
    """Put an afspraak of this provincie in the concept (ARR-3)."""
    arrangement = _open(pk, door)
    if arrangement.provincie_id not in afspraak.betrokken_provincie_ids():
        raise ValidationError(
            "Deze afspraak is niet van deze provincie. Kies een andere afspraak.",
            code="andere_provincie",
        )
    opgenomen = Opgenomenafspraak(
        arrangement=arrangement,
        afspraak=afspraak,
        volgorde=_volgende(arrangement.opgenomen_afspraken.all()),
    )
    opgenomen.full_clean()
    opgenomen.save()
    _raak(arrangement, door)
    return opgenomen


@transaction.atomic
def haal_afspraak_uit(*, pk: int, door: Gebruiker) -> Arrangement:
    """Take an afspraak out of a concept; the afspraak itself stays as it is."""
    opgenomen = Opgenomenafspraak.objects.for_user(door).get(pk=pk)
    arrangement = _open(opgenomen.arrangement_id, door)
    audit.leg_vast(
        "afspraak uit arrangement gehaald",
        door=door,
        onderwerp=str(arrangement),
        gegevens={"afspraak": opgenomen.afspraak_id},
    )
    opgenomen.delete()
    _raak(arrangement, door)
    return arrangement


@transaction.atomic
def geef_akkoord(*, pk: int, kant: str, inhoud_sha256: str, door: Gebruiker) -> Arrangement:
    """Agree for one side with exactly this content; with both the arrangement is afgestemd.

    Then the texts of its afspraken go to the concept of the BOL-afsprakenlijst (BOL-1).
    """
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    if kant not in AKKOORDRECHT or kant != door.kant:
        raise PermissionDenied("U mag alleen voor uw eigen kant akkoord geven.")
    eis_recht(door, AKKOORDRECHT[Kant(kant)], arrangement)
    _eis_concept(arrangement)
    arrangement.inhoud_sha256 = stel_samen(arrangement).inhoud_sha256
    if inhoud_sha256 != arrangement.inhoud_sha256:
        raise ValidationError(
            "De inhoud is veranderd sinds u deze pagina opende. Lees de inhoud opnieuw en geef "
            "dan akkoord.",
            code="inhoud_veranderd",
        )
    eis(arrangement, VOOR_AKKOORD, door)
    Arrangementakkoord(
        arrangement=arrangement, kant=kant, inhoud_sha256=inhoud_sha256, door=door
    ).save()
    vast = toets(arrangement, regels.AFSTEMMEN)
    if all(regel["voldoet"] for regel in vast):
        arrangement.stem_af()
        _bewaar(arrangement, door)
        _leg_vast(arrangement, "concept", "afgestemd", "Beide kanten akkoord", door, vast)
        for opgenomen in arrangement.opgenomen_afspraken.select_related("afspraak__vraagstuk"):
            if opgenomen.afspraak.status == Afspraak.Status.AFGESTEMD and arrangement.ronde:
                status.duw_tekst(opgenomen.afspraak, arrangement.ronde)
    return arrangement


@transaction.atomic
def voer_stap_uit(
    *,
    pk: int,
    naam: str,
    motivatie: str,
    door: Gebruiker,
    op: datetime.date,
    uitkomst: Uitkomst | None = None,
) -> Arrangement:
    """Bring an arrangement to another status; a refusal names all that is missing (VRA-3)."""
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    overgang = mogelijke_overgang(arrangement, "status", naam)
    if overgang is None or naam == "stem_af":
        raise ValidationError(
            "Deze stap kan niet bij een arrangement met de status "
            f"{arrangement.get_status_display().lower()}. Ververs de pagina.",
            code="stap_onmogelijk",
        )
    eis_recht(door, overgang.permission, arrangement)
    van = arrangement.status
    if naam == "stel_vast":
        _stel_afspraken_vast(arrangement, door, op)
        arrangement.uitkomst = _kies_besluit(arrangement, uitkomst)
        arrangement.vastgesteld_op = op
    criteria = overgang.custom["criteria"]
    eis(arrangement, criteria, door)
    vast = toets(arrangement, criteria)
    getattr(arrangement, naam)()
    if naam == "trek_in":
        arrangement.intrek_reden = motivatie
    if naam == "publiceer":
        arrangement.gepubliceerd_op = timezone.now()
    _bewaar(arrangement, door)
    _leg_vast(arrangement, van, arrangement.status, motivatie, door, vast)
    if naam == "stel_vast":
        _bevries(arrangement, door, op)
    if naam == "publiceer":
        pks = arrangement.opgenomen_afspraken.values_list("afspraak", flat=True)
        afspraken.maak_openbaar(pks=list(pks), door=door)
        audit.leg_vast("arrangement gepubliceerd", door=door, onderwerp=str(arrangement))
    return arrangement


@transaction.atomic
def vraag_pdf(*, pk: int, door: Gebruiker) -> Achtergrondtaak:
    """Ask for the PDF: of the frozen edition, or of the concept as it stands now (ARR-4)."""
    arrangement = Arrangement.objects.for_user(door).get(pk=pk)
    vaststelling = Vaststelling.objects.for_user(door).filter(arrangement=arrangement).first()
    editie = editie_van(arrangement, vaststelling)
    # A concept carries the day it was last changed, so that the same content is one file.
    op = vaststelling.op if vaststelling else arrangement.gewijzigd_op
    return vraag_aan(
        soort="arrangement-pdf",
        opschrift=f"{editie.titel} (PDF)",
        sleutel=f"editie:{arrangement.pk}:{editie.sha256}:{op.isoformat()}",
        gegevens={
            "editie": editie.inhoud(),
            "op": op.isoformat(),
            "vaststelling": vaststelling.pk if vaststelling else None,
        },
        door=door,
        start=start,
    )


def editie_van(arrangement: Arrangement, vaststelling: Vaststelling | None) -> Editie:
    """The frozen edition, or the concept put together now (ARR-6)."""
    return Editie.uit(vaststelling.gegevens) if vaststelling else stel_samen(arrangement)


def _stel_afspraken_vast(arrangement: Arrangement, door: Gebruiker, op: datetime.date) -> None:
    """Establish what is still afgestemd; every afspraak names its own blockers (AFS-5)."""
    fouten: list[ValidationError] = []
    open_ = arrangement.opgenomen_afspraken.filter(afspraak__status=Afspraak.Status.AFGESTEMD)
    for opgenomen in open_.select_related("afspraak"):
        try:
            with transaction.atomic():
                status.voer_stap_uit(
                    pk=opgenomen.afspraak_id,
                    naam="vaststellen",
                    door=door,
                    motivatie=f"Vastgesteld met {arrangement}",
                    op=op,
                )
        except ValidationError as weigering:
            fouten += [
                ValidationError(f"{opgenomen.afspraak.nummer}: {zin}", code="afspraak_geweigerd")
                for zin in weigering.messages
            ]
    if fouten:
        raise ValidationError(fouten)


def _kies_besluit(arrangement: Arrangement, uitkomst: Uitkomst | None) -> Uitkomst | None:
    besluiten = list(arrangement.bol_besluiten())
    if uitkomst is not None and uitkomst not in besluiten:
        raise ValidationError(
            "Dit besluit gaat niet over dit arrangement. Kies een ander besluit.",
            code="besluit_past_niet",
        )
    return uitkomst or next(iter(besluiten), None)


def _bevries(arrangement: Arrangement, door: Gebruiker, op: datetime.date) -> None:
    editie = stel_samen(arrangement, colofon_op=op)
    Vaststelling(
        arrangement=arrangement,
        gegevens=editie.inhoud(),
        sha256=editie.sha256,
        door=door,
        op=timezone.now(),
    ).save()
    vraag_pdf(pk=arrangement.pk, door=door)


def _open(pk: int, door: Gebruiker) -> Arrangement:
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, WIJZIGEN, arrangement)
    _eis_concept(arrangement)
    return arrangement


def _eis_concept(arrangement: Arrangement) -> None:
    if not arrangement.is_bewerkbaar:
        raise ValidationError(
            "Dit arrangement is geen concept meer. Zet het eerst terug naar concept.",
            code="geen_concept",
        )


def _raak(arrangement: Arrangement, door: Gebruiker) -> None:
    """The content changed: who did it and when, and open forms are stale."""
    _bewaar(arrangement, door)


def _bewaar(arrangement: Arrangement, door: Gebruiker) -> None:
    arrangement.versie += 1
    arrangement.gewijzigd_door = arrangement._history_user = door
    arrangement.validate_constraints()
    arrangement.save()


def _leg_vast(
    arrangement: Arrangement,
    van: str,
    naar: str,
    motivatie: str,
    door: Gebruiker,
    vast: list[dict[str, Any]] | None = None,
) -> None:
    Arrangementstap(
        arrangement=arrangement,
        van=van,
        naar=naar,
        motivatie=motivatie,
        door=door,
        toets=vast or [],
    ).save()


def _volgende(rijen: Any) -> int:
    return (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1


def _code(weigering: ValidationError) -> str:
    return ValidationError([weigering]).error_list[0].code or "geweigerd"
