"""Criteria of the tables: each refuses with a sentence, a code and a place to mend it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from dossiers.models import Feit
from dossiers.regels.feiten import rechtstreeks_naar
from governance.bevroren import vingerafdruk
from governance.gremia import CYCLUSTAFELS, PER_PROVINCIE, Gremium, fasen_van
from novex.criteria import Criterium, Tekort
from novex.models import Organisatie
from novex.zichtbaarheid import Kant, Zichtbaarheid

if TYPE_CHECKING:
    from dossiers.models import Vraagstuk
    from dossiers.querysets import FeitQuerySet
    from novex.models import Provincie

    from .models import Agendapunt, Overleg, Rijksinzet

AGENDA = "governance:agenda"
UITKOMSTEN = "governance:uitkomsten"


def departementen_van(vraagstuk: Vraagstuk) -> list[Organisatie]:
    """The departments that give a mandaat (BES-5)."""
    return vraagstuk.betrokken_departementen()


def _weiger(gevonden: Iterable[Tekort]) -> None:
    gevonden = list(gevonden)
    if gevonden:
        raise ValidationError(gevonden)


def heeft_punten(overleg: Overleg) -> None:
    """An empty agenda is not agreed and not sent (AGE-3)."""
    if not overleg.punten:
        raise Tekort(
            "De agenda is nog leeg. Zet er minstens een punt op.",
            "agenda_leeg",
            herstel=f"{AGENDA}#kandidaten",
        )


def provincies_reageerden(overleg: Overleg) -> None:
    """Each provincie reacted on this agenda, or its term passed (AGE-5, AGE-3).

    The term counts for the agenda that stood then: what changed on its last day or after it is
    asked again. A provincie without a punt has nothing to react on, unless it lost one since.
    """
    termijn = overleg.reageren_tot
    voorbij = bool(termijn and overleg.op and overleg.op > termijn)
    veranderd = overleg.veranderd_sinds(termijn) if termijn and voorbij else set()
    gegeven = {(reactie.provincie_id, reactie.sha256) for reactie in overleg.gegeven_reacties}
    _weiger(
        _reactie_ontbreekt(provincie, termijn if voorbij else None)
        for provincie in overleg.provincies.all()
        if provincie.pk in (veranderd if voorbij else overleg.provincies_met_punt())
        if (provincie.pk, vingerafdruk(overleg, overleg.punten, provincie.pk)) not in gegeven
    )


def _reactie_ontbreekt(provincie: Provincie, voorbij: datetime.date | None) -> Tekort:
    if voorbij:
        return Tekort(
            f"De agenda van provincie {provincie.naam} veranderde op de laatste dag van de "
            f"termijn ({voorbij:%d-%m-%Y}) of daarna. Stel een nieuwe termijn, of wacht op een "
            "reactie.",
            "veranderd_na_termijn",
            herstel=f"{AGENDA}#reacties",
        )
    return Tekort(
        f"Provincie {provincie.naam} reageerde nog niet op deze agenda. "
        "Vraag om een akkoord of een bezwaar met reden.",
        "reactie_ontbreekt",
        herstel=f"{AGENDA}#reacties",
    )


def is_afgestemd(overleg: Overleg) -> None:
    """The agenda of DO, GP-DG and BOL is agreed before it is sent (AGE-3)."""
    if overleg.wordt_afgestemd and overleg.is_concept:
        raise Tekort(
            "De agenda is nog niet afgestemd. Stem de agenda eerst af.",
            "niet_afgestemd",
            herstel=f"{AGENDA}#afstemmen",
        )


def punten_noemen_provincies(overleg: Overleg) -> None:
    """A punt that names no provincie would be seen by none of those at the table (OVL-2)."""
    aan_tafel = overleg.betrokken_provincie_ids() or overleg.gremium in CYCLUSTAFELS
    _weiger(
        Tekort(
            f"'{punt.onderwerp}' noemt geen provincie. Wijzig het punt en kies voor wie het is.",
            "punt_zonder_provincie",
            herstel=f"{AGENDA}#punt-{punt.pk}",
        )
        for punt in overleg.punten
        if aan_tafel and not punt.provincies.all()
    )


def fasen_passen(overleg: Overleg) -> None:
    """A vraagstuk stands at a table that fits its fase (AGE-1, OVL-1)."""
    _weiger(
        Tekort(
            f"'{punt.onderwerp}' staat in de fase {punt.vraagstuk.get_fase_display().lower()}. "
            f"Die past niet bij {punt.get_soort_display().lower()} in dit overleg. "
            "Kies een andere soort of haal het punt van de agenda.",
            "fase_past_niet",
            herstel=f"{AGENDA}#punt-{punt.pk}",
        )
        for punt in overleg.punten
        if punt.vraagstuk and not fase_past(punt)
    )


def fase_past(punt: Agendapunt) -> bool:
    """Does the fase of the vraagstuk fit the table and the kind of punt? (AGE-1)"""
    if punt.vraagstuk is None:
        return True
    return punt.vraagstuk.fase in fasen_van(punt.gremium, punt.soort)


def mandaten_zijn_binnen(overleg: Overleg) -> None:
    """Every department involved gave its mandaat, or the lack is motivated (BES-5)."""
    if overleg.gremium != Gremium.DO:
        return
    vragend = [
        (punt, punt.vraagstuk)
        for punt in overleg.punten
        if punt.vraagstuk and punt.vraagt_mandaat and not _wijkt_af(punt, "zonder_mandaat")
    ]
    gegeven = gegeven_mandaten([vraagstuk for _, vraagstuk in vragend])
    opvolging = Organisatie.objects.opvolging_op(timezone.localdate())
    _weiger(
        Tekort(
            f"Bij '{punt.onderwerp}' ontbreekt het mandaat van {organisatie}. "
            "Vraag dat mandaat, of motiveer waarom de agenda zonder kan.",
            "mandaat_ontbreekt",
            herstel=f"{AGENDA}#punt-{punt.pk}",
            publiek=Zichtbaarheid.RIJK,
        )
        for punt, vraagstuk in vragend
        for organisatie in vraagstuk.departementen_zonder(gegeven[vraagstuk.pk], opvolging)
    )


def gegeven_mandaten(vraagstukken: list[Vraagstuk]) -> dict[int, set[str]]:
    """Per vraagstuk the code of each mandaat that counts in the doorloop of now (VRA-8, BES-5)."""
    feiten = Feit.objects.van("mandaat").filter(
        vraagstuk__in=vraagstukken, doorloop=F("vraagstuk__doorloop")
    )
    gegeven: dict[int, set[str]] = defaultdict(set)
    for vraagstuk, code in feiten.values_list("vraagstuk_id", "kenmerk"):
        gegeven[vraagstuk].add(code)
    return gegeven


def ontbrekende_mandaten(vraagstuk: Vraagstuk) -> list[Organisatie]:
    """The departments involved without a mandaat in this doorloop (BES-5)."""
    gegeven = gegeven_mandaten([vraagstuk])[vraagstuk.pk]
    opvolging = Organisatie.objects.opvolging_op(timezone.localdate())
    return vraagstuk.departementen_zonder(gegeven, opvolging)


def verschillen_zijn_vastgelegd(overleg: Overleg) -> None:
    """A DO without consensus goes to the GP-DG only with verschillen van inzicht (BES-3)."""
    if overleg.gremium != Gremium.GP_DG:
        return
    zonder = {
        (uitkomst.agendapunt.vraagstuk_id, uitkomst.provincie_id)
        for uitkomst in overleg.uitkomsten_elders("geen_consensus", Gremium.DO)
        if uitkomst.provincie and not verschillen_compleet(uitkomst.agendapunt, uitkomst.provincie)
    }
    _weiger(
        Tekort(
            f"Over '{punt.onderwerp}' had het DO geen consensus. "
            "Laat het Rijk en elke provincie zonder consensus hun standpunt vrijgeven, "
            "en leg vast wie trekt, wie besluit en hoe het wordt teruggekoppeld.",
            "verschillen_ontbreken",
            herstel=f"{AGENDA}#punt-{punt.pk}",
        )
        for punt in overleg.punten
        if any((punt.vraagstuk_id, pk) in zonder for pk in punt.betrokken_provincie_ids())
    )


def verschillen_compleet(punt: Agendapunt, provincie: Provincie) -> bool:
    """A party of the Rijk and this provincie itself released where they stand, and who leads, who
    decides and how it is fed back is there (BES-3, VRA-15)."""
    vrij = [v.organisatie for v in punt.verschillen.all() if v.is_vrijgegeven]
    rijk = any(partij.kant == Kant.RIJK for partij in vrij)
    eigen = any(partij.pk == provincie.organisatie_id for partij in vrij)
    return rijk and eigen and hasattr(punt, "escalatie")


def partijen_van(punt: Agendapunt) -> set[int]:
    """Who may differ beside VRO: the departments involved and the provincies (BES-3)."""
    provincies = {provincie.organisatie_id for provincie in punt.provincies.all()}
    genoemd = list(punt.vraagstuk.organisaties.all()) if punt.vraagstuk else []
    betrokken = [organisatie.opvolger_op(timezone.localdate()) for organisatie in genoemd]
    departementen = {o.pk for o in departementen_van(punt.vraagstuk)} if punt.vraagstuk else set()
    return provincies | departementen | {o.pk for o in betrokken if o.kant == Kant.RIJK}


def gpdg_adviseerde(overleg: Overleg) -> None:
    """A BOL punt for a decision needs the GP-DG's advice of the same cyclus (BES-10)."""
    if overleg.gremium != Gremium.BOL or overleg.ronde is None:
        return
    cyclus = overleg.ronde.cyclus_id
    gegeven = {
        (uitkomst.agendapunt.vraagstuk_id, uitkomst.provincie_id)
        for uitkomst in overleg.uitkomsten_elders("advies", Gremium.GP_DG)
        if (ronde := uitkomst.agendapunt.overleg.ronde) and ronde.cyclus_id == cyclus
    }
    rechtstreeks = _rechtstreeks_naar_bol(overleg)
    _weiger(
        Tekort(
            f"Bij '{punt.onderwerp}' ontbreekt het advies van de GP-DG met {provincie.naam} "
            "uit deze cyclus. Vraag dat advies, of motiveer waarom het BOL zonder kan.",
            "gpdg_advies_ontbreekt",
            herstel=f"{AGENDA}#punt-{punt.pk}",
        )
        for punt in overleg.punten
        if punt.vraagstuk and punt.vraagt_besluit and not _wijkt_af(punt, "zonder_gpdg_advies")
        if punt.vraagstuk_id not in rechtstreeks
        for provincie in punt.provincies.all()
        if (punt.vraagstuk_id, provincie.pk) not in gegeven
    )


