"""The graph of a vraagstuk: every fase and every overgang; there are no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, Transition

from novex import fsm
from novex.criteria import Criterium, blokkades
from novex.models import Gebruiker

from .. import regels


class Fase(models.TextChoices):
    CONCEPT = "concept", "Concept"
    BEELDVORMING = "beeldvorming", "Beeldvorming"
    OORDEELSVORMING = "oordeelsvorming", "Oordeelsvorming"
    BESLUITVORMING = "besluitvorming", "Besluitvorming"
    OPVOLGING = "opvolging", "Opvolging"
    TERUGGELEGD = "teruggelegd", "Teruggelegd"
    ELDERS_BELEGD = "elders_belegd", "Elders belegd"
    BEEINDIGD = "beeindigd", "Beëindigd"
    GEEN_KEUZE = "geen_keuze", "Geen keuze gemaakt"


F = Fase
OPEN_FASEN = (F.BEELDVORMING, F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING)
EINDFASEN = (F.TERUGGELEGD, F.ELDERS_BELEGD, F.BEEINDIGD, F.GEEN_KEUZE)

overgang = partial(fsm.overgang, veld="fase")
aan_tafel = partial(overgang, recht="dossiers.overgang_bij_uitkomst", knop=False)


class DoorlooptFasen(ConcurrentTransitionMixin, models.Model):
    """The fase changes only by an overgang, and no role skips the graph (VRA-2, VRA-3)."""

    fase = FSMField(choices=Fase.choices, default=Fase.CONCEPT, protected=True, editable=False)

    get_all_fase_transitions: Callable[[], Iterable[Transition]]  # FSMField adds it

    class Meta:
        abstract = True

    @overgang(
        van=[F.CONCEPT],
        naar=F.BEELDVORMING,
        recht="dossiers.vraagstuk_openen",
        opschrift="Vraagstuk openen",
        criteria=regels.OPENEN,
    )
    def open(self) -> None:
        """It gets a number and both sides see it (VRA-0, VRA-1)."""

    @overgang(
        van=[F.BEELDVORMING],
        naar=F.OORDEELSVORMING,
        recht="dossiers.zet_door",
        opschrift="Doorzetten naar oordeelsvorming",
        criteria=regels.NAAR_OORDEELSVORMING,
    )
    def zet_door(self) -> None:
        """The regietafel selects it (VRA-4)."""

    @aan_tafel(
        van=[F.OORDEELSVORMING],
        naar=F.BESLUITVORMING,
        opschrift="Naar besluitvorming",
        criteria=regels.NAAR_BESLUITVORMING,
    )
    def naar_besluitvorming(self) -> None:
        """The DO has spoken in each provincie concerned (VRA-5, VRA-15)."""

    @aan_tafel(
        van=[F.OORDEELSVORMING],
        naar=F.OPVOLGING,
        opschrift="Besluit in het DO",
        criteria=regels.BESLUIT_IN_DO,
    )
    def besluit_in_do(self) -> None:
        """The DO decides what needs no bestuurlijke keuze (VRA-6, BES-4)."""

    @aan_tafel(
        van=[F.BESLUITVORMING],
        naar=F.OPVOLGING,
        opschrift="Naar opvolging",
        criteria=regels.NAAR_OPVOLGING,
    )
    def naar_opvolging(self) -> None:
        """The BOL has decided in each landsdeel concerned (VRA-6)."""

    @aan_tafel(
        van=[F.BESLUITVORMING],
        naar=F.GEEN_KEUZE,
        opschrift="Geen keuze gemaakt",
        criteria=regels.GEEN_KEUZE,
    )
    def markeer_geen_keuze(self) -> None:
        """The BOL made no choice: it becomes a knelpuntmarkering (VRA-6)."""

    @overgang(
        van=[F.OPVOLGING],
        naar=F.TERUGGELEGD,
        recht="dossiers.leg_terug",
        opschrift="Terugleggen in reguliere trajecten",
        criteria=regels.TERUGLEGGEN,
    )
    def leg_terug(self) -> None:
        """Every afspraak has a regular instrument (VRA-9)."""

    @overgang(
        van=[F.BEELDVORMING],
        naar=F.ELDERS_BELEGD,
        recht="dossiers.beleg_elders_bij_triage",
        opschrift="Elders beleggen",
        criteria=regels.ELDERS_BIJ_TRIAGE,
    )
    @overgang(
        van=[F.OORDEELSVORMING, F.BESLUITVORMING],
        naar=F.ELDERS_BELEGD,
        recht="dossiers.beleg_elders",
        opschrift="Elders beleggen",
        criteria=regels.ELDERS_NA_UITKOMST,
    )
    @overgang(
        van=[F.OPVOLGING],
        naar=F.ELDERS_BELEGD,
        recht="dossiers.beleg_elders",
        opschrift="Elders beleggen",
        criteria=regels.ELDERS_UIT_OPVOLGING,
    )
    def beleg_elders(self) -> None:
        """It belongs at another table; a ``Belegging`` says with whom and why (VRA-7)."""

    @overgang(
        van=[F.BEELDVORMING],
        naar=F.BEEINDIGD,
        recht="dossiers.beeindig_bij_triage",
        opschrift="Beëindigen",
        criteria=regels.BEEINDIGEN,
    )
    @overgang(
        van=[F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING],
        naar=F.BEEINDIGD,
        recht="dossiers.beeindig",
        opschrift="Beëindigen",
        criteria=regels.BEEINDIGEN,
    )
    def beeindig(self) -> None:
        """It stops, with a reason and after hearing the provincies (VRA-7)."""

    @overgang(
        van=[F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING],
        naar=F.BEELDVORMING,
        recht="dossiers.keer_terug",
        opschrift="Terug naar beeldvorming",
        criteria=regels.TERUG_NAAR_BEELDVORMING,
    )
    def keer_terug_naar_beeldvorming(self) -> None:
        """There is new information (VRA-8)."""

    @overgang(
        van=[F.BESLUITVORMING, F.OPVOLGING],
        naar=F.OORDEELSVORMING,
        recht="dossiers.keer_terug",
        opschrift="Terug naar oordeelsvorming",
        criteria=regels.TERUG_NAAR_OORDEELSVORMING,
    )
    def keer_terug_naar_oordeelsvorming(self) -> None:
        """There is new information (VRA-8)."""

    @overgang(
        van=[F.OPVOLGING],
        naar=F.BESLUITVORMING,
        recht="dossiers.keer_terug",
        opschrift="Terug naar besluitvorming",
        criteria=regels.TERUG_NAAR_BESLUITVORMING,
    )
    def keer_terug_naar_besluitvorming(self) -> None:
        """There is new information (VRA-8)."""

    @overgang(
        van=[F.ELDERS_BELEGD],
        naar=F.BEELDVORMING,
        recht="dossiers.heropen",
        opschrift="Heropenen",
    )
    @overgang(
        van=[F.GEEN_KEUZE],
        naar=F.OORDEELSVORMING,
        recht="dossiers.heropen",
        opschrift="Heropenen",
        criteria=regels.HEROPENEN_GEEN_KEUZE,
    )
    @overgang(
        van=[F.BEEINDIGD],
        naar=F.BEELDVORMING,
        recht="dossiers.heropen_beeindigd",
        opschrift="Heropenen",
    )
    @overgang(
        van=[F.TERUGGELEGD],
        naar=F.BEELDVORMING,
        recht="dossiers.heropen",
        opschrift="Heropenen: nieuw conflict",
    )
    def heropen(self) -> None:
        """It comes back, with the new information as motivation (VRA-8)."""

    @overgang(
        van=[F.TERUGGELEGD],
        naar=F.OPVOLGING,
        recht="dossiers.heropen",
        opschrift="Heropenen: landing mislukt",
    )
    def heropen_landing(self) -> None:
        """The landing of an afspraak fails; the log says which one (VRA-8, VRA-9)."""

    def mogelijke_overgang(self, naam: str) -> Transition | None:
        """The overgang of this name out of the present fase, if there is one."""
        return fsm.mogelijke_overgang(self, "fase", naam)

    def criteria_nu(self) -> list[Criterium]:
        """Every criterium on the way out of the present fase, each once (VRA-2)."""
        alle = (c for o in fsm.overgangen_nu(self, "fase") for c in o.custom["criteria"])
        return list(dict.fromkeys(alle))

    def stappen(self, user: Gebruiker) -> list[fsm.Stap]:
        """The overgangen this user may make by hand, each with what still blocks it."""
        return fsm.stappen(self, "fase", user)

    def stappen_aan_tafel(self, user: Gebruiker) -> list[fsm.Stap]:
        """The overgangen that only an outcome fires, for all who see it (VRA-5, VRA-6)."""
        return [
            fsm.Stap(
                naam=o.name,
                opschrift=o.custom["opschrift"],
                naar=str(o.target),
                blokkades=blokkades(self, o.custom["criteria"], user),
            )
            for o in fsm.overgangen_nu(self, "fase")
            if not o.custom["knop"]
        ]
