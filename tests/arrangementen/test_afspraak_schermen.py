"""The pages and forms of an afspraak, over HTTP, as each persona."""

import re
import uuid

import pytest
from django.urls import reverse

from arrangementen.models import Actie, Afspraak, Akkoord, Geldregel, Landing
from arrangementen.services import status
from dossiers.models import Fase
from governance.services import lijst
from tests.arrangementen.afspraken import tekstinvoer
from tests.arrangementen.factories import (
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    besluit_voor,
    bol_ronde,
)
from tests.arrangementen.paginas import tekst, url, verstuur
from tests.arrangementen.stappen import bevries
from tests.dossiers.factories import VraagstukFactory

LASTIG = '<script>alert(1)</script> & "é" 🙂 مرحبا'


@pytest.fixture
def afspraak(accounthouder):
    return AfspraakFactory()


PAGINAS = (
    "afspraak-detail",
    "afspraak-wijzigen",
    "afspraak-smart",
    "woordkeuze",
    "afspraak-versie",
    "actie-nieuw",
    "akkoord-geven",
    "geld",
    "landing",
    "landing-aanvaarden",
    "landing-geland",
    "afspraak-afstemmen",
    "afspraak-heropenen",
    "afspraak-vaststellen",
    "afspraak-vervallen",
    "afspraak-op-lijst",
    "afspraak-overnemen",
)
# What each persona gets on a concept of Gelderland; all others get 200.
NIET = {
    "accounthouder": {"afspraak-vaststellen", "afspraak-overnemen", "landing-aanvaarden"},
    "provinciaal": {
        "afspraak-afstemmen",
        "afspraak-heropenen",
        "afspraak-vaststellen",
        "afspraak-vervallen",
        "afspraak-op-lijst",
        "afspraak-overnemen",
        "landing-aanvaarden",
    },
    "expert": {
        "afspraak-wijzigen",
        "afspraak-smart",
        "woordkeuze",
        "geld",
        "afspraak-afstemmen",
        "afspraak-heropenen",
        "afspraak-vaststellen",
        "afspraak-vervallen",
        "afspraak-op-lijst",
        "afspraak-overnemen",
        "landing",
        "landing-aanvaarden",
        "landing-geland",
    },
    "regietafellid": set(PAGINAS) - {"afspraak-detail", "akkoord-geven"},
    "bestuurder_rijk": set(PAGINAS) - {"afspraak-detail", "akkoord-geven"},
    "staf": {"landing", "landing-aanvaarden", "landing-geland"},
}


@pytest.mark.parametrize("wie", NIET)
def test_each_page_for_each_role(request, als, afspraak, wie):
    """ZIC-4, the access table: visible without the right is 403, and nothing else."""
    LandingFactory(afspraak=afspraak)
    client = als(request.getfixturevalue(wie))
    antwoord = {naam: client.get(url(naam, afspraak.pk)).status_code for naam in PAGINAS}
    assert antwoord == {naam: 403 if naam in NIET[wie] else 200 for naam in PAGINAS}


@pytest.mark.parametrize("wie", ["buitenstaander", "beheerder"])
def test_an_outsider_finds_no_page(request, als, afspraak, wie):
    """ZIC-3: 404 on every page and every POST; nothing changes."""
    LandingFactory(afspraak=afspraak)
    client = als(request.getfixturevalue(wie))
    for naam in PAGINAS:
        assert client.get(url(naam, afspraak.pk)).status_code == 404, naam
    actie, regel = afspraak.acties.first(), GeldregelFactory(afspraak=afspraak)
    for naam, pk in [
        ("actie-wijzigen", actie.pk),
        ("actie-verwijderen", actie.pk),
        ("geld-wijzigen", regel.pk),
        ("geld-bevestigen", regel.pk),
        ("afspraken-van-vraagstuk", afspraak.vraagstuk_id),
        ("afspraak-nieuw", afspraak.vraagstuk_id),
        ("afspraak-vervallen", afspraak.pk),
    ]:
        assert client.post(url(naam, pk), {}).status_code in {404, 405}, naam
    assert Actie.objects.filter(pk=actie.pk).exists()


def test_without_log_in_there_is_nothing(client, afspraak):
    for naam in PAGINAS:
        assert client.get(url(naam, afspraak.pk)).status_code == 302


def test_the_list_shows_only_what_one_may_see(als, afspraak, buitenstaander, accounthouder):
    """ZIC-2, ZIC-3: not in rows, not in counts, not through search or filters."""
    lijst = reverse("arrangementen:afspraak-lijst")
    assert afspraak.titel in tekst(als(accounthouder).get(lijst))
    for query in ("", "?q=Bergingsopgave", f"?q={afspraak.nummer}", "?status=concept"):
        pagina = tekst(als(buitenstaander).get(lijst + query))
        assert afspraak.titel not in pagina
        assert "Er zijn geen afspraken gevonden." in pagina


