"""Every read of afspraken and what hangs under them, by name (ZIC-3, ZIC-4)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.db.models import Exists, OuterRef, Q

from dossiers.models import Vraagstuk
from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Provincie

if TYPE_CHECKING:
    from .models import Afspraak

ZOEKVELDEN = ("nummer", "titel", "tekst", "partijen_tekst")
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
        return self.filter(
            Q(openbaar_op__isnull=False)
            | Q(Exists(Vraagstuk.objects.for_user(user).filter(pk=OuterRef("vraagstuk"))))
            | Q(Exists(self._genoemd(user.eigen_provincie_id)))
            | Q(self._raakt_landsdeel_van(user.eigen_provincie_id), status__in=VASTGESTELD)
        )

    def vergrendeld(self, pk: int) -> Afspraak:
        """Read one again with its parts and lock it: judge what is in the database now."""
        return self.compleet().select_for_update(of=("self",)).get(pk=pk)

    def met_zicht_op_vraagstuk(self, user: Gebruiker) -> AfspraakQuerySet:
        """Whether this user may open the vraagstuk; of what was published not everyone may."""
        zichtbaar = Vraagstuk.objects.for_user(user).filter(pk=OuterRef("vraagstuk"))
        return self.annotate(ziet_vraagstuk=Exists(zichtbaar))

    def voor_lijst(self) -> AfspraakQuerySet:
        """All that a line in a list needs, in a fixed number of queries."""
        return self.select_related("vraagstuk", "landsdeel").prefetch_related("provincies")

    def compleet(self) -> AfspraakQuerySet:
        """All that the page of one afspraak, its checks and a report need: eight queries."""
        return self.select_related(
            "vraagstuk", "landsdeel", "organisatie", "uitkomst__agendapunt__overleg__ronde",
            "landing__eigenaar_organisatie", "gewijzigd_door",
        ).prefetch_related(
            "provincies",
            "partijen",
            "vraagstuk__provincies",
            self._met("acties", "trekker_organisatie"),
            self._met("akkoorden", "organisatie", "door"),
            self._met("geldregels", "verantwoordelijke", "bevestigd_door"),
            self._met("woordkeuzes", "door"),
        )  # fmt: skip

    def van_provincie(self, provincie: Provincie) -> AfspraakQuerySet:
        """Those that name this provincie, also through its landsdeel or the whole country."""
        return self.filter(
            Q(Exists(self._genoemd(provincie.pk))) | self._raakt_landsdeel_van(provincie.pk)
        )

    def _met(self, kinderen: str, *velden: str) -> models.Prefetch:
        """Children with their own foreign keys in one query."""
        model: Any = self.model._meta.get_field(kinderen).related_model
        return models.Prefetch(kinderen, model._default_manager.select_related(*velden))

    def _genoemd(self, provincie_id: int | None) -> models.QuerySet:
        koppeling = self.model.provincies.through.objects
        return koppeling.filter(afspraak=OuterRef("pk"), provincie=provincie_id)

    @staticmethod
    def _raakt_landsdeel_van(provincie_id: int | None) -> Q:
        landsdeel = Provincie.objects.filter(pk=provincie_id or 0).values("landsdeel")
        return Q(scope="landelijk") | Q(scope="landsdeel", landsdeel__in=landsdeel)

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
                reduce(or_, (Q(**{f"{veld}__icontains": woord}) for veld in ZOEKVELDEN))
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
        afspraak: Any = self.model._meta.get_field("afspraak").related_model
        return self.filter(afspraak__in=afspraak.objects.for_user(user))

    def met_afspraak(self):
        """With what the rights of its afspraak are judged by."""
        return self.select_related("afspraak__vraagstuk", "afspraak__landsdeel").prefetch_related(
            "afspraak__provincies", "afspraak__vraagstuk__provincies"
        )

    def vergrendeld(self, pk: int):
        return self.met_afspraak().select_for_update(of=("self",)).get(pk=pk)


class KindlogboekQuerySet(LogboekQuerySet, KindQuerySet):  # type: ignore[override]
    """Log rows under an afspraak."""
