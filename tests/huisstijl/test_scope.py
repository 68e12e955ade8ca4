"""Scoped models: every query in views, services and templates starts at for_user() (ZIC-4).

What does not is listed here with its reason; a line that is no longer there has to go.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from .bronnen import APPS, PYTHON, SJABLONEN, boom, naam

# Where rows are defined, or everything is made: no reader there.
NIET = re.compile(r"/models/|querysets\.py$|/demo/|^novex/lokaal/|^novex/referentie/|/management/")
CODE = [pad for pad in PYTHON if not NIET.search(naam(pad))]
VIEWS = [pad for pad in CODE if "/views/" in str(pad)]

LEEG = "an empty set, that the form fills with what its view gives it"
OUDER = "the parent was read through for_user, or locked, by the verb that calls this"
NIEUW = "makes a row; reads nothing"
FEIT = "the feit of a vraagstuk that the verb locked; a guard counts it, nobody reads it (VRA-19)"
LIJST = "the list of a whole ronde: its right is asked first, and it has no reader per row"
EDITIE = "an edition says the same to every reader; who may open it is asked before (ARR-6)"

MAG: dict[str, dict[str, str]] = {
    "arrangementen/bol.py": {
        "Uitkomst.objects.actueel": OUDER,
        "Agendapunt.objects.filter": "papers that were sent freeze the text for everyone",
    },
    "arrangementen/forms/afspraak.py": {
        "Uitkomst.objects.none": LEEG,
        "Vraagstuk.objects.none": LEEG,
        "Uitkomst.objects.filter": "the besluiten that the afspraak itself found",
    },
    "arrangementen/forms/arrangement.py": {
        "Vraagstuk.objects.none": LEEG,
        "Afspraak.objects.none": LEEG,
    },
    "arrangementen/inlezen.py": {
        "Afspraak.objects.filter": "imported afspraken are public sources, known by their key"
    },
    "arrangementen/samenstelling.py": {
        "Afspraak.objects.raakt": EDITIE,
        "Afspraak.objects.filter": EDITIE,
        "Arrangement.objects.filter": EDITIE,
        "Opgenomenafspraak.objects.filter": EDITIE,
        "Voortgangsstand.objects.filter": EDITIE,
    },
    "arrangementen/services/acties.py": {"Landing.objects.filter": OUDER},
    "arrangementen/services/afspraken.py": {
        "Actie.objects.create": NIEUW,
        "Geldregel.objects.filter": OUDER,
        "Afspraak.objects.filter": "imported afspraken are public sources, known by their key",
        "Afspraak.objects.vastgestelde": "counts numbers in use, whoever may see them",
        "Relatie.objects.filter": "one next version at a time, whoever may see it",
    },
    "arrangementen/services/edities.py": {
        "Arrangement.objects.geldende": "one edition per provincie and year, whoever may see it"
    },
    "arrangementen/services/inhoud.py": {"Opgenomenafspraak.objects.bulk_update": OUDER},
    "arrangementen/services/mag.py": {
        "Vraagstuk.objects.vergrendeld": "locks that of an afspraak, whoever may see it"
    },
    "arrangementen/views/afspraak_pagina.py": {
        "Relatie.objects.filter": "asks both afspraken through for_user in its condition"
    },
    "arrangementen/views/arrangement.py": {
        "Arrangement.objects.verloop": "names what the own circle reads"
    },
    "dossiers/forms/signaal.py": {"Vraagstuk.objects.none": LEEG},
    "dossiers/services/aanpak.py": {
        "Oplossingsrichting.objects.get": OUDER,
        "Aanpak.objects.filter": OUDER,
    },
    "dossiers/services/aanzet.py": {
        "Vraagstuk.objects.vergrendeld": "told by another app, for a vraagstuk that it locked"
    },
    "dossiers/services/feiten.py": {
        "Vraagstuk.objects.vergrendeld": "told by another app, for a vraagstuk that it locked"
    },
    "dossiers/services/tekst.py": {
        "Tekstwijziging.objects.get": OUDER,
        "Tekstreactie.objects.select_related": OUDER,
        "Tekstreactie.objects.bulk_create": NIEUW,
    },
    "dossiers/services/triage.py": {"Triageadvies.objects.van_doorloop": OUDER},
    "dossiers/views/lijst.py": {"Vraagstuk.objects.filter": "the keys come from for_user"},
    "governance/rapport.py": {
        "Lijstregel.objects.op_lijst": LIJST,
        "Lijstonderwerp.objects.filter": LIJST,
    },
    "governance/regels.py": {"Feit.objects.van": FEIT},
    "governance/forms/lijst.py": {"Overleg.objects.none": LEEG},
    "governance/regels_lijst.py": {"Lijstregel.objects.filter": LIJST},
    "governance/services/afwijking.py": {"Feit.objects.van": FEIT},
    "governance/services/agenda.py": {
        "Feit.objects.van": FEIT,
        "Overleg.objects.laatste_volgorde": OUDER,
    },
    "governance/services/cyclus.py": {
        "Overleg.objects.zelfde_in_cyclus": "a second meeting is one, whoever may see the first"
    },
    "governance/services/lijst.py": {
        "Lijstregel.objects.filter": LIJST,
        "Lijstregel.objects.vergrendeld": LIJST,
        "Lijstonderwerp.objects.filter": LIJST,
        "Regelbezwaar.objects.open": LIJST,
    },
    "governance/services/mandaten.py": {"Feit.objects.van": FEIT},
    "governance/services/regelbezwaar.py": {"Lijstregel.objects.vergrendeld": LIJST},
    "governance/services/rijksinzet.py": {"Feit.objects.van": FEIT},
    "governance/services/uitkomsten.py": {
        "Uitkomst.objects.do_uitkomst_elders": "one DO outcome, wherever it is (BES-4)",
    },
    "governance/services/verschillen.py": {"Feit.objects.van": FEIT},
    "governance/services/vertellen.py": {
        "Uitkomst.objects.actueel": "what a later meeting said, also where the reader did not sit",
    },
    "monitoring/werkvragen.py": {
        "Accountteamzienswijze.objects.filter": OUDER,
        "Faseovergang.objects.filter": OUDER,
        "Tekstreactie.objects.filter": OUDER,
        "Tekstwijziging.objects.filter": OUDER,
    },
    "monitoring/werkvragen_tafels.py": {
        "Actie.objects.filter": OUDER,
        "Akkoord.objects.filter": OUDER,
        "Arrangement.objects.in_eigen_kring": "narrower than for_user, and asks who may see it",
    },
    "monitoring/rapport.py": {
        "Voortgang.objects.in_zicht": "who reported, without what: for_user shuts out a concept",
        "Voortgang.objects.filter": "which side was asked, of afspraken that are in sight",
        "Afspraak.objects.filter": "a provincie sees each that names it",
    },
    "monitoring/services/rondes.py": {"Voortgang.objects.bulk_create": NIEUW},
    "monitoring/services/voortgang.py": {
        "Voortgang.objects.in_zicht": "the own concept; the service checks whose it is"
    },
    "novex/achtergrond.py": {
        "Achtergrondtaak.objects.get_or_create": NIEUW,
        "Achtergrondtaak.objects.exclude": "the worker, not a reader",
        "Achtergrondtaak.objects.get": "the worker, not a reader",
    },
    "novex/inlezen/services.py": {"Inleesbestand.objects.create": NIEUW},
}

KIND = "who sees the parent sees these; the parent came through for_user"
# Children that a view reaches through a row it may show.
KINDEREN: dict[str, dict[str, str]] = {
    "arrangementen/views/afspraak_delen.py": {
        "afspraak.akkoorden": KIND,
        "afspraak.geldregels": KIND,
    },
    "arrangementen/views/afspraak_pagina.py": {
        "afspraak.akkoorden": KIND,
        "afspraak.statusovergangen": KIND,
        "afspraak.acties": KIND,
        "afspraak.geldregels": KIND,
        "afspraak.woordkeuzes": KIND,
    },
    "arrangementen/views/arrangement_inhoud.py": {"arrangement.opnames": KIND},
    "arrangementen/views/arrangement_pagina.py": {
        "arrangement.stappen": "shown in the own circle only",
        "arrangement.akkoorden": "shown in the own circle only",
    },
    "dossiers/views/overgang.py": {
        "vraagstuk.signaaluitkomsten": "only how many; the signalen are named through for_user"
    },
    "dossiers/views/richtingen.py": {"vraagstuk.richtingen": KIND, "richting.wegingen": KIND},
    "dossiers/views/signaal.py": {
        "signaal.uitkomsten": "who sees the signaal reads the answer; its vraagstuk is asked apart",
        "signaal.checks": KIND,
    },
    "dossiers/views/teksten.py": {"wijziging.reacties": KIND},
    "dossiers/views/triage.py": {"advies.zienswijzen": KIND},
    "dossiers/views/vraagstuk.py": {
        "vraagstuk.instemmingen": KIND,
        "vraagstuk.beleggingen": KIND,
    },
    "governance/views/agenda.py": {
        "punt.afwijkingen": "for the Rijk, that reads them all",
        "punt.stukken": "fetched ahead through for_user",
    },
    "governance/views/lijst_regels.py": {"onderwerp.regels": "the onderwerp came through for_user"},
}


IN_SJABLOON: dict[str, dict[str, str]] = {
    "templates/dossiers/signaal_lijst.html": {"uitkomsten": KIND},
    "templates/governance/rijksinzet.html": {"akkoorden": "inside ziet_akkoorden: the Rijk only"},
}


def is_begrensd(model: Any) -> bool:
    return hasattr(model._default_manager, "for_user")


def eigen_modellen() -> list[Any]:
    eigen = (model for model in apps.get_models() if model.__module__.split(".")[0] in APPS)
    return [model for model in eigen if not model.__name__.startswith("Historical")]


BEGRENSD = {model.__name__ for model in eigen_modellen() if is_begrensd(model)}
# Read by everyone who is logged in, or never on a page: reference data, accounts, the kernel.
ONBEGRENSD = {
    "Auditregel", "Beleidskader", "Criteriaset", "Criterium", "Cyclus", "Domein", "Gebruiker",
    "Geldigheid", "JuridischInstrument", "Kamerbrief", "Keuze", "Landsdeel", "NovexGebied",
    "Organisatie", "Programma", "Provincie", "Referentielading", "Ronde", "Toewijzing",
    "VasteTekst", "Verwerking",
}  # fmt: skip
# Rows that hang under a scoped one, or under a right, and are read only through it.
ALLEEN_VIA_OUDER = {
    "Afsprakenlijst": "frozen lists of a ronde, behind the right to draw one up (BOL-1)",
    "Editiebestand": "the PDF of an edition, found through its arrangement (ARR-4)",
    "Mandaatwijziging": "of a mandaat; read by whoever reads that, on its page (BES-5)",
    "Nummerreeks": "a counter",
    "Oordeel": "of a triage advice or besluit",
    "Opnameoordeel": "of an opname",
    "Rijksinzetakkoord": "of a Rijksinzet; shown to the Rijk only (BES-7)",
}


def _relaties() -> set[str]:
    """Every name under which a manager of a scoped model can be reached."""
    namen = set()
    for model in apps.get_models():
        for veld in (*model._meta.related_objects, *model._meta.many_to_many):
            if (veld.one_to_many or veld.many_to_many) and is_begrensd(veld.related_model):
                namen.add(veld.get_accessor_name() if veld.auto_created else veld.name)
    return namen - {None}


def _managers(pad: Path) -> set[str]:
    """``Model.objects.verb`` of a scoped model, where that verb is not for_user."""
    wortel, ouders = boom(pad)
    gevonden = set()
    for node in ast.walk(wortel):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager"}:
            ouder = ouders[node]
            model = node.value.id if isinstance(node.value, ast.Name) else ""
            if model in BEGRENSD and getattr(ouder, "attr", "") != "for_user":
                gevonden.add(ast.unparse(ouder) if isinstance(ouder, ast.Attribute) else model)
    return gevonden


def _kinderen(pad: Path) -> set[str]:
    """``row.children`` where a manager is asked something that is not for_user."""
    wortel, ouders = boom(pad)
    relaties = _relaties()
    gevonden = set()
    for node in ast.walk(wortel):
        if isinstance(node, ast.Attribute) and node.attr in relaties:
            ouder = ouders[node]
            vraagt = isinstance(ouder, ast.Attribute) and ouder.attr != "for_user"
            if vraagt and isinstance(node.value, ast.Name):
                gevonden.add(ast.unparse(node))
    return gevonden


def test_every_model_is_scoped_or_known_not_to_be():
    """A new model has a for_user, or stands in a list that says why not (ZIC-4)."""
    zonder = {model.__name__ for model in eigen_modellen() if not is_begrensd(model)}
    assert zonder == (ONBEGRENSD | set(ALLEEN_VIA_OUDER)) & zonder
    assert set(ALLEEN_VIA_OUDER) <= zonder


@pytest.mark.parametrize("pad", VIEWS, ids=naam)
def test_a_view_never_starts_at_a_row_that_hangs_under_another(pad):
    """ZIC-1: a child is asked through its parent, and the parent through for_user."""
    gevonden = set(re.findall(r"\b(\w+)\.objects\b", pad.read_text())) & set(ALLEEN_VIA_OUDER)
    assert gevonden <= ({"Afsprakenlijst"} if naam(pad).endswith("views/lijst.py") else set())


@pytest.mark.parametrize("pad", CODE, ids=naam)
def test_code_asks_only_by_for_user(pad):
    """ZIC-4: one place decides who sees a row; a stale permission fails as well."""
    assert _managers(pad) == set(MAG.get(naam(pad), {}))


@pytest.mark.parametrize("pad", VIEWS, ids=naam)
def test_views_reach_children_only_where_that_is_listed(pad):
    """ZIC-1, ZIC-4: a child with an audience of its own never comes along with its parent."""
    assert _kinderen(pad) == set(KINDEREN.get(naam(pad), {}))


@pytest.mark.parametrize("pad", SJABLONEN, ids=naam)
def test_templates_ask_no_manager(pad):
    """ZIC-4: a template gets lists; what it would fetch itself is not scoped."""
    patroon = re.compile(
        rf"{{[{{%][^}}]*\.({'|'.join(sorted(_relaties()))})\.(?:all|count|first|last|exists)\b"
    )
    assert set(patroon.findall(pad.read_text())) == set(IN_SJABLOON.get(naam(pad), {}))


def test_the_lists_name_files_that_exist():
    bekend = {naam(pad) for pad in CODE}
    assert set(MAG) | set(KINDEREN) <= bekend
