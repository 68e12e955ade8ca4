"""The steps of an afspraak from concept to vastgesteld or vervallen (AFS-5)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers.models import Feit
from dossiers.services import feiten
from governance.gremia import Gremium
from governance.models import Ronde, Uitkomst
from governance.services import lijst
from novex.criteria import eis, toets
from novex.forms import Nieuwer
from novex.fsm import mogelijke_overgang
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..models import Afspraak, Relatie, Statusovergang
from ..models.afspraak import AFSTEMMEN, VASTSTELLEN
from .acties import meld_landing

EINDES = ("trek_in", "beeindig")


@transaction.atomic
def voer_stap_uit(
    *,
    pk: int,
    naam: str,
    door: Gebruiker,
    motivatie: str,
    op: datetime.date,
    uitkomst: Uitkomst | None = None,
    versie: int | None = None,
) -> Afspraak:
    """Bring an afspraak to another status; a refusal names all that is missing (AFS-5).

    ``uitkomst`` is the besluit it comes from, for ``vaststellen`` (AFS-1); ``versie``, when
    given, is what the user read.
    """
    afspraak = Afspraak.objects.for_user(door).vergrendeld(pk)
    overgang = mogelijke_overgang(afspraak, "status", naam)
    if overgang is None:
        raise ValidationError(
            f"Deze stap kan niet bij een afspraak met de status "
            f"{afspraak.get_status_display().lower()}. Open de pagina opnieuw.",
            code="stap_onmogelijk",
        )
    eis_recht(door, str(overgang.permission), afspraak)
    if versie not in (None, afspraak.versie):
        raise Nieuwer(
            "De afspraak is gewijzigd terwijl u dit schreef. Lees haar opnieuw en bevestig dan.",
            code="afspraak_gewijzigd",
        )
    if naam == "vaststellen":
        _kies_besluit(afspraak, uitkomst, op)
    eis(afspraak, overgang.custom["criteria"], door)
    logregel = Statusovergang(
        afspraak=afspraak,
        naam=naam,
        van=afspraak.status,
        naar=str(overgang.target),
        motivatie=motivatie,
        toets=toets(afspraak, overgang.custom["criteria"]),
        door=door,
        rollen=door.rollen_tekst(),
    )
    logregel.validate_constraints()
    getattr(afspraak, naam)()
    if naam in EINDES:
        afspraak.vervallen_op, afspraak.vervallen_reden = op, motivatie
    _bewaar(afspraak, door, motivatie)
    logregel.save()
    if naam in EINDES:
        _meld_einde(afspraak, naam, door, motivatie)
    if naam == "vaststellen":
        _meld_vaststelling(afspraak, door)
        beeindig_vervangen(afspraak, door, op)
    return afspraak


@transaction.atomic
def zet_op_lijst(*, pk: int, ronde: Ronde, door: Gebruiker) -> None:
    """Push the text into the concept of the BOL-afsprakenlijst, or renew it there (BOL-1)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, AFSTEMMEN, afspraak)
    if afspraak.status not in {Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD}:
        raise ValidationError(
            "Deze afspraak gaat niet meer naar een lijst. Kies een concept of een afgestemde "
            "afspraak.",
            code="niet_op_lijst",
        )
    if ronde.gremium != Gremium.BOL:
        raise ValidationError(
            "Alleen het BOL heeft een afsprakenlijst. Kies een ronde van het BOL.",
            code="geen_bol",
        )
    duw_tekst(afspraak, ronde, door)


def duw_tekst(
    afspraak: Afspraak, ronde: Ronde, door: Gebruiker, *, terugzetten: bool = True
) -> None:
    """The text of this afspraak as a line of the concept list; rights are asked above."""
    plek = _plek(afspraak)
    lijst.duw_regel(
        ronde=ronde,
        **plek,
        titel=_onderwerp(afspraak, plek["niveau"]),
        soort=afspraak.regelsoort,
        tekst=afspraak.tekst,
        bron_sleutel=afspraak.nummer,
        voor=afspraak.eigen_provincie_ids(),
        door=door,
        terugzetten=terugzetten,
    )


@transaction.atomic
def neem_regeltekst_over(*, pk: int, door: Gebruiker) -> Afspraak:
    """Take over the frozen line: what the BOL decided is the source (AFS-5, BOL-1).

    Another text asks the akkoord of every party anew (AFS-2).
    """
    afspraak = Afspraak.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, VASTSTELLEN, afspraak)
    besluit = afspraak.gekozen_besluit()
    tekst = besluit.regeltekst if besluit and besluit.is_van_bol else None
    if tekst is None or afspraak.status != Afspraak.Status.AFGESTEMD:
        raise ValidationError(
            "Er is geen bevroren regel om over te nemen. Laat eerst de afsprakenlijst bevriezen.",
            code="bol_regel_ontbreekt",
        )
    afspraak.tekst = tekst
    _bewaar(afspraak, door, "Tekst overgenomen van de BOL-afsprakenlijst")
    return afspraak


