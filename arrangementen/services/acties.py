"""Handelingen on actions, money, akkoord and landing of an afspraak."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from dossiers.models import Feit
from dossiers.services import feiten
from novex.forms import Nieuwer, Verouderd, WijzigForm
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant, Zichtbaarheid

from ..models import Actie, Afspraak, Akkoord, Geldregel, Landing, Voortgangsstand
from . import mag

_AKKOORD, _BEVESTIGEN = "arrangementen.akkoord_geven", "arrangementen.geld_bevestigen"
_ACCEPTEREN = "arrangementen.landing_accepteren"


@transaction.atomic
def maak_actie(*, afspraak_pk: int, door: Gebruiker, **velden: Any) -> Actie:
    """Add who does what by when; the side follows from the trekker (AFS-3)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(afspraak_pk)
    eis_actierecht(door, afspraak, velden["trekker_organisatie"])
    mag.eis_concept(afspraak)
    mag.eis_dag_bij_jaar("termijn", velden.get("termijn"), afspraak)
    actie = Actie(afspraak=afspraak, gewijzigd_door=door, **velden)
    actie.kant = actie.trekker_organisatie.kant
    actie.validate_constraints()
    actie._history_user = door
    actie.save()
    _raak(afspraak, door)
    return actie


@transaction.atomic
def wijzig_actie(*, form: WijzigForm, door: Gebruiker) -> Actie:
    """Change an action; the akkoorden on the former text stop counting (AFS-2)."""
    actie = Actie.objects.for_user(door).get(pk=form.instance.pk)
    afspraak = Afspraak.objects.for_user(door).vergrendeld(actie.afspraak_id)
    eis_actierecht(door, afspraak, actie.trekker_organisatie)
    eis_actierecht(door, afspraak, form.cleaned_data["trekker_organisatie"])
    mag.eis_concept(afspraak)
    mag.eis_dag_bij_jaar("termijn", form.cleaned_data["termijn"], afspraak)
    actie = form.bewaar(door=door)
    actie.kant = actie.trekker_organisatie.kant
    actie.validate_constraints()
    actie.save(update_fields=["kant"])
    _raak(afspraak, door)
    return actie


@transaction.atomic
def verwijder_actie(*, pk: int, door: Gebruiker) -> None:
    """Take an action off a concept; its history stays."""
    actie = Actie.objects.for_user(door).get(pk=pk)
    afspraak = Afspraak.objects.for_user(door).vergrendeld(actie.afspraak_id)
    eis_actierecht(door, afspraak, actie.trekker_organisatie)
    mag.eis_concept(afspraak)
    actie._history_user = door
    actie.delete()
    _raak(afspraak, door)


def _raak(afspraak: Afspraak, door: Gebruiker) -> None:
    """With other actions it is another afspraak: the moment tells since when (AFS-2)."""
    afspraak.gewijzigd_door = afspraak._history_user = door
    afspraak.save(update_fields=["gewijzigd_op", "gewijzigd_door"])


@transaction.atomic
def geef_akkoord(*, pk: int, door: Gebruiker, tekst_sha256: str) -> Akkoord:
    """A party, or who succeeded it, agrees on the text that its user saw, and on no other (AFS-2,
    REF-2)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, _AKKOORD, afspraak)
    if not any(door.treedt_op_voor(partij.pk) for partij in afspraak.partijen_nu()):
        raise PermissionDenied("Uw organisatie is geen partij bij deze afspraak.")
    if afspraak.status not in {Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD}:
        raise ValidationError(
            "Deze afspraak vraagt geen akkoord meer. U hoeft niets te doen.", code="geen_akkoord"
        )
    if tekst_sha256 != afspraak.tekst_sha256:
        raise Nieuwer(
            "De tekst is veranderd terwijl u las. Lees de nieuwe tekst en geef dan akkoord.",
            code="tekst_gewijzigd",
        )
    akkoord = Akkoord(
        afspraak=afspraak,
        organisatie=door.organisatie,
        tekst_sha256=tekst_sha256,
        gelezen=afspraak.te_lezen(),
        door=door,
    )
    akkoord.validate_constraints()
    akkoord.save()
    return akkoord


@transaction.atomic
def maak_geldregel(*, afspraak_pk: int, door: Gebruiker, **velden: Any) -> Geldregel:
    """Add an amount as a condition; the responsible party still has to confirm it (AFS-7)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(afspraak_pk)
    _eis_geld_open(door, afspraak)
    regel = Geldregel(afspraak=afspraak, gewijzigd_door=door, **velden)
    regel.validate_constraints()
    regel._history_user = door
    regel.save()
    return regel


@transaction.atomic
def wijzig_geldregel(*, form: WijzigForm, door: Gebruiker) -> Geldregel:
    """Change an amount; an earlier confirmation stops counting (AFS-7)."""
    regel = Geldregel.objects.for_user(door).get(pk=form.instance.pk)
    _eis_geld_open(door, Afspraak.objects.for_user(door).vergrendeld(regel.afspraak_id))
    regel = form.bewaar(door=door)
    regel.bevestigd_op = regel.bevestigd_door = None
    regel.save(update_fields=["bevestigd_op", "bevestigd_door"])
    return regel


