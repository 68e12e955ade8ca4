"""Vraagstuk: aanpak, weighing, shared text, who takes part, and feiten (VRA)."""

from .wacht import Wacht

D = "tests/dossiers"
GUARDS = f"{D}/test_regels.py::test_each_guard_refuses_with_exactly_its_sentence"
BEELD = "dossiers/regels/beeld.py"
OORDEEL = "dossiers/regels/oordeel.py"
FASEN = "dossiers/services/fasen.py"
FEITEN = "dossiers/services/feiten.py"

WACHTEN = (
    Wacht(
        "ALG-2",
        "dossiers/services/tekst.py",
        "    _vertel_wie_weg_gaat(vraagstuk, weg, door=door, reden=reden, heette=heette)\n",
        "",
        "tests/dossiers/test_meedoen.py::test_who_is_taken_off_reads_in_mijn_werk_why",
    ),
    Wacht(
        "ZIC-3",
        "dossiers/querysets.py",
        "return self.filter(provincie=eigen) if eigen else self.none()",
        "return self",
        "tests/dossiers/test_meedoen.py::test_who_is_taken_off_reads_in_mijn_werk_why",
    ),
    Wacht(
        "ALG-2",
        "dossiers/services/tekst.py",
        "aanduiding=heette[:300]",
        "aanduiding=str(vraagstuk)[:300]",
        "tests/dossiers/test_meedoen.py::test_who_is_taken_off_reads_in_mijn_werk_why",
    ),
    Wacht(
        "ALG-2",
        "monitoring/werkvragen.py",
        "recent.exclude(door=user).filter(~Exists(weer_mee))",
        "recent.exclude(door=user)",
        "tests/dossiers/test_meedoen.py::test_who_takes_part_again_is_not_told_that_it_left",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/tekst.py",
        "        .filter(vraagstuk=vraagstuk, pk__in=wijzigingen)\n",
        "        .filter(pk__in=wijzigingen)\n",
        "tests/dossiers/test_tekst.py::test_all_that_the_page_showed_is_seen_at_once",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/tekst.py",
        '        .exclude(pk__in=eigen.values("wijziging"))\n',
        "",
        "tests/dossiers/test_tekst.py::test_all_that_the_page_showed_is_seen_at_once",
    ),
    Wacht(
        "VRA-16",
        "novex/middleware.py",
        "    if isinstance(botsing, Achterhaald) and not getypt:\n",
        "    if isinstance(botsing, Achterhaald):\n",
        "tests/novex/test_getypt.py::test_a_text_for_what_was_closed_meanwhile_is_shown",
    ),
    Wacht(
        "SIG-1",
        "novex/views/algemeen.py",
        '{"zin": str(exception or ""), "ingevuld": ingevuld(request)}',
        '{"zin": str(exception or "")}',
        "tests/novex/test_getypt.py::test_a_signaal_that_a_colleague_handed_in_keeps_the_text",
    ),
    # Aanpak and richtingen
    Wacht("VRA-11", OORDEEL, "    if leeg:\n", "    if False:\n", GUARDS),
    Wacht(
        "VRA-11",
        OORDEEL,
        "if aanpak is None or aanpak.bestuurlijke_keuze_nodig is None:",
        "if False:",
        GUARDS,
    ),
    Wacht(
        "VRA-11",
        "dossiers/models/aanpak.py",
        "aanpak = models.TextField(blank=True, max_length=600)",
        "aanpak = models.TextField(blank=True, max_length=6000)",
        f"{D}/test_bewerken.py::test_the_aanpak_is_short_and_asks_for_the_bestuurlijke_keuze",
    ),
    Wacht("VRA-12", OORDEEL, "if len(richtingen) < 2:", "if False:", GUARDS),
    Wacht("VRA-12", OORDEEL, "    if niet_gewogen:\n", "    if False:\n", GUARDS),
    Wacht(
        "VRA-12",
        OORDEEL,
        "if not aanpak or not aanpak.voorkeursrichting_id or not aanpak.voorkeur_reden.strip():",
        "if False:",
        GUARDS,
    ),
    Wacht(
        "VRA-12",
        "dossiers/services/aanpak.py",
        "        weging.validate_constraints()\n",
        "",
        f"{D}/test_aanpak.py::test_a_weging_has_a_score_and_a_motivation",
    ),
    # More provincies
    Wacht(
        "VRA-15",
        OORDEEL,
        "[p for p in provincies(vraagstuk) if p.code not in uitkomsten],",
        "provincies(vraagstuk) if not uitkomsten else [],",
        f"{D}/test_regels.py::test_every_do_concerned_must_speak",
    ),
    Wacht(
        "VRA-15",
        "dossiers/regels/feiten.py",
        "if d.code not in gesproken]",
        "if not gesproken]",
        f"{D}/test_regels.py::test_every_bol_concerned_must_speak",
    ),
    Wacht(
        "VRA-15",
        "governance/services/uitkomsten.py",
        "    return [p for p in genoemd if p.pk not in nu] or list(genoemd)",
        "    return genoemd[:1]",
        "tests/governance/test_uitkomst_overgang.py::test_a_joint_do_gives_one_outcome_per_provincie",
    ),
    # Shared text
    Wacht(
        "VRA-16",
        BEELD,
        "if labels := sorted(set(vraagstuk.open_bezwaren())):",
        "if labels := []:",
        f"{D}/test_tekst.py::test_a_bezwaar_blocks_until_the_other_side_answers",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/tekst.py",
        "if rij.kant == door.kant:",
        "if False:",
        f"{D}/test_tekst.py::test_the_other_side_answers_gezien_or_bezwaar",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/tekst.py",
        "        leg_verschillen_vast(vraagstuk, vraagstuk, oud, nu, door=door, reden=reden)\n",
        "        pass\n",
        f"{D}/test_tekst.py::test_a_change_is_logged_for_the_other_side",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/tekst.py",
        "    if rij.versie != versie:\n",
        "    if False:\n",
        f"{D}/test_tekst.py::test_a_stale_form_is_refused_and_keeps_what_was_typed",
    ),
    Wacht(
        "VRA-16",
        "dossiers/services/aanpak.py",
        "    tekst.eis_actueel(richting, versie, ingevuld)\n    if richting.is_afgevallen:",
        "    if richting.is_afgevallen:",
        f"{D}/test_weging.py::test_a_stale_weging_never_puts_a_cell_back",
    ),
    Wacht(
        "VRA-16",
        "dossiers/bewerken.py",
        "    if not nu.mag:\n",
        "    if False:\n",
        f"{D}/test_tekst.py::test_frozen_fields_are_refused_with_a_sentence",
    ),
    # Who takes part
    Wacht(
        "VRA-15",
        "dossiers/services/tekst.py",
        "    _eis_niemand_weg(vraagstuk, velden)\n",
        "",
        f"{D}/test_meedoen.py::test_a_provincie_is_not_dropped_before_its_tables",
    ),
    Wacht(
        "VRA-15",
        "dossiers/services/tekst.py",
        "    _eis_niemand_erbij(vraagstuk, velden)\n",
        "",
        f"{D}/test_meedoen.py::test_in_besluitvorming_no_provincie_comes_in",
    ),
    Wacht(
        "VRA-5",
        "dossiers/services/tekst.py",
        "if o.mandaatgever_op(vandaag) not in geven_al",
        "if False",
        f"{D}/test_meedoen.py::test_in_besluitvorming_no_department_comes_in",
    ),
    Wacht(
        "REF-2",
        "dossiers/services/tekst.py",
        "    return rij.pk in blijft or nu.pk in blijft\n",
        "    return rij.pk in blijft\n",
        f"{D}/test_meedoen.py::test_a_successor_takes_the_place_of_what_ended",
    ),
    # Feiten
    Wacht(
        "VRA-19",
        "dossiers/services/triage.py",
        "    if bespreking is not None and not geldend.filter(pk=bespreking.pk).exists():\n",
        "    if False:\n",
        f"{D}/test_triagebesluit.py::test_a_besluit_names_the_do_that_discussed_it",
    ),
    Wacht(
        "VRA-19",
        "governance/services/vertellen.py",
        "gevolg_van(vorige), bespreking_van(vorige)):",
        "gevolg_van(vorige)):",
        "tests/governance/test_bespreking.py::test_a_herziening_takes_it_back_in_any_fase",
    ),
    Wacht(
        "VRA-19",
        FEITEN,
        "    if feit not in te_heropenen(vraagstuk, door):\n",
        "    if False:\n",
        f"{D}/test_overgang_eisen.py::test_reopening_what_was_returned_names_the_afspraak",
    ),
    Wacht(
        "VRA-9",
        FASEN,
        "        feiten.trek_landing_in(vraagstuk, feit, reden=stap.motivatie, door=stap.door)\n",
        "",
        f"{D}/test_uitgangen.py::test_reopening_after_terugleggen_names_the_afspraak",
    ),
    Wacht(
        "VRA-19",
        FEITEN,
        "        zet_aan_zet(nu, trekker(nu), zin, timezone.localdate())\n",
        "",
        f"{D}/test_feiten.py::test_withdrawing_puts_the_vraagstuk_aan_zet",
    ),
    Wacht(
        "VRA-19",
        FEITEN,
        '        _trek_in(gelijk, reden="Vervangen door een nieuwe melding.", door=door)\n',
        "        return gelijk\n",
        f"{D}/test_feiten.py::test_told_twice_counts_once",
    ),
    Wacht(
        "VRA-19",
        "dossiers/services/tekst.py",
        "    if onbekend := set(velden) - set(toegestaan):\n",
        "    if onbekend := set():\n",
        f"{D}/test_tekst.py::test_only_fields_of_the_group_are_taken",
    ),
    Wacht(
        "VRA-19",
        "governance/services/vertellen.py",
        "(verschillen_van(vorige), gevolg_van(vorige), ",
        "(verschillen_van(vorige), ",
        "tests/governance/test_herziening.py::test_a_herziening_is_a_new_row_with_reason",
    ),
    Wacht(
        "VRA-19",
        "dossiers/migrations/0002_append_only.py",
        "        append_only(\n"
        '            "dossiers_feit",\n'
        '            except_columns=("ingetrokken_op", "ingetrokken_door_id", '
        '"ingetrokken_reden"),\n'
        "        ),\n",
        "",
        f"{D}/test_feiten.py::test_the_database_keeps_it_as_it_was",
        databank=True,
    ),
)
