from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField
from simple_history.models import HistoricalRecords

from novex.fsm import overgang
from novex.logboek import LogboekQuerySet, Logregel
from novex.models import Domein, NovexGebied, Organisatie, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.rechten import Rol
from novex.zichtbaarheid import Zichtbaarheid

from .. import signaalregels

if TYPE_CHECKING:
    from novex.models import Gebruiker

overgang_signaal = partial(overgang, veld="status")

# Who only reads meets the cycle at a table, not at a signaal (table "Access").
MEEWERKEND = frozenset(
    {Rol.ACCOUNTHOUDER, Rol.REGIETAFELLID, Rol.VAKDEPARTEMENT, Rol.PROVINCIE, Rol.VRO_STAF}
)


class SignaalQuerySet(models.QuerySet):
    def for_user(self, user: Gebruiker) -> SignaalQuerySet:
        """A draft is of its own organisatie; then of the Rijk and of whom it concerns (ZIC-3).

        A provincie always sees what it reported itself, else by level (SIG-6).
        """
        if not user.is_active or not user.ziet_dossiers or not MEEWERKEND & set(user.rollen):
            return self.none()
        eigen = Q(organisatie__in=user.organisatie_ids)
        ingediend = ~Q(status=Signaal.Status.CONCEPT)
        if user.is_rijk:
            return self.filter(eigen | ingediend)
        rij = Signaal.provincies.through.objects.filter(
            signaal=OuterRef("pk"), provincie=user.eigen_provincie_id
        )
        gedeeld = Q(Exists(rij), zichtbaarheid=Zichtbaarheid.RIJK_EN_REGIO)
        melding = Q(melder_organisatie__in=user.organisatie_ids)
        return self.filter(eigen | ingediend & (melding | gedeeld))

    def vergrendeld(self, pk: int) -> Any:
        """The signaal, locked until the end of the transaction."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def voor_lijst(self) -> SignaalQuerySet:
        """With all that a row of the list shows, in a fixed number of queries."""
        return self.select_related("melder_organisatie").prefetch_related(
            "provincies", "uitkomsten"
        )

    def wacht_op_antwoord(self) -> SignaalQuerySet:
        return self.filter(status=Signaal.Status.INGEDIEND)

    def te_laat(self, op: datetime.date) -> SignaalQuerySet:
        """Not answered on its due date; both sides see it (SIG-4)."""
        return self.wacht_op_antwoord().filter(antwoord_voor__lt=op)

    def gefilterd(self, keuzes: Mapping[str, Any], op: datetime.date) -> SignaalQuerySet:
        """The list as the filters in the URL ask for it."""
        gevonden = self.zoek(keuzes.get("zoek") or "")
        if keuzes.get("status"):
            gevonden = gevonden.filter(status=keuzes["status"])
        if keuzes.get("provincie"):
            rij = Signaal.provincies.through.objects.filter(
                signaal=OuterRef("pk"), provincie=keuzes["provincie"]
            )
            gevonden = gevonden.filter(Exists(rij))
        return gevonden.te_laat(op) if keuzes.get("te_laat") else gevonden

    def zoek(self, woorden: str) -> SignaalQuerySet:
        """Signalen that hold each of these words."""
        gevonden = self
        for woord in woorden.split():
            gevonden = gevonden.filter(
                Q(titel__icontains=woord)
                | Q(wat_botst__icontains=woord)
                | Q(waarom_urgent__icontains=woord)
                | Q(gebied__icontains=woord)
            )
        return gevonden


class Signaal(ConcurrentTransitionMixin, Bewerkbaar):
    """A one-pager: what clashes, where, and why it cannot wait (SIG-1, H 4.2 step 1).

    The lengths are such that a full signaal prints on one A4.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        INGEDIEND = "ingediend", "Wacht op antwoord"
        BEANTWOORD = "beantwoord", "Beantwoord"

    class Bron(models.TextChoices):
        ARRANGEMENT = "arrangement", "Ruimtelijk arrangement"
        VOORTGANG = "voortgang", "Voortgang van afspraken"
        INFORMEEL = "informeel_contact", "Informeel contact"
        VOORSTEL = "ruimtelijk_voorstel", "Ruimtelijk voorstel"
        ANDERS = "anders", "Anders"

    status = FSMField(
        choices=Status.choices, default=Status.CONCEPT, protected=True, editable=False
    )
    titel = models.CharField(max_length=120)
    wat_botst = models.TextField("wat botst er?", max_length=900, blank=True)
    domeinen = models.ManyToManyField(Domein, blank=True, related_name="signalen")
    gebied = models.CharField("gebied", max_length=150, blank=True)
    provincies = models.ManyToManyField(Provincie, related_name="signalen")
    novex_gebied = models.ForeignKey(
        NovexGebied,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signalen",
        verbose_name="NOVEX-gebied",
    )
    waarom_urgent = models.TextField("waarom is het urgent?", max_length=600, blank=True)
    besluit_op = models.DateField("datum van dat besluit", null=True, blank=True)
    besluit_wat = models.CharField("welk besluit komt eraan?", max_length=150, blank=True)
    bron = models.CharField(max_length=30, choices=Bron, blank=True)
    melder_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="gemelde_signalen", verbose_name="wie meldt dit?"
    )
    melder_functie = models.CharField("functie van de melder", max_length=100, blank=True)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+", editable=False)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    zichtbaarheid = models.CharField(
        "wie mag dit lezen?",
        max_length=20,
        choices=[
            (Zichtbaarheid.RIJK_EN_REGIO, "Rijk en de provincies van dit signaal"),
            (Zichtbaarheid.RIJK, "Alleen het Rijk en de melder"),
        ],
    )
    ingediend_op = models.DateTimeField(null=True, blank=True, editable=False)
    antwoord_voor = models.DateField(null=True, blank=True, editable=False)
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    objects = SignaalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["concept", "ingediend", "beantwoord"]),
                name="signaal_status_bestaat",
            ),
            # SIG-4: whoever reports gets a date.
            models.CheckConstraint(
                condition=Q(status="concept")
                | Q(ingediend_op__isnull=False, antwoord_voor__isnull=False),
                name="signaal_ingediend_heeft_termijn",
                violation_error_message=(
                    "Een ingediend signaal heeft een datum voor het antwoord. Dien het opnieuw in."
                ),
                violation_error_code="termijn_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=["rijk", "rijk_en_regio"]),
                name="signaal_zichtbaarheid_bestaat",
                violation_error_message="Kies wie dit signaal mag lezen.",
                violation_error_code="zichtbaarheid_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("dossiers:signaal-detail", args=[self.pk])

    def betrokken_provincie_ids(self) -> set[int]:
        return {provincie.pk for provincie in self.provincies.all()}

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def wacht_op_antwoord(self) -> bool:
        return self.status == self.Status.INGEDIEND

    def is_te_laat(self, op: datetime.date) -> bool:
        """The melder waits longer than was promised (SIG-4)."""
        if self.antwoord_voor is None:
            return False
        return self.wacht_op_antwoord and self.antwoord_voor < op

    def laatste_check(self) -> SnelleCheck | None:
        return self.checks.order_by("-pk").first()

    @overgang_signaal(
        van=[Status.CONCEPT],
        naar=Status.INGEDIEND,
        recht="dossiers.signaal_maken",
        opschrift="Signaal indienen",
        criteria=signaalregels.INDIENEN,
    )
    def dien_in(self) -> None:
        """The one-pager is complete; the melder waits for an answer (SIG-4)."""

    @overgang_signaal(
        van=[Status.INGEDIEND],
        naar=Status.BEANTWOORD,
        recht="dossiers.signaal_beantwoorden",
        opschrift="Signaal beantwoorden",
    )
    def beantwoord(self) -> None:
        """The melder knows what happens with it, and why (SIG-3)."""


class KindQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> KindQuerySet:
        """A child asks its signaal who may see it."""
        return self.filter(signaal__in=Signaal.objects.for_user(user))


class SnelleCheck(Logregel):
    """Is this a clashing claim as a consequence of national spatial frames? (SIG-2).

    A "nee" closes the snelle tafel only. A newer check replaces an older one; both stay.
    """

    class Antwoord(models.TextChoices):
        JA = "ja", "Ja"
        NEE = "nee", "Nee"

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="checks")
    is_ruimtelijk_kader = models.CharField(max_length=3, choices=Antwoord)
    motivatie = models.TextField(max_length=300)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindQuerySet.as_manager()  # type: ignore[assignment, misc] # narrows Logregel

    class Meta:
        verbose_name = "snelle check"
        verbose_name_plural = "snelle checks"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="snellecheck_heeft_motivatie",
                violation_error_message="Er is geen motivatie. Schrijf waarom u dit vindt.",
                violation_error_code="motivatie_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"Snelle check: {self.get_is_ruimtelijk_kader_display().lower()}"

    @property
    def is_ja(self) -> bool:
        return self.is_ruimtelijk_kader == self.Antwoord.JA


