"""The register, the dossier and its steps, through the pages, as each persona."""

import datetime

import pytest

from dossiers.models import Belegging, Fase, Faseovergang, Feit, Instemming, Vraagstuk
from dossiers.services import signalen
from novex.criteria import BUITEN_PUBLIEK
from novex.models import NovexGebied, Programma
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    AanpakFactory,
    BeleggingFactory,
    FeitFactory,
    NotitieFactory,
    RichtingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, berichten, fouten, tekst
from tests.dossiers.signalen import SignaalFactory
from tests.factories import DomeinFactory

LATER = "01-06-2028"


@pytest.fixture
def vraagstuk(gelderland):
    return VraagstukFactory(lead_provincie=gelderland)


def pagina(user, vraagstuk, pad=""):
    return als(user).get(f"/vraagstukken/{vraagstuk.pk}/{pad}")


def post(user, vraagstuk, pad, **data):
    return als(user).post(f"/vraagstukken/{vraagstuk.pk}/{pad}", data)


# The register (VRA-10)


def test_the_list_filters_on_everything_in_the_url(accounthouder, gelderland, drenthe, lvvn):
    """VRA-10: each filter keeps the one and drops the other; all stand in the URL."""
    programma = Programma.objects.create(code="mooi", naam="Mooi Nederland")
    gebied = NovexGebied.objects.create(code="veluwe", naam="Veluwe", soort="landelijk")
    raak = VraagstukFactory(
        titel="Stikstof en natuur",
        lead_provincie=gelderland,
        domeinen=[DomeinFactory(code="natuur")],
        fase=Fase.OORDEELSVORMING,
        aan_zet_organisatie=lvvn,
    )
    raak.programmas.add(programma)
    raak.novex_gebieden.add(gebied)
    mis = VraagstukFactory(titel="Drinkwater", lead_provincie=drenthe)
    client = als(accounthouder)
    for query in (
        f"provincie={gelderland.pk}",
        f"landsdeel={gelderland.landsdeel_id}",
        "fase=oordeelsvorming",
        f"domein={raak.domeinen.get().pk}",
        f"programma={programma.pk}",
        f"gebied={gebied.pk}",
        f"aan_zet={lvvn.pk}",
        "zoek=stikstof",
        f"zoek={raak.nummer}",
    ):
        for weergave in ("", "&weergave=bord"):
            inhoud = tekst(client.get(f"/vraagstukken/?{query}{weergave}"))
            assert raak.titel in inhoud, query
            assert mis.titel not in inhoud, query


def test_the_list_shows_what_was_not_updated(accounthouder, vraagstuk):
    """VRA-10: "niet bijgewerkt sinds" a date in the past or the future."""
    client = als(accounthouder)
    assert vraagstuk.titel not in tekst(
        client.get("/vraagstukken/?niet_bijgewerkt_sinds=01-01-2020")
    )
    assert vraagstuk.titel in tekst(client.get("/vraagstukken/?niet_bijgewerkt_sinds=01-01-2100"))


def test_the_list_has_pages_of_25_that_keep_the_filters(accounthouder):
    """VRA-10: pagination, no infinite scroll."""
    VraagstukFactory.create_batch(26)
    response = als(accounthouder).get("/vraagstukken/?fase=beeldvorming")
    assert len(response.context["pagina"].object_list) == 25
    assert "?fase=beeldvorming&amp;p=2" in response.content.decode()
    response = als(accounthouder).get("/vraagstukken/?fase=beeldvorming&p=2")
    assert len(response.context["pagina"].object_list) == 1


def test_the_list_sorts(accounthouder):
    """VRA-10: on a column, both ways; an unknown column is no crash."""
    for titel in ("Aardgas", "Zand"):
        VraagstukFactory(titel=titel)
    client = als(accounthouder)
    for sorteer, eerste in (("titel", "Aardgas"), ("-titel", "Zand"), ("onzin", "Zand")):
        rijen = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"].object_list
        assert rijen[0].titel == eerste


