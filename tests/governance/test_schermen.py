"""The pages: what they show, how few queries, double and stale forms."""

import uuid

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from governance.bevroren import agenda_gegevens
from governance.gremia import Gremium
from governance.models import (
    Agendapunt,
    Agendastatus,
    Agendaversie,
    Cyclus,
    Mandaat,
    Overleg,
    Rijksinzet,
    Uitkomst,
)
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


def url(naam, *args):
    return reverse(f"governance:{naam}", args=args)


@pytest.fixture
def als(client, request):
    def log_in(persona):
        client.force_login(request.getfixturevalue(persona))
        return client

    return log_in


@pytest.fixture
def op_de_dag():
    with time_machine.travel(f"{DAG}T12:00:00+01:00", tick=False):
        yield


PUNT = {
    "onderwerp": "Polder",
    "soort": "ter_besluitvorming",
    "gevraagd_besluit": "Instemmen met variant B.",
    "toelichting": "<script>alert(1)</script> 🌊",
    "duur_minuten": "20",
}


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


def test_a_double_post_makes_one_punt(als, staf, gelderland):
    """The form key is handled once."""
    overleg = OverlegFactory()
    invoer = {**PUNT, "formuliersleutel": str(uuid.uuid4())}
    client = als("staf")
    eerste = client.post(url("agendapunt-nieuw", overleg.pk), invoer)
    tweede = client.post(url("agendapunt-nieuw", overleg.pk), invoer)
    assert eerste.status_code == tweede.status_code == 302
    assert Agendapunt.objects.count() == 1
    assertContains(client.get(url("agenda", overleg.pk)), "&lt;script&gt;")


def test_a_gpdg_form_offers_no_decision(als, staf, gelderland):
    """On screen too: no besluitvorming in the GP-DG, and a forged POST is refused (OVL-1)."""
    overleg = OverlegFactory(gremium=Gremium.GP_DG)
    client = als("staf")
    assertNotContains(client.get(url("agendapunt-nieuw", overleg.pk)), "Ter besluitvorming")
    response = client.post(url("agendapunt-nieuw", overleg.pk), PUNT)
    assertContains(response, "Deze keuze kan niet bij soort. Kies uit de lijst.")
    assert not Agendapunt.objects.exists()


def test_a_punt_says_who_leads_on_what_it_asks(als, staf, lvvn, gelderland, provinciaal):
    """ROL-3: VRO, or the departement whose sectoral besluit it is; frozen with the agenda."""
    overleg = OverlegFactory(provincies=[gelderland])
    client = als("staf")
    client.post(url("agendapunt-nieuw", overleg.pk), PUNT)
    punt = Agendapunt.objects.get()
    assertContains(client.get(url("agenda", overleg.pk)), "VRO: wegen, prioriteren, uitruilen")
    invoer = {**PUNT, "versie": punt.versie, "sectoraal_van": str(staf.organisatie_id)}
    afgewezen = client.post(url("agendapunt-wijzigen", punt.pk), invoer)
    assertContains(afgewezen, "Deze keuze kan niet bij sectoraal besluit van.")
    client.post(url("agendapunt-wijzigen", punt.pk), {**invoer, "sectoraal_van": str(lvvn.pk)})
    zin = "LVVN neemt het sectorale besluit; VRO bewaakt het kader."
    for wie in ("staf", "provinciaal"):
        assertContains(als(wie).get(url("agenda", overleg.pk)), zin)
    gegevens = agenda_gegevens(overleg, Agendapunt.objects.voor_toets())
    assert gegevens["punten"][0]["voortouw"] == zin
    punt.refresh_from_db()
    punt.gevraagd_besluit = ""
    assert punt.voortouw == ""


@pytest.mark.parametrize(
    ("minuten", "grens"), [("-9999", "1 of hoger"), ("0", "1 of hoger"), ("481", "480 of lager")]
)
def test_a_number_that_cannot_be_is_named_with_its_field(als, staf, gelderland, minuten, grens):
    """ALG-1: field and limit at once, for a punt, a changed one and a meeting; what was typed
    stays."""
    overleg = OverlegFactory(provincies=[gelderland])
    punt = AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking")
    client = als("staf")
    for adres, versie in (
        (url("agendapunt-nieuw", overleg.pk), {}),
        (url("agendapunt-wijzigen", punt.pk), {"versie": punt.versie}),
        (url("overleg-nieuw", overleg.ronde_id), {}),
    ):
        antwoord = client.post(adres, {**PUNT, **versie, "duur_minuten": minuten})
        zin = f"Vul bij duur in minuten een getal van {grens} in."
        assert antwoord.context["form"].errors["duur_minuten"] == [zin]
        assertContains(antwoord, f'value="{minuten}"')
        assertContains(antwoord, 'min="1"')


