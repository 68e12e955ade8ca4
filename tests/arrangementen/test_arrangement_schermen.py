"""The pages of the arrangement as each user gets them: what is shown, offered and refused."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrangementen.models import Arrangement, GeenEditie, Opgenomenafspraak, Opname
from arrangementen.services import edities
from dossiers.models import Fase
from novex.models import Achtergrondtaak
from tests.arrangementen.edities import OP, Proef, opname_criteria
from tests.arrangementen.factories import besluit_voor
from tests.dossiers.factories import VraagstukFactory
from tests.factories import DomeinFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proef(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Proef()


def url(naam, *args):
    return reverse(f"arrangementen:{naam}", args=args)


def lees(client, user, adres, status=200):
    client.force_login(user)
    antwoord = client.get(adres)
    assert antwoord.status_code == status
    return antwoord.content.decode()


def stuur(client, user, adres, **velden):
    client.force_login(user)
    return client.post(adres, velden)


def test_who_reads_why_a_year_has_no_arrangement(
    proef, client, drenthe, provinciaal, bestuurder_provincie, beheerder
):
    """ARR-1: everyone who takes part, another provincie too, as the form tells its writer."""
    uitleg = "Iedereen van Rijk en provincies kan deze reden lezen."
    assert uitleg in lees(client, proef.staf, url("geen-editie"))
    edities.leg_geen_editie_vast(
        provincie=drenthe, jaar=2027, reden="Er is een procesafspraak.", door=proef.staf
    )
    adres = f"{url('arrangement-lijst')}?jaar=2027"
    for lezer in (provinciaal, bestuurder_provincie):
        assert "Er is een procesafspraak." in lees(client, lezer, adres)
    assert "Er is een procesafspraak." not in lees(client, beheerder, adres)


def test_the_list_shows_every_provincie_or_the_reason(proef, client, drenthe, buitenstaander):
    """ARR-1, ZIC-3: own concept, the reason of another, and nothing of another's concept."""
    proef.gevuld()
    edities.leg_geen_editie_vast(
        provincie=drenthe, jaar=2027, reden="Er is een procesafspraak.", door=proef.staf
    )
    adres = f"{url('arrangement-lijst')}?jaar=2027"
    van_rijk = lees(client, proef.staf, adres)
    assert url("arrangement-detail", proef.arrangement.pk) in van_rijk
    assert "Er is een procesafspraak." in van_rijk
    van_elders = lees(client, buitenstaander, adres)
    assert "Nog niets gepubliceerd" in van_elders
    assert url("arrangement-detail", proef.arrangement.pk) not in van_elders
    assert "Concept</" not in van_elders.partition("<tbody>")[2]


def test_the_list_filters_by_landsdeel_and_stand(proef, client, drenthe):
    """ARR-1: the filters stand in the URL; an unknown value filters nothing."""
    proef.begin()
    adres = f"{url('arrangement-lijst')}?jaar=2027"

    def rijen(**keuze):
        html = lees(client, proef.staf, adres + "".join(f"&{k}={v}" for k, v in keuze.items()))
        return re.findall(r'<th scope="row">\s*(?:<a[^>]*>)?\s*(\w+)', html)

    assert rijen() == ["Drenthe", "Gelderland", "Overijssel"]
    assert rijen(status="concept") == ["Gelderland"]
    assert rijen(status="geen") == ["Drenthe", "Overijssel"]
    assert rijen(landsdeel=drenthe.landsdeel_id) == ["Drenthe"]
    assert rijen(landsdeel="onzin") == ["Drenthe", "Gelderland", "Overijssel"]


def test_an_edition_that_was_withdrawn_before_it_was_published_is_found_by_its_makers(
    proef, client, buitenstaander
):
    """ARR-1, ALG-2: with its reason; another provincie reads that nothing was published."""
    proef.gevuld().stap("trek_in", motivatie="Het BOL gaat niet door.")
    adres = f"{url('arrangement-lijst')}?jaar=2027"
    for wie in (proef.staf, proef.provinciaal):
        html = lees(client, wie, f"{adres}&status=ingetrokken")
        assert "Het BOL gaat niet door." in html
        assert proef.arrangement.get_absolute_url() in html
    assert "Het BOL gaat niet door." not in lees(client, buitenstaander, adres)
    proef.begin()
    html = lees(client, proef.staf, adres)
    assert "Het BOL gaat niet door." not in html
    assert proef.arrangement.get_absolute_url() in html


def test_the_detail_names_every_blocker_with_its_link(proef, client):
    """VRA-3, ARR-1: an empty concept says what is missing and where to mend it."""
    proef.begin()
    html = lees(client, proef.accounthouder, url("arrangement-detail", proef.arrangement.pk))
    assert "Er staat nog geen vraagstuk of knelpunt" in html
    assert url("opname-nieuw", proef.arrangement.pk) in html
    assert 'id="akkoord"' in html
    assert 'id="besluit"' in html
    assert reverse("monitoring:arrangement", args=[proef.arrangement.pk]) in html


