"""Afspraken (AFS)."""

from .wacht import Wacht

A = "tests/arrangementen"
T_AFSPRAAK, T_STATUS = f"{A}/test_afspraak.py", f"{A}/test_afspraak_status.py"
T_LANDING = f"{A}/test_landing.py"
T_TERMIJN, T_VAAG = f"{A}/test_termijn.py", f"{A}/test_afspraak_vaag.py"
T_VASTSTELLEN = f"{A}/test_afspraak_vaststellen.py"
ZONDER = f"{T_STATUS}::test_each_missing_field_blocks_by_itself"
REGELS = "arrangementen/regels.py"
ACTIES, STATUS = "arrangementen/services/acties.py", "arrangementen/services/status.py"
AFSPRAAK, TERMIJN = "arrangementen/models/afspraak.py", "arrangementen/termijn.py"

T_VERSIE = f"{A}/test_afspraak_versie.py"
LATER = f"{T_VERSIE}::test_a_later_version_is_decided_on_with_the_edition_of_its_year"

WACHTEN = (
    Wacht(
        "AFS-4",
        "arrangementen/services/mag.py",
        "    if dag and afspraak.jaar and dag.year < afspraak.jaar:\n",
        "    if False:\n",
        "tests/arrangementen/test_afspraak.py::test_nothing_is_agreed_on_for_before_its_year",
    ),
    Wacht(
        "AFS-4",
        "arrangementen/forms/afspraak.py",
        '                eis_bestaande_dag(data.get("termijn_tekst", ""))\n',
        "                pass\n",
        "tests/arrangementen/test_afspraak.py::test_a_term_that_is_no_day_is_refused_on_the_form",
    ),
    Wacht(
        "AFS-4",
        "novex/forms.py",
        "            meta.formfield_callback = _veld\n",
        "            pass\n",
        "tests/huisstijl/test_slechte_invoer.py::test_any_date_and_number_is_answered",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/bol.py",
        "    op_tijd: list[Any] = [u for u in genomen if _jaar(u) >= (afspraak.jaar or 0)]\n",
        "    op_tijd: list[Any] = genomen\n",
        LATER,
    ),
    Wacht(
        "BOL-2",
        STATUS,
        "    if afspraak.openbaar_op is None:\n",
        "    if False:\n",
        LATER,
    ),
    Wacht(
        "BOL-1",
        "governance/services/lijst.py",
        "    if regel is not None and regel.afgevoerd_op and not terugzetten:\n",
        "    if False:\n",
        f"{A}/test_arrangement_stappen.py::test_a_line_that_was_taken_off_comes_back_only_when_somebody_asks",
    ),
    Wacht(
        "AFS-1",
        AFSPRAAK,
        "condition=Q(vraagstuk__isnull=False)\n"
        '                | Q(herkomst_soort__in=["ra_2025", "historisch"]),',
        "condition=Q(herkomst_soort__isnull=False),",
        f"{T_AFSPRAAK}::test_only_an_earlier_afspraak_has_no_vraagstuk",
    ),
    Wacht(
        "AFS-1",
        REGELS,
        "    if afspraak.gekozen_besluit() is None:\n",
        "    if False:\n",
        f"{T_VASTSTELLEN}::test_without_a_besluit_there_is_nothing_to_record",
    ),
    Wacht(
        "AFS-1",
        STATUS,
        "    if uitkomst is not None and uitkomst.pk not in genomen:\n",
        "    if False:\n",
        f"{T_VASTSTELLEN}::test_the_besluit_has_to_be_about_this_vraagstuk",
    ),
    Wacht(
        "AFS-1",
        REGELS,
        "    if afspraak.is_nieuw:\n",
        "    if False:\n",
        f"{T_STATUS}::test_a_new_afspraak_is_never_taken_from_a_source",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/services/afspraken.py",
        "{int(hoogste.removeprefix(begin)) + 1 if hoogste else 1:03d}",
        "{Afspraak.objects.filter(nummer__startswith=begin, vervallen_op=None).count() + 1:03d}",
        f"{T_AFSPRAAK}::test_numbers_go_up_per_year_and_are_never_reused",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/services/afspraken.py",
        'Length("nummer").desc(), "-nummer"',
        '"-nummer"',
        f"{T_AFSPRAAK}::test_after_a_thousand_numbers_the_next_is_higher",
    ),
    Wacht(
        "AFS-3",
        REGELS,
        "    for kant in sorted(mist):\n",
        "    for kant in ():\n",
        f"{T_STATUS}::test_an_action_on_one_side_is_not_enough",
    ),
    Wacht(
        "AFS-3",
        REGELS,
        "    if not acties:\n",
        "    if False:\n",
        f"{T_STATUS}::test_without_actions_there_are_no_parties_either",
    ),
    Wacht(
        "AFS-3",
        ACTIES,
        "    actie = Actie(afspraak=afspraak, gewijzigd_door=door, **velden)\n"
        "    actie.kant = actie.trekker_organisatie.kant\n    actie.validate_constraints()\n",
        "    actie = Actie(afspraak=afspraak, gewijzigd_door=door, **velden)\n"
        "    actie.kant = actie.trekker_organisatie.kant\n",
        f"{T_AFSPRAAK}::test_an_action_has_a_function_and_a_result",
    ),
    Wacht(
        "AFS-4",
        TERMIJN,
        '    eerste, tot = _maanden(int(m["jaar"]), 3 * kwartaal - 2, 3)\n',
        '    eerste, tot = _maanden(int(m["jaar"]), 3 * kwartaal - 2, 1)\n',
        f"{T_TERMIJN}::test_a_written_term_has_a_kind_and_a_day",
    ),
    Wacht(
        "AFS-4",
        TERMIJN,
        "    return Termijn(Termijnsoort.VOORWAARDE, tekst, herzien_op=_na_jaar(jaar, 12))\n\n\n"
        "def eis_bestaande_dag",
        "    return Termijn(Termijnsoort.GEEN, tekst)\n\n\ndef eis_bestaande_dag",
        f"{T_TERMIJN}::test_a_written_term_has_a_kind_and_a_day",
    ),
    Wacht(
        "AFS-4",
        TERMIJN,
        '    return bool(re.search(r"\\b(?:v[oó]{2}r|tot) $", m["voor"]))\n',
        "    return False\n",
        f"{T_TERMIJN}::test_a_written_term_has_a_kind_and_a_day",
    ),
    Wacht(
        "AFS-4",
        TERMIJN,
        'int(m[3]) - (m[2] == "tot")',
        "int(m[3])",
        f"{T_TERMIJN}::test_a_written_term_has_a_kind_and_a_day",
    ),
    Wacht(
        "AFS-4",
        REGELS,
        'if not afspraak.termijn_tekst.strip() or afspraak.termijn_soort == "geen":',
        "if False:",
        ZONDER,
    ),
    Wacht(
        "AFS-5",
        REGELS,
        'if akkoorden.isdisjoint(f"{namens.pk} {nu}" for namens in partij.lijn_op(vandaag))',
        "if False",
        f"{T_STATUS}::test_every_party_has_to_agree",
    ),
    Wacht(
        "VRA-15",
        REGELS,
        "    if elders := afspraak.landsdelen_buiten(speelt_in):\n",
        "    if elders := []:\n",
        "tests/arrangementen/test_afspraak_reikwijdte.py"
        "::test_it_holds_only_where_a_bol_can_decide_on_it",
    ),
    Wacht(
        "AFS-5",
        REGELS,
        'if afspraak.vraagt_landing and not hasattr(afspraak, "landing"):',
        "if False:",
        f"{T_VASTSTELLEN}::test_types_b_to_d_need_a_landing",
    ),
    Wacht(
        "AFS-5",
        REGELS,
        "if any(not regel.is_bevestigd for regel in afspraak.geldregels.all()):",
        "if False:",
        f"{T_VASTSTELLEN}::test_unconfirmed_money_blocks",
    ),
    Wacht(
        "AFS-5",
        REGELS,
        "    if besluit.regeltekst != afspraak.tekst:\n",
        "    if False:\n",
        f"{T_VASTSTELLEN}::test_the_text_equals_the_line_of_the_bol",
    ),
    Wacht(
        "AFS-5",
        "arrangementen/vaag.py",
        "        for m in patroon.finditer(tekst)\n",
        "        for m in ()\n",
        f"{T_VAAG}::test_vague_words_are_found",
    ),
    Wacht(
        "AFS-5",
        "arrangementen/services/afspraken.py",
        "    keuze.validate_constraints()\n",
        "",
        f"{T_AFSPRAAK}::test_a_vague_word_stays_with_a_reason",
    ),
    Wacht(
        "AFS-6",
        ACTIES,
        "if not door.treedt_op_voor(landing.eigenaar_organisatie_id):",
        "if False:",
        f"{T_LANDING}::test_nobody_accepts_for_the_owner",
    ),
    Wacht(
        "AFS-6",
        ACTIES,
        "    if not landing.aanvaard_op:\n",
        "    if False:\n",
        f"{T_LANDING}::test_without_acceptance_nothing_lands",
    ),
    Wacht(
        "AFS-6",
        "arrangementen/models/landing.py",
        'Q(geland_op=None) | (Q(aanvaard_op__isnull=False) & ~Q(bewijs=""))',
        "Q(geland_op=None) | Q(geland_op__isnull=False)",
        f"{T_LANDING}::test_without_proof_nothing_lands",
    ),
    Wacht(
        "AFS-6",
        ACTIES,
        "        landing.aanvaard_op = landing.aanvaard_door = landing.geland_op = None\n",
        "",
        f"{T_LANDING}::test_a_change_asks_for_a_new_acceptance",
    ),
    Wacht(
        "AFS-10",
        REGELS,
        "if afspraak.elders_afgesproken is None or afspraak.procesafspraak is None:",
        "if False:",
        ZONDER,
    ),
    Wacht(
        "AFS-10",
        REGELS,
        "if afspraak.elders_afgesproken and not afspraak.elders_waar.strip():",
        "if False:",
        ZONDER,
    ),
    Wacht(
        "AFS-10",
        REGELS,
        "    if ja and not afspraak.afs10_reden.strip():\n",
        "    if False:\n",
        ZONDER,
    ),
    Wacht(
        "VRA-15",
        "arrangementen/bol.py",
        "voor = nodig if nodig <= in_do else set()",
        "voor = in_do",
        "tests/arrangementen/test_afspraak_vaststellen.py::test_a_do_decides_for_its_own_provincie_only",
    ),
    Wacht(
        "VRA-6",
        "arrangementen/regels.py",
        "    if vraagstuk.fase not in NA_BESLUIT:\n",
        "    if False:\n",
        "tests/arrangementen/test_afspraak_vaststellen.py::test_the_vraagstuk_went_on_before_its_afspraken",
    ),
    Wacht(
        "VRA-3",
        "novex/criteria.py",
        "    pk = instance.pk if tekort.herstel_pk is None else tekort.herstel_pk\n",
        "    pk = instance.pk\n",
        "tests/arrangementen/test_afspraak_vaststellen.py::test_a_missing_besluit_says_where_it_is_mended",
    ),
    Wacht(
        "AFS-6",
        "arrangementen/services/mag.py",
        "return afspraak.vraagstuk.fase == Fase.OPVOLGING and telt_als(user, _LEIDT, afspraak)",
        "return telt_als(user, _SCHRIJVERS, afspraak)",
        "tests/arrangementen/test_landing.py::test_after_establishment_the_trekker_lands_it",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/services/afspraken.py",
        "        type=oud.type or type,\n",
        "        type=oud.type or type,\n        herkomst_soort=oud.herkomst_soort,\n",
        "tests/arrangementen/test_afspraak_bevroren.py"
        "::test_a_version_of_a_historical_afspraak_is_agreed_on_here",
    ),
    Wacht(
        "AFS-4",
        "arrangementen/termijn.py",
        "(?P<jaar>\\d{4})-(?P<maand>\\d\\d)-",
        "(?P<jaar>\\d{4})_(?P<maand>\\d\\d)_",
        "tests/arrangementen/test_afspraak_inlezen.py::test_a_date_in_a_spreadsheet_is_a_date",
    ),
    Wacht(
        "AFS-4",
        "arrangementen/termijn.py",
        "    _deel_van_jaar,\n    _jaar,",
        "    _jaar,",
        "tests/arrangementen/test_termijn.py::test_a_written_term_has_a_kind_and_a_day",
    ),
)
