"""Found by reading the rules again: which besluit counts, who reads what, what a slip locks."""

from .wacht import Wacht

G, D, M = "tests/governance/test_niet_van_hier.py", "tests/dossiers", "tests/monitoring"
A = "tests/arrangementen/test_wat_telt.py"
TEKST = "dossiers/services/tekst.py"
ACTIES = "arrangementen/services/acties.py"
RONDE = f"{M}/test_ronde_dagen.py"
TRIAGE = f"{D}/test_triage_blijft_waar.py"

BEZWAAR = "tests/governance/test_regelbezwaar.py"
ERBIJ = f"{D}/test_signaal_erbij.py"

WACHTEN = (
    Wacht(
        "ALG-2",
        "novex/forms.py",
        "                    self._zeg_onzichtbaar(naam, data)\n",
        "                    pass\n",
        "tests/huisstijl/test_slechte_invoer.py::test_what_nobody_can_see_is_nothing",
    ),
    Wacht(
        "SIG-3",
        "dossiers/services/vraagstukken.py",
        "if vraagstuk.signaaluitkomsten.count() != gezien:",
        "if False:",
        f"{ERBIJ}::test_a_signaal_that_came_in_since_is_read_first",
    ),
    Wacht(
        "VRA-7",
        "dossiers/services/vraagstukken.py",
        "ontvanger = wacht.ontvanger_organisatie if wacht else None",
        "ontvanger = None",
        f"{ERBIJ}::test_the_receiver_is_aan_zet_again",
    ),
    Wacht(
        "ALG-2",
        "governance/views/lijst_regels.py",
        "_per_regel(bezwaren.filter(regel__afgevoerd_op__isnull=False)) if weg else {}",
        "{}",
        f"{BEZWAAR}::test_a_bezwaar_stays_readable_beside_a_line_that_was_taken_off",
    ),
    Wacht(
        "OVL-3",
        "governance/models/regelbezwaar.py",
        '.exclude(overleg__agenda_status="afgelast")',
        "",
        f"{BEZWAAR}::test_a_bol_that_was_called_off_has_none",
    ),
    Wacht(
        "VRA-12",
        "dossiers/services/aanpak.py",
        '    if richting.is_afgevallen:\n        raise ValidationError(\n            "Deze',
        '    if False:\n        raise ValidationError(\n            "Deze',
        "tests/dossiers/test_afvallen.py::test_its_weighing_stays_and_is_not_changed",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/status.py",
        "    if versie not in (None, afspraak.versie):",
        "    if False:",
        f"{A}::test_an_end_is_about_the_text_that_was_read",
    ),
    Wacht(
        "VRA-8",
        "dossiers/views/overgang.py",
        "    if not kan or vraagstuk.mogelijke_overgang(handeling) is None:",
        "    if False:",
        f"{D}/test_instemmen.py::test_a_step_that_cannot_be_made_has_no_page",
    ),
    Wacht(
        "SIG-3",
        "monitoring/werkvragen.py",
        'gevraagd.filter(ontvanger_organisatie=OuterRef("aan_zet_organisatie"))',
        "gevraagd",
        f"{ERBIJ}::test_it_is_asked_while_a_receiver_still_has_to_answer",
    ),
    Wacht(
        "SIG-3",
        "dossiers/services/belegging.py",
        "    if not geweigerd and vraagstuk.aan_zet_reden == aanzet.SIGNAAL_ERBIJ:",
        "    if False:",
        f"{ERBIJ}::test_it_is_asked_while_a_receiver_still_has_to_answer",
    ),
    Wacht(
        "SIG-3",
        "dossiers/services/vraagstukken.py",
        "if vraagstuk.is_open or vraagstuk.aan_zet_reden != aanzet.SIGNAAL_ERBIJ:",
        "if False:",
        f"{ERBIJ}::test_what_was_not_asked_is_not_answered",
    ),
    Wacht(
        "OVL-1",
        "arrangementen/bol.py",
        "        return van_bol  # it went on",
        "        pass  # it went on",
        f"{A}::test_what_went_on_to_the_bol_is_decided_there",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/rapport.py",
        'if a["kop"] not in EIGEN_INSTEMMING]',
        "]",
        f"{A}::test_an_amount_and_a_landing_have_a_consent_of_their_own",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/rapport.py",
        '"status", "eerdere", "doorwerking", "wijzigingen"',
        '"status"',
        f"{A}::test_what_became_of_an_earlier_afspraak_is_not_agreed_on",
    ),
    Wacht(
        "OVL-2",
        "governance/services/vertellen.py",
        'uitkomst.motivatie if is_voor_allen(punt) else "Lees de uitkomst daar."',
        "uitkomst.motivatie",
        f"{G}::test_why_it_was_put_off_stays_at_its_table",
    ),
    Wacht(
        "OVL-2",
        "governance/services/vertellen.py",
        "    if not is_voor_allen(nieuw.agendapunt):",
        "    if nieuw.agendapunt.overleg.is_rijkstafel:",
        f"{G}::test_why_an_outcome_was_revised_stays_at_its_table",
    ),
    Wacht(
        "OVL-2",
        "governance/services/uitkomsten.py",
        "if not zonder_keuze and not is_voor_allen(uitkomst.agendapunt):",
        "if uitkomst.agendapunt.overleg.is_rijkstafel:",
        f"{G}::test_what_the_bol_of_one_landsdeel_chose_stays_there",
    ),
    Wacht(
        "BES-10",
        "governance/services/afwijking.py",
        'f": {afwijking.reden}" if is_voor_allen(punt) else ""',
        'f": {afwijking.reden}"',
        f"{G}::test_why_the_gpdg_was_skipped_stays_at_its_table",
    ),
    Wacht(
        "VRA-16",
        TEKST,
        "if ander := [p.naam for p in weg_van_ander if p.pk not in mag]:",
        "if ander := []:",
        f"{G}::test_one_provincie_does_not_take_another_off",
    ),
    Wacht(
        "AGE-3",
        TEKST,
        'if weg and (agendas := vraagstuk.geldende_feiten("op_verzonden_agenda")):',
        "if weg and (agendas := []):",
        f"{G}::test_a_provincie_on_a_sent_agenda_stays",
    ),
    Wacht(
        "BES-7",
        "governance/services/rijksinzet.py",
        "        raise Nieuwer(",
        "        raise ValidationError(",
        f"{G}::test_who_comes_second_goes_on_with_the_rijksinzet_of_now",
    ),
    Wacht(
        "BES-10",
        "governance/services/agenda.py",
        "    vertel_overgeslagen_gpdg(punt, door)\n",
        "",
        f"{G}::test_a_skip_counts_for_a_provincie_that_was_added_since",
    ),
    Wacht(
        "AGE-1",
        "governance/services/agenda.py",
        "    eis_op_agenda(punt, door)\n",
        "",
        f"{G}::test_a_punt_that_was_taken_off_changes_no_more",
    ),
    Wacht(
        "MON-1",
        "monitoring/services/rondes.py",
        "        if getattr(ronde, veld) > uiterst:",
        "        if False:",
        f"{RONDE}::test_a_typing_error_in_a_day_is_refused",
    ),
    Wacht(
        "MON-1",
        "monitoring/services/rondes.py",
        """    if not ronde.is_open:
        raise ValidationError(
            "Deze ronde is al gesloten. Haar""",
        """    if False:
        raise ValidationError(
            "Deze ronde is al gesloten. Haar""",
        f"{RONDE}::test_the_days_of_an_open_round_are_moved_with_a_reason",
    ),
    Wacht(
        "MON-1",
        "monitoring/services/voortgang.py",
        "    Monitorronde.objects.for_user(door).vergrendeld(ronde_pk)\n",
        "",
        f"{RONDE}::test_a_report_that_comes_in_while_the_round_closes_is_taken_up",
    ),
    Wacht(
        "TRI-4",
        TEKST,
        "    _eis_triage_klopt(vraagstuk)\n",
        "",
        f"{TRIAGE}::test_a_ja_is_not_emptied_before_it_is_put_through",
    ),
    Wacht(
        "VRA-3",
        "dossiers/models/vraagstuk.py",
        "return not user.is_vro or Rol.ACCOUNTHOUDER in user.rollen",
        "return True",
        f"{TRIAGE}::test_without_a_lead_not_all_of_vro_is_aan_zet",
    ),
    Wacht(
        "VRA-9",
        "arrangementen/models/landing.py",
        "if not self.aanvaard_op or vraagstuk is None:",
        "if not self.aanvaard_op or self.geland_op or vraagstuk is None:",
        f"{A}::test_a_landing_that_was_proved_can_fail_as_well",
    ),
    Wacht(
        "AFS-6",
        ACTIES,
        '    _eis_eigenaar_ziet(afspraak, form.cleaned_data["eigenaar_organisatie"])\n',
        "",
        f"{A}::test_who_must_accept_a_landing_sees_the_afspraak",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/views/afspraak_status.py",
        'request.POST.get("stand") or lees(request, pk).status',
        "lees(request, pk).status",
        f"{A}::test_a_withdrawal_that_was_read_earlier_does_not_end_what_was_established",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/regels.py",
        "    if dag and dag.year < jaar:",
        "    if False:",
        f"{A}::test_a_new_version_does_not_take_days_of_before_its_year",
    ),
    Wacht(
        "BOL-2",
        "arrangementen/bol.py",
        "Ronde.objects.filter(gremium=Gremium.BOL, kamerbrief=None)",
        "Ronde.objects.filter(gremium=Gremium.BOL)",
        f"{A}::test_a_list_whose_kamerbrief_was_sent_takes_no_line",
    ),
)
