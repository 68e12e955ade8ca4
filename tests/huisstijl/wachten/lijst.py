"""The BOL-afsprakenlijst and its embargo (BOL)."""

from .wacht import Wacht

G = "tests/governance"
T_STAPPEN = "tests/arrangementen/test_arrangement_stappen.py"
LIJST, LIJSTREGELS = "governance/services/lijst.py", "governance/regels_lijst.py"
MIGRATIE = "governance/migrations/0002_append_only.py"

WACHTEN = (
    Wacht(
        "BOL-1",
        LIJSTREGELS,
        "        if overleg.agenda_status not in gesloten\n",
        "        if False\n",
        f"{G}/test_lijst_bevroren.py::test_the_list_waits_for_every_meeting",
    ),
    Wacht(
        "BOL-1",
        LIJSTREGELS,
        "    if ronde.gremium != Gremium.BOL:\n",
        "    if False:\n",
        f"{G}/test_lijst.py::test_only_a_bol_round_has_lines",
    ),
    Wacht(
        "BOL-1",
        LIJSTREGELS,
        "        if not regel.tekst.strip()\n",
        "        if False\n",
        f"{G}/test_lijst_bevroren.py::test_all_that_blocks_freezing_is_named_at_once",
    ),
    Wacht(
        "BOL-1",
        LIJST,
        "for regel in Lijst.uit(versie.gegevens).regels():",
        "for regel in stel_lijst_samen(versie.ronde).regels():",
        f"{G}/test_lijst.py::test_the_frozen_line_is_the_source",
    ),
    Wacht(
        "BOL-1",
        "governance/rapport.py",
        "    if landsdeel is None:\n        return (0,",
        "    if landsdeel is None:\n        return (9,",
        f"{G}/test_lijst.py::test_landelijk_then_landsdelen_by_day_then_provincies",
    ),
    Wacht(
        "BOL-1",
        MIGRATIE,
        '        append_only("governance_afsprakenlijst"),\n',
        "",
        f"{G}/test_lijst_bevroren.py::test_a_frozen_version_is_never_changed",
        databank=True,
    ),
    Wacht(
        "BOL-2",
        "governance/models/overleg.py",
        "return self.gremium != Gremium.BOL or self.heeft_kamerbrief",
        "return True",
        f"{G}/test_cyclus.py::test_a_bol_round_is_under_embargo_until_its_kamerbrief",
    ),
    Wacht(
        "BOL-2",
        LIJST,
        "    if laatste is None:\n",
        "    if False:\n",
        f"{G}/test_lijst_bevroren.py::test_no_kamerbrief_without_a_frozen_list",
    ),
    Wacht(
        "BOL-2",
        "arrangementen/regels_arrangement.py",
        "if arrangement.ronde is None or not arrangement.ronde.is_openbaar:",
        "if False:",
        "tests/arrangementen/test_arrangement_vaststellen.py"
        "::test_before_the_kamerbrief_nothing_is_published",
    ),
    Wacht(
        "BOL-2",
        LIJSTREGELS,
        "    is_nog_niet_verstuurd,\n",
        "",
        f"{G}/test_kamerbrief.py::test_after_the_kamerbrief_no_other_list_is_frozen",
    ),
    Wacht(
        "BOL-2",
        "governance/services/cyclus.py",
        "    if overleg.ronde:\n        is_nog_niet_verstuurd(overleg.ronde)\n",
        "",
        f"{G}/test_kamerbrief.py::test_after_the_kamerbrief_no_other_meeting_is_planned",
    ),
    Wacht(
        "BOL-2",
        "governance/services/lijst.py",
        "    if not Lijst.uit(laatste.gegevens).zegt_hetzelfde_als(stel_lijst_samen(ronde)):\n",
        "    if False:\n",
        "tests/governance/test_kamerbrief.py::test_the_kamerbrief_carries_the_list_as_it_is_now",
    ),
    Wacht(
        "BOL-2",
        "governance/services/lijst.py",
        "[elk_overleg_is_gesloten, geen_open_bezwaar]",
        "[geen_open_bezwaar]",
        f"{G}/test_kamerbrief.py::test_the_kamerbrief_waits_for_every_meeting_of_the_ronde",
    ),
    Wacht(
        "BOL-1",
        "governance/regels_lijst.py",
        "return list(voor_hen.filter(~Exists(met_bol)))",
        "return []",
        f"{G}/test_kamerbrief.py::test_freezing_warns_about_landsdelen_without_a_bol",
    ),
    Wacht(
        "BOL-1",
        "governance/services/lijst.py",
        "    is_nog_niet_verstuurd(ronde)\n",
        "",
        "tests/governance/test_kamerbrief.py::test_after_the_kamerbrief_no_line_changes_by_hand",
    ),
    Wacht(
        "BOL-1",
        LIJST,
        "    return regel.met_de_hand or bevroren not in (None, tekst)\n",
        "    return bevroren not in (None, tekst)\n",
        f"{T_STAPPEN}::test_a_line_that_reads_otherwise_since_keeps_its_text",
    ),
    Wacht(
        "AFS-5",
        LIJST,
        "    return regel.met_de_hand or bevroren not in (None, tekst)\n",
        "    return regel.met_de_hand\n",
        f"{T_STAPPEN}::test_a_line_that_reads_otherwise_since_keeps_its_text",
    ),
    Wacht(
        "BOL-1",
        "arrangementen/views/arrangement_stap.py",
        "                _meld_andere_regels(request, nu)\n",
        "                pass\n",
        f"{T_STAPPEN}::test_a_line_that_reads_otherwise_since_keeps_its_text",
    ),
)
