"""An objection of a landsdeel to a landelijke line."""

from .wacht import Wacht

TESTS = "tests/governance/test_regelbezwaar.py"
SERVICE = "governance/services/regelbezwaar.py"

WACHTEN = (
    Wacht(
        "BOL-1",
        "governance/regels_lijst.py",
        "landelijk | Exists(regels.filter(van_hier))",
        "landelijk",
        "tests/governance/test_kamerbrief.py::test_a_line_of_a_landsdeel_without_a_bol_is_warned_about",
    ),
    Wacht(
        "BOL-1",
        "governance/regels_lijst.py",
        "    elke_regel_heeft_tekst,\n    geen_open_bezwaar,\n",
        "    elke_regel_heeft_tekst,\n",
        f"{TESTS}::test_an_open_bezwaar_keeps_the_list_from_freezing",
    ),
    Wacht(
        "BOL-1",
        "governance/services/lijst.py",
        "[elk_overleg_is_gesloten, geen_open_bezwaar]",
        "[elk_overleg_is_gesloten]",
        f"{TESTS}::test_the_kamerbrief_waits_for_it",
    ),
    Wacht(
        "BOL-1",
        "governance/regels_lijst.py",
        """onderwerp__ronde=ronde).op_lijst()
        alle =""",
        """onderwerp__ronde=ronde)
        alle =""",
        f"{TESTS}::test_a_line_that_was_taken_off_holds_nothing_up",
    ),
    Wacht(
        "BOL-1",
        "arrangementen/regels.py",
        "if makers := besluit.regel.bezwaar_van:",
        "if makers := ():",
        f"{TESTS}::test_an_afspraak_is_not_established_before_it_is_solved",
    ),
    Wacht(
        "BOL-1",
        SERVICE,
        "if regel.afgevoerd_op or regel.onderwerp.niveau != Niveau.LANDELIJK:",
        "if False:",
        f"{TESTS}::test_only_a_landelijke_line_on_the_list",
    ),
    Wacht(
        "OVL-3",
        SERVICE,
        "if zitting is None or zitting.datum > op:",
        "if zitting is None:",
        f"{TESTS}::test_only_a_bol_of_this_ronde_that_took_place",
    ),
    Wacht(
        "ZIC-3",
        "governance/models/regelbezwaar.py",
        "return self.filter(regel__in=Lijstregel.objects.for_user(user))",
        "return self",
        f"{TESTS}::test_who_reads_the_line_reads_the_bezwaar",
    ),
)
