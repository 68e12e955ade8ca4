"""Who sees what of the tables, both ways (ZIC-2, ZIC-3, BES-5, BES-7, OVL-2)."""

import pytest
from django.urls import reverse

from dossiers.models import Fase
from governance.gremia import Gremium
from governance.models import (
    Afwijking,
    Agendapunt,
    Agendareactie,
    Agendaversie,
    Annotatie,
    Mandaat,
    Mandaatwijziging,
    Overleg,
    Rijksinzet,
    Uitkomst,
)
from governance.services import afwijking, agenda
from tests.factories import GebruikerFactory
from tests.governance.factories import (
    AgendapuntFactory,
    MandaatFactory,
    OverlegFactory,
    RijksinzetFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)

ALLEN = [
    "accounthouder",
    "regietafellid",
    "expert",
    "expert_ienw",
    "staf",
    "provinciaal",
    "buitenstaander",
    "bestuurder_rijk",
    "bestuurder_provincie",
    "beheerder",
]
RIJK = {"accounthouder", "regietafellid", "expert", "expert_ienw", "staf"}


@pytest.fixture
def wie(request):
    return {naam: request.getfixturevalue(naam) for naam in ALLEN}


@pytest.fixture
def vraagstuk(gelderland, lvvn, ienw):
    return rijp_vraagstuk(organisaties=[lvvn, ienw])


def ziet(wie, model):
    return {naam for naam, user in wie.items() if model.objects.for_user(user).exists()}


def test_who_sees_a_mandaat(wie, vraagstuk, lvvn):
    """VRO, the regietafel and that department; no one else (BES-5)."""
    MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn)
    assert ziet(wie, Mandaat) == {"accounthouder", "regietafellid", "staf", "expert"}


def test_a_regietafellid_without_seat_sees_its_own_only(wie, vraagstuk, lvvn, ienw):
    """The role without the assignment shows nothing of another department (ROL-1, BES-5)."""
    MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn)
    zonder_zetel = GebruikerFactory(organisatie=ienw, rollen=["regietafellid"])
    assert not Mandaat.objects.for_user(zonder_zetel).exists()


def test_a_bestuurder_of_a_department_sees_its_own_mandaat(vraagstuk, lvvn, bestuurder_rijk):
    """Own organisation only, also at VRO (BES-5)."""
    MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn)
    eigen = GebruikerFactory(organisatie=lvvn, rollen=["bestuurder"])
    assert Mandaat.objects.for_user(eigen).exists()
    assert not Mandaat.objects.for_user(bestuurder_rijk).exists()


def test_who_reads_why_a_mandaat_changed(client, wie, vraagstuk, lvvn, ienw, expert):
    """ALG-2, BES-5, ZIC-2: who reads the mandaat, each change of it; nobody else a word of it."""
    mandaat = MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn, ruimte="Alleen A.")
    for oud, reden in (("Variant B mag.", "De kosten."), ("Variant C mag.", "Het water.")):
        Mandaatwijziging(mandaat=mandaat, oud=oud, reden=reden, door=expert).save()
    gelezen = set()
    for naam, user in wie.items():
        client.force_login(user)
        antwoord = client.get(reverse("governance:mandaten", args=[vraagstuk.pk]))
        inhoud = antwoord.content.decode()
        woorden = ("De kosten.", "Variant B mag.", "Het water.", "Variant C mag.")
        gevonden = {woord for woord in woorden if woord in inhoud}
        assert gevonden in (set(), set(woorden)), naam
        gelezen |= {naam} if gevonden else set()
    assert gelezen == ziet(wie, Mandaat) == {"accounthouder", "regietafellid", "staf", "expert"}


def test_who_sees_a_rijksinzet(wie, vraagstuk):
    """The Rijk every version, the province only what was released (BES-7)."""
    inzet = RijksinzetFactory(vraagstuk=vraagstuk)
    assert ziet(wie, Rijksinzet) == RIJK | {"bestuurder_rijk"}
    Rijksinzet._meta.get_field("status").set_state(inzet, "vrijgegeven")
    inzet.save(update_fields=["status"])
    assert ziet(wie, Rijksinzet) == set(ALLEN) - {"buitenstaander", "beheerder"}


def test_who_sees_an_annotatie(wie, vraagstuk, expert):
    """Level rijk for the Rijk, own organisation for that one, never the region (AGE-2)."""
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    agenda.annoteer(pk=punt.pk, zichtbaarheid="eigen_organisatie", tekst="X", door=expert)
    assert ziet(wie, Annotatie) == {"expert"}
    agenda.annoteer(pk=punt.pk, zichtbaarheid="rijk", tekst="Y", door=expert)
    assert ziet(wie, Annotatie) == RIJK


def test_who_sees_an_agenda_in_concept_and_after(wie, vraagstuk):
    """Who only reads waits for the sending; another province never sees it (ZIC-3)."""
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    assert ziet(wie, Agendapunt) == RIJK | {"provinciaal"}
    in_stand(punt.overleg, "verzonden")
    assert ziet(wie, Agendapunt) == set(ALLEN) - {"buitenstaander", "beheerder"}