def test_the_list_sorts_titles_by_the_alphabet(accounthouder):
    """VRA-10: an accent or a capital does not put a title at the end."""
    for titel in ("zebra", "Élan", "eland", "Zee", "dam"):
        VraagstukFactory(titel=titel)
    client = als(accounthouder)

    def titels(sorteer):
        pagina = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"]
        return [vraagstuk.titel for vraagstuk in pagina]

    assert titels("titel") == ["dam", "Élan", "eland", "zebra", "Zee"]
    assert titels("-titel") == titels("titel")[::-1]


def test_the_list_sorts_a_fase_as_the_process_goes(accounthouder):
    """VRA-10: from concept to opvolging and then the ends, not by the letters of a fase."""
    for fase in sorted(Fase.values):
        nummer = {"nummer": None} if fase == Fase.CONCEPT else {}
        VraagstukFactory(fase=fase, organisatie=accounthouder.organisatie, **nummer)
    client = als(accounthouder)

    def fasen(sorteer):
        pagina = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"]
        return [vraagstuk.fase for vraagstuk in pagina]

    volgorde = [
        "concept",
        "beeldvorming",
        "oordeelsvorming",
        "besluitvorming",
        "opvolging",
        "teruggelegd",
        "elders_belegd",
        "beeindigd",
        "geen_keuze",
    ]
    assert fasen("fase") == volgorde
    assert fasen("-fase") == volgorde[::-1]


def test_the_board_has_a_column_per_fase_with_its_count(accounthouder):
    """VRA-10: BOB board; a full column links to the table."""
    VraagstukFactory.create_batch(26)
    geopend = VraagstukFactory(fase=Fase.BESLUITVORMING, titel="Kiezen maar")
    VraagstukFactory(fase=Fase.BEEINDIGD)
    response = als(accounthouder).get("/vraagstukken/?weergave=bord")
    kolommen = {kolom["fase"]: kolom for kolom in response.context["kolommen"]}
    assert kolommen[Fase.BEELDVORMING]["aantal"] == 26
    assert len(kolommen[Fase.BEELDVORMING]["kaarten"]) == 25
    assert kolommen[Fase.BESLUITVORMING]["kaarten"] == [geopend]
    assert kolommen[Fase.BEEINDIGD]["aantal"] == 1
    assert "Bekijk alle 26 in de tabel" in tekst(response)


@pytest.mark.parametrize(
    "query",
    ["?provincie=x", "?fase=onzin", "?niet_bijgewerkt_sinds=31-02-2026", "?p=x", "?zoek=(%26"],
)
def test_odd_filters_give_a_page(accounthouder, vraagstuk, query):
    """A filter that cannot be is no crash."""
    assert als(accounthouder).get(f"/vraagstukken/{query}").status_code == 200


@pytest.mark.parametrize("weergave", ["", "?weergave=bord"])
def test_the_list_asks_the_same_number_of_queries(
    accounthouder, django_assert_max_num_queries, weergave
):
    """No query per row: two sizes, and at most fifteen."""
    client, aantallen = als(accounthouder), []
    for aantal in (2, 12):
        VraagstukFactory.create_batch(aantal)
        with django_assert_max_num_queries(15) as gemeten:
            client.get(f"/vraagstukken/{weergave}")
        aantallen.append(len(gemeten))
    assert aantallen[0] == aantallen[1]


