"""One edition per provincie and year, and what comes into it (ARR-1, ARR-2, ARR-3, TRI-2)."""

import pytest
from django.core.exceptions import ValidationError

from arrangementen.models import Arrangement, GeenEditie, Opname
from arrangementen.services import arrangement as verbs
from arrangementen.services import edities, inhoud
from dossiers.models import Fase
from dossiers.triagecheck import bevinding
from governance.gremia import Gremium
from governance.models import Ronde
from novex.models import Beleidskader
from tests.arrangementen.edities import OP, Proef, opname_criteria, vijf_ja
from tests.arrangementen.factories import AfspraakFactory, zet_fase, zet_status
from tests.dossiers.factories import VraagstukFactory
from tests.factories import BeleidskaderFactory, DomeinFactory, KeuzeFactory, ProvincieFactory
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db
S = Arrangement.Status


# ---- One edition per year --------------------------------------------------------


def test_one_edition_per_provincie_and_year(proef):
    """ARR-1: a second one is refused; after a withdrawal it may begin again."""
    proef.begin()
    with geweigerd("editie_bestaat"):
        proef.begin()
    proef.stap("trek_in", motivatie="De provincie begint opnieuw.")
    proef.begin()
    assert proef.nu().status == S.CONCEPT


def test_a_year_without_edition_has_a_reason(proef):
    """ARR-1, ALG-2: the reason is a log row, is required, and a second one is added to it."""
    with geweigerd("reden_ontbreekt"):
        edities.leg_geen_editie_vast(
            provincie=proef.provincie, jaar=2027, reden="  ", door=proef.staf
        )
    for reden in ("Er is een procesafspraak.", "De verkiezingen vallen samen met het BOL."):
        edities.leg_geen_editie_vast(
            provincie=proef.provincie, jaar=2027, reden=reden, door=proef.staf
        )
    assert GeenEditie.objects.van_jaar(2027).count() == 2


def test_no_reason_beside_an_edition(proef):
    """ARR-1: a year has an edition, or a reason why not."""
    proef.begin()
    with geweigerd("editie_bestaat"):
        edities.leg_geen_editie_vast(
            provincie=proef.provincie, jaar=2027, reden="Toch niet.", door=proef.staf
        )


def test_a_signing_date_only_on_a_first_edition(proef):
    """ARR-1: only the first edition was signed."""
    eerste = edities.neem_eerste_generatie_op(
        provincie=proef.provincie,
        jaar=2025,
        ondertekend_op=OP.replace(year=2025),
        bron_url="https://voorbeeld.nl/ra",
        door=proef.staf,
    )
    assert eerste.is_van_elders
    tweede = Arrangement(provincie=proef.provincie, jaar=2026, ondertekend_op=OP)
    with geweigerd("niet_eerste_editie"):
        tweede.clean()


@pytest.mark.parametrize(
    ("gremium", "jaar"), [(Gremium.DO, 2027), (Gremium.BOL, 2028)], ids=["een DO", "ander jaar"]
)
def test_the_ronde_is_a_bol_of_its_year(proef, gremium, jaar):
    """ARR-1, OVL-1: only a BOL of that year establishes it."""
    cyclus = proef.ronde.cyclus if jaar == 2027 else Proef(jaar=jaar).ronde.cyclus
    ronde, _ = Ronde.objects.get_or_create(cyclus=cyclus, gremium=gremium, label="Anders")
    with geweigerd("ronde_past_niet"):
        verbs.maak(provincie=proef.provincie, jaar=2027, ronde=ronde, door=proef.staf)


# ---- What comes in ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("nummer", "antwoord"),
    [(0, "nee"), (1, "nee"), (2, "nee"), (3, "nee"), (4, "nee"), (2, "onvoldoende_informatie")],
)
def test_each_of_the_five_must_be_ja(proef, nummer, antwoord):
    """ARR-2, TRI-2, TRI-10: no exception, whichever criterium it is."""
    proef.begin()
    oordelen = vijf_ja()
    oordelen[opname_criteria()[nummer].pk]["antwoord"] = antwoord
    with geweigerd("criterium_niet_ja"):
        proef.neem_op(oordelen=oordelen)
    assert not Opname.objects.exists()


def test_every_refused_criterium_is_named_at_once(proef):
    """TRI-10, VRA-3: five refusals, each on its own field."""
    proef.begin()
    with pytest.raises(ValidationError) as weigering:
        proef.neem_op(oordelen={})
    antwoorden = [veld for veld in weigering.value.error_dict if veld.startswith("antwoord_")]
    assert len(antwoorden) == 5


