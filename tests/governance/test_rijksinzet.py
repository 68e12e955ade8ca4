"""The Rijksinzet: one text, agreed by all, out with the papers of the DO (BES-7)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from governance.models import Agendastatus, Inzetstatus, Rijksinzet
from governance.services import mandaten, rijksinzet
from monitoring.werkvragen_tafels import rijksinzet_akkoord_te_geven
from novex.models import Auditregel
from tests.dossiers.factories import FeitFactory
from tests.governance.factories import AgendapuntFactory, in_stand, rijp_vraagstuk, verzonden
from tests.weigeringen import geweigerd


@pytest.fixture
def vraagstuk(gelderland, lvvn, ienw, vro):
    return rijp_vraagstuk(organisaties=[lvvn, ienw, vro])


def mandaat(vraagstuk, door):
    return mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="Variant B mag.", door=door)


def schrijf(vraagstuk, door, versie=0, reden=""):
    return rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk,
        tekst=f"Kies voor water, versie {versie + 1}.",
        reden=reden,
        op_versie=versie,
        door=door,
    )


def rijksfeit(vraagstuk):
    return vraagstuk.feiten.van("rijksinzet").first()


def test_every_department_with_a_mandaat_agrees(vraagstuk, staf, expert, expert_ienw):
    """With the last akkoord the Rijk speaks with one voice, and the feit is told (BES-7)."""
    mandaat(vraagstuk, expert)
    mandaat(vraagstuk, expert_ienw)
    inzet = schrijf(vraagstuk, staf)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    assert Rijksinzet.objects.get().status == Inzetstatus.CONCEPT
    assert rijksfeit(vraagstuk) is None
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert_ienw)
    assert Rijksinzet.objects.get().status == Inzetstatus.AKKOORD
    assert rijksfeit(vraagstuk).publiek == "rijk"


def test_an_akkoord_without_mandaat_is_refused(vraagstuk, staf, expert):
    """Only a department that gave its mandaat agrees (BES-7)."""
    inzet = schrijf(vraagstuk, staf)
    with geweigerd("mandaat_ontbreekt"):
        rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)


def test_a_department_without_mandaat_holds_the_inzet(vraagstuk, staf, expert):
    """One mandaat of two is missing: agreed by all with a mandaat is not agreed yet (BES-5)."""
    mandaat(vraagstuk, expert)
    inzet = schrijf(vraagstuk, staf)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    assert Rijksinzet.objects.get().status == Inzetstatus.CONCEPT


def test_agreeing_twice_is_refused(vraagstuk, staf, expert):
    """One akkoord per department and version (BES-7)."""
    mandaat(vraagstuk, expert)
    inzet = schrijf(vraagstuk, staf)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    with geweigerd("akkoord_bestaat"):
        rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)


def test_a_later_version_has_a_reason_and_asks_again(vraagstuk, staf, expert, expert_ienw):
    """A change is a new version; what was agreed no longer counts (BES-7, VRA-19)."""
    for persona in (expert, expert_ienw):
        mandaat(vraagstuk, persona)
    eerste = schrijf(vraagstuk, staf)
    for persona in (expert, expert_ienw):
        rijksinzet.geef_akkoord(pk=eerste.pk, door=persona)
    with geweigerd("reden_ontbreekt"):
        schrijf(vraagstuk, staf, versie=1)
    tweede = schrijf(vraagstuk, staf, versie=1, reden="Kamerdebat.")
    assert (tweede.versie, tweede.status) == (2, Inzetstatus.CONCEPT)
    assert rijksfeit(vraagstuk) is None
    with geweigerd("oude_versie"):
        rijksinzet.geef_akkoord(pk=eerste.pk, door=expert)


def test_writing_on_an_older_version_is_refused(vraagstuk, staf):
    """Two writers at once: the second reads the first's text before going on (BES-7)."""
    schrijf(vraagstuk, staf)
    with geweigerd("verouderd"):
        schrijf(vraagstuk, staf, versie=0, reden="Ook ik.")


