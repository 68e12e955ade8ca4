"""Handelingen on a signaal: write it, hand it in, check it, answer it (SIG-1 .. SIG-6)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from novex.criteria import eis
from novex.forms import Nieuwer
from novex.fsm import mogelijke_overgang
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant

from .. import signaalregels
from ..models import EINDFASEN, Vraagstuk
from ..models.signaal import Signaal, Signaaluitkomst, SnelleCheck
from ..werkdagen import werkdagen_na
from . import aanzet, vraagstukken

MEER_VELDEN = ("domeinen", "provincies")


@transaction.atomic
def maak(*, door: Gebruiker, gegevens: Mapping[str, Any]) -> Signaal:
    """Write down a signaal as a draft of one's own organisatie (SIG-1, SIG-6)."""
    eis_recht(door, "dossiers.signaal_maken")
    eis_eigen_kant(door, gegevens)
    velden = {naam: waarde for naam, waarde in gegevens.items() if naam not in MEER_VELDEN}
    signaal = Signaal(
        **velden, organisatie=door.organisatie, ingevoerd_door=door, gewijzigd_door=door
    )
    signaal.validate_constraints()
    signaal._history_user = door
    signaal.save()
    for naam in MEER_VELDEN:
        getattr(signaal, naam).set(gegevens.get(naam, ()))
    return signaal


def eis_wijzigbaar(signaal: Signaal, door: Gebruiker) -> None:
    """Only one's own draft can be edited; what was handed in stays as it was read."""
    eis_recht(door, "dossiers.signaal_maken")
    if not signaal.is_concept or not door.treedt_op_voor(signaal.organisatie_id):
        raise PermissionDenied(
            "Een ingediend signaal verandert niet meer. Maak een nieuw signaal als er iets "
            "bij komt."
        )


def eis_eigen_kant(door: Gebruiker, gegevens: Mapping[str, Any]) -> None:
    """A provincie reports for itself and about its own area (SIG-6, ZIC-3)."""
    if door.kant != Kant.REGIO:
        return
    if gegevens["melder_organisatie"].pk != door.organisatie_id:
        raise ValidationError(
            {"melder_organisatie": "U meldt namens uw eigen provincie. Kies die als melder."}
        )
    if door.eigen_provincie_id not in {p.pk for p in gegevens.get("provincies", ())}:
        raise ValidationError({"provincies": "Uw eigen provincie staat er niet bij. Kies die ook."})


@transaction.atomic
def dien_in(*, pk: int, door: Gebruiker, op: datetime.date) -> Signaal:
    """Hand in the one-pager; from now on the melder waits for an answer (SIG-1, SIG-4)."""
    signaal = Signaal.objects.for_user(door).vergrendeld(pk)
    _eis_overgang(signaal, "dien_in")
    eis_wijzigbaar(signaal, door)
    eis(signaal, signaalregels.INDIENEN, door)
    signaal.dien_in()
    signaal.ingediend_op = timezone.now()
    signaal.antwoord_voor = werkdagen_na(op)
    _bewaar(signaal, door, "status", "ingediend_op", "antwoord_voor")
    return signaal


@transaction.atomic
def doe_check(
    *,
    pk: int,
    door: Gebruiker,
    is_ruimtelijk_kader: str,
    motivatie: str,
    gelezen_pk: int | None = None,
) -> SnelleCheck:
    """Record the snelle check; a newer one replaces the older one that was read (SIG-2)."""
    signaal = Signaal.objects.for_user(door).vergrendeld(pk)
    _eis_overgang(signaal, "beantwoord")
    eis_recht(door, "dossiers.signaal_beantwoorden", signaal)
    laatste = signaal.laatste_check()
    if laatste and laatste.pk != gelezen_pk:
        raise Nieuwer(
            f"Intussen deed {laatste.door} een snelle check: "
            f"{laatste.get_is_ruimtelijk_kader_display().lower()}. {laatste.motivatie} "
            "Stuur de uwe opnieuw in als u die wilt vervangen.",
            code="check_vervangen",
        )
    check = SnelleCheck(
        signaal=signaal, is_ruimtelijk_kader=is_ruimtelijk_kader, motivatie=motivatie, door=door
    )
    check.validate_constraints()
    check.save()
    return check


