"""Handelingen on an agenda: fill, order, agree, send, correct (AGE-1 .. AGE-3)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex.forms import Nieuwer
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import eis_recht

from ..bevroren import vingerafdruk
from ..gremia import Gremium
from ..models import Agendapunt, Agendareactie, Agendaversie, Annotatie, Overleg
from ..regels import tafels_van_inzet
from ..werkwoord import begint_met_werkwoord
from .afwijking import VERZENDEN, vertel_overgeslagen_gpdg
from .rijksinzet import geef_vrij_bij_verzending
from .stappen import (
    bevries,
    eis_op_agenda,
    eis_reden,
    eis_stap,
    in_concept,
    leg_stap_vast,
    publiek_van,
    vergrendel_vraagstukken,
    voer_stap_uit,
)

if TYPE_CHECKING:
    from ..forms.agenda import AgendapuntForm, ErratumForm

INDIENEN = "governance.agendapunt_indienen"
OPSTELLEN = "governance.agenda_opstellen"


@transaction.atomic
def zet_op_agenda(
    *,
    overleg_pk: int,
    door: Gebruiker,
    soort: str,
    onderwerp: str,
    vraagstuk: Vraagstuk | None = None,
    gevraagd_besluit: str = "",
    sectoraal_van: Organisatie | None = None,
    toelichting: str = "",
    duur_minuten: int = 15,
    provincies: Iterable[Provincie] = (),
) -> Agendapunt:
    """Put a punt on an agenda in concept (AGE-1, AGE-2, OVL-1).

    Without a choice it names the provincies that the vraagstuk and the table share.
    """
    overleg = in_concept(overleg_pk, door)
    eis_recht(door, INDIENEN, overleg)
    _eis_open(vraagstuk)
    punt = Agendapunt(
        overleg=overleg,
        gremium=overleg.gremium,
        volgorde=Overleg.objects.laatste_volgorde(overleg) + 1,
        vraagstuk=vraagstuk,
        onderwerp=onderwerp,
        soort=soort,
        gevraagd_besluit=gevraagd_besluit,
        sectoraal_van=sectoraal_van,
        indiener=door.organisatie,
        toelichting=toelichting,
        duur_minuten=duur_minuten,
        gewijzigd_door=door,
    )
    eis_gevraagd_besluit(punt)
    punt.full_clean()
    punt.save()
    punt.provincies.set(_genoemde_provincies(overleg, vraagstuk, list(provincies)))
    _eis_in_eigen_zicht(punt, door)
    return punt


@transaction.atomic
def wijzig_punt(*, form: AgendapuntForm, door: Gebruiker) -> Agendapunt:
    """Change a punt in concept; by who draws up the agenda, or by who handed it in (AGE-2).

    Without a choice it names all provincies that it concerns, as a new one does (OVL-2).
    """
    punt = form.instance
    overleg = in_concept(punt.overleg_id, door)
    eis_eigen_punt(punt, overleg, door)
    eis_op_agenda(punt, door)
    eis_gevraagd_besluit(punt)
    gekozen = form.cleaned_data.get("provincies", punt.provincies.all())
    form.cleaned_data["provincies"] = _genoemde_provincies(overleg, punt.vraagstuk, list(gekozen))
    punt = form.bewaar(door=door)
    vertel_overgeslagen_gpdg(punt, door)
    return punt


def eis_eigen_punt(punt: Agendapunt, bij: Agendapunt | Overleg, door: Gebruiker) -> None:
    """A punt is changed by who draws up the agenda, or by who handed it in (AGE-2).

    ``bij`` is what the right is asked for: the provincies of the meeting, or those of the punt.
    """
    recht = INDIENEN if door.treedt_op_voor(punt.indiener_id) else OPSTELLEN
    if not door.has_perm(recht, bij):
        raise PermissionDenied("Dit punt is van een ander. Vraag de indiener om een wijziging.")


@transaction.atomic
def verplaats(*, pk: int, richting: str, door: Gebruiker) -> Agendapunt:
    """One place up (``omhoog``) or down (``omlaag``); at the edge nothing happens (AGE-1)."""
    punt = Agendapunt.objects.for_user(door).get(pk=pk)
    overleg = in_concept(punt.overleg_id, door)
    eis_recht(door, OPSTELLEN, overleg)
    volgorde = overleg.punten
    plek = next(i for i, ander in enumerate(volgorde) if ander.pk == pk)
    doel = plek + (-1 if richting == "omhoog" else 1)
    if 0 <= doel < len(volgorde):
        volgorde[plek], volgorde[doel] = volgorde[doel], volgorde[plek]
        for nummer, ander in enumerate(volgorde, start=1):
            if ander.volgorde != nummer:
                ander.volgorde, ander.gewijzigd_door = nummer, door
                ander.save(update_fields=["volgorde", "gewijzigd_door", "gewijzigd_op"])
    return punt


@transaction.atomic
def voer_af(*, pk: int, reden: str, door: Gebruiker) -> Agendapunt:
    """Take a punt off an agenda in concept; the reason stays readable (ALG-2).

    A motivated skip of the GP-DG goes with it: it was for this BOL (BES-10, VRA-19).
    """
    punt = Agendapunt.objects.for_user(door).vergrendeld(pk)
    overleg = in_concept(punt.overleg_id, door)
    eis_recht(door, OPSTELLEN, overleg)
    eis_reden(reden)
    punt.afgevoerd_op, punt.afgevoerd_reden = timezone.now(), reden
    punt.gewijzigd_door = door
    punt.save(update_fields=["afgevoerd_op", "afgevoerd_reden", "gewijzigd_door", "gewijzigd_op"])
    trek_overgeslagen_gpdg_in(punt, reden, door)
    return punt


@transaction.atomic
def reageer(
    *, overleg_pk: int, soort: str, reden: str, door: Gebruiker, gezien: str | None = None
) -> Agendareactie:
    """A provincie says akkoord or bezwaar to the agenda as it sees it now (AGE-5).

    ``gezien`` is the checksum of the agenda when the form was opened: another one is refused.
    """
    overleg = in_concept(overleg_pk, door)
    eis_recht(door, "governance.agenda_reageren", overleg)
    provincie = overleg.provincies.get(organisatie=door.organisatie)
    nu = vingerafdruk(overleg, overleg.punten, provincie.pk)
    if gezien not in {None, nu}:
        raise Nieuwer(
            "De agenda is veranderd terwijl u las. Bekijk de agenda opnieuw en reageer daarna.",
            code="agenda_gewijzigd",
        )
    reactie = Agendareactie(
        overleg=overleg,
        provincie=provincie,
        soort=soort,
        reden=reden,
        sha256=nu,
        door=door,
    )
    reactie.validate_constraints()
    reactie.save()
    return reactie


@transaction.atomic
def stem_af(*, overleg_pk: int, door: Gebruiker, op: datetime.date) -> Overleg:
    """The regietafel agrees the agenda of a DO, VRO-staf those of GP-DG and BOL (AGE-3)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(overleg_pk)
    overleg.op = op
    eis_stap(overleg, "stem_af")
    eis_recht(door, recht_om_af_te_stemmen(overleg), overleg)
    if not overleg.wordt_afgestemd:
        raise ValidationError(
            "Deze agenda hoeft niet afgestemd te worden. Verzend de agenda.",
            code="afstemmen_niet_nodig",
        )
    return voer_stap_uit(overleg, "stem_af", door)


