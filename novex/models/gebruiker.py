from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from simple_history.models import HistoricalRecords

from novex.rechten import Rol, eis_passende_rollen, heeft_recht
from novex.zichtbaarheid import Kant

from .gebied import Provincie
from .organisatie import Organisatie, geldigheid_klopt

# As ``OrganisatieQuerySet.ids_opgegaan_in``, without the own one.
_VOORGANGERS = """
    ARRAY(
        WITH RECURSIVE eerder AS (
            SELECT id FROM novex_organisatie
            WHERE opvolger_id = novex_gebruiker.organisatie_id AND geldig_tot < %s
            UNION
            SELECT o.id FROM novex_organisatie o JOIN eerder ON o.opvolger_id = eerder.id
            WHERE o.geldig_tot < %s
        )
        SELECT id FROM eerder
    )
"""


class GebruikerManager(UserManager):
    def met_organisatie(self) -> models.QuerySet[Any]:
        """With the own organisatie, its provincie, and the keys of those that it succeeded (REF-2).

        In SQL, as every request asks it: half of the time of an expression.
        """
        nu = timezone.localdate()
        voorgangers = RawSQL(_VOORGANGERS, [nu, nu], ArrayField(models.BigIntegerField()))
        zelf = self.select_related("organisatie__provincie")
        return zelf.annotate(voorgangers_nu=voorgangers)

    def create_superuser(self, username: str, *args: Any, **extra: Any) -> Any:
        """The first account; Django's command names its organisatie by key."""
        organisatie = extra.pop("organisatie")
        pk = getattr(organisatie, "pk", organisatie)
        return super().create_superuser(username, *args, organisatie_id=pk, **extra)


class Gebruiker(AbstractUser):
    """Someone with an account, of one organisatie and with one or more roles (ROL-1)."""

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="gebruikers")
    functie = models.CharField(max_length=120, blank=True)
    rollen = ArrayField(
        models.CharField(max_length=20, choices=Rol), default=list, verbose_name="rollen"
    )

    REQUIRED_FIELDS = ["organisatie"]

    objects: ClassVar[GebruikerManager] = GebruikerManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.weergavenaam

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Logging in changes no account: it leaves no line in the history of changes (ZIC-5)."""
        if set(kwargs.get("update_fields") or ()) != {"last_login"}:
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def clean(self) -> None:
        """Every role belongs to this kind of organisatie (ROL-1)."""
        super().clean()
        organisatie = Organisatie.objects.filter(pk=self.organisatie_id).first()
        if organisatie and set(self.rollen) <= set(Rol.values):
            eis_passende_rollen(self.rollen, organisatie)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """By role only: ``is_superuser`` opens no dossier (ROL-1, ZIC-4)."""
        return heeft_recht(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """The admin shows the tables of the kernel to who keeps them."""
        return app_label == "novex" and self.has_perm("novex.beheren")

    @property
    def weergavenaam(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def kant(self) -> str:
        return self.organisatie.kant

    @property
    def is_rijk(self) -> bool:
        return self.kant == Kant.RIJK

    @property
    def is_vro(self) -> bool:
        return self.organisatie.is_vro

    @property
    def ziet_dossiers(self) -> bool:
        """A beheerder sees no content by that role; others take part on a side."""
        return self.kant != Kant.OVERIG and bool(set(self.rollen) - {Rol.BEHEERDER})

    @property
    def leest_alleen(self) -> bool:
        """A bestuurder or lezer reads what was sent, not what is being prepared."""
        return not set(self.rollen) - {Rol.BESTUURDER, Rol.BEHEERDER}

    @cached_property
    def eigen_provincie_id(self) -> int | None:
        provincie = getattr(self.organisatie, "provincie", None)  # read along with the account
        return provincie.pk if provincie else None

    @cached_property
    def organisatie_ids(self) -> set[int]:
        """The own organisatie, with those that ended and that it succeeded (REF-2)."""
        voorgangers = getattr(self, "voorgangers_nu", None)  # read along with the account
        if voorgangers is not None:
            return {self.organisatie_id, *voorgangers}
        return Organisatie.objects.ids_opgegaan_in(self.organisatie_id, timezone.localdate())

    def treedt_op_voor(self, organisatie_id: int | None) -> bool:
        """It is the own organisatie, or one that ended and that it succeeded (REF-2)."""
        return organisatie_id == self.organisatie_id or organisatie_id in self.organisatie_ids

    @cached_property
    def _toewijzingen_nu(self) -> list[Toewijzing]:
        return list(self.toewijzingen.geldig(timezone.localdate()))

    @property
    def toegewezen_provincie_ids(self) -> set[int]:
        """The provincies this accounthouder keeps today: role and assignment (ROL-1, ROL-5)."""
        if Rol.ACCOUNTHOUDER not in self.rollen:
            return set()
        return {t.provincie_id for t in self._toewijzingen_nu if t.provincie_id}

    @property
    def zit_aan_regietafel(self) -> bool:
        return any(t.soort == Toewijzing.Soort.REGIETAFEL for t in self._toewijzingen_nu)

    def rollen_tekst(self) -> str:
        """The roles as a reader sees them: "Accounthouder, VRO-staf"."""
        return ", ".join(str(Rol(rol).label) for rol in self.rollen)


class ToewijzingQuerySet(models.QuerySet):
    def geldig(self, op: datetime.date) -> ToewijzingQuerySet:
        return self.filter(Q(geldig_van__lte=op), Q(geldig_tot=None) | Q(geldig_tot__gte=op))


class Toewijzing(models.Model):
    """Who keeps which provincie, or sits at the regietafel, from when to when (ROL-1, ROL-5)."""

    class Soort(models.TextChoices):
        ACCOUNTHOUDER = "accounthouder", "Accounthouder van een provincie"
        REGIETAFEL = "regietafel", "Lid van de regietafel"

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="toewijzingen")
    soort = models.CharField(max_length=20, choices=Soort)
    provincie = models.ForeignKey(
        Provincie, models.PROTECT, null=True, blank=True, related_name="toewijzingen"
    )
    geldig_van = models.DateField("geldig van")
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    objects = ToewijzingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["-geldig_van", "pk"]
        constraints = [
            geldigheid_klopt("toewijzing"),
            models.CheckConstraint(
                condition=Q(soort="accounthouder", provincie__isnull=False)
                | Q(soort="regietafel", provincie=None),
                name="toewijzing_provincie_past_bij_soort",
                violation_error_message=(
                    "Kies een provincie voor een accounthouder, en geen voor de regietafel."
                ),
                violation_error_code="provincie_past_niet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.get_soort_display()}"