@transaction.atomic
def beantwoord(
    *,
    pk: int,
    door: Gebruiker,
    soort: str,
    motivatie: str,
    vraagstuk: Vraagstuk | None = None,
    ontvanger: str = "",
) -> Signaaluitkomst:
    """Answer the melder: what happens with the signaal, and why (SIG-3).

    A new vraagstuk takes over what the signaal knows, and its melder (VRA-0).
    """
    signaal = Signaal.objects.for_user(door).vergrendeld(pk)
    _eis_overgang(signaal, "beantwoord")
    eis_recht(door, "dossiers.signaal_beantwoorden", signaal)
    if soort == Signaaluitkomst.Soort.SNELLE_TAFEL:
        _eis_check_met_ja(signaal)
    if soort == Signaaluitkomst.Soort.NIEUW_VRAAGSTUK:
        vraagstuk = _nieuw_vraagstuk(signaal, door)
    elif soort != Signaaluitkomst.Soort.BIJ_BESTAAND:
        vraagstuk = None
    uitkomst = Signaaluitkomst(
        signaal=signaal,
        soort=soort,
        motivatie=motivatie,
        vraagstuk=vraagstuk,
        ontvanger=ontvanger if soort == Signaaluitkomst.Soort.ELDERS_BELEGD else "",
        door=door,
    )
    uitkomst.validate_constraints()
    signaal.beantwoord()
    _bewaar(signaal, door, "status")
    uitkomst.save()
    if vraagstuk and vraagstuk.fase in EINDFASEN:
        _vraag_of_het_weer_open_moet(vraagstuk.pk, door)
    return uitkomst


def _vraag_of_het_weer_open_moet(pk: int, door: Gebruiker) -> None:
    """At an end nobody is aan zet, and what was added would wait for nobody (SIG-3, VRA-8)."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    trekker = aanzet.trekker(vraagstuk)
    aanzet.zet_aan_zet(vraagstuk, trekker, aanzet.SIGNAAL_ERBIJ, timezone.localdate())
    vraagstuk._history_user = door
    vraagstuk.save(update_fields=aanzet.VELDEN)


def _nieuw_vraagstuk(signaal: Signaal, door: Gebruiker) -> Vraagstuk:
    return vraagstukken.breng_in(
        door=door,
        titel=signaal.titel,
        omschrijving="\n\n".join(filter(None, _wat_er_speelt(signaal))),
        herkomst=Vraagstuk.Herkomst.SIGNAAL,
        provincies=list(signaal.provincies.all()),
        domeinen=list(signaal.domeinen.all()),
        gebied=signaal.gebied,
        novex_gebieden=[signaal.novex_gebied] if signaal.novex_gebied else [],
        melder_organisatie=signaal.melder_organisatie,
        melder_functie=signaal.melder_functie,
    )


def _wat_er_speelt(signaal: Signaal) -> tuple[str, ...]:
    """What clashes, why it is urgent, and the decision that comes, with its date (SIG-1)."""
    dag = f" op {signaal.besluit_op:%d-%m-%Y}" if signaal.besluit_op else ""
    besluit = f"{signaal.besluit_wat}{dag}".strip()
    return (signaal.wat_botst, signaal.waarom_urgent, besluit and f"Komend besluit: {besluit}.")


def _eis_overgang(signaal: Signaal, naam: str) -> None:
    if mogelijke_overgang(signaal, "status", naam) is None:
        raise ValidationError(
            f"Dit kan niet meer: de stand van het signaal is nu "
            f"'{signaal.get_status_display().lower()}'. Open de pagina opnieuw.",
            code="overgang_onmogelijk",
        )


def _eis_check_met_ja(signaal: Signaal) -> None:
    check = signaal.laatste_check()
    if check is None or not check.is_ja:
        raise ValidationError(
            {
                "soort": ValidationError(
                    "De snelle tafel kan alleen na een snelle check met ja. Doe eerst de "
                    "snelle check, of kies een andere uitkomst.",
                    code="snelle_check_geen_ja",
                )
            }
        )


def _bewaar(signaal: Signaal, door: Gebruiker, *velden: str) -> None:
    """A new versie, so that an edit form that is still open becomes stale."""
    signaal.versie += 1
    signaal.gewijzigd_door = door
    signaal._history_user = door
    signaal.save(update_fields=[*velden, "versie", "gewijzigd_door", "gewijzigd_op"])