def recht_om_af_te_stemmen(overleg: Overleg) -> str:
    if overleg.gremium == Gremium.DO:
        return "governance.agenda_afstemmen_regietafel"
    return "governance.agenda_afstemmen_staf"


@transaction.atomic
def open_weer(*, overleg_pk: int, reden: str, door: Gebruiker) -> Overleg:
    """Back to concept, to change an agenda that was agreed (AGE-3)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(overleg_pk)
    eis_stap(overleg, "open_weer")
    eis_recht(door, OPSTELLEN, overleg)
    eis_reden(reden)
    return voer_stap_uit(overleg, "open_weer", door, reden)


@transaction.atomic
def verzend(*, overleg_pk: int, door: Gebruiker) -> Agendaversie:
    """Number the punten, freeze the agenda, and tell each vraagstuk (AGE-3, VRA-19).

    The agreed Rijksinzet of its vraagstukken goes out with the papers of a DO, or with those of
    the table that the regietafel chose instead (BES-7, VRA-5).
    """
    overleg = Overleg.objects.for_user(door).vergrendeld(overleg_pk)
    vergrendel_vraagstukken(overleg, door)
    eis_stap(overleg, "verzend")
    eis_recht(door, VERZENDEN, overleg)
    voer_stap_uit(overleg, "verzend", door, versie=1)
    for nummer, punt in enumerate(overleg.punten, start=1):
        punt.nummer = punt.volgorde = nummer
        punt.save(update_fields=["nummer", "volgorde"])
    versie = bevries(overleg, door, reden="")
    _meld_op_agenda(overleg, door)
    for punt in overleg.punten:
        if punt.vraagstuk and overleg.gremium in tafels_van_inzet(punt.vraagstuk):
            geef_vrij_bij_verzending(punt.vraagstuk, door)
    return versie


@transaction.atomic
def erratum(*, form: ErratumForm, reden: str, door: Gebruiker) -> Agendaversie:
    """Correct a punt after sending: a new version with a reason (AGE-3)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(form.instance.overleg_id)
    eis_recht(door, VERZENDEN, overleg)
    if not overleg.is_verzonden:
        raise ValidationError(
            "Een erratum hoort bij een verzonden agenda. Wijzig het punt zelf, of herzie de "
            "uitkomst.",
            code="niet_verzonden",
        )
    eis_reden(reden)
    eis_gevraagd_besluit(form.instance)
    form.bewaar(door=door)
    versie = bevries(overleg, door, reden=reden)
    leg_stap_vast(overleg, "erratum", door, reden, versie=versie.versie)
    return versie