def test_a_joint_do_shows_each_province_its_own(
    gelderland, drenthe, provinciaal, buitenstaander, staf
):
    """In one joint meeting each province sees the punten that name it (OVL-2)."""
    samen = OverlegFactory(provincies=[gelderland, drenthe])
    eigen = AgendapuntFactory(overleg=samen, vraagstuk=rijp_vraagstuk(), provincies=[gelderland])
    ander = AgendapuntFactory(
        overleg=samen,
        vraagstuk=rijp_vraagstuk(provincies=[drenthe], lead_provincie=drenthe),
        provincies=[drenthe],
    )
    verzonden(samen, staf)
    for punt in (eigen, ander):
        met_uitkomst(punt, staf)
    # Of both provincies, and of no vraagstuk: the punt itself says whom it is for.
    samen_vraagstuk = rijp_vraagstuk(provincies=[gelderland, drenthe])
    beide = AgendapuntFactory(overleg=samen, vraagstuk=samen_vraagstuk, provincies=[drenthe])
    los = AgendapuntFactory(overleg=samen, vraagstuk=None, provincies=[drenthe])
    assert list(Agendapunt.objects.for_user(provinciaal)) == [eigen]
    assert set(Agendapunt.objects.for_user(buitenstaander)) == {ander, beide, los}
    assert [u.agendapunt for u in Uitkomst.objects.for_user(provinciaal)] == [eigen]


@pytest.mark.parametrize("gremium", [Gremium.REGIETAFEL, Gremium.SNELLE_TAFEL])
def test_tables_of_the_rijk_stay_there(wie, vraagstuk, gremium):
    """A province hears the result of regietafel and snelle tafel, not the table (SNE-1, H 4.3)."""
    AgendapuntFactory(overleg=OverlegFactory(gremium=gremium), vraagstuk=vraagstuk)
    assert not {"provinciaal", "bestuurder_provincie"} & ziet(wie, Overleg)
    assert not {"provinciaal", "bestuurder_provincie"} & ziet(wie, Agendapunt)


@pytest.mark.parametrize("gremium", [Gremium.ACCOUNTTEAM, Gremium.WERKGROEP])
def test_a_table_without_the_regio_is_not_named_to_it(
    client, vraagstuk, staf, expert, provinciaal, gremium
):
    """ZIC-2, OVL-2: not by the feit that the vraagstuk stands on its agenda either."""
    overleg = OverlegFactory(gremium=gremium, naam="Vooroverleg van het Rijk", provincies=[])
    AgendapuntFactory(overleg=overleg, vraagstuk=vraagstuk, provincies=[])
    agenda.verzend(overleg_pk=overleg.pk, door=staf)
    for lezer, leest in ((provinciaal, False), (expert, True)):
        client.force_login(lezer)
        assert (client.get(overleg.get_absolute_url()).status_code == 200) is leest
        pagina = client.get(vraagstuk.get_absolute_url()).content.decode()
        assert ("Vooroverleg van het Rijk" in pagina) is leest


def test_that_a_mandaat_was_missing_stays_inside(wie, vraagstuk, staf):
    """The motivated lack is Rijk-internal; a skipped GP-DG is not (BES-5, BES-10)."""
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    afwijking.motiveer(pk=punt.pk, regel="zonder_mandaat", reden="Volgt.", door=staf)
    assert ziet(wie, Afwijking) == RIJK
    bol = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"), vraagstuk=vraagstuk, soort="ter_besluitvorming"
    )
    afwijking.motiveer(pk=bol.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)
    assert "provinciaal" in ziet(wie, Afwijking)


def test_a_reaction_is_read_by_the_rijk_and_its_province(
    wie, gelderland, drenthe, provinciaal, buitenstaander
):
    """In a joint DO one province does not read the bezwaar of the other (ZIC-3)."""
    samen = OverlegFactory(provincies=[gelderland, drenthe])
    AgendapuntFactory(overleg=samen, vraagstuk=None, soort="ter_bespreking")
    agenda.reageer(overleg_pk=samen.pk, soort="bezwaar", reden="Nee.", door=provinciaal)
    assert not Agendareactie.objects.for_user(buitenstaander).exists()
    assert Agendareactie.objects.for_user(provinciaal).exists()
    assert "staf" in ziet(wie, Agendareactie)


def pagina(client, user, naam, pk):
    client.force_login(user)
    return client.get(reverse(f"governance:{naam}", args=[pk]))