def _rechtstreeks_naar_bol(overleg: Overleg) -> set[int]:
    """The vraagstukken that the regietafel fed straight to the BOL, with reason (VRA-5)."""
    eigen = [punt.vraagstuk_id for punt in overleg.punten if punt.vraagstuk_id]
    nu = F("vraagstuk__doorloop")
    advies = Feit.objects.van("snelle_tafeladvies").filter(
        vraagstuk__in=eigen, doorloop=nu, waarde="bestuurlijk"
    )
    naar = Feit.objects.van("doorgeleid_naar").filter(
        vraagstuk__in=advies.values("vraagstuk"), doorloop=nu, waarde=Gremium.BOL
    )
    return set(naar.values_list("vraagstuk_id", flat=True))


def _wijkt_af(punt: Agendapunt, regel: str) -> bool:
    return any(afwijking.regel == regel for afwijking in punt.afwijkingen.all())


def alle_punten_hebben_uitkomst(overleg: Overleg) -> None:
    """A meeting closes when every punt has an outcome, per provincie (BES-1, VRA-15)."""
    gegeven = overleg.uitkomsten_per_punt()
    _weiger(
        Tekort(
            f"Punt {punt.nummer}, '{punt.onderwerp}', heeft nog geen uitkomst{voor}. "
            "Leg de uitkomst vast.",
            "uitkomst_ontbreekt",
            herstel=f"{UITKOMSTEN}#punt-{punt.pk}",
        )
        for punt in overleg.punten
        for voor in _zonder_uitkomst(punt, gegeven[punt.pk])
    )


