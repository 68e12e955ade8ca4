"""Every read of a dossier by name; ``for_user`` first (ZIC-4)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Provincie
from novex.zichtbaarheid import Kant, gedeelde_niveaus, zichtbaar_voor

if TYPE_CHECKING:
    from .models import Vraagstuk

EINDFASEN = ("teruggelegd", "elders_belegd", "beeindigd", "geen_keuze")
ZOEKVELDEN = ("titel", "omschrijving", "nummer", "dilemmas", "spanningen", "kansen")


class VraagstukQuerySet(models.QuerySet["Vraagstuk"]):
    def for_user(self, user: Gebruiker) -> VraagstukQuerySet:
        """What this user may see: the Rijk all, a provincie its own (ZIC-3).

        A concept stays on the side that wrote it, until that side offers it (VRA-0). With
        ``Exists`` and not a join, so that locking stays possible and ``count()`` stays right.
        """
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        eigen_kant = ~Q(fase="concept") | Q(organisatie__kant=user.kant)
        if user.is_rijk:
            aangeboden = Q(aangeboden_op__isnull=False) & self._raakt(user.toegewezen_provincie_ids)
            return self.filter(eigen_kant | aangeboden)
        # One set of keys and not an "or": a provincie reads its own rows, not all of them.
        koppeling = self.model.provincies.through.objects
        raakt = koppeling.filter(provincie=user.eigen_provincie_id).values("vraagstuk")
        alle = self.model._base_manager.order_by()
        eigen = alle.filter(fase="concept", organisatie__in=user.organisatie_ids).values("pk")
        return self.filter(eigen_kant, pk__in=raakt.union(eigen))

    def _raakt(self, provincies: set[Any]) -> Q:
        koppeling = self.model.provincies.through.objects
        return Q(Exists(koppeling.filter(vraagstuk=OuterRef("pk"), provincie__in=provincies)))

    def vergrendeld(self, pk: int) -> Vraagstuk:
        """Read one again and lock it: judge what is in the database now."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def update(self, **values: Any) -> int:
        """Refuse a fase outside the overgangen; otherwise the usual ``update()`` (VRA-2)."""
        if "fase" in values:
            raise TypeError("The fase changes only by an overgang, not by update().")
        return super().update(**values)

    # One dossier (VRA-14)

    def met_namen(self, *delen: str) -> VraagstukQuerySet:
        """As ``namen_<deel>`` the names of what it is linked to: to read, without rows to load."""
        return self.annotate(
            **{
                f"namen_{veld}": ArraySubquery(
                    _deel(self.model, veld)
                    .objects.filter(vraagstukken=OuterRef("pk"))
                    .order_by("naam", "pk")
                    .values("naam")
                )
                for veld in delen
            }
        )

    def voor_dossier(self) -> VraagstukQuerySet:
        """The row of one dossier, with the rows it points to; ``dossier_delen`` are its parts."""
        return (
            self.met_namen("domeinen", "keuzes", "novex_gebieden", "programmas")
            .select_related(
                "aan_zet_organisatie",
                "aanpak__voorkeursrichting",
                "lead_accounthouder",
                "lead_provincie",
                "melder_organisatie",
                "organisatie",
            )
            .annotate(namen_bezwaren=self._open_bezwaren())
        )

    def wat_een_tafel_mist(self) -> dict[str, Any]:
        """To annotate: by name what a row lacks for a table, without rows to load (VRA-5, BES-10).

        Straight past the DO only as long as a snelle tafel advises "bestuurlijk".
        """
        feiten = _deel(self.model, "feiten").objects.geldend()
        hier = feiten.filter(vraagstuk=OuterRef("pk"), doorloop=OuterRef("doorloop"))
        bestuurlijk = feiten.filter(soort="snelle_tafeladvies", waarde="bestuurlijk")
        advies = bestuurlijk.filter(vraagstuk=OuterRef("vraagstuk"), doorloop=OuterRef("doorloop"))
        richtingen = _deel(self.model, "richtingen").objects.op_tafel()
        richtingen = richtingen.filter(vraagstuk=OuterRef("pk"))
        # A weging on each of the three principles (VRA-12).
        ongewogen = richtingen.met_aantal_wegingen().filter(aantal_wegingen__lt=3)
        return {
            "namen_bezwaren": self._open_bezwaren(),
            "ongewogen": ArraySubquery(ongewogen.values("titel")),
            "rechtstreeks": ArraySubquery(
                hier.filter(Exists(advies), soort="doorgeleid_naar").values("waarde")
            ),
            "zonder_do": self._provincies_zonder("do_uitkomst"),
            "zonder_gpdg": self._provincies_zonder("gpdg_advies"),
        }

    def _provincies_zonder(self, soort: str) -> ArraySubquery:
        """The names of those concerned for which this feit does not count yet (VRA-15)."""
        verteld = (
            _deel(self.model, "feiten")
            .objects.van(soort)
            .filter(
                kenmerk=OuterRef("code"),
                vraagstuk=OuterRef(OuterRef("pk")),
                doorloop=OuterRef(OuterRef("doorloop")),
            )
        )
        alle = _deel(self.model, "provincies").objects.filter(vraagstukken=OuterRef("pk"))
        return ArraySubquery(alle.filter(~Exists(verteld)).order_by("naam").values("naam"))

    def _open_bezwaren(self) -> ArraySubquery:
        wijzigingen = _deel(self.model, "tekstwijzigingen").objects.met_open_bezwaar()
        return ArraySubquery(wijzigingen.filter(vraagstuk=OuterRef("pk")).values("label"))

    def dossier_delen(self, fase: str) -> list[Prefetch]:
        """All that the criteria and the route of a dossier in this fase read, a query each.

        Only to look at: a service locks and reads again, because this goes stale.
        """
        plaats = [self._met_rijen("provincies", "landsdeel")]
        if fase == "concept":  # nothing happened yet
            return plaats
        return [
            *plaats,
            self._met_rijen("organisaties", "opvolger", "valt_onder__opvolger"),
            self._met_rijen("feiten"),
            Prefetch("richtingen", _deel(self.model, "richtingen").objects.met_aantal_wegingen()),
            self._met_rijen("triageadviezen", "door__organisatie", "besluit__door__organisatie"),
            self._met_rijen("instemmingen", "organisatie"),
            self._met_rijen("beleggingen", "ontvanger_organisatie"),
            self._met_rijen("faseovergangen", "door__organisatie", "betreft"),
        ]

    def _met_rijen(self, deel: str, *rijen: str) -> Prefetch:
        """A part with the rows that it points to."""
        alle = _deel(self.model, deel).objects.all()
        return Prefetch(deel, alle.select_related(*rijen) if rijen else alle)

    # Lists (VRA-10)

    def voor_lijst(self) -> VraagstukQuerySet:
        """All that a line in a list needs, in a fixed number of queries.

        ``aantal_afspraken`` counts live feiten; ``laatst_gewijzigd`` is the newest of an edit
        and a faseovergang.
        """
        overgangen: Any = self.model._meta.get_field("faseovergangen").related_model
        laatste = overgangen.objects.filter(vraagstuk=OuterRef("pk")).order_by("-pk")
        afspraken = (
            _deel(self.model, "feiten")
            .objects.van("afspraak")
            .filter(vraagstuk=OuterRef("pk"))
            .order_by()
            .values("vraagstuk")
            .values(aantal=Count("kenmerk", distinct=True))
        )
        return (
            self.select_related(
                "lead_provincie", "lead_accounthouder", "aan_zet_organisatie", "organisatie"
            )
            .met_namen("provincies", "domeinen")
            .annotate(
                # Not a join: that counts for all rows before the page takes its 25.
                aantal_afspraken=Coalesce(Subquery(afspraken), 0),
                laatst_gewijzigd=Coalesce(
                    models.functions.Greatest("gewijzigd_op", Subquery(laatste.values("op")[:1])),
                    F("gewijzigd_op"),
                ),
            )
        )

    def in_fase(self, *fasen: str) -> VraagstukQuerySet:
        return self.filter(fase__in=fasen)

    def open(self) -> VraagstukQuerySet:
        """Numbered and not at an end."""
        return self.exclude(fase__in=("concept", *EINDFASEN))

    def in_provincie(self, provincie: Provincie) -> VraagstukQuerySet:
        return self.filter(self._raakt({provincie.pk}))

    def in_landsdeel(self, landsdeel: Any) -> VraagstukQuerySet:
        koppeling = self.model.provincies.through.objects
        return self.filter(
            Exists(koppeling.filter(vraagstuk=OuterRef("pk"), provincie__landsdeel=landsdeel))
        )

    def met_domein(self, domein: Any) -> VraagstukQuerySet:
        return self._met("domeinen", "domein", domein)

    def met_programma(self, programma: Any) -> VraagstukQuerySet:
        return self._met("programmas", "programma", programma)

    def met_novex_gebied(self, gebied: Any) -> VraagstukQuerySet:
        return self._met("novex_gebieden", "novexgebied", gebied)

    def _met(self, veld: str, kolom: str, waarde: Any) -> VraagstukQuerySet:
        koppeling = getattr(self.model, veld).through.objects
        return self.filter(Exists(koppeling.filter(vraagstuk=OuterRef("pk"), **{kolom: waarde})))

    def aan_zet(self, organisatie: Any) -> VraagstukQuerySet:
        """This organisatie must act (VRA-1)."""
        return self.filter(aan_zet_organisatie=organisatie)

    def niet_bijgewerkt_sinds(self, op: datetime.date) -> VraagstukQuerySet:
        """Not edited and not moved since the start of this day: an overgang is an edit too."""
        return self.filter(gewijzigd_op__date__lt=op)

    def keert_terug_voor(self, op: datetime.date) -> VraagstukQuerySet:
        """At an end with a return date on or before this day (VRA-6, VRA-7)."""
        return self.filter(fase__in=("elders_belegd", "geen_keuze"), terug_op__lte=op)

    def zoek(self, tekst: str) -> VraagstukQuerySet:
        """Dutch full text over title, description and picture, or a part of title or number."""
        tekst = tekst.strip()
        if not tekst:
            return self
        alle = self.model._default_manager.order_by()
        woorden = alle.alias(_vector=SearchVector(*ZOEKVELDEN, config="dutch")).filter(
            _vector=SearchQuery(tekst, config="dutch", search_type="websearch")
        )
        deel = Q(titel__icontains=tekst) | Q(gebied__icontains=tekst)
        if heeft_cijfer(tekst):
            deel |= Q(nummer__icontains=tekst)
        # Apart, each by its own index: together every text that is found would be read again.
        return self.filter(pk__in=woorden.values("pk").union(alle.filter(deel).values("pk")))


