"""The dossier and its steps, through the pages, as each persona."""

import datetime

import pytest

from dossiers.models import Fase, Faseovergang, Vraagstuk
from dossiers.services import signalen
from novex.criteria import BUITEN_PUBLIEK
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    AanpakFactory,
    FeitFactory,
    NotitieFactory,
    RichtingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, berichten, fouten, pagina, post, tekst
from tests.dossiers.signalen import SignaalFactory

# Bringing in and opening (VRA-0)


def test_a_provincie_brings_in_offers_and_the_accounthouder_opens(
    provinciaal, accounthouder, gelderland
):
    """VRA-0, VRA-1: concept on one's own side, offered, then opened with a number."""
    als(provinciaal).post(
        "/vraagstukken/nieuw/",
        {"titel": "Wonen bij water", "herkomst": "signaal", "provincies": [gelderland.pk]},
    )
    concept = Vraagstuk.objects.get()
    assert (concept.fase, concept.nummer) == (Fase.CONCEPT, None)
    assert pagina(accounthouder, concept).status_code == 404
    post(provinciaal, concept, "aanbieden/")
    response = post(accounthouder, concept, "openen/", motivatie="Past in de dialoog.")
    assert fouten(response) == [
        "De lichte triage is leeg. Noem in één regel het kader van Nota Ruimte of POVI.",
        "De melder is niet bekend. Vul de organisatie en de functie van de melder in.",
        "De gelijksoortige vraagstukken zijn nog niet bekeken. Bekijk ze en vink dat aan.",
    ]
    Vraagstuk.objects.filter(pk=concept.pk).update(
        lichte_triage="Nota Ruimte: wonen.",
        melder_organisatie=provinciaal.organisatie,
        melder_functie="adviseur",
        gelijksoortig_gezien=True,
    )
    response = als(accounthouder).post(
        f"/vraagstukken/{concept.pk}/openen/", {"motivatie": "Past in de dialoog."}, follow=True
    )
    nummer = Vraagstuk.objects.get().nummer
    assert berichten(response) == [f"Het vraagstuk is geopend en heeft nummer {nummer}."]


def test_bringing_in_asks_only_what_a_rule_needs(provinciaal):
    """VRA-0, ALG-1: title, provincie, herkomst; each with its own sentence."""
    response = als(provinciaal).post("/vraagstukken/nieuw/", {})
    assert fouten(response) == [
        "Dit is nog leeg: titel. Vul het in of maak een keuze.",
        "Dit is nog leeg: herkomst. Vul het in of maak een keuze.",
        "Dit is nog leeg: provincies. Vul het in of maak een keuze.",
    ]


@pytest.mark.parametrize("wie", ["regietafellid", "staf", "bestuurder_rijk", "beheerder"])
def test_others_bring_nothing_in(request, wie):
    """Graph of the specification: AH, PR and departments only."""
    response = als(request.getfixturevalue(wie)).get("/vraagstukken/nieuw/")
    assert response.status_code == 403


def test_a_concept_shows_what_looks_like_it(accounthouder, vraagstuk):
    """SIG-5, VRA-0: before opening; within own sight."""
    concept = VraagstukFactory(concept=True, titel="Woningbouw bij de Rijn")
    assert vraagstuk.titel in tekst(pagina(accounthouder, concept))


def test_a_concept_does_not_look_like_the_signaal_it_came_from(accounthouder):
    """SIG-5, SIG-3: what was answered with this vraagstuk is no other one."""
    eigen = SignaalFactory(titel="Netcongestie in de Liemers", ingediend=True)
    ander = SignaalFactory(titel="Netcongestie in de stad", ingediend=True)
    concept = signalen.beantwoord(
        pk=eigen.pk, door=accounthouder, soort="nieuw_vraagstuk", motivatie="Het botst."
    ).vraagstuk
    client = als(accounthouder)
    lijkt_op = client.get(concept.get_absolute_url()).context["lijkt_op"]
    assert [rij.titel for rij in lijkt_op] == [ander.titel]
    lijkt_op = client.get(eigen.get_absolute_url()).context["lijkt_op"]
    assert [rij.titel for rij in lijkt_op] == [ander.titel]


