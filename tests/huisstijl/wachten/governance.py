"""Tables and agendas (OVL, AGE)."""

from .wacht import Wacht

G = "tests/governance"
GREMIA, REGELS = "governance/gremia.py", "governance/regels.py"
AGENDA, CYCLUS = "governance/services/agenda.py", "governance/services/cyclus.py"
STAPPEN = "governance/services/stappen.py"
UITKOMSTEN = "governance/services/uitkomsten.py"
OORDEEL = "dossiers/regels/oordeel.py"
GUARDS = "tests/dossiers/test_regels.py::test_each_guard_refuses_with_exactly_its_sentence"
MIGRATIE = "governance/migrations/0002_append_only.py"

WACHTEN = (
    Wacht(
        "OVL-3",
        "governance/models/overleg.py",
        "        return op_volgorde.filter(bol).first() or ",
        "        return ",
        "tests/governance/test_cyclus.py::test_the_cyclus_that_runs_still_has_a_bol_to_come",
    ),
    Wacht(
        "AGE-1",
        "governance/querysets.py",
        "in_concept.filter(Exists(aan_tafel), ~Exists(staat_erop))",
        "in_concept",
        "tests/governance/test_schermen.py::test_agendering_leads_to_the_agendas_it_can_come_on",
    ),
    Wacht(
        "OVL-3",
        "governance/services/cyclus.py",
        "    if ronde is None or abs(datum.year - ronde.cyclus.jaar) <= 1:\n",
        "    if True:\n",
        "tests/governance/test_cyclus.py::test_a_meeting_is_in_or_next_to_the_year_of_its_cyclus",
    ),
    Wacht(
        "AGE-5",
        "governance/services/agenda.py",
        "    if gezien not in {None, nu}:\n",
        "    if False:\n",
        "tests/governance/test_agenda_schermen.py::test_an_akkoord_is_on_the_agenda_that_was_read",
    ),
    # What a table may (OVL-1), and the calendar
    Wacht(
        "OVL-1",
        GREMIA,
        "    G.GP_DG: _VOORBEREIDEND,\n",
        "    G.GP_DG: {**_VOORBEREIDEND, P.TER_BESLUITVORMING: _ALTIJD | {U.BESLUIT}},\n",
        f"{G}/test_gremia.py::test_these_never_decide",
    ),
    Wacht(
        "OVL-1",
        "governance/models/agenda.py",
        "condition=soort_mag(),",
        "condition=Q(soort__isnull=False),",
        f"{G}/test_gremia.py::test_the_service_refuses_a_gpdg_punt_for_a_decision",
    ),
    Wacht(
        "OVL-1",
        "governance/models/uitkomst.py",
        "condition=uitkomst_mag(),",
        "condition=Q(soort__isnull=False),",
        f"{G}/test_gremia.py::test_the_service_refuses_a_gpdg_besluit",
    ),
    Wacht(
        "OVL-1",
        "governance/forms/agenda.py",
        "for soort in soorten_van(overleg.gremium)",
        'for soort in soorten_van("do")',
        f"{G}/test_gremia.py::test_the_forms_offer_only_what_may",
    ),
    Wacht(
        "OVL-1",
        UITKOMSTEN,
        "    if punt.gremium == Gremium.REGIETAFEL and (\n"
        '        vraagstuk is None or vraagstuk.fase != "beeldvorming"\n    ):',
        "    if False:",
        f"{G}/test_gremia.py::test_the_regietafel_decides_in_beeldvorming_only",
    ),
    Wacht(
        "OVL-1",
        OORDEEL,
        "if not aanpak or aanpak.bestuurlijke_keuze_nodig is not False:",
        "if False:",
        GUARDS,
    ),
    Wacht(
        "OVL-1",
        GREMIA,
        '    (G.BOL, P.TER_BESPREKING): _OPEN - {"beeldvorming"},\n',
        "",
        f"{G}/test_gremia.py::test_a_bol_does_no_beeldvorming",
    ),
    Wacht(
        "OVL-1",
        MIGRATIE,
        "    FOREIGN KEY (agendapunt_id, gremium, puntsoort)\n"
        "    REFERENCES governance_agendapunt (id, gremium, soort);\n",
        "    CHECK (id > 0);\n",
        f"{G}/test_gremia.py::test_an_outcome_cannot_name_another_table_than_its_punt",
        databank=True,
    ),
    Wacht(
        "OVL-2",
        CYCLUS,
        "if eerdere and not overleg.extra_reden.strip():",
        "if False:",
        f"{G}/test_cyclus.py::test_a_second_one_needs_a_reason",
    ),
    Wacht(
        "OVL-2",
        CYCLUS,
        "if gekozen and set(gekozen) != set(alle):",
        "if False:",
        f"{G}/test_cyclus.py::test_a_bol_is_of_all_provincies_of_its_landsdeel",
    ),
    Wacht(
        "OVL-2",
        "governance/forms/cyclus.py",
        '            del self.fields["provincies"]\n',
        "",
        f"{G}/test_cyclus.py::test_the_form_of_a_bol_asks_only_its_landsdeel",
    ),
    Wacht(
        "OVL-2",
        "governance/jaarbeeld.py",
        "    if aantal == 0:\n",
        "    if False:\n",
        f"{G}/test_cyclus.py::test_what_is_missing_shows",
    ),
    Wacht(
        "OVL-2",
        "governance/jaarbeeld.py",
        "if voor and na and max(voor) >= min(na):",
        "if False:",
        f"{G}/test_cyclus.py::test_the_wrong_order_is_warned",
    ),
    Wacht(
        "OVL-2",
        "governance/querysets.py",
        "            Exists(genoemd),\n",
        "",
        f"{G}/test_zichtbaarheid.py::test_a_joint_do_shows_each_province_its_own",
    ),
    Wacht(
        "OVL-2",
        AGENDA,
        "if any(provincie.pk not in mogelijk for provincie in gekozen):",
        "if False:",
        f"{G}/test_agendapunten.py::test_a_punt_names_only_provincies_at_the_table",
    ),
    Wacht(
        "OVL-2",
        AGENDA,
        '    form.cleaned_data["provincies"] = '
        "_genoemde_provincies(overleg, punt.vraagstuk, list(gekozen))\n",
        "",
        f"{G}/test_agendapunten.py::test_a_punt_without_a_choice_names_all_that_it_concerns",
    ),
    Wacht(
        "OVL-2",
        REGELS,
        "        if aan_tafel and not punt.provincies.all()\n",
        "        if False\n",
        f"{G}/test_agenda_verzenden.py::test_a_punt_that_names_no_provincie_is_not_sent",
    ),
    Wacht(
        "OVL-2",
        "governance/models/uitkomst.py",
        "condition=~Q(gremium__in=sorted(PER_PROVINCIE)) | Q(provincie__isnull=False),",
        "condition=Q(soort__isnull=False),",
        f"{G}/test_uitkomsten.py::test_a_do_or_gpdg_speaks_for_a_provincie",
    ),
    Wacht(
        "OVL-3",
        UITKOMSTEN,
        "    if op < overleg.datum:\n",
        "    if False:\n",
        f"{G}/test_uitkomsten.py::test_an_outcome_waits_for_the_meeting_day",
    ),
    Wacht(
        "OVL-3",
        "governance/jaarbeeld.py",
        "nu = min(data).replace(day=1) if data else datetime.date(jaar, 1, 1)",
        "nu = datetime.date(jaar, 1, 1)",
        f"{G}/test_cyclus.py::test_the_months_follow_the_meetings",
    ),
    Wacht(
        "OVL-3",
        CYCLUS,
        "if overleg.agenda_status in {Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD}:",
        "if False:",
        f"{G}/test_cyclus.py::test_moving_a_meeting_is_logged_with_its_reason",
    ),
    Wacht(
        "OVL-3",
        CYCLUS,
        "if datum > overleg.datum and gesproken.exists():",
        "if False:",
        f"{G}/test_cyclus.py::test_a_meeting_with_an_outcome_moves_to_no_later_day",
    ),
    # Agenda
    Wacht(
        "AGE-1",
        REGELS,
        "if punt.vraagstuk and not fase_past(punt)",
        "if False",
        f"{G}/test_agenda_verzenden.py::test_the_fase_fits_the_table",
    ),
    Wacht(
        "AGE-1",
        AGENDA,
        "if vraagstuk and not vraagstuk.is_open:",
        "if False:",
        f"{G}/test_agendapunten.py::test_a_closed_vraagstuk_does_not_come_on_an_agenda",
    ),
    Wacht(
        "AGE-1",
        "governance/querysets.py",
        "        .filter(fase__in=KANDIDAATFASEN[Gremium(overleg.gremium)])\n",
        "",
        f"{G}/test_agendapunten.py::test_candidates_fit_the_table_and_say_what_is_missing",
    ),
    Wacht(
        "AGE-1",
        "governance/kandidaten.py",
        "IN_DOSSIER = (heeft_aanpak, heeft_voorkeur, geen_open_bezwaar)",
        "IN_DOSSIER = ()",
        f"{G}/test_agendapunten.py::"
        "test_a_candidate_is_ready_when_its_step_waits_only_for_the_table",
    ),
    Wacht(
        "AGE-1",
        "governance/kandidaten.py",
        "zonder = [] if Gremium.BOL in vraagstuk.rechtstreeks else vraagstuk.zonder_gpdg",
        "zonder = []",
        f"{G}/test_agendapunten.py::test_a_joint_candidate_waits_for_each_provincie",
    ),
    Wacht(
        "AGE-1",
        "governance/kandidaten.py",
        "            mist=_mist(overleg, vraagstuk, user, opvolging),\n",
        "            mist=(),\n",
        f"{G}/test_agendapunten.py::test_candidates_fit_the_table_and_say_what_is_missing",
    ),
    Wacht(
        "AGE-1",
        AGENDA,
        "        volgorde[plek], volgorde[doel] = volgorde[doel], volgorde[plek]\n",
        "        pass\n",
        f"{G}/test_agendapunten.py::test_moving_up_and_down",
    ),
    Wacht(
        "AGE-2",
        AGENDA,
        "if punt.gevraagd_besluit.strip() and not begint_met_werkwoord(punt.gevraagd_besluit):",
        "if False:",
        f"{G}/test_agendapunten.py::test_gevraagd_besluit_is_asked_for_a_decision",
    ),
    Wacht(
        "AGE-2",
        "governance/models/agenda.py",
        '| ~Q(gevraagd_besluit=""),',
        "| Q(gevraagd_besluit__isnull=False),",
        f"{G}/test_agendapunten.py::test_gevraagd_besluit_is_asked_for_a_decision",
    ),
    Wacht(
        "AGE-2",
        "governance/querysets.py",
        "        if not user.is_rijk:\n            return self.none()\n"
        "        return self._bij_zichtbaar_punt(user).filter(zichtbaar_voor(user))",
        "        return self._bij_zichtbaar_punt(user)",
        f"{G}/test_zichtbaarheid.py::test_who_sees_an_annotatie",
    ),
    Wacht(
        "AGE-3",
        REGELS,
        "if overleg.wordt_afgestemd and overleg.is_concept:",
        "if False:",
        f"{G}/test_agenda.py::test_every_state_and_step",
    ),
    Wacht(
        "AGE-3",
        REGELS,
        "    if not overleg.punten:\n",
        "    if False:\n",
        f"{G}/test_agenda.py::test_an_empty_agenda_is_not_sent",
    ),
    Wacht(
        "AGE-3",
        REGELS,
        "if (provincie.pk, vingerafdruk(overleg, overleg.punten, provincie.pk)) not in gegeven",
        "if False",
        f"{G}/test_agenda.py::test_without_a_reaction_the_agenda_is_not_agreed",
    ),
    Wacht(
        "AGE-3",
        AGENDA,
        "    eis_recht(door, recht_om_af_te_stemmen(overleg), overleg)\n",
        "",
        f"{G}/test_agenda.py::test_the_regietafel_agrees_a_do_and_staf_others",
    ),
    Wacht(
        "AGE-3",
        STAPPEN,
        "    if not overleg.is_concept:\n",
        "    if False:\n",
        f"{G}/test_agenda.py::test_after_sending_nothing_is_added_moved_or_taken_off",
    ),
    Wacht(
        "AGE-3",
        AGENDA,
        "        punt.nummer = punt.volgorde = nummer\n",
        "        punt.nummer = punt.volgorde\n",
        f"{G}/test_agenda.py::test_sending_freezes_numbers_and_checksum",
    ),
    Wacht(
        "AGE-2",
        "governance/models/agenda.py",
        "if self.vraagt_besluit and not self.gevraagd_besluit:",
        "if False:",
        f"{G}/test_agenda_schermen.py::test_an_erratum_keeps_a_gevraagd_besluit",
    ),
    Wacht(
        "AGE-3",
        MIGRATIE,
        '        append_only("governance_agendaversie"),\n',
        "",
        f"{G}/test_agenda.py::test_a_sent_version_is_never_changed",
        databank=True,
    ),
)
