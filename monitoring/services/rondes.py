"""Verbs on a round: open it for every established afspraak, and close it (MON-1)."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from arrangementen.models import Afspraak
from arrangementen.services.acties import vertel_voortgang
from dossiers.services.feiten import meld_feit
from novex.models import Gebruiker, Organisatie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant

from ..models import Monitorronde, Voortgang, Voortgangsmelding
from ..querysets import GEMELD, te_bevragen
from ..rapport import beelden


@transaction.atomic
def open_ronde(
    *,
    jaar: int,
    naam: str,
    peildatum: datetime.date,
    open_van: datetime.date,
    open_tot: datetime.date,
    door: Gebruiker,
) -> Monitorronde:
    """Ask both sides of every established afspraak that did not land yet (MON-1)."""
    eis_recht(door, "monitoring.ronde_beheren")
    ronde = Monitorronde(
        jaar=jaar,
        naam=naam,
        peildatum=peildatum,
        open_van=open_van,
        open_tot=open_tot,
        geopend_door=door,
        geopend_op=timezone.now(),
    )
    ronde.validate_constraints()
    ronde.save()
    Voortgang.objects.bulk_create(_gevraagd(ronde, te_bevragen(), door), batch_size=1000)
    return ronde


@transaction.atomic
def sluit_ronde(*, pk: int, door: Gebruiker) -> Monitorronde:
    """Close the round with the reports as they stand; VRO changes none of them (MON-1)."""
    ronde = Monitorronde.objects.for_user(door).vergrendeld(pk)
    if not ronde.is_open:
        raise ValidationError(
            "Deze ronde is al gesloten. Ververs de pagina.", code="overgang_onmogelijk"
        )
    eis_recht(door, "monitoring.ronde_beheren")
    nu = timezone.now()
    for voortgang in _ingediend(ronde):
        _neem_op(voortgang, door, nu)
    ronde.sluit()
    ronde.gesloten_door, ronde.gesloten_op = door, nu
    ronde.save()
    _vertel_arrangementen(ronde, door)
    _vertel_dossiers(ronde, door)
    return ronde


def _gevraagd(
    ronde: Monitorronde, afspraken: QuerySet[Afspraak], door: Gebruiker
) -> list[Voortgang]:
    """One question per side: to the trekker, else to VRO and to the provincie it concerns."""
    vro = Organisatie.objects.geldig(ronde.peildatum).filter(is_vro=True).first()
    rijen = []
    volledig = afspraken.select_related("vraagstuk__lead_provincie__organisatie").prefetch_related(
        "acties__trekker_organisatie",
        "provincies__organisatie",
        "landsdeel__provincies__organisatie",
    )
    for afspraak in volledig:
        gevraagd = {Kant.RIJK: vro or door.organisatie, Kant.REGIO: _van_provincie(afspraak)}
        for actie in reversed(afspraak.acties.all()):
            gevraagd[Kant(actie.kant)] = actie.trekker_organisatie
        rijen += [
            Voortgang(ronde=ronde, afspraak=afspraak, kant=kant, organisatie=organisatie)
            for kant, organisatie in gevraagd.items()
            if organisatie is not None
        ]
    return rijen


def _van_provincie(afspraak: Afspraak) -> Organisatie | None:
    """The lead provincie of the vraagstuk, or the first one that the afspraak names."""
    if afspraak.vraagstuk and afspraak.vraagstuk.lead_provincie:
        return afspraak.vraagstuk.lead_provincie.organisatie
    genoemd = list(afspraak.provincies.all())
    if not genoemd and afspraak.landsdeel:
        genoemd = list(afspraak.landsdeel.provincies.all())
    return genoemd[0].organisatie if genoemd else None


def _ingediend(ronde: Monitorronde) -> list[Voortgang]:
    """What was sent in, also when a question about it was left unanswered."""
    return list(
        ronde.voortgangen.filter(status__in=("ingediend", "teruggestuurd"))
        .select_for_update(of=("self",))
        .prefetch_related("meldingen")
    )


def _neem_op(voortgang: Voortgang, door: Gebruiker, nu: datetime.datetime) -> None:
    """Take up the text that was sent in last, not what is being written since."""
    laatste = next(m for m in voortgang.meldingen.all() if m.soort == "ingediend")
    voortgang.stadium, voortgang.toelichting = laatste.stadium, laatste.toelichting
    voortgang.neem_op()
    voortgang.versie += 1
    voortgang.gewijzigd_door = door
    voortgang.save()
    Voortgangsmelding(
        voortgang=voortgang,
        soort=Voortgangsmelding.Soort.OPGENOMEN,
        stadium=laatste.stadium,
        toelichting=laatste.toelichting,
        organisatie_id=voortgang.organisatie_id,
        door=door,
        op=nu,
    ).save()


def _vertel_arrangementen(ronde: Monitorronde, door: Gebruiker) -> None:
    """Tell each afspraak what both sides reported, and its light on the peildatum (ARR-3)."""
    gemeld: dict[tuple[int, str], set[str]] = defaultdict(set)
    for rij in ronde.voortgangen.filter(status="opgenomen"):
        gemeld[rij.afspraak_id, rij.kant].add(rij.get_stadium_display())
    gevraagd = Afspraak.objects.for_user(door).filter(pk__in=ronde.voortgangen.values("afspraak"))
    for beeld in beelden(gevraagd, door, ronde.peildatum):
        volgens = {
            kant: ", ".join(sorted(gemeld[beeld.afspraak.pk, kant])) or "Niet gemeld"
            for kant in (Kant.RIJK.value, Kant.REGIO.value)
        }
        vertel_voortgang(
            beeld.afspraak,
            ronde=str(ronde),
            stadium_rijk=volgens["rijk"],
            stadium_regio=volgens["regio"],
            licht=beeld.signalen.licht.label,
            door=door,
        )


def _vertel_dossiers(ronde: Monitorronde, door: Gebruiker) -> None:
    """Tell each vraagstuk of which every afspraak was reported by both sides (VRA-9, VRA-19)."""
    rijen = defaultdict(list)
    gevraagd = ronde.voortgangen.filter(afspraak__vraagstuk__isnull=False)
    for voortgang in gevraagd.select_related("afspraak__vraagstuk"):
        if voortgang.afspraak.vraagstuk is not None:
            rijen[voortgang.afspraak.vraagstuk].append(voortgang.status in GEMELD)
    for vraagstuk, gemeld in rijen.items():
        if all(gemeld):
            meld_feit(
                vraagstuk,
                soort="ronde_gerapporteerd",
                kenmerk=str(ronde.pk),
                label=f"Voortgang gemeld in {ronde}",
                url=reverse("monitoring:ronde", args=[ronde.pk]),
                door=door,
            )
