from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dossiers.models import Fase
from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar

from ..querysets import KindQuerySet
from .afspraak import Afspraak


class Landing(Bewerkbaar):
    """Where an afspraak goes back into the regular system, by whom and by when (AFS-6).

    Its owner accepts it; later it is landed with proof.
    """

    class Plek(models.TextChoices):
        POVI = "povi", "Provinciale omgevingsvisie (POVI)"
        NOTA_RUIMTE = "nota_ruimte", "Nota Ruimte"
        NATIONAAL_PROGRAMMA = "nationaal_programma", "Nationaal programma"
        PROVINCIAAL_PROGRAMMA = "provinciaal_programma", "Provinciaal programma"
        NOVEX_GEBIED = "novex_gebied", "NOVEX-gebied"
        MIRT = "mirt", "MIRT"
        OMGEVINGSVERORDENING = "omgevingsverordening", "Omgevingsverordening"
        ANDERS = "anders", "Anders"

    afspraak = models.OneToOneField(Afspraak, models.PROTECT, related_name="landing")
    plek_soort = models.CharField("waar landt het", max_length=30, choices=Plek)
    plek_naam = models.CharField("naam van het instrument", max_length=200)
    eigenaar_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="landingen", verbose_name="eigenaar"
    )
    eigenaar_functie = models.CharField("functie van de eigenaar", max_length=120)
    uiterlijk = models.DateField("uiterlijk geland op")
    aanvaard_op = models.DateField("aanvaard op", null=True, editable=False)
    aanvaard_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    geland_op = models.DateField("geland op", null=True, editable=False)
    bewijs = models.CharField("bewijs (vindplaats)", max_length=500, blank=True, editable=False)

    objects = KindQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "landing"
        verbose_name_plural = "landingen"
        indexes = [
            models.Index(
                fields=["eigenaar_organisatie", "uiterlijk", "id"],
                condition=Q(aanvaard_op=None),
                name="landing_wacht",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(aanvaard_op=None, aanvaard_door=None)
                | Q(aanvaard_op__isnull=False, aanvaard_door__isnull=False),
                name="landing_aanvaard_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(geland_op=None) | (Q(aanvaard_op__isnull=False) & ~Q(bewijs="")),
                name="landing_geland_met_bewijs",
                violation_error_message=(
                    "Geland kan pas na aanvaarding en met bewijs. Vul de vindplaats in."
                ),
                violation_error_code="bewijs_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_plek_soort_display()}: {self.plek_naam}"

    @property
    def eigenaar(self) -> str:
        return f"{self.eigenaar_organisatie}, {self.eigenaar_functie}"

    @cached_property
    def is_mislukt(self) -> bool:
        """It was accepted, and what that told was taken back: the vraagstuk was reopened because
        this landing failed (VRA-8, VRA-9). Its owner accepts it anew, or it changes."""
        vraagstuk = self.afspraak.vraagstuk
        if not self.aanvaard_op or vraagstuk is None:
            return False
        if vraagstuk.fase != Fase.OPVOLGING or vraagstuk.doorloop == 1:
            return False  # it was not reopened
        verteld = vraagstuk.feiten.filter(soort="landing", kenmerk=str(self.afspraak_id))
        return verteld.exists() and not verteld.filter(ingetrokken_op=None).exists()

    @property
    def stand_nu(self) -> str:
        """With what its vraagstuk says of it (VRA-9)."""
        vraagstuk = self.afspraak.vraagstuk
        if vraagstuk and vraagstuk.fase == Fase.TERUGGELEGD and not self.geland_op:
            return "Teruggelegd, nog niet geland"
        return "Mislukt: het vraagstuk is daarom heropend" if self.is_mislukt else self.stand

    @property
    def stand(self) -> str:
        if self.geland_op:
            return "Geland"
        return "Aanvaard, nog niet geland" if self.aanvaard_op else "Nog niet aanvaard"

    def betrokken_provincie_ids(self) -> set[int]:
        return self.afspraak.betrokken_provincie_ids()
