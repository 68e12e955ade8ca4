"""Who sees which afspraak, in each status (ZIC-3, ARR-7, the access table)."""

import pytest
from django.utils import timezone

from arrangementen.models import Actie, Afspraak, Akkoord, Geldregel, Landing, Relatie
from arrangementen.services import status
from governance.models import Lijstonderwerp, Lijstregel
from novex.rechten import Rol
from tests.arrangementen.factories import (
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    bol_ronde,
)
from tests.arrangementen.stappen import stap
from tests.dossiers.paginas import als
from tests.factories import GebruikerFactory, ProvincieFactory
from tests.governance.lijsten import regel

RIJK = ("accounthouder", "accounthouder_elders", "regietafellid", "expert", "staf",
        "bestuurder_rijk")  # fmt: skip
EIGEN = ("provinciaal", "bestuurder_provincie")


def ziet(user, afspraak):
    return Afspraak.objects.for_user(user).filter(pk=afspraak.pk).exists()


@pytest.mark.parametrize("stand", ["", "afgestemd", "vastgesteld"])
@pytest.mark.parametrize("wie", RIJK + EIGEN)
def test_rijk_and_own_provincie_see_every_status(request, accounthouder, stand, wie):
    """ZIC-3: the Rijk, and the provincie of the vraagstuk."""
    afspraak = AfspraakFactory(**({stand: True} if stand else {}))
    assert ziet(request.getfixturevalue(wie), afspraak)


@pytest.mark.parametrize("stand", ["", "afgestemd", "vastgesteld"])
@pytest.mark.parametrize("wie", ["buitenstaander", "beheerder"])
def test_an_outsider_sees_nothing_before_publication(request, accounthouder, stand, wie):
    """ZIC-3, ARR-7: not a concept, not an established one under embargo."""
    afspraak = AfspraakFactory(**({stand: True} if stand else {}))
    assert not ziet(request.getfixturevalue(wie), afspraak)


def test_another_provincie_sees_what_was_published(accounthouder, buitenstaander, beheerder):
    """ARR-7: p in the access table; a beheerder still sees no content."""
    afspraak = AfspraakFactory(vastgesteld=True)
    Afspraak.objects.filter(pk=afspraak.pk).update(openbaar_op=timezone.now())
    assert ziet(buitenstaander, afspraak)
    assert not ziet(beheerder, afspraak)


def test_how_a_published_afspraak_was_made_stays_with_whom_it_concerns(
    accounthouder, provinciaal, buitenstaander, staf
):
    """ZIC-3, ARR-7: another provincie reads what was agreed; not who gave in on what, who agreed
    when, what is not confirmed, nor why it refers to another."""
    afspraak = AfspraakFactory(akkoorden=True)
    afspraak.woordkeuzes.create(woord="verkennen", reden="GEHEIM-WOORD", door=accounthouder)
    GeldregelFactory(afspraak=afspraak, omschrijving="GEHEIM-BEDRAG")
    stap(afspraak, "afstemmen", accounthouder, motivatie="GEHEIM-MOTIVATIE")
    ander = AfspraakFactory()
    Relatie.objects.create(
        afspraak=afspraak, andere=ander, soort="hangt_af_van", reden="GEHEIM-RELATIE",
        door=accounthouder,
    )  # fmt: skip
    Afspraak.objects.update(openbaar_op=timezone.now())
    for wie in (provinciaal, staf):
        assert als(wie).get(afspraak.get_absolute_url()).text.count("GEHEIM") >= 3
        assert als(wie).get(f"{afspraak.get_absolute_url()}akkoord/").status_code == 200
    pagina = als(buitenstaander).get(afspraak.get_absolute_url())
    assert pagina.status_code == 200
    assert "GEHEIM" not in pagina.text
    assert "Akkoord per partij" not in pagina.text
    assert str(ander) in pagina.text
    assert "<dt>Besluit</dt>" in pagina.text  # there is none yet; one that is hidden is no row
    assert als(buitenstaander).get(f"{afspraak.get_absolute_url()}akkoord/").status_code == 404