# The next step (VRA-3)


def test_the_next_step_names_every_blocker_with_a_link(regietafellid, gelderland):
    """VRA-3, VRA-4: all at once, each with the page where it is mended."""
    leeg = VraagstukFactory(
        lead_provincie=gelderland,
        dilemmas="",
        spanningen="",
        partijen="",
        prioriteit="",
        planning="",
    )
    response = pagina(regietafellid, leeg)
    stap = response.context["vooruit"][0]
    assert stap["naam"] == "zet_door"
    assert [b.code for b in stap["blokkades"]] == [
        "knockout_ontbreekt",
        "triagebesluit_ontbreekt",
        "dilemmas_ontbreken",
        "spanningen_ontbreken",
        "partijen_ontbreken",
        "prioriteit_ontbreekt",
        "planning_ontbreekt",
    ]
    for blokkade in stap["blokkades"]:
        assert blokkade.zin in tekst(response)
    # The regietafel edits no dossier: the only page of these that opens for it is the triage.
    assert [b.url for b in stap["blokkades"] if b.url] == [f"/vraagstukken/{leeg.pk}/triage/"] * 2
    response = post(regietafellid, leeg, "overgang/zet_door/", motivatie="Toch door.")
    assert len(fouten(response)) == 7
    assert Vraagstuk.objects.get().fase == Fase.BEELDVORMING


@pytest.mark.parametrize("wie", ["accounthouder", "provinciaal"])
def test_who_edits_reads_what_the_step_of_another_waits_for(request, wie, gelderland):
    """VRA-3: each blocker with a link that opens for this reader, and no button for the step."""
    user = request.getfixturevalue(wie)
    leeg = VraagstukFactory(lead_provincie=gelderland, dilemmas="", spanningen="", planning="")
    response = pagina(user, leeg)
    stap = response.context["vooruit"][0]
    assert (stap["naam"], stap["mag"]) == ("zet_door", False)
    codes = {b.code for b in stap["blokkades"]}
    assert {"dilemmas_ontbreken", "spanningen_ontbreken", "planning_ontbreekt"} <= codes
    for blokkade in stap["blokkades"]:
        if blokkade.url:
            assert als(user).get(blokkade.url).status_code == 200
    assert "overgang/zet_door" not in response.content.decode()


def test_the_regietafel_puts_it_through(regietafellid, vraagstuk):
    """VRA-2, VRA-4: with a motivation, in the log and on the route."""
    TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    response = post(regietafellid, vraagstuk, "overgang/zet_door/", motivatie="")
    assert fouten(response) == ["De motivatie is leeg. Schrijf waarom u deze stap zet."]
    post(regietafellid, vraagstuk, "overgang/zet_door/", motivatie="Het beeld is gedeeld.")
    assert Vraagstuk.objects.get().fase == Fase.OORDEELSVORMING
    inhoud = tekst(pagina(regietafellid, vraagstuk))
    assert "Van beeldvorming naar oordeelsvorming" in inhoud
    assert "Het beeld is gedeeld." in inhoud


def test_there_is_no_button_for_what_an_outcome_fires(staf, gelderland):
    """VRA-5: not even an address; the blockers do show."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)
    for naam in ("naar_besluitvorming", "besluit_in_do"):
        assert pagina(staf, v, f"overgang/{naam}/").status_code == 404
        response = post(staf, v, f"overgang/{naam}/", motivatie="Zelf.")
        assert response.status_code == 404
    assert "Naar besluitvorming: dit kan nog niet" in tekst(pagina(staf, v))


def test_a_provincie_reads_the_closed_sentence(provinciaal, expert, gelderland, lvvn):
    """VRA-3, ZIC-2: the mandaat sentence is of the Rijk; outside always the same words."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland, organisaties=[lvvn])
    assert "Het mandaat ontbreekt van: LVVN." in tekst(pagina(expert, v))
    inhoud = tekst(pagina(provinciaal, v))
    assert BUITEN_PUBLIEK in inhoud
    for woord in ("mandaat", "Rijksinzet"):
        assert woord not in inhoud


