"""Money as a condition: exact, split, and confirmed by who is responsible (AFS-7)."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from arrangementen.bedrag import lees_bedrag, lees_getal, schrijf_bedrag, schrijf_getal
from arrangementen.forms.afspraak import GeldForm, Geldvelden, SmartForm
from arrangementen.models import Geldregel
from arrangementen.samenstelling import _geld
from arrangementen.services import acties
from tests.arrangementen.factories import AfspraakFactory, GeldregelFactory, zet_status
from tests.dossiers.paginas import tekst as tekst_van
from tests.weigeringen import geweigerd

OP = datetime.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("9.680.000", "9680000.00"),
        ("2.510.000.000", "2510000000.00"),
        ("100000", "100000.00"),
        ("1.250,5", "1250.50"),
        ("€ 21.901.000,-", "21901000.00"),
        ("0,01", "0.01"),
    ],
)
def test_an_amount_is_read_exactly(tekst, bedrag):
    """AFS-7: exact decimals, never a float."""
    gelezen = lees_bedrag(tekst)
    assert isinstance(gelezen, Decimal)
    assert gelezen == Decimal(bedrag)


@pytest.mark.parametrize(
    "tekst", ["1.5", "9,680,000", "9.68.000", "circa 9 mln", "1e6", "NaN", "-5", "٣", "", "1,234"]
)
def test_what_could_mean_two_things_is_refused(tekst):
    """AFS-7: nothing is guessed or rounded."""
    with geweigerd("bedrag_onleesbaar"):
        lees_bedrag(tekst)


def test_an_amount_has_an_upper_end():
    with geweigerd("bedrag_te_hoog"):
        lees_bedrag("9" * 17)


@given(st.decimals(0, Decimal("99999999999999.99"), places=2))
def test_every_amount_is_read_back(bedrag):
    """AFS-7: writing and reading are each other's opposite."""
    assert lees_bedrag(schrijf_bedrag(bedrag)) == bedrag


def invoer(door, **anders):
    return {
        "omschrijving": "Ontsluiting",
        "bedrag": "845.000.000",
        "afronding": "afgerond",
        "aandeel_rijk": "600.000.000",
        "aandeel_regio": "245.000.000",
        "prijspeil": "2022",
        "btw": "inclusief",
        "verantwoordelijke": door.organisatie_id,
        **anders,
    }


@pytest.fixture
def regel(accounthouder, staf):
    return GeldregelFactory(afspraak=AfspraakFactory(), verantwoordelijke=staf.organisatie)


def test_it_is_recorded_with_shares_price_level_and_btw(accounthouder, staf):
    """AFS-7: amount, share of Rijk and regio, price level, btw; not confirmed by itself."""
    form = Geldvelden(invoer(staf), op=OP)
    assert form.is_valid(), form.errors
    regel = acties.maak_geldregel(
        afspraak_pk=AfspraakFactory().pk, door=accounthouder, **form.cleaned_data
    )
    regel.refresh_from_db()
    assert (regel.bedrag, regel.aandeel_rijk, regel.aandeel_regio) == (
        Decimal("845000000.00"),
        Decimal("600000000.00"),
        Decimal("245000000.00"),
    )
    assert not regel.is_bevestigd


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"aandeel_rijk": "600.000.001"}, "aandelen_tellen_niet_op"),
        ({"bedrag": "0", "aandeel_rijk": "", "aandeel_regio": ""}, "bedrag_niet_positief"),
    ],
)
def test_amounts_that_do_not_add_up_are_refused(staf, anders, code):
    """AFS-7: the shares are the amount."""
    form = Geldvelden(invoer(staf, **anders), op=OP)
    assert not form.is_valid()
    assert code in {fout.code for fout in form.non_field_errors().as_data()}


def test_the_database_adds_up_too(regel):
    """AFS-7: the constraint holds past the form."""
    with pytest.raises(IntegrityError, match="tellen_op"), transaction.atomic():
        Geldregel.objects.update(aandeel_rijk=1)


def test_the_responsible_party_confirms(regel, staf):
    """AFS-7: who and when are kept; a second time changes nothing."""
    nu = acties.bevestig_geld(pk=regel.pk, door=staf, versie=1)
    assert (nu.is_bevestigd, nu.bevestigd_door) == (True, staf)
    weer = acties.bevestig_geld(pk=regel.pk, door=staf, versie=1)
    assert weer.bevestigd_op == nu.bevestigd_op


def test_nobody_else_confirms(regel, provinciaal, expert, accounthouder, buitenstaander):
    """AFS-7: only the responsible party; an outsider finds nothing."""
    for wie in (provinciaal, expert, accounthouder):
        with pytest.raises(PermissionDenied):
            acties.bevestig_geld(pk=regel.pk, door=wie, versie=1)
    with pytest.raises(Geldregel.DoesNotExist):
        acties.bevestig_geld(pk=regel.pk, door=buitenstaander, versie=1)


def wijzig(regel, door, **anders):
    form = GeldForm(invoer(regel.bevestigd_door or door, **anders) | {"versie": regel.versie},
                    instance=regel, op=OP)  # fmt: skip
    assert form.is_valid(), form.errors
    return acties.wijzig_geldregel(form=form, door=door)


