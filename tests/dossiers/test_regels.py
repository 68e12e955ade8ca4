"""Each guard of each overgang: take away what it asks, and read its one sentence."""

import pytest
from django.urls import reverse

from dossiers.models import Fase, Faseovergang, Vraagstuk, Weging
from dossiers.regels import heeft_uitkomst
from dossiers.services import fasen, instemmen
from novex.criteria import tekorten
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.rijp import (
    MOTIVATIE,
    OP,
    aanpak,
    andere_uitkomst,
    gegevens_voor,
    heronderhandelt,
    leeg,
    met_bezwaar,
    met_feit,
    met_nieuw_advies,
    rijp_voor,
    volgende_doorloop,
    voorbij,
    zonder_feit,
    zonder_landing,
    zonder_richting,
)
from tests.weigeringen import geweigerd

F = Fase

# overgang, fase, what is taken away, the sentence that names it
GUARDS = [
    ("open", F.CONCEPT, leeg(lead_provincie=None),
     "Er is geen provincie die trekt. Kies welke van de betrokken provincies trekt."),
    ("open", F.CONCEPT, leeg(herkomst="", bron_sleutel="x"),
     "De herkomst ontbreekt. Kies waar dit vraagstuk vandaan komt."),
    ("open", F.CONCEPT, leeg(lichte_triage=" "),
     "De lichte triage is leeg. Noem in één regel het kader van Nota Ruimte of POVI."),
    ("open", F.CONCEPT, leeg(melder_functie=""),
     "De melder is niet bekend. Vul de organisatie en de functie van de melder in."),
    ("open", F.CONCEPT, leeg(melder_organisatie=None),
     "De melder is niet bekend. Vul de organisatie en de functie van de melder in."),
    ("open", F.CONCEPT, leeg(gelijksoortig_gezien=False),
     "De gelijksoortige vraagstukken zijn nog niet bekeken. Bekijk ze en vink dat aan."),
    ("zet_door", F.BEELDVORMING, met_nieuw_advies,
     "Er is geen positief triagebesluit in deze doorloop. Vraag de regietafel om een besluit, "
     "of bevestig het eerdere besluit."),
    ("zet_door", F.BEELDVORMING, heronderhandelt,
     "Dit opent een genomen besluit opnieuw. Het kan niet door naar oordeelsvorming; beleg het "
     "elders of beëindig het."),
    ("zet_door", F.BEELDVORMING, voorbij,
     "Dit gaat vooraf aan een besluit van 01-03-2026, en dat is voorbij. Vraag de accounthouder om "
     "een nieuw triageadvies."),
    ("zet_door", F.BEELDVORMING, leeg(dilemmas=""),
     "De dilemma's zijn leeg. Beschrijf bij het beeld waartussen gekozen moet worden."),
    ("zet_door", F.BEELDVORMING, leeg(spanningen=""),
     "Er staan geen spanningen en geen kansen. Beschrijf bij het beeld minstens één van de "
     "twee."),
    ("zet_door", F.BEELDVORMING, leeg(partijen=""),
     "Er zijn geen betrokken partijen. Kies bij het beeld de organisaties die meedoen."),
    ("zet_door", F.BEELDVORMING, leeg(prioriteit=""),
     "Er is geen prioriteit. Kies een prioriteit."),
    ("zet_door", F.BEELDVORMING, leeg(planning=""),
     "Er is geen planning. Vul in wanneer dit aan tafel komt."),
    ("zet_door", F.BEELDVORMING, met_bezwaar,
     "Er is een open bezwaar tegen een wijziging van: Dilemma's. Beantwoord het bezwaar eerst."),
    ("naar_besluitvorming", F.OORDEELSVORMING, aanpak(tempo="", fasering=" "),
     "De aanpak is niet compleet. Vul nog in: het tempo, de fasering."),
    ("naar_besluitvorming", F.OORDEELSVORMING, aanpak(bestuurlijke_keuze_nodig=None),
     "Het is niet duidelijk of een bestuurlijke keuze nodig is. Kies bij de aanpak ja of nee."),
    ("naar_besluitvorming", F.OORDEELSVORMING, zonder_richting,
     "Er zijn minstens twee oplossingsrichtingen nodig; nu 1. Voeg er een toe, of geef een reden "
     "voor de uitzondering."),
    ("naar_besluitvorming", F.OORDEELSVORMING,
     lambda v: Weging.objects.filter(richting=v.richtingen.first()).first().delete(),
     "Nog niet gewogen op de drie principes: Richting 1. Geef per principe een score met "
     "motivatie."),
    ("naar_besluitvorming", F.OORDEELSVORMING, aanpak(voorkeursrichting=None),
     "Er is geen voorkeursrichting met een reden. Kies een richting en schrijf waarom."),
    ("naar_besluitvorming", F.OORDEELSVORMING, aanpak(voorkeur_reden=" "),
     "Er is geen voorkeursrichting met een reden. Kies een richting en schrijf waarom."),
    ("naar_besluitvorming", F.OORDEELSVORMING, met_bezwaar,
     "Er is een open bezwaar tegen een wijziging van: Dilemma's. Beantwoord het bezwaar eerst."),
    ("naar_besluitvorming", F.OORDEELSVORMING, zonder_feit("mandaat"),
     "Het mandaat ontbreekt van: LVVN. Vraag deze departementen om hun mandaat."),
    ("naar_besluitvorming", F.OORDEELSVORMING, zonder_feit("rijksinzet"),
     "De Rijksinzet is nog niet afgestemd. Vraag elk departement met een mandaat om akkoord."),
    ("naar_besluitvorming", F.OORDEELSVORMING, zonder_feit("do_uitkomst"),
     "Het DO van Gelderland heeft nog geen uitkomst. Leg de uitkomst vast in dat DO."),
    ("naar_besluitvorming", F.OORDEELSVORMING, andere_uitkomst("geen_consensus"),
     "In het DO van Gelderland was geen consensus. Leg eerst de verschillen van inzicht vast."),
    ("besluit_in_do", F.OORDEELSVORMING, aanpak(bestuurlijke_keuze_nodig=True),
     "Het DO besluit alleen als er geen bestuurlijke keuze nodig is. Pas de aanpak aan, of breng "
     "dit naar het BOL."),
    ("besluit_in_do", F.OORDEELSVORMING, andere_uitkomst("advies"),
     "Het DO van Gelderland nam geen besluit. Leg daar het besluit vast, of breng dit vraagstuk "
     "naar het BOL."),
    ("besluit_in_do", F.OORDEELSVORMING, zonder_feit("do_uitkomst"),
     "Het DO van Gelderland nam geen besluit. Leg daar het besluit vast, of breng dit vraagstuk "
     "naar het BOL."),
    ("besluit_in_do", F.OORDEELSVORMING, zonder_feit("afspraak"),
     "Er is nog geen afspraak. Maak minstens één afspraak bij dit vraagstuk."),
    ("naar_opvolging", F.BESLUITVORMING, zonder_feit("bol_besluit"),
     "Er is nog geen besluit van een BOL. Leg het besluit vast in het BOL."),
    ("naar_opvolging", F.BESLUITVORMING, zonder_feit("gpdg_advies"),
     "Het advies van het GP-DG van Gelderland ontbreekt. Leg het advies vast, of de reden om het "
     "over te slaan."),
    ("naar_opvolging", F.BESLUITVORMING, zonder_feit("afspraak"),
     "Er is nog geen afspraak. Maak minstens één afspraak bij dit vraagstuk."),
    ("markeer_geen_keuze", F.BESLUITVORMING, zonder_feit("geen_keuze"),
     "Geen BOL heeft vastgelegd dat er geen keuze is gemaakt. Leg die uitkomst eerst vast."),
    ("leg_terug", F.OPVOLGING, zonder_landing,
     "Nog niet overgedragen: Afspraak 1. Laat de nieuwe eigenaar de landing aanvaarden, of "
     "beëindig de afspraak met reden."),
    ("leg_terug", F.OPVOLGING, zonder_feit("ronde_gerapporteerd"),
     "De laatste monitorronde is nog niet gerapporteerd. Rond eerst de rapportage af."),
    ("beleg_elders", F.OORDEELSVORMING, zonder_feit("do_uitkomst"),
     "Er is nog geen uitkomst aan tafel in deze doorloop. Bespreek eerst in het DO dat dit elders "
     "hoort."),
    ("beleg_elders", F.BESLUITVORMING, zonder_feit("do_uitkomst"),
     "Er is nog geen uitkomst aan tafel in deze doorloop. Bespreek eerst in het DO dat dit elders "
     "hoort."),
    ("beleg_elders", F.OPVOLGING, zonder_feit("landing"),
     "Nog niet overgedragen: Afspraak 1. Laat de nieuwe eigenaar de landing aanvaarden, of "
     "beëindig de afspraak met reden."),
    ("beleg_elders", F.BEELDVORMING, volgende_doorloop,
     "Er is geen triagebesluit in deze doorloop. Neem eerst een besluit over de triage."),
    *(
        (naam, fase, met_feit("op_verzonden_agenda", "7", label="DO Gelderland 12-11-2026"),
         "Dit vraagstuk staat op een verzonden agenda: DO Gelderland 12-11-2026. Wacht tot dat "
         "overleg is afgesloten.")
        for naam, fasen_ in (
            ("beleg_elders", (F.BEELDVORMING, F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING)),
            ("beeindig", (F.BEELDVORMING, F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING)),
            ("keer_terug_naar_beeldvorming", (F.OORDEELSVORMING, F.BESLUITVORMING, F.OPVOLGING)),
            ("keer_terug_naar_oordeelsvorming", (F.BESLUITVORMING, F.OPVOLGING)),
            ("keer_terug_naar_besluitvorming", (F.OPVOLGING,)),
        )
        for fase in fasen_
    ),
]  # fmt: skip
# A besluit in the DO asks all that naar_besluitvorming asks, but for what the DO itself says; an
# unknown bestuurlijke keuze is also refused as such (OVL-1).
GUARDS += [
    ("besluit_in_do", fase, neem_weg, zin)
    for naam, fase, neem_weg, zin in GUARDS
    if naam == "naar_besluitvorming" and not (" DO van " in zin or "keuze nodig" in zin)
]
WIE = {
    "open": "accounthouder",
    "zet_door": "regietafellid",
    "leg_terug": "accounthouder",
    "keer_terug_naar_beeldvorming": "accounthouder",
    "keer_terug_naar_oordeelsvorming": "accounthouder",
    "keer_terug_naar_besluitvorming": "accounthouder",
}


