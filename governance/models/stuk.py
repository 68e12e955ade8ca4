from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from governance.querysets import StukQuerySet
from novex.logboek import Logregel
from novex.models import Organisatie
from novex.zichtbaarheid import Zichtbaarheid

from .agenda import Agendapunt


class Stuk(Logregel):
    """A paper with a punt; once sent it stays, and a later one is nagezonden (AGE-2, AGE-3, OVL-5).

    ``bestand`` is a name that the application gave, below MEDIA_ROOT. Only the moment that a stuk
    was taken off an agenda in concept may be filled in later (0002); its file goes then.
    """

    NIVEAUS = [
        (Zichtbaarheid.RIJK.value, Zichtbaarheid.RIJK.label),
        (Zichtbaarheid.RIJK_EN_REGIO.value, Zichtbaarheid.RIJK_EN_REGIO.label),
    ]

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="stukken")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    zichtbaarheid = models.CharField(max_length=20, choices=NIVEAUS)
    titel = models.CharField(max_length=200)
    bestand = models.CharField(max_length=60, unique=True, editable=False)
    mediatype = models.CharField(max_length=100, editable=False)
    grootte = models.PositiveIntegerField("grootte in bytes", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    is_nagezonden = models.BooleanField("nagezonden", default=False, editable=False)
    reden = models.TextField("reden van nazenden", blank=True, max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    weggehaald_op = models.DateTimeField(null=True, editable=False)

    objects = StukQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=["rijk", "rijk_en_regio"]),
                name="stuk_niveau",
                violation_error_message="Kies wie dit stuk mag lezen: Rijk, of Rijk en regio.",
                violation_error_code="stuk_niveau",
            ),
            models.CheckConstraint(
                condition=Q(is_nagezonden=False) | Q(reden__regex=r"\S"),
                name="stuk_nagezonden_heeft_reden",
                violation_error_message=(
                    "De agenda is al verzonden. Schrijf waarom dit stuk nu pas komt."
                ),
                violation_error_code="reden_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(is_nagezonden=False) | Q(weggehaald_op=None),
                name="stuk_nagezonden_blijft",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("governance:stuk", args=[self.pk])

    @property
    def soort(self) -> str:
        """The kind of file as people call it."""
        return PurePath(self.bestand).suffix.removeprefix(".").upper()

    @property
    def bestandsnaam(self) -> str:
        """What a reader saves it as: made from the title, never the name that was uploaded."""
        return f"{slugify(self.titel) or 'stuk'}{PurePath(self.bestand).suffix}"
