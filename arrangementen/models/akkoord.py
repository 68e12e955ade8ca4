from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone

from novex.logboek import Logregel
from novex.models import Gebruiker, Organisatie

from ..querysets import KindlogboekQuerySet
from .afspraak import Afspraak


class Akkoord(Logregel):
    """One party agrees on exactly this text; another text has another checksum (AFS-2)."""

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="akkoorden")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="akkoorden")
    tekst_sha256 = models.CharField(max_length=64)
    gelezen = models.JSONField(default=dict)  # label to text: what was agreed on, as it read
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak", "organisatie", "tekst_sha256"],
                name="akkoord_eenmaal_per_tekst",
                violation_error_message=(
                    "Uw organisatie is al akkoord met deze tekst. U hoeft niets te doen."
                ),
                violation_error_code="al_akkoord",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} is akkoord met {self.afspraak}"


@dataclass(frozen=True)
class Partijstand:
    """How one party stands: agreed on this text, on an earlier one, or not yet."""

    organisatie: Organisatie
    akkoord: Akkoord | None = None
    eerder: Akkoord | None = None

    def veranderd(self, afspraak: Afspraak) -> list[tuple[str, str, str]]:
        """What reads otherwise since the earlier akkoord: label, then, now; in words (AFS-2)."""
        if self.akkoord or not self.eerder:
            return []
        toen, nu = self.eerder.gelezen, afspraak.te_lezen()
        return [
            (label, toen.get(label, ""), nu.get(label, ""))
            for label in {**nu, **toen}
            if toen.get(label, "") != nu.get(label, "")
        ]

    @property
    def stand(self) -> str:
        if self.akkoord:
            return "Akkoord"
        return "Akkoord op een eerdere tekst" if self.eerder else "Nog geen akkoord"


def partijstanden(afspraak: Afspraak, akkoorden: Iterable[Akkoord]) -> list[Partijstand]:
    """Every party of the afspraak with its akkoord on the text of now (AFS-2).

    Of a party that ended that of its successor counts as well (REF-2).
    """
    nu, vandaag = afspraak.tekst_sha256, timezone.localdate()
    geldig: dict[int, Akkoord] = {}
    eerder: dict[int, Akkoord] = {}
    for akkoord in akkoorden:
        vak = geldig if akkoord.tekst_sha256 == nu else eerder
        vak.setdefault(akkoord.organisatie_id, akkoord)

    def van(vak: dict[int, Akkoord], partij: Organisatie) -> Akkoord | None:
        return next((vak[o.pk] for o in partij.lijn_op(vandaag) if o.pk in vak), None)

    return [
        Partijstand(partij, van(geldig, partij), van(eerder, partij))
        for partij in afspraak.partijen_nu()
    ]


def eigen_stand(standen: Iterable[Partijstand], user: Gebruiker) -> Partijstand | None:
    """That of the own organisatie, or of one that it succeeded; first what is still asked."""
    eigen = [stand for stand in standen if user.treedt_op_voor(stand.organisatie.pk)]
    return min(eigen, key=lambda stand: stand.akkoord is not None, default=None)
