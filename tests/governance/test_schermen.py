"""The pages of cyclus, meeting and outcome: what they show, how few queries, stale forms."""

import pytest
import time_machine
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from governance.gremia import Gremium
from governance.models import (
    Agendapunt,
    Agendastatus,
    Cyclus,
    Mandaat,
    Overleg,
    Rijksinzet,
    Uitkomst,
)
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    CyclusFactory,
    OverlegFactory,
    RondeFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.paginas import url


@pytest.fixture
def op_de_dag():
    with time_machine.travel(f"{DAG}T12:00:00+01:00", tick=False):
        yield


def test_staf_plans_a_cyclus_on_screen(als, staf, gelderland):
    """Cyclus, ronde and meeting through the forms (OVL-2)."""
    client = als("staf")
    client.post(url("cyclus-nieuw"), {"jaar": "2027", "label": "Cyclus 2026-2027"})
    cyclus = Cyclus.objects.get()
    client.post(url("ronde-nieuw", cyclus.pk), {"gremium": "do", "label": "DO's 2027"})
    ronde = cyclus.rondes.get()
    invoer = {
        "naam": "DO Gelderland",
        "datum": "10-03-2027",
        "duur_minuten": "120",
        "provincies": [gelderland.pk],
    }
    response = client.post(url("overleg-nieuw", ronde.pk), invoer | {"provincies": []})
    assertContains(response, "Dit is nog leeg: provincies. Vul het in of maak een keuze.")
    response = client.post(url("overleg-nieuw", ronde.pk), invoer)
    overleg = Overleg.objects.get()
    assertRedirects(response, overleg.get_absolute_url())
    response = client.post(url("overleg-nieuw", ronde.pk), invoer)
    assertContains(response, "Schrijf waarom er nog een nodig is")
    response = client.get(url("cyclus-jaar", 2027))
    assertContains(response, "DO Gelderland")
    assertContains(response, "Er is nog geen GP-DG voor provincie Gelderland.")


def test_staf_plans_another_table_on_screen(als, staf, gelderland):
    """A regietafel has no ronde and no landsdeel (OVL-1)."""
    invoer = {
        "gremium": "regietafel",
        "naam": "Regietafel",
        "datum": "01-02-2027",
        "duur_minuten": "60",
    }
    response = als("staf").post(url("ander-overleg-nieuw"), invoer)
    assert response.status_code == 302, response.content.decode()
    assert Overleg.objects.get().gremium == Gremium.REGIETAFEL


@pytest.mark.parametrize("naam", ["overleg-detail", "agenda", "uitkomsten"])
def test_a_meeting_leads_back_to_the_year_it_is_planned_in(als, staf, gelderland, naam):
    """OVL-2: the breadcrumbs go through its cyclus; a meeting of another table has none."""
    overleg = OverlegFactory(provincies=[gelderland])
    cyclus = overleg.ronde.cyclus
    pad = als("staf").get(url(naam, overleg.pk)).context["kruimels"]
    assert pad[:3] == [
        ("Cyclus", "/cyclus/"),
        (str(cyclus), cyclus.get_absolute_url()),
        (str(overleg), overleg.get_absolute_url()),
    ]
    los = OverlegFactory(ronde=None, gremium=Gremium.WERKGROEP, provincies=[gelderland])
    pad = als("staf").get(url("overleg-detail", los.pk)).context["kruimels"]
    assert pad == [("Cyclus", "/cyclus/"), (str(los), los.get_absolute_url())]


def test_a_province_sees_warnings_of_its_own_only(als, provinciaal, drenthe):
    """The year view of a province is about that province (ZIC-3)."""
    CyclusFactory()
    response = als("provinciaal").get(url("cyclus-jaar", 2027))
    assertContains(response, "Gelderland")
    assertNotContains(response, "Drenthe")


