"""Which provincies an afspraak concerns, who reads its concept, and whose tables decide on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from novex.models import Landsdeel, Organisatie, Provincie


class BetrokkenMixin:
    """The part of an afspraak that says whom it concerns (ROL-1, ZIC-3, VRA-15)."""

    scope: str  # of Afspraak, which is made of this
    provincies: Any
    landsdeel: Landsdeel | None
    vraagstuk: Any
    geldregels: Any
    partijen_nu: Callable[[], list[Organisatie]]

    def betrokken_provincie_ids(self) -> set[int]:
        """The provincies an afspraak concerns, also through its landsdeel or vraagstuk."""
        if self.scope == "landelijk":
            return self._alle_provincie_ids
        return self.eigen_provincie_ids() | self._van_landsdeel()

    def eigen_provincie_ids(self) -> set[int]:
        """Those it names and those of its vraagstuk: who reads it before it is established."""
        ids = {provincie.pk for provincie in self.provincies.all()}
        return ids | (self.vraagstuk.betrokken_provincie_ids() if self.vraagstuk else set())

    def partijen_buiten(self) -> list[Provincie]:
        """The provincies that have to agree, act or confirm, and that it does not name.

        What it is about, a landsdeel or the whole country, opens it to them only when it is
        established; so each of them is named, or is of its vraagstuk and of what it is about. Who
        is outside that, and not named, would not meet it in the monitor (AFS-2, AFS-7, MON-1,
        ZIC-3).
        """
        genoemd = set(self.genoemde_ids)
        if self.scope == "landelijk":
            genoemd = self.eigen_provincie_ids()
        elif self.landsdeel is not None:
            genoemd |= self.eigen_provincie_ids() & self._van_landsdeel()
        partijen = {partij.pk for partij in self.partijen_nu()}
        partijen |= {regel.verantwoordelijke_id for regel in self.geldregels.all()}
        return list(Provincie.objects.filter(organisatie__in=partijen).exclude(pk__in=genoemd))

    def _van_landsdeel(self) -> set[int]:
        return {p.pk for p in self.landsdeel.provincies.all()} if self.landsdeel else set()

    @cached_property
    def _alle_provincie_ids(self) -> set[int]:
        return set(Provincie.objects.values_list("pk", flat=True))

    # Whose tables decide: those it names, also through its scope, else those of its vraagstuk.
    # ``van_editie`` fetches what is named for all at once.

    def beslissende_provincies(self) -> set[int]:
        """Each of these has to decide in its DO, where the DO decides (VRA-15)."""
        if self.scope == "landelijk":
            return self._alle_provincie_ids
        if self.landsdeel is not None:
            return self._van_landsdeel() | set(self.genoemde_ids)
        return set(self.genoemde_ids) or self.eigen_provincie_ids()

    def beslissende_landsdelen(self) -> set[int]:
        """Each of these has to decide in its BOL; not for landelijk, which is all (VRA-15)."""
        if self.landsdeel is not None:
            return {self.landsdeel.pk, *self.landsdeel_ids}
        if self.landsdeel_ids or self.vraagstuk is None:
            return set(self.landsdeel_ids)
        return {provincie.landsdeel_id for provincie in self.vraagstuk.provincies.all()}

    def landsdelen_buiten(self, klaar: set[int]) -> list[Landsdeel]:
        """Those whose BOL has to decide as well, after these (VRA-15)."""
        if self.scope == "landelijk":
            alle = Landsdeel.objects.filter(provincies__isnull=False)
            return list(alle.exclude(pk__in=klaar).distinct())
        nodig = self.beslissende_landsdelen() - klaar
        return list(Landsdeel.objects.filter(pk__in=nodig)) if nodig else []

    @cached_property
    def genoemde_ids(self) -> list[int]:
        return [provincie.pk for provincie in self.provincies.all()]

    @cached_property
    def landsdeel_ids(self) -> list[int]:
        return [provincie.landsdeel_id for provincie in self.provincies.all()]