def nog_geen_uitkomst(overleg: Overleg) -> None:
    """A meeting that concluded something took place (OVL-3, BES-1)."""
    if any(overleg.uitkomsten_per_punt().values()):
        raise Tekort(
            "Dit overleg heeft al een uitkomst. Leg van elk punt de uitkomst vast en sluit het "
            "overleg.",
            "overleg_heeft_uitkomst",
            herstel=UITKOMSTEN,
        )


def _zonder_uitkomst(punt: Agendapunt, gegeven: set[int | None]) -> list[str]:
    """For whom the outcome is missing, in words; [""] when there is none at all."""
    if punt.gremium not in PER_PROVINCIE or not punt.provincies.all():
        return [] if gegeven else [""]
    zonder = [p.naam for p in punt.provincies.all() if p.pk not in gegeven]
    return [""] if zonder and not gegeven else [f" voor {naam}" for naam in zonder]


def elk_mandaat_is_akkoord(inzet: Rijksinzet) -> None:
    """Each department involved gave a mandaat and agreed with this text (BES-7, BES-5)."""
    zonder_akkoord = {o.pk for o in inzet.zonder_akkoord()}
    zonder_mandaat = {o.pk for o in ontbrekende_mandaten(inzet.vraagstuk)}
    _weiger(
        Tekort(
            f"{organisatie} gaf nog geen mandaat. Vraag eerst het mandaat."
            if organisatie.pk in zonder_mandaat
            else f"{organisatie} is nog niet akkoord met deze Rijksinzet. Vraag om akkoord.",
            "inzet_niet_akkoord",
            publiek=Zichtbaarheid.RIJK,
        )
        for organisatie in departementen_van(inzet.vraagstuk)
        if organisatie.pk in zonder_mandaat | zonder_akkoord
    )