def persona(naam, fase):
    if naam in ("beleg_elders", "beeindig") and fase == F.BEELDVORMING:
        return "regietafellid"
    return WIE.get(naam, "staf")


def zinnen(vraagstuk, naam):
    vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)
    criteria = vraagstuk.mogelijke_overgang(naam).custom["criteria"]
    return [t.messages[0] for t in tekorten(vraagstuk, criteria)]


@pytest.mark.parametrize(
    ("naam", "fase", "neem_weg", "zin"), GUARDS, ids=[f"{g[0]}-{i}" for i, g in enumerate(GUARDS)]
)
def test_each_guard_refuses_with_exactly_its_sentence(
    request, gelderland, naam, fase, neem_weg, zin
):
    """VRA-0, VRA-3 .. VRA-9, VRA-11, VRA-12, VRA-15, VRA-16, VRA-19, TRI-5, OVL-1, BES-3, BES-5,
    BES-7, BES-10: with everything there it passes; take away one record and only its sentence
    stands there.
    """
    door = request.getfixturevalue(persona(naam, fase))
    vraagstuk = rijp_voor(naam, fase)
    assert zinnen(vraagstuk, naam) == []

    neem_weg(vraagstuk)
    assert zinnen(vraagstuk, naam) == [zin]

    _, blokkades = fasen.probeer_overgang(
        pk=vraagstuk.pk,
        naam=naam,
        door=door,
        motivatie=MOTIVATIE,
        op=OP,
        **gegevens_voor(naam, vraagstuk, door),
    )
    assert [b.zin for b in blokkades] == [zin]
    assert not Faseovergang.objects.exists()


