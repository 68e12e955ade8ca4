from django.db import models

from .gebied import Provincie
from .organisatie import Referentie, geldigheid_klopt


class Domein(Referentie):
    """A policy domain that can claim space, such as wonen or natuur (REF-3)."""

    class Meta(Referentie.Meta):
        verbose_name = "domein"
        verbose_name_plural = "domeinen"
        constraints = [geldigheid_klopt("domein")]


class Beleidskader(Referentie):
    """A vision that vraagstukken refer to: the Nota Ruimte or a POVI (REF-4)."""

    class Soort(models.TextChoices):
        NOTA_RUIMTE = "nota_ruimte", "Nota Ruimte"
        UITVOERINGSSTRATEGIE = "uitvoeringsstrategie", "Uitvoeringsstrategie Nota Ruimte"
        POVI = "povi", "Provinciale omgevingsvisie (POVI)"

    soort = models.CharField(max_length=30, choices=Soort)
    provincie = models.ForeignKey(
        Provincie, models.PROTECT, null=True, blank=True, related_name="beleidskaders"
    )
    bron = models.CharField(max_length=120, blank=True)

    class Meta(Referentie.Meta):
        verbose_name = "beleidskader"
        verbose_name_plural = "beleidskaders"
        constraints = [geldigheid_klopt("beleidskader")]


class Keuze(Referentie):
    """A choice or ambition of a beleidskader that can be cited (REF-4, TRI-1)."""

    kader = models.ForeignKey(Beleidskader, models.PROTECT, related_name="keuzes")
    bron = models.CharField(max_length=120, blank=True)

    class Meta(Referentie.Meta):
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        constraints = [geldigheid_klopt("keuze")]


class Programma(Referentie):
    """A national programme; the table changes often (REF-4, N bijlage II, H)."""

    bron = models.CharField(max_length=120, blank=True)

    class Meta(Referentie.Meta):
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        constraints = [geldigheid_klopt("programma")]


class JuridischInstrument(Referentie):
    """An instrument of the Rijk; who is competent limits who may promise it (REF-5, REF-8)."""

    class Bevoegd(models.TextChoices):
        VRO = "vro", "Alleen VRO"
        MET_VRO = "met_vro", "Departement in overeenstemming met VRO"
        DEPARTEMENT = "departement", "Verantwoordelijk departement"

    soort = models.CharField("type", max_length=120)
    aard = models.CharField(max_length=120)
    voorbeeld = models.TextField(blank=True)
    toelichting = models.TextField(blank=True)
    bevoegd = models.CharField("bevoegd gezag", max_length=20, choices=Bevoegd)

    class Meta(Referentie.Meta):
        verbose_name = "juridisch instrument"
        verbose_name_plural = "juridisch instrumentarium"
        constraints = [geldigheid_klopt("juridischinstrument")]


class VasteTekst(Referentie):
    """A fixed paragraph of the arrangement; ``naam`` is its heading (ARR-3)."""

    tekst = models.TextField()
    volgorde = models.PositiveSmallIntegerField()

    class Meta(Referentie.Meta):
        verbose_name = "vaste tekst"
        verbose_name_plural = "vaste teksten"
        ordering = ["volgorde", "pk"]
        constraints = [geldigheid_klopt("vastetekst")]