def test_an_outcome_on_screen(als, staf, gelderland, op_de_dag):
    """Record, see what blocks the fase, and find the way to mend it (BES-2, VRA-5)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    verzonden(punt.overleg, staf)
    pagina = url("uitkomst-vastleggen", punt.pk)
    client = als("staf")
    assertNotContains(client.get(pagina), "Geen keuze gemaakt")
    response = client.post(pagina, {"soort": "advies", "tekst": "", "gezien": "0"})
    assertContains(response, "De tekst van de uitkomst is nog leeg.")
    response = client.post(
        pagina, {"soort": "advies", "tekst": "Richting 1.", "gezien": "0"}, follow=True
    )
    assertContains(response, "De uitkomst is vastgelegd. De fase verandert nog niet")
    assertContains(response, "De Rijksinzet is nog niet afgestemd.")
    assertContains(client.get(url("uitkomsten", punt.overleg_id)), "Richting 1.")
    response = client.post(pagina, {"soort": "geen_consensus", "tekst": "Laat", "gezien": "0"})
    assertContains(response, "Laat", status_code=409)
    assert Uitkomst.objects.count() == 1


def test_an_outcome_asks_what_this_punt_can_need(als, staf, gelderland):
    """ALG-1, OVL-1: no knelpunt or instrument where the table cannot give such an outcome."""
    client = als("staf")

    def velden(gremium, soort):
        punt = AgendapuntFactory(
            overleg=OverlegFactory(gremium=gremium, ronde=RondeFactory(gremium=gremium)),
            soort=soort,
            vraagstuk=None,
        )
        return client.get(url("uitkomst-vastleggen", punt.pk)).context["form"].fields

    informatie = velden(Gremium.BOL, "ter_informatie")
    assert not {"knelpunt", "instrumenten"} & set(informatie)
    assert informatie["tekst"].help_text == ""
    assert informatie["tot_wanneer"].help_text == "Nodig bij aangehouden."
    besluit = velden(Gremium.BOL, "ter_besluitvorming")
    assert "knelpunt" in besluit
    assert besluit["tot_wanneer"].help_text == "Nodig bij aangehouden en geen keuze gemaakt."
    assert "instrumenten" in velden(Gremium.DO, "ter_advisering")


def test_closing_on_screen(als, staf, gelderland, op_de_dag):
    """A punt without outcome blocks with a link; then it closes and is established (BES-1)."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")
    overleg = verzonden(punt.overleg, staf)
    client = als("staf")
    response = client.post(url("overleg-sluiten", overleg.pk), follow=True)
    assertContains(response, "heeft nog geen uitkomst")
    met_uitkomst(Agendapunt.objects.get(), staf, "besproken")
    client.post(url("overleg-sluiten", overleg.pk))
    client.post(url("overleg-vaststellen", overleg.pk), {"reden": "Beide kanten akkoord."})
    assert Overleg.objects.get().agenda_status == Agendastatus.VASTGESTELD


