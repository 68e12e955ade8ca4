from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField, Transition

from dossiers.models import Vraagstuk
from governance import regels
from governance.querysets import RijksinzetQuerySet
from novex.fsm import Stap, mogelijke_overgang, overgang, stappen
from novex.logboek import Logregel
from novex.models import Gebruiker, Organisatie


class Inzetstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    AKKOORD = "akkoord", "Akkoord van de departementen"
    VRIJGEGEVEN = "vrijgegeven", "Vrijgegeven aan Rijk en regio"


S = Inzetstatus


class Rijksinzet(models.Model):
    """One version of what the Rijk brings, with one voice (BES-7).

    A text is never changed: a change is a new version with a reason.
    """

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="rijksinzetten")
    versie = models.PositiveSmallIntegerField()
    doorloop = models.PositiveSmallIntegerField()
    tekst = models.TextField(max_length=8000)
    reden = models.TextField(blank=True, max_length=2000)
    status = FSMField("stand", choices=Inzetstatus, default=S.CONCEPT, protected=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    vrijgegeven_op = models.DateTimeField(null=True, editable=False)

    objects = RijksinzetQuerySet.as_manager()

    class Meta:
        verbose_name = "Rijksinzet"
        verbose_name_plural = "Rijksinzetten"
        ordering = ["vraagstuk", "-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "versie"],
                name="rijksinzet_versie_eenmaal",
                violation_error_message=(
                    "Iemand anders maakte net deze versie. Open de pagina opnieuw en lees die "
                    "eerst."
                ),
                violation_error_code="versie_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(versie=1) | ~Q(reden=""),
                name="rijksinzet_wijziging_heeft_reden",
                violation_error_message=(
                    "Bij een nieuwe versie hoort een reden. Schrijf wat er veranderde en waarom."
                ),
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"Rijksinzet, versie {self.versie}"

    def stap(self, naam: str) -> Transition | None:
        """The step of this name out of the present state, if there is one."""
        return mogelijke_overgang(self, "status", naam)

    def stap_voor(self, naam: str, user: Gebruiker) -> Stap | None:
        """That step as this user sees it, with what still blocks it."""
        return next((s for s in stappen(self, "status", user) if s.naam == naam), None)

    def zonder_akkoord(self) -> list[Organisatie]:
        """The departments involved that did not agree with this very text (BES-7, REF-2)."""
        gaven = self.akkoorden.values_list("organisatie__code", flat=True)
        opvolging = Organisatie.objects.opvolging_op(timezone.localdate())
        return self.vraagstuk.departementen_zonder(set(gaven), opvolging)

    @property
    def is_van_nu(self) -> bool:
        """Written in the doorloop that the vraagstuk is in now (VRA-8)."""
        return self.doorloop == self.vraagstuk.doorloop

    def betrokken_provincie_ids(self) -> set[int]:
        return self.vraagstuk.betrokken_provincie_ids()

    @overgang(
        veld="status",
        van=[S.CONCEPT],
        naar=S.AKKOORD,
        recht="governance.rijksinzet_akkoord",
        opschrift="Rijksinzet is akkoord",
        criteria=regels.INZET_AKKOORD,
        knop=False,
    )
    def bereik_akkoord(self) -> None:
        """Every department with a mandate agreed (BES-7)."""

    @overgang(
        veld="status",
        van=[S.AKKOORD],
        naar=S.CONCEPT,
        recht="governance.mandaat_geven",
        opschrift="Akkoord vervalt",
        knop=False,
    )
    def verlies_akkoord(self) -> None:
        """A department that did not agree yet gave its mandate (BES-7)."""

    @overgang(
        veld="status",
        van=[S.AKKOORD],
        naar=S.VRIJGEGEVEN,
        recht="governance.rijksinzet_vrijgeven",
        opschrift="Rijksinzet vrijgeven",
        criteria=regels.INZET_VRIJGEVEN,
    )
    def geef_vrij(self) -> None:
        """Released to rijk en regio with the papers of the DO (BES-7)."""


class Rijksinzetakkoord(Logregel):
    """One department agrees with this very text (BES-7)."""

    rijksinzet = models.ForeignKey(Rijksinzet, models.PROTECT, related_name="akkoorden")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "akkoord op de Rijksinzet"
        verbose_name_plural = "akkoorden op de Rijksinzet"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rijksinzet", "organisatie"],
                name="rijksinzetakkoord_eenmaal",
                violation_error_message=(
                    "Uw organisatie is al akkoord met deze versie. U hoeft niets meer te doen."
                ),
                violation_error_code="akkoord_bestaat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} is akkoord"
