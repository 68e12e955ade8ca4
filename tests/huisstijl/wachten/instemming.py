"""Asking for a consent, and until when it is asked; who takes a vraagstuk over."""

from .wacht import Wacht

TESTS = "tests/dossiers/test_instemmen.py"
REGELS = "dossiers/regels/instemming.py"

AFVALLEN = "tests/dossiers/test_afvallen.py"

WACHTEN = (
    Wacht(
        "VRA-12",
        "dossiers/models/vraagstuk.py",
        "return [richting for richting in richtingen if not richting.is_afgevallen]",
        "return list(richtingen)",
        f"{AFVALLEN}::test_what_dropped_out_needs_no_weighing_and_counts_no_more",
    ),
    Wacht(
        "VRA-5",
        "dossiers/querysets.py",
        'return self.filter(afgevallen_reden="")',
        "return self.all()",
        f"{AFVALLEN}::test_the_table_asks_the_same",
    ),
    Wacht(
        "VRA-12",
        "dossiers/services/aanpak.py",
        'if velden.get("afgevallen_reden") and richting.voorkeur_van.exists():',
        "if False:",
        f"{AFVALLEN}::test_the_preferred_one_does_not_drop_out",
    ),
    Wacht(
        "VRA-7",
        "dossiers/services/belegging.py",
        '    _eis_soort(gegevens["ontvanger_soort"], ontvanger_organisatie)\n',
        "",
        "tests/dossiers/test_belegging.py::test_who_answers_is_of_the_kind_that_was_chosen",
    ),
    Wacht(
        "VRA-8",
        "dossiers/services/instemmen.py",
        "    if len(vragen) == len(wachten):",
        "    if False:",
        f"{TESTS}::test_the_same_is_not_asked_twice",
    ),
    Wacht(
        "VRA-8",
        REGELS,
        'return handeling != HEROPEN or vraagstuk.fase == "geen_keuze"',
        "return True",
        f"{TESTS}::test_a_step_without_consent_asks_none",
    ),
    Wacht(
        "VRA-8",
        REGELS,
        "if any(i.is_gegeven and i.geldt_nu(vraagstuk) for i in eigen):",
        "if any(i.geldt_nu(vraagstuk) for i in eigen):",
        f"{TESTS}::test_who_says_no_does_not_consent",
    ),
    Wacht(
        "VRA-9",
        REGELS,
        "        gevraagd = None  # answered, maybe about what stood there meanwhile",
        "        pass",
        f"{TESTS}::test_who_answers_about_what_stands_there_now_is_not_asked_on",
    ),
    Wacht(
        "VRA-3",
        REGELS,
        'herstel = "" if stand.gevraagd else VRAGEN',
        "herstel = VRAGEN",
        f"{TESTS}::test_the_blocker_leads_to_the_question_and_says_that_it_was_asked",
    ),
    Wacht(
        "VRA-9",
        "monitoring/werkvragen.py",
        "        van_mij = Q(~Exists(eigen), terugleggen)",
        "        van_mij = Q(terugleggen)",
        f"{TESTS}::test_each_provincie_is_asked_for_itself",
    ),
    Wacht(
        "VRA-8",
        "dossiers/querysets.py",
        """            fase=F("vraagstuk__fase"),
            doorloop=F("vraagstuk__doorloop"),
        )""",
        """            fase=F("vraagstuk__fase"),
        )""",
        f"{TESTS}::test_a_question_counts_in_its_own_fase",
    ),
    Wacht(
        "ALG-2",
        "dossiers/services/aanpak.py",
        "if richting.is_afgevallen and not blijft_weg and not reden.strip():",
        "if False:",
        "tests/dossiers/test_afvallen.py::test_what_comes_back_says_why",
    ),
)
