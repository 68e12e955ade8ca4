"""The pages of an agenda and its punten: what they show, double and stale forms."""

import uuid

import pytest
from pytest_django.asserts import assertContains, assertFormError, assertNotContains

from governance.bevroren import agenda_gegevens
from governance.gremia import Gremium
from governance.models import Agendapunt, Agendastatus, Agendaversie, Overleg
from governance.models.agenda import ZONDER_GEVRAAGD_BESLUIT
from tests.governance.factories import AgendapuntFactory, OverlegFactory, in_stand, rijp_vraagstuk
from tests.governance.paginas import url

PUNT = {
    "onderwerp": "Polder",
    "soort": "ter_besluitvorming",
    "gevraagd_besluit": "Instemmen met variant B.",
    "toelichting": "<script>alert(1)</script> 🌊",
    "duur_minuten": "20",
}


def reageer(client, pk, soort="akkoord", gezien=None):
    """As a browser does: with what the page carries."""
    adres = url("agenda-reageren", pk)
    gezien = gezien or client.get(adres).context["form"]["gezien"].value()
    return client.post(adres, {"soort": soort, "reden": "Zo is het goed.", "gezien": gezien})


def test_an_akkoord_is_on_the_agenda_that_was_read(als, staf, gelderland, provinciaal):
    """AGE-3, AGE-5: a punt that changed while the form was open asks to read the agenda again."""
    overleg = OverlegFactory(provincies=[gelderland])
    punt = AgendapuntFactory(overleg=overleg)
    client = als("provinciaal")
    gezien = client.get(url("agenda-reageren", overleg.pk)).context["form"]["gezien"].value()
    punt.onderwerp = "Iets anders"
    punt.save()
    laat = reageer(client, overleg.pk, gezien=gezien)
    assertContains(laat, "De agenda is veranderd terwijl u las.")
    nu = laat.context["form"]["gezien"].value()
    assert nu != gezien
    assertContains(laat, "Zo is het goed.")
    assert not overleg.reacties.exists()
    assert reageer(client, overleg.pk).status_code == 302
    assert overleg.reacties.get().soort == "akkoord"


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
    reageer(als("provinciaal"), pk)
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


@pytest.mark.parametrize("soort", ["ter_besluitvorming", "hamerstuk"])
def test_an_erratum_keeps_a_gevraagd_besluit(als, staf, gelderland, soort):
    """AGE-2, AGE-3: an empty one on a besluit is refused at its field; what was typed stays."""
    punt = AgendapuntFactory(vraagstuk=None, soort=soort)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    invoer = {"onderwerp": punt.onderwerp, "gevraagd_besluit": " ", "versie": punt.versie}
    nieuw = {"toelichting": "Nieuwe tekst", "reden": "Tikfout."}
    antwoord = als("staf").post(url("erratum", punt.pk), invoer | nieuw)
    assertFormError(antwoord.context["form"], "gevraagd_besluit", [ZONDER_GEVRAAGD_BESLUIT])
    assertContains(antwoord, "Nieuwe tekst")
    assert Agendapunt.objects.get().gevraagd_besluit == punt.gevraagd_besluit
    assert not Agendaversie.objects.exists()


def test_an_erratum_changes_something(als, staf, gelderland):
    """AGE-3: a new version that says the same is refused; the reason that was typed stays."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking", toelichting="Oude tekst")
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    invoer = {veld: getattr(punt, veld) for veld in ("onderwerp", "gevraagd_besluit", "versie")}
    invoer["toelichting"] = "Oude tekst "
    antwoord = als("staf").post(url("erratum", punt.pk), invoer | {"reden": "Tikfout <b>."})
    assertContains(antwoord, "U hebt het punt niet veranderd.")
    assertContains(antwoord, "Tikfout &lt;b&gt;.")
    assert not Agendaversie.objects.exists()


def test_a_refused_sending_says_why(als, staf, gelderland):
    """The button is never disabled; the answer is a sentence (VRA-3)."""
    overleg = OverlegFactory()
    response = als("staf").post(url("agenda-verzenden", overleg.pk), follow=True)
    assertContains(response, "De agenda is nog leeg. Zet er minstens een punt op.")


def test_a_punt_of_one_provincie_asks_no_choice(als, staf, gelderland, overijssel):
    """ALG-1, OVL-2: it names that provincie by itself."""
    client = als("staf")
    alleen = OverlegFactory(provincies=[gelderland])
    client.post(url("agendapunt-nieuw", alleen.pk), PUNT | {"soort": "ter_informatie"})
    assert list(alleen.agendapunten.get().provincies.all()) == [gelderland]
    assert "provincies" not in client.get(url("agendapunt-nieuw", alleen.pk)).context["form"].fields
    samen = OverlegFactory(provincies=[gelderland, overijssel])
    assert "provincies" in client.get(url("agendapunt-nieuw", samen.pk)).context["form"].fields


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


def test_candidates_beyond_the_first_page_are_within_reach(als, gelderland, monkeypatch):
    """How many there are stands there, with the way to the others (AGE-1)."""
    monkeypatch.setattr("governance.views.agenda.PER_PAGINA", 2)
    vraagstukken = [rijp_vraagstuk() for _ in range(3)]
    pagina = url("agenda", OverlegFactory().pk)
    client = als("staf")
    assertContains(client.get(pagina), "1 tot en met 2 van 3")
    laatste = client.get(f"{pagina}?p=2")
    assertContains(laatste, vraagstukken[2].titel)
    assertNotContains(laatste, vraagstukken[0].titel)
