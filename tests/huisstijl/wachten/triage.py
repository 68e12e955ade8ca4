"""Triage and its criteria (TRI)."""

from .wacht import Wacht

D = "tests/dossiers"
GUARDS = f"{D}/test_regels.py::test_each_guard_refuses_with_exactly_its_sentence"
BEELD = "dossiers/regels/beeld.py"
TRIAGE = "dossiers/services/triage.py"
CHECK = "dossiers/triagecheck.py"

WACHTEN = (
    Wacht(
        "VRA-1",
        "dossiers/services/triage.py",
        "    zet_aan_zet(vraagstuk, trekker(vraagstuk), NA_BESLUIT[regel.is_positief], op)\n",
        "",
        "tests/dossiers/test_triagebesluit.py::test_the_task_follows_the_besluit",
    ),
    Wacht(
        "TRI-5",
        "dossiers/services/feiten.py",
        "    if besluit.kwam_nog(timezone.localdate()):\n",
        "    if False:\n",
        "tests/dossiers/test_feiten.py::"
        "test_a_triage_before_a_decision_that_has_come_is_not_confirmed",
    ),
    Wacht(
        "ROL-2",
        "dossiers/services/feiten.py",
        "    if _adviseerde(besluit, vraagstuk, door):\n",
        "    if besluit.adviseur_id == door.pk:\n",
        "tests/dossiers/test_feiten.py::test_who_advises_now_does_not_confirm_an_earlier_triage",
    ),
    Wacht(
        "TRI-6",
        "dossiers/services/triage.py",
        "    if laatste and laatste.pk != gelezen_pk:\n",
        "    if False:\n",
        "tests/dossiers/test_triage.py::test_a_second_advice_is_given_by_who_read_the_first",
    ),
    Wacht(
        "TRI-6",
        "novex/forms.py",
        "        if isinstance(weigering, Nieuwer):\n",
        "        if False:\n",
        "tests/dossiers/test_triagebesluit.py::test_a_newer_view_is_not_decided_on_unread",
    ),
    Wacht(
        "TRI-1",
        CHECK,
        '    if len(namen) >= 2:\n        return Bevinding(Machine.VOLDOET, f"Gekozen domeinen',
        '    if namen:\n        return Bevinding(Machine.VOLDOET, f"Gekozen domeinen',
        f"{D}/test_triagebevinding.py::test_each_criterium_of_the_triage_in_three_cases",
    ),
    Wacht(
        "TRI-1",
        CHECK,
        '    if len(namen) >= 2:\n        return Bevinding(Machine.VOLDOET, f"Het raakt',
        '    if namen:\n        return Bevinding(Machine.VOLDOET, f"Het raakt',
        f"{D}/test_triagebevinding.py::test_each_criterium_of_the_triage_in_three_cases",
    ),
    Wacht(
        "TRI-1",
        CHECK,
        "for k in keuzes if _geldt_hier(k.kader, eigen)]",
        "for k in keuzes]",
        f"{D}/test_triagebevinding.py::test_each_criterium_of_the_triage_in_three_cases",
    ),
    Wacht(
        "TRI-1",
        CHECK,
        "        return kader.provincie_id in provincie_ids\n",
        "        return True\n",
        f"{D}/test_triagebevinding.py::test_only_a_povi_of_its_own_provincies_counts",
    ),
    Wacht(
        "TRI-1",
        TRIAGE,
        'veldnaam("antwoord", criterium), ValidationError(zin, code="oordeel_ontbreekt")',
        'veldnaam("antwoord", criterium), ValidationError([])',
        f"{D}/test_triage.py::test_a_judgement_on_part_of_the_set_is_refused",
    ),
    Wacht(
        "TRI-2",
        "novex/referentie/gegevens/criteria.toml",
        'code = "opname-ra-1-haalbaar"\nset = "opname-ra-1"\nvolgorde = 5',
        'code = "opname-ra-1-haalbaar"\nset = "triage-1"\nvolgorde = 5',
        "tests/novex/test_referentie_inhoud.py"
        "::test_a_set_has_its_criteria_in_order_with_their_machine_check",
    ),
    Wacht(
        "TRI-2",
        "arrangementen/services/inhoud.py",
        "return list(set_.criteria.all())",
        "return list(set_.criteria.all()[:4])",
        "tests/arrangementen/test_arrangement_inhoud.py::test_each_of_the_five_must_be_ja",
    ),
    Wacht(
        "TRI-4",
        CHECK,
        "if antwoord == Antwoord.JA and gevonden.uitkomst in {",
        "if antwoord != antwoord and gevonden.uitkomst in {",
        f"{D}/test_triagebevinding.py::test_a_yes_against_the_data_is_refused",
    ),
    Wacht(
        "TRI-4",
        CHECK,
        "{gevonden.zin} {gevonden.aanvullen}",
        "",
        "tests/arrangementen/test_arrangement_inhoud.py"
        "::test_each_criterium_of_the_arrangement_in_three_cases",
    ),
    Wacht(
        "TRI-4",
        "arrangementen/services/inhoud.py",
        "        eis_geen_tegenspraak(gevonden, antwoord)\n",
        "",
        "tests/arrangementen/test_arrangement_inhoud.py"
        "::test_each_criterium_of_the_arrangement_in_three_cases",
    ),
    Wacht(
        "TRI-4",
        TRIAGE,
        "                machine_zin=gevonden.zin,\n",
        "",
        f"{D}/test_triagebevinding.py::test_a_yes_that_the_data_confirm_is_frozen_with_it",
    ),
    Wacht(
        "TRI-5",
        BEELD,
        'if laatste.knockout == "heronderhandelt":',
        "if False:",
        GUARDS,
    ),
    Wacht(
        "TRI-5",
        BEELD,
        "    if laatste is None:\n        raise Tekort(",
        "    if laatste is None:\n        return\n        raise Tekort(",
        f"{D}/test_doorbreek.py::test_some_things_nobody_passes",
    ),
    Wacht(
        "TRI-5",
        TRIAGE,
        "    if komt_nog and datum < op:\n",
        "    if False:\n",
        f"{D}/test_triage.py::test_a_coming_decision_is_not_past_and_a_taken_one_not_to_come",
    ),
    Wacht(
        "TRI-5",
        TRIAGE,
        "    if not komt_nog and datum > op:\n",
        "    if False:\n",
        f"{D}/test_triage.py::test_a_coming_decision_is_not_past_and_a_taken_one_not_to_come",
    ),
    Wacht(
        "TRI-5",
        "dossiers/models/triage.py",
        'condition=~Q(knockout="heronderhandelt") | ~positief,',
        "condition=Q(knockout__isnull=False),",
        f"{D}/test_triage.py::test_what_reopens_a_decision_does_not_go_on",
    ),
    Wacht(
        "TRI-5",
        "dossiers/models/triage.py",
        'condition=Q(knockout="doorwerking") | Q(knockout_datum__isnull=False),',
        "condition=Q(knockout__isnull=False),",
        f"{D}/test_triage.py::test_the_knockout_names_a_date",
    ),
    Wacht(
        "TRI-5",
        "dossiers/models/triage.py",
        'condition=_gevuld("knockout_besluit"),',
        "condition=Q(knockout__isnull=False),",
        f"{D}/test_triage.py::test_the_knockout_names_a_decision",
    ),
    Wacht(
        "TRI-6",
        "dossiers/models/triage.py",
        'Q(wijkt_af=False) | _gevuld("afwijking_motivatie")',
        "Q(wijkt_af__isnull=False)",
        f"{D}/test_triagebesluit.py::test_departing_from_the_advice_has_a_motivation_of_its_own",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        "        or regel.knockout != advies.knockout\n",
        "",
        f"{D}/test_triagebesluit.py::test_departing_from_the_advice_has_a_motivation_of_its_own",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        "or any(geadviseerd.get(o.criterium.pk, o.antwoord) != o.antwoord for o in oordelen)",
        "or False",
        f"{D}/test_triagebesluit.py::test_departing_from_the_advice_has_a_motivation_of_its_own",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        '        raise ValidationError(ZIENSWIJZE_ONTBREEKT, code="zienswijze_ontbreekt")\n',
        "        zienswijze = Accountteamzienswijze(pk=zienswijze_pk)\n",
        f"{D}/test_triagebesluit.py::test_who_decides_is_not_the_only_one_heard",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        "advies.zienswijzen.van_anderen(door).first()",
        "advies.zienswijzen.first()",
        f"{D}/test_triagebesluit.py::test_who_decides_is_not_the_only_one_heard",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        "    if zienswijze.pk != zienswijze_pk:\n",
        "    if False:\n",
        f"{D}/test_triagebesluit.py::test_a_newer_view_is_not_decided_on_unread",
    ),
    Wacht(
        "TRI-6",
        TRIAGE,
        "    if advies.pk != advies_pk:\n",
        "    if False:\n",
        f"{D}/test_triagebesluit.py::test_a_newer_advice_is_not_decided_on_unread",
    ),
    Wacht(
        "TRI-6",
        "dossiers/models/triage.py",
        "return zichtbaar.filter(besluit__isnull=False)",
        "return zichtbaar",
        f"{D}/test_triagebesluit.py::test_one_advises_and_another_decides",
    ),
    Wacht(
        "TRI-10",
        TRIAGE,
        "if oordeel.antwoord == Antwoord.ONVOLDOENDE_INFORMATIE:",
        "if False:",
        f"{D}/test_triagebesluit.py::test_insufficient_information_blocks",
    ),
    Wacht(
        "TRI-10",
        TRIAGE,
        "if oordeel.antwoord == Antwoord.NEE and not oordeel.nee_motivatie.strip():",
        "if False:",
        f"{D}/test_triagebesluit.py::test_going_on_with_a_no_is_motivated_and_shown",
    ),
    Wacht(
        "TRI-10",
        "arrangementen/models/opname.py",
        'condition=Q(antwoord="ja"),',
        "condition=Q(antwoord__isnull=False),",
        "tests/arrangementen/test_arrangement_inhoud.py::test_each_of_the_five_must_be_ja",
    ),
)
