"""What an afspraak reads from the tables: the besluit it came from and its frozen line
(AFS-1, AFS-5, BOL-1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from governance.gremia import BESLUITSOORTEN, Gremium, Uitkomstsoort
from governance.models import (
    Agendapunt,
    Agendastatus,
    Cyclus,
    Lijstregel,
    Ronde,
    Uitkomst,
)
from governance.services import lijst
from novex.models import Gebruiker, Landsdeel
from novex.zichtbaarheid import Kant

if TYPE_CHECKING:
    from dossiers.models import Vraagstuk

    from .models import Afspraak

# The papers were sent, whatever happened after.
UITGEGAAN = (Agendastatus.VERZONDEN, Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD)
VAST = ("vastgesteld", "gepubliceerd")  # of an arrangement
UITGESTELD = (Uitkomstsoort.AANGEHOUDEN, Uitkomstsoort.TERUGGEGEVEN)


class Bevroren:
    """The frozen lines of the rondes that decided, read at once when one is asked (BOL-1)."""

    def __init__(self, uitkomsten: Iterable[Uitkomst]) -> None:
        tafels = [u.agendapunt.overleg for u in uitkomsten if u.gremium == Gremium.BOL]
        self._rondes = {tafel.ronde_id for tafel in tafels if tafel.ronde_id}

    @cached_property
    def regels(self) -> dict[int, dict[str, lijst.BevrorenRegel]]:
        return lijst.bevroren_regels(self._rondes)


@dataclass(frozen=True)
class Besluit:
    """A besluit of a BOL, or of a DO where no bestuurlijke keuze is needed (OVL-1)."""

    uitkomst: Uitkomst
    sleutel: str
    bevroren: Bevroren

    @property
    def is_van_bol(self) -> bool:
        return self.uitkomst.gremium == Gremium.BOL

    @property
    def regel(self) -> lijst.BevrorenRegel | None:
        """The frozen line of this afspraak, or None while there is none."""
        ronde = self.uitkomst.agendapunt.overleg.ronde_id
        return self.bevroren.regels.get(ronde or 0, {}).get(self.sleutel)

    @property
    def regeltekst(self) -> str | None:
        return self.regel.tekst if self.regel else None

    def __str__(self) -> str:
        return f"{self.uitkomst.agendapunt.overleg}: {self.uitkomst.tekst}"


def onder_embargo(afspraken: Iterable[Afspraak], ronde_id: int | None) -> list[Ronde]:
    """The other rondes of a BOL that decided on one of these, and whose Kamerbrief was not sent;
    what is openbaar already stays so (BOL-2)."""
    tafels = [
        uitkomst.agendapunt.overleg
        for afspraak in afspraken
        if afspraak.openbaar_op is None
        for uitkomst in _dragers(afspraak)
    ]
    andere = {tafel.ronde_id for tafel in tafels if tafel.ronde_id} - {ronde_id}
    rondes = Ronde.objects.filter(pk__in=andere, kamerbrief=None).select_related("cyclus")
    return list(rondes) if andere else []


def niet_op_de_lijst(afspraken: Iterable[Afspraak]) -> list[Afspraak]:
    """Those that a BOL established and that did not lapse since, whose line is gone from the last
    frozen list, or reads otherwise there or on that of another landsdeel (BOL-1, BOL-2)."""
    dragers = {a: _dragers(a) for a in afspraken if a.status == "vastgesteld"}
    bevroren = Bevroren(uitkomst for genomen in dragers.values() for uitkomst in genomen)
    gevonden = []
    for afspraak, genomen in dragers.items():
        teksten = [Besluit(u, afspraak.nummer, bevroren).regeltekst for u in genomen]
        elders = set(teksten[1:]) - {None}
        if {*teksten[:1], *elders} - {afspraak.tekst}:
            gevonden.append(afspraak)
    return gevonden


def _dragers(afspraak: Afspraak) -> list[Uitkomst]:
    """The besluiten of a BOL that carry an established one: that which it came from, and those of
    its other landsdelen (VRA-15)."""
    eigen = afspraak.uitkomst
    if eigen is None or eigen.gremium != Gremium.BOL:
        return []
    genomen = [besluit.uitkomst for besluit in afspraak.besluiten if besluit.is_van_bol]
    nodig = {u.agendapunt.overleg.landsdeel_id for u in genomen}
    if afspraak.scope != "landelijk":
        nodig &= afspraak.beslissende_landsdelen()
    nodig -= {eigen.agendapunt.overleg.landsdeel_id}
    return [eigen, *(u for u in genomen if u.agendapunt.overleg.landsdeel_id in nodig)]


def anders_op_de_lijst(
    afspraken: Iterable[Afspraak], ronde_id: int | None, user: Gebruiker
) -> list[Afspraak]:
    """Those that wait for the BOL, whose line in the concept list reads otherwise (BOL-1)."""
    regels = Lijstregel.objects.for_user(user).op_lijst().filter(onderwerp__ronde=ronde_id)
    teksten = dict(regels.values_list("bron_sleutel", "tekst"))
    return [
        afspraak
        for afspraak in afspraken
        if afspraak.status == "afgestemd"
        and teksten.get(afspraak.nummer, afspraak.tekst) != afspraak.tekst
    ]


def uitkomsten(afspraken: Iterable[Afspraak], ook: Q | None = None) -> list[Uitkomst]:
    """The besluiten on the vraagstukken of these afspraken, and what is asked with them."""
    op_vraagstuk = Q(
        agendapunt__vraagstuk__in={a.vraagstuk_id for a in afspraken if a.vraagstuk_id},
        gremium__in=[Gremium.BOL, Gremium.DO],
    )
    return list(
        Uitkomst.objects.actueel()
        .filter(op_vraagstuk | ook if ook else op_vraagstuk, soort=Uitkomstsoort.BESLUIT)
        .met_telling()
        .select_related("agendapunt__overleg__ronde__cyclus")
    )


def op_editie(opnames: QuerySet) -> Q:
    """The besluiten on the arrangementen that these opnames are of: what established one that
    holds, or may establish one that waits for it (ARR-1)."""
    tafel = Agendapunt.provincies.through.objects.filter(
        agendapunt=OuterRef(OuterRef("agendapunt"))
    )
    hiermee = Q(arrangement__status__in=VAST, arrangement__uitkomst=OuterRef("pk"))
    van_punt = opnames.filter(
        hiermee | _gezien_door_het_bol(opnames),
        arrangement__ronde=OuterRef("agendapunt__overleg__ronde"),
        arrangement__provincie__in=tafel.values("provincie"),
    )
    eigen = van_punt.filter(arrangement__provincie=OuterRef("provincie"))
    voor_wie = (Q(provincie=None) & Exists(van_punt)) | Q(Exists(eigen))
    return Q(gremium=Gremium.BOL, agendapunt__vraagstuk=None) & voor_wie


def _gezien_door_het_bol(opnames: QuerySet) -> Q:
    """Both sides had agreed on the arrangement before the besluit, and the parties on the afspraak:
    else the besluit is older than what it would carry (AFS-1, ARR-1)."""
    arrangement: Any = opnames.model._meta.get_field("arrangement").related_model
    afspraak: Any = opnames.model._meta.get_field("afspraak").related_model
    akkoord: Any = arrangement._meta.get_field("akkoorden").related_model
    stap: Any = afspraak._meta.get_field("statusovergangen").related_model
    besluit_op = OuterRef(OuterRef("op"))
    laatste = akkoord.objects.filter(arrangement=OuterRef("arrangement")).order_by("-pk")
    hierop = akkoord.objects.filter(
        arrangement=OuterRef("arrangement"),
        inhoud_sha256=Subquery(laatste.values("inhoud_sha256")[:1]),
        op__lte=besluit_op,
    )
    later = stap.objects.filter(afspraak=OuterRef("afspraak"), naam="afstemmen", op__gt=besluit_op)
    eens = Q(Exists(hierop.filter(kant=Kant.RIJK))) & Q(Exists(hierop.filter(kant=Kant.REGIO)))
    return Q(arrangement__status="afgestemd") & eens & ~Q(Exists(later))


def per_afspraak(
    afspraken: Iterable[Afspraak], genomen: list[Uitkomst]
) -> dict[int, list[Besluit]]:
    """The besluiten on each vraagstuk in its doorloop, newest first; BOL before DO.

    A DO decides for its own provincie: its besluit counts where every DO of the afspraak decided
    (VRA-6, VRA-15); else the BOL decides.
    """
    bevroren = Bevroren(genomen)
    op_volgorde = sorted(
        sorted(genomen, key=lambda u: u.op, reverse=True), key=lambda u: str(u.gremium)
    )
    return {
        afspraak.pk: [
            Besluit(uitkomst, afspraak.nummer, bevroren)
            for uitkomst in _over(afspraak, op_volgorde)
        ]
        for afspraak in afspraken
    }


def _over(afspraak: Afspraak, genomen: list[Uitkomst]) -> list[Uitkomst]:
    """Those on its vraagstuk that count in this doorloop and may decide on it (VRA-8, VRA-15).

    A table decides on the afspraken of its own year and before. On a later one, of a vraagstuk
    that is decided, it is the BOL of that year, with the arrangement it stands in (AFS-9, ARR-1).
    """
    vraagstuk = afspraak.vraagstuk
    if vraagstuk is None:
        return []
    op_tijd: list[Any] = [u for u in genomen if _jaar(u) >= (afspraak.jaar or 0)]
    eigen = [
        uitkomst
        for uitkomst in op_tijd
        if uitkomst.agendapunt.vraagstuk_id == vraagstuk.pk and uitkomst.telt
    ]
    if not eigen and vraagstuk.fase == "opvolging":
        return [uitkomst for uitkomst in op_tijd if uitkomst.agendapunt.vraagstuk_id is None]
    if van_bol := [uitkomst for uitkomst in eigen if uitkomst.gremium == Gremium.BOL]:
        return van_bol  # it went on to the BOL, whatever a DO said before (OVL-1)
    in_do = {uitkomst.provincie_id for uitkomst in eigen if uitkomst.gremium == Gremium.DO}
    nodig = afspraak.beslissende_provincies() if in_do else set()
    voor = nodig if nodig <= in_do else set()
    return [u for u in eigen if u.gremium == Gremium.BOL or u.provincie_id in voor]


def _jaar(uitkomst: Uitkomst) -> int:
    """The year of the cyclus; a DO and a BOL are always of one (OVL-1)."""
    ronde = uitkomst.agendapunt.overleg.ronde
    return ronde.cyclus.jaar if ronde else uitkomst.agendapunt.overleg.datum.year


def landsdelen_zonder_besluit(afspraak: Afspraak, genomen: list[Besluit]) -> list[Landsdeel]:
    """The landsdelen whose BOL still has to decide; none where every DO decided (VRA-15)."""
    if any(not besluit.is_van_bol for besluit in genomen):
        return []
    tafels = [besluit.uitkomst.agendapunt.overleg for besluit in genomen]
    klaar = {overleg.landsdeel_id for overleg in tafels if overleg.landsdeel_id}
    return afspraak.landsdelen_buiten(klaar)


def gesloten_jaar(vraagstuk: Vraagstuk) -> int | None:
    """The last year whose BOL got its papers to decide on this vraagstuk, or whose DO's decided.

    Until the last DO did, it is in oordeelsvorming and the afspraken are still made (VRA-15).
    A BOL that put it off leaves the year open, and so does one of an earlier doorloop whose
    besluit was not confirmed (VRA-8).
    """
    nu = Uitkomst.objects.actueel().met_telling().filter(agendapunt=OuterRef("pk"))
    open_gelaten = nu.filter(Q(soort__in=UITGESTELD) | Q(telt=False))
    besloten = nu.filter(soort=Uitkomstsoort.BESLUIT, telt=True)
    gesloten: Any = Q(gremium=Gremium.BOL, soort__in=BESLUITSOORTEN) & ~Exists(open_gelaten)
    if vraagstuk.fase != "oordeelsvorming":
        gesloten |= Q(gremium=Gremium.DO) & Exists(besloten)
    punten = Agendapunt.objects.filter(
        gesloten, vraagstuk=vraagstuk, overleg__agenda_status__in=UITGEGAAN
    ).op_agenda()
    return punten.aggregate(jaar=Max("overleg__ronde__cyclus__jaar"))["jaar"]


def lopend_jaar(op: datetime.date) -> int:
    """The year of the cyclus that runs or comes next (OVL-3)."""
    cyclus = Cyclus.objects.lopend(op)
    return cyclus.jaar if cyclus else op.year


def rondes_voor(jaar: int | None) -> list[Ronde]:
    """The BOL rounds from this year on whose list can still be frozen: no Kamerbrief yet."""
    rondes = Ronde.objects.filter(gremium=Gremium.BOL, kamerbrief=None).select_related("cyclus")
    return list(rondes.filter(cyclus__jaar__gte=jaar) if jaar else rondes)
