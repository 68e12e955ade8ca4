"""From the rows of an arrangement to its edition as data (ARR-3, ARR-6).

Nothing here reads the clock: ``op`` is the day of the fixed paragraphs, and of the colofon once
the edition is established.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from novex.models import VasteTekst

from .bedrag import schrijf_bedrag, schrijf_getal
from .models import (
    Afspraak,
    Arrangement,
    Geldregel,
    Landing,
    Opgenomenafspraak,
    Opname,
    Voortgangsstand,
)
from .rapport import (
    IN_GELD,
    LANDT_IN,
    Actieregel,
    Afspraakdeel,
    Alinea,
    Editie,
    Eerder,
    Knelpuntdeel,
    Landingsregel,
    Vraagstukdeel,
    datum,
)

_LANDING = tuple(
    f"landing__{veld}"
    for veld in ("plek_soort", "plek_naam", "aanvaard_op", "geland_op", "bewijs", "afspraak_id")
)


def stel_samen(arrangement: Arrangement, *, op: datetime.date, vastgesteld: bool = False) -> Editie:
    """Put the edition together as its rows stand now."""
    opgenomen, opnames = arrangement.afspraken, arrangement.opnames_nu
    eerder = _van_eerder(arrangement)
    genoemd = {opname.vraagstuk_id for opname in opnames if opname.is_vraagstuk}
    return Editie(
        titel=str(arrangement),
        provincie=arrangement.provincie.naam,
        jaar=arrangement.jaar,
        status=tuple(Alinea(t.naam, t.tekst) for t in VasteTekst.objects.geldig(op)),
        vraagstukken=tuple(_vraagstukdeel(o, opgenomen) for o in opnames if o.is_vraagstuk),
        overige_afspraken=tuple(
            _afspraakdeel(a) for a in opgenomen if a.vraagstuk_id not in genoemd
        ),
        knelpunten=tuple(
            Knelpuntdeel(o.vraagstuk.nummer or "", o.vraagstuk.titel, o.knelpunt, _criteria(o))
            for o in opnames
            if not o.is_vraagstuk
        ),
        voortgang=_alineas(arrangement.voortgang_tekst),
        eerdere=_eerdere(arrangement, eerder),
        doorwerking=_doorwerking(eerder),
        gebieden=_alineas(arrangement.gebieden_tekst),
        wijzigingen=_wijzigingen(arrangement, eerder),
        colofon=_colofon(arrangement, op if vastgesteld else None),
        stand="vastgesteld" if vastgesteld else arrangement.status,
    )


def _vraagstukdeel(opname: Opname, afspraken: Iterable[Afspraak]) -> Vraagstukdeel:
    vraagstuk = opname.vraagstuk
    eigen = tuple(_afspraakdeel(a) for a in afspraken if a.vraagstuk_id == vraagstuk.pk)
    return Vraagstukdeel(
        vraagstuk.nummer or "", vraagstuk.titel, vraagstuk.omschrijving, _criteria(opname), eigen
    )


def _criteria(opname: Opname) -> tuple[Alinea, ...]:
    return tuple(Alinea(o.criterium.naam, o.motivatie) for o in opname.oordelen.all())


def _afspraakdeel(afspraak: Afspraak) -> Afspraakdeel:
    landing: Landing | None = getattr(afspraak, "landing", None)
    partijen = [str(partij) for partij in afspraak.partijen_nu()]
    if afspraak.partijen_tekst:
        partijen.append(afspraak.partijen_tekst)
    opbouw = (
        ("Probleemanalyse", afspraak.probleemanalyse),
        ("Gezamenlijk doel", afspraak.gezamenlijk_doel),
        ("Stand van zaken Rijk", afspraak.stand_rijk),
        ("Stand van zaken regio", afspraak.stand_regio),
        ("Betrokken partijen", ", ".join(partijen)),
        ("Resultaat", afspraak.resultaat),
        ("Hoe wij het meten", _meetbaar(afspraak)),
        ("Termijn", afspraak.termijn_tekst),
        (LANDT_IN, _landing(landing)),
        (IN_GELD, "; ".join(_geld(afspraak))),
        ("Waarom één kant iets doet", afspraak.eenzijdig_reden),
    )
    return Afspraakdeel(
        nummer=afspraak.nummer,
        titel=afspraak.titel,
        type=afspraak.get_type_display(),
        tekst=afspraak.tekst,
        opbouw=tuple(Alinea(kop, tekst) for kop, tekst in opbouw if tekst.strip()),
        acties=tuple(
            Actieregel(a.get_kant_display(), a.trekker, a.resultaat, datum(a.termijn))
            for a in afspraak.acties.all()
        ),
    )


def _landing(landing: Landing | None) -> str:
    if landing is None:
        return ""
    return f"{landing}, door {landing.eigenaar}, uiterlijk {datum(landing.uiterlijk)}"


def _meetbaar(afspraak: Afspraak) -> str:
    if afspraak.indicator:
        waarden = [
            f"{woord} {schrijf_getal(waarde)} {afspraak.eenheid}".strip()
            for woord, waarde in (("nu", afspraak.nulwaarde), ("doel", afspraak.streefwaarde))
            if waarde is not None
        ]
        return ", ".join([afspraak.indicator, *waarden])
    return f"Bewijs: {afspraak.product}" if afspraak.product else ""


def _geld(afspraak: Afspraak) -> list[str]:
    """Only confirmed amounts, in euros (AFS-7)."""
    regels = []
    for regel in afspraak.geldregels.all():
        if not regel.is_bevestigd:
            continue
        meer = [
            *_aandelen(regel),
            f"bevestigd door {regel.verantwoordelijke}",
            regel.get_afronding_display().lower(),
            f"prijspeil {regel.prijspeil}" if regel.prijspeil else "",
            regel.get_btw_display().lower(),
        ]
        waarvoor = f"{regel.omschrijving}: " if regel.omschrijving else ""
        bij = ", ".join(deel for deel in meer if deel)
        regels.append(f"{waarvoor}€ {schrijf_bedrag(regel.bedrag)}" + (f" ({bij})" if bij else ""))
    return regels


def _aandelen(regel: Geldregel) -> Iterator[str]:
    """Who pays which part, where that is known (AFS-7)."""
    for wie, deel in (("Rijk", regel.aandeel_rijk), ("regio", regel.aandeel_regio)):
        if deel is not None:
            yield f"{wie} € {schrijf_bedrag(deel)}"


def _van_eerder(arrangement: Arrangement) -> list[Any]:
    """Earlier afspraken: those of the last edition (``plek_toen``), and those of its provincie
    that may be printed in an edition that becomes openbaar (``mag_erin``, ARR-7); each with what
    was reported on it last (``gemeld``).

    Of the latter those that still run, however old, and those that landed or ended since the year
    of the last edition: what ended before stands in an edition already (ARR-3, ARR-5).
    """
    toen = Opgenomenafspraak.objects.filter(arrangement=arrangement.vorige_id)
    vorige = Arrangement.objects.filter(pk=arrangement.vorige_id).values("jaar")
    sinds = Coalesce(Subquery(vorige), 0)
    loopt_of_eindigde = (
        Q(status=Afspraak.Status.VASTGESTELD, landing__geland_op=None)
        | Q(landing__geland_op__year__gte=sinds)
        | Q(vervallen_op__year__gte=sinds)
    )
    mag_erin = (
        Afspraak.objects.raakt(arrangement.provincie)
        & Q(jaar__lt=arrangement.jaar)
        & (Q(openbaar_op__isnull=False) | Q(herkomst_soort=Afspraak.Herkomst.RA_2025))
        & loopt_of_eindigde
    )
    plek = toen.filter(afspraak=OuterRef("pk")).values("volgorde")
    standen = Voortgangsstand.objects.filter(afspraak=OuterRef("pk")).order_by("-pk")
    velden = {veld: veld for veld in ("ronde", "stadium_rijk", "stadium_regio", "licht")}
    return list(
        Afspraak.objects.filter(mag_erin | Q(pk__in=toen.values("afspraak")))
        .annotate(
            mag_erin=ExpressionWrapper(mag_erin, BooleanField()),
            plek_toen=Subquery(plek),
            gemeld=Subquery(standen.values(rij=JSONObject(**velden))[:1]),
        )
        .select_related("landing")
        .only("nummer", "titel", "jaar", "status", "termijn_tekst", "vervallen_reden", *_LANDING)
        .order_by("jaar", "nummer")
    )


def _eerdere(arrangement: Arrangement, eerder: list[Any]) -> tuple[Eerder, ...]:
    """What was agreed in earlier years on this provincie and did not land yet (ARR-3).

    What a later version in this edition replaces may run until this one is published (AFS-9).
    """
    vervangen = {pk: a.nummer for a in arrangement.afspraken for pk in a.vervangt_ids}
    return tuple(
        Eerder(
            a.nummer,
            a.titel,
            str(a.jaar),
            a.termijn_tekst or "Nog niet ingevuld",
            f"Vervangen door {vervangen[a.pk]}" if a.pk in vervangen else _stand(a),
        )
        for a in eerder
        if a.mag_erin and a.status in {"vastgesteld", "vervallen"} and not _geland_op(a)
    )


def _geland_op(afspraak: Afspraak) -> datetime.date | None:
    return getattr(getattr(afspraak, "landing", None), "geland_op", None)


def _stand(afspraak: Any) -> str:
    """Whether it still runs, where it lands, and what both sides reported last (ARR-3)."""
    if afspraak.status == Afspraak.Status.VERVALLEN:
        return f"Vervallen: {afspraak.vervallen_reden}"
    landing: Landing | None = getattr(afspraak, "landing", None)
    zinnen = ["Loopt", f"Landing: {landing.stand.lower()}" if landing else ""]
    if afspraak.gemeld:
        zinnen.append(str(Voortgangsstand(**afspraak.gemeld)))
    return ". ".join(zin for zin in zinnen if zin)


def _doorwerking(eerder: list[Any]) -> tuple[Landingsregel, ...]:
    """Where things landed, with proof (ARR-3, AFS-6)."""
    geland = [a.landing for a in eerder if a.mag_erin and _geland_op(a)]
    return tuple(
        Landingsregel(
            rij.afspraak.nummer, rij.afspraak.titel, rij.plek_naam, datum(rij.geland_op), rij.bewijs
        )
        for rij in sorted(geland, key=lambda rij: (rij.geland_op, rij.pk))
    )


def _wijzigingen(arrangement: Arrangement, eerder: list[Any]) -> tuple[str, ...]:
    """What is new, renewed and no longer there, against the last edition (ARR-3)."""
    eigen, nu = _alineas(arrangement.wijzigingen_tekst), arrangement.afspraken
    if arrangement.vorige_id is None:
        return (*eigen, "Dit is de eerste editie.")
    stonden = sorted((a for a in eerder if a.plek_toen is not None), key=lambda a: a.plek_toen)
    toen = {a.pk: a for a in stonden}
    vervangt = {a.pk: pk for a in nu for pk in a.vervangt_ids if pk in toen}
    nieuw = [f"Nieuw: {a}." for a in nu if a.pk not in toen and a.pk not in vervangt]
    vernieuwd = [f"Gewijzigd: {a}. Eerder: {toen[vervangt[a.pk]]}." for a in nu if a.pk in vervangt]
    blijft = {a.pk for a in nu} | set(vervangt.values())
    weg = [
        f"Niet meer opgenomen: {a}."
        + (f" Vervallen: {a.vervallen_reden}" if a.vervallen_reden else "")
        for a in toen.values()
        if a.pk not in blijft
    ]
    return (*eigen, *nieuw, *vernieuwd, *weg)


def _colofon(arrangement: Arrangement, op: datetime.date | None) -> tuple[Alinea, ...]:
    regels = [
        Alinea("Provincie", arrangement.provincie.naam),
        Alinea("Jaar", str(arrangement.jaar)),
    ]
    if arrangement.uitkomst is not None:
        overleg = arrangement.uitkomst.agendapunt.overleg
        regels.append(Alinea("Besluit van", f"{overleg.naam}, {datum(overleg.datum)}"))
    if arrangement.ondertekend_op:
        regels.append(Alinea("Ondertekend op", datum(arrangement.ondertekend_op)))
    vast = f"Vastgesteld, vastgelegd op {datum(op)}" if op else arrangement.get_status_display()
    return (*regels, Alinea("Stand", vast))


def _alineas(tekst: str) -> tuple[str, ...]:
    return tuple(alinea.strip() for alinea in tekst.split("\n") if alinea.strip())