@pytest.mark.parametrize("naam", ["bestaat_niet", "save", "delete", "open_"])
def test_an_unknown_step_is_404(staf, vraagstuk, naam):
    """VRA-2: only the graph has addresses."""
    assert pagina(staf, vraagstuk, f"overgang/{naam}/").status_code == 404
    assert pagina(staf, vraagstuk, f"doorbreek/{naam}/").status_code == 404


def test_a_step_of_another_fase_goes_back_with_the_reason(accounthouder, vraagstuk):
    """VRA-3: no role skips the graph."""
    url = f"/vraagstukken/{vraagstuk.pk}/overgang/leg_terug/"
    response = als(accounthouder).get(url, follow=True)
    assert berichten(response) == [
        "Deze stap kan niet vanuit de fase waarin het vraagstuk nu is. Bekijk wat wel kan."
    ]


# Doorbreek (VRA-3)


def test_doorbreek_is_shown_for_ever(staf, provinciaal, vraagstuk):
    """VRA-3: with its reason and what it overrode, on the route of both sides."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(planning="")
    TriageadviesFactory(vraagstuk=vraagstuk)
    post(staf, vraagstuk, "doorbreek/zet_door/", motivatie="Het kabinet vraagt erom.")
    assert Faseovergang.objects.get().is_doorbroken
    inhoud = tekst(pagina(provinciaal, vraagstuk))
    for zin in ("Doorbroken", "Het kabinet vraagt erom.", "Er is geen planning."):
        assert zin in inhoud


@pytest.mark.parametrize("wie", ["accounthouder", "regietafellid", "provinciaal", "expert"])
def test_only_staf_pushes_through(request, vraagstuk, wie):
    """VRA-3: 403, and no link on the page."""
    user = request.getfixturevalue(wie)
    assert pagina(user, vraagstuk, "doorbreek/zet_door/").status_code == 403
    assert "Deze stap doorbreken" not in tekst(pagina(user, vraagstuk))


def test_doorbreek_never_passes_the_knockout(staf, vraagstuk):
    """VRA-3, TRI-5: the page refuses with the sentence of the knock-out."""
    TriageadviesFactory(
        vraagstuk=vraagstuk,
        uitkomst="elders",
        knockout="heronderhandelt",
        knockout_datum=datetime.date(2026, 1, 1),
    )
    response = post(staf, vraagstuk, "doorbreek/zet_door/", motivatie="Toch.")
    assert fouten(response) == [
        "Dit opent een genomen besluit opnieuw. Het kan niet door naar oordeelsvorming; beleg "
        "het elders of beëindig het."
    ]
    assert Vraagstuk.objects.get().fase == Fase.BEELDVORMING


# The dossier (VRA-14)


def test_the_route_holds_what_later_tables_told(provinciaal, expert, vraagstuk):
    """VRA-14, VRA-19, ZIC-2: with links; a feit of the Rijk not for the provincie."""
    FeitFactory(
        vraagstuk=vraagstuk, soort="do_uitkomst", label="Advies van het DO", url="/uitkomsten/7/"
    )
    FeitFactory(
        vraagstuk=vraagstuk, soort="mandaat", label="Mandaat LVVN", publiek=Zichtbaarheid.RIJK
    )
    response = pagina(provinciaal, vraagstuk)
    assert 'href="/uitkomsten/7/"' in response.content.decode()
    assert "Mandaat" not in tekst(response)
    assert "Mandaat LVVN" in tekst(pagina(expert, vraagstuk))


def test_the_route_never_leads_a_provincie_to_the_table_of_another(
    provinciaal, expert, vraagstuk, overijssel
):
    """VRA-14, ZIC-3: of a joint vraagstuk it leads to what this reader may see of all tables."""
    vraagstuk.provincies.add(overijssel)
    FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", label="Advies", url="/overleggen/7/")
    eigen = pagina(provinciaal, vraagstuk).content.decode()
    assert 'href="/overleggen/7/"' not in eigen
    assert f'href="/vraagstukken/{vraagstuk.pk}/agendering/"' in eigen
    assert 'href="/overleggen/7/"' in pagina(expert, vraagstuk).content.decode()


def test_the_dossier_says_who_must_act_and_who_leads(provinciaal, vraagstuk, lvvn):
    """VRA-1, ROL-3: aan zet with why and since when; voortouw in words."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(
        aan_zet_organisatie=lvvn,
        aan_zet_reden="Lever de natuurgegevens aan.",
        aan_zet_sinds=datetime.date(2026, 10, 1),
    )
    inhoud = tekst(pagina(provinciaal, vraagstuk))
    for zin in ("LVVN", "Lever de natuurgegevens aan.", "01-10-2026", vraagstuk.voortouw):
        assert zin in inhoud


