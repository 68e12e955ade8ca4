"""Mijn werk: who finds what on the desk."""

from .wacht import Wacht

M = "tests/monitoring"
WERK, TAFELS = "monitoring/werkvragen.py", "monitoring/werkvragen_tafels.py"
T_WERK, T_OVERLEG = f"{M}/test_mijn_werk.py", f"{M}/test_mijn_werk_overleg.py"
T_STAP = f"{M}/test_mijn_werk_stappen.py"

WACHTEN = (
    Wacht(
        "VRA-7",
        WERK,
        "Vraagstuk.objects.for_user(user).filter(eigen)",
        "Vraagstuk.objects.for_user(user).open().filter(eigen)",
        f"{T_WERK}::test_a_refused_belegging_is_back_at_the_lead_accounthouder",
    ),
    Wacht(
        "VRA-7",
        WERK,
        '    zicht = zicht.filter(~Exists(aan_hen.filter(vraagstuk=OuterRef("pk"))))\n',
        "",
        f"{T_WERK}::test_a_refused_belegging_is_back_at_the_lead_accounthouder",
    ),
    Wacht(
        "AFS-2",
        TAFELS,
        "if rij.tekst_sha256 not in rij.akkoord_met]",
        "]",
        f"{T_OVERLEG}::test_a_party_is_asked_again_when_the_text_changed",
    ),
    Wacht(
        "AFS-2",
        TAFELS,
        ' | Q(pk__in=trekker.values("afspraak"))',
        "",
        f"{T_OVERLEG}::test_a_trekker_is_a_party_too",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/services/acties.py",
        '    afspraak.save(update_fields=["gewijzigd_op", "gewijzigd_door"])\n',
        "",
        f"{T_OVERLEG}::test_a_party_is_asked_again_when_the_text_changed",
    ),
    Wacht(
        "TRI-6",
        WERK,
        ".filter(_zienswijze_van_ander(user))",
        "",
        f"{T_WERK}::test_a_triage_first_waits_for_the_view_of_the_accountteam",
    ),
    Wacht(
        "TRI-6",
        WERK,
        "_triages(user).filter(zienswijzen=None)",
        "_triages(user)",
        f"{T_WERK}::test_a_triage_first_waits_for_the_view_of_the_accountteam",
    ),
    Wacht(
        "ROL-2",
        WERK,
        "    return adviezen.filter(~Exists(deze))\n",
        "    return adviezen.exclude(door=user)\n",
        f"{T_WERK}::test_a_triage_waits_for_somebody_else_than_the_adviser",
    ),
    Wacht(
        "AGE-5",
        TAFELS,
        '        ~Exists(punten.filter(gewijzigd_op__gt=OuterRef("op"))),\n',
        "",
        f"{T_OVERLEG}::test_a_provincie_is_asked_again_after_a_change",
    ),
    Wacht(
        "BES-1",
        TAFELS,
        "aangehouden().filter(tot_wanneer__lt=op)",
        "aangehouden()",
        f"{T_OVERLEG}::test_what_was_put_off_too_long_is_on_the_desk_of_vro_staf",
    ),
    Wacht(
        "SIG-1",
        WERK,
        ".filter(ingevoerd_door=user)",
        "",
        f"{T_STAP}::test_a_signaal_that_was_begun_is_there_until_it_is_handed_in",
    ),
    Wacht(
        "SIG-6",
        WERK,
        ".filter(melder_organisatie__in=user.organisatie_ids)\n"
        "    return eigen.filter(Exists(van_ander))",
        "\n    return eigen.filter(Exists(van_ander))",
        f"{T_STAP}::test_an_answer_is_new_for_the_melder",
    ),
    Wacht(
        "VRA-0",
        WERK,
        ", aangeboden_op=None)",
        ")",
        f"{T_STAP}::test_a_concept_waits_for_who_may_open_it",
    ),
    Wacht(
        "ROL-2",
        WERK,
        "_van_anderen(user, _in_beeldvorming(besloten))",
        "_in_beeldvorming(besloten)",
        f"{T_STAP}::test_a_triagebesluit_is_carried_out_by_the_regietafel",
    ),
    Wacht(
        "VRA-4",
        WERK,
        ".nieuwste().filter(besluit__isnull=False)",
        ".filter(besluit__isnull=False)",
        f"{T_STAP}::test_a_triagebesluit_is_carried_out_by_the_regietafel",
    ),
    Wacht(
        "AGE-5",
        TAFELS,
        " | (~loopt & Exists(_veranderd_sinds_termijn(user)))",
        "",
        "tests/governance/test_agenda.py::test_what_changed_on_the_last_day_is_asked_again",
    ),
    Wacht(
        "AGE-5",
        TAFELS,
        "rijen.filter(~Exists(reactie), ~Exists(gesteld),",
        "rijen.filter(",
        "tests/governance/test_agenda.py::test_what_changed_on_the_last_day_is_asked_again",
    ),
    Wacht(
        "AGE-5",
        TAFELS,
        '        | onbeantwoord(toen, "history_date")\n',
        "",
        "tests/governance/test_agenda.py::test_every_change_of_the_last_day_counts",
    ),
    Wacht(
        "BES-7",
        TAFELS,
        '        _eigen_mandaat(user, "vraagstuk"),\n',
        "",
        f"{T_STAP}::test_the_rijksinzet_is_asked_of_each_department_with_a_mandaat",
    ),
    Wacht(
        "BES-7",
        TAFELS,
        "        ~Exists(eigen_akkoord),\n",
        "",
        f"{T_STAP}::test_the_rijksinzet_is_asked_of_each_department_with_a_mandaat",
    ),
    Wacht(
        "BES-7",
        TAFELS,
        "        ~Exists(nieuwer),\n",
        "",
        f"{T_STAP}::test_the_rijksinzet_is_asked_of_each_department_with_a_mandaat",
    ),
    Wacht(
        "AGE-3",
        TAFELS,
        "            if gremium == Gremium.DO\n",
        "            if True\n",
        f"{T_STAP}::test_an_agenda_waits_for_the_provincies_and_then_for_who_agrees_it",
    ),
    Wacht(
        "AGE-5",
        TAFELS,
        "    loopt = Q(reageren_tot=None) | Q(reageren_tot__gte=op)\n",
        '    loopt = ~Q(gremium="")\n',
        f"{T_STAP}::test_after_the_term_a_silent_provincie_holds_up_nothing",
    ),
    Wacht(
        "ARR-1",
        TAFELS,
        ".filter(~Exists(teruggezet))",
        "",
        f"{T_STAP}::test_an_arrangement_waits_for_the_other_side",
    ),
    Wacht(
        "BOL-2",
        TAFELS,
        'status="vastgesteld", ronde__kamerbrief__isnull=False',
        'status="vastgesteld"',
        f"{T_STAP}::test_an_arrangement_is_published_once_the_kamerbrief_is_sent",
    ),
)