def test_with_vro_alone_the_inzet_is_agreed_at_once(gelderland, vro, staf):
    """No other department takes part: there is no one to ask (BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    schrijf(vraagstuk, staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.AKKOORD
    assert rijksfeit(vraagstuk)


def test_release_waits_for_the_papers_of_a_do(gelderland, vro, staf, accounthouder):
    """Not before a DO agenda with this vraagstuk is sent; then it is a logged act (BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    inzet = schrijf(vraagstuk, staf)
    with geweigerd("geen_do_stukken"):
        rijksinzet.geef_vrij(pk=inzet.pk, door=staf)
    tafel = AgendapuntFactory(vraagstuk=vraagstuk).overleg
    FeitFactory(vraagstuk=vraagstuk, soort="op_verzonden_agenda", kenmerk=str(tafel.pk))
    with pytest.raises(PermissionDenied):
        rijksinzet.geef_vrij(pk=inzet.pk, door=accounthouder)
    rijksinzet.geef_vrij(pk=inzet.pk, door=staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.VRIJGEGEVEN
    assert Auditregel.objects.filter(handeling="Rijksinzet vrijgegeven").exists()


def test_a_replaced_version_is_not_released(gelderland, vro, staf):
    """Agreed once, but there is a newer text: the regio reads neither (BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    eerste = schrijf(vraagstuk, staf)
    schrijf(vraagstuk, staf, versie=1, reden="Kamerdebat.")
    tafel = AgendapuntFactory(vraagstuk=vraagstuk).overleg
    FeitFactory(vraagstuk=vraagstuk, soort="op_verzonden_agenda", kenmerk=str(tafel.pk))
    with geweigerd("oude_versie"):
        rijksinzet.geef_vrij(pk=eerste.pk, door=staf)
    assert not Rijksinzet.objects.filter(status=Inzetstatus.VRIJGEGEVEN).exists()


def volgende_doorloop(vraagstuk):
    """Back from an earlier fase: what was told before no longer counts by itself (VRA-8)."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(doorloop=2)
    return Vraagstuk.objects.get(pk=vraagstuk.pk)


def test_a_later_do_does_not_release_the_text_of_an_earlier_doorloop(gelderland, vro, staf):
    """After a return the agenda goes out, the text that nobody confirmed stays (BES-7, VRA-8)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    inzet = schrijf(vraagstuk, staf)
    punt = AgendapuntFactory(vraagstuk=volgende_doorloop(vraagstuk), soort="ter_bespreking")
    verzonden(punt.overleg, staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.AKKOORD
    with geweigerd("inzet_eerdere_doorloop"):
        rijksinzet.geef_vrij(pk=inzet.pk, door=staf)


def test_a_confirmed_text_goes_out_with_a_later_do(gelderland, vro, staf, accounthouder):
    """Confirmed by name it counts again, and is released with the papers (VRA-8, BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    schrijf(vraagstuk, staf)
    nu = volgende_doorloop(vraagstuk)
    oud = Feit.objects.van("rijksinzet").get()
    feiten.herbevestig(pk=oud.pk, door=accounthouder, reden="De tekst klopt nog.")
    verzonden(AgendapuntFactory(vraagstuk=nu, soort="ter_bespreking").overleg, staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.VRIJGEGEVEN


def test_the_papers_of_an_earlier_do_do_not_release_a_new_text(gelderland, vro, staf):
    """A DO that was sent in doorloop 1 says nothing of the text of doorloop 2 (BES-7, VRA-8)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    in_stand(AgendapuntFactory(vraagstuk=vraagstuk).overleg, Agendastatus.GEHOUDEN)
    inzet = schrijf(volgende_doorloop(vraagstuk), staf)
    with geweigerd("geen_do_stukken"):
        rijksinzet.geef_vrij(pk=inzet.pk, door=staf)


def test_an_akkoord_on_the_text_of_an_earlier_doorloop_is_refused(
    client, vraagstuk, staf, expert, expert_ienw
):
    """One akkoord of doorloop 1 and one of doorloop 2 make no voice (VRA-8, BES-7)."""
    mandaat(vraagstuk, expert)
    mandaat(vraagstuk, expert_ienw)
    inzet = schrijf(vraagstuk, staf)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    nu = volgende_doorloop(vraagstuk)
    mandaat(nu, expert)
    mandaat(nu, expert_ienw)
    with geweigerd("inzet_eerdere_doorloop"):
        rijksinzet.geef_akkoord(pk=inzet.pk, door=expert_ienw)
    assert rijksfeit(vraagstuk) is None
    client.force_login(expert_ienw)
    pagina = client.get(reverse("governance:rijksinzet", args=[nu.pk])).content.decode()
    assert "Eerdere doorloop" in pagina
    assert "Akkoord geven" not in pagina


def test_a_concept_is_not_released(vraagstuk, staf):
    """What is not agreed stays inside, also when the agenda goes out (BES-7)."""
    inzet = schrijf(vraagstuk, staf)
    with geweigerd("stap_onmogelijk"):
        rijksinzet.geef_vrij(pk=inzet.pk, door=staf)
    verzonden(AgendapuntFactory(vraagstuk=vraagstuk, soort="ter_bespreking").overleg, staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.CONCEPT


def test_a_late_mandaat_takes_the_akkoord_back(gelderland, vro, lvvn, staf, expert):
    """A department joins after the text was agreed: it is asked too (BES-7)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    schrijf(vraagstuk, staf)
    vraagstuk.organisaties.add(lvvn)
    mandaat(vraagstuk, expert)
    assert Rijksinzet.objects.get().status == Inzetstatus.CONCEPT
    assert rijksfeit(vraagstuk) is None


def test_a_late_mandaat_takes_back_what_an_earlier_doorloop_told(
    gelderland, vro, lvvn, ienw, staf, expert, expert_ienw, accounthouder
):
    """BES-7, VRA-8: a text that a department with a mandaat never agreed to is not confirmed by
    name, and nobody is put aan zet for what did not count any more."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro, lvvn])
    mandaat(vraagstuk, expert)
    rijksinzet.geef_akkoord(pk=schrijf(vraagstuk, staf).pk, door=expert)
    oud = rijksfeit(vraagstuk)
    nu = volgende_doorloop(vraagstuk)
    nu.organisaties.add(ienw)
    mandaat(nu, expert_ienw)
    with geweigerd("herbevestigen_kan_niet"):
        feiten.herbevestig(pk=oud.pk, door=accounthouder, reden="De tekst klopt nog.")
    assert rijksfeit(vraagstuk) is None
    assert not Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden


def test_a_late_mandaat_takes_a_confirmation_back(
    gelderland, vro, lvvn, ienw, staf, expert, expert_ienw, accounthouder
):
    """BES-7, VRA-8, VRA-19: also when the text was confirmed first."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro, lvvn])
    mandaat(vraagstuk, expert)
    rijksinzet.geef_akkoord(pk=schrijf(vraagstuk, staf).pk, door=expert)
    nu = volgende_doorloop(vraagstuk)
    feiten.herbevestig(pk=rijksfeit(nu).pk, door=accounthouder, reden="De tekst klopt nog.")
    nu.organisaties.add(ienw)
    mandaat(nu, expert_ienw)
    assert rijksfeit(vraagstuk) is None
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden


def test_a_late_mandaat_is_made_good_after_release(
    gelderland, vro, lvvn, ienw, staf, expert, expert_ienw
):
    """BES-7, VRA-19: the department that joined agrees with the text that went out, and all agree
    again; its own work asks for it until then."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro, lvvn])
    mandaat(vraagstuk, expert)
    inzet = schrijf(vraagstuk, staf)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    verzonden(AgendapuntFactory(vraagstuk=vraagstuk, soort="ter_bespreking").overleg, staf)
    vraagstuk.organisaties.add(ienw)
    mandaat(vraagstuk, expert_ienw)
    assert rijksfeit(vraagstuk) is None
    assert list(rijksinzet_akkoord_te_geven(expert_ienw)) == [inzet]
    assert not rijksinzet_akkoord_te_geven(expert)
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert_ienw)
    assert rijksfeit(vraagstuk)
    assert Rijksinzet.objects.get().status == Inzetstatus.VRIJGEGEVEN
    assert not rijksinzet_akkoord_te_geven(expert_ienw)
