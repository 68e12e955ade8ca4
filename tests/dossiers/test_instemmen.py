"""Asking for the consent that a step of one's own needs, and finding it asked (VRA-8, VRA-9)."""

import pytest
from django.core.exceptions import PermissionDenied

from dossiers.models import Fase, Instemming, Vraagstuk
from dossiers.services import feiten, instemmen
from novex.rechten import Rol
from tests.dossiers.factories import BeleggingFactory, FeitFactory, VraagstukFactory
from tests.dossiers.paginas import als, fouten, pagina, post, tekst
from tests.factories import GebruikerFactory
from tests.monitoring.bureau import groepen, regel
from tests.weigeringen import geweigerd

TERUG = "keer_terug_naar_beeldvorming"
REDEN = "Het nieuwe onderzoek wijst naar een andere plek."


@pytest.fixture
def oordeel(gelderland):
    return VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)


@pytest.fixture
def opvolging(gelderland):
    return VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)


def vraag_om(vraagstuk, door, handeling=TERUG, reden=REDEN):
    return instemmen.vraag_om(pk=vraagstuk.pk, handeling=handeling, door=door, toelichting=reden)


def test_the_blocker_leads_to_the_question_and_says_that_it_was_asked(accounthouder, oordeel):
    """VRA-3, VRA-8: where to mend it; once asked there is no more to do than wait."""
    vragen = f"/vraagstukken/{oordeel.pk}/instemming-vragen/{TERUG}/"
    inhoud = pagina(accounthouder, oordeel).content.decode()
    assert vragen in inhoud
    assert "Vraag de regietafel om instemming." in inhoud
    post(accounthouder, oordeel, f"instemming-vragen/{TERUG}/", toelichting=REDEN)
    inhoud = pagina(accounthouder, oordeel).content.decode()
    assert vragen not in inhoud
    assert "De regietafel heeft nog niet ingestemd met deze stap. Dat is gevraagd op " in inhoud


def test_a_question_needs_a_reason(accounthouder, oordeel):
    """VRA-8: the new information is the motivation."""
    for leeg in ("", "   "):
        antwoord = post(accounthouder, oordeel, f"instemming-vragen/{TERUG}/", toelichting=leeg)
        assert fouten(antwoord) == ["De reden is leeg. Schrijf waarom u deze stap wilt zetten."]
    with geweigerd("reden_ontbreekt"):
        vraag_om(oordeel, accounthouder, reden=" ")
    assert not Instemming.objects.exists()


def test_the_regietafel_finds_it_in_mijn_werk_until_it_consents(
    accounthouder, regietafellid, staf, oordeel
):
    """VRA-8: with the reason; a question is no consent yet."""
    vraag_om(oordeel, accounthouder)
    assert regel(regietafellid, "Instemmen met een stap").punt.onderwerp == str(oordeel)
    assert groepen(accounthouder)["ik_wacht_op"]["Instemming met een stap"] == [str(oordeel)]
    assert "Instemmen met een stap" not in groepen(staf)["ik_moet"]
    antwoord = post(accounthouder, oordeel, f"overgang/{TERUG}/", motivatie=REDEN)
    assert "heeft nog niet ingestemd" in fouten(antwoord)[0]
    vraag = als(regietafellid).get(f"/vraagstukken/{oordeel.pk}/instemmen/{TERUG}/")
    assert f"vraagt dit: {REDEN}" in tekst(vraag)
    post(regietafellid, oordeel, f"instemmen/{TERUG}/", antwoord="ja")
    assert "Instemmen met een stap" not in groepen(regietafellid)["ik_moet"]
    assert "Instemming met een stap" not in groepen(accounthouder)["ik_wacht_op"]
    post(accounthouder, oordeel, f"overgang/{TERUG}/", motivatie=REDEN)
    assert Vraagstuk.objects.get().fase == Fase.BEELDVORMING