@transaction.atomic
def haal_geld_weg(*, pk: int, door: Gebruiker, motivatie: str) -> None:
    """Take an amount off: one that nobody confirms would block for ever (AFS-5, AFS-7).

    What it was and why stay in its history (ALG-2).
    """
    regel = Geldregel.objects.for_user(door).get(pk=pk)
    _eis_geld_open(door, Afspraak.objects.for_user(door).vergrendeld(regel.afspraak_id))
    regel._history_user, regel._change_reason = door, motivatie
    regel.delete()


@transaction.atomic
def bevestig_geld(*, pk: int, door: Gebruiker, versie: int) -> Geldregel:
    """The responsible party confirms exactly the amounts that its user saw (AFS-7)."""
    regel = Geldregel.objects.for_user(door).vergrendeld(pk)
    eis_verantwoordelijk(door, regel)
    if regel.afspraak.status not in {Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD}:
        raise ValidationError(
            "Deze afspraak ligt al vast. Het bedrag verandert niet meer.", code="vastgesteld"
        )
    if regel.versie != versie:
        raise Nieuwer(
            "Het bedrag is veranderd terwijl u las. Bekijk het bedrag opnieuw.",
            code="bedrag_gewijzigd",
        )
    if not regel.is_bevestigd:
        regel.bevestigd_op, regel.bevestigd_door = timezone.now(), door
        regel._history_user = door
        regel.save(update_fields=["bevestigd_op", "bevestigd_door"])
    return regel


@transaction.atomic
def leg_landing_vast(*, afspraak_pk: int, door: Gebruiker, form: WijzigForm) -> Landing:
    """Say where the afspraak lands, or change that; its owner then accepts anew (AFS-6)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(afspraak_pk)
    mag.eis_landing(door, afspraak)
    _eis_niet_vervallen(afspraak)
    mag.eis_landingsfase(afspraak)
    mag.eis_dag_bij_jaar("uiterlijk", form.cleaned_data["uiterlijk"], afspraak)
    _eis_eigenaar_ziet(afspraak, form.cleaned_data["eigenaar_organisatie"])
    nu = Landing.objects.filter(afspraak=afspraak).select_for_update(of=("self",)).first()
    if nu is None:
        landing = form.save(commit=False)
        landing.afspraak, landing.gewijzigd_door = afspraak, door
        landing._history_user = door
        landing.save()
        return landing
    if form.instance.pk is None:
        raise Verouderd(nu, form.ingevuld())
    if nu.geland_op and not nu.is_mislukt:
        raise ValidationError(
            "Deze afspraak is al geland. De landing verandert niet meer.", code="al_geland"
        )
    if not set(form.changed_data) - {"versie"}:
        return nu  # nothing is said anew, so nothing has to be accepted anew
    landing = form.bewaar(door=door)
    if nu.aanvaard_op:
        landing.aanvaard_op = landing.aanvaard_door = landing.geland_op = None
        landing.bewijs = ""
        landing.save(update_fields=["aanvaard_op", "aanvaard_door", "geland_op", "bewijs"])
        _trek_landing_in(afspraak, door, "De landing is gewijzigd.")
    return landing


def _eis_eigenaar_ziet(afspraak: Afspraak, eigenaar: Organisatie) -> None:
    """Who must accept the landing reads the afspraak (AFS-6, ZIC-3)."""
    provincies = Provincie.objects.filter(pk__in=afspraak.betrokken_provincie_ids())
    if eigenaar.kant == Kant.RIJK or provincies.filter(organisatie=eigenaar).exists():
        return
    zin = (
        "Deze organisatie ziet de afspraak niet en kan de landing niet aanvaarden. Kies een "
        "departement of een betrokken provincie."
    )
    raise ValidationError({"eigenaar_organisatie": ValidationError(zin, code="eigenaar_ziet_niet")})


@transaction.atomic
def aanvaard_landing(
    *, afspraak_pk: int, door: Gebruiker, versie: int, op: datetime.date
) -> Landing:
    """The owner takes the afspraak into its regular instrument (AFS-6, VRA-9)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(afspraak_pk)
    _eis_niet_vervallen(afspraak)
    landing = Landing.objects.for_user(door).select_for_update(of=("self",)).get(afspraak=afspraak)
    eis_eigenaar(door, afspraak, landing)
    if landing.versie != versie:
        raise Nieuwer(
            "De landing is veranderd terwijl u las. Bekijk de landing opnieuw.",
            code="landing_gewijzigd",
        )
    if landing.aanvaard_op and not landing.is_mislukt:
        return landing
    landing.aanvaard_op, landing.aanvaard_door = op, door
    # After it failed it has to land anew; what proved the first time is in its history (ALG-2).
    landing.geland_op, landing.bewijs = None, ""
    landing._history_user = door
    landing.save(update_fields=["aanvaard_op", "aanvaard_door", "geland_op", "bewijs"])
    meld_landing(afspraak, f"{afspraak.nummer} landt in: {landing} ({landing.eigenaar})", door)
    return landing


