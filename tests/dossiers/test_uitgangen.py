"""Exits, returns and reopening, through the pages, as each persona (VRA-7, VRA-8, VRA-9)."""

import datetime

from dossiers.models import Belegging, Fase, Faseovergang, Feit, Instemming, Vraagstuk
from tests.dossiers.factories import (
    BeleggingFactory,
    FeitFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, fouten, pagina, post, tekst

LATER = "01-06-2148"


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
        "De regietafel heeft nog niet ingestemd met deze stap. Vraag de regietafel om instemming."
    ]
    assert f"/instemmen/{naam}/" in pagina(regietafellid, v).content.decode()
    post(regietafellid, v, f"instemmen/{naam}/", antwoord="ja")
    assert Instemming.objects.get().door == regietafellid
    post(accounthouder, v, f"overgang/{naam}/", motivatie="Nieuw onderzoek.")
    v = Vraagstuk.objects.get()
    assert (v.fase, v.doorloop) == (Fase.BEELDVORMING, 2)


def test_the_provincie_consents_to_terugleggen(provinciaal, regietafellid, gelderland):
    """VRA-9: the button is the provincie's, not the regietafel's."""
    v = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)
    assert "/instemmen/leg_terug/" in pagina(provinciaal, v).content.decode()
    assert pagina(regietafellid, v, "instemmen/leg_terug/").status_code == 403
    post(provinciaal, v, "instemmen/leg_terug/", antwoord="ja", toelichting="Akkoord.")
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
    """VRA-8, VRA-9, VRA-19: chosen from what was told; the landing that failed is withdrawn."""
    v = VraagstukFactory(fase=Fase.TERUGGELEGD, lead_provincie=gelderland)
    mislukt, geland = (
        FeitFactory(vraagstuk=v, soort="landing", kenmerk=kenmerk) for kenmerk in ("3", "4")
    )
    FeitFactory(vraagstuk=v, soort="afspraak", kenmerk="3")
    ander = FeitFactory(soort="landing")
    keuzes = pagina(accounthouder, v, "overgang/heropen_landing/").context["form"]["betreft"]
    assert list(keuzes.field.queryset) == [mislukt, geland]
    response = post(accounthouder, v, "overgang/heropen_landing/", motivatie="De landing mislukt.")
    assert fouten(response) == [
        "Het is niet duidelijk om welke afspraak het gaat. Kies de afspraak."
    ]
    data = {"motivatie": "De landing mislukt."}
    response = post(accounthouder, v, "overgang/heropen_landing/", betreft=ander.pk, **data)
    assert fouten(response) == [
        "Deze keuze kan niet bij om welke afspraak gaat het. Kies uit de lijst."
    ]
    post(accounthouder, v, "overgang/heropen_landing/", betreft=mislukt.pk, **data)
    assert Faseovergang.objects.get().betreft == mislukt
    assert list(v.feiten.van("landing")) == [geland]
    assert Feit.objects.get(pk=mislukt.pk).ingetrokken_reden == "De landing mislukt."


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
