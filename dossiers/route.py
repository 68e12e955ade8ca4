"""The whole route of a vraagstuk on one page (VRA-14): what this reader may see, newest first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from novex.criteria import toets_voor
from novex.models import Gebruiker
from novex.weergave.onderdelen import Gebeurtenis

from .models import (
    Faseovergang,
    Feit,
    Signaal,
    Signaaluitkomst,
    SnelleCheck,
    Triageadvies,
    Vraagstuk,
)


@dataclass(frozen=True)
class Moment:
    """One event with its moment, so that kinds can be sorted among each other."""

    op: datetime.datetime
    gebeurtenis: Gebeurtenis


def route(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Gebeurtenis]:
    """Signalen, checks, triages, overgangen and what later tables told (VRA-14, VRA-19)."""
    momenten = [
        *_signalen(vraagstuk, user),
        *_triages(vraagstuk, user),
        *_overgangen(vraagstuk, user),
        *_feiten(vraagstuk, user),
        *_beleggingen(vraagstuk, user),
    ]
    return [m.gebeurtenis for m in sorted(momenten, key=lambda m: m.op, reverse=True)]


def toetsen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[dict[str, Any]]:
    """Each overgang with its frozen checks, as this reader may read them (VRA-2, VRA-3)."""
    regels = Faseovergang.objects.for_user(user).filter(vraagstuk=vraagstuk)
    return [
        {"overgang": regel, "toets": toets_voor(regel.toets, user)}
        for regel in regels
        if regel.toets
    ]


def _signalen(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    uitkomsten = (
        Signaaluitkomst.objects.for_user(user)
        .filter(vraagstuk=vraagstuk)
        .select_related("signaal__melder_organisatie")
    )
    signalen: dict[int, Signaal] = {u.signaal_id: u.signaal for u in uitkomsten}
    for signaal in signalen.values():
        yield Moment(
            signaal.ingediend_op or signaal.gemaakt_op,
            Gebeurtenis(
                f"Signaal: {signaal.titel}",
                signaal.ingediend_op or signaal.gemaakt_op,
                f"Gemeld door {signaal.melder_organisatie}",
                url=signaal.get_absolute_url(),
            ),
        )
    for check in SnelleCheck.objects.for_user(user).filter(signaal__in=signalen):
        tekst = f"{check.get_is_ruimtelijk_kader_display()}. {check.motivatie}"
        yield Moment(check.op, Gebeurtenis("Snelle check", check.op, tekst=tekst))
    for uitkomst in uitkomsten:
        titel = f"Signaal beantwoord: {uitkomst.get_soort_display().lower()}"
        yield Moment(uitkomst.op, Gebeurtenis(titel, uitkomst.op, tekst=uitkomst.motivatie))


def _triages(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    url = reverse("dossiers:triage", args=[vraagstuk.pk])
    adviezen = Triageadvies.objects.for_user(user).filter(vraagstuk=vraagstuk)
    for advies in adviezen.select_related("door__organisatie", "besluit__door__organisatie"):
        yield Moment(
            advies.op,
            Gebeurtenis(
                f"Triageadvies: {advies.get_uitkomst_display().lower()}",
                advies.op,
                str(advies.door.organisatie),
                advies.motivatie,
                url=url,
            ),
        )
        besluit = getattr(advies, "besluit", None)
        if besluit is None:
            continue
        yield Moment(
            besluit.op,
            Gebeurtenis(
                f"Triagebesluit: {besluit.get_uitkomst_display().lower()}",
                besluit.op,
                str(besluit.door.organisatie),
                besluit.motivatie,
                url=url,
                label="Wijkt af van het advies" if besluit.wijkt_af else "",
                soort="goed" if besluit.is_positief else "waarschuwing",
            ),
        )


def _overgangen(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    regels = Faseovergang.objects.for_user(user).filter(vraagstuk=vraagstuk)
    for regel in regels.select_related("door__organisatie"):
        yield Moment(
            regel.op,
            Gebeurtenis(
                f"Van {regel.get_van_display().lower()} naar {regel.get_naar_display().lower()}",
                regel.op,
                f"{regel.door.organisatie} ({regel.rol})",
                regel.motivatie,
                label="Doorbroken" if regel.is_doorbroken else "",
                soort="fout" if regel.is_doorbroken else "info",
            ),
        )


def _feiten(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    for feit in Feit.objects.for_user(user).filter(vraagstuk=vraagstuk):
        yield Moment(
            feit.vanaf,
            Gebeurtenis(
                feit.get_soort_display(),
                feit.vanaf,
                tekst=f"{feit.label}\n{feit.reden}".strip(),
                url=feit.url,
                label="Ingetrokken" if feit.ingetrokken_op else "",
                soort="waarschuwing" if feit.ingetrokken_op else "neutraal",
            ),
        )
        if feit.ingetrokken_op:
            titel = f"Ingetrokken: {feit.get_soort_display().lower()}"
            tekst = f"{feit.label}\n{feit.ingetrokken_reden or ''}".strip()
            yield Moment(feit.ingetrokken_op, Gebeurtenis(titel, feit.ingetrokken_op, tekst=tekst))


def _beleggingen(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    model = vraagstuk.beleggingen.model
    antwoorden = model.objects.for_user(user).filter(
        ~Q(status=model.Status.GEVRAAGD), vraagstuk=vraagstuk, beantwoord_op__isnull=False
    )
    for belegging in antwoorden.select_related("ontvanger_organisatie"):
        yield Moment(
            belegging.beantwoord_op,
            Gebeurtenis(
                f"Belegging {belegging.get_status_display().lower()}",
                belegging.beantwoord_op,
                str(belegging.ontvanger_organisatie),
                belegging.antwoord_reden,
            ),
        )