def test_every_guard_of_every_edge_is_taken_away_above(gelderland):
    """VRA-3: no criterium of the graph without a test; each blocker links to a page that exists.

    The consents of others, and the BOLs of more landsdelen, have tests of their own below.
    """
    apart = {"elk_bol_besloot", "elk_bol_sprak", "provincies_zijn_akkoord", "heeft_provincie"}
    geraakt, paginas = set(), set()
    for naam, fase, neem_weg, _ in GUARDS:
        vraagstuk = rijp_voor(naam, fase)
        neem_weg(vraagstuk)
        vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)
        criteria = vraagstuk.mogelijke_overgang(naam).custom["criteria"]
        geraakt |= {(fase, naam, c.__name__) for c in criteria if tekorten(vraagstuk, [c])}
        paginas |= {t.herstel.partition("#")[0] for t in tekorten(vraagstuk, criteria)}
    alle = {
        (o.source, o.name, c.__name__)
        for o in Vraagstuk().get_all_fase_transitions()
        for c in o.custom["criteria"]
    }
    missend = {
        rij
        for rij in alle - geraakt
        if rij[2] not in apart and not rij[2].startswith("regietafel_stemt_in")
    }
    assert missend == set()
    for pagina in paginas:
        reverse(pagina, args=[1])  # no blocker without a link, no link without a page