@pytest.mark.parametrize("wie", ["buitenstaander", "provinciaal"])
def test_a_link_to_the_vraagstuk_is_for_who_may_open_it(request, accounthouder, wie):
    """ZIC-3, ARR-7: of another provincie's published afspraak the dossier stays closed."""
    afspraak = AfspraakFactory(vastgesteld=True)
    Afspraak.objects.filter(pk=afspraak.pk).update(openbaar_op=timezone.now())
    client = als(request.getfixturevalue(wie))
    link = f'href="{afspraak.vraagstuk.get_absolute_url()}"'
    zonder_besluit = "<dt>Besluit</dt>" not in client.get(afspraak.get_absolute_url()).text
    assert zonder_besluit == (wie == "buitenstaander")
    for url in ("/afspraken/", afspraak.get_absolute_url()):
        pagina = client.get(url).content.decode()
        assert afspraak.vraagstuk.nummer in pagina
        assert (link in pagina) == (wie == "provinciaal")


def test_a_landsdeel_concerns_its_provincies(accounthouder, overijssel, gelderland, drenthe):
    """ZIC-3: what concerns it across provincies, once established; not its concept."""
    buur = gebruiker_van(overijssel)
    concept = AfspraakFactory(scope="landsdeel", landsdeel=gelderland.landsdeel)
    vast = AfspraakFactory(scope="landsdeel", landsdeel=gelderland.landsdeel, vastgesteld=True)
    assert not ziet(buur, concept)
    assert ziet(buur, vast)
    assert not ziet(gebruiker_van(drenthe), vast)


def gebruiker_van(provincie):
    return GebruikerFactory(organisatie=provincie.organisatie, rollen=[Rol.PROVINCIE])


def test_landelijk_concerns_everyone_once_established(accounthouder, buitenstaander):
    """ZIC-3: a landelijke afspraak holds in every provincie; its concept is of the vraagstuk."""
    assert ziet(buitenstaander, AfspraakFactory(scope="landelijk", vastgesteld=True))
    assert not ziet(buitenstaander, AfspraakFactory(scope="landelijk"))


@pytest.mark.parametrize("stand", ["", "afgestemd"])
def test_a_withdrawn_concept_concerns_nobody_else(accounthouder, overijssel, gelderland, stand):
    """ZIC-3, ARR-7: it was never established, whatever its scope; nor do its parts show."""
    buur = gebruiker_van(overijssel)
    for plek in ({"scope": "landelijk"},
                 {"scope": "landsdeel", "landsdeel": gelderland.landsdeel}):  # fmt: skip
        afspraak = AfspraakFactory(**plek, **({stand: True} if stand else {}))
        stap(afspraak, "trek_in", accounthouder)
        assert not ziet(buur, afspraak)
    assert not Actie.objects.for_user(buur).exists()


def test_an_established_afspraak_that_ended_still_concerns(accounthouder, staf, buitenstaander):
    """ZIC-3, ALG-2: who was concerned reads how it ended, also of one from a source."""
    vast = AfspraakFactory(scope="landelijk", vastgesteld=True)
    historisch = AfspraakFactory(historisch=True, scope="landelijk")
    for afspraak in (vast, historisch):
        stap(afspraak, "beeindig", staf)
        assert ziet(buitenstaander, afspraak)


def test_a_historical_afspraak_is_of_the_provincies_it_names(
    accounthouder, provinciaal, buitenstaander, gelderland
):
    """AFS-1: Rijk and the provincies named; landelijk for everyone who takes part."""
    eigen = AfspraakFactory(historisch=True, provincies=[gelderland])
    landelijk = AfspraakFactory(historisch=True, scope="landelijk")
    assert ziet(provinciaal, eigen)
    assert not ziet(buitenstaander, eigen)
    assert ziet(accounthouder, eigen)
    assert ziet(buitenstaander, landelijk)


