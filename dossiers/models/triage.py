from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from novex.logboek import LogboekQuerySet, Logregel
from novex.models import Criteriaset, Criterium
from novex.zichtbaarheid import Kant

if TYPE_CHECKING:
    from novex.models import Gebruiker

    from .vraagstuk import Vraagstuk


class Antwoord(models.TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    ONVOLDOENDE_INFORMATIE = "onvoldoende_informatie", "Onvoldoende informatie"


class Machine(models.TextChoices):
    """What the data show; empty where a criterium has no machine check (TRI-4)."""

    VOLDOET = "voldoet", "Voldoet"
    VOLDOET_NIET = "voldoet_niet", "Voldoet niet"
    GEEN_GEGEVENS = "geen_gegevens", "Nog geen gegevens"


class Knockout(models.TextChoices):
    """How it stands to a decision: asked apart from the criteria (TRI-5, H 3.1, 3.3 NB)."""

    HERONDERHANDELT = "heronderhandelt", "Het opent een genomen besluit opnieuw"
    DOORWERKING = "doorwerking", "Het is doorwerking of uitvoering van een genomen besluit"
    VOORAFGAAND = "voorafgaand", "Het gaat vooraf aan een rijksbesluit dat nog komt"


def _gevuld(veld: str) -> Q:
    return Q(**{f"{veld}__regex": r"\S"})


def _knockout_regels(model: str, positief: Q) -> list[models.CheckConstraint]:
    """Each answer names its decision; what reopens one never goes on (TRI-5)."""
    return [
        models.CheckConstraint(
            condition=_gevuld("knockout_besluit"),
            name=f"{model}_knockout_noemt_besluit",
            violation_error_message="Noem het besluit waar het om gaat.",
            violation_error_code="knockout_besluit_ontbreekt",
        ),
        models.CheckConstraint(
            condition=Q(knockout="doorwerking") | Q(knockout_datum__isnull=False),
            name=f"{model}_knockout_heeft_datum",
            violation_error_message="Vul de datum van dat besluit in.",
            violation_error_code="knockout_datum_ontbreekt",
        ),
        models.CheckConstraint(
            condition=~Q(knockout="heronderhandelt") | ~positief,
            name=f"{model}_heronderhandelt_niet",
            violation_error_message=(
                "Dit opent een genomen besluit opnieuw. Het kan daarom niet door naar "
                "oordeelsvorming. Kies een andere uitkomst."
            ),
            violation_error_code="heronderhandelt",
        ),
    ]


class TriageQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> TriageQuerySet:
        """A child asks its vraagstuk; a provincie reads an advice once it is decided on."""
        zichtbaar = self.filter(vraagstuk__in=_vraagstukken(user))
        if user.kant == Kant.RIJK:
            return zichtbaar
        return zichtbaar.filter(besluit__isnull=False)

    def van_doorloop(self, vraagstuk: Vraagstuk) -> TriageQuerySet:
        """The adviezen of this time round, newest first (VRA-8)."""
        return self.filter(vraagstuk=vraagstuk, doorloop=vraagstuk.doorloop).order_by("-pk")

    def met_oordelen(self) -> TriageQuerySet:
        """With both judgements per criterium, in a fixed number of queries."""
        oordelen = Oordeel.objects.select_related("criterium")
        return self.select_related(
            "set", "door__organisatie", "besluit__door__organisatie", "besluit__besproken_in"
        ).prefetch_related(
            models.Prefetch("oordelen", oordelen),
            models.Prefetch("besluit__oordelen", oordelen),
            models.Prefetch(
                "zienswijzen", Accountteamzienswijze.objects.select_related("door__organisatie")
            ),
        )

    def nieuwste(self) -> TriageQuerySet:
        """The last advice of its vraagstuk, if it is of this doorloop (VRA-8)."""
        nieuwer = Triageadvies.objects.filter(
            vraagstuk=models.OuterRef("vraagstuk"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(nieuwer), doorloop=F("vraagstuk__doorloop"))

    def wacht_op_besluit(self) -> TriageQuerySet:
        return self.nieuwste().filter(besluit=None)


def _vraagstukken(user: Gebruiker):
    # Vraagstuk is above this module; the foreign key knows it.
    vraagstuk: Any = Triageadvies._meta.get_field("vraagstuk").related_model
    return vraagstuk.objects.for_user(user)


class KnockoutMixin:
    """The answer of an advice or a besluit to how it stands to a decision (TRI-5)."""

    knockout: str
    knockout_datum: datetime.date | None

    def kwam_nog(self, op: datetime.date) -> bool:
        """Did it go before a decision that was to come, and has come since?"""
        datum = self.knockout_datum
        return self.knockout == Knockout.VOORAFGAAND and datum is not None and datum < op


class Triageadvies(KnockoutMixin, Logregel):
    """What the accounthouder advises, per criterium and in total (TRI-6, H 4.1).

    A changed advice is a new row; the newest of the doorloop counts.
    """

    class Uitkomst(models.TextChoices):
        NAAR_OORDEELSVORMING = "naar_oordeelsvorming", "Naar oordeelsvorming"
        ELDERS = "elders", "Elders beleggen"
        NIET = "niet", "Niet verder behandelen"

    vraagstuk = models.ForeignKey(
        "dossiers.Vraagstuk", models.PROTECT, related_name="triageadviezen"
    )
    doorloop = models.PositiveSmallIntegerField()
    set = models.ForeignKey(Criteriaset, models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=30, choices=Uitkomst)
    motivatie = models.TextField()
    knockout = models.CharField(max_length=20, choices=Knockout)
    knockout_besluit = models.CharField(max_length=200)
    knockout_datum = models.DateField(null=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = TriageQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "triageadvies"
        verbose_name_plural = "triageadviezen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_gevuld("motivatie"),
                name="triageadvies_heeft_motivatie",
                violation_error_message="Er is geen motivatie. Schrijf waarom u dit adviseert.",
                violation_error_code="motivatie_ontbreekt",
            ),
            *_knockout_regels("triageadvies", Q(uitkomst="naar_oordeelsvorming")),
        ]

    def __str__(self) -> str:
        return self.get_uitkomst_display()

    @property
    def is_positief(self) -> bool:
        return self.uitkomst == self.Uitkomst.NAAR_OORDEELSVORMING


class ZienswijzeQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> ZienswijzeQuerySet:
        """With the advice that it is about."""
        return self.filter(advies__in=Triageadvies.objects.for_user(user))

    def van_anderen(self, user: Gebruiker) -> ZienswijzeQuerySet:
        """What this person did not write: the view that a besluit of this person rests on."""
        return self.exclude(door=user)


class Accountteamzienswijze(Logregel):
    """What the accountteam thinks of an advice; the regietafel decides with it (TRI-6, H 3.3).

    An accounthouder of the provincie or a department writes it; a changed view is a new row.
    """

    advies = models.ForeignKey(Triageadvies, models.PROTECT, related_name="zienswijzen")
    tekst = models.TextField(max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = ZienswijzeQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "zienswijze van het accountteam"
        verbose_name_plural = "zienswijzen van het accountteam"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_gevuld("tekst"),
                name="accountteamzienswijze_heeft_tekst",
                violation_error_message=(
                    "De zienswijze is leeg. Schrijf wat het accountteam van het advies vindt."
                ),
                violation_error_code="tekst_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"Zienswijze van {self.door.organisatie}"


class TriagebesluitQuerySet(LogboekQuerySet):
    def for_user(self, user: Gebruiker) -> TriagebesluitQuerySet:
        return self.filter(advies__vraagstuk__in=_vraagstukken(user))

    def laatste_van(self, vraagstuk: Vraagstuk) -> Any:
        """The last one in whatever doorloop: what came before it was replaced (VRA-8)."""
        return self.filter(advies__vraagstuk=vraagstuk).order_by("-pk").first()

    def van_doorloop(self, vraagstuk: Vraagstuk) -> TriagebesluitQuerySet:
        """The besluiten of this time round, newest first (VRA-8)."""
        return self.filter(
            advies__vraagstuk=vraagstuk, advies__doorloop=vraagstuk.doorloop
        ).order_by("-pk")


class Triagebesluit(KnockoutMixin, Logregel):
    """What the regietafel decides, with the accountteam's view, on one advice (TRI-6).

    ``wijkt_af``: another outcome than advised, or another answer on a criterium or the knock-out.
    ``besproken_in``: what a DO that discussed it told (VRA-19).

    ``adviseur`` repeats who advised, so that the database can refuse that the same person
    decides (ROL-2); a foreign key on both columns keeps it equal to the advice.
    """

    class Uitkomst(models.TextChoices):
        POSITIEF = "positief", "Positief: door naar oordeelsvorming"
        ELDERS = "elders", "Negatief: elders beleggen"
        NEGATIEF = "negatief", "Negatief: niet verder behandelen"

    advies = models.OneToOneField(Triageadvies, models.PROTECT, related_name="besluit")
    adviseur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=10, choices=Uitkomst)
    motivatie = models.TextField()
    zienswijze = models.ForeignKey(Accountteamzienswijze, models.PROTECT, related_name="besluiten")
    besproken_in = models.ForeignKey(
        "dossiers.Feit", models.PROTECT, null=True, related_name="triagebesluiten"
    )
    afwijking_motivatie = models.TextField(blank=True)
    wijkt_af = models.BooleanField()
    knockout = models.CharField(max_length=20, choices=Knockout)
    knockout_besluit = models.CharField(max_length=200)
    knockout_datum = models.DateField(null=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = TriagebesluitQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "triagebesluit"
        verbose_name_plural = "triagebesluiten"
        ordering = ["-pk"]
        constraints = [
            # ROL-2: whoever advised does not decide.
            models.CheckConstraint(
                condition=~Q(door=F("adviseur")),
                name="triagebesluit_door_een_ander",
                violation_error_message=(
                    "U gaf zelf het advies. Vraag een ander regietafellid om te besluiten."
                ),
                violation_error_code="adviseur_besluit_niet",
            ),
            models.CheckConstraint(
                condition=_gevuld("motivatie"),
                name="triagebesluit_heeft_motivatie",
                violation_error_message="Er is geen motivatie. Schrijf waarom u dit besluit.",
                violation_error_code="motivatie_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(wijkt_af=False) | _gevuld("afwijking_motivatie"),
                name="triagebesluit_afwijking_gemotiveerd",
                violation_error_message=(
                    "U wijkt af van het advies. Schrijf apart waarom u afwijkt."
                ),
                violation_error_code="afwijking_motivatie_ontbreekt",
            ),
            *_knockout_regels("triagebesluit", Q(uitkomst="positief")),
        ]

    def __str__(self) -> str:
        return self.get_uitkomst_display()

    @property
    def is_positief(self) -> bool:
        return self.uitkomst == self.Uitkomst.POSITIEF


class Oordeel(Logregel):
    """One criterium of an advice or a besluit: the frozen machine result beside the human
    judgement (TRI-4). ``nee_motivatie``: why it goes on in spite of a "nee" (TRI-10).
    """

    advies = models.ForeignKey(Triageadvies, models.PROTECT, null=True, related_name="oordelen")
    besluit = models.ForeignKey(Triagebesluit, models.PROTECT, null=True, related_name="oordelen")
    criterium = models.ForeignKey(Criterium, models.PROTECT, related_name="+")
    machine = models.CharField(max_length=20, choices=Machine, blank=True)
    machine_zin = models.TextField(blank=True)
    antwoord = models.CharField(max_length=30, choices=Antwoord)
    motivatie = models.TextField()
    nee_motivatie = models.TextField(blank=True)

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["criterium__volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(advies=None, besluit__isnull=False)
                | Q(advies__isnull=False, besluit=None),
                name="oordeel_hoort_bij_een",
            ),
            models.UniqueConstraint(
                fields=["advies", "criterium"], name="oordeel_eenmaal_per_advies"
            ),
            models.UniqueConstraint(
                fields=["besluit", "criterium"], name="oordeel_eenmaal_per_besluit"
            ),
            models.CheckConstraint(
                condition=_gevuld("motivatie"),
                name="oordeel_heeft_motivatie",
                violation_error_message="Schrijf bij dit criterium waarom u dit vindt.",
                violation_error_code="motivatie_ontbreekt",
            ),
            # TRI-4: a human yes never contradicts the data.
            models.CheckConstraint(
                condition=~Q(antwoord="ja") | Q(machine__in=["", "voldoet"]),
                name="oordeel_ja_past_bij_machine",
                violation_error_message=(
                    "Een ja kan niet als de gegevens het tegenspreken. Vul eerst de gegevens aan."
                ),
                violation_error_code="ja_tegen_machine",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterium}: {self.get_antwoord_display().lower()}"
