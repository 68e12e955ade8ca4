"""Who takes part is never dropped to pass a guard (BES-5, VRA-15)."""

import datetime

import pytest

from dossiers.bewerken import Groep
from dossiers.models import Fase, Vertrek, Vraagstuk
from dossiers.services import tekst
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, fouten
from tests.dossiers.paginas import tekst as tekst_van
from tests.factories import OrganisatieFactory
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
    """BES-5: whose mandaat the guard asks stays."""
    vraagstuk = VraagstukFactory(fase=fase, organisaties=[lvvn, ienw])
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[ienw])
    assert set(vraagstuk.organisaties.all()) == {lvvn, ienw}


@pytest.mark.parametrize("fase", LAAT)
def test_a_provincie_is_not_dropped_before_its_tables(gelderland, drenthe, accounthouder, fase):
    """VRA-15, ZIC-3: its DO, GP-DG and BOL are asked, and it keeps its sight."""
    vraagstuk = VraagstukFactory(fase=fase, provincies=[gelderland, drenthe])
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[gelderland])
    assert set(vraagstuk.provincies.all()) == {gelderland, drenthe}


def test_in_oordeelsvorming_another_may_come_in(gelderland, drenthe, accounthouder, lvvn, ienw):
    """VRA-5: its DO and its mandaat are asked before the vraagstuk goes on."""
    vraagstuk = VraagstukFactory(fase=Fase.OORDEELSVORMING, organisaties=[lvvn])
    wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[gelderland, drenthe])
    wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn, ienw])
    assert set(vraagstuk.provincies.all()) == {gelderland, drenthe}
    assert set(vraagstuk.organisaties.all()) == {lvvn, ienw}


def test_in_besluitvorming_no_provincie_comes_in(gelderland, drenthe, accounthouder):
    """VRA-15: no guard asks its DO any more."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    with geweigerd("komt_te_laat"):
        wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[gelderland, drenthe])
    assert list(vraagstuk.provincies.all()) == [gelderland]


def test_in_besluitvorming_no_department_comes_in(gelderland, accounthouder, lvvn, ienw, vro):
    """VRA-5, BES-5: nor through an agency; who gives no mandaat may still be named."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, organisaties=[lvvn])
    rws, rvo = (
        OrganisatieFactory(soort="uitvoering", valt_onder=departement)
        for departement in (ienw, lvvn)
    )
    for nieuw in (ienw, rws):
        with geweigerd("komt_te_laat"):
            wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn, nieuw])
    wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn, rvo, vro])
    assert set(vraagstuk.organisaties.all()) == {lvvn, rvo, vro}


def test_a_successor_takes_the_place_of_what_ended(gelderland, accounthouder, lvvn, ienw):
    """REF-2, BES-5: only its successor, and only once it ended."""
    lnv = OrganisatieFactory(code="lnv", naam="LNV", opvolger=lvvn)
    vraagstuk = VraagstukFactory(fase=Fase.OORDEELSVORMING, organisaties=[lnv])
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn])
    lnv.geldig_tot = datetime.date(2026, 1, 1)
    lnv.save()
    with geweigerd("doet_al_mee"):
        wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[ienw])
    wijzig(vraagstuk, accounthouder, Groep.BEELD, organisaties=[lvvn])
    assert list(vraagstuk.organisaties.all()) == [lvvn]


def test_in_beeldvorming_who_takes_part_is_still_open(
    gelderland, drenthe, accounthouder, accounthouder_elders, lvvn
):
    """VRA-4: nothing was asked of them yet."""
    vraagstuk = VraagstukFactory(provincies=[gelderland, drenthe], organisaties=[lvvn])
    wijzig(vraagstuk, accounthouder_elders, Groep.BASIS, provincies=[gelderland])
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