def test_nothing_of_another_provincie_shows(buitenstaander, vraagstuk, lvvn):
    """ZIC-2, ZIC-3: not in list, board, count, search, filter choices or dossier."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(aan_zet_organisatie=lvvn)
    client = als(buitenstaander)
    for query in ("", "?weergave=bord", f"?zoek={vraagstuk.nummer}"):
        inhoud = tekst(client.get(f"/vraagstukken/{query}"))
        assert vraagstuk.titel not in inhoud
        assert "0 resultaten" in inhoud
        assert "LVVN" not in inhoud
    assert pagina(buitenstaander, vraagstuk).status_code == 404


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
    assert [b.url for b in stap["blokkades"] if b.url] == [f"/vraagstukken/{leeg.pk}/triage/"]
    response = post(regietafellid, leeg, "overgang/zet_door/", motivatie="Toch door.")
    assert len(fouten(response)) == 6
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


# Exits (VRA-7)

BELEGGING = {
    "ontvanger_soort": "departement",
    "ontvanger_naam": "Programma landelijk gebied",
    "motivatie": "Het is een sectorale opgave.",
    "geraadpleegd": "Het accountteam Oost.",
    "opvolging": "Staat op de agenda van het programma.",
    "terug_op": LATER,
}


def test_beleg_elders_asks_everything_at_once(regietafellid, vraagstuk):
    """VRA-7: receiver, why, who was consulted, follow-up, return date."""
    TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    response = post(regietafellid, vraagstuk, "overgang/beleg_elders/", motivatie="")
    assert fouten(response) == [
        "Dit is nog leeg: wat voor ontvanger is het. Vul het in of maak een keuze.",
        "De ontvanger ontbreekt. Noem wie het vraagstuk overneemt.",
        "Dit is nog leeg: welke organisatie antwoordt of dit overgenomen wordt. Vul het in of "
        "maak een keuze.",
        "De reden is leeg. Schrijf waarom dit elders hoort.",
        "Het is niet duidelijk wie is gehoord. Schrijf wie u sprak.",
        "De opvolging is leeg. Schrijf hoe die geborgd is.",
        "De datum van terugkeer ontbreekt. Vul een datum in.",
    ]


def test_the_receiver_answers(regietafellid, expert, provinciaal, vraagstuk):
    """VRA-7: only the receiver has the button; a refusal needs a reason."""
    TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    data = BELEGGING | {"ontvanger_organisatie": expert.organisatie_id}
    post(regietafellid, vraagstuk, "overgang/beleg_elders/", **data)
    belegging = Belegging.objects.get()
    assert Vraagstuk.objects.get().fase == Fase.ELDERS_BELEGD
    url = f"/beleggingen/{belegging.pk}/beantwoorden/"
    assert url in pagina(expert, vraagstuk).content.decode()
    assert url not in pagina(provinciaal, vraagstuk).content.decode()
    assert als(provinciaal).post(url, {"antwoord": "aanvaard"}).status_code == 403
    response = als(expert).post(url, {"antwoord": "geweigerd"})
    assert fouten(response) == ["De reden is leeg. Schrijf waarom u weigert."]
    als(expert).post(url, {"antwoord": "geweigerd", "reden": "Geen ruimte in het programma."})
    assert "Belegging geweigerd" in tekst(pagina(provinciaal, vraagstuk))


def test_a_late_receiver_shows(accounthouder, gelderland):
    """VRA-7: overdue after its term, in words."""
    v = VraagstukFactory(fase=Fase.ELDERS_BELEGD, lead_provincie=gelderland)
    BeleggingFactory(vraagstuk=v, antwoord_voor=datetime.date(2020, 1, 1))
    assert "Antwoord is te laat" in tekst(pagina(accounthouder, v))


def test_ending_names_who_was_heard(regietafellid, vraagstuk):
    """VRA-7: reason and the provincies consulted."""
    response = post(regietafellid, vraagstuk, "overgang/beeindig/", motivatie="Opgelost.")
    assert fouten(response) == [
        "Het is niet duidelijk of de provincie is gehoord. Schrijf wie u sprak, en wanneer."
    ]
    post(
        regietafellid,
        vraagstuk,
        "overgang/beeindig/",
        motivatie="Opgelost.",
        geraadpleegd="Gelderland, in oktober.",
    )
    assert Vraagstuk.objects.get().fase == Fase.BEEINDIGD


def test_a_sent_agenda_bars_the_exit(regietafellid, vraagstuk):
    """VRA-7: the page names the agenda before anyone types."""
    FeitFactory(vraagstuk=vraagstuk, soort="op_verzonden_agenda", label="DO Gelderland 12 maart")
    inhoud = tekst(pagina(regietafellid, vraagstuk, "overgang/beeindig/"))
    assert "Dit vraagstuk staat op een verzonden agenda: DO Gelderland 12 maart." in inhoud


# Returns and consents (VRA-8, VRA-9)


def test_the_accounthouder_returns_with_the_regietafel(accounthouder, regietafellid, gelderland):
    """VRA-8: the consent has its own page; then the doorloop is one higher."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)
    naam = "keer_terug_naar_beeldvorming"
    response = post(accounthouder, v, f"overgang/{naam}/", motivatie="Nieuw onderzoek.")
    assert fouten(response) == [
        "De regietafel heeft nog niet ingestemd met deze stap. Vraag een regietafellid om in te "
        "stemmen."
    ]
    assert f"/instemmen/{naam}/" in pagina(regietafellid, v).content.decode()
    post(regietafellid, v, f"instemmen/{naam}/")
    assert Instemming.objects.get().door == regietafellid
    post(accounthouder, v, f"overgang/{naam}/", motivatie="Nieuw onderzoek.")
    v = Vraagstuk.objects.get()
    assert (v.fase, v.doorloop) == (Fase.BEELDVORMING, 2)