def test_each_provincie_is_asked_for_itself(
    accounthouder, provinciaal, regietafellid, overijssel, buitenstaander, opvolging
):
    """VRA-9, VRA-15, ZIC-3: the one that agreed is done, the other is still asked."""
    opvolging.provincies.add(overijssel)
    ander = GebruikerFactory(organisatie=overijssel.organisatie, rollen=[Rol.PROVINCIE])
    vraag_om(opvolging, accounthouder, "leg_terug")
    for wie in (provinciaal, ander):
        assert groepen(wie)["ik_moet"]["Instemmen met een stap"] == [str(opvolging)]
    instemmen.stem_in(pk=opvolging.pk, handeling="leg_terug", door=provinciaal)
    assert "Instemmen met een stap" not in groepen(provinciaal)["ik_moet"]
    assert groepen(ander)["ik_moet"]["Instemmen met een stap"] == [str(opvolging)]
    for wie in (regietafellid, buitenstaander):
        assert "Instemmen met een stap" not in groepen(wie)["ik_moet"]
    inhoud = tekst(pagina(accounthouder, opvolging))
    assert "Overijssel is nog niet akkoord met terugleggen. Dat is gevraagd op " in inhoud


def test_the_same_is_not_asked_twice(accounthouder, regietafellid, provinciaal, opvolging):
    """VRA-8, VRA-9: not while it waits and not once it was given; about another stand it is."""
    vraag_om(opvolging, accounthouder, "leg_terug")
    with geweigerd("al_gevraagd"):
        vraag_om(opvolging, accounthouder, "leg_terug")
    instemmen.stem_in(pk=opvolging.pk, handeling="leg_terug", door=provinciaal)
    with geweigerd("al_ingestemd"):
        vraag_om(opvolging, accounthouder, "leg_terug")
    FeitFactory(vraagstuk=opvolging, soort="landing", kenmerk="2", label="Landt in de POVI")
    vraag_om(opvolging, accounthouder, "leg_terug", "De landing is nu een andere.")
    vraag = als(provinciaal).get(regel(provinciaal, "Instemmen met een stap").punt.url)
    assert "vraagt dit: De landing is nu een andere." in tekst(vraag)


def test_who_answers_about_what_stands_there_now_is_not_asked_on(
    accounthouder, provinciaal, opvolging
):
    """VRA-9: an answer after the question; what came back since can be asked anew."""
    vraag_om(opvolging, accounthouder, "leg_terug")
    landing = FeitFactory(vraagstuk=opvolging, soort="landing", kenmerk="2", label="Landt nu hier")
    instemmen.stem_in(pk=opvolging.pk, handeling="leg_terug", door=provinciaal)
    assert "Instemmen met een stap" not in groepen(provinciaal)["ik_moet"]
    feiten.trek_feit_in(
        opvolging, soort="landing", kenmerk=landing.kenmerk, reden="Toch niet.", door=accounthouder
    )
    vraag_om(opvolging, accounthouder, "leg_terug", "Het is weer zoals eerst.")
    assert groepen(provinciaal)["ik_moet"]["Instemmen met een stap"] == [str(opvolging)]


def test_a_question_counts_in_its_own_fase(accounthouder, regietafellid, gelderland):
    """VRA-8: what was asked earlier in the route is not asked now."""
    v = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=gelderland)
    vraag_om(v, accounthouder)
    assert "Instemmen met een stap" in groepen(regietafellid)["ik_moet"]
    v.doorloop = 2
    v.save(update_fields=["doorloop"])
    assert "Instemmen met een stap" not in groepen(regietafellid)["ik_moet"]


@pytest.mark.parametrize(
    ("fase", "handeling", "wie", "wie_niet"),
    [
        (Fase.OORDEELSVORMING, TERUG, "accounthouder", "regietafellid"),
        (Fase.GEEN_KEUZE, "heropen", "accounthouder", "staf"),
        (Fase.OPVOLGING, "leg_terug", "accounthouder", "provinciaal"),
    ],
)
def test_only_who_makes_the_step_asks(request, gelderland, fase, handeling, wie, wie_niet):
    """VRA-8, VRA-9, ROL-1: as the state graph says; the others get no link and no page."""
    v = VraagstukFactory(fase=fase, lead_provincie=gelderland)
    ander = request.getfixturevalue(wie_niet)
    with pytest.raises(PermissionDenied):
        vraag_om(v, ander, handeling)
    assert pagina(ander, v, f"instemming-vragen/{handeling}/").status_code == 403
    assert "/instemming-vragen/" not in pagina(ander, v).content.decode()
    vraag_om(v, request.getfixturevalue(wie), handeling)


def test_a_step_without_consent_asks_none(accounthouder, gelderland):
    """VRA-8: what was handed over comes back without the regietafel; an unknown step is 404."""
    v = VraagstukFactory(fase=Fase.ELDERS_BELEGD, lead_provincie=gelderland)
    BeleggingFactory(vraagstuk=v)
    for handeling in ("heropen", TERUG, "beeindig"):
        with geweigerd("overgang_onmogelijk"):
            vraag_om(v, accounthouder, handeling)
    assert pagina(accounthouder, v, "instemming-vragen/beeindig/").status_code == 404