@transaction.atomic
def annoteer(*, pk: int, zichtbaarheid: str, tekst: str, door: Gebruiker) -> Annotatie:
    """Note something for the Rijk beside a punt (AGE-2, ZIC-2)."""
    punt = Agendapunt.objects.for_user(door).get(pk=pk)
    eis_recht(door, "governance.annotatie_maken", punt)
    annotatie = Annotatie(
        agendapunt=punt,
        organisatie=door.organisatie,
        zichtbaarheid=zichtbaarheid,
        tekst=tekst,
        door=door,
    )
    annotatie.full_clean()
    annotatie.save()
    return annotatie


def eis_gevraagd_besluit(punt: Agendapunt) -> None:
    """What is asked is a sentence that starts with a verb (AGE-2)."""
    if punt.gevraagd_besluit.strip() and not begint_met_werkwoord(punt.gevraagd_besluit):
        raise ValidationError(
            {
                "gevraagd_besluit": ValidationError(
                    "Het gevraagde besluit begint niet met een werkwoord. "
                    "Schrijf bijvoorbeeld: 'Instemmen met ...' of 'Kiezen voor ...'.",
                    code="geen_werkwoord",
                )
            }
        )


def _eis_open(vraagstuk: Vraagstuk | None) -> None:
    if vraagstuk and not vraagstuk.is_open:
        raise ValidationError(
            "Dit vraagstuk is niet open. Kies een vraagstuk dat in behandeling is.",
            code="vraagstuk_niet_open",
        )


def _genoemde_provincies(
    overleg: Overleg, vraagstuk: Vraagstuk | None, gekozen: list[Provincie]
) -> list[Provincie]:
    """The provincies that a punt names: part of the table, and of the vraagstuk (OVL-2)."""
    mogelijk = overleg.betrokken_provincie_ids()
    if vraagstuk and mogelijk:
        mogelijk &= vraagstuk.betrokken_provincie_ids()
        if not mogelijk:
            raise ValidationError(
                "Dit vraagstuk is niet van een provincie aan deze tafel. Kies een ander overleg.",
                code="provincie_niet_aan_tafel",
            )
    if any(provincie.pk not in mogelijk for provincie in gekozen):
        raise ValidationError(
            {
                "provincies": ValidationError(
                    "Een gekozen provincie zit niet aan deze tafel of hoort niet bij dit "
                    "vraagstuk. Kies alleen provincies van dit overleg en dit vraagstuk.",
                    code="provincie_niet_aan_tafel",
                )
            }
        )
    return gekozen or list(Provincie.objects.filter(pk__in=mogelijk))


def _eis_in_eigen_zicht(punt: Agendapunt, door: Gebruiker) -> None:
    if not Agendapunt.objects.for_user(door).filter(pk=punt.pk).exists():
        raise ValidationError(
            "Met deze keuze ziet u dit punt zelf niet. Kies ook uw eigen provincie.",
            code="buiten_eigen_zicht",
        )


def _meld_op_agenda(overleg: Overleg, door: Gebruiker) -> None:
    for punt in overleg.punten:
        if punt.vraagstuk:
            vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id)
            feiten.meld_feit(
                vraagstuk,
                soort=Feit.Soort.OP_VERZONDEN_AGENDA,
                kenmerk=str(overleg.pk),
                label=str(overleg),
                url=overleg.get_absolute_url(),
                publiek=publiek_van(overleg),
                door=door,
            )


def trek_overgeslagen_gpdg_in(punt: Agendapunt, reden: str, door: Gebruiker) -> None:
    """Only what this punt told: the advice itself and the skip of another punt stay (BES-10)."""
    verteld = Feit.objects.van(Feit.Soort.GPDG_ADVIES).filter(
        vraagstuk=punt.vraagstuk_id, url=punt.get_absolute_url()
    )
    for feit in verteld:
        feiten.trek_feit_in(
            feit.vraagstuk,
            soort=feit.soort,
            kenmerk=feit.kenmerk,
            reden=f"Het punt is van de agenda: {reden}",
            door=door,
            doorloop=feit.doorloop,
        )
