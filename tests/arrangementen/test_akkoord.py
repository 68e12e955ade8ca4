import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from arrangementen.forms.afspraak import ActieForm
from arrangementen.models import Afspraak, Akkoord, partijstanden
from arrangementen.models.afgesproken import AFGESPROKEN
from arrangementen.services import acties, afspraken
from tests.arrangementen.afspraken import smart, wijzig
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    GeldregelFactory,
    zet_status,
)
from tests.weigeringen import geweigerd


@pytest.fixture
def afspraak(accounthouder):
    return AfspraakFactory()


def akkoord(afspraak, door, sha=None):
    nu = Afspraak.objects.get(pk=afspraak.pk)
    return acties.geef_akkoord(pk=nu.pk, door=door, tekst_sha256=sha or nu.tekst_sha256)


def stand(afspraak, organisatie):
    nu = Afspraak.objects.get(pk=afspraak.pk)
    standen = partijstanden(nu, nu.akkoorden.all())
    return next(s.stand for s in standen if s.organisatie == organisatie)


def test_a_party_agrees_on_this_very_text(afspraak, provinciaal, staf):
    """AFS-2: akkoord per party; the other party still has to."""
    akkoord(afspraak, provinciaal)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord"
    assert stand(afspraak, staf.organisatie) == "Nog geen akkoord"


VELDEN = {
    "titel": "Andere titel",
    "tekst": "Andere tekst.",
    "type": "D",
    "scope": "landelijk",
    "gebied": "De Liemers",
    "gezamenlijk_doel": "Ruimte voor water.",
    "resultaat": "Anders",
    "indicator": "Hectares",
    "eenheid": "ha",
    "nulwaarde": 1,
    "streefwaarde": 2,
    "product": "Anders",
    "termijn_soort": "jaar",
    "termijn_tekst": "2028",
    "termijn_van": datetime.date(2027, 1, 1),
    "termijn_tot": datetime.date(2028, 1, 1),
    "eenzijdig_reden": "Daarom.",
}


@pytest.mark.parametrize("veld", VELDEN)
def test_a_change_of_what_was_agreed_resets_the_akkoord(afspraak, provinciaal, veld):
    """AFS-2: reset when the text changes, in any field that bears text."""
    akkoord(afspraak, provinciaal)
    Afspraak.objects.filter(pk=afspraak.pk).update(**{veld: VELDEN[veld]})
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord op een eerdere tekst"


def test_another_place_resets_the_akkoord(afspraak, provinciaal, overijssel, gelderland, drenthe):
    """AFS-2: for which provincies, and for which landsdeel."""
    Afspraak.objects.filter(pk=afspraak.pk).update(
        scope="landsdeel", landsdeel=gelderland.landsdeel
    )
    akkoord(afspraak, provinciaal)
    afspraak.provincies.add(overijssel)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord op een eerdere tekst"
    akkoord(afspraak, provinciaal)
    Afspraak.objects.filter(pk=afspraak.pk).update(landsdeel=drenthe.landsdeel)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord op een eerdere tekst"


def test_every_agreed_field_is_in_this_table():
    """AFS-2: a new field of the agreed text has to be proved here."""
    assert set(AFGESPROKEN) == set(VELDEN)


@pytest.mark.parametrize("veld", ["probleemanalyse", "stand_rijk", "uitvoerbaarheid_geld"])
def test_the_background_may_change(afspraak, provinciaal, veld):
    """AFS-2: what is not agreed on does not reset."""
    akkoord(afspraak, provinciaal)
    Afspraak.objects.filter(pk=afspraak.pk).update(**{veld: "Meer achtergrond."})
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord"


def test_another_action_resets_the_akkoord(afspraak, provinciaal, lvvn):
    """AFS-2, AFS-3: who does what is part of the text; a new trekker is a new party."""
    akkoord(afspraak, provinciaal)
    ActieFactory(afspraak=afspraak, trekker_organisatie=lvvn)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord op een eerdere tekst"
    assert stand(afspraak, lvvn) == "Nog geen akkoord"


