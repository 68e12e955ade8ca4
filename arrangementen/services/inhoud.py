"""Handelingen on the content of an arrangement in concept (ARR-2, ARR-3)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dossiers.models import Fase, Vraagstuk
from dossiers.models.triage import Antwoord
from dossiers.triagecheck import bevinding, eis_geen_tegenspraak
from novex import audit
from novex.models import Criteriaset, Criterium, Gebruiker
from novex.rechten import eis_recht

from ..models import Afspraak, Arrangement, Opgenomenafspraak, Opname, Opnameoordeel
from ..regels import NA_BESLUIT
from ..regels_arrangement import OPNEEMBAAR

WIJZIGEN = "arrangementen.arrangement_wijzigen"


def open_concept(pk: int, door: Gebruiker) -> Arrangement:
    """Lock a concept for someone who may write in it."""
    arrangement = Arrangement.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, WIJZIGEN, arrangement)
    eis_concept(arrangement)
    return arrangement


def eis_concept(arrangement: Arrangement) -> None:
    if not arrangement.is_bewerkbaar:
        raise ValidationError(
            "Dit arrangement is geen concept meer. Zet het eerst terug naar concept.",
            code="geen_concept",
        )


def bewaar(arrangement: Arrangement, door: Gebruiker) -> None:
    """Save with its author and a new version: forms that are open now are stale."""
    arrangement.versie += 1
    arrangement.gewijzigd_door = arrangement._history_user = door
    arrangement.validate_constraints()
    arrangement.save()


@transaction.atomic
def wijzig(*, form: Any, door: Gebruiker) -> Arrangement:
    """Save the texts of a concept."""
    open_concept(form.instance.pk, door)
    return form.bewaar(door=door)


def opname_criteria(op: datetime.date) -> list[Criterium]:
    """The criteria of ``opname RA`` that hold on this day (TRI-2, REF-6)."""
    set_ = Criteriaset.objects.van_kracht(Criteriaset.Moment.OPNAME_RA, op)
    return list(set_.criteria.all())


def veldnaam(deel: str, criterium_pk: int) -> str:
    """The form field of one criterium, such as ``antwoord_12``; refusals name it."""
    return f"{deel}_{criterium_pk}"


@transaction.atomic
def neem_op(
    *,
    pk: int,
    vraagstuk: Vraagstuk,
    soort: str,
    knelpunt: str,
    oordelen: dict[int, dict[str, str]],
    door: Gebruiker,
    op: datetime.date,
) -> Opname:
    """Take a vraagstuk or knelpunt in; all five criteria must be ja (ARR-2, TRI-2, TRI-10).

    ``oordelen`` maps the id of a criterium to ``antwoord`` and ``motivatie``.
    """
    arrangement = open_concept(pk, door)
    _eis_opneembaar(arrangement, vraagstuk, soort, door)
    opname = Opname(
        arrangement=arrangement,
        vraagstuk=vraagstuk,
        soort=soort,
        knelpunt=knelpunt,
        volgorde=_volgende(arrangement.opnames.all()),
        door=door,
    )
    opname.full_clean()
    opname._history_user = door  # type: ignore[attr-defined]
    opname.save()
    weigeringen: dict[str, list[ValidationError]] = {}
    for criterium in opname_criteria(op):
        oordeel = _beoordeel(opname, criterium, oordelen.get(criterium.pk, {}), weigeringen)
        if not weigeringen:
            oordeel.save()
    if weigeringen:
        raise ValidationError(weigeringen)
    bewaar(arrangement, door)
    return opname


def _eis_opneembaar(
    arrangement: Arrangement, vraagstuk: Vraagstuk, soort: str, door: Gebruiker
) -> None:
    zichtbaar = Vraagstuk.objects.for_user(door).filter(pk=vraagstuk.pk).exists()
    if not zichtbaar or arrangement.provincie_id not in vraagstuk.betrokken_provincie_ids():
        raise ValidationError(
            "Dit vraagstuk is niet van deze provincie. Kies een ander vraagstuk.",
            code="andere_provincie",
        )
    if vraagstuk.fase not in OPNEEMBAAR:
        raise ValidationError(
            f"Dit vraagstuk heeft de fase {vraagstuk.get_fase_display().lower()}. "
            "Neem een vraagstuk op dat de triage heeft doorlopen en niet elders is belegd.",
            code="fase_past_niet",
        )
    if vraagstuk.fase == Fase.GEEN_KEUZE and soort == Opname.Soort.VRAAGSTUK:
        raise ValidationError(
            "Over dit vraagstuk is geen keuze gemaakt. Neem het op als knelpuntmarkering.",
            code="alleen_als_knelpunt",
        )
    if vraagstuk.fase in NA_BESLUIT and soort == Opname.Soort.KNELPUNT:
        raise ValidationError(
            "Over dit vraagstuk is een keuze gemaakt. Neem het op als prioritair vraagstuk.",
            code="alleen_als_vraagstuk",
        )


def _beoordeel(
    opname: Opname,
    criterium: Criterium,
    gegeven: dict[str, str],
    weigeringen: dict[str, list[ValidationError]],
) -> Opnameoordeel:
    """Machine beside human; a ja against the data is refused, naming the datum (TRI-4)."""
    gevonden = bevinding(criterium, opname.vraagstuk)
    antwoord = gegeven.get("antwoord") or Antwoord.ONVOLDOENDE_INFORMATIE
    oordeel = Opnameoordeel(
        opname=opname,
        criterium=criterium,
        machine=gevonden.uitkomst,
        machine_zin=gevonden.zin,
        antwoord=antwoord,
        motivatie=gegeven.get("motivatie", ""),
    )
    try:
        eis_geen_tegenspraak(gevonden, antwoord)
        oordeel.validate_constraints()
    except ValidationError as weigering:
        for fout in _plat(weigering):
            deel = "motivatie" if fout.code == "motivatie_ontbreekt" else "antwoord"
            zin = f"{criterium.naam}: {fout.messages[0]}"
            weigeringen.setdefault(veldnaam(deel, criterium.pk), []).append(
                ValidationError(zin, code=fout.code)
            )
    return oordeel


def _plat(weigering: ValidationError) -> list[ValidationError]:
    if hasattr(weigering, "error_dict"):
        return [fout for fouten in weigering.error_dict.values() for fout in fouten]
    return weigering.error_list


@transaction.atomic
def trek_opname_in(*, pk: int, reden: str, door: Gebruiker) -> Arrangement:
    """Take a vraagstuk out with its afspraken; judgement and reason stay (ARR-2, ALG-2)."""
    opname = Opname.objects.for_user(door).actuele().select_related("vraagstuk").get(pk=pk)
    arrangement = open_concept(opname.arrangement_id, door)
    opname.ingetrokken_op, opname.ingetrokken_reden = timezone.now(), reden
    opname.validate_constraints()
    opname._history_user = door
    opname._change_reason = reden
    opname.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
    afspraken = arrangement.opgenomen_afspraken.filter(afspraak__vraagstuk=opname.vraagstuk_id)
    audit.leg_vast(
        "opname in arrangement ingetrokken",
        door=door,
        onderwerp=f"{arrangement}: {opname}",
        gegevens={"afspraken": list(afspraken.values_list("afspraak", flat=True))},
        reden=reden,
    )
    afspraken.delete()
    bewaar(arrangement, door)
    return arrangement


@transaction.atomic
def neem_afspraak_op(*, pk: int, afspraak: Afspraak, door: Gebruiker) -> Opgenomenafspraak:
    """Put an afspraak of this provincie in the concept (ARR-3)."""
    arrangement = open_concept(pk, door)
    if not op_te_nemen_afspraken(arrangement, door).filter(pk=afspraak.pk).exists():
        raise ValidationError(
            "Deze afspraak kan niet in dit arrangement. Kies een afspraak van deze provincie die "
            "niet is vervallen, en neem eerst het vraagstuk op.",
            code="afspraak_past_niet",
        )
    opgenomen = Opgenomenafspraak(
        arrangement=arrangement,
        afspraak=afspraak,
        volgorde=_volgende(arrangement.opgenomen_afspraken.all()),
    )
    opgenomen.full_clean()
    opgenomen.save()
    audit.leg_vast(
        "afspraak in arrangement opgenomen",
        door=door,
        onderwerp=str(arrangement),
        gegevens={"afspraak": afspraak.pk},
    )
    bewaar(arrangement, door)
    return opgenomen


def op_te_nemen_afspraken(arrangement: Arrangement, user: Gebruiker) -> Any:
    """What may come in: of this provincie, alive, below a vraagstuk that was taken in, and of its
    year or before: a later one waits for the edition of that year (AFS-9).

    Only an earlier afspraak may stand without a vraagstuk (AFS-1).
    """
    opgenomen = arrangement.opnames.actuele().filter(soort=Opname.Soort.VRAAGSTUK)
    afspraken = (
        Afspraak.objects.for_user(user)
        .van_provincie(arrangement.provincie)
        .exclude(jaar__gt=arrangement.jaar)
    )
    bij_opname = afspraken.filter(vraagstuk__in=opgenomen.values("vraagstuk"))
    return (bij_opname | afspraken.filter(vraagstuk=None)).exclude(status=Afspraak.Status.VERVALLEN)


@transaction.atomic
def haal_afspraak_uit(*, pk: int, door: Gebruiker) -> Arrangement:
    """Take an afspraak out of a concept; the afspraak itself stays as it is."""
    opgenomen = Opgenomenafspraak.objects.for_user(door).get(pk=pk)
    arrangement = open_concept(opgenomen.arrangement_id, door)
    audit.leg_vast(
        "afspraak uit arrangement gehaald",
        door=door,
        onderwerp=str(arrangement),
        gegevens={"afspraak": opgenomen.afspraak_id},
    )
    opgenomen.delete()
    bewaar(arrangement, door)
    return arrangement


@transaction.atomic
def verplaats_afspraak(*, pk: int, omhoog: bool, door: Gebruiker) -> Arrangement:
    """Change places with the one before or after it; at the end nothing changes (ARR-3)."""
    opgenomen = Opgenomenafspraak.objects.for_user(door).get(pk=pk)
    arrangement = open_concept(opgenomen.arrangement_id, door)
    rij = list(arrangement.opgenomen_afspraken.select_related("afspraak"))
    eigen = [o for o in rij if o.afspraak.vraagstuk_id == opgenomen.afspraak.vraagstuk_id]
    plaats = eigen.index(opgenomen)
    buur = plaats + (-1 if omhoog else 1)
    if not 0 <= buur < len(eigen):
        return arrangement
    a, b = eigen[plaats], eigen[buur]
    a.volgorde, b.volgorde = b.volgorde, a.volgorde
    Opgenomenafspraak.objects.bulk_update([a, b], ["volgorde"])
    bewaar(arrangement, door)
    return arrangement


def _volgende(rijen: Any) -> int:
    return (rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