class Signaaluitkomst(Logregel):
    """The answer to the melder: what happens with the signaal, and why (SIG-3)."""

    class Soort(models.TextChoices):
        NIEUW_VRAAGSTUK = "nieuw_vraagstuk", "Nieuw vraagstuk"
        BIJ_BESTAAND = "bij_bestaand", "Toegevoegd aan een bestaand vraagstuk"
        SNELLE_TAFEL = "snelle_tafel", "Naar de snelle tafel"
        ELDERS_BELEGD = "elders_belegd", "Elders belegd"
        GEEN_VERVOLG = "geen_vervolg", "Geen vervolg"

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="uitkomsten")
    soort = models.CharField(max_length=20, choices=Soort)
    motivatie = models.TextField(max_length=600)
    vraagstuk = models.ForeignKey(
        "dossiers.Vraagstuk", models.PROTECT, null=True, related_name="signaaluitkomsten"
    )
    ontvanger = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindQuerySet.as_manager()  # type: ignore[assignment, misc] # narrows Logregel

    class Meta:
        verbose_name = "antwoord op een signaal"
        verbose_name_plural = "antwoorden op signalen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signaal"],
                name="signaal_eenmaal_beantwoord",
                violation_error_message="Dit signaal is al beantwoord. Open de pagina opnieuw.",
                violation_error_code="al_beantwoord",
            ),
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="signaaluitkomst_heeft_motivatie",
                violation_error_message="Er is geen motivatie. Schrijf de melder waarom.",
                violation_error_code="motivatie_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=["nieuw_vraagstuk", "bij_bestaand"], vraagstuk__isnull=False)
                | ~Q(soort__in=["nieuw_vraagstuk", "bij_bestaand"]) & Q(vraagstuk=None),
                name="signaaluitkomst_vraagstuk_past",
                violation_error_message="Kies het vraagstuk waar dit signaal bij hoort.",
                violation_error_code="vraagstuk_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(soort="elders_belegd") | Q(ontvanger__regex=r"\S"),
                name="signaaluitkomst_elders_heeft_ontvanger",
                violation_error_message="Noem wie het signaal overneemt.",
                violation_error_code="ontvanger_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()