def nieuw_invoer(**anders):
    return {
        "titel": "Zoekgebieden",
        "tekst": "Rijk en Gelderland kiezen drie zoekgebieden.",
        "type": "B",
        "jaar": "2027",
        "scope": "provincie",
        **anders,
    }


@pytest.fixture
def dossier(accounthouder):
    return VraagstukFactory(fase=Fase.OORDEELSVORMING)


def test_a_concept_is_made_in_one_form(als, provinciaal, dossier):
    """AFS-1: from the vraagstuk to a concept with a number."""
    antwoord = verstuur(als(provinciaal), "afspraak-nieuw", dossier.pk, nieuw_invoer())
    afspraak = Afspraak.objects.get()
    assert antwoord["Location"] == afspraak.get_absolute_url()
    assert afspraak.nummer == "AFS-2027-001"
    lijst = tekst(als(provinciaal).get(url("afspraken-van-vraagstuk", dossier.pk)))
    assert "Zoekgebieden" in lijst
    assert "Afspraak maken" in lijst


def test_a_double_click_makes_one_afspraak(als, provinciaal, dossier):
    """Double POST makes one object."""
    client, invoer = als(provinciaal), nieuw_invoer(formuliersleutel=str(uuid.uuid4()))
    eerste = verstuur(client, "afspraak-nieuw", dossier.pk, invoer)
    tweede = verstuur(client, "afspraak-nieuw", dossier.pk, invoer)
    assert eerste["Location"] == tweede["Location"]
    assert Afspraak.objects.count() == 1


def test_a_form_that_is_empty_says_what_to_do(als, provinciaal, dossier):
    """Messages name the field and what to do; nothing is saved."""
    pagina = tekst(
        verstuur(als(provinciaal), "afspraak-nieuw", dossier.pk, {"titel": ""}, code=200)
    )
    assert "foutmeldingen - " in pagina
    assert "Dit veld is verplicht" not in pagina
    assert not Afspraak.objects.exists()


@pytest.mark.parametrize("veld", ["titel", "tekst"])
@pytest.mark.parametrize("waarde", ["x" * 5000, "\x00\x07", " \n "])
def test_a_text_that_cannot_be_is_refused_in_dutch(als, provinciaal, dossier, veld, waarde):
    """Huge, control characters, blank: plain Dutch, no 500."""
    invoer = nieuw_invoer(**{veld: waarde})
    pagina = tekst(verstuur(als(provinciaal), "afspraak-nieuw", dossier.pk, invoer, code=200))
    assert "foutmelding" in pagina
    assert not Afspraak.objects.exists()


def test_markup_and_emoji_stay_text_in_every_field(als, provinciaal, afspraak):
    """Every text field holds any text, and no page runs it."""
    client = als(provinciaal)
    lang = ("tekst", "probleemanalyse", "gezamenlijk_doel", "stand_rijk", "stand_regio",
            "partijen_tekst", "gebied", "titel")  # fmt: skip
    verstuur(client, "afspraak-wijzigen", afspraak.pk,
             tekstinvoer(afspraak, **{veld: f"{veld} {LASTIG}" for veld in lang}))  # fmt: skip
    smart = ("resultaat", "indicator", "eenheid", "product", "uitvoerbaarheid_capaciteit",
             "uitvoerbaarheid_geld", "uitvoerbaarheid_recht", "termijn_tekst", "eenzijdig_reden",
             "elders_waar", "afs10_reden")  # fmt: skip
    invoer = {veld: f"{veld[:4]} {LASTIG}" for veld in smart}
    verstuur(client, "afspraak-smart", afspraak.pk, invoer | {"versie": 2})
    verstuur(client, "actie-nieuw", afspraak.pk, {
        "trekker_organisatie": provinciaal.organisatie_id, "trekker_functie": LASTIG,
        "resultaat": LASTIG, "termijn": "01-02-2028",
    })  # fmt: skip
    nu = Afspraak.objects.get()
    assert nu.probleemanalyse == f"probleemanalyse {LASTIG}"
    pagina = tekst(client.get(url("afspraak-detail", afspraak.pk)))
    assert "<script>alert" not in pagina
    assert pagina.count("&lt;script&gt;alert(1)") >= 15
    assert "<script>alert" not in tekst(client.get(url("akkoord-geven", afspraak.pk)))


