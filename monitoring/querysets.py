"""Every read of the monitor by name; ``for_user`` first (ZIC-4).

A report asks its afspraak who may see it. Concepts stay with the organisation that reports.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from arrangementen.models import Afspraak, Relatie
from novex.logboek import LogboekQuerySet
from novex.models import Gebruiker, Provincie
from novex.rechten import Rol

if TYPE_CHECKING:
    from .models import Monitorronde

ZOEKVELDEN = ("programma", "item", "toelichting")
GEMELD = ("ingediend", "opgenomen")
TE_MELDEN = ("concept", "teruggestuurd")


def afspraken_in_monitor(user: Gebruiker) -> models.QuerySet[Afspraak]:
    """The afspraken whose progress this user may see: not those of another provincie (ZIC-3).

    An afspraak of another provincie that was published is seen elsewhere, without its reports.
    """
    zichtbaar = Afspraak.objects.for_user(user)
    if user.is_rijk:
        return zichtbaar
    if user.eigen_provincie_id is None:
        return zichtbaar.none()
    # Only its key is used: reading the row would cost every page a query.
    return zichtbaar.van_provincie(Provincie(pk=user.eigen_provincie_id))


def _misschien(user: Gebruiker) -> Q:
    """A first sieve, that the database holds in memory: what does not name the own provincie and
    is of no wider scope is not in sight. It spares looking at each afspraak of the others."""
    if user.is_rijk:
        return Q()
    genoemd = Afspraak.provincies.through.objects.filter(provincie=user.eigen_provincie_id)
    breder = Afspraak.objects.filter(scope__in=(Afspraak.Scope.LANDELIJK, Afspraak.Scope.LANDSDEEL))
    van_hier = Q(afspraak__in=genoemd.values("afspraak"))
    return van_hier | Q(afspraak__in=breder.order_by().values("pk"))


def gevolgd(afspraken: models.QuerySet[Afspraak]) -> models.QuerySet[Afspraak]:
    """What the monitor follows: what was established and asks for something to be done.

    Not the historical afspraken of other tables, nor lines that only state something.
    """
    return _vraagt_iets(afspraken).filter(status=Afspraak.Status.VASTGESTELD)


def gevolgd_geweest() -> models.QuerySet[Afspraak]:
    """What the monitor follows, and what it followed until the afspraak ended (VRA-9)."""
    nu = Q(status=Afspraak.Status.VASTGESTELD)
    toen = Q(status=Afspraak.Status.VERVALLEN, vastgesteld_op__isnull=False)
    return _vraagt_iets(Afspraak.objects.filter(nu | toen))


def _vraagt_iets(afspraken: models.QuerySet[Afspraak]) -> models.QuerySet[Afspraak]:
    soort, historisch = Afspraak.Regelsoort.AFSPRAAK, Afspraak.Herkomst.HISTORISCH
    return afspraken.filter(regelsoort=soort).exclude(herkomst_soort=historisch)


def te_bevragen() -> models.QuerySet[Afspraak]:
    """What a round asks about: everything that is followed and did not land yet (MON-1).

    Not of a vraagstuk that is elders belegd: its afspraken went along. Of an afspraak and the
    version that replaces it only the latter, also while everyone still reads the former (AFS-9,
    BOL-2).
    """
    vervangen = Relatie.objects.filter(
        andere=OuterRef("pk"),
        soort=Relatie.Soort.VERVANGT,
        afspraak__status=Afspraak.Status.VASTGESTELD,
    )
    loopt = gevolgd(Afspraak.objects.all()).exclude(vraagstuk__fase="elders_belegd")
    gevraagd = loopt.exclude(landing__geland_op__isnull=False)
    return gevraagd.exclude(Exists(vervangen))


def leest_alleen_gesloten(user: Gebruiker) -> bool:
    """A bestuurder or lezer reads reports of a closed round only (access table)."""
    return set(user.rollen) <= {Rol.BESTUURDER, Rol.BEHEERDER}


class MonitorrondeQuerySet(models.QuerySet["Monitorronde"]):
    def for_user(self, user: Gebruiker) -> MonitorrondeQuerySet:
        """Rounds are the same for everyone who takes part."""
        return self if user.is_active and user.ziet_dossiers else self.none()

    def open(self) -> MonitorrondeQuerySet:
        return self.filter(status="open")

    def gesloten(self) -> MonitorrondeQuerySet:
        return self.filter(status="gesloten")

    def vergrendeld(self, pk: int) -> Monitorronde:
        return self.select_for_update(of=("self",)).get(pk=pk)


class VoortgangQuerySet(models.QuerySet):
    """The working copy of a report; what others read are the Voortgangsmeldingen."""

    def for_user(self, user: Gebruiker) -> VoortgangQuerySet:
        """One's own, and those that the other sent in: a concept stays with its organisation."""
        gemeld = Q(status__in=GEMELD)
        if leest_alleen_gesloten(user):
            return self.in_zicht(user).filter(gemeld, ronde__status="gesloten")
        return self.in_zicht(user).filter(gemeld | Q(organisatie__in=user.organisatie_ids))

    def in_zicht(self, user: Gebruiker) -> VoortgangQuerySet:
        """Of every afspraak this user follows, without what is written in a concept.

        For who reported and who did not; ``stadium``, ``toelichting`` and ``vraag`` stay shut.
        """
        return self.filter(_misschien(user), afspraak__in=afspraken_in_monitor(user))

    def gevraagd_aan(self, user: Gebruiker) -> VoortgangQuerySet:
        """Of the own organisatie, or of one that it succeeded (MON-1, REF-2)."""
        return self.filter(organisatie__in=user.organisatie_ids)

    def te_melden(self, op: datetime.date) -> VoortgangQuerySet:
        """Still to be sent in, from the first day of the round until it is closed (MON-1).

        An afspraak that ended meanwhile asks nothing any more.
        """
        return self.filter(
            ronde__status="open", ronde__open_van__lte=op, status__in=TE_MELDEN
        ).exclude(afspraak__status="vervallen")

    def voor_lijst(self) -> VoortgangQuerySet:
        return self.select_related("afspraak", "organisatie", "ronde")

    def vergrendeld(self, pk: int) -> Any:
        return self.select_for_update(of=("self",)).select_related("ronde").get(pk=pk)

    def update(self, **values: Any) -> int:
        if "status" in values:
            raise TypeError("The status changes only by an overgang, not by update().")
        return super().update(**values)