def heeft_cijfer(tekst: str) -> bool:
    """Could this be a part of a number? Each column to search in takes its time."""
    return any(teken.isdigit() for teken in tekst)


def _deel(model: Any, veld: str) -> Any:
    return model._meta.get_field(veld).related_model


class OnderdeelQuerySet(models.QuerySet):
    """Rows that belong to a vraagstuk: never more open than it (ZIC-1).

    ``naar_vraagstuk`` is the path to it.
    """

    naar_vraagstuk = "vraagstuk"

    def for_user(self, user: Gebruiker) -> Any:
        return self.filter(**{f"{self.naar_vraagstuk}__in": self._vraagstukken(user)})

    def _vraagstukken(self, user: Gebruiker) -> VraagstukQuerySet:
        model: Any = self.model
        for stap in self.naar_vraagstuk.split("__"):
            model = model._meta.get_field(stap).related_model
        return model._default_manager.for_user(user)


class RichtingQuerySet(OnderdeelQuerySet):
    def op_tafel(self) -> RichtingQuerySet:
        """Without what was dropped: that needs no weighing and is no choice (VRA-12)."""
        return self.filter(afgevallen_reden="")

    def met_aantal_wegingen(self) -> RichtingQuerySet:
        return self.annotate(aantal_wegingen=Count("wegingen"))


