"""A signaal that is added to what ended asks to look again, until somebody did (SIG-3, VRA-8)."""

import pytest

from dossiers.models import Fase, Notitie, Vraagstuk
from dossiers.services import belegging, vraagstukken
from monitoring.werkvragen import aan_zet
from tests.dossiers.factories import BeleggingFactory, VraagstukFactory
from tests.dossiers.paginas import als, fouten, pagina, post, tekst
from tests.dossiers.signalen import SignaalFactory
from tests.weigeringen import geweigerd

VRAAG = "Er is een signaal toegevoegd. Kijk of dit vraagstuk weer open moet."


def voeg_toe(vraagstuk, door):
    signaal = SignaalFactory(ingediend=True)
    velden = {"soort": "bij_bestaand", "vraagstuk": vraagstuk.pk, "motivatie": "Hoort hierbij."}
    assert als(door).post(f"/signalen/{signaal.pk}/beantwoorden/", velden).status_code == 302


def test_it_is_asked_while_a_receiver_still_has_to_answer(accounthouder, expert, gelderland, lvvn):
    """SIG-3, VRA-7: beside the handover that waits, and after it was taken over."""
    v = VraagstukFactory(
        fase=Fase.ELDERS_BELEGD,
        lead_provincie=gelderland,
        lead_accounthouder=accounthouder,
        aan_zet_organisatie=lvvn,
    )
    gevraagd = BeleggingFactory(vraagstuk=v, ontvanger_organisatie=lvvn)
    voeg_toe(v, accounthouder)
    assert list(aan_zet(accounthouder)) == [v]
    belegging.aanvaard(pk=gevraagd.pk, door=expert)
    assert list(aan_zet(accounthouder)) == [v]
    assert Vraagstuk.objects.get().aan_zet_reden == VRAAG


@pytest.fixture
def beeindigd(accounthouder, gelderland):
    v = VraagstukFactory(
        fase=Fase.BEEINDIGD, lead_provincie=gelderland, lead_accounthouder=accounthouder
    )
    voeg_toe(v, accounthouder)
    return v


def test_it_may_stay_closed_with_a_reason(accounthouder, provinciaal, beeindigd):
    """SIG-3, VRA-8, ALG-2: the task ends, and both sides read why."""
    assert list(aan_zet(accounthouder)) == [beeindigd]
    detail = pagina(accounthouder, beeindigd)
    assert "/gesloten-laten/" in detail.text
    vraag = tekst(pagina(accounthouder, beeindigd, "gesloten-laten/"))
    assert "Alleen de regietafel heropent" in vraag
    assert fouten(post(accounthouder, beeindigd, "gesloten-laten/", reden=" ", gezien=1)) == [
        "De reden is leeg. Schrijf waarom het signaal dit niet opnieuw opent."
    ]
    post(accounthouder, beeindigd, "gesloten-laten/", reden="Het is hetzelfde.", gezien=1)
    assert list(aan_zet(accounthouder)) == []
    gelezen = pagina(provinciaal, beeindigd)
    assert "Blijft gesloten: Het is hetzelfde." in tekst(gelezen)
    assert "/gesloten-laten/" not in pagina(accounthouder, beeindigd).text


def test_what_was_not_asked_is_not_answered(accounthouder, beeindigd, gelderland):
    """SIG-3, VRA-7: not twice, not while open, and not what a receiver refused."""
    velden = {"door": accounthouder, "reden": "Het is hetzelfde.", "gezien": 1}
    vraagstukken.laat_gesloten(pk=beeindigd.pk, **velden)
    open_ = VraagstukFactory(fase=Fase.OPVOLGING, aan_zet_reden=VRAAG)
    geweigerde = VraagstukFactory(
        fase=Fase.ELDERS_BELEGD, aan_zet_reden="De ontvanger neemt dit niet over."
    )
    for v in (beeindigd, open_, geweigerde):
        with geweigerd("niets_gevraagd"):
            vraagstukken.laat_gesloten(pk=v.pk, **velden)
    assert Notitie.objects.count() == 1


def test_a_signaal_that_came_in_since_is_read_first(accounthouder, beeindigd):
    """SIG-3: an old tab does not close over what nobody read; sent again it is about both."""
    voeg_toe(beeindigd, accounthouder)
    antwoord = post(accounthouder, beeindigd, "gesloten-laten/", reden="Niets nieuws.", gezien=1)
    assert fouten(antwoord) == ["Er is intussen nog een signaal toegevoegd. Lees dat eerst."]
    assert list(aan_zet(accounthouder)) == [beeindigd]
    assert antwoord.context["form"]["gezien"].value() == 2


def test_the_receiver_is_aan_zet_again(accounthouder, gelderland, lvvn):
    """VRA-7: it still has to answer."""
    v = VraagstukFactory(
        fase=Fase.ELDERS_BELEGD,
        lead_provincie=gelderland,
        lead_accounthouder=accounthouder,
        aan_zet_organisatie=lvvn,
    )
    BeleggingFactory(vraagstuk=v, ontvanger_organisatie=lvvn)
    voeg_toe(v, accounthouder)
    vraagstukken.laat_gesloten(pk=v.pk, door=accounthouder, reden="Niets nieuws.", gezien=1)
    v.refresh_from_db()
    assert v.aan_zet_organisatie == lvvn
    assert v.aan_zet_reden.startswith("Laat weten of u dit overneemt, uiterlijk ")
