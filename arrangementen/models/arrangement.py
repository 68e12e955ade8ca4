from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField
from simple_history.models import HistoricalRecords

from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Ronde, Uitkomst
from novex.fsm import overgang
from novex.models import Gebruiker, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant

from .. import bol
from .. import regels_arrangement as regels
from .afspraak import Afspraak

if TYPE_CHECKING:
    from .editie import Arrangementakkoord
    from .opname import Opname

VASTSTELLEN = "arrangementen.arrangement_vaststellen"


# Also of the first generation, which has no moment of ours but a source.
WERD_GEPUBLICEERD = Q(status="gepubliceerd") | (
    Q(status="ingetrokken") & (Q(gepubliceerd_op__isnull=False) | ~Q(bron_url=""))
)
GELDT = models.Case(models.When(status="ingetrokken", then=0), default=1)


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def for_user(self, user: Gebruiker) -> ArrangementQuerySet:
        """The Rijk sees all; a provincie its own, and what is published (ZIC-3, ARR-7).

        What was published stays readable when it is withdrawn, with the reason (ALG-2).
        """
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        eigen = self.model.objects.in_eigen_kring(user)
        return self.filter(WERD_GEPUBLICEERD | Q(pk__in=eigen.values("pk")))

    def in_eigen_kring(self, user: Gebruiker) -> ArrangementQuerySet:
        """Those whose making this user may follow: the Rijk all, a provincie its own (ZIC-3)."""
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        if user.kant == Kant.RIJK:
            return self
        return self.filter(provincie=user.eigen_provincie_id)

    def vergrendeld(self, pk: int) -> Arrangement:
        """Read one again and lock it: judge what is in the database now."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def voor_lijst(self) -> ArrangementQuerySet:
        """What a line of the list needs, in one query."""
        return self.select_related("provincie__landsdeel", "ronde").annotate(
            aantal_afspraken=models.Count("opgenomen_afspraken")
        )

    def voor_pagina(self, user: Gebruiker) -> ArrangementQuerySet:
        """The row of one arrangement, with the rows it points to and whether its making is open
        to this user (ZIC-3)."""
        eigen = self.model.objects.in_eigen_kring(user).filter(pk=OuterRef("pk"))
        vorige = self.model.objects.vorige_editie(OuterRef("provincie"), OuterRef("jaar"))
        return self.select_related(
            "provincie__landsdeel",
            "ronde__cyclus",
            "uitkomst__agendapunt__overleg",
            "vaststelling__bestand",
        ).annotate(is_eigen_kring=Exists(eigen), vorige_id=Subquery(vorige))

    def verloop(self) -> list[Prefetch]:
        """The steps and akkoorden with who made them, a query each; only to look at."""
        delen = []
        for deel in ("stappen", "akkoorden"):
            model: Any = self.model._meta.get_field(deel).related_model
            delen.append(Prefetch(deel, model.objects.select_related("door")))
        return delen

    def van_jaar(self, jaar: int) -> ArrangementQuerySet:
        """What a year shows: the withdrawn ones that this user sees, then those that hold."""
        return self.filter(jaar=jaar).order_by(GELDT, "pk")

    def geldende(self) -> ArrangementQuerySet:
        """Without those that were withdrawn: at most one per provincie and year (ARR-1)."""
        return self.exclude(status="ingetrokken")

    def gevestigd_op_besluit(self, provincie_id: int) -> ArrangementQuerySet:
        """The editions of this provincie that a besluit of the BOL established, withdrawn too."""
        return self.filter(provincie=provincie_id, uitkomst__isnull=False)

    def vorige_editie(self, provincie: Any, jaar: Any) -> models.QuerySet:
        """The key of the last edition of a provincie before this year that readers know: one under
        embargo is not compared with, one that was withdrawn where no other came (ARR-3, BOL-2)."""
        return (
            self.filter(WERD_GEPUBLICEERD, provincie=provincie, jaar__lt=jaar)
            .order_by("-jaar", GELDT.desc(), "-pk")
            .values_list("pk", flat=True)[:1]
        )

    def update(self, **values) -> int:
        """Refuse a status outside the overgangen; otherwise the usual ``update()``."""
        if "status" in values:
            raise TypeError("The status changes only by an overgang, not by update().")
        return super().update(**values)

    def delete(self) -> NoReturn:
        raise TypeError("An arrangement is never removed; withdraw it with a reason (ALG-2).")


class Arrangement(ConcurrentTransitionMixin, Bewerkbaar):
    """The Ruimtelijk Arrangement of one provincie in one BOL year (ARR-1)."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        AFGESTEMD = "afgestemd", "Afgestemd"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="arrangementen")
    jaar = models.PositiveSmallIntegerField("BOL-jaar")
    ronde = models.ForeignKey(
        Ronde, models.PROTECT, null=True, blank=True, related_name="arrangementen"
    )
    status = FSMField(choices=Status.choices, default=Status.CONCEPT, protected=True)
    uitkomst = models.ForeignKey(
        Uitkomst, models.PROTECT, null=True, editable=False, related_name="arrangementen"
    )
    ondertekend_op = models.DateField("ondertekend op", null=True, blank=True)
    voortgang_tekst = models.TextField(
        "voortgang van eerdere afspraken", max_length=4000, blank=True
    )
    gebieden_tekst = models.TextField("relatie met NOVEX-gebieden", max_length=2000, blank=True)
    wijzigingen_tekst = models.TextField(
        "wijzigingen sinds vorig jaar", max_length=2000, blank=True
    )
    bron_url = models.URLField("bron", max_length=500, blank=True)
    intrek_reden = models.TextField("reden van intrekken", blank=True, editable=False)
    vastgesteld_op = models.DateField(null=True, editable=False)
    gepubliceerd_op = models.DateTimeField(null=True, editable=False)

    # The checksum of the content as it would be printed now; a service or view fills it in for
    # the criteria, since putting the content together stands above the models (rapport).
    inhoud_sha256: str = ""
    # May this reader follow its making? Filled in by voor_pagina.
    is_eigen_kring: bool

    objects = ArrangementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "arrangement"
        verbose_name_plural = "arrangementen"
        ordering = ["-jaar", "provincie__naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "concept",
                        "afgestemd",
                        "vastgesteld",
                        "gepubliceerd",
                        "ingetrokken",
                    ]
                ),
                name="arrangement_status_bestaat",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["vastgesteld", "gepubliceerd"])
                | Q(uitkomst__isnull=False, ronde__isnull=False, vastgesteld_op__isnull=False)
                # Signed and published before this process; it can be read at its source.
                | (Q(uitkomst=None) & ~Q(bron_url="")),
                name="arrangement_vastgesteld_uit_besluit",
                violation_error_message=(
                    "Er is geen besluit van het BOL. Leg eerst de uitkomst van het BOL vast."
                ),
                violation_error_code="bol_besluit_ontbreekt",
            ),
            models.UniqueConstraint(
                fields=["provincie", "jaar"],
                condition=~Q(status="ingetrokken"),
                name="arrangement_een_editie_per_jaar",
                violation_error_message=(
                    "Deze provincie heeft al een arrangement voor dit jaar. Open dat arrangement."
                ),
                violation_error_code="editie_bestaat",
            ),
            models.CheckConstraint(
                condition=~Q(status="ingetrokken") | Q(intrek_reden__regex=r"\S"),
                name="arrangement_ingetrokken_met_reden",
                violation_error_message="De reden is leeg. Schrijf waarom u het intrekt.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"Ruimtelijk Arrangement {self.provincie} {self.jaar}"

    def get_absolute_url(self) -> str:
        return reverse("arrangementen:arrangement-detail", args=[self.pk])

    def clean(self) -> None:
        """Only a first edition was signed, and a BOL of its year establishes it (ARR-1)."""
        super().clean()
        fouten = {}
        if self.ondertekend_op and not self.is_eerste_editie:
            fouten["ondertekend_op"] = ValidationError(
                "Alleen een eerste editie is ondertekend. Laat deze datum leeg.",
                code="niet_eerste_editie",
            )
        if self.ronde and (
            self.ronde.gremium != Gremium.BOL or self.ronde.cyclus.jaar != self.jaar
        ):
            fouten["ronde"] = ValidationError(
                f"Deze ronde is geen BOL van {self.jaar}. Kies een BOL-ronde van dat jaar.",
                code="ronde_past_niet",
            )
        if fouten:
            raise ValidationError(fouten)

    def betrokken_provincie_ids(self) -> set[int]:
        return {self.provincie_id}

    @property
    def is_bewerkbaar(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def is_bevroren(self) -> bool:
        return self.status in {self.Status.VASTGESTELD, self.Status.GEPUBLICEERD}

    @property
    def is_van_elders(self) -> bool:
        """Of the first generation: its content stands at ``bron_url``, not here."""
        vast = self.is_bevroren or self.status == self.Status.INGETROKKEN
        return vast and self.uitkomst_id is None and bool(self.bron_url)

    @property
    def is_eerste_editie(self) -> bool:
        """Only a first edition was signed; one that was published stays the first, withdrawn or
        not (ARR-1, H 3.4)."""
        eerder = Arrangement.objects.filter(provincie=self.provincie_id, jaar__lt=self.jaar)
        return not eerder.filter(~Q(status="ingetrokken") | WERD_GEPUBLICEERD).exists()

    # Its content, read once for all that asks: the edition, the criteria, the page. It is as it
    # was when it was first asked; a verb that changes it reads the arrangement again.

    @cached_property
    def alle_opnames(self) -> list[Opname]:
        """With their oordelen; those that were withdrawn too."""
        return list(self.opnames.met_oordelen())

    @property
    def opnames_nu(self) -> list[Opname]:
        return [opname for opname in self.alle_opnames if opname.ingetrokken_op is None]

    @cached_property
    def afspraken(self) -> list[Afspraak]:
        return list(Afspraak.objects.van_editie(self))

    @cached_property
    def besluiten(self) -> list[Uitkomst]:
        """The besluiten that may establish it; its afspraken get theirs in the same query."""
        ook = Q(pk__in=self.bol_besluiten().values("pk"))
        genomen = bol.uitkomsten(self.afspraken, ook)
        per_afspraak = bol.per_afspraak(self.afspraken, genomen)
        for afspraak in self.afspraken:
            afspraak.besluiten = per_afspraak[afspraak.pk]
        return [uitkomst for uitkomst in genomen if uitkomst.agendapunt.vraagstuk_id is None]

    @property
    def besloten_afspraken(self) -> list[Afspraak]:
        """Its afspraken with their besluiten, read at once."""
        self.besluiten  # noqa: B018 - reads those of its afspraken
        return self.afspraken

    @cached_property
    def vorige_id(self) -> int | None:
        return Arrangement.objects.vorige_editie(self.provincie_id, self.jaar).first()

    def geldige_akkoorden(self) -> list[Arrangementakkoord]:
        """The akkoorden on this very content, since it last went back to concept (ARR-1)."""
        terug = [s.op for s in self.stappen.all() if (s.van, s.naar) == ("afgestemd", "concept")]
        return [
            akkoord
            for akkoord in self.akkoorden.all()
            if akkoord.inhoud_sha256 == self.inhoud_sha256 and all(akkoord.op > op for op in terug)
        ]

    @property
    def besluiten_hierover(self) -> list[Uitkomst]:
        """Of those, the ones on this very content: both sides had agreed on it before (ARR-1)."""
        op_dit = [a for a in self.akkoorden.all() if a.inhoud_sha256 == self.inhoud_sha256]
        return [
            besluit
            for besluit in self.besluiten
            if {a.kant for a in op_dit if a.op <= besluit.op} == {Kant.RIJK, Kant.REGIO}
        ]

    def bol_besluiten(self) -> models.QuerySet[Uitkomst]:
        """The besluiten of the BOL of its landsdeel that may establish it (ARR-1, OVL-1).

        A punt about a vraagstuk does not establish an arrangement; a punt of its own does. What
        established an edition of this provincie that was withdrawn since, was about that one.
        """
        andere = type(self).objects.gevestigd_op_besluit(self.provincie_id).exclude(pk=self.pk)
        return (
            Uitkomst.objects.actueel()
            .filter(
                gremium=Gremium.BOL,
                soort=Uitkomstsoort.BESLUIT,
                agendapunt__vraagstuk=None,
                agendapunt__provincies=self.provincie_id,
                agendapunt__overleg__ronde=self.ronde_id,
            )
            .filter(Q(provincie=None) | Q(provincie=self.provincie_id))
            .exclude(pk__in=andere.values("uitkomst"))
            .select_related("agendapunt__overleg")
        )

    @overgang(
        veld="status",
        van=["concept"],
        naar="afgestemd",
        recht="arrangementen.arrangement_wijzigen",
        opschrift="Arrangement is afgestemd",
        criteria=regels.AFSTEMMEN,
        knop=False,
    )
    def stem_af(self) -> None:
        """Rijk and provincie both agreed on this content (ARR-1)."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="concept",
        recht="arrangementen.arrangement_wijzigen",
        opschrift="Terug naar concept",
    )
    def heropen(self) -> None:
        """Work on the content again; both sides agree anew."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="vastgesteld",
        recht=VASTSTELLEN,
        opschrift="Vaststelling vastleggen",
        criteria=regels.VASTSTELLEN,
    )
    def stel_vast(self) -> None:
        """The BOL decided; data, PDF and checksum are frozen (ARR-1, ARR-4)."""

    @overgang(
        veld="status",
        van=["vastgesteld"],
        naar="gepubliceerd",
        recht="arrangementen.arrangement_publiceren",
        opschrift="Arrangement publiceren",
        criteria=regels.PUBLICEREN,
    )
    def publiceer(self) -> None:
        """Openbaar, after the Kamerbrief (ARR-7, BOL-2)."""

    @overgang(
        veld="status",
        van=["concept", "afgestemd", "vastgesteld", "gepubliceerd"],
        naar="ingetrokken",
        recht="arrangementen.arrangement_intrekken",
        opschrift="Arrangement intrekken",
    )
    def trek_in(self) -> None:
        """It does not go on or hold any more; the reason is kept (ARR-1, ALG-2)."""
