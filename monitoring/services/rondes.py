"""Verbs on a round: open it for every established afspraak, and close it (MON-1)."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from arrangementen.models import Afspraak
from arrangementen.services.acties import vertel_voortgang
from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services.feiten import meld_feit, trek_feit_in
from novex import audit
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant

from ..models import Monitorronde, Voortgang, Voortgangsmelding
from ..querysets import GEMELD, gevolgd_geweest, te_bevragen
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
    """Ask both sides of every established afspraak that did not land yet (MON-1).

    Until it closes, the vraagstukken that it asks about are not reported any more (VRA-9).
    """
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
    _eis_volgorde(ronde, door)
    _eis_dichtbij(ronde)
    ronde.save()
    rijen = _gevraagd(ronde, te_bevragen(), door)
    Voortgang.objects.bulk_create(rijen, batch_size=1000)
    _trek_vorige_in(ronde, rijen, door)
    return ronde


def _eis_volgorde(ronde: Monitorronde, door: Gebruiker) -> None:
    """A day of its own year, and not before that of the last round: which round is newest, and so
    the light and its freshness, goes by that day (MON-1, MON-2)."""
    laatst = Monitorronde.objects.for_user(door).order_by("-peildatum").first()
    if laatst is not None and ronde.peildatum < laatst.peildatum:
        zin = (
            f"De peildatum van de vorige ronde is {laatst.peildatum:%d-%m-%Y}. "
            "Kies die dag of een latere."
        )
    elif abs(ronde.peildatum.year - ronde.jaar) > 1:
        zin = f"De peildatum past niet bij {ronde.jaar}. Kies een dag in of rond dat jaar."
    else:
        return
    raise ValidationError({"peildatum": ValidationError(zin, code="peildatum_volgorde")})


def _eis_dichtbij(ronde: Monitorronde) -> None:
    """A round opens and closes within two years of its peildatum: a typing error would keep every
    other round from opening for as long (MON-1)."""
    uiterst = ronde.peildatum + datetime.timedelta(days=2 * 366)
    for veld in ("open_van", "open_tot"):
        if getattr(ronde, veld) > uiterst:
            zin = f"Deze dag ligt ver na de peildatum. Kies een dag tot en met {uiterst:%d-%m-%Y}."
            raise ValidationError({veld: ValidationError(zin, code="te_ver_weg")})


@transaction.atomic
def verzet_ronde(
    *, pk: int, open_van: datetime.date, open_tot: datetime.date, reden: str, door: Gebruiker
) -> Monitorronde:
    """Other days for a round that is open: longer, or a slip; who is asked what stays (MON-1).

    What it was and why stand in the audit trail (ALG-2).
    """
    ronde = Monitorronde.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, "monitoring.ronde_beheren")
    if not ronde.is_open:
        raise ValidationError(
            "Deze ronde is al gesloten. Haar dagen veranderen niet meer.", code="ronde_gesloten"
        )
    was = f"{ronde.open_van:%d-%m-%Y} tot en met {ronde.open_tot:%d-%m-%Y}"
    ronde.open_van, ronde.open_tot = open_van, open_tot
    ronde.validate_constraints()
    _eis_dichtbij(ronde)
    ronde.save(update_fields=["open_van", "open_tot"])
    audit.leg_vast(
        "monitorronde verzet", door=door, onderwerp=str(ronde), gegevens={"was": was}, reden=reden
    )
    return ronde


@transaction.atomic
def sluit_ronde(*, pk: int, door: Gebruiker) -> Monitorronde:
    """Close the round with the reports as they stand; VRO changes none of them (MON-1)."""
    ronde = Monitorronde.objects.for_user(door).vergrendeld(pk)
    if not ronde.is_open:
        raise ValidationError(
            "Deze ronde is al gesloten. Open de pagina opnieuw.", code="overgang_onmogelijk"
        )
    eis_recht(door, "monitoring.ronde_beheren")
    if not ronde.is_begonnen(timezone.localdate()):
        raise ValidationError(
            f"Deze ronde begint op {ronde.open_van:%d-%m-%Y}; nog niemand kon melden. Sluit haar "
            "vanaf die dag.",
            code="ronde_niet_begonnen",
        )
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
    """On each side every trekker, or who succeeded one that ended before the round opens (REF-2);
    on a side without a trekker VRO, or each provincie concerned."""
    vro = Organisatie.objects.geldig(ronde.peildatum).filter(is_vro=True).first()
    alle = list(Provincie.objects.geldig(ronde.peildatum).select_related("organisatie"))
    volledig = afspraken.select_related("vraagstuk__lead_provincie__organisatie").prefetch_related(
        "acties__trekker_organisatie__opvolger",
        "provincies__organisatie",
        "landsdeel__provincies__organisatie",
    )
    rijen = []
    for afspraak in volledig:
        trekkers: dict[Kant, set[Organisatie]] = {Kant.RIJK: set(), Kant.REGIO: set()}
        for actie in afspraak.acties.all():
            trekker = actie.trekker_organisatie.opvolger_op(ronde.open_van)
            trekkers[Kant(actie.kant)].add(trekker)
        gevraagd = {
            Kant.RIJK: trekkers[Kant.RIJK] or {vro or door.organisatie},
            Kant.REGIO: trekkers[Kant.REGIO] or _van_provincies(afspraak, alle),
        }
        rijen += [
            Voortgang(ronde=ronde, afspraak=afspraak, kant=kant, organisatie=organisatie)
            for kant, partijen in gevraagd.items()
            for organisatie in sorted(partijen, key=lambda partij: partij.pk)
        ]
    return rijen


def _van_provincies(afspraak: Afspraak, alle: list[Provincie]) -> set[Organisatie]:
    """Of each provincie that the afspraak names, also through its landsdeel or the country; else
    of the one that leads its vraagstuk."""
    genoemd = list(afspraak.provincies.all())
    if not genoemd and afspraak.scope == Afspraak.Scope.LANDELIJK:
        genoemd = alle
    if not genoemd and afspraak.landsdeel:
        genoemd = list(afspraak.landsdeel.provincies.all())
    if not genoemd and afspraak.vraagstuk and afspraak.vraagstuk.lead_provincie:
        genoemd = [afspraak.vraagstuk.lead_provincie]
    return {provincie.organisatie for provincie in genoemd}


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


def _trek_vorige_in(ronde: Monitorronde, rijen: list[Voortgang], door: Gebruiker) -> None:
    """What this round asks about is reported when this round says so, not one before (VRA-9)."""
    gevraagd = {rij.afspraak.vraagstuk_id for rij in rijen}
    eerder = Feit.objects.for_user(door).van(Feit.Soort.RONDE_GERAPPORTEERD)
    verteld = eerder.filter(vraagstuk__in=gevraagd - {None}).values("vraagstuk")
    for vraagstuk in Vraagstuk.objects.for_user(door).filter(pk__in=verteld).order_by("pk"):
        trek_feit_in(
            vraagstuk,
            soort=Feit.Soort.RONDE_GERAPPORTEERD,
            reden=f"Er is een nieuwe ronde: {ronde}.",
            door=door,
        )


def _vertel_dossiers(ronde: Monitorronde, door: Gebruiker) -> None:
    """Tell each vraagstuk that has no running afspraak left without its reports (VRA-9, VRA-19).

    What landed or ended meanwhile needs no report; what was established after the round opened
    was not asked, and waits for the next one.
    """
    for vraagstuk in _gerapporteerd(ronde, door):
        meld_feit(
            vraagstuk,
            soort=Feit.Soort.RONDE_GERAPPORTEERD,
            kenmerk=str(ronde.pk),
            label=f"Voortgang gemeld in {ronde}",
            url=reverse("monitoring:ronde", args=[ronde.pk]),
            door=door,
        )


def _gerapporteerd(ronde: Monitorronde, door: Gebruiker) -> QuerySet[Vraagstuk]:
    """The vraagstukken that it asked about, or that are in opvolging with all afspraken at
    their end, of which every running afspraak has the reports of all who were asked."""
    van_ronde = ronde.voortgangen.filter(afspraak=OuterRef("pk"))
    zonder = te_bevragen().filter(
        ~Exists(van_ronde) | Exists(van_ronde.exclude(status__in=GEMELD)),
        vraagstuk=OuterRef("pk"),
    )
    gevraagd = ronde.voortgangen.filter(afspraak__vraagstuk=OuterRef("pk"))
    vastgelegd = gevolgd_geweest().filter(vraagstuk=OuterRef("pk"))
    betrokken = Exists(gevraagd) | Q(Exists(vastgelegd), fase=Fase.OPVOLGING)
    return Vraagstuk.objects.for_user(door).filter(betrokken, ~Exists(zonder)).order_by("pk")