@pytest.mark.parametrize(
    ("naam", "fase", "zin"),
    [
        *(
            (naam, fase, "De regietafel heeft nog niet ingestemd met deze stap. Vraag de "
             "regietafel om instemming.")
            for naam, fase in (
                ("keer_terug_naar_beeldvorming", F.OORDEELSVORMING),
                ("keer_terug_naar_beeldvorming", F.BESLUITVORMING),
                ("keer_terug_naar_oordeelsvorming", F.BESLUITVORMING),
                ("keer_terug_naar_besluitvorming", F.OPVOLGING),
                ("heropen", F.GEEN_KEUZE),
            )
        ),
        ("leg_terug", F.OPVOLGING,
         "Gelderland is nog niet akkoord met terugleggen. Vraag deze provincie om akkoord."),
    ],
)  # fmt: skip
def test_a_step_of_two_waits_for_the_other(gelderland, naam, fase, zin):
    """VRA-8, VRA-9: without the recorded consent of the other it is refused."""
    vraagstuk = rijp_voor(naam, fase)
    kaal = VraagstukFactory(fase=fase)
    if naam == "leg_terug":
        for soort, kenmerk in (("afspraak", "9"), ("landing", "9"), ("ronde_gerapporteerd", "9")):
            FeitFactory(vraagstuk=kaal, soort=soort, kenmerk=kenmerk)
    assert zinnen(vraagstuk, naam) == []
    assert zinnen(kaal, naam) == [zin]


def test_a_concept_without_provincie_asks_for_one(gelderland):
    """VRA-0: an import may leave it open; without one nobody has the right to open it."""
    vraagstuk = rijp_voor("open", F.CONCEPT)
    vraagstuk.provincies.clear()
    assert zinnen(vraagstuk, "open") == [
        "Er is geen provincie gekozen. Kies minstens één provincie."
    ]


def test_a_kans_is_as_valid_as_a_spanning(gelderland):
    """VRA-0."""
    vraagstuk = rijp_voor("zet_door", F.BEELDVORMING)
    leeg(spanningen="", kansen="Een park dat water bergt.")(vraagstuk)
    assert zinnen(vraagstuk, "zet_door") == []


def test_a_motivated_exception_replaces_the_richtingen(gelderland):
    """VRA-5, VRA-12."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    aanpak(voorkeursrichting=None, uitzondering_reden="Er is maar één plek.")(vraagstuk)
    Weging.objects.all().delete()
    vraagstuk.richtingen.all().delete()
    assert zinnen(vraagstuk, "naar_besluitvorming") == []


def test_no_consensus_goes_on_with_the_verschillen(gelderland):
    """BES-3, VRA-5."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    andere_uitkomst("geen_consensus")(vraagstuk)
    FeitFactory(vraagstuk=vraagstuk, soort="verschillen", kenmerk="pv25")
    assert zinnen(vraagstuk, "naar_besluitvorming") == []


