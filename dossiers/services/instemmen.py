"""Consent to a step of another: whoever makes the step asks for it, another gives it (VRA-8,
VRA-9)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..models import Instemming, Vraagstuk
from ..regels.instemming import vraagt_instemming, wie_stemt_nog_in

# Who consents: the regietafel to a return, a provincie to terugleggen.
RECHT: dict[str, str] = {
    **dict.fromkeys(Instemming.Handeling, "dossiers.instemmen_regietafel"),
    Instemming.Handeling.LEG_TERUG: "dossiers.akkoord_terugleggen",
}


def recht_van_stap(handeling: str) -> str:
    """The right to make the step, and so to ask for consent to it."""
    naam = "keer_terug" if handeling.startswith("keer_terug") else handeling
    return f"dossiers.{naam}"


@transaction.atomic
def stem_in(*, pk: int, handeling: str, door: Gebruiker, toelichting: str = "") -> Instemming:
    """Consent to what another person does. It counts in this fase and this doorloop only."""
    vraagstuk = _voor_stap(pk, handeling, door)
    eis_recht(door, RECHT[handeling], vraagstuk)
    return _schrijf(vraagstuk, Instemming.Soort.GEGEVEN, handeling, door, toelichting)


@transaction.atomic
def weiger(*, pk: int, handeling: str, door: Gebruiker, toelichting: str) -> Instemming:
    """Say no, with a reason that both sides read; who made up its mind consents after all."""
    vraagstuk = _voor_stap(pk, handeling, door)
    eis_recht(door, RECHT[handeling], vraagstuk)
    for gegeven in vraagstuk.instemmingen.gegeven().filter(handeling=handeling):
        if door.treedt_op_voor(gegeven.organisatie_id) and gegeven.geldt_nu(vraagstuk):
            raise ValidationError(
                "Uw organisatie stemde hier al mee in. Overleg met wie de stap zet.",
                code="al_ingestemd",
            )
    return _schrijf(vraagstuk, Instemming.Soort.GEWEIGERD, handeling, door, toelichting)


@transaction.atomic
def vraag_om(*, pk: int, handeling: str, door: Gebruiker, toelichting: str) -> Instemming:
    """Ask those who must consent, with the reason of the step; by who makes that step.

    They find it in Mijn werk. Refused as long as the same was asked and waits for an answer,
    and once nobody needs to consent any more.
    """
    vraagstuk = _voor_stap(pk, handeling, door)
    eis_recht(door, recht_van_stap(handeling), vraagstuk)
    wachten = list(wie_stemt_nog_in(vraagstuk, handeling).values())
    if not wachten:
        raise ValidationError(
            "Hier is al mee ingestemd. U kunt de stap zetten.", code="al_ingestemd"
        )
    vragen = [stand.gevraagd for stand in wachten if stand.gevraagd]
    if len(vragen) == len(wachten):
        op = timezone.localdate(vragen[0].op)
        raise ValidationError(
            f"Dit is al gevraagd op {op:%d-%m-%Y}. Wacht op het antwoord.", code="al_gevraagd"
        )
    return _schrijf(vraagstuk, Instemming.Soort.GEVRAAGD, handeling, door, toelichting)


def _voor_stap(pk: int, handeling: str, door: Gebruiker) -> Vraagstuk:
    """Locked, and in a fase from which this step can be made."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    kan = handeling in RECHT and vraagt_instemming(vraagstuk, handeling)
    if not kan or vraagstuk.mogelijke_overgang(handeling) is None:
        raise ValidationError(
            "Deze stap kan nu niet, dus instemming is niet nodig. Open de pagina opnieuw.",
            code="overgang_onmogelijk",
        )
    return vraagstuk


def _schrijf(
    vraagstuk: Vraagstuk, soort: str, handeling: str, door: Gebruiker, toelichting: str
) -> Instemming:
    instemming = Instemming(
        vraagstuk=vraagstuk,
        soort=soort,
        handeling=handeling,
        fase=vraagstuk.fase,
        doorloop=vraagstuk.doorloop,
        stand=vraagstuk.stand_bij(handeling),
        organisatie=door.organisatie,
        door=door,
        toelichting=toelichting,
    )
    instemming.validate_constraints()
    instemming.save()
    return instemming