def test_a_ja_against_the_machine_is_refused(proef):
    """TRI-4: the data show one domein, so the human ja names what is missing."""
    proef.begin()
    vraagstuk = VraagstukFactory(
        fase=Fase.BESLUITVORMING, lead_provincie=proef.provincie, domeinen=[DomeinFactory()]
    )
    with geweigerd("ja_tegen_machine"):
        proef.neem_op(vraagstuk)


def _vraagstuk(proef, **velden):
    return VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=proef.provincie, **velden)


def _ander_kader(proef):
    kader = BeleidskaderFactory(code="us", soort=Beleidskader.Soort.UITVOERINGSSTRATEGIE)
    return _vraagstuk(proef, keuzes=[KeuzeFactory(code="us-1", kader=kader)])


# Per criterium with a machine check: what contradicts it, and the words that name the datum.
TEGEN = [
    ("multisectoraal", lambda p: _vraagstuk(p, domeinen=[DomeinFactory()]), "voldoet_niet",
     "Kies een tweede domein bij het vraagstuk."),
    ("multisectoraal", lambda p: _vraagstuk(p, domeinen=[]), "geen_gegevens",
     "Kies minstens twee domeinen bij het vraagstuk."),
    ("gebied", lambda p: _vraagstuk(p, gebied=""), "voldoet_niet",
     "Vul een gebied in, of kies een tweede provincie bij het vraagstuk."),
    ("prioriteit", _ander_kader, "voldoet_niet",
     "Kies bij het vraagstuk een keuze van de Nota Ruimte of van de POVI."),
    ("prioriteit", lambda p: _vraagstuk(p, keuzes=[]), "geen_gegevens",
     "Kies bij het vraagstuk een keuze van de Nota Ruimte of van de POVI."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "maak", "uitkomst", "zin"), TEGEN)
def test_each_criterium_of_the_arrangement_in_three_cases(proef, code, maak, uitkomst, zin):
    """TRI-2, TRI-4: the machine agrees; a ja against it is refused naming the datum; data lack.

    Without a gebied there is always a provincie: else the vraagstuk stays out altogether.
    """
    proef.begin()
    criterium = next(c for c in opname_criteria() if c.code == f"opname-{code}")
    vraagstuk = maak(proef)
    assert bevinding(criterium, vraagstuk).uitkomst == uitkomst
    with pytest.raises(ValidationError) as weigering:
        proef.neem_op(vraagstuk)
    (zinnen,) = [weigering.value.message_dict.values()]
    assert [z for rij in zinnen for z in rij] == [
        f"{criterium.naam}: U kunt hier nog geen ja kiezen. "
        f"{bevinding(criterium, vraagstuk).zin} {zin}"
    ]
    assert list(weigering.value.error_dict) == [f"antwoord_{criterium.pk}"]
    assert not Opname.objects.exists()

    opname = proef.neem_op()
    assert opname.oordelen.get(criterium=criterium).machine == "voldoet"


@pytest.mark.parametrize("code", ["regulier", "haalbaar"])
def test_a_criterium_of_people_only_is_their_answer(proef, code):
    """TRI-2, TRI-4: no machine check; a ja counts, lacking information and a nee do not."""
    proef.begin()
    criterium = next(c for c in opname_criteria() if c.code == f"opname-{code}")
    for antwoord in ("nee", "onvoldoende_informatie", ""):
        oordelen = vijf_ja()
        oordelen[criterium.pk]["antwoord"] = antwoord
        with geweigerd("criterium_niet_ja"):
            proef.neem_op(oordelen=oordelen)
    oordeel = proef.neem_op().oordelen.get(criterium=criterium)
    assert (oordeel.machine, oordeel.antwoord) == ("", "ja")


def test_a_judgement_has_a_motivation(proef):
    """ARR-2: the justification is shown, so it is required."""
    proef.begin()
    with geweigerd("motivatie_ontbreekt"):
        proef.neem_op(oordelen=vijf_ja(motivatie="  "))


@pytest.mark.parametrize("fase", [Fase.BEELDVORMING, Fase.ELDERS_BELEGD, Fase.BEEINDIGD])
def test_only_what_is_in_novex_comes_in(proef, fase):
    """ARR-2, VRA-7: not before its triage, and not after it left."""
    proef.begin()
    with geweigerd("fase_past_niet"):
        proef.neem_op(VraagstukFactory(fase=fase, lead_provincie=proef.provincie))


def test_without_a_choice_it_is_a_knelpunt(proef):
    """VRA-6, ARR-2: geen keuze comes in as knelpuntmarkering, with its text."""
    proef.begin()
    vraagstuk = VraagstukFactory(fase=Fase.GEEN_KEUZE, lead_provincie=proef.provincie)
    with geweigerd("alleen_als_knelpunt"):
        proef.neem_op(vraagstuk)
    with geweigerd("knelpunt_ontbreekt"):
        proef.neem_op(vraagstuk, soort="knelpunt", knelpunt=" ")
    opname = proef.neem_op(vraagstuk, soort="knelpunt", knelpunt="Spoor en natuur botsen.")
    assert opname.oordelen.count() == 5