def test_the_detail_asks_the_database_a_fixed_number_of_times(proef, client):
    """One arrangement with one afspraak or with six: no query per row."""
    proef.gevuld(aantal=1)
    adres = url("arrangement-detail", proef.arrangement.pk)
    lees(client, proef.accounthouder, adres)
    voor_een = _aantal(client, adres)
    for _ in range(5):
        proef.neem_afspraak_op()
    assert _aantal(client, adres) <= voor_een + 1


def _aantal(client, adres):
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return len(vragen)


@pytest.mark.parametrize(
    "stand", ["gevuld", "afgestemd", "besloten", "vastgesteld", "gepubliceerd"]
)
def test_the_page_opens_in_every_state_for_every_reader(
    proef, client, stand, buitenstaander, expert
):
    """ARR-7, ZIC-3: another provincie gets 404 until it is published."""
    getattr(proef, stand)()
    pk = proef.arrangement.pk
    for user in (proef.staf, proef.accounthouder, proef.provinciaal, expert):
        lees(client, user, url("arrangement-detail", pk))
        lees(client, user, url("arrangement-voorbeeld", pk))
    status = 200 if stand == "gepubliceerd" else 404
    html = lees(client, buitenstaander, url("arrangement-detail", pk), status)
    lees(client, buitenstaander, url("arrangement-voorbeeld", pk), status)
    if status == 200:
        # The text, and nothing of how it came about.
        assert 'id="editie"' in html
        assert 'id="verloop"' not in html


def test_the_whole_way_over_the_screens(proef, client):
    """ARR-1, ARR-2, ARR-4, ARR-7: begin, fill, agree, establish and publish by clicking."""
    stuur(
        client,
        proef.accounthouder,
        url("arrangement-nieuw"),
        provincie=proef.provincie.pk,
        jaar=2027,
        ronde=proef.ronde.pk,
    )
    proef.arrangement = Arrangement.objects.get()
    pk = proef.arrangement.pk
    proef.vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=proef.provincie)
    opname = f"{url('opname-nieuw', pk)}?vraagstuk={proef.vraagstuk.pk}"
    assert "Gekozen domeinen" in lees(client, proef.accounthouder, opname)
    velden = {"soort": "vraagstuk", "knelpunt": ""}
    for criterium in opname_criteria():
        velden |= {f"antwoord_{criterium.pk}": "ja", f"motivatie_{criterium.pk}": "Zo is het."}
    stuur(client, proef.accounthouder, opname, **velden)
    afspraak = proef.nieuwe_afspraak()
    stuur(client, proef.accounthouder, url("afspraak-opnemen", pk), afspraak=afspraak.pk)
    for user in (proef.staf, proef.provinciaal):
        html = lees(client, user, url("arrangement-akkoord", pk))
        som = re.search(r'name="inhoud_sha256" value="(\w+)"', html)[1]
        stuur(client, user, url("arrangement-akkoord", pk), inhoud_sha256=som)
    assert proef.nu().status == "afgestemd"
    besluit_voor(proef.vraagstuk)
    uitkomst = proef.bol_besluit()
    proef.bevries_lijst()
    stuur(
        client,
        proef.staf,
        url("arrangement-stap", pk, "stel_vast"),
        uitkomst=uitkomst.pk,
        motivatie="Besloten.",
    )
    assert proef.nu().status == "vastgesteld"
    proef.kamerbrief()
    stuur(client, proef.staf, url("arrangement-stap", pk, "publiceer"), motivatie="Brief is weg.")
    assert proef.nu().status == "gepubliceerd"


def test_a_refused_opname_says_so_at_the_criterium(proef, client):
    """TRI-4, TRI-10: all in one go, each at its own field, and the typed text stays."""
    proef.begin()
    vraagstuk = VraagstukFactory(
        fase=Fase.BESLUITVORMING, lead_provincie=proef.provincie, domeinen=[DomeinFactory()]
    )
    velden = {"soort": "vraagstuk"}
    eerste, *_, laatste = opname_criteria()
    for criterium in opname_criteria():
        velden |= {f"antwoord_{criterium.pk}": "ja", f"motivatie_{criterium.pk}": "Mijn reden."}
    velden[f"antwoord_{laatste.pk}"] = "nee"
    adres = f"{url('opname-nieuw', proef.arrangement.pk)}?vraagstuk={vraagstuk.pk}"
    antwoord = stuur(client, proef.accounthouder, adres, **velden)
    form = antwoord.context["form"]
    assert set(form.errors) == {f"antwoord_{eerste.pk}", f"antwoord_{laatste.pk}"}
    assert "Kies een tweede domein" in str(form.errors)
    assert "Mijn reden." in antwoord.content.decode()
    assert not Opname.objects.exists()


