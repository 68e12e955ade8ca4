"""Signaal (SIG)."""

from .wacht import Wacht

D = "tests/dossiers"
SIGNAALREGELS = "dossiers/signaalregels.py"
ONVOLLEDIG = f"{D}/test_signaal.py::test_an_incomplete_draft_names_all_that_is_missing"

WACHTEN = (
    Wacht(
        "SIG-2",
        "dossiers/services/signalen.py",
        "    if laatste and laatste.pk != gelezen_pk:\n",
        "    if False:\n",
        "tests/dossiers/test_signaal_antwoord.py::"
        "test_a_second_check_is_made_by_who_read_the_first",
    ),
    *(
        Wacht("SIG-1", SIGNAALREGELS, bron, "if False:", ONVOLLEDIG)
        for bron in (
            "if not signaal.wat_botst.strip():",
            "if not signaal.domeinen.exists():",
            "if not signaal.gebied.strip():",
            "if not signaal.waarom_urgent.strip() and not "
            "(signaal.besluit_op and signaal.besluit_wat):",
            "if not signaal.bron:",
        )
    ),
    Wacht(
        "SIG-1",
        SIGNAALREGELS,
        "if not signaal.provincies.exists():",
        "if False:",
        f"{D}/test_signaal.py::test_a_signaal_without_provincie_is_not_handed_in",
    ),
    Wacht(
        "SIG-1",
        "dossiers/models/signaal.py",
        "max_length=900",
        "max_length=9000",
        f"{D}/test_signaal.py::test_a_text_stays_within_its_page",
    ),
    Wacht(
        "SIG-1",
        "dossiers/services/signalen.py",
        "if not signaal.is_concept or not door.treedt_op_voor(signaal.organisatie_id):",
        "if signaal.organisatie_id != door.organisatie_id:",
        f"{D}/test_signaal.py::test_what_was_handed_in_does_not_change",
    ),
    Wacht(
        "SIG-2",
        "dossiers/services/signalen.py",
        "if check is None or not check.is_ja:",
        "if False:",
        f"{D}/test_signaal_antwoord.py::test_a_no_closes_only_the_snelle_tafel",
    ),
    Wacht(
        "SIG-2",
        "dossiers/models/signaal.py",
        'return self.checks.order_by("-pk").first()',
        'return self.checks.order_by("pk").first()',
        f"{D}/test_signaal_antwoord.py::test_a_newer_check_counts_and_the_older_stays",
    ),
    Wacht(
        "SIG-3",
        "dossiers/services/signalen.py",
        "    uitkomst.validate_constraints()\n",
        "",
        f"{D}/test_signaal_antwoord.py::test_every_answer_has_a_motivation",
    ),
    Wacht(
        "SIG-3",
        "dossiers/models/signaal.py",
        r'~Q(soort="elders_belegd") | Q(ontvanger__regex=r"\S")',
        '~Q(soort="elders_belegd") | Q(ontvanger__regex="")',
        f"{D}/test_signaal_antwoord.py::test_elders_belegd_names_who_takes_over",
    ),
    Wacht(
        "SIG-3",
        "dossiers/models/signaal.py",
        'Q(soort__in=["nieuw_vraagstuk", "bij_bestaand"], vraagstuk__isnull=False)',
        'Q(soort__in=["nieuw_vraagstuk", "bij_bestaand"])',
        f"{D}/test_signaal_antwoord.py::test_adding_to_an_existing_vraagstuk_asks_which",
    ),
    Wacht(
        "SIG-6",
        SIGNAALREGELS,
        "if not signaal.melder_functie.strip():",
        "if False:",
        ONVOLLEDIG,
    ),
    Wacht(
        "SIG-6",
        "dossiers/services/signalen.py",
        'if gegevens["melder_organisatie"].pk != door.organisatie_id:',
        "if False:",
        f"{D}/test_signaal.py::test_a_provincie_reports_for_itself",
    ),
    Wacht(
        "SIG-6",
        "dossiers/services/signalen.py",
        'if door.eigen_provincie_id not in {p.pk for p in gegevens.get("provincies", ())}:',
        "if False:",
        f"{D}/test_signaal.py::test_a_provincie_names_its_own_area",
    ),
    Wacht(
        "SIG-6",
        "dossiers/models/signaal.py",
        "ingediend & (melding | gedeeld)",
        "ingediend & gedeeld",
        f"{D}/test_signaal_zicht.py::test_the_level_decides_for_a_provincie_that_did_not_report",
    ),
)