@pytest.mark.parametrize("fase", [Fase.OPVOLGING, Fase.TERUGGELEGD])
def test_with_a_choice_it_is_no_knelpunt(proef, fase):
    """ARR-2, VRA-6: not when it comes in, and not in an edition that both sides agree on."""
    proef.begin()
    vraagstuk = VraagstukFactory(fase=Fase.GEEN_KEUZE, lead_provincie=proef.provincie)
    knelpunt = {"soort": "knelpunt", "knelpunt": "Er is geen keuze gemaakt."}
    opname = proef.neem_op(vraagstuk, **knelpunt)
    zet_fase(vraagstuk, fase)
    with geweigerd("met_keuze"):
        proef.akkoord(proef.staf)
    inhoud.trek_opname_in(pk=opname.pk, reden="Er is gekozen.", door=proef.accounthouder)
    vraagstuk.refresh_from_db()
    with geweigerd("alleen_als_vraagstuk"):
        proef.neem_op(vraagstuk, **knelpunt)
    assert proef.neem_op(vraagstuk).is_vraagstuk


def test_a_vraagstuk_of_another_provincie_stays_out(proef):
    """ZIC-3: it is not told apart from one that this user cannot see."""
    proef.begin()
    elders = ProvincieFactory(code="pv22", landsdeel__code="noord")
    with geweigerd("andere_provincie"):
        proef.neem_op(VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=elders))


def test_withdrawing_an_opname_takes_its_afspraken_along(proef):
    """ARR-2, ALG-2: reason required; judgement stays; nothing is left without justification."""
    proef.gevuld(aantal=2)
    opname = Opname.objects.get()
    with geweigerd("reden_ontbreekt"):
        inhoud.trek_opname_in(pk=opname.pk, reden=" ", door=proef.accounthouder)
    inhoud.trek_opname_in(pk=opname.pk, reden="Toch sectoraal.", door=proef.accounthouder)
    assert not proef.nu().opgenomen_afspraken.exists()
    assert Opname.objects.get().oordelen.count() == 5
    assert proef.neem_op(proef.vraagstuk).pk != opname.pk


def test_an_afspraak_comes_below_a_vraagstuk_that_was_taken_in(proef):
    """ARR-2: not of a vraagstuk outside, not twice, not when it lapsed."""
    proef.gevuld()
    ander = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=proef.provincie)
    with geweigerd("afspraak_past_niet"):
        proef.neem_afspraak_op(AfspraakFactory(vraagstuk=ander))
    with geweigerd("staat_er_al_in"):
        proef.neem_afspraak_op(proef.afspraken[0])
    vervallen = proef.nieuwe_afspraak()
    zet_status(vervallen, "vervallen", vervallen_op=OP, vervallen_reden="Dubbel.")
    with geweigerd("afspraak_past_niet"):
        proef.neem_afspraak_op(vervallen)


def test_an_earlier_afspraak_may_stand_without_a_vraagstuk(proef):
    """AFS-1, ARR-3: only an earlier one; it stands below 'Andere afspraken'."""
    proef.gevuld()
    eerder = AfspraakFactory(historisch=True, provincies=[proef.provincie])
    proef.neem_afspraak_op(eerder)
    assert proef.nu().opgenomen_afspraken.count() == 2


def test_the_order_changes_by_one_place(proef):
    """ARR-3: omhoog and omlaag; at the end nothing moves."""
    proef.gevuld(aantal=3)
    eerste, tweede, derde = proef.nu().opgenomen_afspraken.all()
    inhoud.verplaats_afspraak(pk=derde.pk, omhoog=True, door=proef.accounthouder)
    assert list(proef.nu().opgenomen_afspraken.all()) == [eerste, derde, tweede]
    inhoud.verplaats_afspraak(pk=eerste.pk, omhoog=True, door=proef.accounthouder)
    assert list(proef.nu().opgenomen_afspraken.all()) == [eerste, derde, tweede]
    inhoud.verplaats_afspraak(pk=eerste.pk, omhoog=False, door=proef.accounthouder)
    assert list(proef.nu().opgenomen_afspraken.all()) == [derde, eerste, tweede]


def test_only_a_concept_is_filled(proef):
    """ARR-1: after afgestemd it goes back to concept first."""
    proef.afgestemd()
    opgenomen = proef.nu().opgenomen_afspraken.get()
    with geweigerd("geen_concept"):
        inhoud.haal_afspraak_uit(pk=opgenomen.pk, door=proef.accounthouder)
    with geweigerd("geen_concept"):
        proef.neem_op(VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=proef.provincie))
