"""What the parties bring to a table: verschillen, mandaat, Rijksinzet (BES-3, BES-5, BES-7)."""

from .wacht import Wacht

G = "tests/governance"
REGELS, QUERYSETS = "governance/regels.py", "governance/querysets.py"
INZET, VERSCHIL = "governance/services/rijksinzet.py", "governance/models/verschil.py"
OORDEEL = "dossiers/regels/oordeel.py"
GUARDS = "tests/dossiers/test_regels.py::test_each_guard_refuses_with_exactly_its_sentence"

WACHTEN = (
    Wacht(
        "BES-3",
        "governance/services/uitkomsten.py",
        "        meld_verschillen(punt, door)\n",
        "        pass\n",
        "tests/governance/test_verschillen.py::"
        "test_a_later_outcome_of_a_joint_do_finds_the_standpunten_that_are_there",
    ),
    Wacht(
        "BES-3",
        "governance/services/vertellen.py",
        "        for oud in (verschillen_van(vorige), ",
        "        for oud in (",
        "tests/governance/test_verschillen.py::"
        "test_verschillen_go_with_the_outcome_that_they_belong_to",
    ),
    Wacht(
        "BES-3",
        "governance/services/uitkomsten.py",
        "        meld_verschillen(punt, door)\n",
        "        pass\n",
        "tests/governance/test_verschillen.py::"
        "test_verschillen_stay_with_other_words_of_the_same_outcome",
    ),
    Wacht(
        "BES-3",
        REGELS,
        "if any((punt.vraagstuk_id, pk) in zonder for pk in punt.betrokken_provincie_ids())",
        "if False",
        f"{G}/test_agenda_verzenden.py::test_no_consensus_goes_to_the_gpdg_with_verschillen_only",
    ),
    Wacht(
        "BES-3",
        REGELS,
        'return rijk and eigen and hasattr(punt, "escalatie")',
        'return rijk and hasattr(punt, "escalatie")',
        f"{G}/test_verschillen.py::test_verschillen_are_complete_with_two_parties_and_an_owner",
    ),
    Wacht(
        "BES-3",
        REGELS,
        'return rijk and eigen and hasattr(punt, "escalatie")',
        "return rijk and eigen",
        f"{G}/test_verschillen.py::test_without_an_owner_the_verschillen_are_not_complete",
    ),
    Wacht(
        "BES-3",
        REGELS,
        "partij.pk == provincie.organisatie_id",
        "partij.kant == Kant.REGIO",
        f"{G}/test_verschillen.py::test_the_standpunt_of_one_provincie_is_not_that_of_another",
    ),
    Wacht(
        "BES-3",
        VERSCHIL,
        "if self.ladder in AD_HOC and not self.ladder_reden:",
        "if False:",
        f"{G}/test_verschillen.py::test_ad_hoc_needs_a_reason",
    ),
    Wacht(
        "BES-3",
        VERSCHIL,
        "self.decentraal != Decentraal.KAN",
        "False",
        f"{G}/test_verschillen.py::test_the_ladder_says_who_takes_the_lead",
    ),
    Wacht(
        "BES-3",
        OORDEEL,
        'if uitkomsten.get(p.code) == "geen_consensus" and p.code not in vastgelegd',
        "if False",
        GUARDS,
    ),
    Wacht(
        "BES-3",
        "governance/services/verschillen.py",
        "    if not zonder:\n",
        "    if False:\n",
        f"{G}/test_verschillen.py::test_without_geen_consensus_there_is_nothing_to_differ_on",
    ),
    Wacht(
        "BES-3",
        "governance/services/verschillen.py",
        "    if not door.treedt_op_voor(verschil.organisatie_id):\n",
        "    if False:\n",
        f"{G}/test_voorbereiding.py::test_a_party_writes_only_its_own",
    ),
    Wacht(
        "BES-7",
        REGELS,
        "    return rechtstreeks_naar(vraagstuk) or {Gremium.DO}\n",
        "    return {Gremium.DO}\n",
        f"{G}/test_rechtstreeks.py::"
        "test_the_rijksinzet_goes_out_with_the_papers_of_the_table_instead",
    ),
    Wacht(
        "BES-5",
        REGELS,
        "in vraagstuk.departementen_zonder(gegeven[vraagstuk.pk], opvolging)\n",
        "in ()\n",
        f"{G}/test_agenda_verzenden.py::test_a_do_punt_waits_for_the_mandaat",
    ),
    Wacht(
        "BES-5",
        REGELS,
        'vraagstuk__in=vraagstukken, doorloop=F("vraagstuk__doorloop")',
        "vraagstuk__in=vraagstukken",
        f"{G}/test_agenda_verzenden.py::test_an_earlier_doorloop_gives_no_mandaat",
    ),
    Wacht(
        "BES-5",
        OORDEEL,
        "    if ontbreekt := vraagstuk.departementen_zonder(gegeven, opvolging):\n",
        "    if ontbreekt := []:\n",
        GUARDS,
    ),
    Wacht(
        "BES-5",
        QUERYSETS,
        "        return zichtbaar.filter(organisatie__in=user.organisatie_ids)\n",
        "        return zichtbaar\n",
        f"{G}/test_zichtbaarheid.py::test_who_sees_a_mandaat",
    ),
    Wacht(
        "BES-5",
        "governance/services/mandaten.py",
        "    if not door.treedt_op_voor(mandaat.organisatie_id):\n",
        "    if False:\n",
        f"{G}/test_voorbereiding.py::test_changing_a_mandaat_is_up_to_the_department",
    ),
    Wacht(
        "BES-5",
        "governance/services/mandaten.py",
        "            publiek=Zichtbaarheid.RIJK,\n",
        "",
        f"{G}/test_voorbereiding.py::test_a_mandaat_is_told_inside_the_rijk",
    ),
    Wacht(
        "BES-7",
        REGELS,
        "if organisatie.pk in zonder_mandaat | zonder_akkoord",
        "if organisatie.pk in zonder_mandaat",
        f"{G}/test_rijksinzet.py::test_every_department_with_a_mandaat_agrees",
    ),
    Wacht(
        "BES-7",
        INZET,
        "            doorloop=doorloop,\n        )\n",
        "            doorloop=doorloop,\n        ) if doorloop == vraagstuk.doorloop else None\n",
        f"{G}/test_rijksinzet.py::test_a_late_mandaat_takes_back_what_an_earlier_doorloop_told",
    ),
    Wacht(
        "BES-7",
        INZET,
        "    if not tekorten(inzet, INZET_AKKOORD):\n",
        "    if inzet.status == Inzetstatus.CONCEPT and not tekorten(inzet, INZET_AKKOORD):\n",
        f"{G}/test_rijksinzet.py::test_a_late_mandaat_is_made_good_after_release",
    ),
    Wacht(
        "BES-7",
        "monitoring/werkvragen_tafels.py",
        "~Exists(afgestemd.filter(",
        'Q(status="concept") | Exists(afgestemd.filter(',
        f"{G}/test_rijksinzet.py::test_a_late_mandaat_is_made_good_after_release",
    ),
    Wacht(
        "BES-7",
        INZET,
        '    eis(inzet, stap.custom["criteria"], door)\n',
        "",
        f"{G}/test_rijksinzet.py::test_release_waits_for_the_papers_of_a_do",
    ),
    Wacht(
        "BES-7",
        INZET,
        '    _eis_nieuwste(inzet, vraagstuk, "geef die vrij", door)\n',
        "",
        f"{G}/test_rijksinzet.py::test_a_replaced_version_is_not_released",
    ),
    Wacht(
        "BES-7",
        INZET,
        '    _trek_feit_in(vraagstuk, f"Er is een nieuwe versie van de Rijksinzet: {reden}", '
        "door)\n",
        "",
        f"{G}/test_rijksinzet.py::test_a_later_version_has_a_reason_and_asks_again",
    ),
    Wacht(
        "BES-7",
        QUERYSETS,
        'return zichtbaar if user.is_rijk else zichtbaar.filter(status="vrijgegeven")',
        "return zichtbaar",
        f"{G}/test_zichtbaarheid.py::test_who_sees_a_rijksinzet",
    ),
    Wacht(
        "BES-7",
        INZET,
        "    if not tekorten(inzet, [geldt_in_deze_doorloop]):\n",
        "    if True:\n",
        f"{G}/test_rijksinzet.py::test_a_later_do_does_not_release_the_text_of_an_earlier_doorloop",
    ),
)