LEIDT = {
    Fase.CONCEPT: "VRO heeft het voortouw in beeld- en oordeelsvorming.",
    Fase.BEELDVORMING: "VRO heeft het voortouw in beeld- en oordeelsvorming.",
    Fase.OORDEELSVORMING: "VRO heeft het voortouw in beeld- en oordeelsvorming.",
    Fase.BESLUITVORMING: "sectoraal besluit met rechtsgevolg is dat het departement",
    Fase.OPVOLGING: "sectoraal besluit met rechtsgevolg is dat het departement",
}


@pytest.mark.parametrize("fase", Fase.values)
def test_who_leads_follows_the_fase(fase):
    """ROL-3: VRO until besluitvorming; from there per besluit; at an end nobody."""
    assert LEIDT.get(fase, "Er is geen voortouw.") in Vraagstuk(fase=fase).voortouw


def test_the_dossier_asks_the_same_number_of_queries(
    accounthouder, vraagstuk, lvvn, django_assert_max_num_queries
):
    """No query per row of route, notities or richtingen: two sizes."""
    client, aantallen = als(accounthouder), []
    AanpakFactory(vraagstuk=vraagstuk)
    for aantal in (2, 6):
        for _ in range(aantal):
            FeitFactory(vraagstuk=vraagstuk)
            RichtingFactory(vraagstuk=vraagstuk)
            TriageadviesFactory(vraagstuk=vraagstuk)
            NotitieFactory(
                vraagstuk=vraagstuk, organisatie=lvvn, zichtbaarheid=Zichtbaarheid.RIJK_EN_REGIO
            )
        with django_assert_max_num_queries(15) as gemeten:
            client.get(vraagstuk.get_absolute_url())
        aantallen.append(len(gemeten))
    assert aantallen[0] == aantallen[1]


ADRESSEN = (
    "",
    "wijzigen/",
    "beeld/",
    "planning/",
    "aanpak/",
    "richtingen/",
    "richtingen/nieuw/",
    "voorkeur/",
    "teksten/",
    "notities/nieuw/",
    "openen/",
    "triage/",
    "triage/advies/",
    "triage/besluit/",
    "overgang/zet_door/",
    "doorbreek/zet_door/",
    "instemmen/leg_terug/",
    "instemming-vragen/leg_terug/",
    "gesloten-laten/",
)


@pytest.mark.parametrize("wie", ["buitenstaander", "beheerder"])
def test_every_address_of_an_invisible_vraagstuk_is_404(request, vraagstuk, wie):
    """ZIC-3, ZIC-4: never a 403, which would tell that it exists."""
    client = als(request.getfixturevalue(wie))
    for adres in ADRESSEN:
        for methode in (client.get, client.post):
            response = methode(f"/vraagstukken/{vraagstuk.pk}/{adres}")
            assert response.status_code in {404, 405}, adres
