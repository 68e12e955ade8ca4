"""Reference data (REF)."""

from .wacht import Wacht

ORGANISATIE = "novex/models/organisatie.py"
LADER, GEGEVENS = "novex/referentie/lader.py", "novex/referentie/gegevens"
T_ADMIN = "tests/novex/test_admin.py"
T_GESCHIEDENIS = "tests/novex/test_admin_geschiedenis.py"
T_REF, T_REF_INHOUD, T_REF_OPNIEUW, T_REF_ADMIN = (
    "tests/novex/test_referentie.py",
    "tests/novex/test_referentie_inhoud.py",
    "tests/novex/test_referentie_opnieuw.py",
    "tests/novex/test_admin_referentie.py",
)
T_OPVOLGER = "tests/governance/test_opvolger.py"
T_TRIAGE = "tests/dossiers/test_triage.py"

WACHTEN = (
    Wacht(
        "REF-1",
        LADER,
        "if lading is None or not _zoals_geladen(nu, lading):",
        "if False:",
        f"{T_REF_OPNIEUW}::test_an_edited_row_is_not_overwritten",
    ),
    Wacht(
        "REF-6",
        LADER,
        "return any(set_.in_gebruik for set_",
        "return any(False for set_",
        f"{T_REF_OPNIEUW}::test_a_set_that_was_judged_with_keeps_its_questions",
    ),
    Wacht(
        "REF-1",
        LADER,
        'if lading.inhoud["versie"] > self.bestand.versie:\n                return "ongewijzigd"',
        'if False:\n                return "ongewijzigd"',
        f"{T_REF}::test_an_older_file_does_not_undo_a_newer_one",
    ),
    Wacht(
        "REF-1",
        "novex/models/gebied.py",
        r'Q(code__regex=r"^pv\d\d$")',
        'Q(code__regex=r"")',
        f"{T_REF_INHOUD}::test_a_provincie_has_a_tooi_code",
    ),
    Wacht(
        "REF-1",
        f"{GEGEVENS}/provincies.toml",
        'naam = "Flevoland"\nlandsdeel = "noordwest"',
        'naam = "Flevoland"\nlandsdeel = "oost"',
        f"{T_REF_INHOUD}::test_the_provincies_have_their_tooi_code_and_landsdeel",
    ),
    Wacht(
        "REF-2",
        "novex/models/organisatie.py",
        "Q(geldig_tot=None) | Q(geldig_tot__gte=op),",
        "",
        f"{T_REF_INHOUD}::test_a_department_is_found_as_it_was_on_a_day",
    ),
    Wacht(
        "REF-2",
        "novex/models/organisatie.py",
        'Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van"))',
        "Q(geldig_tot=None) | Q(geldig_tot__isnull=False)",
        f"{T_ADMIN}::test_an_end_before_the_start_is_refused",
    ),
    Wacht(
        "REF-3",
        "dossiers/inlezen.py",
        "        if onbekend:",
        "        if False:",
        "tests/dossiers/test_inlezen.py::test_an_unknown_domein_is_an_error_at_its_cell",
    ),
    Wacht(
        "REF-3",
        "novex/admin/referentie.py",
        "@admin.register(Landsdeel, Domein, site=beheer)",
        "@admin.register(Landsdeel, site=beheer)",
        f"{T_REF_ADMIN}::test_what_a_beheerder_edits_survives_the_next_load",
    ),
    Wacht(
        "REF-4",
        LADER,
        '                if lading:\n                    return "verwijderd"',
        '                if False:\n                    return "verwijderd"',
        f"{T_REF_OPNIEUW}::test_a_removed_row_does_not_come_back",
    ),
    Wacht(
        "REF-4",
        LADER,
        "for naam, waarde in toen.items() if naam in nu)",
        "for naam, waarde in toen.items() if isinstance(waarde, str))",
        f"{T_REF_OPNIEUW}::test_an_edited_relation_is_an_edit_too",
    ),
    Wacht(
        "REF-5",
        f"{GEGEVENS}/instrumenten.toml",
        'Alleen de minister van VRO mag dit vestigen."\nbevoegd = "vro"',
        'Alleen de minister van VRO mag dit vestigen."\nbevoegd = "met_vro"',
        f"{T_REF_INHOUD}::test_two_instruments_belong_to_vro_only",
    ),
    Wacht(
        "REF-6",
        "novex/models/criteriaset.py",
        "self.geldig(op).filter(moment=moment)",
        "self.filter(moment=moment)",
        f"{T_REF_INHOUD}::test_a_set_has_its_criteria_in_order_with_their_machine_check",
    ),
    Wacht(
        "REF-6",
        "dossiers/services/triage.py",
        "        _eis_motivatie_bij_nee(oordelen, weigeringen)\n"
        "    regels = _bevries(vraagstuk, advies.set, oordelen, weigeringen)",
        "        _eis_motivatie_bij_nee(oordelen, weigeringen)\n"
        "    regels = _bevries(vraagstuk, geldende_set(op), oordelen, weigeringen)",
        f"{T_TRIAGE}::test_a_besluit_keeps_the_set_of_its_advice",
    ),
    Wacht(
        "REF-6",
        "novex/admin/criteria.py",
        "return self.vast if obj and obj.in_gebruik else ()",
        "return ()",
        f"{T_GESCHIEDENIS}::test_a_set_that_was_judged_with_only_ends",
    ),
    Wacht(
        "REF-6",
        "novex/admin/criteria.py",
        "return super().has_change_permission(request, obj) and not (obj and obj.in_gebruik)",
        "return super().has_change_permission(request, obj)",
        f"{T_GESCHIEDENIS}::test_a_set_that_was_judged_with_only_ends",
    ),
    Wacht(
        "REF-6",
        "novex/models/criteriaset.py",
        "Criterium.objects.filter(set=self.pk), **elders",
        "Criterium.objects.none(), **elders",
        f"{T_GESCHIEDENIS}::test_a_set_that_was_judged_with_only_ends",
    ),
    # Who succeeded what ended
    Wacht(
        "REF-2",
        ORGANISATIE,
        "        while nu.is_voorbij(op) and nu.opvolger and ",
        "        while False and nu.opvolger and ",
        f"{T_OPVOLGER}::test_the_successor_of_a_department_gives_the_mandaat",
    ),
    Wacht(
        "REF-2",
        ORGANISATIE,
        " and nu.opvolger.pk not in lijn:",
        " and len(lijn) < 2:",
        f"{T_OPVOLGER}::test_successors_follow_each_other_and_an_agency_its_department",
    ),
    Wacht(
        "REF-2",
        "dossiers/models/vraagstuk.py",
        "for departement in ontbreekt if departement.code not in namens]",
        "for departement in ontbreekt]",
        f"{T_OPVOLGER}::test_a_mandaat_of_before_holds_for_the_successor",
    ),
    Wacht(
        "REF-2",
        "dossiers/models/vraagstuk.py",
        " and not {code, opvolger} <= genoemd",
        "",
        f"{T_OPVOLGER}::test_a_successor_that_took_part_beside_it_gives_its_own",
    ),
    Wacht(
        "REF-2",
        "monitoring/kring.py",
        "Q(**{code: user.organisatie.code}) | ~Q(ernaast)",
        "Q()",
        f"{T_OPVOLGER}::test_a_successor_that_took_part_beside_it_gives_its_own",
    ),
    Wacht(
        "REF-2",
        "governance/models/rijksinzet.py",
        "departementen_zonder(set(gaven), opvolging)",
        "departementen_zonder(set(gaven), {})",
        f"{T_OPVOLGER}::test_an_akkoord_of_before_holds_for_the_successor",
    ),
    Wacht(
        "REF-2",
        "dossiers/bewerken.py",
        "organisatie.opvolger_op(vandaag).pk for organisatie",
        "organisatie.pk for organisatie",
        f"{T_OPVOLGER}::test_the_successor_works_on_it",
    ),
    Wacht(
        "REF-2",
        "governance/regels.py",
        "[organisatie.opvolger_op(timezone.localdate()) for organisatie in genoemd]",
        "genoemd",
        f"{T_OPVOLGER}::test_the_successor_of_an_agency_is_a_party",
    ),
    Wacht(
        "REF-2",
        "novex/models/gebruiker.py",
        "Organisatie.objects.ids_opgegaan_in(self.organisatie_id, timezone.localdate())",
        "{self.organisatie_id}",
        f"{T_OPVOLGER}::test_the_successor_works_on_it",
    ),
    Wacht(
        "REF-2",
        "monitoring/services/rondes.py",
        "actie.trekker_organisatie.opvolger_op(ronde.open_van)",
        "actie.trekker_organisatie",
        "tests/monitoring/test_ronde.py::test_a_round_asks_who_succeeded_a_trekker",
    ),
    Wacht(
        "REF-2",
        "novex/models/gebruiker.py",
        "return organisatie_id == self.organisatie_id or organisatie_id in self.organisatie_ids",
        "return organisatie_id == self.organisatie_id",
        "tests/arrangementen/test_opvolger_partij.py"
        "::test_the_successor_acts_where_the_party_ended",
    ),
    Wacht(
        "REF-2",
        "arrangementen/models/akkoord.py",
        "for o in partij.lijn_op(vandaag) if o.pk in vak",
        "for o in [partij] if o.pk in vak",
        "tests/arrangementen/test_opvolger_partij.py"
        "::test_an_akkoord_of_the_successor_counts_for_the_party",
    ),
    Wacht(
        "REF-2",
        "arrangementen/regels.py",
        'f"{namens.pk} {nu}" for namens in partij.lijn_op(vandaag)',
        'f"{namens.pk} {nu}" for namens in [partij]',
        "tests/arrangementen/test_opvolger_partij.py"
        "::test_an_akkoord_of_the_successor_counts_for_the_party",
    ),
    Wacht(
        "REF-2",
        "monitoring/regels.py",
        "namens.pk for namens in partij.lijn_op(vandaag)",
        "namens.pk for namens in [partij]",
        "tests/arrangementen/test_opvolger_partij.py"
        "::test_an_akkoord_of_the_successor_counts_for_the_party",
    ),
    Wacht(
        "REF-2",
        "monitoring/querysets.py",
        "self.filter(organisatie__in=user.organisatie_ids)",
        "self.filter(organisatie=user.organisatie_id)",
        "tests/monitoring/test_ronde.py"
        "::test_the_successor_reports_for_a_trekker_that_ended_meanwhile",
    ),
    Wacht(
        "REF-2",
        "novex/zichtbaarheid.py",
        "organisatie__in=user.organisatie_ids",
        "organisatie=user.organisatie_id",
        "tests/dossiers/test_belegging.py"
        "::test_what_an_organisatie_kept_to_itself_goes_to_its_successor",
    ),
)
