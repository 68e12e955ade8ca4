"""The monitor (MON)."""

from .wacht import Wacht

M = "tests/monitoring"
T_RONDE, T_VOORTGANG = f"{M}/test_ronde.py", f"{M}/test_voortgang.py"
T_SIGNAAL, T_SCHERM = f"{M}/test_signalen.py", f"{M}/test_schermen.py"
SIGNALEN, RONDES = "monitoring/signalen.py", "monitoring/services/rondes.py"
VOORTGANG, VRAGEN = "monitoring/services/voortgang.py", "monitoring/querysets.py"
REGELS = "monitoring/regels.py"

WACHTEN = (
    Wacht(
        "MON-1",
        "monitoring/forms.py",
        "        if dag < timezone.localdate():\n",
        "        if False:\n",
        f"{T_SCHERM}::test_a_round_that_cannot_be_is_refused_with_a_sentence",
    ),
    Wacht(
        "VRA-9",
        RONDES,
        "    _trek_vorige_in(ronde, rijen, door)\n",
        "",
        f"{T_RONDE}::test_only_the_last_round_counts",
    ),
    Wacht(
        "VRA-9",
        RONDES,
        "        ~Exists(van_ronde) | Exists(",
        "        Exists(",
        f"{T_RONDE}::test_an_afspraak_that_came_in_later_waits_for_the_next_round",
    ),
    Wacht(
        "VRA-9",
        "arrangementen/services/status.py",
        "        _meld_vaststelling(afspraak, door)\n",
        "",
        "tests/arrangementen/test_afspraak_vaststellen.py::"
        "test_a_new_afspraak_waits_for_a_monitor_round",
    ),
    Wacht(
        "MON-1",
        RONDES,
        "            trekkers[Kant(actie.kant)].add(trekker)\n",
        "            trekkers[Kant(actie.kant)] = {trekker}\n",
        f"{T_RONDE}::test_every_trekker_of_a_side_is_asked",
    ),
    Wacht(
        "MON-1",
        RONDES,
        "    return {provincie.organisatie for provincie in genoemd}\n",
        "    return {provincie.organisatie for provincie in genoemd[:1]}\n",
        f"{T_RONDE}::test_without_a_trekker_each_provincie_concerned_is_asked",
    ),
    Wacht(
        "MON-1",
        RONDES,
        "            for kant, partijen in gevraagd.items()\n",
        "            for kant, partijen in list(gevraagd.items())[:1]\n",
        f"{T_RONDE}::test_a_round_asks_both_sides_of_every_established_afspraak",
    ),
    Wacht(
        "MON-1",
        VRAGEN,
        "loopt.exclude(landing__geland_op__isnull=False)",
        "loopt",
        f"{T_RONDE}::test_what_is_not_followed_is_not_asked",
    ),
    Wacht(
        "MON-1",
        "monitoring/services/rondes.py",
        "    _eis_volgorde(ronde, door)\n",
        "",
        f"{T_RONDE}::test_a_round_is_about_a_day_of_its_year_and_not_before_the_last_one",
    ),
    Wacht(
        "MON-1",
        VRAGEN,
        '        ).exclude(afspraak__status="vervallen")\n',
        "        )\n",
        f"{T_RONDE}::test_what_ended_during_a_round_is_not_asked_any_more",
    ),
    Wacht(
        "MON-1",
        VRAGEN,
        "    return gevraagd.exclude(Exists(vervangen))\n",
        "    return gevraagd\n",
        "tests/arrangementen/test_afspraak_versie.py"
        "::test_a_later_version_is_decided_on_with_the_edition_of_its_year",
    ),
    Wacht(
        "MON-1",
        VOORTGANG,
        'if not voortgang.is_van(door) or not door.has_perm("monitoring.voortgang_melden"):',
        "if False:",
        f"{T_VOORTGANG}::test_vro_never_edits_a_report",
    ),
    Wacht(
        "MON-1",
        RONDES,
        "    voortgang.stadium, voortgang.toelichting = laatste.stadium, laatste.toelichting\n",
        "",
        f"{T_RONDE}::test_an_unanswered_question_does_not_hold_up_the_round",
    ),
    Wacht(
        "MON-1",
        VOORTGANG,
        "    if not voortgang.is_bewerkbaar(op):\n",
        "    if False:\n",
        f"{T_VOORTGANG}::test_every_state_and_every_act",
    ),
    Wacht(
        "MON-1",
        VOORTGANG,
        '    eis_recht(door, "monitoring.vraag_stellen", voortgang)\n',
        "",
        f"{T_VOORTGANG}::test_only_vro_asks_a_question",
    ),
    Wacht(
        "MON-1",
        VOORTGANG,
        "    _eis_begonnen(voortgang.ronde, op)\n",
        "",
        f"{T_RONDE}::test_reporting_begins_on_the_first_day_and_ends_when_the_round_closes",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "        if op > actie.termijn:\n",
        "        if False:\n",
        f"{T_SIGNAAL}::test_an_action_past_its_day_asks_for_attention",
    ),
    Wacht(
        "MON-2",
        REGELS,
        "    is_meetbaar,\n    is_acceptabel,\n    is_uitvoerbaar,\n",
        "",
        f"{T_SCHERM}::test_completeness_reads_every_part_of_smart_and_the_landing",
    ),
    Wacht(
        "MON-2",
        REGELS,
        "if a.tekst_sha256 == nu",
        "if True",
        f"{T_SCHERM}::test_an_akkoord_on_an_earlier_text_is_no_akkoord",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "if feiten.beoordeel_op and op > feiten.beoordeel_op:",
        "if False:",
        f"{T_SIGNAAL}::test_one_day_past_the_term_turns_the_light",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "if signaal.code == Licht.OP_SCHEMA and _is_verouderd(feiten):",
        "if False:",
        f"{T_SIGNAAL}::test_a_stale_light_never_stays_green",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "    if _is_verouderd(feiten):\n        wie",
        "    if False:\n        wie",
        f"{T_SIGNAAL}::test_freshness_names_who_did_not_report",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "    if feiten.correctie is not None:\n",
        "    if False:\n",
        f"{T_SIGNAAL}::test_a_record_overrides_the_light_and_shows_its_reason",
    ),
    Wacht(
        "MON-2",
        VOORTGANG,
        "    correctie.validate_constraints()\n",
        "",
        f"{T_VOORTGANG}::test_setting_the_light_asks_for_a_reason",
    ),
    Wacht(
        "MON-2",
        "monitoring/rapport.py",
        "                if _sinds(rondes[rij.ronde_id], ronde)\n",
        "",
        f"{T_SCHERM}::test_a_light_that_was_set_ends_with_the_next_round",
    ),
    Wacht(
        "MON-2",
        REGELS,
        "    if not voortgang.stadium:\n",
        "    if False:\n",
        f"{T_VOORTGANG}::test_sending_in_asks_for_a_stage",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        "    if feiten.elders_belegd:\n",
        "    if False:\n",
        f"{T_SIGNAAL}::test_how_it_ended_follows_from_the_records",
    ),
    Wacht(
        "MON-3",
        SIGNALEN,
        "        verschillen=verschillen(feiten),\n",
        "",
        f"{T_SIGNAAL}::test_a_difference_is_shown_and_not_settled",
    ),
    Wacht(
        "MON-3",
        SIGNALEN,
        'return een.pop() if len(standen) == len(KANTEN) and len(een) == 1 else ""',
        "return een.pop()",
        f"{T_SIGNAAL}::test_a_difference_is_shown_and_not_settled",
    ),
    Wacht(
        "MON-3",
        VRAGEN,
        '            zicht = zicht.filter(voortgang__ronde__status="gesloten")\n',
        "            pass\n",
        f"{T_VOORTGANG}::test_once_sent_in_both_sides_read_it_and_a_bestuurder_after_closing",
    ),
    Wacht(
        "MON-2",
        SIGNALEN,
        'return "" if self.zwijgt else self.gelijk',
        "return self.gelijk",
        f"{T_SIGNAAL}::test_who_was_asked_and_never_reported_is_not_taken_to_agree",
    ),
    Wacht(
        "MON-2",
        "monitoring/rapport.py",
        "for p in (nu_gevraagd | partijen) if",
        "for p in partijen if",
        f"{T_RONDE}::test_an_open_round_waits_for_every_party_that_it_asks",
    ),
)