def geldt_in_deze_doorloop(inzet: Rijksinzet) -> None:
    """A text of an earlier doorloop counts only once it is confirmed by name (VRA-8, BES-7)."""
    if not inzet.is_van_nu and not _feiten_van_nu(inzet, "rijksinzet").geldend().exists():
        raise Tekort(
            "Deze Rijksinzet is van een eerdere doorloop. Schrijf een nieuwe versie, of bevestig "
            "in het dossier dat de Rijksinzet nog geldt.",
            "inzet_eerdere_doorloop",
            publiek=Zichtbaarheid.RIJK,
        )


def tafels_van_inzet(vraagstuk: Vraagstuk) -> set[str]:
    """With whose papers it goes out: the DO's, or those of the table that comes instead (VRA-5)."""
    return rechtstreeks_naar(vraagstuk) or {Gremium.DO}


def staat_op_verzonden_do_agenda(inzet: Rijksinzet) -> None:
    """It goes out with the papers of a DO of this doorloop, not before (BES-7, VRA-8).

    The feit is withdrawn when that DO closes; that it was told says that the agenda went out.
    """
    tafels = tafels_van_inzet(inzet.vraagstuk)
    overleggen = inzet.vraagstuk.agendapunten.filter(gremium__in=tafels).values_list("overleg")
    verzonden = [str(pk) for (pk,) in overleggen]
    if not _feiten_van_nu(inzet, "op_verzonden_agenda").filter(kenmerk__in=verzonden).exists():
        raise Tekort(
            "Dit vraagstuk staat nog niet op een verzonden agenda van het DO. "
            "Verzend eerst die agenda.",
            "geen_do_stukken",
            publiek=Zichtbaarheid.RIJK,
        )


def _feiten_van_nu(inzet: Rijksinzet, soort: str) -> FeitQuerySet:
    """What was told of its vraagstuk in the doorloop of now, withdrawn or not (VRA-8)."""
    vraagstuk = inzet.vraagstuk
    return vraagstuk.feiten.filter(soort=soort, doorloop=vraagstuk.doorloop)


AFSTEMMEN: tuple[Criterium, ...] = (heeft_punten, provincies_reageerden)
VERZENDEN: tuple[Criterium, ...] = (
    heeft_punten,
    is_afgestemd,
    punten_noemen_provincies,
    fasen_passen,
    mandaten_zijn_binnen,
    verschillen_zijn_vastgelegd,
    gpdg_adviseerde,
)
SLUITEN: tuple[Criterium, ...] = (alle_punten_hebben_uitkomst,)
AFGELASTEN: tuple[Criterium, ...] = (nog_geen_uitkomst,)
INZET_AKKOORD: tuple[Criterium, ...] = (elk_mandaat_is_akkoord,)
INZET_VRIJGEVEN: tuple[Criterium, ...] = (geldt_in_deze_doorloop, staat_op_verzonden_do_agenda)
