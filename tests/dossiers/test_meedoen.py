"""Who takes part is never dropped to pass a guard (BES-5, VRA-15)."""

import pytest

from dossiers.bewerken import Groep
from dossiers.models import Fase, Vraagstuk
from dossiers.services import tekst
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, fouten
from tests.weigeringen import geweigerd

LAAT = (Fase.OORDEELSVORMING, Fase.BESLUITVORMING)


def wijzig(vraagstuk, door, groep, **velden):
    return tekst.wijzig(
        pk=vraagstuk.pk,
        groep=groep,
        versie=Vraagstuk.objects.get(pk=vraagstuk.pk).versie,
        velden=velden,
        door=door,
        reden="Zo is het beter.",
    )


@pytest.mark.parametrize("fase", LAAT)
def test_a_department_is_not_dropped_before_its_mandaat(
    gelderland, accounthouder, lvvn, ienw, fase
):
    """BES-5: whose mandaat the guard asks stays; another may come in."""
    vraagstuk = VraagstukFactory(fase=fase, organisaties=[lvvn])
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[ienw])
    assert wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn, ienw])
    assert set(vraagstuk.organisaties.all()) == {lvvn, ienw}


@pytest.mark.parametrize("fase", LAAT)
def test_a_provincie_is_not_dropped_before_its_tables(gelderland, drenthe, accounthouder, fase):
    """VRA-15, ZIC-3: its DO, GP-DG and BOL are asked, and it keeps its sight."""
    vraagstuk = VraagstukFactory(fase=fase, provincies=[gelderland, drenthe])
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[gelderland])
    assert set(vraagstuk.provincies.all()) == {gelderland, drenthe}


def test_in_beeldvorming_who_takes_part_is_still_open(gelderland, drenthe, accounthouder, lvvn):
    """VRA-4: nothing was asked of them yet."""
    vraagstuk = VraagstukFactory(provincies=[gelderland, drenthe], organisaties=[lvvn])
    wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[gelderland])
    wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[])
    assert list(vraagstuk.provincies.all()) == [gelderland]
    assert not vraagstuk.organisaties.exists()


def test_the_page_says_what_to_do(gelderland, provinciaal, lvvn):
    """BES-5, VRA-3: at the field, with the way out."""
    vraagstuk = VraagstukFactory(fase=Fase.OORDEELSVORMING, organisaties=[lvvn])
    response = als(provinciaal).post(
        f"/vraagstukken/{vraagstuk.pk}/beeld/", {"versie": vraagstuk.versie, "partijen": "Allen"}
    )
    assert response.context["form"].errors.keys() == {"organisaties"}
    assert fouten(response) == [
        f"Vanaf oordeelsvorming haalt u geen organisatie meer weg: {lvvn}. Laat de keuze staan, of "
        "keer terug naar beeldvorming."
    ]
