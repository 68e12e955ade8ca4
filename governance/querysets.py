"""Every read by name; who may see what comes first (ZIC-3, ZIC-4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from dossiers.models import Feit, Vraagstuk
from dossiers.querysets import VraagstukQuerySet
from governance.gevolgen import feitsoort
from governance.gremia import DO_UITKOMSTEN, KANDIDAATFASEN, RIJKSTAFELS, Gremium, Uitkomstsoort
from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import Rol
from novex.zichtbaarheid import Kant, zichtbaar_voor

if TYPE_CHECKING:
    from .models import Agendapunt, Inzichtverschil, Overleg, Rijksinzet, Stuk, Uitkomst

OVERLEG = "agendapunt__overleg"
UITGEGAAN = ("verzonden", "gehouden", "vastgesteld")


class OverlegQuerySet(models.QuerySet["Overleg"]):
    def for_user(self, user: Gebruiker) -> OverlegQuerySet:
        """The Rijk sees all tables; a provincie those where it sits (OVL-2, SNE-1)."""
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        if user.is_rijk:
            return self
        aan_tafel = self.model.provincies.through.objects.filter(
            overleg=OuterRef("pk"), provincie=user.eigen_provincie_id
        )
        return self.filter(Exists(aan_tafel)).exclude(gremium__in=RIJKSTAFELS)

    def vergrendeld(self, pk: int) -> Overleg:
        """Read one again and lock it: judge what is in the database now."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def laatste_volgorde(self, overleg: Overleg) -> int:
        """The place of the last punt, also of one that was taken off."""
        return overleg.agendapunten.aggregate(m=models.Max("volgorde"))["m"] or 0

    def zelfde_in_cyclus(self, overleg: Overleg, provincies: Iterable[Provincie]) -> list[Overleg]:
        """Other meetings that count as the one of the same provincie or landsdeel (OVL-2)."""
        if overleg.ronde is None:
            return []
        zelfde = self.filter(
            ronde__cyclus=overleg.ronde.cyclus_id, gremium=overleg.gremium
        ).exclude(Q(pk=overleg.pk) | Q(agenda_status="afgelast"))
        if overleg.gremium == Gremium.BOL:
            return list(zelfde.filter(landsdeel=overleg.landsdeel_id))
        aan_tafel = self.model.provincies.through.objects.filter(
            overleg=OuterRef("pk"), provincie__in=[p.pk for p in provincies]
        )
        return list(zelfde.filter(Exists(aan_tafel)))

    def te_agenderen(self, vraagstuk: Vraagstuk) -> OverlegQuerySet:
        """The agendas in concept that it fits and is not on, of its own provincies (AGE-1)."""
        tafels = [tafel for tafel, fasen in KANDIDAATFASEN.items() if vraagstuk.fase in fasen]
        aan_tafel = self.model.provincies.through.objects.filter(
            overleg=OuterRef("pk"), provincie__in=vraagstuk.betrokken_provincie_ids()
        )
        punten: Any = self.model._meta.get_field("agendapunten").related_model
        staat_erop = punten.objects.op_agenda().filter(overleg=OuterRef("pk"), vraagstuk=vraagstuk)
        in_concept = self.filter(agenda_status="concept", gremium__in=tafels)
        return in_concept.filter(Exists(aan_tafel), ~Exists(staat_erop)).order_by("datum", "pk")

    def voor_lijst(self) -> OverlegQuerySet:
        return self.select_related("ronde__cyclus", "landsdeel").prefetch_related("provincies")

    def van_jaar(self, jaar: int) -> OverlegQuerySet:
        """All meetings of a cyclus, and other tables in that calendar year (OVL-3)."""
        return self.filter(Q(ronde__cyclus__jaar=jaar) | Q(ronde=None, datum__year=jaar))

    def update(self, **values: Any) -> int:
        if "agenda_status" in values:
            raise TypeError("The state changes only by an overgang, not by update().")
        return super().update(**values)


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def for_user(self, user: Gebruiker) -> AgendapuntQuerySet:
        """A provincie sees a punt that names it, of a vraagstuk it may see (OVL-2, ZIC-3)."""
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        # What was sent has a number, also where the meeting was called off since (AGE-3).
        verzonden = Q(overleg__agenda_status__in=UITGEGAAN) | Q(nummer__isnull=False)
        punten = self.filter(verzonden) if user.leest_alleen else self
        if user.is_rijk:
            return punten
        genoemd = self.model.provincies.through.objects.filter(
            agendapunt=OuterRef("pk"), provincie=user.eigen_provincie_id
        )
        return punten.filter(
            Q(vraagstuk=None) | Q(vraagstuk__in=Vraagstuk.objects.for_user(user)),
            Exists(genoemd),
        ).exclude(gremium__in=RIJKSTAFELS)

    def vergrendeld(self, pk: int) -> Agendapunt:
        return self.select_for_update(of=("self",)).get(pk=pk)

    def op_agenda(self) -> AgendapuntQuerySet:
        """Without the punten that were taken off."""
        return self.filter(afgevoerd_op=None)

    def voor_lijst(self) -> AgendapuntQuerySet:
        return self.select_related(
            "overleg__ronde__cyclus", "vraagstuk", "indiener", "sectoraal_van"
        ).prefetch_related("provincies")

    def zonder_consensus(self) -> AgendapuntQuerySet:
        """The punten where a DO had no consensus (BES-3)."""
        uitkomst: Any = self.model.uitkomsten.rel.related_model
        zonder = uitkomst.objects.actueel().filter(
            agendapunt=OuterRef("pk"), gremium=Gremium.DO, soort=Uitkomstsoort.GEEN_CONSENSUS
        )
        return (
            self.annotate(doorloop_escalatie=Subquery(zonder.values("doorloop")[:1]))
            .filter(doorloop_escalatie__isnull=False)
            .select_related("overleg", "escalatie")
            .prefetch_related("provincies")
        )

    def voor_toets(self, stukken: StukQuerySet | None = None) -> AgendapuntQuerySet:
        """In their order, with all that a page and the criteria ask of them.

        ``stukken`` are those that the reader of a page may see; a criterion takes them all.
        """
        model: Any = self.model.stukken.rel.related_model
        bij_punt = model.objects.all() if stukken is None else stukken
        return (
            self.select_related("vraagstuk", "indiener", "sectoraal_van")
            .prefetch_related(
                "provincies",
                "afwijkingen",
                Prefetch("vraagstuk__organisaties", Organisatie.objects.met_sprekers()),
                Prefetch("stukken", bij_punt.select_related("organisatie")),
            )
            .order_by("volgorde", "pk")
        )


