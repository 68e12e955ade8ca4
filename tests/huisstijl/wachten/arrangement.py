"""The arrangement: its steps, contents and editions (ARR)."""

from .wacht import Wacht

A = "tests/arrangementen"
T_STAP, T_EDITIE = f"{A}/test_arrangement_stappen.py", f"{A}/test_editie_bevroren.py"
T_INHOUD = f"{A}/test_arrangement_inhoud.py"
T_VASTSTELLEN = f"{A}/test_arrangement_vaststellen.py"
RA_REGELS = "arrangementen/regels_arrangement.py"
INHOUD, RA = "arrangementen/services/inhoud.py", "arrangementen/services/arrangement.py"
T_VERSIE = f"{A}/test_afspraak_versie.py"
INGETROKKEN = (
    f"{A}/test_editie_eerder.py::"
    "test_after_a_published_edition_was_withdrawn_the_next_is_not_the_first"
)
NIEUWER = f"{T_VERSIE}::test_a_besluit_carries_no_version_that_is_newer"
IN_DE_WEG = f"{T_STAP}::test_what_stands_in_the_way_of_an_akkoord"

WACHTEN = (
    Wacht(
        "ARR-1",
        "arrangementen/bol.py",
        'Q(arrangement__status="afgestemd") & eens',
        'Q(arrangement__status__in=["afgestemd", "ingetrokken"]) & eens',
        "tests/arrangementen/test_afspraak_versie.py::"
        "test_an_edition_that_was_withdrawn_takes_its_besluit_along",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        '            .exclude(pk__in=andere.values("uitkomst"))\n',
        "",
        "tests/arrangementen/test_afspraak_versie.py::"
        "test_an_edition_that_was_withdrawn_takes_its_besluit_along",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        '                condition=~Q(status="ingetrokken"),\n',
        '                condition=Q(status="nooit"),\n',
        f"{T_INHOUD}::test_one_edition_per_provincie_and_year",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "if self.ondertekend_op and not self.is_eerste_editie:",
        "if False:",
        f"{T_INHOUD}::test_a_signing_date_only_on_a_first_edition",
    ),
    Wacht(
        "ARR-1",
        RA_REGELS,
        "if ontbreekt := _zonder_akkoord(arrangement):",
        "if ontbreekt := []:",
        f"{T_STAP}::test_akkoord_of_both_sides_pushes_the_texts_to_the_bol_list",
    ),
    Wacht(
        "ARR-1",
        RA,
        "    if inhoud_sha256 != arrangement.inhoud_sha256:\n",
        "    if False:\n",
        f"{T_STAP}::test_an_akkoord_is_on_what_was_read",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "if akkoord.inhoud_sha256 == self.inhoud_sha256 and all(akkoord.op > op for op in terug)",
        "if all(akkoord.op > op for op in terug)",
        f"{T_STAP}::test_a_change_ends_the_akkoord_of_the_other_side",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "if akkoord.inhoud_sha256 == self.inhoud_sha256 and all(akkoord.op > op for op in terug)",
        "if akkoord.inhoud_sha256 == self.inhoud_sha256",
        f"{T_STAP}::test_back_to_concept_both_agree_anew",
    ),
    Wacht(
        "ARR-1",
        RA_REGELS,
        "    if not arrangement.besluiten:\n",
        "    if False:\n",
        f"{T_VASTSTELLEN}::test_without_a_besluit_of_the_bol_it_is_not_established",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "if uitkomst.agendapunt.vraagstuk_id is None]",
        "]",
        f"{T_VASTSTELLEN}::test_a_besluit_on_a_vraagstuk_does_not_establish_the_arrangement",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "                agendapunt__provincies=self.provincie_id,\n",
        "",
        f"{T_VASTSTELLEN}::test_a_besluit_on_another_arrangement_does_not_count",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        "                agendapunt__overleg__ronde=self.ronde_id,\n",
        "",
        f"{T_VASTSTELLEN}::test_a_besluit_on_another_arrangement_does_not_count",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        r'~Q(status="ingetrokken") | Q(intrek_reden__regex=r"\S")',
        "Q(status__isnull=False)",
        f"{T_VASTSTELLEN}::test_a_withdrawal_has_a_reason_and_ends_it",
    ),
    Wacht(
        "ARR-2",
        RA_REGELS,
        "    if fase not in OPNEEMBAAR:\n",
        "    if False:\n",
        IN_DE_WEG,
    ),
    Wacht(
        "ARR-2",
        INHOUD,
        "    if vraagstuk.fase not in OPNEEMBAAR:\n",
        "    if False:\n",
        f"{T_INHOUD}::test_only_what_is_in_novex_comes_in",
    ),
    Wacht(
        "ARR-2",
        INHOUD,
        "    if vraagstuk.fase == Fase.GEEN_KEUZE and soort == Opname.Soort.VRAAGSTUK:\n",
        "    if False:\n",
        f"{T_INHOUD}::test_without_a_choice_it_is_a_knelpunt",
    ),
    Wacht(
        "ARR-2",
        INHOUD,
        "        oordeel.validate_constraints()\n",
        "",
        f"{T_INHOUD}::test_a_judgement_has_a_motivation",
    ),
    Wacht(
        "ARR-2",
        INHOUD,
        "    afspraken.delete()\n",
        "",
        f"{T_INHOUD}::test_withdrawing_an_opname_takes_its_afspraken_along",
    ),
    Wacht(
        "ARR-3",
        "arrangementen/rapport.py",
        '        yield Deel("deel-doorwerking", "Doorwerking")\n'
        '        yield Deel("deel-gebieden", "Relatie met NOVEX-gebieden")\n',
        '        yield Deel("deel-gebieden", "Relatie met NOVEX-gebieden")\n'
        '        yield Deel("deel-doorwerking", "Doorwerking")\n',
        f"{A}/test_editie_pdf.py::test_the_fixed_order_of_the_parts",
    ),
    Wacht(
        "ARR-3",
        RA_REGELS,
        "    if not arrangement.opnames_nu:\n",
        "    if False:\n",
        IN_DE_WEG,
    ),
    Wacht("ARR-3", RA_REGELS, "    if zonder:\n", "    if False:\n", IN_DE_WEG),
    Wacht(
        "ARR-4",
        RA,
        "        return Editie.uit(vaststelling.gegevens)\n",
        "        pass\n",
        f"{T_EDITIE}::test_later_changes_do_not_reach_the_frozen_edition",
    ),
    Wacht(
        "ARR-4",
        "arrangementen/tasks.py",
        "    if bestand.sha256 != sha256:\n",
        "    if False:\n",
        f"{T_EDITIE}::test_a_pdf_that_differs_is_refused",
    ),
    Wacht(
        "ARR-4",
        "arrangementen/tasks.py",
        "inhoud = bewaarde_pdf(vaststelling) if vaststelling else None",
        "inhoud = None",
        f"{T_EDITIE}::test_the_stored_pdf_is_handed_out_as_it_is",
    ),
    Wacht(
        "ARR-4",
        "arrangementen/rapport.py",
        "        return som(self.inhoud())\n",
        '        return som({k: v for k, v in self.inhoud().items() if k != "gebieden"})\n',
        f"{A}/test_editie_pdf.py::test_one_changed_value_changes_the_checksum",
    ),
    Wacht(
        "ARR-6",
        "templates/arrangementen/pdf/editie.html",
        '{% include "arrangementen/_editie.html" with editie=editie only %}',
        '{% include "arrangementen/_editie.html" with editie=editie only %}'
        "<p>Alleen in de PDF.</p>",
        f"{A}/test_editie_pdf.py::test_screen_and_pdf_say_the_same_paragraph_by_paragraph",
    ),
    Wacht(
        "ARR-6",
        "templates/arrangementen/arrangement_lezen.html",
        '{% include "arrangementen/_editie.html" with editie=editie only %}',
        "<p>Alleen op de pagina.</p>"
        '{% include "arrangementen/_editie.html" with editie=editie only %}',
        f"{T_EDITIE}::test_page_preview_and_pdf_say_the_same",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/regels_arrangement.py",
        "    beide_kanten_akkoord,\n    heeft_besluit_van_het_bol,\n",
        "    heeft_besluit_van_het_bol,\n",
        f"{T_VASTSTELLEN}::test_what_both_sides_agreed_on_is_what_is_established",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        '    Q(status="ingetrokken") & (Q(gepubliceerd_op__isnull=False) | ~Q(bron_url=""))\n',
        '    Q(status="nooit")\n',
        f"{T_VASTSTELLEN}::test_a_published_edition_that_is_withdrawn_stays_readable_with_its_reason",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/services/arrangement.py",
        "    if uitkomst is None:\n",
        "    uitkomst = uitkomst or arrangement.besluiten[0]\n    if False:\n",
        f"{T_VASTSTELLEN}::test_someone_says_which_besluit_is_about_the_arrangement",
    ),
    Wacht(
        "ARR-3",
        "monitoring/services/rondes.py",
        "    _vertel_arrangementen(ronde, door)\n",
        "",
        "tests/monitoring/test_ronde.py"
        "::test_a_closed_round_tells_the_edition_what_both_sides_reported",
    ),
    Wacht(
        "ARR-3",
        "arrangementen/samenstelling.py",
        "    if afspraak.gemeld:\n",
        "    if False:\n",
        "tests/monitoring/test_ronde.py"
        "::test_a_closed_round_tells_the_edition_what_both_sides_reported",
    ),
    Wacht(
        "BOL-2",
        "arrangementen/regels_arrangement.py",
        "    elke_afspraak_staat_op_de_lijst,\n",
        "",
        f"{T_VASTSTELLEN}::test_what_the_kamerbrief_does_not_carry_is_not_published",
    ),
    Wacht(
        "BOL-1",
        "arrangementen/bol.py",
        "if {*teksten[:1], *elders} - {afspraak.tekst}:",
        "if {*teksten[:1], *elders} & {None}:",
        f"{T_VASTSTELLEN}::test_what_the_kamerbrief_does_not_carry_is_not_published",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/regels_arrangement.py",
        "    if not arrangement.besluiten_hierover and not _zonder_akkoord(arrangement):\n",
        "    if False:\n",
        f"{T_VASTSTELLEN}::test_a_besluit_on_what_was_agreed_before_does_not_establish_another_text",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/services/arrangement.py",
        "uitkomst not in arrangement.besluiten_hierover:",
        "uitkomst not in arrangement.besluiten:",
        f"{T_VASTSTELLEN}::test_a_later_besluit_establishes_the_other_text",
    ),
    Wacht(
        "BOL-2",
        "arrangementen/regels_arrangement.py",
        "    geen_afspraak_van_een_andere_ronde_wacht,\n",
        "",
        f"{T_VASTSTELLEN}::test_an_afspraak_of_another_ronde_waits_for_its_own_kamerbrief",
    ),
    Wacht(
        "ARR-3",
        "arrangementen/models/arrangement.py",
        "self.filter(WERD_GEPUBLICEERD, provincie=provincie,",
        "self.filter(provincie=provincie,",
        "tests/arrangementen/test_editie_eerder.py::"
        "test_an_edition_under_embargo_is_not_compared_with",
    ),
    Wacht(
        "ARR-2",
        "arrangementen/regels_arrangement.py",
        "VASTSTELLEN = (\n    elke_opname_is_verantwoord,\n",
        "VASTSTELLEN = (\n",
        f"{T_VASTSTELLEN}::test_a_vraagstuk_that_left_meanwhile_is_not_established",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/bol.py",
        "hiermee | _gezien_door_het_bol(opnames),",
        '~Q(arrangement__status="ingetrokken"),',
        f"{T_VERSIE}::test_a_concept_arrangement_carries_no_later_version",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/bol.py",
        'Q(arrangement__status="afgestemd") & eens & ',
        'Q(arrangement__status__in=["afgestemd", "concept"]) & eens & ',
        NIEUWER,
    ),
    Wacht(
        "BOL-2",
        "arrangementen/bol.py",
        "    return [eigen, *(u for u in genomen if u.agendapunt.overleg.landsdeel_id in nodig)]\n",
        "    return [eigen]\n",
        f"{A}/test_arrangement_embargo.py::test_the_kamerbrief_of_every_bol_that_decided_on_it_is_sent",
    ),
    Wacht(
        "VRA-15",
        "arrangementen/bol.py",
        "        nodig &= afspraak.beslissende_landsdelen()\n",
        "        pass\n",
        f"{A}/test_arrangement_embargo.py::test_the_bol_of_a_landsdeel_that_it_is_not_of_keeps_nothing_back",
    ),
    Wacht(
        "BOL-1",
        "arrangementen/bol.py",
        "        elders = set(teksten[1:]) - {None}\n",
        "        elders = set()\n",
        f"{A}/test_arrangement_embargo.py::test_what_another_landsdeel_adopted_otherwise_is_not_published",
    ),
    Wacht(
        "ARR-1",
        RA_REGELS,
        "    besluit_geldt_nog,\n",
        "",
        f"{T_VASTSTELLEN}::test_a_besluit_that_was_revised_away_publishes_nothing",
    ),
    Wacht("ARR-1", "arrangementen/bol.py", "        op__lte=besluit_op,\n", "", NIEUWER),
    Wacht("AFS-5", "arrangementen/bol.py", " & ~Q(Exists(later))", "", NIEUWER),
    Wacht(
        "ARR-2",
        RA_REGELS,
        "elif not opname.is_vraagstuk and fase in regels.NA_BESLUIT:",
        "elif False:",
        f"{T_INHOUD}::test_with_a_choice_it_is_no_knelpunt",
    ),
    Wacht(
        "ARR-2",
        INHOUD,
        "    if vraagstuk.fase in NA_BESLUIT and soort == Opname.Soort.KNELPUNT:\n",
        "    if False:\n",
        f"{T_INHOUD}::test_with_a_choice_it_is_no_knelpunt",
    ),
    Wacht(
        "ARR-1",
        "arrangementen/models/arrangement.py",
        'eerder.filter(~Q(status="ingetrokken") | WERD_GEPUBLICEERD).exists()',
        'eerder.filter(~Q(status="ingetrokken")).exists()',
        INGETROKKEN,
    ),
    Wacht(
        "ARR-3",
        "arrangementen/models/arrangement.py",
        "self.filter(WERD_GEPUBLICEERD, provincie=provincie,",
        'self.filter(status="gepubliceerd", provincie=provincie,',
        INGETROKKEN,
    ),
    Wacht(
        "ARR-3",
        "arrangementen/models/arrangement.py",
        '"-jaar", GELDT.desc(), "-pk"',
        '"-jaar", "pk"',
        INGETROKKEN,
    ),
)
