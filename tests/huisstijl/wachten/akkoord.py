"""Who agrees, and what becomes of an afspraak (AFS-2, AFS-9, VRA-8)."""

from .wacht import Wacht

A = "tests/arrangementen"
T_STATUS = f"{A}/test_afspraak_status.py"
T_REIKWIJDTE = "tests/arrangementen/test_afspraak_reikwijdte.py"
T_AKKOORD = f"{A}/test_akkoord.py"
T_BEVROREN = f"{A}/test_afspraak_bevroren.py"
ZONDER = f"{T_STATUS}::test_each_missing_field_blocks_by_itself"
REGELS = "arrangementen/regels.py"
ACTIES = "arrangementen/services/acties.py"
T_VERSIE = f"{A}/test_afspraak_versie.py"

WACHTEN = (
    Wacht(
        "VRA-8",
        "governance/querysets.py",
        "annotate(telt=van_nu | Q(Exists(bevestigd)))",
        "annotate(telt=van_nu)",
        "tests/arrangementen/test_afspraak_doorloop.py::"
        "test_a_besluit_that_was_confirmed_decides_on_its_afspraken",
    ),
    Wacht(
        "VRA-8",
        "arrangementen/services/afspraken.py",
        "if afspraak.titel != nu.titel and _telt_nu(afspraak):",
        "if afspraak.titel != nu.titel:",
        "tests/arrangementen/test_afspraak_doorloop.py::"
        "test_another_title_does_not_confirm_an_afspraak_of_an_earlier_doorloop",
    ),
    Wacht(
        "ZIC-3",
        "arrangementen/views/afspraak_pagina.py",
        "    if afspraak.openbaar_op and not _is_van_kring(afspraak, user):\n",
        "    if False:\n",
        "tests/arrangementen/test_afspraak_zicht.py::"
        "test_how_a_published_afspraak_was_made_stays_with_whom_it_concerns",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/afgesproken.py",
        '            "partijen": sorted(partij.pk for partij in self.partijen.all()),\n',
        "",
        f"{T_STATUS}::test_a_party_that_is_taken_away_is_asked_of_the_others",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/bedrag.py",
        """{m[1]}{m[2].replace('.', '')}.{m[3] or '0'}""",
        "{m[1]}{m[2]}",
        f"{A}/test_geld.py::test_a_number_is_read_and_shown_as_people_write_it",
    ),
    Wacht(
        "MON-1",
        "arrangementen/models/betrokken.py",
        "genoemd |= self.eigen_provincie_ids() & self._van_landsdeel()",
        "genoemd = self.eigen_provincie_ids()",
        f"{T_REIKWIJDTE}::test_who_acts_outside_the_landsdeel_is_named_and_decides_too",
    ),
    Wacht(
        "VRA-15",
        "arrangementen/models/betrokken.py",
        "return {self.landsdeel.pk, *self.landsdeel_ids}",
        "return {self.landsdeel.pk}",
        f"{T_REIKWIJDTE}::test_who_acts_outside_the_landsdeel_is_named_and_decides_too",
    ),
    Wacht(
        "VRA-15",
        "arrangementen/models/betrokken.py",
        "return self._van_landsdeel() | set(self.genoemde_ids)",
        "return self._van_landsdeel()",
        f"{T_REIKWIJDTE}::test_who_acts_outside_the_landsdeel_is_named_and_decides_too",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/betrokken.py",
        "        partijen |= {regel.verantwoordelijke_id for regel in self.geldregels.all()}\n",
        "",
        f"{T_REIKWIJDTE}::test_a_provincie_of_which_something_is_asked_is_named",
    ),
    Wacht(
        "AFS-9",
        ACTIES,
        "    _eis_geld_open(door, Afspraak.objects.for_user(door).vergrendeld(regel.afspraak_id))\n"
        "    regel._history_user, regel._change_reason = door, motivatie\n",
        "    regel._history_user, regel._change_reason = door, motivatie\n",
        f"{A}/test_geld.py::test_an_amount_of_an_established_afspraak_stays",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/afspraken.py",
        "    _eis_geen_andere_versie(oud)\n",
        "",
        f"{T_VERSIE}::test_there_is_one_next_version_at_a_time",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/inhoud.py",
        "        .exclude(jaar__gt=arrangement.jaar)\n",
        "",
        f"{T_VERSIE}::test_an_afspraak_of_a_later_year_does_not_come_in_an_earlier_edition",
    ),
    Wacht(
        "AFS-2",
        REGELS,
        "if not afspraak.resultaat.strip():",
        "if False:",
        ZONDER,
    ),
    Wacht(
        "AFS-2",
        REGELS,
        'akkoorden.isdisjoint(f"{namens.pk} {nu}" for namens in partij.lijn_op(vandaag))',
        "str(partij.pk) not in {a.split()[0] for a in akkoorden}",
        f"{T_STATUS}::test_an_akkoord_on_an_earlier_text_does_not_count",
    ),
    Wacht(
        "AFS-2",
        ACTIES,
        "    if tekst_sha256 != afspraak.tekst_sha256:\n",
        "    if False:\n",
        f"{T_AKKOORD}::test_who_read_an_earlier_text_does_not_agree",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/afgesproken.py",
        '    "streefwaarde",\n    "product",\n    "termijn_soort",',
        '    "streefwaarde",\n    "termijn_soort",',
        f"{T_AKKOORD}::test_a_change_of_what_was_agreed_resets_the_akkoord",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/actie.py",
        "            self.trekker_functie,\n            self.resultaat,\n",
        "            self.resultaat,\n",
        f"{T_AKKOORD}::test_a_changed_action_resets_the_akkoord",
    ),
    Wacht(
        "ZIC-3",
        REGELS,
        "for provincie in afspraak.partijen_buiten()",
        "for provincie in []",
        f"{T_REIKWIJDTE}::test_a_provincie_of_which_something_is_asked_is_named",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/mag.py",
        "    if afspraak.status == Afspraak.Status.VASTGESTELD:\n",
        "    if False:\n",
        f"{T_BEVROREN}::test_after_concept_the_text_stands_still",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/afspraken.py",
        "    if oud.jaar and jaar <= oud.jaar:\n",
        "    if False:\n",
        f"{T_BEVROREN}::test_a_version_needs_a_reason_and_a_later_year",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/migrations/0002_bevroren.py",
        "    IF (to_jsonb(NEW) - {VRIJ}) IS DISTINCT FROM (to_jsonb(OLD) - {VRIJ})\n       OR NOT",
        "    IF NOT",
        f"{T_BEVROREN}::test_the_database_freezes_an_established_afspraak",
        databank=True,
    ),
    Wacht(
        "ZIC-3",
        "arrangementen/querysets.py",
        '(Q(vastgesteld_op__isnull=False) | ~Q(herkomst_soort="ra_nieuw"))',
        "Q(status__isnull=False)",
        "tests/arrangementen/test_afspraak_zicht.py::test_a_withdrawn_concept_concerns_nobody_else",
    ),
    Wacht(
        "ZIC-3",
        "governance/models/lijst.py",
        'Q(Exists(genoemd)) | Q(van_hier, bron_sleutel="")',
        "Q(Exists(genoemd)) | van_hier",
        "tests/arrangementen/test_afspraak_zicht.py::test_a_joint_concept_on_the_list_is_of_its_own_provincies",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/mag.py",
        "(jaar or 0) <= gesloten",
        "False",
        "tests/arrangementen/test_afspraak.py::test_the_text_stops_when_the_bol_papers_are_sent",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/bol.py",
        "UITGEGAAN = (Agendastatus.VERZONDEN, Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD)",
        "UITGEGAAN = (Agendastatus.VERZONDEN,)",
        "tests/arrangementen/test_afspraak.py::test_the_text_stops_when_the_bol_papers_are_sent",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/afgesproken.py",
        '            "provincies": sorted(self.genoemde_ids),\n',
        "",
        "tests/arrangementen/test_akkoord.py::test_another_place_resets_the_akkoord",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/regels.py",
        "VASTSTELLEN = (\n    heeft_akkoorden,\n",
        "VASTSTELLEN = (\n",
        "tests/arrangementen/test_afspraak_vaststellen.py"
        "::test_the_text_equals_the_line_of_the_bol",
    ),
    Wacht(
        "VRA-8",
        "arrangementen/services/mag.py",
        "    elif vraagstuk.is_open and vraagstuk.fase != Fase.OPVOLGING:\n",
        "    elif False:\n",
        "tests/arrangementen/test_landing.py::test_while_the_vraagstuk_goes_back_nothing_lands",
    ),
    Wacht(
        "AFS-5",
        "arrangementen/regels.py",
        "    elke_provincie_is_partij,\n",
        "",
        "tests/arrangementen/test_afspraak_status.py::test_every_provincie_that_it_binds_agrees",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/regels.py",
        '    ruim = afspraak.scope in {"landelijk", "landsdeel"}\n',
        '    ruim = afspraak.scope != "provincie"\n',
        "tests/arrangementen/test_afspraak_status.py::test_every_provincie_that_it_binds_agrees",
    ),
    Wacht(
        "AFS-9",
        "arrangementen/services/mag.py",
        "    nu = Vraagstuk.objects.vergrendeld(vraagstuk.pk)\n",
        "    nu = vraagstuk\n",
        "tests/arrangementen/test_afspraak.py::test_papers_that_go_out_at_the_same_moment_are_seen",
    ),
)