def test_a_stale_punt_gets_409_with_the_typed_text(als, staf, gelderland):
    """Who is too late keeps what was typed (BES-2)."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")
    client = als("staf")
    invoer = {**PUNT, "soort": "ter_bespreking", "versie": punt.versie}
    assert client.post(url("agendapunt-wijzigen", punt.pk), invoer).status_code == 302
    response = client.post(url("agendapunt-wijzigen", punt.pk), {**invoer, "onderwerp": "Anders"})
    assertContains(response, "Anders", status_code=409)
    assert Agendapunt.objects.get().onderwerp == "Polder"


def test_the_agenda_shows_minutes_overrun_and_blockers(als, staf, lvvn, gelderland):
    """Minutes, overrun and every reason why it cannot be sent (AGE-1, VRA-3)."""
    overleg = OverlegFactory(duur_minuten=20)
    AgendapuntFactory(
        overleg=overleg, vraagstuk=rijp_vraagstuk(organisaties=[lvvn]), duur_minuten=30
    )
    response = als("staf").get(url("agenda", overleg.pk))
    assertContains(response, "30 van 20 minuten.")
    assertContains(response, "De agenda loopt 10 minuten uit.")
    assertContains(response, "De agenda is nog niet afgestemd.")
    assertContains(response, "ontbreekt het mandaat van LVVN")


def test_the_line_of_an_agenda_on_screen(als, staf, gelderland, provinciaal, regietafellid):
    """React, agree, send, correct: through the buttons (AGE-3, AGE-5)."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking", toelichting="Oude tekst")
    pk = punt.overleg_id
    als("provinciaal").post(url("agenda-reageren", pk), {"soort": "akkoord"})
    als("regietafellid").post(url("agenda-afstemmen", pk))
    assert Overleg.objects.get().agenda_status == Agendastatus.AFGESTEMD
    client = als("staf")
    client.post(url("agenda-verzenden", pk))
    assertContains(client.get(url("agenda-verzonden", pk)), Agendaversie.objects.get().sha256)
    punt = Agendapunt.objects.get()
    response = client.post(
        url("erratum", punt.pk),
        {"onderwerp": punt.onderwerp, "gevraagd_besluit": punt.gevraagd_besluit,
         "toelichting": "Nieuwe tekst", "reden": "Tikfout.", "versie": punt.versie},
    )  # fmt: skip
    assert response.status_code == 302
    assert [v.versie for v in Agendaversie.objects.order_by("versie")] == [1, 2]
    response = client.get(url("agenda-verzonden", pk))
    assertContains(response, "Gewijzigd in deze versie")
    assertContains(response, "Tikfout.")
    assertContains(response, "Overleg op 10-03-2027.")
    assertContains(response, "<del>", count=1)
    assertNotContains(response, "De punten die u kunt zien, zijn niet veranderd.")
    assertContains(client.get(url("agenda-versie", pk, 1)), "Oude tekst")


def test_a_refused_sending_says_why(als, staf, gelderland):
    """The button is never disabled; the answer is a sentence (VRA-3)."""
    overleg = OverlegFactory()
    response = als("staf").post(url("agenda-verzenden", overleg.pk), follow=True)
    assertContains(response, "De agenda is nog leeg. Zet er minstens een punt op.")


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


def test_a_punt_of_one_provincie_asks_no_choice(als, staf, gelderland, overijssel):
    """ALG-1, OVL-2: it names that provincie by itself."""
    client = als("staf")
    alleen = OverlegFactory(provincies=[gelderland])
    client.post(url("agendapunt-nieuw", alleen.pk), PUNT | {"soort": "ter_informatie"})
    assert list(alleen.agendapunten.get().provincies.all()) == [gelderland]
    assert "provincies" not in client.get(url("agendapunt-nieuw", alleen.pk)).context["form"].fields
    samen = OverlegFactory(provincies=[gelderland, overijssel])
    assert "provincies" in client.get(url("agendapunt-nieuw", samen.pk)).context["form"].fields


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
    invoer = {"ruimte": "Alleen A.", "reden": "Anders.", "versie": mandaat.versie}
    assert client.post(url("mandaat-geven", vraagstuk.pk), invoer).status_code == 302
    assert client.post(url("mandaat-geven", vraagstuk.pk), invoer).status_code == 409


def test_verschillen_on_screen(als, staf, provinciaal, gelderland):
    """Two parties and an owner through the forms (BES-3)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    met_uitkomst(punt, staf, "geen_consensus")
    velden = ("standpunt", "belang", "reden", "beslisruimte", "bevoegdheid")
    for persona, user in (("staf", staf), ("provinciaal", provinciaal)):
        invoer = {veld: f"{veld} van {persona}" for veld in velden}
        als(persona).post(
            url("verschil-nieuw", punt.pk), {**invoer, "organisatie": user.organisatie_id}
        )
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
    response = client.get(url("verschillen", punt.vraagstuk_id))
    assertContains(response, "standpunt van provinciaal")
    assertContains(response, "GP-DG")
    assert punt.vraagstuk.feiten.van("verschillen").exists()
    assertContains(response, "?wijzig=", count=2)
    eigen = als("provinciaal").get(url("verschillen", punt.vraagstuk_id))
    assertContains(eigen, "?wijzig=", count=1)  # each party changes its own
    van_staf = punt.verschillen.get(organisatie=staf.organisatie_id)
    pagina = als("provinciaal").get(url("verschil-nieuw", punt.pk) + f"?wijzig={van_staf.pk}")
    assertNotContains(pagina, "standpunt van staf")
    assertContains(eigen, "Escalatie wijzigen")


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


@pytest.mark.parametrize("gremium", [Gremium.GP_DG, Gremium.BOL])
def test_the_pre_flight_list_does_not_grow(als, gelderland, gremium, django_assert_max_num_queries):
    """BES-3 and BES-10 are judged for the whole agenda at once."""
    overleg = OverlegFactory(gremium=gremium)
    client = als("staf")
    for _ in range(4):
        AgendapuntFactory(overleg=overleg, vraagstuk=rijp_vraagstuk(), soort=_soort(gremium))
    with django_assert_max_num_queries(15):
        client.get(url("agenda", overleg.pk))


def _soort(gremium):
    return "ter_besluitvorming" if gremium == Gremium.BOL else "ter_advisering"


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