def test_a_changed_action_resets_the_akkoord(afspraak, provinciaal):
    """AFS-2: through its own form."""
    akkoord(afspraak, provinciaal)
    actie = afspraak.acties.get(kant="regio")
    form = ActieForm(
        {
            "trekker_organisatie": actie.trekker_organisatie_id,
            "trekker_functie": "programmamanager",
            "resultaat": actie.resultaat,
            "termijn": "01-10-2027",
            "versie": actie.versie,
        },
        instance=actie,
        op=datetime.date(2027, 1, 1),
    )
    assert form.is_valid(), form.errors
    acties.wijzig_actie(form=form, door=provinciaal)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord op een eerdere tekst"


def test_the_same_text_again_counts_again(afspraak, provinciaal):
    """AFS-2: back to the agreed words, the akkoord on those words holds."""
    oud = afspraak.tekst
    akkoord(afspraak, provinciaal)
    wijzig(Afspraak.objects.get(pk=afspraak.pk), provinciaal, tekst="Anders.")
    assert stand(afspraak, provinciaal.organisatie) != "Akkoord"
    wijzig(Afspraak.objects.get(pk=afspraak.pk), provinciaal, tekst=oud)
    assert stand(afspraak, provinciaal.organisatie) == "Akkoord"


def test_a_number_in_another_spelling_is_the_same(afspraak, provinciaal, accounthouder):
    """AFS-2: 5 and 5.000 are one target."""
    Afspraak.objects.filter(pk=afspraak.pk).update(streefwaarde=5)
    met_form = Afspraak.objects.get(pk=afspraak.pk)
    voor = met_form.tekst_sha256
    met_form.streefwaarde = type(met_form.streefwaarde)("5")
    assert met_form.tekst_sha256 == voor


def test_who_read_an_earlier_text_does_not_agree(afspraak, provinciaal, accounthouder):
    """AFS-2: the text changed while reading."""
    gelezen = Afspraak.objects.get(pk=afspraak.pk).tekst_sha256
    smart(Afspraak.objects.get(pk=afspraak.pk), accounthouder, resultaat="Vier gebieden")
    with geweigerd("tekst_gewijzigd"):
        akkoord(afspraak, provinciaal, gelezen)
    assert not Akkoord.objects.exists()


def test_one_akkoord_per_text(afspraak, provinciaal):
    """AFS-2: twice is refused kindly."""
    akkoord(afspraak, provinciaal)
    with geweigerd("al_akkoord"):
        akkoord(afspraak, provinciaal)


def test_only_a_party_agrees(afspraak, expert, accounthouder, bestuurder_provincie, regietafellid):
    """The access table: D own akkoord; no party, no right, no akkoord."""
    for wie in (expert, accounthouder, bestuurder_provincie, regietafellid):
        with pytest.raises(PermissionDenied):
            akkoord(afspraak, wie)


def test_an_outsider_does_not_find_it(afspraak, buitenstaander):
    """ZIC-3."""
    with pytest.raises(Afspraak.DoesNotExist):
        akkoord(afspraak, buitenstaander)


def test_after_the_end_no_akkoord_is_asked(afspraak, provinciaal):
    """AFS-5: a lapsed afspraak asks nothing."""
    zet_status(afspraak, "vervallen", vervallen_reden="Dubbel.", vervallen_op="2027-01-01")
    with geweigerd("geen_akkoord"):
        akkoord(afspraak, provinciaal)


def test_an_akkoord_is_never_changed(afspraak, provinciaal):
    """AFS-2, ALG-2: append-only in the database."""
    rij = akkoord(afspraak, provinciaal)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Akkoord.objects.filter(pk=rij.pk)._raw_delete("default")
    with pytest.raises(TypeError):
        Akkoord.objects.update(tekst_sha256="0" * 64)


def test_the_former_text_stays_readable(afspraak, provinciaal, accounthouder):
    """ALG-2: what was agreed before the change is still in the history."""
    eerst = "Rijk en provincie bergen samen water in De Liemers."
    wijzig(afspraak, accounthouder, tekst=eerst)
    akkoord(afspraak, provinciaal)
    wijzig(Afspraak.objects.get(pk=afspraak.pk), accounthouder, tekst="Anders.")
    teksten = [rij.tekst for rij in Afspraak.objects.get(pk=afspraak.pk).history.all()]
    assert teksten == ["Anders.", eerst]


