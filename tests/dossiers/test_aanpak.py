"""The aanpak and its richtingen: shared text of those who take part (VRA-11, VRA-12)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dossiers.models import Aanpak, Fase, Oplossingsrichting, Tekstwijziging
from dossiers.services import aanpak
from novex.forms import Verouderd
from tests.dossiers.factories import AanpakFactory, FeitFactory, RichtingFactory, in_fase
from tests.weigeringen import geweigerd

F = Fase


@pytest.fixture
def vraagstuk(gelderland, lvvn):
    return in_fase(F.OORDEELSVORMING, organisaties=[lvvn])


def test_the_first_aanpak_and_its_change(vraagstuk, accounthouder, provinciaal):
    """VRA-11, VRA-16: logged under its own labels; a stale form is refused."""
    doe = {"pk": vraagstuk.pk, "versie": 1}
    rij = aanpak.wijzig_aanpak(**doe, velden={"tempo": "In 2027"}, door=accounthouder)
    assert rij.versie == 2
    with pytest.raises(Verouderd):
        aanpak.wijzig_aanpak(**doe, velden={"tempo": "In 2028"}, door=provinciaal)
    aanpak.wijzig_aanpak(
        pk=vraagstuk.pk,
        versie=2,
        velden={"bestuurlijke_keuze_nodig": True},
        door=provinciaal,
    )
    regels = list(Tekstwijziging.objects.order_by("pk").values_list("veld", "oud", "nieuw", "kant"))
    assert regels == [
        ("aanpak.tempo", "", "In 2027", "rijk"),
        ("aanpak.bestuurlijke_keuze_nodig", "", "ja", "regio"),
    ]


def test_the_aanpak_is_frozen_at_sending(gelderland, accounthouder):
    """VRA-11, OVL-5: after the papers were sent a change is nagezonden, with reason."""
    rij = AanpakFactory(vraagstuk=in_fase(F.BESLUITVORMING))
    velden = {"tempo": "Een jaar later"}

    def doe(**anders):
        return aanpak.wijzig_aanpak(
            pk=rij.vraagstuk_id,
            versie=Aanpak.objects.get().versie,
            velden=velden,
            door=accounthouder,
            **anders,
        )

    doe()
    assert Tekstwijziging.objects.get().soort == "gewoon"
    FeitFactory(vraagstuk=rij.vraagstuk, soort="op_verzonden_agenda", kenmerk="7")
    velden = {"tempo": "Twee jaar later"}
    with geweigerd("reden_ontbreekt"):
        doe()
    doe(reden="De provincie vroeg erom.")
    assert Tekstwijziging.objects.first().soort == "nagezonden"


def test_a_preference_is_a_richting_of_this_vraagstuk(vraagstuk, accounthouder):
    """VRA-12."""
    elders = RichtingFactory()
    with pytest.raises(ValidationError, match="hoort bij een ander vraagstuk"):
        aanpak.wijzig_aanpak(
            pk=vraagstuk.pk,
            versie=1,
            velden={"voorkeursrichting": elders},
            door=accounthouder,
        )
    assert not Aanpak.objects.exists()


def test_a_richting_is_added_changed_and_weighed(vraagstuk, expert, provinciaal):
    """VRA-12, VRA-16: a department writes on what it is involved in."""
    eerste = aanpak.voeg_richting_toe(
        pk=vraagstuk.pk, velden={"titel": "Bouwen op terpen"}, door=expert
    )
    tweede = aanpak.voeg_richting_toe(pk=vraagstuk.pk, velden={"titel": "Elders"}, door=expert)
    assert (eerste.volgorde, tweede.volgorde) == (1, 2)
    aanpak.wijzig_richting(
        pk=eerste.pk, versie=eerste.versie, velden={"voor": "Droge voeten."}, door=provinciaal
    )
    with pytest.raises(Verouderd):
        aanpak.wijzig_richting(
            pk=eerste.pk, versie=eerste.versie, velden={"voor": "Anders."}, door=expert
        )
    weeg = {"pk": eerste.pk, "door": expert}
    gewogen = aanpak.weeg(**weeg, versie=3, cellen={"meervoudig": (1, "Combineert.")})
    cellen = {"meervoudig": (2, "Combineert echt.")}
    with pytest.raises(Verouderd):
        aanpak.weeg(**weeg, versie=3, cellen=cellen)
    aanpak.weeg(**weeg, versie=gewogen.versie, cellen=cellen)
    assert eerste.wegingen.get().score == 2
    labels = [r.label for r in Tekstwijziging.objects.order_by("pk")]
    assert labels[0] == "1. Bouwen op terpen: Titel"
    assert "1. Bouwen op terpen: Voordelen" in labels
    assert len([r for r in Tekstwijziging.objects.all() if ".meervoudig." in r.veld]) == 4


@pytest.mark.parametrize(
    ("cel", "code"),
    [((3, "Combineert."), "score_past_niet"), ((1, " "), "motivatie_ontbreekt")],
)
def test_a_weging_has_a_score_and_a_motivation(vraagstuk, accounthouder, cel, code):
    """VRA-12."""
    richting = RichtingFactory(vraagstuk=vraagstuk)
    with geweigerd(code):
        aanpak.weeg(pk=richting.pk, versie=1, cellen={"meervoudig": cel}, door=accounthouder)


def test_a_department_that_is_not_involved_does_not_write(vraagstuk, expert_ienw):
    """VRA-12: a department for its own domein."""
    with pytest.raises(PermissionDenied, match="Uw departement is niet betrokken"):
        aanpak.voeg_richting_toe(pk=vraagstuk.pk, velden={"titel": "X"}, door=expert_ienw)
    assert not Oplossingsrichting.objects.exists()
