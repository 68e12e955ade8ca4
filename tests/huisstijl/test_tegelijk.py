"""Two people at once, each in a browser and on a database connection of their own (VRA-2, BES-2).

Both have the form open and both get past what the page looks at first; then their handelingen
start together. One is done whole, the other gets a sentence in Dutch, and no page breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from arrangementen.models import Arrangementstap, Vaststelling
from dossiers.models import Oordeel, Triageadvies, Triagebesluit
from governance.models import Afsprakenlijst, Uitkomst
from monitoring.models import Voortgangsmelding
from novex.models import Gebruiker
from tests.arrangementen.edities import Proef
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.huisstijl.invoer import TRIAGE
from tests.huisstijl.lopen import formulier_van, ingevuld
from tests.wereld import maak_wereld
from tests.wereld.hoeken import Wereld, nu

Stuur = Callable[[], Any]
LAAT = {200, 409}


def browser(persoon: Gebruiker) -> Client:
    """A browser that shows the 500 page as a visitor gets it, and not as an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(persoon)
    return client


def collega(persoon: Gebruiker) -> Gebruiker:
    """Someone else with the same role at the same organisatie."""
    ander = GebruikerFactory(organisatie=persoon.organisatie, rollen=persoon.rollen)
    if persoon.toewijzingen.filter(soort="regietafel").exists():
        ToewijzingFactory(gebruiker=ander, aan_regietafel=True)
    return ander


def stuurder(persoon: Gebruiker, url: str, **extra: str) -> Stuur:
    """Opens the form now; sends it later, with a formuliersleutel of its own."""
    client = browser(persoon)
    form = formulier_van(client.get(url))
    assert form is not None, url
    gegevens = ingevuld(form, extra)
    return lambda: client.post(url, gegevens)


def samen(monkeypatch: Any, handeling: str, *stuurders: Stuur) -> list[Any]:
    """Everyone sends; nobody starts the handeling before all of them came that far."""
    module, _, naam = handeling.rpartition(".")
    deelnemers = Barrier(len(stuurders))

    def wacht_op_elkaar(echt: Any) -> Any:
        def doe(*args: Any, **kwargs: Any) -> Any:
            deelnemers.wait(timeout=30)
            return echt(*args, **kwargs)

        return doe

    with monkeypatch.context() as even:
        doel = __import__(module, fromlist=[naam])
        even.setattr(doel, naam, wacht_op_elkaar(getattr(doel, naam)))

        def stuur(stuurder: Stuur) -> Any:
            try:
                return stuurder()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(stuurders)) as draden:
            return list(draden.map(stuur, stuurders))


def een_wint(antwoorden: list[Any], zin: str) -> None:
    """One goes on to the next page; the other reads why not."""
    op_rij = sorted(antwoorden, key=lambda antwoord: antwoord.status_code != 302)
    eerste, tweede = op_rij
    assert (eerste.status_code, tweede.status_code in LAAT) == (302, True), [
        antwoord.status_code for antwoord in antwoorden
    ]
    assert zin in tweede.content.decode()


def two_regietafelleden_decide_one_triage(wereld: Wereld, monkeypatch: Any) -> None:
    """TRI-6, ROL-2: one besluit with its oordelen; the other hears that no advice waits."""
    vraagstuk = wereld.gelderland.vraagstuk["geadviseerd"]
    lid = wereld.personen["regietafellid"]
    voor = Oordeel.objects.count()
    invoer = {**TRIAGE, "knockout_datum": nu()}
    twee = [
        stuurder(wie, f"/vraagstukken/{vraagstuk.pk}/triage/besluit/", **invoer)
        for wie in (lid, collega(lid))
    ]
    een_wint(samen(monkeypatch, "dossiers.services.triage.besluit", *twee), "Er wacht geen advies")
    besluit = Triagebesluit.objects.get(advies__vraagstuk=vraagstuk)
    assert Oordeel.objects.count() - voor == besluit.oordelen.count() > 0


def a_double_click_gives_one_advice(wereld: Wereld, monkeypatch: Any) -> None:
    """TRI-6: the same form sent twice is handled once, and both lead to the same page."""
    vraagstuk = wereld.gelderland.vraagstuk["beeld"]
    persoon, url = wereld.personen["accounthouder"], f"/vraagstukken/{vraagstuk.pk}/triage/advies/"
    client = browser(persoon)
    pagina = client.get(url)
    form = formulier_van(pagina)
    sleutel = {"formuliersleutel": "0b8d3f0e-5f0b-4a49-9d4e-1c2f5e6a7b8c"}
    assert 'name="formuliersleutel"' in pagina.content.decode()
    gegevens = ingevuld(form, {**TRIAGE, "knockout_datum": nu(), **sleutel})
    klik = lambda: client.post(url, gegevens)  # noqa: E731
    antwoorden = samen(monkeypatch, "novex.middleware._sleutel", klik, klik)
    assert [a.status_code for a in antwoorden] == [302, 302]
    assert antwoorden[0]["Location"] == antwoorden[1]["Location"]
    advies = Triageadvies.objects.get(vraagstuk=vraagstuk)
    assert advies.oordelen.count() == advies.set.criteria.count()


