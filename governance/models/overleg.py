from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django_fsm import FSMField, Transition
from simple_history.models import HistoricalRecords

from governance import regels
from governance.gremia import AFSTEMMEN, CYCLUSTAFELS, RIJKSTAFELS, Gremium
from governance.querysets import OverlegQuerySet
from novex.criteria import blokkades
from novex.fsm import Stap, mogelijke_overgang, overgang, stappen
from novex.logboek import Logregel
from novex.models import Gebruiker, Landsdeel, Provincie

if TYPE_CHECKING:
    from .agenda import Agendapunt, Agendareactie
    from .uitkomst import Uitkomst


class Agendastatus(models.TextChoices):
    """The states of an agenda (AGE-3)."""

    CONCEPT = "concept", "Concept"
    AFGESTEMD = "afgestemd", "Afgestemd"
    VERZONDEN = "verzonden", "Verzonden"
    GEHOUDEN = "gehouden", "Gehouden"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGELAST = "afgelast", "Afgelast"


S = Agendastatus


class CyclusQuerySet(models.QuerySet["Cyclus"]):
    def lopend(self, op: datetime.date) -> Cyclus | None:
        """The first that still has a BOL to come, or else is of this year or later; no month is
        fixed (OVL-3)."""
        op_volgorde = self.order_by("jaar")
        bol = Q(
            rondes__gremium=Gremium.BOL,
            rondes__overleggen__datum__gte=op,
            rondes__overleggen__agenda_status__in=set(S) - {S.AFGELAST},
        )
        return op_volgorde.filter(bol).first() or op_volgorde.filter(jaar__gte=op.year).last()


