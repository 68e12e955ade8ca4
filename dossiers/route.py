"""The whole route of a vraagstuk on one page (VRA-14): what this reader may see, newest first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from novex.criteria import toets_voor
from novex.hoofdletters import zonder_hoofdletter
from novex.models import Gebruiker
from novex.rechten import Rol
from novex.weergave.onderdelen import Gebeurtenis
from novex.zichtbaarheid import mag_zien

from .models import (
    Belegging,
    Fase,
    Faseovergang,
    Feit,
    Instemming,
    Signaal,
    Signaaluitkomst,
    SnelleCheck,
    Vraagstuk,
)
from .regels.feiten import AGENDERING


@dataclass(frozen=True)
class Moment:
    """One event with its moment, so that kinds can be sorted among each other."""

    op: datetime.datetime
    gebeurtenis: Gebeurtenis


def route(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Gebeurtenis]:
    """Signalen, checks, triages, overgangen and what later tables told (VRA-14, VRA-19).

    The vraagstuk comes from ``voor_dossier``, within the sight of this user; what has an
    audience of its own is narrowed down here.
    """
    if vraagstuk.fase == Fase.CONCEPT:  # only the signalen that it comes from
        momenten = list(_signalen(vraagstuk, user))
        return [m.gebeurtenis for m in sorted(momenten, key=lambda m: m.op, reverse=True)]
    momenten = [
        *_signalen(vraagstuk, user),
        *_triages(vraagstuk, user),
        *_overgangen(vraagstuk),
        *_instemmingen(vraagstuk),
        *_feiten(vraagstuk, user),
        *_beleggingen(vraagstuk),
    ]
    return [m.gebeurtenis for m in sorted(momenten, key=lambda m: m.op, reverse=True)]


def toetsen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[dict[str, Any]]:
    """Each overgang with its frozen checks, as this reader may read them (VRA-2, VRA-3)."""
    return [
        {"overgang": regel, "toets": toets_voor(regel.toets, user)}
        for regel in vraagstuk.faseovergangen.all()
        if regel.toets
    ]


def feiten_voor(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Feit]:
    """What was told for the side of this reader; withdrawn ones too (VRA-19, ZIC-2)."""
    return [feit for feit in vraagstuk.feiten.all() if mag_zien(user, feit.publiek)]


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
        titel = f"Signaal beantwoord: {zonder_hoofdletter(uitkomst.get_soort_display())}"
        yield Moment(uitkomst.op, Gebeurtenis(titel, uitkomst.op, tekst=uitkomst.motivatie))


def _triages(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    url = reverse("dossiers:triage", args=[vraagstuk.pk])
    for advies in vraagstuk.triages():
        besluit = getattr(advies, "besluit", None)
        if besluit is None and not user.is_rijk:
            continue  # a provincie reads an advice once it is decided on
        yield Moment(
            advies.op,
            Gebeurtenis(
                f"Triageadvies: {zonder_hoofdletter(advies.get_uitkomst_display())}",
                advies.op,
                str(advies.door.organisatie),
                advies.motivatie,
                url=url,
            ),
        )
        if besluit is None:
            continue
        yield Moment(
            besluit.op,
            Gebeurtenis(
                f"Triagebesluit: {zonder_hoofdletter(besluit.get_uitkomst_display())}",
                besluit.op,
                str(besluit.door.organisatie),
                besluit.motivatie,
                url=url,
                label="Wijkt af van het advies" if besluit.wijkt_af else "",
                soort="goed" if besluit.is_positief else "waarschuwing",
            ),
        )


def _overgangen(vraagstuk: Vraagstuk) -> Iterator[Moment]:
    belegd = {belegging.doorloop: belegging for belegging in vraagstuk.beleggingen.all()}
    for regel in vraagstuk.faseovergangen.all():
        van, naar = regel.get_van_display().lower(), regel.get_naar_display().lower()
        yield Moment(
            regel.op,
            Gebeurtenis(
                f"Van {van} naar {naar}",
                regel.op,
                f"{regel.door.organisatie} ({regel.rol})",
                regel.motivatie,
                label="Doorbroken" if regel.is_doorbroken else "",
                soort="fout" if regel.is_doorbroken else "info",
                regels=_erbij(regel, belegd.get(regel.doorloop)),
            ),
        )


def _erbij(regel: Faseovergang, belegging: Belegging | None) -> tuple[tuple[str, Any], ...]:
    """What else this step recorded, where it did (ALG-2, VRA-7, VRA-8).

    The belegging of its doorloop says it for an exit to another table. All of it is for
    whoever reads the vraagstuk, as the motivatie is.
    """
    gegevens: tuple[tuple[str, Any], ...] = (
        ("Aanleiding", regel.get_aanleiding_display()),
        ("Afspraak waar het om gaat", str(regel.betreft or "")),
        ("Wie is gehoord", regel.geraadpleegd),
        ("Knelpunt dat blijft", regel.knelpunt),
        ("Komt terug op", regel.terug_op),
    )
    if belegging and regel.naar == Fase.ELDERS_BELEGD:
        gegevens = (
            ("Wie neemt het over", belegging.ontvanger_naam),
            ("Wie is gehoord", belegging.geraadpleegd),
            ("Hoe de opvolging is geborgd", belegging.opvolging),
            ("Komt terug op", belegging.terug_op),
        )
    return tuple((label, inhoud) for label, inhoud in gegevens if inhoud)


def _instemmingen(vraagstuk: Vraagstuk) -> Iterator[Moment]:
    """Who asked for consent to a step and who gave it, also after it was made (ALG-2, VRA-8,
    VRA-9)."""
    for instemming in vraagstuk.instemmingen.all():
        namens_provincie = instemming.handeling == Instemming.Handeling.LEG_TERUG
        rol = Rol.PROVINCIE if namens_provincie else Rol.REGIETAFELLID
        if instemming.is_vraag:
            rol = Rol.ACCOUNTHOUDER
        yield Moment(
            instemming.op,
            Gebeurtenis(
                f"{instemming.get_soort_display()}: "
                f"{zonder_hoofdletter(instemming.get_handeling_display())}",
                instemming.op,
                f"{instemming.organisatie} ({rol.label})",
                instemming.toelichting,
            ),
        )


VAN_EEN_TAFEL = {
    Feit.Soort.DO_UITKOMST,
    Feit.Soort.DO_BESPREKING,
    Feit.Soort.BESPROKEN_AAN_TAFEL,
    Feit.Soort.GPDG_ADVIES,
    Feit.Soort.BOL_BESLUIT,
    Feit.Soort.GEEN_KEUZE,
    Feit.Soort.OP_VERZONDEN_AGENDA,
}


def _url(feit: Feit, vraagstuk: Vraagstuk, user: Gebruiker) -> str:
    """Where to read more: of a joint vraagstuk a provincie may not see the table of another."""
    if user.is_rijk or feit.soort not in VAN_EEN_TAFEL or len(vraagstuk.provincies.all()) == 1:
        return feit.url
    return reverse(AGENDERING, args=[vraagstuk.pk])


def _feiten(vraagstuk: Vraagstuk, user: Gebruiker) -> Iterator[Moment]:
    for feit in feiten_voor(vraagstuk, user):
        yield Moment(
            feit.vanaf,
            Gebeurtenis(
                feit.get_soort_display(),
                feit.vanaf,
                tekst=f"{feit.bij_naam}\n{feit.reden}".strip(),
                url=_url(feit, vraagstuk, user),
                label=_label(feit) if feit.ingetrokken_op else "",
                soort="waarschuwing" if feit.ingetrokken_op else "neutraal",
            ),
        )
        if feit.ingetrokken_op:
            titel = f"{_label(feit)}: {zonder_hoofdletter(feit.get_soort_display())}"
            tekst = f"{feit.bij_naam}\n{feit.ingetrokken_reden or ''}".strip()
            yield Moment(feit.ingetrokken_op, Gebeurtenis(titel, feit.ingetrokken_op, tekst=tekst))


def _label(feit: Feit) -> str:
    """What no longer counts was withdrawn, or had its time: an agenda ends with its meeting."""
    return "Voorbij" if feit.soort == Feit.Soort.OP_VERZONDEN_AGENDA else "Ingetrokken"


def _beleggingen(vraagstuk: Vraagstuk) -> Iterator[Moment]:
    for belegging in vraagstuk.beleggingen.all():
        if belegging.status == Belegging.Status.GEVRAAGD or belegging.beantwoord_op is None:
            continue
        yield Moment(
            belegging.beantwoord_op,
            Gebeurtenis(
                f"Belegging {zonder_hoofdletter(belegging.get_status_display())}",
                belegging.beantwoord_op,
                str(belegging.ontvanger_organisatie),
                belegging.antwoord_reden,
            ),
        )