def _kies_besluit(afspraak: Afspraak, uitkomst: Uitkomst | None, op: datetime.date) -> None:
    """Only a besluit on its own vraagstuk counts; without a choice it is the newest."""
    genomen = {besluit.uitkomst.pk: besluit.uitkomst for besluit in afspraak.besluiten}
    if uitkomst is not None and uitkomst.pk not in genomen:
        raise ValidationError(
            "Dit besluit gaat niet over het vraagstuk van deze afspraak. Kies een ander besluit.",
            code="besluit_past_niet",
        )
    afspraak.uitkomst = uitkomst or next(iter(genomen.values()), None)
    afspraak.vastgesteld_op = op


def _bewaar(afspraak: Afspraak, door: Gebruiker, motivatie: str) -> None:
    afspraak.versie += 1
    afspraak.gewijzigd_door = afspraak._history_user = door
    afspraak._change_reason = motivatie
    afspraak.validate_constraints()
    afspraak.save()


def _meld_einde(afspraak: Afspraak, naam: str, door: Gebruiker, reden: str) -> None:
    """An ended afspraak no longer counts, and needs no landing (VRA-6, VRA-9, VRA-19)."""
    if naam == "trek_in":
        lijst.trek_regel_terug(bron_sleutel=afspraak.nummer, reden=reden, door=door)
    if afspraak.vraagstuk is None:
        return
    feiten.trek_feit_in(
        afspraak.vraagstuk,
        soort=Feit.Soort.AFSPRAAK,
        kenmerk=str(afspraak.pk),
        reden=reden,
        door=door,
    )
    landing = getattr(afspraak, "landing", None)
    if naam == "beeindig" and (landing is None or not landing.aanvaard_op):
        meld_landing(afspraak, f"{afspraak.nummer} is vervallen: {reden}", door)


def _meld_vaststelling(afspraak: Afspraak, door: Gebruiker) -> None:
    """No round asked about it yet, so the last one does not tell of all afspraken (VRA-9)."""
    if afspraak.vraagstuk is not None:
        feiten.trek_feit_in(
            afspraak.vraagstuk,
            soort=Feit.Soort.RONDE_GERAPPORTEERD,
            reden=f"{afspraak.nummer} is vastgesteld na deze ronde.",
            door=door,
        )


def beeindig_vervangen(afspraak: Afspraak, door: Gebruiker, op: datetime.date) -> None:
    """What this version replaces ends here (AFS-8, AFS-9).

    What everyone reads stands until everyone may read its successor: its end would tell what a BOL
    decided before the Kamerbrief (BOL-2).
    """
    relaties = afspraak.relaties.filter(
        soort=Relatie.Soort.VERVANGT, andere__status=Afspraak.Status.VASTGESTELD
    )
    if afspraak.openbaar_op is None:
        relaties = relaties.filter(andere__openbaar_op=None)
    for relatie in relaties:
        voer_stap_uit(
            pk=relatie.andere_id,
            naam="beeindig",
            door=door,
            motivatie=f"Vervangen door {afspraak.nummer}. {relatie.reden}",
            op=op,
        )


def _onderwerp(afspraak: Afspraak, niveau: str) -> str:
    """Of more landsdelen it stands with what is landelijk: then it says of whom it is (BOL-1)."""
    titel = afspraak.vraagstuk.titel if afspraak.vraagstuk else afspraak.titel
    if afspraak.scope == Afspraak.Scope.LANDELIJK or niveau != "landelijk":
        return titel
    namen = ", ".join(sorted(str(provincie) for provincie in afspraak.provincies.all()))
    ruimte = 200 - len(namen) - 3  # as long as the title of an item may be
    return f"{titel[:ruimte]} ({namen})"


def _plek(afspraak: Afspraak) -> dict[str, Any]:
    """The part of the list: landelijk, one landsdeel or one provincie (BOL-1)."""
    if afspraak.scope == Afspraak.Scope.LANDELIJK:
        return {"niveau": "landelijk"}
    if afspraak.landsdeel is not None:
        return {"niveau": "landsdeel", "landsdeel": afspraak.landsdeel}
    provincies = list(afspraak.provincies.all())
    if len(provincies) == 1:
        return {"niveau": "provincie", "provincie": provincies[0]}
    if len({provincie.landsdeel_id for provincie in provincies}) == 1:
        return {"niveau": "landsdeel", "landsdeel": provincies[0].landsdeel}
    return {"niveau": "landelijk"}