def test_no_page_of_a_province_gives_away_the_rijk(
    client, provinciaal, bestuurder_provincie, staf, expert, lvvn, vraagstuk
):
    """Mandaat, annotatie, unreleased inzet and their absence: on no page, in no blocker (ZIC-2)."""
    MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn, ruimte="GEHEIM mandaat")
    RijksinzetFactory(vraagstuk=vraagstuk, tekst="GEHEIM inzet")
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    agenda.annoteer(pk=punt.pk, zichtbaarheid="rijk", tekst="GEHEIM annotatie", door=expert)
    afwijking.motiveer(pk=punt.pk, regel="zonder_mandaat", reden="GEHEIM reden", door=staf)

    def gelekt(user):
        gelezen = "".join(
            pagina(client, user, naam, pk).content.decode()
            for naam, pk in (
                ("overleg-detail", punt.overleg_id),
                ("agenda", punt.overleg_id),
                ("agenda-verzonden", punt.overleg_id),
                ("uitkomsten", punt.overleg_id),
                ("agendering", vraagstuk.pk),
                ("rijksinzet", vraagstuk.pk),
                ("verschillen", vraagstuk.pk),
                ("mandaten", vraagstuk.pk),
            )
        )
        return [woord for woord in ("GEHEIM", "andaat van", "Annotatie") if woord in gelezen]

    assert gelekt(provinciaal) == []
    verzonden(punt.overleg, staf)
    for user in (provinciaal, bestuurder_provincie):
        assert gelekt(user) == []
    client.force_login(staf)
    assert "GEHEIM annotatie" in pagina(client, staf, "agenda", punt.overleg_id).content.decode()


def test_candidates_show_a_province_one_fixed_sentence(client, provinciaal, staf, vraagstuk):
    """What the Rijk still has to do reads the same for a province (VRA-3, ZIC-2)."""
    overleg = OverlegFactory()
    vast = "De interdepartementale voorbereiding is nog niet klaar."
    provincie = pagina(client, provinciaal, "agenda", overleg.pk).content.decode()
    assert vast in provincie
    assert "LVVN" not in provincie
    rijk = pagina(client, staf, "agenda", overleg.pk).content.decode()
    assert "Het mandaat van LVVN ontbreekt." in rijk
    assert vast not in rijk


def test_the_frozen_agenda_is_filtered_per_reader(
    client, gelderland, drenthe, provinciaal, buitenstaander, staf
):
    """One frozen version; each province reads the punten that name it (AGE-3, ZIC-3)."""
    samen = OverlegFactory(provincies=[gelderland, drenthe])
    AgendapuntFactory(
        overleg=samen, vraagstuk=None, onderwerp="Rivier", soort="ter_bespreking",
        provincies=[gelderland],
    )  # fmt: skip
    AgendapuntFactory(
        overleg=samen, vraagstuk=None, onderwerp="Veen", soort="ter_bespreking",
        provincies=[drenthe],
    )  # fmt: skip
    verzonden(samen, staf)
    for user, wel, niet in ((provinciaal, "Rivier", "Veen"), (buitenstaander, "Veen", "Rivier")):
        gelezen = pagina(client, user, "agenda-verzonden", samen.pk).content.decode()
        assert wel in gelezen
        assert niet not in gelezen
    assert Agendaversie.objects.get().sha256 in gelezen


def test_an_erratum_on_the_punt_of_another_says_that_ones_own_stayed(
    client, gelderland, drenthe, provinciaal, buitenstaander, staf
):
    """AGE-3, ALG-2, ZIC-3: the reason is for all readers; what changed for who sees the punt."""
    samen = OverlegFactory(provincies=[gelderland, drenthe])
    rivier, _ = (
        AgendapuntFactory(
            overleg=samen, vraagstuk=None, onderwerp=naam, soort="ter_bespreking",
            provincies=[provincie], toelichting=f"Over de {naam}.",
        )
        for naam, provincie in (("Rivier", gelderland), ("Veen", drenthe))
    )  # fmt: skip
    verzonden(samen, staf)
    client.force_login(staf)
    rivier.refresh_from_db()
    invoer = {"onderwerp": "Rivier", "toelichting": "Met dijk.", "reden": "Er ontbrak iets."}
    adres = reverse("governance:erratum", args=[rivier.pk])
    assert client.post(adres, invoer | {"versie": rivier.versie}).status_code == 302
    zin = "De punten die u kunt zien, zijn niet veranderd."
    for user, veranderd in ((provinciaal, True), (buitenstaander, False), (staf, True)):
        gelezen = pagina(client, user, "agenda-verzonden", samen.pk).content.decode()
        assert "Er ontbrak iets." in gelezen
        gezien = ("Gewijzigd in deze versie" in gelezen, zin in gelezen)
        assert gezien == (veranderd, not veranderd)


def test_another_province_gets_404(client, buitenstaander, vraagstuk):
    """Not visible is not there (ZIC-3)."""
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    for naam in ("overleg-detail", "agenda", "uitkomsten"):
        assert pagina(client, buitenstaander, naam, punt.overleg_id).status_code == 404
    for naam in ("mandaten", "rijksinzet", "agendering", "verschillen"):
        assert pagina(client, buitenstaander, naam, vraagstuk.pk).status_code == 404
    assert pagina(client, buitenstaander, "agendapunt-wijzigen", punt.pk).status_code == 404
    assert vraagstuk.fase == Fase.OORDEELSVORMING
