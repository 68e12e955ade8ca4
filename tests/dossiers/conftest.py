"""A vraagstuk of Gelderland, a triage of it, and a signaal."""

import pytest

from dossiers.models import Triageadvies
from novex.models import Criterium
from tests.dossiers.factories import CriteriasetFactory, VraagstukFactory
from tests.dossiers.signalen import SignaalFactory
from tests.dossiers.triages import adviseer

CRITERIA = (
    ("domeinen", "Multisectoraal", "twee_domeinen"),
    ("gebied", "Gebied met spanning", "gebied_of_meer_provincies"),
    ("kader", "Inhoudelijke prioriteit", "verwijzing_nr_povi"),
)


@pytest.fixture
def criteria(db):
    criteriaset = CriteriasetFactory()
    return {
        code: Criterium.objects.create(
            set=criteriaset, code=code, volgorde=n, naam=naam, vraag=f"{naam}?", machinecheck=check
        )
        for n, (code, naam, check) in enumerate(CRITERIA, start=1)
    }


@pytest.fixture
def vraagstuk(gelderland):
    return VraagstukFactory(lead_provincie=gelderland)


@pytest.fixture
def advies(vraagstuk, criteria, accounthouder):
    adviseer(accounthouder, vraagstuk, criteria)
    return Triageadvies.objects.get()


@pytest.fixture
def concept(provinciaal):
    return SignaalFactory(ingevoerd_door=provinciaal)


@pytest.fixture
def signaal(provinciaal):
    return SignaalFactory(ingevoerd_door=provinciaal, ingediend=True)
