from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.logboek import Logregel

from ..querysets import InstemmingQuerySet, OnderdeelLogboek
from .fase import Fase
from .vraagstuk import Vraagstuk


class Faseovergang(Logregel):
    """Who brought which vraagstuk to which fase, in which role and why (VRA-2, VRA-3).

    Screens and reports calculate with this log and not with the technical history. ``toets``
    is the frozen list of ``novex.criteria.toets``; show it with ``toets_voor``.
    """

    class Soort(models.TextChoices):
        GEWOON = "gewoon", "Gewone overgang"
        DOORBREEK = "doorbreek", "Doorbroken overgang"

    class Aanleiding(models.TextChoices):
        """Why it is reopened."""

        GEWEIGERD = "geweigerd", "De ontvanger weigerde"
        TERUGKEERMOMENT = "terugkeermoment", "Het moment van terugkeer is er"
        NIEUWE_INFORMATIE = "nieuwe_informatie", "Er is nieuwe informatie"

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="faseovergangen")
    van = models.CharField(max_length=50, choices=Fase)
    naar = models.CharField(max_length=50, choices=Fase)
    naam = models.CharField(max_length=60)
    soort = models.CharField(max_length=10, choices=Soort, default=Soort.GEWOON)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rol = models.CharField(max_length=200)
    motivatie = models.TextField()
    doorloop = models.PositiveSmallIntegerField()
    toets = models.JSONField(default=list)
    aanleiding = models.CharField(max_length=20, choices=Aanleiding, blank=True)
    betreft = models.ForeignKey(
        "dossiers.Feit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="landing waar het om gaat",
    )
    geraadpleegd = models.TextField("wie geraadpleegd is", blank=True)
    terug_op = models.DateField("komt terug op", null=True, blank=True)
    knelpunt = models.TextField("tekst van de knelpuntmarkering", blank=True)
    op = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = OnderdeelLogboek.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "faseovergang"
        verbose_name_plural = "faseovergangen"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-op", "-id"], name="faseovergang_nieuwste")]
        constraints = [
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="faseovergang_heeft_motivatie",
                violation_error_message="De motivatie is leeg. Schrijf waarom u deze stap zet.",
                violation_error_code="motivatie_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(naar="beeindigd") | Q(geraadpleegd__regex=r"\S"),
                name="faseovergang_beeindigd_geraadpleegd",
                violation_error_message=(
                    "Het is niet duidelijk of de provincie is gehoord. Schrijf wie u sprak, "
                    "en wanneer."
                ),
                violation_error_code="geraadpleegd_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(naar="geen_keuze") | Q(terug_op__isnull=False),
                name="faseovergang_geen_keuze_komt_terug",
                violation_error_message=(
                    "Het moment van terugkeer ontbreekt. Geef de datum waarop dit terugkomt."
                ),
                violation_error_code="terug_op_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(naar="geen_keuze") | Q(knelpunt__regex=r"\S"),
                name="faseovergang_geen_keuze_heeft_knelpunt",
                violation_error_message=(
                    "De tekst van het knelpunt is leeg. Beschrijf het knelpunt dat blijft bestaan."
                ),
                violation_error_code="knelpunt_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(van="teruggelegd") | Q(betreft__isnull=False),
                name="faseovergang_heropend_noemt_afspraak",
                violation_error_message=(
                    "Het is niet duidelijk om welke afspraak het gaat. Kies de afspraak."
                ),
                violation_error_code="afspraak_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_van_display()} → {self.get_naar_display()}"

    @property
    def is_doorbroken(self) -> bool:
        """It was pushed past open criteria; that is shown for ever (VRA-3)."""
        return self.soort == self.Soort.DOORBREEK


class Instemming(Logregel):
    """The consent that an overgang by one person needs of another: asked for, given or refused.

    The regietafel consents to a return, a provincie to terugleggen. It counts for one
    handeling, in the fase and the doorloop in which it was given, and as long as what it was
    about (``stand``) is the same. Whoever makes the step asks for it with a reason.
    """

    class Soort(models.TextChoices):
        GEVRAAGD = "gevraagd", "Instemming gevraagd"
        GEGEVEN = "gegeven", "Ingestemd"
        GEWEIGERD = "geweigerd", "Niet ingestemd"

    class Handeling(models.TextChoices):
        NAAR_BEELDVORMING = "keer_terug_naar_beeldvorming", "Terug naar beeldvorming"
        NAAR_OORDEELSVORMING = "keer_terug_naar_oordeelsvorming", "Terug naar oordeelsvorming"
        NAAR_BESLUITVORMING = "keer_terug_naar_besluitvorming", "Terug naar besluitvorming"
        HEROPEN = "heropen", "Heropenen na geen keuze"
        LEG_TERUG = "leg_terug", "Terugleggen in reguliere trajecten"

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="instemmingen")
    soort = models.CharField(max_length=20, choices=Soort, default=Soort.GEGEVEN)
    handeling = models.CharField(max_length=60, choices=Handeling)
    fase = models.CharField(max_length=50, choices=Fase)
    doorloop = models.PositiveSmallIntegerField()
    stand = models.CharField(max_length=64, blank=True)
    organisatie = models.ForeignKey("novex.Organisatie", models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    toelichting = models.TextField(blank=True)
    op = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = InstemmingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "instemming"
        verbose_name_plural = "instemmingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "handeling", "fase", "doorloop", "stand", "door"],
                condition=Q(soort="gegeven"),
                name="instemming_eenmaal",
                violation_error_message=("U stemde hier al mee in. U hoeft niets meer te doen."),
                violation_error_code="instemming_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(soort="gegeven") | Q(toelichting__regex=r"\S"),
                name="instemming_gevraagd_met_reden",
                violation_error_message="De reden is leeg. Schrijf waarom.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}: {self.get_handeling_display()}"

    @property
    def is_gegeven(self) -> bool:
        return self.soort == self.Soort.GEGEVEN

    @property
    def is_vraag(self) -> bool:
        return self.soort == self.Soort.GEVRAAGD

    def geldt_nu(self, vraagstuk: Vraagstuk) -> bool:
        """In this fase, this doorloop, and about what stands there now."""
        hier = (vraagstuk.fase, vraagstuk.doorloop, vraagstuk.stand_bij(self.handeling))
        return (self.fase, self.doorloop, self.stand) == hier