def test_mandaat_and_rijksinzet_on_screen(als, staf, expert, lvvn, gelderland):
    """The department gives its mandaat and its akkoord; VRO writes (BES-5, BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[lvvn])
    als("expert").post(url("mandaat-geven", vraagstuk.pk), {"ruimte": "Variant B mag."})
    als("staf").post(
        url("rijksinzet-nieuw", vraagstuk.pk), {"tekst": "Kies water.", "op_versie": "0"}
    )
    inzet = Rijksinzet.objects.get()
    client = als("expert")
    assertContains(client.get(url("rijksinzet", vraagstuk.pk)), "Akkoord geven")
    client.post(url("rijksinzet-akkoord", inzet.pk))
    assert Rijksinzet.objects.get().status == "akkoord"
    assertContains(client.get(url("mandaten", vraagstuk.pk)), "Variant B mag.")
    mandaat = Mandaat.objects.get()
    tweede_tabblad = client.post(url("mandaat-geven", vraagstuk.pk), {"ruimte": "Variant C."})
    assertContains(tweede_tabblad, "Variant C.", status_code=409)
    assert Mandaat.objects.get().ruimte == "Variant B mag."
    invoer = {"ruimte": "Alleen A.", "reden": "Anders.", "versie": mandaat.versie}
    assert client.post(url("mandaat-geven", vraagstuk.pk), invoer).status_code == 302
    assert client.post(url("mandaat-geven", vraagstuk.pk), invoer).status_code == 409


def test_verschillen_on_screen(als, staf, provinciaal, gelderland):
    """Both sides write, release, and name an owner through the forms (BES-3)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    met_uitkomst(punt, staf, "geen_consensus")
    velden = ("standpunt", "belang", "reden", "beslisruimte", "bevoegdheid")
    pagina = url("verschillen", punt.vraagstuk_id)
    for persona in ("staf", "provinciaal"):
        invoer = {veld: f"{veld} van {persona}" for veld in velden}
        als(persona).post(url("verschil-nieuw", punt.pk), invoer)
    assertNotContains(als("staf").get(pagina), "standpunt van provinciaal")
    assertNotContains(als("provinciaal").get(pagina), "standpunt van staf")
    for persona, user in (("staf", staf), ("provinciaal", provinciaal)):
        assertContains(als(persona).get(pagina), "Standpunt vrijgeven", count=1)
        eigen = punt.verschillen.get(organisatie=user.organisatie_id)
        als(persona).post(url("verschil-vrijgeven", eigen.pk))
    client = als("staf")
    client.post(
        url("escalatie", punt.pk),
        {
            "ladder": "interbestuurlijk",
            "decentraal": "kan",
            "trekker": "VRO",
            "beslisser": "GP-DG",
            "terugkoppeling": "In het DO.",
        },
    )
    for persona in ("staf", "provinciaal"):
        antwoord = als(persona).get(pagina)
        for woord in ("standpunt van provinciaal", "standpunt van staf", "GP-DG"):
            assertContains(antwoord, woord)
        assertContains(antwoord, "Escalatie wijzigen")
        assertNotContains(antwoord, "Standpunt vrijgeven")
    assert punt.vraagstuk.feiten.van("verschillen").exists()
    eigen = als("provinciaal").get(url("verschil-nieuw", punt.pk))  # each changes its own
    assertContains(eigen, "standpunt van provinciaal")
    assertNotContains(eigen, "standpunt van staf")


@pytest.mark.parametrize("persona", ["staf", "regietafellid", "provinciaal"])
@pytest.mark.parametrize("naam", ["agenda", "uitkomsten", "overleg-detail"])
def test_a_page_of_a_meeting_does_not_grow(
    als, lvvn, gelderland, naam, persona, django_assert_max_num_queries
):
    """At most 15 queries, at two and at eight punten and candidates alike."""
    overleg = OverlegFactory()
    client = als(persona)
    for aantal in (2, 6):
        for _ in range(aantal):
            AgendapuntFactory(overleg=overleg, vraagstuk=rijp_vraagstuk(organisaties=[lvvn]))
            rijp_vraagstuk(organisaties=[lvvn])
        with django_assert_max_num_queries(15):
            assert client.get(url(naam, overleg.pk)).status_code == 200


def test_the_cyclus_page_does_not_grow(als, staf, gelderland, django_assert_max_num_queries):
    """At most 15 queries, whatever the number of meetings."""
    client = als("staf")
    for aantal in (2, 8):
        OverlegFactory.create_batch(aantal, ronde=RondeFactory())
        with django_assert_max_num_queries(15):
            client.get(url("cyclus-jaar", 2027))


def test_what_belongs_to_another_outcome_is_not_kept_with_this_one(als, staf, gelderland):
    """BES-1: typed for "geen keuze", and then another outcome was chosen."""
    tafel = OverlegFactory(gremium=Gremium.BOL, datum=timezone.localdate())
    punt = AgendapuntFactory(
        overleg=tafel, vraagstuk=VraagstukFactory(fase="besluitvorming"), soort="ter_besluitvorming"
    )
    in_stand(tafel, Agendastatus.VERZONDEN)
    adres, client = url("uitkomst-vastleggen", punt.pk), als("staf")
    data = {
        "gezien": 0, "soort": "besluit", "tekst": "Kies richting 1.", "tot_wanneer": "01-01-2090",
        "knelpunt": "Het blijft botsen.",
    }  # fmt: skip
    pagina = client.post(adres, data)
    assert set(pagina.context["form"].errors) == {"tot_wanneer", "knelpunt"}
    for vraag in ("Wanneer komt het terug?", "Welk knelpunt blijft bestaan?"):
        assertContains(pagina, f"&#x27;{vraag}&#x27; hoort niet bij besluit. Maak dit leeg.")
    assert not Uitkomst.objects.exists()
    client.post(adres, data | {"tot_wanneer": "", "knelpunt": ""})
    assert Uitkomst.objects.get().tekst == "Kies richting 1."