def test_parts_follow_their_afspraak(accounthouder, provinciaal, buitenstaander):
    """ZIC-1: a child asks its parent."""
    afspraak = AfspraakFactory(akkoorden=True)
    LandingFactory(afspraak=afspraak)
    GeldregelFactory(afspraak=afspraak)
    for model in (Actie, Akkoord, Landing, Geldregel):
        assert model.objects.for_user(provinciaal).exists()
        assert not model.objects.for_user(buitenstaander).exists()


def test_a_disabled_account_sees_nothing(accounthouder):
    accounthouder.is_active = False
    assert not ziet(accounthouder, AfspraakFactory())


def test_rights_follow_the_provincies_it_concerns(accounthouder, gelderland, overijssel):
    """ROL-1: its own, those of its landsdeel, and those of its vraagstuk."""
    afspraak = AfspraakFactory(provincies=[overijssel])
    assert afspraak.betrokken_provincie_ids() == {gelderland.pk, overijssel.pk}
    landelijk = AfspraakFactory(historisch=True, scope="landelijk")
    assert landelijk.betrokken_provincie_ids() >= {gelderland.pk, overijssel.pk}


@pytest.mark.parametrize(
    "recht",
    [
        "arrangementen.afspraak_wijzigen",
        "arrangementen.akkoord_geven",
        "arrangementen.landing_vastleggen",
        "monitoring.voortgang_melden",
    ],
)
def test_a_provincie_has_rights_on_its_own_only(provinciaal, buitenstaander, recht):
    """ROL-1: role *and* provincie; what another provincie may read it may not change."""
    afspraak = AfspraakFactory(vastgesteld=True)
    assert provinciaal.has_perm(recht, afspraak)
    assert buitenstaander.has_perm(recht)
    assert not buitenstaander.has_perm(recht, afspraak)


def test_a_joint_concept_on_the_list_is_of_its_own_provincies(
    client, staf, provinciaal, overijssel, drenthe
):
    """ZIC-3, BOL-1: the niveau decides its place; a third provincie reads no line and no title.

    Not the text, the title of the vraagstuk, nor the item; a line by hand at that place it does.
    """
    buur, derde = (gebruiker_van(p) for p in (overijssel, drenthe))
    ronde = bol_ronde()
    gezamenlijk = {
        "landsdeel": AfspraakFactory(tekst="Gelderland en Overijssel kiezen."),
        "landelijk": AfspraakFactory(tekst="Gelderland en Zuid kiezen."),
    }
    gezamenlijk["landsdeel"].provincies.add(ProvincieFactory(landsdeel=overijssel.landsdeel))
    gezamenlijk["landelijk"].provincies.add(ProvincieFactory(landsdeel__code="zuid"))
    for niveau, afspraak in gezamenlijk.items():
        status.zet_op_lijst(pk=afspraak.pk, ronde=ronde, door=staf)
        assert ronde.lijstonderwerpen.get(regels__bron_sleutel=afspraak.nummer).niveau == niveau
    regel(ronde, staf, "Voor iedereen.", titel="Landelijk")

    def leest(user):
        client.force_login(user)
        pagina = client.get(f"/rondes/{ronde.pk}/lijst/regels/").text
        return [
            *(
                deel in pagina
                for a in gezamenlijk.values()
                for deel in (a.tekst, a.vraagstuk.titel)
            ),
            "Voor iedereen." in pagina,
            Lijstregel.objects.for_user(user).count(),
            Lijstonderwerp.objects.for_user(user).count(),
        ]

    for user in (staf, provinciaal):
        assert leest(user) == [True, True, True, True, True, 3, 3]
    for user in (buur, derde):
        assert leest(user) == [False, False, False, False, True, 1, 1]