def test_too_many_afspraken_is_a_warning(proef, client, settings):
    """ARR-2: settable; it warns and does not block."""
    settings.NOVEX_MAX_AFSPRAKEN = 1
    proef.gevuld(aantal=2)
    adres = url("arrangement-detail", proef.arrangement.pk)
    assert "compact met hooguit 1" in lees(client, proef.staf, adres)
    settings.NOVEX_MAX_AFSPRAKEN = 2
    assert "compact met hooguit" not in lees(client, proef.staf, adres)


def test_order_and_taking_out_by_buttons(proef, client):
    """ARR-3: without a mouse to drag."""
    proef.gevuld(aantal=2)
    eerste, tweede = Opgenomenafspraak.objects.all()
    stuur(client, proef.staf, url("afspraak-verplaats", tweede.pk), richting="omhoog")
    assert list(proef.nu().opgenomen_afspraken.all()) == [tweede, eerste]
    stuur(client, proef.staf, url("afspraak-uithalen", eerste.pk))
    assert list(proef.nu().opgenomen_afspraken.all()) == [tweede]


def test_withdrawing_and_saying_why_there_is_none(proef, client, drenthe):
    """ARR-1, ALG-2: reasons over the screens; an empty one is refused in the form."""
    proef.gevuld()
    opname = Opname.objects.get()
    leeg = stuur(client, proef.staf, url("opname-intrekken", opname.pk), reden="")
    assert "De reden is leeg" in leeg.content.decode()
    stuur(client, proef.staf, url("opname-intrekken", opname.pk), reden="Toch sectoraal.")
    assert Opname.objects.get().ingetrokken_op
    stuur(
        client,
        proef.staf,
        url("geen-editie"),
        provincie=drenthe.pk,
        jaar=2027,
        reden="Het BOL viel uit.",
    )
    assert GeenEditie.objects.get().reden == "Het BOL viel uit."


def test_a_stale_form_gets_the_409_page(proef, client):
    """Two editors: the second is told, and keeps the typed text."""
    proef.gevuld()
    adres = url("arrangement-wijzigen", proef.arrangement.pk)
    versie = proef.nu().versie
    velden = {"ronde": proef.ronde.pk, "versie": versie, "gebieden_tekst": "Arnhem-Nijmegen."}
    assert stuur(client, proef.provinciaal, adres, **velden).status_code == 302
    later = stuur(client, proef.staf, adres, **(velden | {"gebieden_tekst": "Mijn tekst."}))
    assert later.status_code == 409
    assert "Mijn tekst." in later.content.decode()


def test_the_pdf_button_starts_a_task(proef, client, monkeypatch):
    """ARR-4: it is made in the background; the page can be left."""
    monkeypatch.setattr("arrangementen.services.arrangement.start", lambda pk: None)
    proef.gevuld()
    antwoord = stuur(client, proef.provinciaal, url("arrangement-pdf", proef.arrangement.pk))
    taak = Achtergrondtaak.objects.get()
    assert antwoord["Location"] == taak.get_absolute_url()
    assert taak.aangevraagd_door == proef.provinciaal


def test_who_may_not_gets_403_and_who_cannot_see_gets_404(proef, client, expert, buitenstaander):
    """ZIC-4, ROL-1: on every page that changes something."""
    proef.gevuld()
    pk, opname = proef.arrangement.pk, Opname.objects.get().pk
    opgenomen = Opgenomenafspraak.objects.get().pk
    adressen = [
        url("arrangement-wijzigen", pk),
        url("opname-nieuw", pk),
        url("opname-intrekken", opname),
        url("afspraak-opnemen", pk),
        url("arrangement-akkoord", pk),
        url("arrangement-stap", pk, "trek_in"),
    ]
    for adres in adressen:
        lees(client, expert, adres, 403)
        lees(client, buitenstaander, adres, 404)
    for adres in (url("afspraak-uithalen", opgenomen), url("afspraak-verplaats", opgenomen)):
        assert stuur(client, expert, adres).status_code == 403
        assert stuur(client, buitenstaander, adres).status_code == 404
    assert stuur(client, buitenstaander, url("arrangement-pdf", pk)).status_code == 404
    lees(client, expert, url("arrangement-nieuw"), 403)
    lees(client, expert, url("geen-editie"), 403)
    lees(client, proef.staf, url("arrangement-stap", pk, "bestaat_niet"), 404)


def test_an_edition_of_elsewhere_points_to_its_source(proef, client, buitenstaander):
    """ARR-1: the first generation can be found, and read where it is."""
    elders = edities.neem_eerste_generatie_op(
        provincie=proef.provincie,
        jaar=2025,
        ondertekend_op=OP.replace(year=2025),
        bron_url="https://voorbeeld.nl/ra",
        door=proef.staf,
    )
    for user in (proef.staf, buitenstaander):
        assert "https://voorbeeld.nl/ra" in lees(client, user, url("arrangement-detail", elders.pk))
    assert url("arrangement-detail", elders.pk) in lees(
        client, buitenstaander, f"{url('arrangement-lijst')}?jaar=2025"
    )