def test_the_route_shows_who_asked_and_why(accounthouder, provinciaal, oordeel):
    """ALG-2, VRA-14: both sides read it."""
    vraag_om(oordeel, accounthouder)
    for lezer in (accounthouder, provinciaal):
        inhoud = tekst(pagina(lezer, oordeel))
        assert "Instemming gevraagd: terug naar beeldvorming" in inhoud
        assert "VRO (Accounthouder)" in inhoud
        assert REDEN in inhoud


@pytest.mark.parametrize("wie", ["accounthouder", "regietafellid"])
def test_a_step_that_cannot_be_made_has_no_page(request, wie, oordeel):
    """VRA-8: nothing is typed for nothing."""
    deel = "instemming-vragen" if wie == "accounthouder" else "instemmen"
    antwoord = pagina(request.getfixturevalue(wie), oordeel, f"{deel}/heropen/")
    assert antwoord.status_code == 302
    assert antwoord["Location"] == oordeel.get_absolute_url()


def test_who_consents_reads_at_the_button_what_was_asked(accounthouder, regietafellid, oordeel):
    """VRA-8: which step, and why."""
    vraag_om(oordeel, accounthouder)
    assert f"VRO vraagt dit: {REDEN}" in tekst(pagina(regietafellid, oordeel))


def test_who_says_no_does_not_consent(accounthouder, regietafellid, provinciaal, oordeel):
    """VRA-8: with a reason that both sides read; it can be asked and given after all."""
    vraag_om(oordeel, accounthouder)
    adres = f"instemmen/{TERUG}/"
    assert fouten(post(regietafellid, oordeel, adres)) == [
        "Er is geen antwoord. Kies of u instemt."
    ]
    assert fouten(post(regietafellid, oordeel, adres, antwoord="nee", toelichting=" ")) == [
        "De reden is leeg. Schrijf waarom u niet instemt."
    ]
    post(regietafellid, oordeel, adres, antwoord="nee", toelichting="Het beeld klopt nog.")
    assert "Instemmen met een stap" not in groepen(regietafellid)["ik_moet"]
    assert "Instemming met een stap" not in groepen(accounthouder)["ik_wacht_op"]
    antwoord = post(accounthouder, oordeel, f"overgang/{TERUG}/", motivatie=REDEN)
    assert fouten(antwoord)[0].startswith("De regietafel stemde op ")
    gelezen = tekst(pagina(provinciaal, oordeel))
    assert "Niet ingestemd: terug naar beeldvorming" in gelezen
    assert "Het beeld klopt nog." in gelezen
    vraag_om(oordeel, accounthouder, reden="Er is nu een tweede onderzoek.")
    assert groepen(regietafellid)["ik_moet"]["Instemmen met een stap"] == [str(oordeel)]
    post(regietafellid, oordeel, adres, antwoord="ja")
    with geweigerd("al_ingestemd"):
        instemmen.weiger(pk=oordeel.pk, handeling=TERUG, door=regietafellid, toelichting="Toch.")
    post(accounthouder, oordeel, f"overgang/{TERUG}/", motivatie=REDEN)
    assert Vraagstuk.objects.get().fase == Fase.BEELDVORMING


def test_one_provincie_says_no_and_the_other_is_still_asked(
    accounthouder, provinciaal, overijssel, opvolging
):
    """VRA-9, VRA-15: each for itself."""
    opvolging.provincies.add(overijssel)
    ander = GebruikerFactory(organisatie=overijssel.organisatie, rollen=[Rol.PROVINCIE])
    vraag_om(opvolging, accounthouder, "leg_terug")
    doe = {"pk": opvolging.pk, "handeling": "leg_terug", "door": provinciaal}
    instemmen.weiger(**doe, toelichting="De landing is te vaag.")
    inhoud = tekst(pagina(accounthouder, opvolging))
    assert "Gelderland stemde op " in inhoud
    assert "Overijssel is nog niet akkoord met terugleggen. Dat is gevraagd op " in inhoud
    assert groepen(ander)["ik_moet"]["Instemmen met een stap"] == [str(opvolging)]
    vraag_om(opvolging, accounthouder, "leg_terug", "Nu staat er waar het landt.")
    assert groepen(provinciaal)["ik_moet"]["Instemmen met een stap"] == [str(opvolging)]
