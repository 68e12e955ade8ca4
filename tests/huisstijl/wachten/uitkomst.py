"""Outcomes, and what a table needs before it: mandaat, Rijksinzet, verschillen (BES)."""

from .wacht import Wacht

G = "tests/governance"
REGELS, QUERYSETS = "governance/regels.py", "governance/querysets.py"
AGENDA, UITKOMSTEN = "governance/services/agenda.py", "governance/services/uitkomsten.py"
INZET = "governance/services/rijksinzet.py"
GEVOLGEN, UITKOMST = "governance/gevolgen.py", "governance/models/uitkomst.py"
OORDEEL, BESLUIT = "dossiers/regels/oordeel.py", "dossiers/regels/besluit.py"
GUARDS = "tests/dossiers/test_regels.py::test_each_guard_refuses_with_exactly_its_sentence"

WACHTEN = (
    Wacht(
        "BES-1",
        "governance/forms/uitkomst.py",
        "            if soort and data.get(naam) and soort not in soorten:\n",
        "            if False:\n",
        "tests/governance/test_schermen.py::"
        "test_what_belongs_to_another_outcome_is_not_kept_with_this_one",
    ),
    Wacht(
        "VRA-6",
        "governance/gevolgen.py",
        " and not _vraagt_keuze(vraagstuk):",
        ":",
        "tests/governance/test_lijn.py::"
        "test_what_needs_a_bestuurlijke_keuze_after_all_goes_to_the_bol",
    ),
    Wacht(
        "VRA-15",
        "arrangementen/bol.py",
        '    if vraagstuk.fase != "oordeelsvorming":\n',
        "    if True:\n",
        "tests/governance/test_lijn.py::"
        "test_an_afspraak_that_is_missing_after_the_besluit_of_the_do_can_be_made",
    ),
    # Outcomes
    Wacht(
        "BES-1",
        REGELS,
        "for voor in _zonder_uitkomst(punt, gegeven[punt.pk])",
        "for voor in ()",
        f"{G}/test_uitkomsten.py::test_a_meeting_closes_when_each_punt_has_an_outcome",
    ),
    Wacht(
        "BES-1",
        UITKOMSTEN,
        "    uitkomst.validate_constraints()\n",
        "",
        f"{G}/test_uitkomsten.py::test_each_kind_says_what_it_needs",
    ),
    Wacht(
        "BES-1",
        UITKOMSTEN,
        "    eis_recht(door, VASTLEGGEN, punt)\n    _eis_moment(punt, op)\n",
        "    _eis_moment(punt, op)\n",
        f"{G}/test_uitkomsten.py::test_only_staf_records",
    ),
    Wacht(
        "BES-1",
        QUERYSETS,
        "        return nu.filter(~Exists(later)).select_related(",
        "        return nu.select_related(",
        f"{G}/test_agendapunten.py::test_what_a_later_meeting_took_up_is_no_longer_put_off",
    ),
    Wacht(
        "BES-4",
        UITKOMSTEN,
        "if aanpak is None or aanpak.bestuurlijke_keuze_nodig is not False:",
        "if False:",
        f"{G}/test_gremia.py::test_a_do_decides_only_without_a_bestuurlijke_keuze",
    ),
    Wacht(
        "BES-4",
        UITKOMSTEN,
        "    _eis_een_do_uitkomst(punt, doorloop, invoer.soort, voor)\n",
        "",
        f"{G}/test_uitkomsten.py::test_a_do_speaks_once_per_vraagstuk",
    ),
    Wacht(
        "BES-4",
        UITKOMSTEN,
        "    uitkomst.instrumenten.set(invoer.instrumenten)\n",
        "",
        f"{G}/test_uitkomsten.py::test_an_advice_names_possible_instruments",
    ),
    Wacht(
        "VRA-8",
        UITKOMSTEN,
        "    if laatste:\n        return laatste.doorloop\n",
        "",
        f"{G}/test_herziening.py::test_a_herziening_stays_of_the_doorloop_in_which_the_table_spoke",
    ),
    Wacht(
        "VRA-6",
        UITKOMSTEN,
        "laatste = zonder_keuze(vraagstuk, door) or laatste",
        "pass",
        f"{G}/test_uitkomst_overgang.py::test_no_choice_in_one_bol_counts_also_when_the_other_speaks_last",
    ),
    Wacht(
        "VRA-6",
        UITKOMSTEN,
        "if invoer.soort == Uitkomstsoort.GEEN_KEUZE and dag and dag <= op and dag != eerder:",
        "if False:",
        f"{G}/test_uitkomst_overgang.py::test_a_return_lies_ahead",
    ),
    Wacht(
        "VRA-3",
        "governance/views/overleg.py",
        "return replace(stap, blokkades=(*stap.blokkades, *meer))",
        "return stap",
        f"{G}/test_uitkomst_overgang.py::test_a_return_that_has_passed_shows_as_a_blocker",
    ),
    Wacht(
        "VRA-8",
        "governance/services/vertellen.py",
        "            doorloop=nieuw.doorloop,\n            label=label_van",
        "            doorloop=vraagstuk.doorloop,\n            label=label_van",
        f"{G}/test_herziening.py::test_a_herziening_stays_of_the_doorloop_in_which_the_table_spoke",
    ),
    Wacht(
        "VRA-8",
        "governance/services/vertellen.py",
        "        doorloop=vorige.doorloop,\n",
        "",
        f"{G}/test_herziening.py::test_a_herziening_leaves_what_a_later_do_said",
    ),
    Wacht(
        "VRA-8",
        "dossiers/services/feiten.py",
        "        if feit.herbevestigt_id in gekozen or (\n"
        "            feit.doorloop == doorloop and feit.herbevestigt_id is None\n        ):",
        "        if feit.doorloop == doorloop:",
        f"{G}/test_herziening.py::test_a_herziening_withdraws_what_confirmed_the_outcome",
    ),
    Wacht(
        "VRA-8",
        "governance/services/verschillen.py",
        "    if punt.vraagstuk and punt.vraagstuk.doorloop not in doorlopen:\n",
        "    if False:\n",
        f"{G}/test_verschillen.py::test_verschillen_of_an_earlier_doorloop_are_read_only",
    ),
    Wacht(
        "VRA-8",
        "governance/views/verschillen.py",
        "            and punt.doorloop_escalatie == vraagstuk.doorloop\n",
        "",
        f"{G}/test_verschillen.py::test_verschillen_of_an_earlier_doorloop_are_read_only",
    ),
    # Past the DO: snelle tafel and regietafel
    Wacht(
        "VRA-5",
        OORDEEL,
        "    if rechtstreeks_naar(vraagstuk):\n        return\n",
        "",
        f"{G}/test_rechtstreeks.py::test_what_the_regietafel_feeds_straight_on_needs_no_do",
    ),
    Wacht(
        "VRA-5",
        "dossiers/regels/feiten.py",
        '    if "bestuurlijk" not in kenmerken(vraagstuk, "snelle_tafeladvies").values():\n',
        "    if False:\n",
        f"{G}/test_rechtstreeks.py::test_a_revised_advice_closes_the_route",
    ),
    Wacht(
        "VRA-5",
        GEVOLGEN,
        "return uitkomst.bestemming in RECHTSTREEKS and Vervolg.BESTUURLIJK in adviezen",
        "return bool(adviezen or uitkomst)",
        f"{G}/test_rechtstreeks.py::test_without_bestuurlijk_it_goes_by_the_do",
    ),
    Wacht(
        "VRA-5",
        UITKOMST,
        'condition=(SNEL_ADVIES & ~Q(vervolg="")) | (~SNEL_ADVIES & Q(vervolg="")),',
        "condition=Q(soort__isnull=False),",
        f"{G}/test_rechtstreeks.py::test_a_vervolg_and_a_bestemming_stand_where_they_belong",
    ),
    Wacht(
        "VRA-5",
        GEVOLGEN,
        "soorten & {F.DO_UITKOMST, F.DOORGELEID_NAAR}",
        "soorten & {F.DO_UITKOMST}",
        f"{G}/test_rechtstreeks.py::test_what_the_regietafel_feeds_straight_on_needs_no_do",
    ),
    Wacht(
        "ZIC-2",
        GEVOLGEN,
        '        return f"{naar}: {uitkomst.motivatie}"',
        '        return f"{naar}: {uitkomst.tekst} {uitkomst.motivatie}"',
        f"{G}/test_rechtstreeks.py::"
        "test_a_provincie_reads_the_result_and_why_but_not_what_was_said",
    ),
    Wacht(
        "ZIC-2",
        "governance/services/stappen.py",
        "if overleg.is_rijkstafel or not overleg.betrokken_provincie_ids():",
        "if overleg.is_rijkstafel:",
        f"{G}/test_zichtbaarheid.py::test_a_table_without_the_regio_is_not_named_to_it",
    ),
    Wacht(
        "BES-10",
        REGELS,
        "        if punt.vraagstuk_id not in rechtstreeks\n",
        "",
        f"{G}/test_rechtstreeks.py::test_straight_to_the_bol_skips_the_gpdg_with_that_reason",
    ),
    Wacht(
        "BES-10",
        BESLUIT,
        '    if "bol" in rechtstreeks_naar(vraagstuk):\n        return\n',
        "",
        f"{G}/test_rechtstreeks.py::test_straight_to_the_bol_skips_the_gpdg_with_that_reason",
    ),
    # Leaving on what a table said
    Wacht(
        "VRA-7",
        "dossiers/regels/einde.py",
        "    if not set(waarden) - NIET_GESPROKEN:\n",
        "    if not waarden:\n",
        "tests/dossiers/test_regels.py::test_handing_over_needs_a_table_that_spoke",
    ),
    Wacht(
        "VRA-7",
        GEVOLGEN,
        "    return F.BESPROKEN_AAN_TAFEL\n",
        '    return ""\n',
        f"{G}/test_uitkomsten.py::test_what_a_table_discussed_is_told_in_any_fase",
    ),
    Wacht(
        "VRA-7",
        "dossiers/services/fasen.py",
        "        feiten.sluit_escalatie(vraagstuk, reden=stap.motivatie, door=stap.door)\n",
        "",
        f"{G}/test_verschillen.py::test_an_exit_ends_the_escalatie_with_its_reason",
    ),
    # Mandaat and Rijksinzet
    Wacht(
        "VRA-8",
        REGELS,
        "INZET_VRIJGEVEN: tuple[Criterium, ...] = (geldt_in_deze_doorloop, "
        "staat_op_verzonden_do_agenda)",
        "INZET_VRIJGEVEN: tuple[Criterium, ...] = (staat_op_verzonden_do_agenda,)",
        f"{G}/test_rijksinzet.py::test_a_later_do_does_not_release_the_text_of_an_earlier_doorloop",
    ),
    Wacht(
        "VRA-8",
        INZET,
        "    if not inzet.is_van_nu:\n",
        "    if False:\n",
        f"{G}/test_rijksinzet.py::test_an_akkoord_on_the_text_of_an_earlier_doorloop_is_refused",
    ),
    Wacht(
        "VRA-8",
        REGELS,
        "return vraagstuk.feiten.filter(soort=soort, doorloop=vraagstuk.doorloop)",
        "return vraagstuk.feiten.filter(soort=soort)",
        f"{G}/test_rijksinzet.py::test_a_later_do_does_not_release_the_text_of_an_earlier_doorloop",
    ),
    Wacht(
        "BES-10",
        REGELS,
        "        if (punt.vraagstuk_id, provincie.pk) not in gegeven\n",
        "        if False\n",
        f"{G}/test_agenda_verzenden.py::test_the_bol_waits_for_the_gpdg_of_the_same_cyclus",
    ),
    Wacht(
        "BES-10",
        REGELS,
        "if (ronde := uitkomst.agendapunt.overleg.ronde) and ronde.cyclus_id == cyclus",
        "if uitkomst",
        f"{G}/test_agenda_verzenden.py::test_the_bol_waits_for_the_gpdg_of_the_same_cyclus",
    ),
    Wacht(
        "VRA-8",
        QUERYSETS,
        "self.actueel().filter(van_nu | Exists(bevestigd), soort=soort, gremium=gremium)",
        "self.actueel().filter(van_nu, soort=soort, gremium=gremium)",
        f"{G}/test_agenda_verzenden.py::test_a_confirmed_advice_of_the_gpdg_opens_the_bol",
    ),
    Wacht(
        "VRA-8",
        QUERYSETS,
        "self.actueel().filter(van_nu | Exists(bevestigd), soort=soort, gremium=gremium)",
        "self.actueel().filter(soort=soort, gremium=gremium)",
        f"{G}/test_agenda_verzenden.py::test_a_confirmed_advice_of_the_gpdg_opens_the_bol",
    ),
    Wacht(
        "BES-10",
        BESLUIT,
        "[p for p in provincies(vraagstuk) if p.code not in adviezen],",
        "[],",
        GUARDS,
    ),
    Wacht(
        "BES-10",
        "governance/services/afwijking.py",
        "        vertel_overgeslagen_gpdg(punt, door)\n",
        "        pass\n",
        f"{G}/test_agenda_verzenden.py::test_skipping_the_gpdg_is_motivated_and_told",
    ),
    Wacht(
        "VRA-19",
        AGENDA,
        "    trek_overgeslagen_gpdg_in(punt, reden, door)\n",
        "",
        f"{G}/test_agenda_verzenden.py::test_a_skipped_gpdg_goes_with_its_punt",
    ),
    Wacht(
        "BES-10",
        AGENDA,
        "vraagstuk=punt.vraagstuk_id, url=punt.get_absolute_url()",
        "vraagstuk=punt.vraagstuk_id",
        f"{G}/test_agenda_verzenden.py::test_what_another_punt_told_of_the_gpdg_stays",
    ),
    Wacht(
        "VRA-19",
        "governance/services/vertellen.py",
        "            Q(agendapunt__overleg__datum__gt=punt.overleg.datum) | zelfde_dag,\n",
        "            Q(agendapunt__overleg__datum__gt=punt.overleg.datum),\n",
        f"{G}/test_herziening.py::test_a_herziening_leaves_what_a_later_meeting_of_that_day_told",
    ),
    Wacht(
        "VRA-19",
        "governance/services/vertellen.py",
        "eerste__gt=eerste)",
        "pk__gt=uitkomst.pk)",
        f"{G}/test_herziening.py::test_a_herziening_leaves_what_a_later_meeting_of_that_day_told",
    ),
    Wacht(
        "BES-10",
        "governance/services/afwijking.py",
        "    if punt.afgevoerd_op or punt.overleg.is_afgelast:\n",
        "    if punt.overleg.is_afgelast:\n",
        f"{G}/test_agenda_verzenden.py::test_a_punt_that_is_off_the_agenda_skips_nothing",
    ),
    Wacht(
        "VRA-19",
        "governance/services/vertellen.py",
        "            if oud and not _is_ingehaald(vorige, oud):\n",
        "            if oud:\n",
        f"{G}/test_herziening.py::test_a_herziening_leaves_what_a_later_meeting_told",
    ),
    Wacht(
        "VRA-6",
        "governance/services/vertellen.py",
        "        if ander := TEGENOVER.get(Feit.Soort(gevolg.soort)):\n",
        "        if ander := None:\n",
        f"{G}/test_herziening.py::test_a_bol_that_decides_later_takes_back_that_it_did_not",
    ),
)