def test_a_stale_form_gives_409_and_keeps_what_was_typed(als, afspraak, provinciaal, staf):
    """409: the page names the first editor and holds the typed text."""
    verstuur(als(staf), "afspraak-wijzigen", afspraak.pk, tekstinvoer(afspraak, tekst="Eerst."))
    invoer = tekstinvoer(afspraak, tekst="Mijn lange tekst die blijft.")
    pagina = verstuur(als(provinciaal), "afspraak-wijzigen", afspraak.pk, invoer, code=409)
    assert "Mijn lange tekst die blijft." in tekst(pagina)
    assert str(staf) in tekst(pagina)
    assert Afspraak.objects.get().tekst == "Eerst."


def test_the_whole_way_on_screen(als, dossier, accounthouder, provinciaal, staf):
    """AFS-1 to AFS-7 and AFS-10: from concept to vastgesteld, each act as its own persona."""
    verstuur(als(provinciaal), "afspraak-nieuw", dossier.pk,
             nieuw_invoer(partijen=[staf.organisatie_id]))  # fmt: skip
    pk = Afspraak.objects.get().pk
    verstuur(als(accounthouder), "afspraak-smart", pk, {
        "resultaat": "Een kaart", "product": "Kaart", "termijn_tekst": "voor BOL 2028",
        "elders_afgesproken": "False", "procesafspraak": "True",
        "afs10_reden": "De kaart is het besluit.", "versie": 1,
    })  # fmt: skip
    for trekker in (staf.organisatie, provinciaal.organisatie):
        verstuur(als(accounthouder), "actie-nieuw", pk, {
            "trekker_organisatie": trekker.pk, "trekker_functie": "directeur",
            "resultaat": "Levert de kaart", "termijn": "01-02-2028",
        })  # fmt: skip
    for wie in (staf, provinciaal):
        scherm = tekst(als(wie).get(url("akkoord-geven", pk)))
        sha = re.search(r'name="tekst_sha256" value="(\w{64})"', scherm)[1]
        verstuur(als(wie), "akkoord-geven", pk, {"tekst_sha256": sha})
    motivatie = {"motivatie": "Besproken in het accountteam."}
    verstuur(als(accounthouder), "afspraak-afstemmen", pk, motivatie)

    verstuur(als(accounthouder), "landing", pk, {
        "plek_soort": "povi", "plek_naam": "POVI", "eigenaar_functie": "afdelingshoofd",
        "eigenaar_organisatie": provinciaal.organisatie_id, "uiterlijk": "31-12-2029",
        "versie": 1,
    })  # fmt: skip
    verstuur(als(provinciaal), "landing-aanvaarden", pk, {"versie": 1})
    verstuur(als(provinciaal), "geld", pk, {
        "bedrag": "9.680.000", "afronding": "exact", "prijspeil": "2027", "btw": "exclusief",
        "verantwoordelijke": staf.organisatie_id,
    })  # fmt: skip
    regel = Geldregel.objects.get()
    assert "9.680.000" in tekst(als(staf).get(url("geld-bevestigen", regel.pk)))
    verstuur(als(staf), "geld-bevestigen", regel.pk, {"versie": 1})
    uitkomst = besluit_voor(dossier)
    verstuur(als(accounthouder), "afspraak-op-lijst", pk, {"ronde": bol_ronde().pk})
    bevries(Afspraak.objects.get(), staf)
    assert "Landing aanvaarden" not in tekst(als(staf).get(url("afspraak-detail", pk)))
    verstuur(als(staf), "afspraak-vaststellen", pk, motivatie | {"uitkomst": uitkomst.pk})

    nu = Afspraak.objects.get()
    assert (nu.status, nu.uitkomst) == ("vastgesteld", uitkomst)
    verstuur(als(provinciaal), "landing-geland", pk,
             {"geland_op": "01-01-2026", "bewijs": "PS 2026/1"})  # fmt: skip
    assert Landing.objects.get().stand == "Geland"
    pagina = tekst(als(provinciaal).get(url("afspraak-detail", pk)))
    assert "PS 2026/1" in pagina
    assert "Besproken in het accountteam." in pagina


def test_a_step_that_is_blocked_shows_why_instead_of_a_form(als, accounthouder, afspraak):
    """VRA-3: no button that only says no; the POST is refused with the same sentences."""
    pagina = tekst(als(accounthouder).get(url("afspraak-afstemmen", afspraak.pk)))
    assert "is nog niet akkoord met deze tekst." in pagina
    assert 'name="motivatie"' not in pagina
    verstuur(als(accounthouder), "afspraak-afstemmen", afspraak.pk, {"motivatie": "Zo."}, code=200)
    assert Afspraak.objects.get().status == "concept"


