"""Who may do what: one table from right to role, and the assignments that go with it.

A right is named ``<app>.<verb>`` and is asked with ``user.has_perm(recht, obj)``. Rights of
several roles add up; bars on a person (the adviser does not decide) stand in the services
(ROL-1, ROL-2). ``-`` cells of the access table in the specification are rows left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

if TYPE_CHECKING:
    from novex.models import Gebruiker, Organisatie


class Rol(models.TextChoices):
    ACCOUNTHOUDER = "accounthouder", "Accounthouder"
    REGIETAFELLID = "regietafellid", "Regietafellid"
    VAKDEPARTEMENT = "vakdepartement", "Expert vakdepartement"
    PROVINCIE = "provincie", "Provincie"
    VRO_STAF = "vro_staf", "VRO-staf"
    BESTUURDER = "bestuurder", "Bestuurder of lezer"
    BEHEERDER = "beheerder", "Beheerder"


AH, RT, DEP, PR, ST, BR, BH = Rol

# Every right of the application. A right that is not here does not exist.
RECHTEN: dict[str, frozenset[Rol]] = {
    # signaal (SIG)
    "dossiers.signaal_maken": frozenset({AH, DEP, PR, ST}),
    "dossiers.signaal_beantwoorden": frozenset({AH}),
    # vraagstuk (VRA)
    "dossiers.vraagstuk_inbrengen": frozenset({AH, DEP, PR}),
    "dossiers.vraagstuk_openen": frozenset({AH}),
    "dossiers.tekst_wijzigen": frozenset({AH, PR}),
    "dossiers.tekst_beantwoorden": frozenset({AH, PR}),
    "dossiers.prioriteit_wijzigen": frozenset({AH}),
    "dossiers.richting_wijzigen": frozenset({AH, PR, DEP}),
    "dossiers.notitie_maken": frozenset({AH, RT, DEP, PR, ST}),
    "dossiers.triage_adviseren": frozenset({AH}),
    "dossiers.accountteam_zienswijze": frozenset({AH, DEP}),
    "dossiers.triage_besluiten": frozenset({RT}),
    "dossiers.zet_door": frozenset({RT}),
    "dossiers.beleg_elders_bij_triage": frozenset({RT}),
    "dossiers.beleg_elders": frozenset({ST}),
    "dossiers.beeindig_bij_triage": frozenset({RT}),
    "dossiers.beeindig": frozenset({ST}),
    "dossiers.belegging_beantwoorden": frozenset({DEP, PR, AH}),
    "dossiers.keer_terug": frozenset({AH}),
    "dossiers.heropen": frozenset({AH}),
    "dossiers.heropen_beeindigd": frozenset({RT}),
    "dossiers.leg_terug": frozenset({AH}),
    "dossiers.akkoord_terugleggen": frozenset({PR}),
    "dossiers.instemmen_regietafel": frozenset({RT}),
    "dossiers.overgang_bij_uitkomst": frozenset({ST}),
    "dossiers.doorbreek": frozenset({ST}),
    "dossiers.feit_herbevestigen": frozenset({AH, ST}),
    "dossiers.importeren": frozenset({AH}),
    # tables (OVL, AGE, BES, BOL)
    "governance.cyclus_plannen": frozenset({ST}),
    "governance.agendapunt_indienen": frozenset({AH, RT, DEP, PR, ST}),
    "governance.agenda_opstellen": frozenset({AH, RT, ST}),
    "governance.agenda_afstemmen_regietafel": frozenset({RT}),
    "governance.agenda_afstemmen_staf": frozenset({ST}),
    "governance.agenda_reageren": frozenset({PR}),
    "governance.agenda_verzenden": frozenset({ST}),
    "governance.annotatie_maken": frozenset({AH, RT, DEP, ST}),
    "governance.uitkomst_vastleggen": frozenset({ST}),
    "governance.overleg_sluiten": frozenset({ST}),
    "governance.mandaat_geven": frozenset({DEP, RT}),
    "governance.rijksinzet_opstellen": frozenset({AH, ST}),
    "governance.rijksinzet_akkoord": frozenset({DEP, RT}),
    "governance.rijksinzet_vrijgeven": frozenset({ST}),
    "governance.verschil_vastleggen": frozenset({AH, DEP, PR, ST}),
    "governance.afsprakenlijst_opstellen": frozenset({ST}),
    "governance.afsprakenlijst_bevriezen": frozenset({ST}),
    "governance.kamerbrief_vastleggen": frozenset({ST}),
    # afspraken and arrangement (AFS, ARR)
    "arrangementen.afspraak_maken": frozenset({AH, DEP, PR, ST}),
    "arrangementen.afspraak_wijzigen": frozenset({AH, DEP, PR, ST}),
    "arrangementen.akkoord_geven": frozenset({DEP, PR, ST}),
    "arrangementen.afspraak_afstemmen": frozenset({AH, ST}),
    "arrangementen.afspraak_vaststellen": frozenset({ST}),
    "arrangementen.landing_accepteren": frozenset({DEP, PR, ST}),
    "arrangementen.landing_vastleggen": frozenset({AH, DEP, PR}),
    "arrangementen.geld_bevestigen": frozenset({DEP, PR, ST}),
    "arrangementen.arrangement_maken": frozenset({AH, ST}),
    "arrangementen.arrangement_wijzigen": frozenset({AH, PR, ST}),
    "arrangementen.afstemmen_regio": frozenset({PR}),
    "arrangementen.afstemmen_rijk": frozenset({ST}),
    "arrangementen.arrangement_vaststellen": frozenset({ST}),
    "arrangementen.arrangement_publiceren": frozenset({ST}),
    "arrangementen.arrangement_intrekken": frozenset({ST}),
    "arrangementen.importeren": frozenset({AH, ST}),
    # monitor (MON)
    "monitoring.ronde_beheren": frozenset({ST}),
    "monitoring.voortgang_melden": frozenset({AH, DEP, PR}),
    "monitoring.vraag_stellen": frozenset({AH, ST}),
    "monitoring.licht_bijstellen": frozenset({AH, ST}),
    "monitoring.importeren": frozenset({AH, ST}),
    # kernel
    "novex.beheren": frozenset({BH}),
}


class HeeftProvincies(Protocol):
    """What a right can be limited by: the provincies that a record concerns."""

    def betrokken_provincie_ids(self) -> set[int]: ...


# Roles that count for every object, with or without an assignment (ROL-1).
OVERAL = frozenset({DEP, ST, BR})


def rollen_bij(user: Gebruiker, obj: HeeftProvincies | None) -> set[str]:
    """The roles that count for this object: role *and* assignment (ROL-1).

    An accounthouder counts for its assigned provincies, a provincie user for its own, a
    regietafellid only while assigned to the regietafel.
    """
    rollen = set(user.rollen)
    if user.is_superuser:
        # How the first account is made: it opens beheer, and no dossier.
        rollen.add(BH)
    if RT in rollen and not user.zit_aan_regietafel:
        rollen.discard(RT)
    if obj is None:
        return rollen
    ids = obj.betrokken_provincie_ids()
    if AH in rollen and not ids & user.toegewezen_provincie_ids:
        # Elsewhere an accounthouder has the rights of a department.
        rollen.discard(AH)
        rollen.add(DEP)
    if PR in rollen and user.eigen_provincie_id not in ids:
        rollen.discard(PR)
    return rollen


def telt_als(user: Gebruiker, rollen: frozenset[Rol], obj: HeeftProvincies | None) -> bool:
    """Does one of these roles count for this object? Reads no assignment that decides nothing."""
    eigen = set(user.rollen)
    altijd = rollen & OVERAL & eigen
    overal_accounthouder = AH in eigen and rollen >= {AH, DEP}  # elsewhere it is the other one
    return bool(altijd or overal_accounthouder or rollen & rollen_bij(user, obj))


def heeft_recht(user: Gebruiker, recht: str, obj: HeeftProvincies | None = None) -> bool:
    """Does a role that counts here carry this right? The admin asks for rights on models."""
    if not user.is_active or user.is_anonymous:
        return False
    if recht in RECHTEN:
        return telt_als(user, RECHTEN[recht], obj)
    # The admin holds reference data and accounts only (novex.admin).
    return recht.startswith("novex.") and BH in rollen_bij(user, None)


# Which organisatie a role belongs to, and the same in words (ROL-1, chapter 1).
HOORT_BIJ: dict[Rol, tuple[Callable[[Any], bool], str]] = {
    AH: (lambda o: o.is_vro, "VRO"),
    RT: (lambda o: o.soort == "departement", "VRO of een departement"),
    DEP: (lambda o: o.soort in {"departement", "uitvoering"}, "een departement of uitvoerder"),
    PR: (lambda o: o.soort == "provincie", "een provincie"),
    ST: (lambda o: o.is_vro, "VRO"),
    BR: (lambda o: o.kant in {"rijk", "regio"}, "het Rijk of een provincie"),
    BH: (lambda o: o.is_vro, "VRO"),
}


def eis_passende_rollen(rollen: Iterable[str], organisatie: Organisatie) -> None:
    """Refuse a role that this organisatie cannot have: an account acts for one side (ROL-1)."""
    fouten = [
        ValidationError(
            f"De rol {rol.label} hoort bij {bij}, en niet bij {organisatie}. Kies een andere rol "
            "of een andere organisatie.",
            code="rol_past_niet",
        )
        for rol in map(Rol, rollen)
        for past, bij in [HOORT_BIJ[rol]]
        if not past(organisatie)
    ]
    if fouten:
        raise ValidationError(fouten)


def eis_recht(user: Gebruiker, recht: Any, obj: HeeftProvincies | None = None) -> None:
    """Refuse who has no right to this; the 403 page shows the sentence.

    ``recht`` is a name of ``RECHTEN``, also as the ``permission`` of an overgang.
    """
    if not heeft_recht(user, str(recht), obj):
        raise PermissionDenied(
            "Uw rol geeft hier geen recht toe. Vraag een collega die dit wel mag."
        )