def test_the_page_says_who_comes_too_late(gelderland, provinciaal, lvvn):
    """VRA-5, VRA-3: at the field, with the way out."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    response = als(provinciaal).post(
        f"/vraagstukken/{vraagstuk.pk}/beeld/",
        {
            "versie": vraagstuk.versie,
            "partijen": "Allen",
            "organisaties": [lvvn.pk],
            "reden": "Zij horen erbij.",
        },
    )
    assert response.context["form"].errors.keys() == {"organisaties"}
    assert fouten(response) == [
        f"In besluitvorming komt er geen organisatie meer bij: {lvvn}. Haal die keuze weg, of keer "
        "eerst terug naar oordeelsvorming."
    ]


def zonder_gelderland(vraagstuk, *, reden):
    """What the form of the accounthouder of Gelderland posts when it takes Gelderland off."""
    drenthe = vraagstuk.provincies.get(code="pv22")
    basis = {"versie": vraagstuk.versie, "titel": vraagstuk.titel, "lead_provincie": drenthe.pk}
    return basis | {"provincies": [drenthe.pk], "reden": reden}


def test_who_is_taken_off_reads_in_mijn_werk_why(
    gelderland, drenthe, accounthouder, provinciaal, buitenstaander
):
    """ALG-2, ZIC-3: under the name that it knew, also after its sight of the vraagstuk is gone;
    and nobody else's provincie reads it."""
    vraagstuk = VraagstukFactory(
        lead_provincie=drenthe, provincies=[gelderland, drenthe], titel="Water in de Achterhoek"
    )
    url = f"/vraagstukken/{vraagstuk.pk}/wijzigen/"
    geweigerd_ = als(accounthouder).post(url, zonder_gelderland(vraagstuk, reden=" "))
    assert fouten(geweigerd_) == [
        "Wie u weghaalt, ziet het vraagstuk daarna niet meer. Schrijf waarom."
    ]
    assert vraagstuk.provincies.count() == 2
    reden = "De opgave speelt alleen bij de buren."
    gepost = zonder_gelderland(vraagstuk, reden=reden) | {"titel": "Water in Drenthe"}
    assert als(accounthouder).post(url, gepost).status_code == 302
    assert not Vraagstuk.objects.for_user(provinciaal).filter(pk=vraagstuk.pk).exists()
    gelezen = tekst_van(als(provinciaal).get("/"))
    assert f"Uw provincie doet niet meer mee {vraagstuk.nummer} Water in de Achterhoek" in gelezen
    assert f"Reden: {reden}" in gelezen
    assert "Water in Drenthe" not in gelezen
    assert reden not in tekst_van(als(buitenstaander).get("/"))
    assert not Vertrek.objects.for_user(buitenstaander).exists()
    assert Vertrek.objects.for_user(accounthouder).get().provincie == gelderland


def test_who_takes_part_again_is_not_told_that_it_left(
    gelderland, drenthe, accounthouder, accounthouder_elders, provinciaal
):
    """ALG-2: what was told stays, but asks no attention any more."""
    vraagstuk = VraagstukFactory(lead_provincie=drenthe, provincies=[gelderland, drenthe])
    wijzig(vraagstuk, accounthouder, Groep.BASIS, provincies=[drenthe])
    assert "doet niet meer mee" in tekst_van(als(provinciaal).get("/"))
    wijzig(vraagstuk, accounthouder_elders, Groep.BASIS, provincies=[gelderland, drenthe])
    assert "doet niet meer mee" not in tekst_van(als(provinciaal).get("/"))
    assert Vertrek.objects.count() == 1


def test_the_reason_is_asked_only_of_who_takes_a_provincie_off(gelderland, drenthe, accounthouder):
    """ALG-1, ALG-2: any other change goes without, and a concept is still on one side."""
    vraagstuk = VraagstukFactory(lead_provincie=drenthe, provincies=[gelderland, drenthe])
    alle = [p.pk for p in vraagstuk.provincies.all()]
    gepost = zonder_gelderland(vraagstuk, reden="") | {"provincies": alle, "titel": "Anders"}
    url = f"/vraagstukken/{vraagstuk.pk}/wijzigen/"
    assert als(accounthouder).post(url, gepost).status_code == 302
    concept = VraagstukFactory(concept=True, provincies=[gelderland, drenthe])
    form = als(accounthouder).get(f"/vraagstukken/{concept.pk}/wijzigen/").context["form"]
    assert "reden" not in form.fields
    wijzig(concept, accounthouder, Groep.BASIS, provincies=[gelderland])
    assert not Vertrek.objects.exists()