class VanPuntMixin:
    """A child of an agendapunt asks its parent who may see it."""

    def _bij_zichtbaar_punt(self, user: Gebruiker):
        punt = self.model._meta.get_field("agendapunt").related_model  # type: ignore[attr-defined]
        return self.filter(agendapunt__in=punt.objects.for_user(user))  # type: ignore[attr-defined]


class AnnotatieQuerySet(VanPuntMixin, models.QuerySet):
    def for_user(self, user: Gebruiker) -> AnnotatieQuerySet:
        """Inside the Rijk, and by its own level (AGE-2, ZIC-2)."""
        if not user.is_rijk:
            return self.none()
        return self._bij_zichtbaar_punt(user).filter(zichtbaar_voor(user))


class AfwijkingQuerySet(VanPuntMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> AfwijkingQuerySet:
        """That a mandaat was missing stays inside the Rijk (BES-5, ZIC-2)."""
        zichtbaar = self._bij_zichtbaar_punt(user)
        return zichtbaar if user.is_rijk else zichtbaar.exclude(regel="zonder_mandaat")


class UitkomstQuerySet(VanPuntMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> UitkomstQuerySet:
        """Who sees the punt sees its outcomes, side by side (VRA-15)."""
        return self._bij_zichtbaar_punt(user)

    def actueel(self) -> UitkomstQuerySet:
        """Without the ones that a herziening replaced."""
        return self.filter(vervangen_door=None)

    def actueel_van(self, punt: Agendapunt) -> UitkomstQuerySet:
        """What holds now for this punt, per provincie."""
        return (
            self.actueel()
            .filter(agendapunt=punt)
            .select_related("provincie", "door", "agendapunt__overleg__landsdeel")
            .order_by("provincie", "pk")
        )

    def die_tellen(self, soort: str, gremium: str) -> UitkomstQuerySet:
        """What this kind of table concluded with a provincie, in the doorloop of now or confirmed
        by name since (VRA-8)."""
        bevestigd = Feit.objects.van(feitsoort(gremium, soort)).filter(
            vraagstuk=OuterRef("agendapunt__vraagstuk"),
            doorloop=OuterRef("agendapunt__vraagstuk__doorloop"),
            kenmerk=OuterRef("provincie__code"),
            waarde=soort,
            herbevestigt__isnull=False,
        )
        van_nu = Q(doorloop=F("agendapunt__vraagstuk__doorloop"))
        return self.actueel().filter(van_nu | Exists(bevestigd), soort=soort, gremium=gremium)

    def met_telling(self) -> UitkomstQuerySet:
        """With ``telt``: of the doorloop of now, or confirmed by name since (VRA-8)."""
        bevestigd = Feit.objects.geldend().filter(
            vraagstuk=OuterRef("agendapunt__vraagstuk"),
            doorloop=OuterRef("agendapunt__vraagstuk__doorloop"),
            soort__in=[Feit.Soort.DO_UITKOMST, Feit.Soort.BOL_BESLUIT],
            kenmerk=OuterRef("voor"),
            waarde=OuterRef("soort"),
            herbevestigt__isnull=False,
        )
        van_nu = Q(doorloop=F("agendapunt__vraagstuk__doorloop"))
        alle = self.annotate(voor=Coalesce(f"{OVERLEG}__landsdeel__code", "provincie__code"))
        return alle.annotate(telt=van_nu | Q(Exists(bevestigd)))

    def aangehouden(self) -> UitkomstQuerySet:
        """What a table put off and did not take up again since, in this doorloop (BES-1, VRA-8).

        Taken up: a later meeting of the same table gave the vraagstuk an outcome, put off again
        or not.
        """
        zelfde_tafel = (
            Q(provincie=OuterRef("provincie"))
            | Q(provincie=None, agendapunt__overleg__landsdeel=OuterRef(f"{OVERLEG}__landsdeel"))
            | Q(provincie=None, agendapunt__overleg__landsdeel=None)
        )
        later = (
            UitkomstQuerySet(self.model)
            .actueel()
            .filter(
                zelfde_tafel,
                Q(agendapunt__overleg__datum__gt=OuterRef(f"{OVERLEG}__datum"))
                | Q(agendapunt__overleg__datum=OuterRef(f"{OVERLEG}__datum"))
                & Q(agendapunt__gt=OuterRef("agendapunt")),
                gremium=OuterRef("gremium"),
                agendapunt__vraagstuk=OuterRef("agendapunt__vraagstuk"),
            )
        )
        nu = self.actueel().filter(
            soort=Uitkomstsoort.AANGEHOUDEN, doorloop=F("agendapunt__vraagstuk__doorloop")
        )
        return nu.filter(~Exists(later)).select_related(OVERLEG, "agendapunt__vraagstuk")

    def do_uitkomst_elders(
        self, punt: Agendapunt, doorloop: int, provincies: Iterable[Provincie | None]
    ) -> Uitkomst | None:
        """The besluit, advies or geen consensus of another DO in this doorloop (BES-4)."""
        return (
            self.actueel()
            .filter(
                agendapunt__vraagstuk=punt.vraagstuk_id,
                doorloop=doorloop,
                gremium=Gremium.DO,
                soort__in=DO_UITKOMSTEN,
                provincie__in=[p.pk for p in provincies if p],
            )
            .exclude(agendapunt=punt)
            .select_related("agendapunt__overleg")
            .first()
        )

    def voor_lijst(self) -> UitkomstQuerySet:
        return self.select_related("agendapunt__overleg", "provincie", "door").prefetch_related(
            "instrumenten"
        )


class VerschilQuerySet(VanPuntMixin, models.QuerySet["Inzichtverschil"]):
    def for_user(self, user: Gebruiker) -> VerschilQuerySet:
        """Once released both sides read it; before that the Rijk, or its provincie (BES-3)."""
        eigen = Q(organisatie__in=user.organisatie_ids)
        if user.is_rijk:
            eigen |= Q(organisatie__kant=Kant.RIJK)
        return self._bij_zichtbaar_punt(user).filter(eigen | Q(vrijgegeven_op__isnull=False))

    def vergrendeld(self, pk: int) -> Inzichtverschil:
        return self.select_for_update(of=("self",)).get(pk=pk)

    def van_partij(self, punt: Agendapunt, user: Gebruiker) -> Inzichtverschil | None:
        """The one standpunt of the party of this user, if it wrote one; after ``for_user``."""
        return self.filter(agendapunt=punt, organisatie__in=user.organisatie_ids).first()


class EscalatieQuerySet(VanPuntMixin, models.QuerySet):
    def for_user(self, user: Gebruiker) -> EscalatieQuerySet:
        """Who goes on with it is for both sides: who sees the punt reads it (BES-3)."""
        return self._bij_zichtbaar_punt(user)


class StukQuerySet(VanPuntMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> StukQuerySet:
        """With the punt, and by its own level (AGE-2, ZIC-1)."""
        return self._bij_zichtbaar_punt(user).filter(zichtbaar_voor(user), weggehaald_op=None)

    def haal_weg(self, stuk: Stuk, op: datetime.datetime) -> None:
        """The one change that a stuk knows, and once (AGE-3); the trigger allows no other."""
        models.QuerySet.update(self.filter(pk=stuk.pk), weggehaald_op=op)


class VanOverlegMixin:
    def _bij_zichtbaar_overleg(self, user: Gebruiker):
        overleg = self.model._meta.get_field("overleg").related_model  # type: ignore[attr-defined]
        return self.filter(overleg__in=overleg.objects.for_user(user))  # type: ignore[attr-defined]


class AgendareactieQuerySet(VanOverlegMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> AgendareactieQuerySet:
        """The Rijk reads all reactions, a provincie its own (AGE-5, ZIC-3)."""
        zichtbaar = self._bij_zichtbaar_overleg(user)
        return zichtbaar if user.is_rijk else zichtbaar.filter(provincie=user.eigen_provincie_id)


class AgendaversieQuerySet(VanOverlegMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> AgendaversieQuerySet:
        return self._bij_zichtbaar_overleg(user)


class AgendastapQuerySet(VanOverlegMixin, LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> AgendastapQuerySet:
        """Who reads the agenda reads what happened to it; the calendar says when and if (ALG-2)."""
        zichtbaar = self._bij_zichtbaar_overleg(user)
        if user.leest_alleen:
            uitgegaan = Q(overleg__agenda_status__in=UITGEGAAN)
            return zichtbaar.filter(uitgegaan | Q(handeling__in=["verplaatst", "gelast_af"]))
        return zichtbaar


class MandaatQuerySet(models.QuerySet):
    def for_user(self, user: Gebruiker) -> MandaatQuerySet:
        """VRO, the regietafel, and the department whose mandaat it is (BES-5)."""
        if not user.is_active or not user.ziet_dossiers or not user.is_rijk:
            return self.none()
        zichtbaar = self.filter(vraagstuk__in=Vraagstuk.objects.for_user(user))
        aan_regietafel = Rol.REGIETAFELLID in user.rollen and user.zit_aan_regietafel
        if (user.is_vro and not user.leest_alleen) or aan_regietafel:
            return zichtbaar
        return zichtbaar.filter(organisatie__in=user.organisatie_ids)

    def vergrendeld(self, pk: int):
        return self.select_for_update(of=("self",)).get(pk=pk)


class RijksinzetQuerySet(models.QuerySet["Rijksinzet"]):
    def for_user(self, user: Gebruiker) -> RijksinzetQuerySet:
        """The Rijk reads every version; the regio what was released (BES-7)."""
        zichtbaar = self.filter(vraagstuk__in=Vraagstuk.objects.for_user(user))
        return zichtbaar if user.is_rijk else zichtbaar.filter(status="vrijgegeven")

    def nieuwste(self, vraagstuk: Vraagstuk) -> Rijksinzet | None:
        """The last version of this doorloop or an earlier one; after ``for_user``."""
        return self.filter(vraagstuk=vraagstuk).order_by("-versie").first()

    def vergrendeld(self, pk: int) -> Rijksinzet:
        return self.select_for_update(of=("self",)).get(pk=pk)

    def update(self, **values: Any) -> int:
        if "status" in values:
            raise TypeError("The state changes only by an overgang, not by update().")
        return super().update(**values)


def aan_deze_tafel(user: Gebruiker, overleg: Overleg) -> VraagstukQuerySet:
    """The open vraagstukken of the provincies at this table, as this user sees them."""
    zichtbaar = Vraagstuk.objects.for_user(user).open()
    ids = overleg.betrokken_provincie_ids()
    if not ids:
        return zichtbaar
    koppeling = Vraagstuk.provincies.through.objects
    return zichtbaar.filter(Exists(koppeling.filter(vraagstuk=OuterRef("pk"), provincie__in=ids)))


def kandidaten(user: Gebruiker, overleg: Overleg) -> VraagstukQuerySet:
    """What may come on this agenda: its fase fits and it is not there yet (AGE-1).

    Annotated with what a reader wants to know of its readiness, without a query per row.
    """
    punten = Vraagstuk._meta.get_field("agendapunten").related_model.objects
    feiten = Feit.objects.geldend().filter(vraagstuk=OuterRef("pk"), doorloop=OuterRef("doorloop"))
    al_op_agenda = punten.op_agenda().filter(vraagstuk=OuterRef("pk"), overleg=overleg)
    return (
        aan_deze_tafel(user, overleg)
        .filter(fase__in=KANDIDAATFASEN[Gremium(overleg.gremium)])
        .exclude(Exists(al_op_agenda))
        .annotate(
            mandaten_van=ArraySubquery(feiten.filter(soort="mandaat").values("kenmerk")),
            heeft_rijksinzet=Exists(feiten.filter(soort="rijksinzet")),
            **Vraagstuk.objects.wat_een_tafel_mist(),
            aantal_richtingen=Count(
                "richtingen", filter=Q(richtingen__afgevallen_reden=""), distinct=True
            ),
        )
        .select_related("aanpak")
        .prefetch_related(Prefetch("organisaties", Organisatie.objects.met_sprekers()))
        .order_by("nummer")
    )
