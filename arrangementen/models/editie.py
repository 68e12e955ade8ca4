"""What is written once about an edition: who agreed, which step, what was frozen (ARR-1, ARR-4)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from novex.logboek import LogboekQuerySet, Logregel
from novex.models import Gebruiker, Provincie
from novex.zichtbaarheid import Kant

from .arrangement import Arrangement
from .opname import KindlogboekQuerySet

MET_REDEN = Q(reden__regex=r"\S")


class GeenEditieQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> GeenEditieQuerySet:
        """Everyone who takes part reads why a year has no edition (ARR-1)."""
        return self if user.is_active and user.ziet_dossiers else self.none()

    def van_jaar(self, jaar: int) -> GeenEditieQuerySet:
        """Oldest first: the last one of a provincie counts."""
        return self.filter(jaar=jaar).order_by("pk")


class GeenEditie(Logregel):
    """Why a provincie has no arrangement in a year; a later row replaces an earlier (ARR-1)."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("BOL-jaar")
    reden = models.TextField(max_length=500)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = GeenEditieQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "jaar zonder arrangement"
        verbose_name_plural = "jaren zonder arrangement"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=MET_REDEN,
                name="geeneditie_heeft_reden",
                violation_error_message=(
                    "De reden is leeg. Schrijf waarom er dit jaar geen arrangement komt."
                ),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provincie} {self.jaar}: {self.reden}"

    def betrokken_provincie_ids(self) -> set[int]:
        return {self.provincie_id}


class Arrangementakkoord(Logregel):
    """A side agrees with exactly this content; a change of content ends it (ARR-1)."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="akkoorden")
    kant = models.CharField(max_length=10, choices=[(Kant.RIJK, "Rijk"), (Kant.REGIO, "Regio")])
    inhoud_sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "akkoord op een arrangement"
        verbose_name_plural = "akkoorden op een arrangement"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Akkoord van {self.get_kant_display()}"


class Arrangementstap(Logregel):
    """Each move of an arrangement: from, to, who, why, with every check frozen (ALG-2, VRA-2)."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="stappen")
    van = models.CharField(max_length=20)
    naar = models.CharField(max_length=20)
    motivatie = models.TextField()
    toets = models.JSONField(default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "stap van een arrangement"
        verbose_name_plural = "stappen van een arrangement"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="arrangementstap_heeft_motivatie",
                violation_error_message=(
                    "De motivatie is leeg. Schrijf in een of twee zinnen waarom."
                ),
                violation_error_code="motivatie_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        naar = Arrangement.Status(self.naar).label
        return f"{Arrangement.Status(self.van).label} → {naar}" if self.van else str(naar)


class VaststellingQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> VaststellingQuerySet:
        """Who may read the arrangement reads its frozen edition (ARR-7)."""
        return self.filter(
            Exists(Arrangement.objects.for_user(user).filter(pk=OuterRef("arrangement")))
        )


class Vaststelling(Logregel):
    """The frozen data of an established edition: what every later rendering reads (ARR-4)."""

    arrangement = models.OneToOneField(Arrangement, models.PROTECT, related_name="vaststelling")
    gegevens = models.JSONField()
    sha256 = models.CharField("controlegetal van de gegevens", max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = VaststellingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "vaststelling"
        verbose_name_plural = "vaststellingen"

    def __str__(self) -> str:
        return f"{self.arrangement}, vastgesteld"


class Editiebestand(Logregel):
    """The checksum of the PDF as it was first made; each later rendering must equal it (ARR-4)."""

    vaststelling = models.OneToOneField(Vaststelling, models.PROTECT, related_name="bestand")
    sha256 = models.CharField("controlegetal van de PDF", max_length=64)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bestand van een editie"
        verbose_name_plural = "bestanden van edities"

    def __str__(self) -> str:
        return self.sha256
