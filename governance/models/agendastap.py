from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.querysets import AgendastapQuerySet
from novex.logboek import Logregel

from .overleg import Overleg


class Agendastap(Logregel):
    """What happened to an agenda, by whom and why; on the page of its overleg (ALG-2, AGE-3)."""

    class Handeling(models.TextChoices):
        """The overgangen of an agenda by their names, and what else changes it."""

        TERMIJN = "termijn", "Termijn voor reacties gesteld"
        AFGESTEMD = "stem_af", "Agenda afgestemd"
        HEROPEND = "open_weer", "Agenda weer geopend"
        VERZONDEN = "verzend", "Agenda verzonden"
        ERRATUM = "erratum", "Erratum verzonden"
        VERPLAATST = "verplaatst", "Overleg verplaatst"
        GESLOTEN = "sluit", "Overleg gesloten"
        VASTGESTELD = "stel_vast", "Uitkomsten vastgesteld"
        AFGELAST = "gelast_af", "Overleg afgelast"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="stappen_gezet")
    handeling = models.CharField(max_length=20, choices=Handeling)
    versie = models.PositiveSmallIntegerField("versie van de verzonden agenda", null=True)
    van = models.DateField("dag ervoor", null=True)
    naar = models.DateField("dag erna", null=True)
    reden = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AgendastapQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "stap van een agenda"
        verbose_name_plural = "stappen van agenda's"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(handeling__in=["open_weer", "erratum", "verplaatst", "gelast_af"])
                | Q(reden__regex=r"\S"),
                name="agendastap_heeft_reden",
                violation_error_message="De reden is nog leeg. Schrijf waarom u dit doet.",
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_handeling_display()}: {self.overleg}"
