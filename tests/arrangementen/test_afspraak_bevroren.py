"""What stands still after concept, and how it goes on: another version, publication (AFS-9)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from arrangementen.models import Afspraak, Relatie
from arrangementen.services import acties, afspraken
from dossiers.models import Fase, Feit, Vraagstuk
from tests.arrangementen.afspraken import OP, maak, wijzig
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    GeldregelFactory,
    besluit_voor,
    geef_akkoorden,
    zet_status,
)
from tests.arrangementen.stappen import bevries, stap
from tests.dossiers.factories import VraagstukFactory
from tests.factories import OrganisatieFactory, ProvincieFactory
from tests.weigeringen import geweigerd


def test_an_afspraak_is_never_removed(vraagstuk, staf):
    """AFS-8: not by Python and not by SQL."""
    afspraak = maak(vraagstuk, staf)
    with pytest.raises(TypeError):
        Afspraak.objects.all().delete()

    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        Afspraak.objects.filter(pk=afspraak.pk)._raw_delete("default")


@pytest.mark.parametrize(
    ("stand", "code"),
    [("afgestemd", "geen_concept"), ("vastgesteld", "vastgesteld"), ("vervallen", "vervallen")],
)
def test_after_concept_the_text_stands_still(accounthouder, stand, code):
    """AFS-9: another status, no edit of any part; what ended does not come back."""
    if stand == "vervallen":
        afspraak = AfspraakFactory()
        zet_status(afspraak, stand, vervallen_reden="Niet meer nodig.", vervallen_op=OP)
    else:
        afspraak = AfspraakFactory(**{stand: True})
    with geweigerd(code):
        wijzig(afspraak, accounthouder, tekst="Anders.")
    with geweigerd(code):
        acties.verwijder_actie(pk=afspraak.acties.first().pk, door=accounthouder)
    with geweigerd(code):
        afspraken.laat_woord_staan(pk=afspraak.pk, woord="x", reden="y", door=accounthouder)


def test_the_database_freezes_an_established_afspraak(accounthouder):
    """AFS-9: no field, action, amount, party or provincie changes, whatever the code does."""
    afspraak = AfspraakFactory(vastgesteld=True)
    ander = OrganisatieFactory()

    def pogingen():
        yield lambda: Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Stil gewijzigd.")
        yield lambda: zet_status(afspraak, "concept")
        yield lambda: afspraak.acties.update(termijn="2030-01-01")
        yield lambda: ActieFactory(afspraak=afspraak)
        yield lambda: afspraak.acties.all().delete()
        yield lambda: GeldregelFactory(afspraak=afspraak)
        yield lambda: afspraak.partijen.add(ander)
        yield lambda: afspraak.provincies.clear()

    for poging in pogingen():
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            poging()
    Afspraak.objects.filter(pk=afspraak.pk).update(openbaar_op="2027-07-01T00:00Z")


def test_next_years_version_is_a_copy_with_a_reason(accounthouder):
    """AFS-9, AFS-8: a later change is a new concept that replaces the old one."""
    oud = AfspraakFactory(vastgesteld=True)
    nieuw = afspraken.maak_volgende_versie(
        pk=oud.pk, door=accounthouder, reden="Nieuwe cijfers.", jaar=2028
    )

    assert nieuw.nummer == "AFS-2028-001"
    assert (nieuw.status, nieuw.tekst, nieuw.uitkomst) == ("concept", oud.tekst, None)
    assert nieuw.elders_afgesproken is None
    assert nieuw.tekst_sha256 == Afspraak.objects.get(pk=oud.pk).tekst_sha256
    assert not nieuw.akkoorden.exists()
    relatie = Relatie.objects.get()
    assert (relatie.afspraak, relatie.andere, relatie.soort) == (nieuw, oud, "vervangt")


@pytest.mark.parametrize(
    ("velden", "code"),
    [({"reden": " "}, "reden_ontbreekt"), ({"jaar": 2027}, "jaar_niet_later")],
)
def test_a_version_needs_a_reason_and_a_later_year(accounthouder, velden, code):
    """AFS-9: without them there is no new version."""
    oud = AfspraakFactory(vastgesteld=True)
    gegevens = {"reden": "Nieuwe cijfers.", "jaar": 2028} | velden
    with geweigerd(code):
        afspraken.maak_volgende_versie(pk=oud.pk, door=accounthouder, **gegevens)


def test_a_version_of_a_historical_afspraak_is_agreed_on_here(
    client, accounthouder, staf, gelderland
):
    """AFS-1, AFS-9: it names a vraagstuk and a type, and can be established and frozen."""
    oud = AfspraakFactory(historisch=True, provincies=[gelderland], resultaat="Een kaart")
    gegevens = {"reden": "Nieuwe cijfers.", "jaar": 2027}
    with geweigerd("vraagstuk_ontbreekt", "type_ontbreekt"):
        afspraken.maak_volgende_versie(pk=oud.pk, door=accounthouder, **gegevens)
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, fase=Fase.OORDEELSVORMING)
    client.force_login(accounthouder)
    assert "nieuwe-versie/" in client.get(oud.get_absolute_url()).text
    antwoord = client.post(
        f"{oud.get_absolute_url()}nieuwe-versie/",
        gegevens | {"vraagstuk": vraagstuk.pk, "type": "A"},
    )
    nieuw = Afspraak.objects.get(vraagstuk=vraagstuk)
    assert antwoord["Location"] == nieuw.get_absolute_url()
    assert nieuw.is_nieuw

    ActieFactory(afspraak=nieuw, trekker_organisatie=gelderland.organisatie)
    geef_akkoorden(nieuw)
    zet_status(nieuw, "afgestemd")
    besluit_voor(vraagstuk)
    bevries(nieuw, staf)
    stap(nieuw, "vaststellen", staf)
    assert Afspraak.objects.get(pk=oud.pk).status == "vervallen"
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Afspraak.objects.filter(pk=nieuw.pk).update(tekst="Stil gewijzigd.")


def test_a_version_does_not_come_under_a_vraagstuk_of_another_provincie(
    provinciaal, drenthe, gelderland
):
    """ZIC-3, AFS-9: who makes it may see the vraagstuk and make afspraken there."""
    oud = AfspraakFactory(historisch=True, provincies=[gelderland])
    vreemd = VraagstukFactory(lead_provincie=drenthe, fase=Fase.OORDEELSVORMING)
    with pytest.raises(Vraagstuk.DoesNotExist):
        afspraken.maak_volgende_versie(
            pk=oud.pk, door=provinciaal, reden="Zo.", jaar=2027, vraagstuk=vreemd, type="A"
        )


def test_a_concept_gets_no_version(accounthouder):
    """AFS-9: only what was established."""
    with geweigerd("niet_vastgesteld"):
        afspraken.maak_volgende_versie(
            pk=AfspraakFactory().pk, door=accounthouder, reden="Zo.", jaar=2028
        )


def test_status_has_no_side_door(vraagstuk, staf):
    """AFS-5: update() refuses the status."""
    afspraak = maak(vraagstuk, staf)
    with pytest.raises(TypeError):
        Afspraak.objects.filter(pk=afspraak.pk).update(status="vastgesteld")
    with pytest.raises(AttributeError):
        afspraak.status = "vastgesteld"


def test_an_established_afspraak_has_a_besluit_in_the_database(db):
    """AFS-1: the constraint holds even past the services."""
    afspraak = AfspraakFactory()
    with (
        pytest.raises(IntegrityError, match="afspraak_vastgesteld_uit_besluit"),
        transaction.atomic(),
    ):
        zet_status(afspraak, "vastgesteld", vastgesteld_op=OP)


def test_an_earlier_edition_is_taken_whole_and_frozen(staf, gelderland, vraagstuk):
    """AFS-1, AFS-9: RA 2025 comes in established, with its actions, and then stands still."""
    afspraak = afspraken.neem_op_uit_bron(
        door=staf,
        bron_sleutel="ra-2025-1",
        herkomst_soort=Afspraak.Herkomst.RA_2025,
        provincies=[gelderland],
        partijen=[staf.organisatie],
        acties=[
            {
                "trekker_organisatie": gelderland.organisatie,
                "trekker_functie": "directeur ruimte",
                "resultaat": "Een kaart",
                "termijn": OP,
            }
        ],
        vraagstuk=vraagstuk,
        jaar=2025,
        titel="Kaart",
        tekst="Gelderland maakt een kaart.",
        scope="provincie",
        forum="BOL juni 2025",
    )
    assert (afspraak.nummer, afspraak.status) == ("AFS-2025-001", "vastgesteld")
    assert Feit.objects.get(vraagstuk=vraagstuk).soort == Feit.Soort.AFSPRAAK
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        afspraak.provincies.add(ProvincieFactory())


def test_without_forum_or_source_nothing_is_taken_over(staf):
    """AFS-1: an earlier afspraak says where it comes from."""
    with pytest.raises(ValidationError) as weigering:
        afspraken.neem_op_uit_bron(
            door=staf, bron_sleutel="x", titel="Los", tekst="Los.", scope="landelijk"
        )
    assert "besluit" in str(weigering.value)


def test_publication_opens_only_what_is_established(staf, accounthouder):
    """ARR-7: a concept never becomes openbaar."""
    vast, concept = AfspraakFactory(vastgesteld=True), AfspraakFactory()
    with pytest.raises(PermissionDenied):
        afspraken.maak_openbaar(pks=[vast.pk], door=accounthouder)
    assert afspraken.maak_openbaar(pks=[vast.pk, concept.pk], door=staf) == 1
    assert list(Afspraak.objects.openbare()) == [vast]