def two_people_freeze_one_list(wereld: Wereld, monkeypatch: Any) -> None:
    """BOL-1: one version; who read the list before it was frozen reads it again."""
    ronde, staf = wereld.rij["ronde"], wereld.personen["staf"]
    twee = [
        stuurder(wie, f"/rondes/{ronde.pk}/lijst/bevriezen/", doel=f"Voor {naam}.")
        for naam, wie in (("de Kamer", staf), ("het archief", collega(staf)))
    ]
    een_wint(samen(monkeypatch, "governance.services.lijst.bevries", *twee), "intussen bevroren")
    assert Afsprakenlijst.objects.get(ronde=ronde).versie == 1


def two_people_record_one_uitkomst(wereld: Wereld, monkeypatch: Any) -> None:
    """BES-2: one uitkomst; the other gets the 409 page with what was typed."""
    punt, staf = wereld.gelderland.punt["verzonden"], wereld.personen["staf"]
    twee = [
        stuurder(wie, f"/agendapunten/{punt.pk}/uitkomst/", soort="kennisgenomen", tekst=tekst)
        for wie, tekst in ((staf, "Eerst gezien."), (collega(staf), "Later gezien."))
    ]
    antwoorden = samen(monkeypatch, "governance.services.uitkomsten.leg_vast", *twee)
    een_wint(antwoorden, " gezien.")
    assert {a.status_code for a in antwoorden} == {302, 409}
    assert Uitkomst.objects.get(agendapunt=punt).volgnr == 1


def two_colleagues_report_for_one_side(wereld: Wereld, monkeypatch: Any) -> None:
    """MON-1: one report; the other side is not asked twice and nothing is overwritten."""
    voortgang, melder = wereld.gelderland.rij["voortgang"], wereld.personen["provincie"]
    twee = [
        stuurder(
            wie, f"/monitor/voortgang/{voortgang.pk}/",
            stadium="bezig", toelichting=tekst, indienen="ja",
        )
        for wie, tekst in ((melder, "Eerste lezing."), (collega(melder), "Tweede lezing."))
    ]  # fmt: skip
    antwoorden = samen(monkeypatch, "monitoring.services.voortgang.schrijf", *twee)
    een_wint(antwoorden, "Deze melding is ingediend.")
    melding = Voortgangsmelding.objects.get(voortgang=voortgang)
    voortgang.refresh_from_db(fields=["toelichting", "versie"])
    assert (voortgang.toelichting, voortgang.versie) == (melding.toelichting, 2)


def two_colleagues_write_on_one_concept(wereld: Wereld, monkeypatch: Any) -> None:
    """MON-1: who saves a concept second gets the 409 page, and keeps the words."""
    voortgang, melder = wereld.drenthe.rij["voortgang"], wereld.personen["andere provincie"]
    twee = [
        stuurder(
            wie, f"/monitor/voortgang/{voortgang.pk}/", stadium="bezig", toelichting=tekst
        )
        for wie, tekst in ((melder, "Mijn lezing."), (collega(melder), "Mijn lezing, anders."))
    ]  # fmt: skip
    antwoorden = samen(monkeypatch, "monitoring.services.voortgang.schrijf", *twee)
    een_wint(antwoorden, "Mijn lezing")
    assert {a.status_code for a in antwoorden} == {302, 409}


SAMENLOPEN = (
    two_regietafelleden_decide_one_triage,
    a_double_click_gives_one_advice,
    two_people_freeze_one_list,
    two_people_record_one_uitkomst,
    two_colleagues_report_for_one_side,
    two_colleagues_write_on_one_concept,
)


def zonder_zeal() -> Any:
    """Without the counter of repeated queries, as in the other tests over the whole."""
    zonder = [naam for naam in settings.MIDDLEWARE if "zeal" not in naam]
    return override_settings(MIDDLEWARE=zonder)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done_and_the_other_hears_why(monkeypatch, subtests):
    """TRI-6, ROL-2, BOL-1, BES-2, MON-1: one world for all, as making it takes longer than all
    that happens in it.
    """
    with zonder_zeal():
        wereld = maak_wereld()
        for samenloop in SAMENLOPEN:
            with subtests.test(samenloop.__name__):
                samenloop(wereld, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_an_arrangement_is_established_and_published_once(monkeypatch):
    """ARR-1, ARR-4: two people take each step at once; there is one step and one frozen edition."""
    with zonder_zeal():
        proef = Proef().besloten()
        ander = collega(proef.staf)
        for stap, wordt in (("stel_vast", "vastgesteld"), ("publiceer", "gepubliceerd")):
            url = f"/arrangementen/{proef.arrangement.pk}/stap/{stap}/"
            twee = [stuurder(wie, url) for wie in (proef.staf, ander)]
            een_wint(
                samen(monkeypatch, "arrangementen.services.arrangement.voer_stap_uit", *twee),
                "Deze stap kan niet bij een arrangement",
            )
            assert proef.nu().status == wordt
            assert Arrangementstap.objects.filter(naar=wordt).count() == 1
            assert Vaststelling.objects.count() == 1
            if stap == "stel_vast":
                proef.kamerbrief()
