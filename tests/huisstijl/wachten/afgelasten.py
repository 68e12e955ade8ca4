"""A meeting that is called off (OVL-3, ALG-2)."""

from .wacht import Wacht

REGELS, QUERYSETS = "governance/regels.py", "governance/querysets.py"
CYCLUS = "governance/services/cyclus.py"
AFGELAST = "tests/governance/test_afgelasten.py"

WACHTEN = (
    Wacht(
        "OVL-3",
        REGELS,
        "    if any(overleg.uitkomsten_per_punt().values()):\n",
        "    if False:\n",
        f"{AFGELAST}::test_a_meeting_with_an_outcome_took_place",
    ),
    Wacht(
        "VRA-19",
        CYCLUS,
        '    haal_van_verzonden_agenda(overleg, f"{overleg} is afgelast: {reden}", door)\n',
        "",
        f"{AFGELAST}::test_its_vraagstukken_stand_on_no_sent_agenda_any_more",
    ),
    Wacht(
        "BES-10",
        CYCLUS,
        "        trek_overgeslagen_gpdg_in(punt, reden, door)\n",
        "        pass\n",
        f"{AFGELAST}::test_a_skipped_gpdg_goes_with_its_bol",
    ),
    Wacht(
        "OVL-3",
        "governance/models/overleg.py",
        "self.overleggen.exclude(agenda_status=S.AFGELAST)",
        "self.overleggen.all()",
        f"{AFGELAST}::test_the_list_is_frozen_without_it",
    ),
    Wacht(
        "OVL-2",
        QUERYSETS,
        '.exclude(Q(pk=overleg.pk) | Q(agenda_status="afgelast"))',
        ".exclude(pk=overleg.pk)",
        f"{AFGELAST}::test_it_is_no_meeting_of_the_cyclus",
    ),
    Wacht(
        "OVL-2",
        "governance/jaarbeeld.py",
        " if not overleg.is_afgelast]",
        "]",
        f"{AFGELAST}::test_it_is_no_meeting_of_the_cyclus",
    ),
    Wacht(
        "OVL-3",
        "governance/models/overleg.py",
        "agenda_status__in=set(S) - {S.AFGELAST},",
        "agenda_status__in=set(S),",
        f"{AFGELAST}::test_it_is_no_meeting_of_the_cyclus",
    ),
    Wacht(
        "AGE-3",
        QUERYSETS,
        " | Q(nummer__isnull=False)",
        "",
        f"{AFGELAST}::test_it_stays_readable_with_its_reason",
    ),
    Wacht(
        "ALG-2",
        QUERYSETS,
        'Q(handeling__in=["verplaatst", "gelast_af"])',
        'Q(handeling="verplaatst")',
        f"{AFGELAST}::test_it_stays_readable_with_its_reason",
    ),
)