def test_every_do_concerned_must_speak(gelderland, drenthe):
    """VRA-15: an outcome in the DO of each provincie concerned."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    vraagstuk.provincies.add(drenthe)
    assert zinnen(vraagstuk, "naar_besluitvorming") == [
        "Het DO van Drenthe heeft nog geen uitkomst. Leg de uitkomst vast in dat DO."
    ]


@pytest.mark.parametrize(
    ("naam", "zin"),
    [
        ("naar_opvolging",
         "Het BOL van landsdeel Noord heeft nog niet besloten. Leg het besluit daar vast."),
        ("markeer_geen_keuze",
         "Het BOL van landsdeel Noord heeft nog geen uitkomst. Leg de uitkomst daar vast."),
    ],
)  # fmt: skip
def test_every_bol_concerned_must_speak(gelderland, overijssel, drenthe, naam, zin):
    """VRA-6, VRA-15: per landsdeel, so two provincies of one landsdeel need one BOL."""
    vraagstuk = rijp_voor(naam, F.BESLUITVORMING)
    FeitFactory(vraagstuk=vraagstuk, soort="gpdg_advies", kenmerk="pv22", waarde="overgeslagen")
    FeitFactory(vraagstuk=vraagstuk, soort="gpdg_advies", kenmerk="pv23", waarde="advies")
    vraagstuk.provincies.add(overijssel)
    assert zinnen(vraagstuk, naam) == []
    vraagstuk.provincies.add(drenthe)
    assert zinnen(vraagstuk, naam) == [zin]
    FeitFactory(vraagstuk=vraagstuk, soort="bol_besluit", kenmerk="noord")
    assert zinnen(vraagstuk, naam) == []


def test_each_provincie_agrees_with_terugleggen(gelderland, drenthe):
    """VRA-9, VRA-15."""
    vraagstuk = rijp_voor("leg_terug", F.OPVOLGING)
    vraagstuk.provincies.add(drenthe)
    assert zinnen(vraagstuk, "leg_terug") == [
        "Drenthe is nog niet akkoord met terugleggen. Vraag deze provincie om akkoord."
    ]


def test_an_agency_speaks_through_its_department(gelderland, ienw):
    """BES-5: departments give a mandaat, VRO and agencies do not."""
    from_agency = type(ienw)(
        code="rws", naam="Rijkswaterstaat", soort="uitvoering", kant="rijk", valt_onder=ienw
    )
    from_agency.save()
    vraagstuk = VraagstukFactory(fase=F.OORDEELSVORMING)
    vraagstuk.organisaties.set([from_agency, vraagstuk.organisatie])
    assert list(vraagstuk.betrokken_departementen()) == [ienw]


@pytest.mark.parametrize(
    ("soort", "waarde", "genoeg"),
    [
        ("do_bespreking", "besproken", True),
        ("do_bespreking", "kennisgenomen", False),
        ("besproken_aan_tafel", "besproken", True),
        ("besproken_aan_tafel", "teruggegeven", True),
        ("besproken_aan_tafel", "kennisgenomen", False),
        ("gpdg_advies", "advies", True),
        ("gpdg_advies", "overgeslagen", False),
    ],
)
def test_handing_over_needs_a_table_that_spoke(gelderland, soort, waarde, genoeg):
    """VRA-7: what was only noted, and a GP-DG that was skipped, said nothing."""
    vraagstuk = VraagstukFactory(fase=F.OORDEELSVORMING)
    assert [t.code for t in tekorten(vraagstuk, [heeft_uitkomst])] == ["uitkomst_ontbreekt"]
    FeitFactory(vraagstuk=vraagstuk, soort=soort, waarde=waarde)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert (tekorten(nu, [heeft_uitkomst]) == []) is genoeg


def test_an_akkoord_with_terugleggen_is_about_what_stood_there(gelderland, provinciaal):
    """VRA-9: another afspraak, or another landing, asks it anew; and it can be given again."""
    vraagstuk = rijp_voor("leg_terug", F.OPVOLGING)
    FeitFactory(vraagstuk=vraagstuk, soort="afspraak", kenmerk="2", label="Afspraak 2")
    FeitFactory(vraagstuk=vraagstuk, soort="landing", kenmerk="2", label="Landt in de POVI")
    opnieuw = (
        "Gelderland was akkoord met een eerdere stand van de afspraken en hun landing. Vraag deze "
        "provincie opnieuw om akkoord."
    )
    assert zinnen(vraagstuk, "leg_terug") == [opnieuw]
    instemmen.stem_in(pk=vraagstuk.pk, handeling="leg_terug", door=provinciaal)
    assert zinnen(vraagstuk, "leg_terug") == []
    with geweigerd("instemming_bestaat"):
        instemmen.stem_in(pk=vraagstuk.pk, handeling="leg_terug", door=provinciaal)
    fasen.feiten.trek_feit_in(
        vraagstuk, soort="landing", kenmerk="2", reden="Toch elders.", door=provinciaal
    )
    FeitFactory(vraagstuk=vraagstuk, soort="landing", kenmerk="2", label="Landt in het MIRT")
    assert zinnen(vraagstuk, "leg_terug") == [opnieuw]
