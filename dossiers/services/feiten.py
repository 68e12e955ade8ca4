"""What later tables tell about a vraagstuk, and what still counts of it (VRA-8, VRA-19)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex.criteria import BUITEN_PUBLIEK
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from ..models import Fase, Feit, Triageadvies, Triagebesluit, Vraagstuk
from ..querysets import FeitQuerySet
from .aanzet import VELDEN, trekker, zet_aan_zet

# Withdrawing these is the usual course of things; nobody has to act on it. A new monitor round
# asks each side by itself.
GEWOON_VOORBIJ = frozenset({Feit.Soort.OP_VERZONDEN_AGENDA, Feit.Soort.RONDE_GERAPPORTEERD})
# What an end stands on: without it somebody has to reopen it, or mend it.
STAAT_OP = {Fase.GEEN_KEUZE: Feit.Soort.GEEN_KEUZE, Fase.TERUGGELEGD: Feit.Soort.LANDING}


@transaction.atomic
def meld_feit(
    vraagstuk: Vraagstuk,
    *,
    soort: str,
    kenmerk: str,
    label: str,
    url: str = "",
    publiek: str = Zichtbaarheid.RIJK_EN_REGIO,
    waarde: str = "",
    doorloop: int | None = None,
    door: Gebruiker,
) -> Feit:
    """Record that something exists at a later table; the act that made it calls this.

    In the doorloop of now, or in the earlier one in which that table spoke (VRA-8). Telling the
    same again changes nothing; something else with the same kenmerk replaces it.
    """
    nu = Vraagstuk.objects.vergrendeld(vraagstuk.pk)
    doorloop = doorloop or nu.doorloop
    gelijk = nu.feiten.van(soort).filter(kenmerk=kenmerk, doorloop=doorloop).first()
    inhoud = {"waarde": waarde, "label": label, "url": url, "publiek": publiek}
    if gelijk and all(getattr(gelijk, veld) == nieuw for veld, nieuw in inhoud.items()):
        return gelijk
    if gelijk:
        _trek_in(gelijk, reden="Vervangen door een nieuwe melding.", door=door)
    feit = _voeg_toe(
        Feit(
            vraagstuk=nu,
            soort=soort,
            doorloop=doorloop,
            kenmerk=kenmerk,
            door=door,
            **inhoud,
        )
    )
    if soort == STAAT_OP.get(Fase(nu.fase)) and nu.aan_zet_organisatie_id:
        alle = nu.feiten.filter(soort=soort)
        geldend = alle.filter(ingetrokken_op=None).values("kenmerk")
        if not alle.exclude(kenmerk__in=geldend).exists():  # nothing of what was gone is missed
            zet_aan_zet(nu, None, "", timezone.localdate())
            nu._history_user = door
            nu.save(update_fields=[*VELDEN])
    return feit


@transaction.atomic
def trek_feit_in(
    vraagstuk: Vraagstuk,
    *,
    soort: str,
    kenmerk: str | None = None,
    reden: str,
    door: Gebruiker,
    doorloop: int | None = None,
) -> list[Feit]:
    """Withdraw a feit in every doorloop, and put the vraagstuk aan zet (VRA-19).

    Without a kenmerk: every feit of this soort. With ``doorloop`` only what was told in that
    one, and what confirmed it later (VRA-8).
    """
    nu = Vraagstuk.objects.vergrendeld(vraagstuk.pk)
    geldend = nu.feiten.van(soort)
    feiten = list(geldend if kenmerk is None else geldend.filter(kenmerk=kenmerk))
    if doorloop is not None:
        feiten = _met_bevestigingen(feiten, doorloop)
    for feit in feiten:
        _trek_in(feit, reden=reden, door=door)
    telde_mee = doorloop is None or any(feit.doorloop == nu.doorloop for feit in feiten)
    gaat_door = nu.is_open and soort not in GEWOON_VOORBIJ
    if feiten and telde_mee and (gaat_door or soort == STAAT_OP.get(Fase(nu.fase))):
        zin = f"Dit geldt niet meer: {feiten[-1].label}. Kijk wat er nu nodig is."
        if feiten[-1].publiek != Zichtbaarheid.RIJK_EN_REGIO:
            zin = BUITEN_PUBLIEK
        zet_aan_zet(nu, trekker(nu), zin, timezone.localdate())
        nu._history_user = door
        nu.save(update_fields=[*VELDEN])
    return feiten


def sluit_rijksvoorbereiding(vraagstuk: Vraagstuk, *, reden: str, door: Gebruiker) -> None:
    """An exit closes the mandates and the Rijksinzet with its own reason (VRA-7)."""
    _sluit(vraagstuk, [Feit.Soort.MANDAAT, Feit.Soort.RIJKSINZET], reden, door)


def sluit_escalatie(vraagstuk: Vraagstuk, *, reden: str, door: Gebruiker) -> None:
    """An exit ends the open escalation with its own reason (VRA-7, BES-3)."""
    _sluit(vraagstuk, [Feit.Soort.VERSCHILLEN], reden, door)


def _sluit(vraagstuk: Vraagstuk, soorten: list[str], reden: str, door: Gebruiker) -> None:
    for feit in vraagstuk.feiten.geldend().filter(soort__in=soorten):
        _trek_in(feit, reden=reden, door=door)


def te_heropenen(vraagstuk: Vraagstuk, user: Gebruiker) -> FeitQuerySet:
    """Per afspraak what it can be reopened by: its newest landing, else the afspraak (VRA-8)."""
    soorten = (Feit.Soort.AFSPRAAK, Feit.Soort.LANDING)
    feiten = Feit.objects.for_user(user).geldend().filter(vraagstuk=vraagstuk)
    per_afspraak = {
        feit.kenmerk: feit.pk for soort in soorten for feit in feiten.filter(soort=soort)
    }
    return feiten.filter(pk__in=per_afspraak.values())


def eis_te_heropenen(vraagstuk: Vraagstuk, feit: Feit, door: Gebruiker) -> None:
    """Only an afspraak of this vraagstuk is reopened, by what is told of it (VRA-8, VRA-19)."""
    if feit not in te_heropenen(vraagstuk, door):
        raise ValidationError(
            "Deze afspraak hoort niet bij dit vraagstuk, of geldt niet meer. "
            "Open de pagina opnieuw en kies een andere.",
            code="afspraak_geldt_niet",
        )


def trek_landing_in(vraagstuk: Vraagstuk, feit: Feit, *, reden: str, door: Gebruiker) -> None:
    """A landing that failed no longer counts, in whatever doorloop it was told (VRA-9)."""
    for landing in vraagstuk.feiten.van(Feit.Soort.LANDING).filter(kenmerk=feit.kenmerk):
        _trek_in(landing, reden=reden, door=door)


@transaction.atomic
def herbevestig(*, pk: int, door: Gebruiker, reden: str) -> Feit:
    """Let a feit of an earlier doorloop count again, by name and with reason (VRA-8).

    Not a confirmation of a triage: ``herbevestig_triage`` bars its adviser (ROL-2).
    """
    oud = Feit.objects.for_user(door).get(pk=pk)
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(oud.vraagstuk_id)
    oud = Feit.objects.for_user(door).get(pk=pk)
    eis_recht(door, "dossiers.feit_herbevestigen", vraagstuk)
    if oud.soort == Feit.Soort.TRIAGE_BEVESTIGD:
        raise ValidationError(
            "Een triage bevestigt u niet hier. Ga naar de triage en bevestig daar het besluit.",
            code="triage_apart_bevestigen",
        )
    if oud.ingetrokken_op or oud.doorloop >= vraagstuk.doorloop:
        raise ValidationError(
            "Dit feit hoeft geen bevestiging: het geldt al, of het is ingetrokken. Open de "
            "pagina opnieuw.",
            code="herbevestigen_kan_niet",
        )
    if Feit.objects.for_user(door).filter(pk=oud.pk).ingehaald().exists():
        raise ValidationError(
            "Hierover is later iets anders vastgelegd. Bevestig dat, als het nog geldt.",
            code="ingehaald",
        )
    return _voeg_toe(
        Feit(
            vraagstuk=vraagstuk,
            soort=oud.soort,
            doorloop=vraagstuk.doorloop,
            kenmerk=oud.kenmerk,
            waarde=oud.waarde,
            label=oud.label,
            url=oud.url,
            publiek=oud.publiek,
            door=door,
            herbevestigt=oud,
            reden=reden,
        )
    )


@transaction.atomic
def herbevestig_triage(*, pk: int, door: Gebruiker, reden: str) -> Feit:
    """Let a triagebesluit of an earlier doorloop count again (VRA-8).

    What bars who decides, bars who confirms: having advised, then or now (ROL-2), and a coming
    decision that has passed (TRI-5).
    """
    besluit = Triagebesluit.objects.for_user(door).select_related("advies").get(pk=pk)
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(besluit.advies.vraagstuk_id)
    eis_recht(door, "dossiers.feit_herbevestigen", vraagstuk)
    if besluit.advies.doorloop >= vraagstuk.doorloop:
        raise ValidationError(
            "Dit triagebesluit geldt al in deze doorloop. U hoeft niets te bevestigen.",
            code="herbevestigen_kan_niet",
        )
    if _adviseerde(besluit, vraagstuk, door):
        raise ValidationError(
            "U gaf zelf het advies bij deze triage. Vraag een ander om het besluit te bevestigen.",
            code="adviseur_besluit_niet",
        )
    if besluit != Triagebesluit.objects.for_user(door).laatste_van(vraagstuk):
        raise ValidationError(
            "Er is later een ander triagebesluit genomen. Bevestig dat, of vraag een nieuw advies.",
            code="ingehaald",
        )
    if besluit.kwam_nog(timezone.localdate()):
        raise ValidationError(
            f"Dit gaat vooraf aan een besluit van {besluit.knockout_datum:%d-%m-%Y}, en dat is "
            "voorbij. Vraag de accounthouder om een nieuw triageadvies.",
            code="besluit_is_voorbij",
        )
    if not reden.strip():
        raise ValidationError(
            "De reden is leeg. Schrijf waarom dit besluit nog geldt.", code="reden_ontbreekt"
        )
    return _voeg_toe(
        Feit(
            vraagstuk=vraagstuk,
            soort=Feit.Soort.TRIAGE_BEVESTIGD,
            doorloop=vraagstuk.doorloop,
            kenmerk=str(besluit.pk),
            waarde=besluit.uitkomst,
            label=f"Triage bevestigd: {besluit.get_uitkomst_display()}",
            publiek=Zichtbaarheid.RIJK_EN_REGIO,
            door=door,
            reden=reden,
        )
    )


def _adviseerde(besluit: Triagebesluit, vraagstuk: Vraagstuk, door: Gebruiker) -> bool:
    """Also in an advice that another one replaced."""
    doorlopen = {besluit.advies.doorloop, vraagstuk.doorloop}
    alle = Triageadvies.objects.for_user(door).filter(vraagstuk=vraagstuk, door=door)
    return alle.filter(doorloop__in=doorlopen).exists()


def _met_bevestigingen(feiten: list[Feit], doorloop: int) -> list[Feit]:
    """Those that were told in this doorloop, and what confirms one of them (VRA-8)."""
    gekozen: dict[int, Feit] = {}
    for feit in sorted(feiten, key=lambda feit: feit.pk):
        if feit.herbevestigt_id in gekozen or (
            feit.doorloop == doorloop and feit.herbevestigt_id is None
        ):
            gekozen[feit.pk] = feit
    return list(gekozen.values())


def _voeg_toe(feit: Feit) -> Feit:
    feit.validate_constraints()
    feit.save(force_insert=True)
    return feit


def _trek_in(feit: Feit, *, reden: str, door: Gebruiker) -> None:
    feit.ingetrokken_op = timezone.now()
    feit.ingetrokken_door = door
    feit.ingetrokken_reden = reden
    feit.validate_constraints()
    feit.save(update_fields=["ingetrokken_op", "ingetrokken_door", "ingetrokken_reden"])