def test_the_former_parties_and_provincies_stay_readable(afspraak, accounthouder, lvvn, gelderland):
    """AFS-2, ALG-2: who was a party, and where it held, row by row with who changed it."""
    eerst = {partij.pk for partij in afspraak.partijen.all()}
    wijzig(afspraak, accounthouder, partijen=[*eerst, lvvn.pk])
    nu = Afspraak.history.filter(id=afspraak.pk).first()
    assert {rij.organisatie_id for rij in nu.partijen.all()} == {*eerst, lvvn.pk}
    assert {rij.provincie_id for rij in nu.provincies.all()} == {gelderland.pk}
    toen = [
        {rij.organisatie_id for rij in oud.partijen.all()}
        for oud in Afspraak.history.filter(id=afspraak.pk)[1:]
    ]
    assert eerst in toen
    assert nu.history_user == accounthouder


def test_a_title_reaches_the_vraagstuk(afspraak, accounthouder):
    """VRA-19: the feit carries the name of now."""
    afspraken.meld_afspraak(afspraak, accounthouder)
    wijzig(Afspraak.objects.get(pk=afspraak.pk), accounthouder, titel="Nieuwe naam")
    feit = afspraak.vraagstuk.feiten.get(ingetrokken_op=None)
    assert "Nieuwe naam" in feit.label


# What a party reads before it agrees


@pytest.mark.parametrize("veld", VELDEN)
def test_what_is_agreed_on_is_what_is_read(afspraak, veld):
    """AFS-2: no field counts for the akkoord that its page does not show."""
    if veld.startswith("termijn_") and veld != "termijn_tekst":
        Afspraak.objects.filter(pk=afspraak.pk).update(
            termijn_soort="periode", termijn_tekst="2027", termijn_van=datetime.date(2027, 2, 1)
        )
    gelezen = Afspraak.objects.get(pk=afspraak.pk).te_lezen()
    Afspraak.objects.filter(pk=afspraak.pk).update(**{veld: VELDEN[veld]})
    assert Afspraak.objects.get(pk=afspraak.pk).te_lezen() != gelezen


def test_the_page_shows_it_and_the_money_that_is_confirmed_apart(
    afspraak, provinciaal, lvvn, client
):
    """AFS-2, AFS-7: with the numbers, the parties, the place and the amounts."""
    Afspraak.objects.filter(pk=afspraak.pk).update(
        indicator="Waterberging", eenheid="ha", nulwaarde=1, streefwaarde=40
    )
    afspraak.partijen.add(lvvn)
    GeldregelFactory(afspraak=afspraak)
    client.force_login(provinciaal)
    pagina = client.get(f"/afspraken/{afspraak.pk}/akkoord/").content.decode()
    for tekst in Afspraak.objects.get(pk=afspraak.pk).te_lezen().values():
        for regel in tekst.splitlines():
            assert regel in pagina
    for woord in ("40", "LVVN", "Gelderland", "845.000.000", "bevestigt het apart"):
        assert woord in pagina


def test_who_is_asked_again_sees_what_changed(afspraak, provinciaal, accounthouder, client):
    """AFS-2: against the text of its own akkoord; and nothing once it agrees again."""
    akkoord(afspraak, provinciaal)
    wijzig(Afspraak.objects.get(pk=afspraak.pk), accounthouder, tekst="Wij bergen water elders.")
    afspraak.acties.filter(kant="rijk").delete()
    client.force_login(provinciaal)
    url = f"/afspraken/{afspraak.pk}/akkoord/"
    veranderd = client.get(url).context["veranderd"]
    assert [label for label, _, _ in veranderd] == ["Tekst", "Wie doet wat"]
    assert veranderd[0][1:] == (afspraak.tekst, "Wij bergen water elders.")
    client.force_login(accounthouder)
    assert client.get(url).context["veranderd"] == []  # never agreed, so nothing changed
    akkoord(afspraak, provinciaal)
    client.force_login(provinciaal)
    assert client.get(url).context["veranderd"] == []
