"""Every read of afspraken and what hangs under them, by name (ZIC-3, ZIC-4)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from dossiers.models import Vraagstuk
from dossiers.querysets import heeft_cijfer
from governance.models import Lijstregel
from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Organisatie, Provincie

if TYPE_CHECKING:
    from .models import Afspraak

ZOEKVELDEN = ("nummer", "titel", "tekst", "partijen_tekst")
# Established, also when it ended later; one that was withdrawn before never was. What comes from
# a source was established long ago and has no day of ours. (The values are those of the models:
# a queryset stands below them.)
WERD_VASTGESTELD = Q(status="vastgesteld") | (
    Q(status="vervallen") & (Q(vastgesteld_op__isnull=False) | ~Q(herkomst_soort="ra_nieuw"))
)


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
        return self.filter(Q(openbaar_op__isnull=False) | self._raakt(user))

    def in_eigen_kring(self, user: Gebruiker) -> AfspraakQuerySet:
        """What concerns this user: how it was made is not published with it (ZIC-3)."""
        return self if user.is_rijk else self.filter(self._raakt(user))

    def _raakt(self, user: Gebruiker) -> Q:
        return (
            Q(Exists(self._genoemd(user.eigen_provincie_id)))
            | Q(Exists(Vraagstuk.objects.for_user(user).filter(pk=OuterRef("vraagstuk"))))
            | (WERD_VASTGESTELD & self._raakt_landsdeel_van(user.eigen_provincie_id))
        )

    def vergrendeld(self, pk: int) -> Afspraak:
        """Read one again with its parts and lock it: judge what is in the database now."""
        return self.compleet().select_for_update(of=("self",)).get(pk=pk)

    def met_zicht_op_vraagstuk(self, user: Gebruiker) -> AfspraakQuerySet:
        """Whether this user may open the vraagstuk; of what was published not everyone may."""
        zichtbaar = Vraagstuk.objects.for_user(user).filter(pk=OuterRef("vraagstuk"))
        return self.annotate(ziet_vraagstuk=Exists(zichtbaar))

    def met_lijsten(self, user: Gebruiker) -> AfspraakQuerySet:
        """Where it stands on a BOL-afsprakenlijst that this user sees (BOL-1)."""
        plekken = Lijstregel.objects.for_user(user).plekken_van(OuterRef("nummer"))
        return self.annotate(lijstplekken=ArraySubquery(plekken))

    def met_weggehaald(self) -> AfspraakQuerySet:
        """Whether an amount was taken off: then its page asks which, and why (AFS-7, ALG-2)."""
        geldregel: Any = self.model._meta.get_field("geldregels").related_model
        weg = geldregel.history.filter(afspraak=OuterRef("pk"), history_type="-")
        return self.annotate(heeft_weggehaald=Exists(weg))

    def voor_lijst(self) -> AfspraakQuerySet:
        """All that a line in a list needs, in a fixed number of queries."""
        return self.select_related("vraagstuk", "landsdeel").prefetch_related("provincies")

    def met_rechten(self) -> AfspraakQuerySet:
        """What rights on an afspraak are judged by: the provincies that it concerns."""
        return self.select_related("vraagstuk", "landsdeel").prefetch_related(
            "provincies", "vraagstuk__provincies", "landsdeel__provincies"
        )

    def met_inhoud(self) -> AfspraakQuerySet:
        """What is printed of an afspraak, and what its establishment is judged by."""
        return self.select_related(
            "vraagstuk", "landsdeel", "uitkomst__agendapunt__overleg",
            "landing__eigenaar_organisatie",
        ).prefetch_related(
            models.Prefetch("partijen", Organisatie.objects.select_related("opvolger")),
            self._met("acties", "trekker_organisatie__opvolger"),
            self._met("geldregels", "verantwoordelijke", "bevestigd_door"),
        )  # fmt: skip

    def compleet(self) -> AfspraakQuerySet:
        """All that the page of one afspraak and its checks need: ten queries at most."""
        return (
            self.met_rechten()
            .met_inhoud()
            .select_related("organisatie", "gewijzigd_door")
            .prefetch_related(
                self._met("akkoorden", "organisatie", "door"), self._met("woordkeuzes", "door")
            )
        )

    def van_editie(self, arrangement: Any) -> AfspraakQuerySet:
        """The afspraken of an edition in their order, with all that is asked of them there."""
        genoemd = Provincie.objects.filter(afspraken=OuterRef("pk"))
        tekst = models.TextField()
        sleutel = Concat(Cast("organisatie", tekst), Value(" "), "tekst_sha256", output_field=tekst)
        van_hier = self._manager("akkoorden").filter(afspraak=OuterRef("pk"))
        akkoorden = van_hier.order_by("pk").annotate(sleutel=sleutel)
        vervangt = self._manager("relaties").filter(afspraak=OuterRef("pk"), soort="vervangt")
        return (
            self.filter(opnames__arrangement=arrangement)
            .met_inhoud()
            .annotate(
                opgenomen_id=F("opnames__pk"),
                **{
                    "akkoordsleutels": ArraySubquery(akkoorden.values("sleutel")),
                    "genoemde_ids": ArraySubquery(genoemd.values("pk")),
                    "landsdeel_ids": ArraySubquery(genoemd.values("landsdeel")),
                    "vervangt_ids": ArraySubquery(vervangt.order_by("pk").values("andere")),
                },
            )
            .order_by("opnames__volgorde", "opnames__pk")
        )

    def van_provincie(self, provincie: Provincie) -> AfspraakQuerySet:
        return self.filter(self.raakt(provincie))

    def raakt(self, provincie: Provincie) -> Q:
        """It names this provincie, also through its landsdeel or the whole country."""
        return Q(Exists(self._genoemd(provincie.pk))) | self._raakt_landsdeel_van(provincie.pk)

    def _met(self, kinderen: str, *velden: str) -> models.Prefetch:
        """Children with their own foreign keys in one query."""
        return models.Prefetch(kinderen, self._manager(kinderen).select_related(*velden))

    def _manager(self, kinderen: str) -> Any:
        model: Any = self.model._meta.get_field(kinderen).related_model
        return model._default_manager

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
            velden = [v for v in ZOEKVELDEN if v != "nummer" or heeft_cijfer(woord)]
            gevonden = gevonden.filter(
                reduce(or_, (Q(**{f"{veld}__icontains": woord}) for veld in velden))
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
            "afspraak__provincies",
            "afspraak__vraagstuk__provincies",
            "afspraak__landsdeel__provincies",
        )

    def vergrendeld(self, pk: int):
        return self.met_afspraak().select_for_update(of=("self",)).get(pk=pk)


class KindlogboekQuerySet(LogboekQuerySet, KindQuerySet):  # type: ignore[override]
    """Log rows under an afspraak."""