def test_another_text_of_the_bol_is_shown_and_taken_over(als, staf):
    """AFS-5, BOL-1: the difference per word, then one button."""
    afspraak = AfspraakFactory(afgestemd=True)
    besluit_voor(afspraak.vraagstuk)
    bevries(afspraak, staf, tekst="Rijk en Gelderland leggen twee zoekgebieden vast.")
    pagina = tekst(als(staf).get(url("afspraak-overnemen", afspraak.pk)))
    assert re.search(r"<ins[^>]*>.*twee", pagina, re.DOTALL)
    verstuur(als(staf), "afspraak-overnemen", afspraak.pk, {})
    assert Afspraak.objects.get().tekst.endswith("twee zoekgebieden vast.")


def test_an_action_is_taken_off_by_post_only(als, provinciaal, afspraak):
    """A link never deletes."""
    actie = afspraak.acties.first()
    client = als(provinciaal)
    assert client.get(url("actie-verwijderen", actie.pk)).status_code == 405
    verstuur(client, "actie-verwijderen", actie.pk, {})
    assert not Actie.objects.filter(pk=actie.pk).exists()


def test_an_action_of_an_agreed_text_stays_and_the_page_says_why(als, provinciaal):
    """AFS-9: the button of a page that was open too long gives a sentence and no error page."""
    actie = AfspraakFactory(afgestemd=True).acties.first()
    client = als(provinciaal)
    antwoord = client.post(url("actie-verwijderen", actie.pk), follow=True)
    assert "Deze afspraak is geen concept meer." in tekst(antwoord)
    assert Actie.objects.filter(pk=actie.pk).exists()


def test_who_read_another_text_gets_the_new_one(als, provinciaal, afspraak):
    """AFS-2: the refusal shows the text of now, and the next click counts."""
    client = als(provinciaal)
    pagina = tekst(verstuur(client, "akkoord-geven", afspraak.pk, {"tekst_sha256": "0" * 64}, 200))
    assert "De tekst is veranderd terwijl u las." in pagina
    sha = re.search(r'name="tekst_sha256" value="(\w{64})"', pagina)[1]
    verstuur(client, "akkoord-geven", afspraak.pk, {"tekst_sha256": sha})
    assert Akkoord.objects.get().organisatie == provinciaal.organisatie


def test_a_lapsed_afspraak_says_why(als, accounthouder, afspraak):
    """ALG-2: the reason stays on the page."""
    verstuur(als(accounthouder), "afspraak-vervallen", afspraak.pk, {"motivatie": "Staat dubbel."})
    pagina = tekst(als(accounthouder).get(url("afspraak-detail", afspraak.pk)))
    assert "Deze afspraak is vervallen" in pagina
    assert "Staat dubbel." in pagina


def test_a_new_version_starts_from_the_page(als, accounthouder):
    """AFS-9: from an established afspraak to next year's concept."""
    oud = AfspraakFactory(vastgesteld=True)
    verstuur(als(accounthouder), "afspraak-versie", oud.pk,
             {"jaar": "2028", "reden": "Nieuwe cijfers."})  # fmt: skip
    nieuw = Afspraak.objects.get(jaar=2028)
    pagina = tekst(als(accounthouder).get(url("afspraak-detail", nieuw.pk)))
    assert "Vervangt: " in pagina
    assert oud.nummer in pagina


def test_the_page_says_on_which_lists_it_stands(afspraak, accounthouder, client, request):
    """BOL-1, ZIC-3: in each ronde, also where the line became another text; for who reads the
    concept of the list."""
    for jaar in (2027, 2028):
        status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(jaar), door=accounthouder)
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Wij bergen water elders.")
    status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(2028), door=accounthouder)

    def pagina(wie):
        client.force_login(request.getfixturevalue(wie))
        return tekst(client.get(afspraak.get_absolute_url()))

    for wie in ("accounthouder", "provinciaal", "expert"):
        assert "BOL 2027</a>" in pagina(wie), wie
        assert pagina(wie).count("met een andere tekst dan hier") == 1
    assert "BOL 2027" not in pagina("bestuurder_rijk")
    lijst.trek_regel_terug(bron_sleutel=afspraak.nummer, reden="Toch niet.", door=accounthouder)
    assert "BOL 2027" not in pagina("accounthouder")


def test_who_does_not_see_the_vraagstuk_does_not_read_its_name(afspraak, drenthe, buitenstaander,
                                                               client):  # fmt: skip
    """ZIC-3: an afspraak that names another provincie opens itself, and nothing else; once it is
    published everyone reads where it came from."""
    afspraak.provincies.add(drenthe)
    client.force_login(buitenstaander)

    def paginas():
        adressen = (afspraak.get_absolute_url(), "/afspraken/?status=concept", "/afspraken/")
        return "".join(tekst(client.get(adres)) for adres in adressen)

    assert afspraak.titel in paginas()
    for geheim in (afspraak.vraagstuk.titel, afspraak.vraagstuk.nummer):
        assert geheim not in paginas()
