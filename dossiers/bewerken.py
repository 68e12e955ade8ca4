"""Who may edit what in which fase: one table (VRA-16, "Editing per phase")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone

from novex.rechten import Rol, eis_recht, rollen_bij

from .models import EINDFASEN, Fase, Tekstwijziging

if TYPE_CHECKING:
    from novex.models import Gebruiker

    from .models import Vraagstuk


class Groep(models.TextChoices):
    BASIS = "basis", "Basisgegevens"
    BEELD = "beeld", "Beeld"
    PLANNING = "planning", "Prioriteit en planning"
    AANPAK = "aanpak", "Aanpak"
    RICHTINGEN = "richtingen", "Oplossingsrichtingen en weging"


F = Fase
_VROEG = (F.BEELDVORMING, F.OORDEELSVORMING)
_TOT_BESLUIT = (*_VROEG, F.BESLUITVORMING)

NIET_BETROKKEN = (
    "Uw departement is niet betrokken bij dit vraagstuk. Vraag de accounthouder om u toe te voegen."
)
VAN_EEN_ANDER = (
    "Dit concept is van een andere organisatie. U kunt meeschrijven als het vraagstuk is geopend."
)
# Which fields, in which fasen, with which right.
VELDEN: dict[str, tuple[str, ...]] = {
    Groep.BASIS: (
        "titel",
        "omschrijving",
        "provincies",
        "lead_provincie",
        "provincie_overstijgend",
        "gebied",
        "novex_gebieden",
        "domeinen",
        "keuzes",
        "programmas",
    ),
    Groep.BEELD: (
        "dilemmas",
        "spanningen",
        "kansen",
        "kennislacunes",
        "partijen",
        "organisaties",
    ),
    Groep.PLANNING: ("prioriteit", "planning", "lead_accounthouder"),
    Groep.AANPAK: (
        "aanpak",
        "tempo",
        "fasering",
        "rolverdeling",
        "benodigde_besluitvorming",
        "bestuurlijke_keuze_nodig",
        "monitoring_wijze",
        "voorkeursrichting",
        "voorkeur_reden",
        "uitzondering_reden",
    ),
    Groep.RICHTINGEN: (
        "titel",
        "beschrijving",
        "voor",
        "nadelen",
        "implicaties_ruimtelijk",
        "implicaties_bestuurlijk",
        "implicaties_juridisch",
        "instrumenten",
        "uitvoerbaarheid",
        "afgevallen_reden",
    ),
}
# What opening asks; afterwards it is history (VRA-0).
ALLEEN_IN_CONCEPT = (
    "herkomst",
    "lichte_triage",
    "melder_organisatie",
    "melder_functie",
    "gelijksoortig_gezien",
)
FASEN: dict[str, tuple[str, ...]] = {
    Groep.BASIS: (F.CONCEPT, *_TOT_BESLUIT),
    Groep.BEELD: (F.CONCEPT, *_TOT_BESLUIT),
    Groep.PLANNING: _TOT_BESLUIT,
    Groep.AANPAK: _TOT_BESLUIT,
    Groep.RICHTINGEN: _TOT_BESLUIT,
}
RECHT: dict[str, str] = {
    Groep.BASIS: "dossiers.tekst_wijzigen",
    Groep.BEELD: "dossiers.tekst_wijzigen",
    Groep.PLANNING: "dossiers.prioriteit_wijzigen",
    Groep.AANPAK: "dossiers.richting_wijzigen",
    Groep.RICHTINGEN: "dossiers.richting_wijzigen",
}


@dataclass(frozen=True)
class Bewerking:
    """May this group be edited now? ``soort`` says how a change is marked in the log."""

    mag: bool
    zin: str = ""
    soort: str = Tekstwijziging.Soort.GEWOON

    @property
    def met_reden(self) -> bool:
        """A change after the papers went out needs a reason."""
        return self.soort != Tekstwijziging.Soort.GEWOON


def velden_van(groep: str, vraagstuk: Vraagstuk) -> tuple[str, ...]:
    """The fields of this group that can be edited in this fase."""
    if groep == Groep.BASIS and vraagstuk.fase == F.CONCEPT:
        return VELDEN[groep] + ALLEEN_IN_CONCEPT
    return VELDEN[groep]


def bewerking(vraagstuk: Vraagstuk, groep: str) -> Bewerking:
    """What the table says of this group in the present fase, whoever asks."""
    fase = vraagstuk.fase
    if fase in EINDFASEN:
        return Bewerking(
            False,
            f"Dit vraagstuk is afgesloten ({vraagstuk.get_fase_display().lower()}). Heropen het "
            "om iets te wijzigen.",
        )
    if fase not in FASEN[groep]:
        zin = (
            "Open het vraagstuk eerst; dan kunt u dit invullen."
            if fase == F.CONCEPT
            else "In de opvolging ligt dit vast. Keer terug naar een eerdere fase om het te "
            "wijzigen."
        )
        return Bewerking(False, zin)
    if fase == F.BESLUITVORMING and groep in (Groep.BASIS, Groep.BEELD):
        return Bewerking(True, soort=Tekstwijziging.Soort.ERRATUM)
    if fase == F.BESLUITVORMING and groep != Groep.PLANNING and _stukken_zijn_verzonden(vraagstuk):
        return Bewerking(True, soort=Tekstwijziging.Soort.NAGEZONDEN)
    return Bewerking(True)


def mag_bewerken(user: Gebruiker, vraagstuk: Vraagstuk, groep: str) -> bool:
    """For a page: show the link only to who can use it."""
    return bewerking(vraagstuk, groep).mag and _heeft_recht(user, vraagstuk, groep)


def eis_bewerkbaar(vraagstuk: Vraagstuk, groep: str, door: Gebruiker) -> Bewerking:
    """Refuse who has no right to this group, and what is frozen in this fase."""
    if not _heeft_recht(door, vraagstuk, groep):
        eis_recht(door, _recht(vraagstuk, groep), vraagstuk)
        raise PermissionDenied(VAN_EEN_ANDER if vraagstuk.fase == F.CONCEPT else NIET_BETROKKEN)
    nu = bewerking(vraagstuk, groep)
    if not nu.mag:
        raise ValidationError(nu.zin, code="ligt_vast")
    return nu


def _recht(vraagstuk: Vraagstuk, groep: str) -> str:
    """A concept is edited by who may bring one in."""
    return "dossiers.vraagstuk_inbrengen" if vraagstuk.fase == F.CONCEPT else RECHT[groep]


def _heeft_recht(user: Gebruiker, vraagstuk: Vraagstuk, groep: str) -> bool:
    recht = _recht(vraagstuk, groep)
    if vraagstuk.fase == F.CONCEPT:
        if user.treedt_op_voor(vraagstuk.organisatie_id):
            return user.has_perm(recht)  # a concept may still miss its provincie
        if not _komt_bij_concept(user, vraagstuk):
            return False
    if not user.has_perm(recht, vraagstuk):
        return False
    if groep not in (Groep.AANPAK, Groep.RICHTINGEN):
        return True
    if rollen_bij(user, vraagstuk) & {Rol.ACCOUNTHOUDER, Rol.PROVINCIE}:
        return True
    # A department writes from oordeelsvorming on, where it is involved.
    vandaag = timezone.localdate()
    return vraagstuk.fase != F.BEELDVORMING and user.organisatie_id in {
        organisatie.opvolger_op(vandaag).pk for organisatie in vraagstuk.organisaties.all()
    }


def _komt_bij_concept(user: Gebruiker, vraagstuk: Vraagstuk) -> bool:
    """Whose concept it is not: VRO and the accounthouder, who opens it (VRA-0).

    Of the regio only once it was offered; another department or provincie waits until it is open.
    """
    if vraagstuk.organisatie.kant != user.kant and not vraagstuk.aangeboden_op:
        return False
    return user.is_vro or Rol.ACCOUNTHOUDER in rollen_bij(user, vraagstuk)


def _stukken_zijn_verzonden(vraagstuk: Vraagstuk) -> bool:
    return bool(vraagstuk.geldende_feiten("op_verzonden_agenda"))