def test_the_provincie_consents_to_terugleggen(provinciaal, regietafellid, gelderland):
    """VRA-9: the button is the provincie's, not the regietafel's."""
    v = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)
    assert "/instemmen/leg_terug/" in pagina(provinciaal, v).content.decode()
    assert pagina(regietafellid, v, "instemmen/leg_terug/").status_code == 403
    post(provinciaal, v, "instemmen/leg_terug/", toelichting="Akkoord.")
    assert Instemming.objects.get().organisatie == provinciaal.organisatie
    assert "/instemmen/leg_terug/" not in pagina(provinciaal, v).content.decode()


def test_reopening_asks_for_the_occasion(accounthouder, gelderland):
    """VRA-8: refused, return date passed, or new information; a wrong one is refused."""
    v = VraagstukFactory(fase=Fase.ELDERS_BELEGD, lead_provincie=gelderland)
    BeleggingFactory(vraagstuk=v)
    response = post(accounthouder, v, "overgang/heropen/", motivatie="Het speelt weer.")
    assert fouten(response) == ["De aanleiding ontbreekt. Kies waarom dit terugkomt."]
    data = {"motivatie": "Het speelt weer.", "aanleiding": "geweigerd"}
    response = post(accounthouder, v, "overgang/heropen/", **data)
    assert fouten(response) == ["De ontvanger heeft niet geweigerd. Kies een andere aanleiding."]
    post(accounthouder, v, "overgang/heropen/", **(data | {"aanleiding": "nieuwe_informatie"}))
    assert Vraagstuk.objects.get().fase == Fase.BEELDVORMING


def test_reopening_after_terugleggen_names_the_afspraak(accounthouder, gelderland):
    """VRA-8: which afspraak, and why."""
    v = VraagstukFactory(fase=Fase.TERUGGELEGD, lead_provincie=gelderland)
    response = post(accounthouder, v, "overgang/heropen_landing/", motivatie="De landing mislukt.")
    assert fouten(response) == [
        "Het is niet duidelijk om welke afspraak het gaat. Noem de afspraak."
    ]
    post(
        accounthouder,
        v,
        "overgang/heropen_landing/",
        motivatie="De landing mislukt.",
        betreft="GLD-3 Woningbouw Liemers",
    )
    assert Faseovergang.objects.get().betreft == "GLD-3 Woningbouw Liemers"


def test_a_fact_of_an_earlier_doorloop_is_confirmed_by_name(accounthouder, expert, gelderland):
    """VRA-8, VRA-19: with a reason; the department has no such page."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland, doorloop=2)
    feit = FeitFactory(
        vraagstuk=v, soort="do_uitkomst", kenmerk="pv25", label="Advies DO", doorloop=1
    )
    url = f"feiten/{feit.pk}/herbevestigen/"
    assert url in pagina(accounthouder, v).content.decode()
    assert pagina(expert, v, url).status_code == 403
    assert fouten(post(accounthouder, v, url, reden="")) == [
        "De reden is leeg. Schrijf waarom dit nog geldt."
    ]
    post(accounthouder, v, url, reden="Het advies blijft staan.")
    assert Feit.objects.get(doorloop=2).herbevestigt == feit
    assert url not in pagina(accounthouder, v).content.decode()


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
)


@pytest.mark.parametrize("wie", ["buitenstaander", "beheerder"])
def test_every_address_of_an_invisible_vraagstuk_is_404(request, vraagstuk, wie):
    """ZIC-3, ZIC-4: never a 403, which would tell that it exists."""
    client = als(request.getfixturevalue(wie))
    for adres in ADRESSEN:
        for methode in (client.get, client.post):
            response = methode(f"/vraagstukken/{vraagstuk.pk}/{adres}")
            assert response.status_code in {404, 405}, adres
