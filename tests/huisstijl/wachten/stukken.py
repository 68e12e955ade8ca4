"""Papers, what happened to an agenda, the term to react, and released standpunten."""

from .wacht import Wacht

G = "tests/governance"
STUKKEN, UPLOAD = "governance/services/stukken.py", "novex/upload.py"
CYCLUS, TERMIJN = "governance/services/cyclus.py", "governance/services/termijn.py"
REGELS, QUERYSETS = "governance/regels.py", "governance/querysets.py"
VERSCHILLEN = "governance/services/verschillen.py"
MIGRATIE = "governance/migrations/0002_append_only.py"

WACHTEN = (
    # What comes in
    Wacht(
        "AGE-2",
        UPLOAD,
        "    if soort not in MEDIATYPES:\n",
        "    if False:\n",
        "tests/novex/test_upload.py::test_what_may_not_come_in_says_why",
    ),
    Wacht(
        "AGE-2",
        UPLOAD,
        "    elif not inhoud.startswith(_BEGIN[soort]):\n",
        "    elif False:\n",
        "tests/novex/test_upload.py::test_what_may_not_come_in_says_why",
    ),
    Wacht(
        "AGE-2",
        UPLOAD,
        "            if len(delen) > MAX_DELEN or sum(d.file_size for d in delen) > "
        "MAX_UITGEPAKT:\n",
        "            if False:\n",
        "tests/novex/test_upload.py::test_too_big_is_refused",
    ),
    Wacht(
        "AGE-2",
        STUKKEN,
        "        eis_eigen_punt(punt, punt, door)\n",
        "        pass\n",
        f"{G}/test_stukken.py::test_only_who_may_change_the_punt_adds_a_paper",
    ),
    Wacht(
        "AGE-2",
        "governance/views/stukken.py",
        "        as_attachment=True,\n",
        "",
        f"{G}/test_stukken.py::test_a_paper_is_added_read_and_handed_out",
    ),
    Wacht(
        "ZIC-1",
        QUERYSETS,
        "return self._bij_zichtbaar_punt(user).filter(zichtbaar_voor(user), weggehaald_op=None)",
        "return self._bij_zichtbaar_punt(user).filter(weggehaald_op=None)",
        f"{G}/test_stukken.py::test_a_paper_of_the_rijk_stays_inside_the_rijk",
    ),
    Wacht(
        "ZIC-1",
        STUKKEN,
        "    if zichtbaarheid not in dict(niveaus_voor(punt, door)):\n",
        "    if False:\n",
        f"{G}/test_stukken.py::test_who_may_let_whom_read",
    ),
    # What sending does
    Wacht(
        "AGE-3",
        "governance/bevroren.py",
        '        "stukken": [stuk_gegevens(stuk) for stuk in punt.stukken.all() if not '
        "stuk.weggehaald_op],\n",
        '        "stukken": [],\n',
        f"{G}/test_stukken.py::test_sending_freezes_the_papers",
    ),
    Wacht(
        "AGE-3",
        STUKKEN,
        "    in_concept(punt.overleg_id, door)\n",
        "",
        f"{G}/test_stukken.py::test_after_sending_a_paper_stays",
    ),
    Wacht(
        "AGE-3",
        MIGRATIE,
        '        append_only("governance_stuk", except_columns=("weggehaald_op",)),\n',
        "",
        f"{G}/test_stukken.py::test_after_sending_a_paper_stays",
        databank=True,
    ),
    Wacht(
        "AGE-3",
        CYCLUS,
        "bevries(overleg, door, reden=reden).versie if overleg.is_verzonden else None",
        "None",
        f"{G}/test_cyclus.py::test_moving_a_sent_meeting_is_a_new_version_with_the_reason",
    ),
    Wacht(
        "OVL-5",
        STUKKEN,
        "    stuk.full_clean()\n",
        "",
        f"{G}/test_stukken.py::test_a_late_paper_is_nagezonden_with_a_reason",
    ),
    Wacht(
        "OVL-5",
        "templates/governance/_stukken.html",
        "{% if stuk.is_nagezonden %}",
        "{% if False %}",
        f"{G}/test_stukken.py::test_a_late_paper_is_nagezonden_with_a_reason",
    ),
    # What happened, and why
    Wacht(
        "ALG-2",
        "governance/services/stappen.py",
        "    leg_stap_vast(overleg, naam, door, reden, **gegevens)\n",
        "",
        f"{G}/test_cyclus.py::test_what_happened_to_an_agenda_stays_readable",
    ),
    Wacht(
        "ALG-2",
        MIGRATIE,
        '        append_only("governance_agendastap"),\n',
        "",
        f"{G}/test_cyclus.py::test_what_happened_to_an_agenda_stays_readable",
        databank=True,
    ),
    Wacht(
        "ZIC-5",
        "governance/models/overleg.py",
        "    history = HistoricalRecords(m2m_fields=[provincies])\n",
        "    history = HistoricalRecords()\n",
        f"{G}/test_cyclus.py::test_a_meeting_and_its_punten_keep_what_they_were",
    ),
    # The term to react
    Wacht(
        "AGE-5",
        TERMIJN,
        "    if tot < op:\n",
        "    if False:\n",
        f"{G}/test_cyclus.py::test_the_term_to_react_lies_ahead_and_before_the_meeting",
    ),
    Wacht(
        "AGE-5",
        TERMIJN,
        "    if tot >= datum:\n",
        "    if False:\n",
        f"{G}/test_cyclus.py::test_the_term_to_react_lies_ahead_and_before_the_meeting",
    ),
    Wacht(
        "AGE-5",
        REGELS,
        "(veranderd if voorbij else overleg.provincies_met_punt())",
        "(set() if voorbij else overleg.provincies_met_punt())",
        f"{G}/test_agenda.py::test_the_term_counts_for_the_agenda_that_stood_then",
    ),
    Wacht(
        "AGE-5",
        REGELS,
        "(veranderd if voorbij else overleg.provincies_met_punt())",
        "(veranderd if voorbij else overleg.betrokken_provincie_ids())",
        f"{G}/test_agenda.py::test_a_provincie_without_a_punt_is_not_asked",
    ),
    Wacht(
        "AGE-5",
        "governance/models/overleg.py",
        '            na = Q(**{f"{moment}__date__gte": dag})\n',
        '            na = Q(**{f"{moment}__date__gt": dag})\n',
        f"{G}/test_agenda.py::test_what_changed_on_the_last_day_is_asked_again",
    ),
    Wacht(
        "AGE-5",
        "governance/models/overleg.py",
        'return na & Q(**{f"{moment}__gt": gesteld}) if gesteld else na',
        "return na",
        f"{G}/test_agenda.py::test_the_term_counts_for_the_agenda_that_stood_then",
    ),
    Wacht(
        "AGE-5",
        "governance/services/cyclus.py",
        "    if not overleg.is_uitgegaan and overleg.reageren_tot and",
        "    if overleg.is_concept and overleg.reageren_tot and",
        f"{G}/test_cyclus.py::test_a_meeting_is_not_moved_into_the_term_to_react",
    ),
    Wacht(
        "AGE-5",
        "governance/models/overleg.py",
        "return {pk for pk in (*nu, *toen) if pk}",
        "return set(nu)",
        f"{G}/test_agenda.py::test_a_punt_taken_from_a_provincie_after_the_term_asks_it_again",
    ),
    # Standpunten
    Wacht(
        "BES-3",
        "governance/forms/voorbereiding.py",
        "        if self.instance.is_vrijgegeven:\n",
        "        if False:\n",
        "tests/governance/test_voorbereiding.py::test_a_standpunt_keeps_what_it_was",
    ),
    Wacht(
        "BES-3",
        QUERYSETS,
        "return self._bij_zichtbaar_punt(user).filter(eigen | Q(vrijgegeven_op__isnull=False))",
        "return self._bij_zichtbaar_punt(user)",
        f"{G}/test_voorbereiding.py::test_a_standpunt_counts_once_its_party_released_it",
    ),
    Wacht(
        "BES-3",
        REGELS,
        "for v in punt.verschillen.all() if v.is_vrijgegeven]",
        "for v in punt.verschillen.all()]",
        f"{G}/test_agenda_verzenden.py::test_a_standpunt_in_concept_does_not_open_the_gpdg",
    ),
    Wacht(
        "BES-3",
        VERSCHILLEN,
        "    if not is_partij(punt, door):\n",
        "    if False:\n",
        f"{G}/test_voorbereiding.py::test_a_party_writes_only_its_own",
    ),
    Wacht(
        "AGE-3",
        "governance/services/cyclus.py",
        "    if overleg.agenda_status == Agendastatus.AFGESTEMD:\n",
        "    if False:\n",
        f"{G}/test_agenda_verzenden.py::test_another_day_asks_the_provincies_again",
    ),
    Wacht(
        "VRA-7",
        "governance/services/agenda.py",
        "    vergrendel_vraagstukken(overleg, door)\n",
        "",
        f"{G}/test_agenda_verzenden.py::test_what_is_judged_is_locked_first",
    ),
)