def test_agendering_lists_every_table(als, staf, provinciaal, gelderland):
    """All agenderingen and outcomes, also of an earlier meeting (VRA-14)."""
    vraagstuk = rijp_vraagstuk()
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    verzonden(punt.overleg, staf)
    met_uitkomst(punt, staf)
    AgendapuntFactory(overleg=OverlegFactory(gremium=Gremium.GP_DG), vraagstuk=vraagstuk)
    response = als("provinciaal").get(url("agendering", vraagstuk.pk))
    assertContains(response, "DO NOVEX Gelderland")
    assertContains(response, "GP-DG Gelderland")
    assertContains(response, "Ga door met richting 1.")


def test_agendering_leads_to_the_agendas_it_can_come_on(als, gelderland, drenthe):
    """AGE-1: of its own provincies, in a fitting fase, in concept, and not where it stands."""
    vraagstuk = rijp_vraagstuk()
    adres = url("agendering", vraagstuk.pk)
    geen = als("accounthouder").get(adres)
    assertContains(geen, "Er is nu geen agenda in concept waar dit vraagstuk op kan.")
    assertNotContains(geen, "Plan een overleg in de cyclus")
    assertContains(als("staf").get(adres), "Plan een overleg in de cyclus")

    kan = OverlegFactory(gremium=Gremium.GP_DG, provincies=[gelderland])
    niet = [
        OverlegFactory(gremium=Gremium.GP_DG, provincies=[drenthe]),
        OverlegFactory(gremium=Gremium.BOL, landsdeel=gelderland.landsdeel),
        in_stand(OverlegFactory(provincies=[gelderland]), Agendastatus.AFGESTEMD),
        AgendapuntFactory(vraagstuk=vraagstuk).overleg,
    ]
    for wie in ("accounthouder", "staf", "provinciaal"):
        pagina = als(wie).get(adres)
        weg = f"{url('agendapunt-nieuw', kan.pk)}?vraagstuk={vraagstuk.pk}"
        assertContains(pagina, weg)
        assertContains(pagina, "Nog geen agenda in concept is er voor: DO NOVEX.")
        for overleg in niet:
            assertNotContains(pagina, url("agendapunt-nieuw", overleg.pk))
        assert als(wie).get(weg).context["form"]["vraagstuk"].value() == vraagstuk.pk
    assertNotContains(als("bestuurder_rijk").get(adres), "Op een agenda zetten")


@pytest.mark.parametrize("jaar", ["32000", "-1", "abc", "99999999999999999999"])
def test_a_year_that_cannot_be_meant_is_refused(als, staf, jaar):
    """A sentence, and no error page."""
    response = als("staf").post(url("cyclus-nieuw"), {"jaar": jaar, "label": "Cyclus"})
    assertContains(response, "Jaar")
    assert not Cyclus.objects.exists()


def test_a_foreign_id_in_the_address_finds_nothing(als, staf, gelderland):
    """Rubbish after ``wijzig=`` gives the empty form, not an error page."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    client = als("staf")
    for rommel in ("abc", "-1", "9" * 30, "%00"):
        response = client.get(url("verschil-nieuw", punt.pk) + f"?wijzig={rommel}")
        assert response.status_code == 200
    assert client.get(url("cyclus-jaar", 99999999)).status_code == 404


def test_anonymous_goes_to_the_login(client, db, gelderland):
    """Everything is closed by default."""
    overleg = OverlegFactory()
    for naam in ("agenda", "uitkomsten", "overleg-detail"):
        assert client.get(url(naam, overleg.pk)).status_code == 302