class VoortgangsmeldingQuerySet(LogboekQuerySet):
    """What was sent in, returned or taken up: append-only."""

    def for_user(self, user: Gebruiker) -> VoortgangsmeldingQuerySet:
        """Who sees the afspraak sees what was sent in; a bestuurder after the round closed.

        A question is between VRO and the organisation that reports.
        """
        zicht = self.filter(voortgang__afspraak__in=afspraken_in_monitor(user))
        if leest_alleen_gesloten(user):
            zicht = zicht.filter(voortgang__ronde__status="gesloten")
        if user.is_vro:
            return zicht
        return zicht.filter(~Q(soort="teruggestuurd") | Q(organisatie__in=user.organisatie_ids))

    def ingediend(self) -> VoortgangsmeldingQuerySet:
        return self.filter(soort="ingediend")


class LichtcorrectieQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> LichtcorrectieQuerySet:
        return self.filter(afspraak__in=afspraken_in_monitor(user))


class BuitenvoortgangQuerySet(models.QuerySet):
    def for_user(self, user: Gebruiker) -> BuitenvoortgangQuerySet:
        """Published sources: for everyone who takes part."""
        return self if user.is_active and user.ziet_dossiers else self.none()

    def zoek(self, tekst: str) -> BuitenvoortgangQuerySet:
        tekst = tekst.strip()
        if not tekst:
            return self
        # Apart, so that each uses the index of its field before the rows are put in order.
        alle = self.model._default_manager.order_by().values("pk")
        eerste, *andere = (alle.filter(**{f"{veld}__icontains": tekst}) for veld in ZOEKVELDEN)
        return self.filter(pk__in=eerste.union(*andere))