@transaction.atomic
def meld_geland(
    *, afspraak_pk: int, door: Gebruiker, geland_op: datetime.date, bewijs: str, op: datetime.date
) -> Landing:
    """Landed, with the place where that can be read and the day (AFS-6)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(afspraak_pk)
    mag.eis_landing(door, afspraak)
    mag.eis_landingsfase(afspraak)
    landing = Landing.objects.for_user(door).select_for_update(of=("self",)).get(afspraak=afspraak)
    if afspraak.status != Afspraak.Status.VASTGESTELD:
        raise ValidationError(
            "Deze afspraak is niet vastgesteld. Leg eerst de vaststelling vast.",
            code="niet_vastgesteld",
        )
    if not landing.aanvaard_op:
        raise ValidationError(
            "De eigenaar heeft de landing nog niet aanvaard. Vraag die eerst om aanvaarding.",
            code="landing_niet_aanvaard",
        )
    if landing.geland_op and not landing.is_mislukt:
        raise ValidationError(
            "De landing is al vastgelegd. U hoeft niets te doen.", code="al_geland"
        )
    if geland_op > op:
        fout = "Deze dag komt nog. Vul een dag in tot en met vandaag."
        raise ValidationError({"geland_op": ValidationError(fout, code="geland_later")})
    landing.geland_op, landing.bewijs = geland_op, bewijs
    landing.gewijzigd_door = landing._history_user = door
    landing.versie += 1
    landing.validate_constraints()
    landing.save(update_fields=["geland_op", "bewijs", "gewijzigd_door", "gewijzigd_op", "versie"])
    return landing


def vertel_voortgang(
    afspraak: Afspraak,
    *,
    ronde: str,
    stadium_rijk: str,
    stadium_regio: str,
    licht: str,
    door: Gebruiker,
) -> Voortgangsstand:
    """Monitoring tells what both sides reported, when a round closes (ARR-3)."""
    stand = Voortgangsstand(
        afspraak=afspraak,
        ronde=ronde,
        stadium_rijk=stadium_rijk,
        stadium_regio=stadium_regio,
        licht=licht,
        door=door,
    )
    stand.save()
    return stand


def meld_landing(afspraak: Afspraak, label: str, door: Gebruiker) -> None:
    """Tell dossiers that this afspraak found its place (VRA-9, VRA-19)."""
    if afspraak.vraagstuk is None:
        return
    feiten.meld_feit(
        afspraak.vraagstuk,
        soort=Feit.Soort.LANDING,
        kenmerk=str(afspraak.pk),
        label=label[:300],
        url=f"{afspraak.get_absolute_url()}#landing",
        publiek=Zichtbaarheid.RIJK_EN_REGIO,
        door=door,
    )


def _trek_landing_in(afspraak: Afspraak, door: Gebruiker, reden: str) -> None:
    if afspraak.vraagstuk is not None:
        feiten.trek_feit_in(
            afspraak.vraagstuk,
            soort=Feit.Soort.LANDING,
            kenmerk=str(afspraak.pk),
            reden=reden,
            door=door,
        )


def eis_verantwoordelijk(door: Gebruiker, regel: Geldregel) -> None:
    """Money is confirmed by the party that answers for it, or its successor (AFS-7, REF-2)."""
    eis_recht(door, _BEVESTIGEN, regel.afspraak)
    if not door.treedt_op_voor(regel.verantwoordelijke_id):
        raise PermissionDenied("Alleen de verantwoordelijke partij kan dit bedrag bevestigen.")


def eis_eigenaar(door: Gebruiker, afspraak: Afspraak, landing: Landing) -> None:
    """A landing is accepted by its owner, or its successor (AFS-6, REF-2)."""
    eis_recht(door, _ACCEPTEREN, afspraak)
    if not door.treedt_op_voor(landing.eigenaar_organisatie_id):
        raise PermissionDenied("Alleen de eigenaar van de landing kan die aanvaarden.")


def eis_actierecht(door: Gebruiker, afspraak: Afspraak, trekker: Organisatie) -> None:
    eis_recht(door, mag.WIJZIGEN, afspraak)
    if not door.treedt_op_voor(trekker.pk):
        mag.eis_schrijver(door, afspraak)


def _eis_geld_open(door: Gebruiker, afspraak: Afspraak) -> None:
    """Money may be filled in until establishment: only then does it have to be confirmed."""
    mag.eis_schrijver(door, afspraak)
    if afspraak.status not in {Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD}:
        mag.eis_concept(afspraak)


def _eis_niet_vervallen(afspraak: Afspraak) -> None:
    if afspraak.status == Afspraak.Status.VERVALLEN:
        raise ValidationError(
            "Deze afspraak is vervallen en landt niet meer. Kies een andere afspraak.",
            code="vervallen",
        )
