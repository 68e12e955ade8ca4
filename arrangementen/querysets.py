"""Every read of afspraken and what hangs under them, by name (ZIC-3, ZIC-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from django.db import models
from django.db.models import Exists, OuterRef, Q

from dossiers.models import Vraagstuk
from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Provincie

if TYPE_CHECKING:
    from .models import Afspraak

# The values of Afspraak.Status and its fellows: a queryset stands below the models.
VASTGESTELD = ("vastgesteld", "vervallen")


class AfspraakQuerySet(models.QuerySet["Afspraak"]):
    def for_user(self, user: Gebruiker) -> AfspraakQuerySet:
        """The Rijk sees all; a provincie what concerns it, and what was published.

        A concept follows its vraagstuk. Once established, an afspraak concerns the provincies
        it names, those of its landsdeel, or all of them when it is landelijk (ZIC-3, ARR-7).
        """
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        if user.is_rijk:
            return self
        zicht = Q(openbaar_op__isnull=False) | Q(
            Exists(Vraagstuk.objects.for_user(user).filter(pk=OuterRef("vraagstuk")))
        )
        provincie = Provincie.objects.filter(pk=user.eigen_provincie_id).first()
        if provincie is not None:
            genoemd = self.model.provincies.through.objects.filter(
                afspraak=OuterRef("pk"), provincie=provincie
            )
            raakt = (
                Q(Exists(genoemd))
                | Q(scope="landsdeel", landsdeel=provincie.landsdeel_id)
                | Q(scope="landelijk")
            )
            zicht |= Q(Exists(genoemd)) | Q(raakt, status__in=VASTGESTELD)
        return self.filter(zicht)

    def vergrendeld(self, pk: int) -> Afspraak:
        """Read one again and lock it: judge what is in the database now."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def voor_lijst(self) -> AfspraakQuerySet:
        """All that a line in a list needs, in a fixed number of queries."""
        return self.select_related("vraagstuk", "landsdeel").prefetch_related("provincies")

    def compleet(self) -> AfspraakQuerySet:
        """All that the page of one afspraak, its checks and a report need."""
        return self.select_related(
            "vraagstuk", "landsdeel", "organisatie", "uitkomst", "landing"
        ).prefetch_related(
            "provincies",
            "partijen",
            "acties__trekker_organisatie",
            "akkoorden__organisatie",
            "akkoorden__door",
            "geldregels__verantwoordelijke",
            "woordkeuzes__door",
        )

    def van_provincie(self, provincie: Provincie) -> AfspraakQuerySet:
        """Those that name this provincie, also through its landsdeel or the whole country."""
        genoemd = self.model.provincies.through.objects.filter(
            afspraak=OuterRef("pk"), provincie=provincie
        )
        return self.filter(
            Q(Exists(genoemd))
            | Q(scope="landsdeel", landsdeel=provincie.landsdeel_id)
            | Q(scope="landelijk")
        )

    def vastgestelde(self) -> AfspraakQuerySet:
        return self.filter(status="vastgesteld")

    def openbare(self) -> AfspraakQuerySet:
        """What anyone may read, logged in or not (ARR-7, BOL-2)."""
        return self.filter(openbaar_op__isnull=False)

    def zoek(self, woorden: str) -> AfspraakQuerySet:
        """Every word stands in the number, the title, the text or the parties."""
        gevonden = self
        for woord in woorden.split()[:10]:
            gevonden = gevonden.filter(
                Q(nummer__icontains=woord)
                | Q(titel__icontains=woord)
                | Q(tekst__icontains=woord)
                | Q(partijen_tekst__icontains=woord)
            )
        return gevonden

    def update(self, **values) -> int:
        """Refuse a status outside the overgangen; otherwise the usual ``update()``."""
        if "status" in values:
            raise TypeError("The status changes only by an overgang, not by update().")
        return super().update(**values)

    def delete(self) -> NoReturn:
        raise TypeError("An afspraak is never removed; let it lapse with a reason (ALG-2).")


class KindQuerySet(models.QuerySet):
    """Rows under an afspraak: who sees the afspraak sees them (ZIC-1: a child asks its parent)."""

    def for_user(self, user: Gebruiker):
        # Afspraak is above this module; the foreign key knows it.
        afspraak = self.model._meta.get_field("afspraak").related_model
        return self.filter(afspraak__in=afspraak.objects.for_user(user))

    def vergrendeld(self, pk: int):
        return self.select_for_update(of=("self",)).get(pk=pk)


class KindlogboekQuerySet(LogboekQuerySet, KindQuerySet):
    """Log rows under an afspraak."""