def test_a_change_asks_for_a_new_confirmation(regel, staf, accounthouder):
    """AFS-7: a confirmation is of exactly these amounts."""
    acties.bevestig_geld(pk=regel.pk, door=staf, versie=1)
    wijzig(Geldregel.objects.get(), accounthouder, prijspeil="2026")
    assert not Geldregel.objects.get().is_bevestigd
    with geweigerd("bedrag_gewijzigd"):
        acties.bevestig_geld(pk=regel.pk, door=staf, versie=1)


@pytest.mark.parametrize("status", ["vervallen"])
def test_after_the_end_money_stands_still(regel, staf, accounthouder, status):
    """AFS-9: nothing changes after the end."""
    zet_status(regel.afspraak, status, vervallen_reden="Dubbel.", vervallen_op=OP)
    with geweigerd("vastgesteld"):
        acties.bevestig_geld(pk=regel.pk, door=staf, versie=1)
    with pytest.raises(ValidationError):
        wijzig(Geldregel.objects.get(), accounthouder)


def test_amounts_show_with_dots():
    """AFS-7: as people write them."""
    assert schrijf_bedrag(Decimal("9680000.00")) == "9.680.000"
    assert schrijf_bedrag(Decimal("1250.50")) == "1.250,50"


@pytest.mark.parametrize(
    ("tekst", "getal", "terug"),
    [
        ("900.000", "900000", "900.000"),
        ("247.896", "247896", "247.896"),
        ("12,5", "12.5", "12,5"),
        ("-1.250,125", "-1250.125", "-1.250,125"),
        ("15", "15", "15"),
    ],
)
def test_a_number_is_read_and_shown_as_people_write_it(client, accounthouder, tekst, getal, terug):
    """AFS-2: baseline and target; dots stand between thousands, and no zeros are added."""
    assert lees_getal(tekst) == Decimal(getal)
    afspraak = AfspraakFactory()
    form = SmartForm({"versie": afspraak.versie, "streefwaarde": tekst}, instance=afspraak)
    assert form.is_valid(), form.errors
    form.save()
    client.force_login(accounthouder)
    pagina = client.get(f"{afspraak.get_absolute_url()}smart/").text
    assert f'value="{terug}"' in pagina
    assert schrijf_getal(afspraak.__class__.objects.get(pk=afspraak.pk).streefwaarde) == terug
    assert f"Streefwaarde {terug} " in tekst_van(client.get(afspraak.get_absolute_url()))


@pytest.mark.parametrize("tekst", ["12.5", "1.5 mln", "NaN", "1,2,3", "9" * 400, "²"])
def test_what_is_no_number_is_refused_in_our_words(db, tekst):
    """AFS-2: nothing is guessed."""
    form = SmartForm({"versie": 1, "nulwaarde": tekst}, instance=AfspraakFactory())
    assert "nulwaarde" in form.errors
    assert form["nulwaarde"].value() == tekst


def test_an_amount_that_nobody_confirms_is_taken_off_with_a_reason(client, accounthouder, staf):
    """AFS-5, AFS-7, ALG-2: else it would block for ever; what it was and why stay readable."""
    afspraak = AfspraakFactory(afgestemd=True)
    regel = GeldregelFactory(afspraak=afspraak)
    client.force_login(accounthouder)
    adres = f"/geldregels/{regel.pk}/weghalen/"
    assert adres in client.get(afspraak.get_absolute_url()).text
    assert "Dit is nog leeg: motivatie." in client.post(adres, {"motivatie": " "}).text
    client.post(adres, {"motivatie": "Het Rijk betaalt dit elders."})
    assert not afspraak.geldregels.exists()
    weg = Geldregel.history.filter(id=regel.pk).first()
    assert (weg.history_type, weg.history_user) == ("-", accounthouder)
    assert weg.history_change_reason == "Het Rijk betaalt dit elders."
    client.force_login(staf)
    pagina = tekst_van(client.get(afspraak.get_absolute_url()))
    assert f"Weggehaald: € {schrijf_bedrag(weg.bedrag)}" in pagina
    assert f"door {accounthouder.organisatie}. Reden: Het Rijk betaalt dit elders." in pagina


def test_an_amount_of_an_established_afspraak_stays(accounthouder):
    """AFS-9: its page was open too long."""
    regel = GeldregelFactory(afspraak=AfspraakFactory())
    zet_status(regel.afspraak, "vervallen", vervallen_reden="x", vervallen_op=OP)
    with geweigerd("vervallen"):
        acties.haal_geld_weg(pk=regel.pk, door=accounthouder, motivatie="Zo.")


def test_the_edition_says_who_pays_what_and_who_confirmed_it(accounthouder):
    """AFS-7, ARR-3: the shares stand behind the amount."""
    regel = GeldregelFactory(
        afspraak=AfspraakFactory(),
        bedrag=Decimal("300"), aandeel_rijk=Decimal("200"), aandeel_regio=Decimal("100"),
        bevestigd_op=timezone.now(), bevestigd_door=accounthouder,
    )  # fmt: skip
    (zin,) = _geld(regel.afspraak)
    assert "Rijk € 200, regio € 100" in zin
    assert f"bevestigd door {regel.verantwoordelijke}" in zin
