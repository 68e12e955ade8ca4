"""What is asked after an outcome, at an end and of who only reads."""

from .wacht import Wacht

G, D, M, A = "tests/governance", "tests/dossiers", "tests/monitoring", "tests/arrangementen"
T_OVERGANG, T_HERZIENING = f"{G}/test_uitkomst_overgang.py", f"{G}/test_herziening.py"
UITKOMSTEN, FEITEN = "governance/services/uitkomsten.py", "dossiers/services/feiten.py"
TAFELS = "monitoring/werkvragen_tafels.py"

WACHTEN = (
    Wacht(
        "VRA-1",
        UITKOMSTEN,
        "        vraag_vervolg(uitkomsten[-1], True, door, op)\n",
        "        pass\n",
        f"{T_OVERGANG}::test_a_refused_overgang_is_what_is_asked_now",
    ),
    Wacht(
        "BES-3",
        "governance/services/vertellen.py",
        'zin = TAAK.get(Uitkomstsoort(uitkomst.soort)) or (BLIJFT if geweigerd else "")',
        'zin = BLIJFT if geweigerd else ""',
        f"{T_OVERGANG}::test_who_leads_reads_what_the_table_asks",
    ),
    Wacht(
        "OVL-2",
        "governance/services/vertellen.py",
        'return not punt.vraagstuk.provincies.exclude(pk__in=hier.values("pk")).exists()',
        "return True",
        f"{T_OVERGANG}::test_what_one_do_said_is_not_told_to_another_provincie",
    ),
    Wacht(
        "VRA-15",
        UITKOMSTEN,
        "if is_herziening and not gekozen and len({_inhoud(u) for u in nu.values()}) > 1:",
        "if False:",
        f"{T_HERZIENING}::test_provincies_that_said_otherwise_are_not_revised_together",
    ),
    Wacht(
        "BES-1",
        UITKOMSTEN,
        "if invoer.soort == Uitkomstsoort.AANGEHOUDEN and dag and dag < overleg.datum:",
        "if False:",
        f"{T_HERZIENING}::test_what_is_put_off_comes_back_after_the_meeting",
    ),
    Wacht(
        "VRA-9",
        "governance/gevolgen.py",
        'sinds = gingen.aggregate(doorloop=Max("doorloop"))["doorloop"] or vraagstuk.doorloop',
        "sinds = vraagstuk.doorloop",
        f"{T_HERZIENING}::test_a_landing_that_failed_leaves_its_besluit",
    ),
    Wacht(
        "VRA-19",
        FEITEN,
        "(gaat_door or soort == STAAT_OP.get(Fase(nu.fase)))",
        "gaat_door",
        f"{D}/test_feiten.py::test_an_end_that_loses_what_it_stands_on_is_aan_zet",
    ),
    Wacht(
        "SIG-3",
        "dossiers/services/signalen.py",
        "    if vraagstuk and vraagstuk.fase in EINDFASEN:\n",
        "    if False:\n",
        f"{D}/test_signaal_antwoord.py::test_what_is_added_to_an_end_waits_for_somebody",
    ),
    Wacht(
        "ZIC-2",
        "novex/zichtbaarheid.py",
        "    if user.leest_alleen:\n",
        "    if False:\n",
        f"{D}/test_zichtbaarheid.py::test_only_the_readers_in_the_table_read_a_notitie",
    ),
    Wacht(
        "ZIC-3",
        "templates/arrangementen/_afspraak_opbouw.html",
        "{% elif afspraak.openbaar_op %}",
        "{% elif afspraak %}",
        f"{A}/test_afspraak_schermen.py"
        "::test_who_does_not_see_the_vraagstuk_does_not_read_its_name",
    ),
    Wacht(
        "VRA-16",
        "monitoring/werkvragen.py",
        "Q(kant=user.kant) if user.is_rijk else Q(organisatie__in=user.organisatie_ids)",
        "Q(kant=user.kant)",
        f"{M}/test_mijn_werk_overleg.py::test_a_provincie_answers_a_change_for_itself",
    ),
    Wacht(
        "BES-3",
        TAFELS,
        "    return wacht.filter(~Exists(eigen))",
        "    return wacht",
        f"{M}/test_mijn_werk_overleg.py"
        "::test_after_geen_consensus_each_party_writes_and_staf_applies_it",
    ),
    Wacht(
        "VRA-9",
        TAFELS,
        "        Q(aanvaard_op=None) | mislukt,",
        "        Q(aanvaard_op=None),",
        f"{A}/test_landing.py::test_a_landing_that_failed_is_accepted_anew",
    ),
    Wacht(
        "AFS-6",
        "arrangementen/services/acties.py",
        '    if not set(form.changed_data) - {"versie"}:\n',
        "    if False:\n",
        f"{A}/test_landing.py::test_saving_it_unchanged_asks_nothing_anew",
    ),
    Wacht(
        "AFS-1",
        "arrangementen/bol.py",
        "Q(gremium=Gremium.BOL, soort__in=BESLUITSOORTEN)",
        "Q(gremium=Gremium.BOL)",
        f"{A}/test_afspraak.py::test_a_bol_that_only_hears_of_it_leaves_the_year_open",
    ),
    Wacht(
        "AFS-2",
        "arrangementen/models/afgesproken.py",
        '            "Eenheid": self.eenheid,\n',
        "",
        f"{A}/test_akkoord.py::test_what_is_agreed_on_is_what_is_read",
    ),
    Wacht(
        "MON-1",
        "monitoring/services/rondes.py",
        "    if not ronde.is_begonnen(timezone.localdate()):\n",
        "    if False:\n",
        f"{M}/test_ronde_grenzen.py::test_a_round_is_not_closed_before_its_first_day",
    ),
    Wacht(
        "MON-1",
        "monitoring/querysets.py",
        '.exclude(vraagstuk__fase="elders_belegd")',
        "",
        f"{M}/test_ronde_grenzen.py::test_what_is_elders_belegd_is_not_asked",
    ),
    Wacht(
        "MON-2",
        "monitoring/signalen.py",
        "    if not _komt_nog(feiten, op):\n",
        "    if False:\n",
        f"{M}/test_signalen.py::test_without_a_term_the_actions_say_when",
    ),
    Wacht(
        "AGE-3",
        "governance/forms/agenda.py",
        "if not set(self.changed_data) & set(self.Meta.fields):",
        "if False:",
        f"{G}/test_agenda_schermen.py::test_an_erratum_changes_something",
    ),
)
