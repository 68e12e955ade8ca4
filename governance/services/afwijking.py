"""Why an agenda goes out without what it asks for: a mandaat, or the GP-DG (BES-5, BES-10)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from ..gremia import Gremium
from ..models import Afwijking, Agendapunt
from .stappen import eis_reden
from .vertellen import is_voor_allen

VERZENDEN = "governance.agenda_verzenden"


@transaction.atomic
def motiveer(*, pk: int, regel: str, reden: str, door: Gebruiker) -> Afwijking:
    """Why the agenda goes out without a mandaat, or the BOL without the GP-DG (BES-5, BES-10)."""
    punt = Agendapunt.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, VERZENDEN, punt)
    eis_reden(reden)
    if punt.afgevoerd_op or punt.overleg.is_afgelast:
        raise ValidationError(
            "Dit punt wordt hier niet meer behandeld. U hoeft er niets meer bij te motiveren.",
            code="punt_van_agenda",
        )
    past = {
        Afwijking.Regel.ZONDER_MANDAAT: Gremium.DO,
        Afwijking.Regel.ZONDER_GPDG_ADVIES: Gremium.BOL,
    }
    if past.get(Afwijking.Regel(regel)) != punt.gremium or not punt.vraagstuk:
        raise ValidationError(
            "Deze afwijking past niet bij dit punt. Kies een andere afwijking.",
            code="afwijking_past_niet",
        )
    afwijking = Afwijking(agendapunt=punt, regel=regel, reden=reden, door=door)
    afwijking.validate_constraints()
    afwijking.save()
    if regel == Afwijking.Regel.ZONDER_GPDG_ADVIES:
        vertel_overgeslagen_gpdg(punt, door)
    return afwijking


def vertel_overgeslagen_gpdg(punt: Agendapunt, door: Gebruiker) -> None:
    """The motivated skip counts as the advice for the vraagstuk (BES-10).

    Also for a provincie that was added to the punt since. Why is for who sits at this table.
    """
    afwijking = punt.afwijkingen.filter(regel=Afwijking.Regel.ZONDER_GPDG_ADVIES).first()
    if afwijking is None or punt.vraagstuk_id is None:
        return
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id)
    waarom = f": {afwijking.reden}" if is_voor_allen(punt) else ""
    for provincie in punt.provincies.all():
        bekend = Feit.objects.van(Feit.Soort.GPDG_ADVIES).filter(
            vraagstuk=vraagstuk, kenmerk=provincie.code, doorloop=vraagstuk.doorloop
        )
        if not bekend.exists():
            feiten.meld_feit(
                vraagstuk,
                soort=Feit.Soort.GPDG_ADVIES,
                kenmerk=provincie.code,
                waarde="overgeslagen",
                label=f"GP-DG met {provincie.naam} overgeslagen{waarom}"[:300],
                url=punt.get_absolute_url(),
                publiek=Zichtbaarheid.RIJK_EN_REGIO,
                door=door,
            )
