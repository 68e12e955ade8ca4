"""What a user reads of the blockers: all at once, and each side only what is for its eyes."""

import pytest

from dossiers.models import Fase, Vraagstuk
from dossiers.services import fasen
from novex.criteria import BUITEN_PUBLIEK, blokkades
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.rijp import MOTIVATIE, met_feit, rijp_voor, zonder_feit

F = Fase


def test_all_blockers_come_at_once(regietafellid, gelderland):
    """VRA-3: not the first, but every one."""
    vraagstuk = VraagstukFactory(
        dilemmas="", spanningen="", partijen="", prioriteit="", planning=""
    )
    _, blokkades = fasen.probeer_overgang(
        pk=vraagstuk.pk, naam="zet_door", door=regietafellid, motivatie=MOTIVATIE
    )
    assert [b.code for b in blokkades] == [
        "knockout_ontbreekt",
        "triagebesluit_ontbreekt",
        "dilemmas_ontbreken",
        "spanningen_ontbreken",
        "partijen_ontbreken",
        "prioriteit_ontbreekt",
        "planning_ontbreekt",
    ]


@pytest.mark.parametrize("soort", ["mandaat", "rijksinzet"])
def test_a_provincie_never_reads_what_the_rijk_still_prepares(
    gelderland, staf, provinciaal, bestuurder_provincie, soort
):
    """VRA-3, ZIC-2: outside its audience a blocker always reads the same."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    zonder_feit(soort)(vraagstuk)
    vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)

    def leest(user):
        return [
            b.zin
            for stap in vraagstuk.stappen_aan_tafel(user)
            if stap.naam == "naar_besluitvorming"
            for b in stap.blokkades
        ]

    for user in (provinciaal, bestuurder_provincie):
        assert leest(user) == [BUITEN_PUBLIEK]
    assert leest(staf) != [BUITEN_PUBLIEK]
    # What makes the vraagstuk aan zet is read by both sides as well.
    assert vraagstuk.aan_zet_reden == BUITEN_PUBLIEK


def test_the_agenda_of_a_table_of_the_rijk_is_not_named_to_a_provincie(
    gelderland, staf, provinciaal
):
    """VRA-7, ZIC-2: it bars the exit for both, and names the table to the Rijk only."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    for kenmerk, label, publiek in (
        ("7", "Regietafel van 3 november", "rijk"),
        ("8", "DO Gelderland", "rijk_en_regio"),
    ):
        met_feit("op_verzonden_agenda", kenmerk, label=label, publiek=publiek)(vraagstuk)
    criteria = vraagstuk.mogelijke_overgang("beeindig").custom["criteria"]

    zin = "Dit vraagstuk staat op een verzonden agenda: {}. Wacht tot dat overleg is afgesloten."
    assert [b.zin for b in blokkades(vraagstuk, criteria, staf)] == [
        zin.format("Regietafel van 3 november"),
        zin.format("DO Gelderland"),
    ]
    assert [b.zin for b in blokkades(vraagstuk, criteria, provinciaal)] == [
        zin.format("DO Gelderland"),
        BUITEN_PUBLIEK,
    ]