class WegingQuerySet(OnderdeelQuerySet):
    naar_vraagstuk = "richting__vraagstuk"


class TekstreactieQuerySet(OnderdeelQuerySet):
    naar_vraagstuk = "wijziging__vraagstuk"

    def open_bezwaren(self) -> TekstreactieQuerySet:
        """A bezwaar without an answer blocks VRA-4 and VRA-5 (VRA-16)."""
        return self.filter(soort="bezwaar", beantwoord_op=None)


class OnderdeelLogboek(OnderdeelQuerySet, LogboekQuerySet):  # type: ignore[override]
    """Append-only rows of a vraagstuk."""


class VertrekQuerySet(LogboekQuerySet):
    """Who left a vraagstuk does not see it any more, but reads that of itself."""

    def for_user(self, user: Gebruiker) -> VertrekQuerySet:
        if user.is_rijk:
            vraagstuk: Any = self.model._meta.get_field("vraagstuk").related_model
            return self.filter(vraagstuk__in=vraagstuk.objects.for_user(user))
        eigen = user.eigen_provincie_id if user.is_active and user.ziet_dossiers else None
        return self.filter(provincie=eigen) if eigen else self.none()


class InstemmingQuerySet(OnderdeelLogboek):  # type: ignore[override]
    def gegeven(self) -> InstemmingQuerySet:
        return self.filter(soort="gegeven")

    def antwoorden(self) -> InstemmingQuerySet:
        return self.exclude(soort="gevraagd")

    def wacht_op_antwoord(self) -> InstemmingQuerySet:
        """The newest question about a step, in the fase and doorloop of now (VRA-8)."""
        later = self.model._base_manager.filter(
            soort="gevraagd",
            vraagstuk=OuterRef("vraagstuk"),
            handeling=OuterRef("handeling"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(
            ~Exists(later),
            soort="gevraagd",
            fase=F("vraagstuk__fase"),
            doorloop=F("vraagstuk__doorloop"),
        )


class TekstwijzigingQuerySet(OnderdeelLogboek):  # type: ignore[override]
    def met_open_bezwaar(self) -> TekstwijzigingQuerySet:
        """A bezwaar without an answer blocks VRA-4 and VRA-5 (VRA-16)."""
        reacties = _deel(self.model, "reacties").objects
        return self.filter(Exists(reacties.open_bezwaren().filter(wijziging=OuterRef("pk"))))


class FeitQuerySet(OnderdeelQuerySet):
    def for_user(self, user: Gebruiker) -> FeitQuerySet:
        """Within the vraagstuk also the audience of the feit itself (ZIC-2)."""
        return super().for_user(user).filter(publiek__in=gedeelde_niveaus(user))

    def geldend(self) -> FeitQuerySet:
        return self.filter(ingetrokken_op=None)

    def van(self, soort: str) -> FeitQuerySet:
        return self.geldend().filter(soort=soort)

    def ingehaald(self) -> FeitQuerySet:
        """Those about which something else was told since, in a doorloop before this one, that
        still stands (VRA-8)."""
        gelijk = {naam: OuterRef(naam) for naam in ("vraagstuk", "soort", "kenmerk")}
        later = self.model._base_manager.filter(
            ingetrokken_op=None,
            doorloop__gt=OuterRef("doorloop"),
            doorloop__lt=F("vraagstuk__doorloop"),
            **gelijk,
        )
        return self.filter(Exists(later))

    def delete(self) -> Any:
        raise TypeError("A feit is never removed; withdraw it.")


class NotitieQuerySet(OnderdeelQuerySet):
    def for_user(self, user: Gebruiker) -> NotitieQuerySet:
        """A notitie has its own audience within that of its vraagstuk (ZIC-1, ZIC-2)."""
        return super().for_user(user).filter(zichtbaar_voor(user))


class BeleggingQuerySet(OnderdeelQuerySet):
    def wacht_op_antwoord(self) -> BeleggingQuerySet:
        """Asked, and not overtaken by a return of the vraagstuk (VRA-7, VRA-8)."""
        return self.filter(
            status="gevraagd",
            doorloop=F("vraagstuk__doorloop"),
            vraagstuk__fase="elders_belegd",
        )

    def te_laat(self, op: datetime.date) -> BeleggingQuerySet:
        """Not acknowledged and not refused before its date (VRA-7)."""
        return self.wacht_op_antwoord().filter(antwoord_voor__lt=op)


def andere_kant(kant: str) -> str:
    """The side that must agree with this one (VRA-16)."""
    return Kant.REGIO if kant == Kant.RIJK else Kant.RIJK
