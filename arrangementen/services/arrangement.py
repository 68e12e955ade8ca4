"""Handelingen that move an arrangement: begin, agree, establish, publish (ARR-1, ARR-4, ARR-7)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from governance.models import Ronde, Uitkomst
from novex import audit
from novex.achtergrond import vraag_aan
from novex.criteria import eis, toets
from novex.forms import Nieuwer
from novex.fsm import mogelijke_overgang
from novex.models import Achtergrondtaak, Gebruiker, Provincie
from novex.rechten import eis_recht
from novex.tasks import start
from novex.zichtbaarheid import Kant

from .. import regels_arrangement as regels
from ..models import Afspraak, Arrangement, Arrangementakkoord, Arrangementstap, Vaststelling
from ..rapport import Editie
from ..samenstelling import stel_samen
from . import afspraken, status
from .inhoud import bewaar, eis_concept

MAKEN = "arrangementen.arrangement_maken"
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
    eis_recht(door, MAKEN, arrangement)
    begin(arrangement, "Editie begonnen", door)
    return arrangement


def begin(arrangement: Arrangement, motivatie: str, door: Gebruiker) -> None:
    """Save a new edition with its first step.

    Not ``full_clean``: it trips over the protected status, and leaving the status out would
    leave out the constraints that name it.
    """
    arrangement.clean_fields(exclude=["status"])
    arrangement.clean()
    arrangement.validate_constraints()
    arrangement._history_user = door
    arrangement.save()
    leg_stap_vast(arrangement, "", motivatie, door)


@transaction.atomic
def geef_akkoord(
    *, pk: int, kant: str, inhoud_sha256: str, door: Gebruiker, op: datetime.date
) -> Arrangement:
    """Agree for one side with exactly this content; with both the arrangement is afgestemd.

    Then the texts of its afspraken go to the concept of the BOL-afsprakenlijst (BOL-1).
    """
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    if kant not in AKKOORDRECHT or kant != door.kant:
        raise PermissionDenied("U mag alleen voor uw eigen kant akkoord geven.")
    eis_recht(door, AKKOORDRECHT[Kant(kant)], arrangement)
    eis_concept(arrangement)
    arrangement.inhoud_sha256 = stel_samen(arrangement, op=op).inhoud_sha256
    if inhoud_sha256 != arrangement.inhoud_sha256:
        raise Nieuwer(
            "De inhoud is veranderd sinds u deze pagina opende. Lees de inhoud opnieuw en geef "
            "dan akkoord.",
            code="inhoud_veranderd",
        )
    if any(akkoord.kant == kant for akkoord in arrangement.geldige_akkoorden()):
        raise ValidationError(
            "Uw kant is al akkoord met deze inhoud. Wacht op het akkoord van de andere kant.",
            code="al_akkoord",
        )
    eis(arrangement, VOOR_AKKOORD, door)
    Arrangementakkoord(
        arrangement=arrangement, kant=kant, inhoud_sha256=inhoud_sha256, door=door
    ).save()
    vast = toets(arrangement, regels.AFSTEMMEN)
    if all(regel["voldoet"] for regel in vast):
        arrangement.stem_af()
        bewaar(arrangement, door)
        leg_stap_vast(arrangement, Arrangement.Status.CONCEPT, "Beide kanten akkoord", door, vast)
        _zet_op_lijst(arrangement, door)
    return arrangement


def _zet_op_lijst(arrangement: Arrangement, door: Gebruiker) -> None:
    """The texts that wait for the BOL go to the concept of its list, but for a line that was taken
    off, changed or frozen otherwise there: that follows when somebody asks for it (BOL-1, ALG-2).
    """
    wachtend = arrangement.opgenomen_afspraken.filter(afspraak__status=Afspraak.Status.AFGESTEMD)
    wachtend = wachtend.select_related("afspraak__vraagstuk", "afspraak__landsdeel")
    for opgenomen in wachtend.prefetch_related("afspraak__provincies__landsdeel"):
        if arrangement.ronde is not None:
            status.duw_tekst(opgenomen.afspraak, arrangement.ronde, door, terugzetten=False)


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
    """Bring an arrangement to another status; a refusal names all that is missing (VRA-3).

    ``uitkomst`` is the besluit of the BOL, for ``stel_vast``: a person says which one is about
    this arrangement.
    """
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    overgang = mogelijke_overgang(arrangement, "status", naam)
    if overgang is None or not overgang.custom["knop"]:
        raise ValidationError(
            "Deze stap kan niet bij een arrangement met de status "
            f"{arrangement.get_status_display().lower()}. Open de pagina opnieuw.",
            code="stap_onmogelijk",
        )
    eis_recht(door, overgang.permission, arrangement)
    van, criteria = arrangement.status, overgang.custom["criteria"]
    if naam == "stel_vast":
        arrangement.inhoud_sha256 = stel_samen(arrangement, op=op).inhoud_sha256
    eis(arrangement, criteria, door)
    vast = toets(arrangement, criteria)
    if naam == "stel_vast":
        arrangement.uitkomst = _kies_besluit(arrangement, uitkomst)
        arrangement.vastgesteld_op = op
        _stel_afspraken_vast(arrangement, door, op)
    getattr(arrangement, naam)()
    if naam == "trek_in":
        arrangement.intrek_reden = motivatie
    if naam == "publiceer":
        arrangement.gepubliceerd_op = timezone.now()
    bewaar(arrangement, door)
    leg_stap_vast(arrangement, van, motivatie, door, vast)
    if naam == "stel_vast":
        _bevries(arrangement, door, op)
    if naam == "publiceer":
        _maak_afspraken_openbaar(arrangement, door, op)
        audit.leg_vast("arrangement gepubliceerd", door=door, onderwerp=str(arrangement))
    return arrangement


@transaction.atomic
def vraag_pdf(*, pk: int, door: Gebruiker, op: datetime.date) -> Achtergrondtaak:
    """Ask for the PDF: of the frozen edition, or of the concept as it stands now (ARR-4)."""
    arrangement = Arrangement.objects.for_user(door).get(pk=pk)
    if arrangement.is_van_elders:
        raise ValidationError(
            "Deze editie is buiten deze applicatie gemaakt. Lees de editie bij de bron.",
            code="editie_van_elders",
        )
    vaststelling = Vaststelling.objects.for_user(door).filter(arrangement=arrangement).first()
    editie = editie_van(arrangement, vaststelling, op)
    # A concept carries the moment it was last changed, so that the same content is one file.
    moment = vaststelling.op if vaststelling else arrangement.gewijzigd_op
    return vraag_aan(
        soort="arrangement-pdf",
        opschrift=f"{editie.titel} (PDF)",
        sleutel=f"editie:{arrangement.pk}:{editie.sha256}:{moment.isoformat()}",
        gegevens={
            "editie": editie.inhoud(),
            "op": moment.isoformat(),
            "vaststelling": vaststelling.pk if vaststelling else None,
        },
        door=door,
        start=start,
    )


def editie_van(
    arrangement: Arrangement, vaststelling: Vaststelling | None, op: datetime.date
) -> Editie:
    """The frozen edition, or the concept put together now (ARR-6)."""
    if vaststelling is not None:
        return Editie.uit(vaststelling.gegevens)
    return stel_samen(arrangement, op=op)


def leg_stap_vast(
    arrangement: Arrangement,
    van: str,
    motivatie: str,
    door: Gebruiker,
    vast: list[dict[str, Any]] | None = None,
) -> None:
    """Write down the move to the present status; a move without a motivation is refused."""
    stap = Arrangementstap(
        arrangement=arrangement,
        van=van,
        naar=arrangement.status,
        motivatie=motivatie,
        door=door,
        toets=vast or [],
    )
    stap.validate_constraints()
    stap.save()


def _stel_afspraken_vast(arrangement: Arrangement, door: Gebruiker, op: datetime.date) -> None:
    """Establish what is still afgestemd; the criteria looked at each of them before (AFS-5)."""
    wachtend = arrangement.opgenomen_afspraken.filter(afspraak__status=Afspraak.Status.AFGESTEMD)
    for opgenomen in wachtend:
        status.voer_stap_uit(
            pk=opgenomen.afspraak_id,
            naam="vaststellen",
            door=door,
            motivatie=f"Vastgesteld met {arrangement}",
            op=op,
        )


def _maak_afspraken_openbaar(arrangement: Arrangement, door: Gebruiker, op: datetime.date) -> None:
    """Everyone may read its afspraken, and so that they replace earlier ones (AFS-9, BOL-2)."""
    pks = list(arrangement.opgenomen_afspraken.values_list("afspraak", flat=True))
    afspraken.maak_openbaar(pks=pks, door=door)
    for afspraak in Afspraak.objects.for_user(door).openbare().filter(pk__in=pks):
        status.beeindig_vervangen(afspraak, door, op)


def _kies_besluit(arrangement: Arrangement, uitkomst: Uitkomst | None) -> Uitkomst:
    if uitkomst is not None and uitkomst not in arrangement.besluiten_hierover:
        raise ValidationError(
            "Dit besluit gaat niet over dit arrangement zoals het nu is. Kies een ander besluit.",
            code="besluit_past_niet",
        )
    if uitkomst is None:
        raise ValidationError(
            "Er is geen besluit gekozen. Kies het besluit waarmee het BOL dit arrangement "
            "vaststelde.",
            code="besluit_niet_gekozen",
        )
    return uitkomst


def _bevries(arrangement: Arrangement, door: Gebruiker, op: datetime.date) -> None:
    # Read again: its afspraken were established since.
    nu = Arrangement.objects.for_user(door).get(pk=arrangement.pk)
    editie = stel_samen(nu, op=op, vastgesteld=True)
    Vaststelling(
        arrangement=arrangement,
        gegevens=editie.inhoud(),
        sha256=editie.sha256,
        door=door,
        op=timezone.now(),
    ).save()
    vraag_pdf(pk=arrangement.pk, door=door, op=op)
