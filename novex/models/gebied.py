from django.db import models
from django.db.models import Q

from .organisatie import TOOI, Organisatie, Referentie, geldigheid_klopt


class Landsdeel(Referentie):
    """One of the five parts of the country, as the BOL uses them (REF-1)."""

    class Meta(Referentie.Meta):
        verbose_name = "landsdeel"
        verbose_name_plural = "landsdelen"
        constraints = [geldigheid_klopt("landsdeel")]


class Provincie(Referentie):
    """A provincie; its code is the TOOI code, such as pv26 (REF-1)."""

    organisatie = models.OneToOneField(Organisatie, models.PROTECT, related_name="provincie")
    landsdeel = models.ForeignKey(Landsdeel, models.PROTECT, related_name="provincies")

    class Meta(Referentie.Meta):
        verbose_name = "provincie"
        verbose_name_plural = "provincies"
        constraints = [
            geldigheid_klopt("provincie"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^pv\d\d$"),
                name="provincie_code_is_tooi",
                violation_error_message=(
                    "De TOOI-code klopt niet. Gebruik 'pv' en twee cijfers, zoals pv26."
                ),
                violation_error_code="tooi_code_klopt_niet",
            ),
        ]

    @property
    def tooi_uri(self) -> str:
        return f"{TOOI}/provincie/{self.code}"


class NovexGebied(Referentie):
    """One of the sixteen NOVEX-gebieden (REF-4, N bijlage I)."""

    class Soort(models.TextChoices):
        HAVEN_INDUSTRIE = "haven_industrie", "Haven en industrie"
        LANDELIJK = "landelijk", "Landelijk gebied"
        VERSTEDELIJKING = "verstedelijking", "Verstedelijking"

    soort = models.CharField(max_length=20, choices=Soort)
    provincies = models.ManyToManyField(Provincie, related_name="novex_gebieden")
    bron = models.CharField(max_length=120, blank=True)

    _history_m2m_fields = ["provincies"]

    class Meta(Referentie.Meta):
        verbose_name = "NOVEX-gebied"
        verbose_name_plural = "NOVEX-gebieden"
        constraints = [geldigheid_klopt("novexgebied")]