class Cyclus(models.Model):
    """One year of DO's, GP-DG's and BOL's; the label may differ from the year (OVL-2, OVL-3)."""

    jaar = models.PositiveSmallIntegerField(
        unique=True,
        error_messages={"unique": "Deze cyclus bestaat al. Kies een ander jaar."},
    )
    label = models.CharField(max_length=60)

    objects = CyclusQuerySet.as_manager()

    class Meta:
        verbose_name = "cyclus"
        verbose_name_plural = "cycli"
        ordering = ["-jaar"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("governance:cyclus-jaar", args=[self.jaar])


class Ronde(models.Model):
    """The meetings of one gremium in a cyclus: several days with one label (OVL-3)."""

    cyclus = models.ForeignKey(Cyclus, models.PROTECT, related_name="rondes")
    gremium = models.CharField(max_length=20, choices=[(g.value, g.label) for g in CYCLUSTAFELS])
    label = models.CharField(max_length=80)

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["cyclus", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cyclus", "gremium", "label"],
                name="ronde_label_eenmaal",
                violation_error_message="Deze ronde bestaat al. Kies een ander label.",
                violation_error_code="ronde_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(gremium__in=[g.value for g in CYCLUSTAFELS]),
                name="ronde_van_een_cyclustafel",
                violation_error_message=(
                    "Een ronde is van het DO, de GP-DG of het BOL. Kies een van deze drie."
                ),
                violation_error_code="geen_cyclustafel",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def zittingen(self) -> OverlegQuerySet:
        """Its meetings, without what was called off (OVL-3)."""
        return self.overleggen.exclude(agenda_status=S.AFGELAST)

    @property
    def is_openbaar(self) -> bool:
        """A BOL round is under embargo until its Kamerbrief is sent (BOL-2)."""
        return self.gremium != Gremium.BOL or self.heeft_kamerbrief

    @property
    def brief(self) -> Kamerbrief | None:
        """The Kamerbrief, to show; fetched ahead where there are more rondes."""
        return getattr(self, "kamerbrief", None)

    @property
    def heeft_kamerbrief(self) -> bool:
        return Kamerbrief.objects.filter(ronde=self).exists()


class Kamerbrief(Logregel):
    """The record that lifts the embargo of a BOL round (BOL-2)."""

    ronde = models.OneToOneField(Ronde, models.PROTECT, related_name="kamerbrief")
    datum = models.DateField()
    nummer = models.CharField(max_length=60)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Kamerbrief"
        verbose_name_plural = "Kamerbrieven"

    def __str__(self) -> str:
        return f"Kamerbrief {self.nummer} van {self.datum:%d-%m-%Y}"


class Overleg(models.Model):
    """One meeting (zitting) of a gremium, with its agenda (OVL-1, OVL-2, AGE-3).

    ``provincies`` are all provincies at the table; for a BOL those of its landsdeel.
    """

    gremium = models.CharField(max_length=20, choices=Gremium)
    ronde = models.ForeignKey(
        Ronde, models.PROTECT, null=True, blank=True, related_name="overleggen"
    )
    naam = models.CharField(max_length=120)
    datum = models.DateField()
    plaats = models.CharField(max_length=120, blank=True)
    landsdeel = models.ForeignKey(
        Landsdeel, models.PROTECT, null=True, blank=True, related_name="overleggen"
    )
    provincies = models.ManyToManyField(Provincie, related_name="overleggen", blank=True)
    is_gezamenlijk = models.BooleanField("gezamenlijk", default=False)
    duur_minuten = models.PositiveSmallIntegerField("duur in minuten", default=120)
    reageren_tot = models.DateField("reageren tot en met", null=True, blank=True)
    extra_reden = models.TextField("reden van een extra overleg", blank=True)
    agenda_status = FSMField(
        "stand van de agenda", choices=Agendastatus, default=S.CONCEPT, protected=True
    )

    # The day on which someone asks; a service or view fills it in for the criteria (AGE-5).
    op: datetime.date | None = None

    objects = OverlegQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[provincies])

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gremium__in=[g.value for g in CYCLUSTAFELS], ronde__isnull=False)
                | (~Q(gremium__in=[g.value for g in CYCLUSTAFELS]) & Q(ronde=None)),
                name="overleg_cyclustafel_heeft_ronde",
                violation_error_message=(
                    "Een DO, GP-DG of BOL hoort bij een ronde; een ander overleg niet. "
                    "Kies een ronde, of laat die leeg."
                ),
                violation_error_code="ronde_past_niet",
            ),
            models.CheckConstraint(
                condition=~Q(gremium=Gremium.BOL) | Q(landsdeel__isnull=False),
                name="overleg_bol_heeft_landsdeel",
                violation_error_message="Een BOL is van een landsdeel. Kies een landsdeel.",
                violation_error_code="landsdeel_ontbreekt",
            ),
        ]
        indexes = [models.Index(fields=["gremium", "datum"])]

    def __str__(self) -> str:
        return f"{self.naam} ({self.datum:%d-%m-%Y})"

    def get_absolute_url(self) -> str:
        return reverse("governance:overleg-detail", args=[self.pk])

    def betrokken_provincie_ids(self) -> set[int]:
        return {provincie.pk for provincie in self.provincies.all()}

    def provincies_met_punt(self) -> set[int]:
        """The keys of the provincies that a punt on the agenda is of (AGE-5)."""
        per_punt = [punt.betrokken_provincie_ids() for punt in self.punten]
        return set().union(*per_punt)

    @cached_property
    def punten(self) -> list[Agendapunt]:
        """The punten on the agenda in their order, with all that the criteria ask of them."""
        return list(self.agendapunten.op_agenda().voor_toets())

    @cached_property
    def gegeven_reacties(self) -> list[Agendareactie]:
        """Every reaction on the agenda, oldest first; for the Rijk and for the criteria."""
        return list(self.reacties.order_by("pk"))

    def veranderd_sinds(self, dag: datetime.date) -> set[int]:
        """The provincies for which this agenda changed on the last day of its term or after it: a
        punt of theirs, also one that was taken off or names them no longer, or the day of the
        meeting (AGE-5). Not what stood there when the term was set, on that day itself."""
        gesteld = self.stappen_gezet.filter(handeling="termijn").aggregate(op=Max("op"))["op"]

        def sinds(moment: str) -> Q:
            na = Q(**{f"{moment}__date__gte": dag})
            return na & Q(**{f"{moment}__gt": gesteld}) if gesteld else na

        if self.stappen_gezet.filter(sinds("op"), handeling="verplaatst").exists():
            return self.betrokken_provincie_ids()
        punten = self.agendapunten.filter(sinds("gewijzigd_op"))
        nu = punten.values_list("provincies", flat=True)
        # Each change leaves a row with the provincies before it, and one with those after it.
        toen = self.agendapunten.model.history.filter(
            sinds("history_date"), id__in=punten.values("pk")
        ).values_list("historicalagendapunt_provincies__provincie", flat=True)
        return {pk for pk in (*nu, *toen) if pk}

    def uitkomsten_per_punt(self) -> dict[int, set[int | None]]:
        """For which provincies each punt has an outcome; None stands for the whole punt."""
        gegeven: dict[int, set[int | None]] = {punt.pk: set() for punt in self.punten}
        rijen = _uitkomst().objects.actueel().filter(agendapunt__in=gegeven)
        for punt, provincie in rijen.values_list("agendapunt", "provincie"):
            gegeven[punt].add(provincie)
        return gegeven

    def uitkomsten_elders(self, soort: str, gremium: str) -> list[Uitkomst]:
        """What another table concluded on the vraagstukken of this agenda, and counts now."""
        return list(
            _uitkomst()
            .objects.die_tellen(soort, gremium)
            .filter(agendapunt__vraagstuk__in=[p.vraagstuk_id for p in self.punten])
            .select_related("agendapunt__overleg__ronde", "agendapunt__escalatie", "provincie")
            .prefetch_related("agendapunt__verschillen__organisatie")
        )

    def stap(self, naam: str) -> Transition | None:
        """The step of this name out of the present state, if there is one (AGE-3)."""
        return mogelijke_overgang(self, "agenda_status", naam)

    def stappen(self, user: Gebruiker) -> list[Stap]:
        """The steps this user may take by hand, each with what still blocks it."""
        return stappen(self, "agenda_status", user)

    def stap_voor(self, naam: str, recht: str, user: Gebruiker) -> Stap | None:
        """One step as this user sees it, with the right that this table asks for it."""
        o = self.stap(naam)
        if o is None or not user.has_perm(recht, self):
            return None
        open_ = blokkades(self, o.custom["criteria"], user)
        return Stap(o.name, o.custom["opschrift"], str(o.target), open_)

    @property
    def is_rijkstafel(self) -> bool:
        """A table of the Rijk alone; what it did stays inside the Rijk (ZIC-2)."""
        return self.gremium in RIJKSTAFELS

    @property
    def wordt_afgestemd(self) -> bool:
        """Only the agendas of DO, GP-DG and BOL are agreed before they are sent (AGE-3)."""
        return self.gremium in AFSTEMMEN

    @property
    def is_concept(self) -> bool:
        return self.agenda_status == S.CONCEPT

    @property
    def is_verzonden(self) -> bool:
        """Sent, and the meeting is not closed yet: outcomes can be recorded."""
        return self.agenda_status == S.VERZONDEN

    @property
    def is_gesloten(self) -> bool:
        return self.agenda_status in {S.GEHOUDEN, S.VASTGESTELD}

    @property
    def is_uitgegaan(self) -> bool:
        return self.is_verzonden or self.is_gesloten

    @property
    def is_afgelast(self) -> bool:
        return self.agenda_status == S.AFGELAST

    @property
    def is_voor_lezers(self) -> bool:
        """Of what was called off they read the punten that were sent (AGE-3, ALG-2)."""
        return self.is_uitgegaan or self.is_afgelast

    # The right of stem_af depends on the table; the service asks it (AGE-3, AGE-5).
    @overgang(
        veld="agenda_status",
        van=[S.CONCEPT],
        naar=S.AFGESTEMD,
        recht="governance.agenda_opstellen",
        opschrift="Agenda afstemmen",
        criteria=regels.AFSTEMMEN,
    )
    def stem_af(self) -> None:
        """The agenda is agreed (AGE-3)."""

    @overgang(
        veld="agenda_status",
        van=[S.AFGESTEMD],
        naar=S.CONCEPT,
        recht="governance.agenda_opstellen",
        opschrift="Agenda weer openen",
    )
    def open_weer(self) -> None:
        """Back to concept, to change the agenda; reactions count for what they saw only."""

    @overgang(
        veld="agenda_status",
        van=[S.CONCEPT, S.AFGESTEMD],
        naar=S.VERZONDEN,
        recht="governance.agenda_verzenden",
        opschrift="Agenda verzenden",
        criteria=regels.VERZENDEN,
    )
    def verzend(self) -> None:
        """Freeze the agenda and send it (AGE-3)."""

    @overgang(
        veld="agenda_status",
        van=[S.VERZONDEN],
        naar=S.GEHOUDEN,
        recht="governance.overleg_sluiten",
        opschrift="Overleg sluiten",
        criteria=regels.SLUITEN,
    )
    def sluit(self) -> None:
        """Close the meeting; each punt has an outcome (BES-1)."""

    @overgang(
        veld="agenda_status",
        van=[S.GEHOUDEN],
        naar=S.VASTGESTELD,
        recht="governance.overleg_sluiten",
        opschrift="Besluitenlijst vaststellen",
    )
    def stel_vast(self) -> None:
        """Establish what was recorded; afterwards only a herziening with reason (BES-8)."""

    @overgang(
        veld="agenda_status",
        van=[S.CONCEPT, S.AFGESTEMD, S.VERZONDEN],
        naar=S.AFGELAST,
        recht="governance.cyclus_plannen",
        opschrift="Overleg afgelasten",
        criteria=regels.AFGELASTEN,
        knop=False,
    )
    def gelast_af(self) -> None:
        """It does not take place; it stays readable, with the reason (OVL-3, ALG-2)."""


def _uitkomst() -> type[Uitkomst]:
    """The model of the outcomes, which stands below this one."""
    return apps.get_model("governance", "Uitkomst")
