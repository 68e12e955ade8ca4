"""What an afspraak reads from the tables: the besluit it came from and its frozen line
(AFS-1, AFS-5, BOL-1)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Cyclus, Ronde, Uitkomst
from governance.services import lijst
from novex.models import Landsdeel

if TYPE_CHECKING:
    from .models import Afspraak


@dataclass(frozen=True)
class Besluit:
    """A besluit of a BOL, or of a DO where no bestuurlijke keuze is needed (OVL-1)."""

    uitkomst: Uitkomst
    sleutel: str

    @property
    def is_van_bol(self) -> bool:
        return self.uitkomst.gremium == Gremium.BOL

    @property
    def ronde(self) -> Ronde:
        ronde = self.uitkomst.agendapunt.overleg.ronde
        assert ronde is not None  # a BOL and a DO have one: overleg_cyclustafel_heeft_ronde
        return ronde

    @cached_property
    def regeltekst(self) -> str | None:
        """The frozen line of this afspraak, or None while there is none."""
        return lijst.regeltekst(ronde=self.ronde, bron_sleutel=self.sleutel)

    def __str__(self) -> str:
        return f"{self.uitkomst.agendapunt.overleg}: {self.uitkomst.tekst}"


def besluiten(afspraak: Afspraak) -> list[Besluit]:
    """The besluiten on its vraagstuk in this doorloop, newest first; BOL before DO."""
    if afspraak.vraagstuk is None:
        return []
    uitkomsten = (
        Uitkomst.objects.actueel()
        .filter(
            agendapunt__vraagstuk=afspraak.vraagstuk,
            soort=Uitkomstsoort.BESLUIT,
            gremium__in=[Gremium.BOL, Gremium.DO],
            doorloop=afspraak.vraagstuk.doorloop,
        )
        .select_related("agendapunt__overleg__ronde", "agendapunt__overleg__landsdeel")
        .order_by("gremium", "-op")
    )
    return [Besluit(uitkomst, afspraak.nummer) for uitkomst in uitkomsten]


def landsdelen_zonder_besluit(afspraak: Afspraak, genomen: list[Besluit]) -> list[Landsdeel]:
    """The landsdelen whose BOL still has to decide; none after a besluit of the DO (VRA-15)."""
    if any(not besluit.is_van_bol for besluit in genomen):
        return []
    tafels = [besluit.uitkomst.agendapunt.overleg for besluit in genomen]
    klaar = {overleg.landsdeel_id for overleg in tafels if overleg.landsdeel_id}
    if afspraak.scope == "landelijk":
        landsdelen = Landsdeel.objects.filter(provincies__isnull=False)
        return list(landsdelen.exclude(pk__in=klaar).distinct())
    nodig = {afspraak.landsdeel_id} if afspraak.landsdeel_id else {
        provincie.landsdeel_id for provincie in afspraak.provincies.all()
    }  # fmt: skip
    return list(Landsdeel.objects.filter(pk__in=nodig - klaar)) if nodig - klaar else []


def lopend_jaar(op: datetime.date) -> int:
    """The year of the cyclus that runs or comes next; no month is fixed (OVL-3)."""
    cyclus = Cyclus.objects.filter(jaar__gte=op.year).order_by("jaar").first()
    return cyclus.jaar if cyclus else op.year


def rondes_voor(jaar: int | None) -> list[Ronde]:
    """The BOL rounds from this year on, whose list is still open or was frozen."""
    rondes = Ronde.objects.filter(gremium=Gremium.BOL).select_related("cyclus")
    return list(rondes.filter(cyclus__jaar__gte=jaar) if jaar else rondes)
