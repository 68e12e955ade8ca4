"""Thousands of vraagstukken with all that hangs under them, in the demo's proportion.

Plain rows and not through services: this measures reading. ``vul`` makes 120 by hand, of which
``vermenigvuldigen`` copies every row.

The proportions are those of the demo (the rows that ``laad_demo`` makes, counted). It has, with 15
vraagstukken: 20 agendapunten and 19 uitkomsten, 9 mandaten, 7 times a Rijksinzet, 1 belegging, 5
lines on 4 subjects of the BOL-afsprakenlijst; 6 afspraken of its own with 12 acties, 12 akkoorden,
11 statusovergangen and 6 landingen; 20 times voortgang with 26 meldingen; 11 rows of other
programmes.
"""

from __future__ import annotations

from itertools import pairwise, product

from django.utils import timezone

from arrangementen.models import Actie, Afspraak, Landing
from dossiers.models import (
    Accountteamzienswijze,
    Fase,
    Faseovergang,
    Feit,
    Notitie,
    Oplossingsrichting,
    Signaal,
    Tekstwijziging,
    Triageadvies,
    Triagebesluit,
    Vraagstuk,
    Weging,
)
from governance.models import (
    Agendapunt,
    Cyclus,
    Overleg,
    Ronde,
)
from monitoring.models import Monitorronde, Voortgang, Voortgangsmelding
from novex.models import Criteriaset, Domein, Gebruiker, Organisatie, Provincie
from novex.zichtbaarheid import Kant, Zichtbaarheid
from tests.arrangementen.edities import Proef
from tests.decor import persoon, provincie
from tests.factories import ToewijzingFactory
from tests.schaal.tafels import (
    CYCLUS,
    DAG,
    bereid_rijk_voor,
    koppel,
    maak_afsprakenlijst,
    maak_buitenvoortgang,
    maak_uitkomsten,
    stel_vast,
    woord,
)
from tests.schaal.vermenigvuldigen import zonder_bevriezing

KLEIN, GROOT = 120, 12_000
FASEN = (
    *(Fase.BEELDVORMING,) * 4,
    *(Fase.OORDEELSVORMING,) * 3,
    *(Fase.BESLUITVORMING,) * 2,
    *(Fase.OPVOLGING,) * 4,
    Fase.TERUGGELEGD,
    Fase.ELDERS_BELEGD,
    Fase.GEEN_KEUZE,
)


def vul(aantal: int = KLEIN) -> None:
    """``aantal`` vraagstukken over twelve provincies; wants the reference data and people."""
    door = Gebruiker.objects.filter(organisatie__is_vro=True).order_by("pk")[0]
    ander = Gebruiker.objects.exclude(pk=door.pk).order_by("pk")[0]
    provincies = list(Provincie.objects.select_related("organisatie").order_by("pk"))
    domeinen = list(Domein.objects.order_by("pk"))
    lvvn = Organisatie.objects.filter(soort="departement", is_vro=False).order_by("pk")[0]
    vraagstukken = Vraagstuk.objects.bulk_create(
        Vraagstuk(
            nummer=f"2025-{i + 1:03d}",
            titel=f"{woord(i).capitalize()} en {woord(i + 3)} in deelgebied {i}",
            omschrijving="Twee claims op dezelfde grond. " * 8,
            fase=FASEN[(i + i // 12) % len(FASEN)],
            herkomst="signaal",
            organisatie=door.organisatie,
            melder_organisatie=door.organisatie,
            melder_functie="beleidsmedewerker",
            lead_provincie=provincies[i % 12],
            dilemmas="Bouwen of bergen. " * 8,
            spanningen="Beide vragen dezelfde grond. " * 8,
            prioriteit="hoog",
            planning="DO van maart",
            lead_accounthouder=door,
            aan_zet_organisatie=(door.organisatie, provincies[i % 12].organisatie, lvvn)[
                i // 12 % 3
            ],
            aan_zet_reden="Vul het beeld aan.",
            aan_zet_sinds=DAG,
        )
        for i in range(aantal)
    )
    koppel(Vraagstuk.provincies, vraagstukken, lambda i: {provincies[i % 12]})
    koppel(Vraagstuk.domeinen, vraagstukken, lambda i: {domeinen[i % 9], domeinen[i % 9 + 1]})
    koppel(Vraagstuk.organisaties, vraagstukken, lambda i: {lvvn})
    _dossiers(vraagstukken, door, ander)
    _signalen(aantal // 2, provincies, door)
    _overleggen(vraagstukken, provincies, door)
    with zonder_bevriezing():
        maak_uitkomsten(vraagstukken, provincies, door)
        bereid_rijk_voor(vraagstukken, door, lvvn)
        maak_afsprakenlijst(vraagstukken)
        _afspraken(vraagstukken, door, lvvn)
    maak_buitenvoortgang(aantal)


def maak_edities() -> None:
    """Of Gelderland: one that was published and a later one in concept, each on a vraagstuk with 25
    afspraken. They stay as large as they are; what is around them and before them grows."""
    ToewijzingFactory(gebruiker=persoon("accounthouder"), provincie=provincie("pv25"))
    Proef(jaar=2027).gepubliceerd(25)
    Proef(jaar=2028).gevuld(25)


def _dossiers(vraagstukken: list[Vraagstuk], door: Gebruiker, ander: Gebruiker) -> None:
    """Triage, overgangen, feiten, richtingen and texts of each."""
    set_ = Criteriaset.objects.get(moment="triage")
    knockout = {"knockout": "doorwerking", "knockout_besluit": "Nota Ruimte"}
    adviezen = Triageadvies.objects.bulk_create(
        Triageadvies(
            vraagstuk=v,
            doorloop=1,
            set=set_,
            uitkomst="naar_oordeelsvorming",
            motivatie="Het botst.",
            door=door,
            **knockout,
        )
        for v in vraagstukken
    )
    zienswijzen = Accountteamzienswijze.objects.bulk_create(
        Accountteamzienswijze(advies=advies, tekst="Eens.", door=door) for advies in adviezen
    )
    Triagebesluit.objects.bulk_create(
        Triagebesluit(
            advies=advies,
            adviseur=door,
            uitkomst="positief",
            motivatie="Eens.",
            zienswijze=zienswijze,
            wijkt_af=False,
            door=ander,
            **knockout,
        )
        for advies, zienswijze in zip(adviezen, zienswijzen, strict=True)
        if advies.vraagstuk.fase != Fase.BEELDVORMING
    )
    route = ("concept", "beeldvorming", "oordeelsvorming", "besluitvorming")
    Faseovergang.objects.bulk_create(
        Faseovergang(
            vraagstuk=v, van=van, naar=naar, naam="zet_door", door=door, rol="Accounthouder",
            motivatie="Het is rijp.", doorloop=1,
            toets=[{"criterium": "heeft_provincie", "voldoet": True, "tekorten": []}],
        )
        for v in vraagstukken
        for van, naar in pairwise(route)
    )  # fmt: skip
    Feit.objects.bulk_create(
        Feit(
            vraagstuk=v, doorloop=1, soort=soort, kenmerk=f"{soort}-1", label=soort, door=door,
            publiek=Zichtbaarheid.RIJK_EN_REGIO,
        )
        for v, soort in product(vraagstukken, ("do_uitkomst", "mandaat", "afspraak", "landing"))
    )  # fmt: skip
    richtingen = Oplossingsrichting.objects.bulk_create(
        Oplossingsrichting(vraagstuk=v, volgorde=n, titel=f"Richting {n}")
        for v, n in product(vraagstukken, (1, 2))
    )
    Weging.objects.bulk_create(
        Weging(richting=r, principe=principe, score=1, motivatie="Beter.")
        for r, principe in product(richtingen, Weging.Principe.values)
    )
    for kant in (Kant.RIJK, Kant.REGIO):
        Tekstwijziging.objects.bulk_create(
            Tekstwijziging(
                vraagstuk=v, veld="dilemmas", label="Dilemma's", oud="Bouwen.", nieuw="Bergen.",
                door=door, organisatie=door.organisatie, kant=kant,
            )
            for v in vraagstukken
        )  # fmt: skip
    Notitie.objects.bulk_create(
        Notitie(
            vraagstuk=v, organisatie=door.organisatie, zichtbaarheid=Zichtbaarheid.RIJK,
            tekst="Let op de planning.", door=door,
        )
        for v in vraagstukken
    )  # fmt: skip


def _signalen(aantal: int, provincies: list[Provincie], door: Gebruiker) -> None:
    signalen = Signaal.objects.bulk_create(
        Signaal(
            titel=f"{woord(i).capitalize()} remt {woord(i + 5)} {i}",
            status=("ingediend", "beantwoord")[i // 12 % 2],
            ingediend_op=timezone.now(),
            antwoord_voor=DAG,
            melder_organisatie=provincies[i % 12].organisatie,
            organisatie=provincies[i % 12].organisatie,
            ingevoerd_door=door,
            zichtbaarheid="rijk_en_regio",
        )
        for i in range(aantal)
    )
    koppel(Signaal.provincies, signalen, lambda i: {provincies[i % 12]})


def _overleggen(
    vraagstukken: list[Vraagstuk], provincies: list[Provincie], door: Gebruiker
) -> None:
    """A DO per provincie and year, with the vraagstukken of that provincie on it."""
    cyclus = Cyclus.objects.create(jaar=CYCLUS, label="Cyclus")
    ronde = Ronde.objects.create(cyclus=cyclus, gremium="do", label="DO van maart")
    overleggen = Overleg.objects.bulk_create(
        Overleg(
            gremium="do",
            naam=f"DO NOVEX {provincie.naam}",
            datum=DAG,
            ronde=ronde,
            agenda_status="concept",
        )
        for provincie in provincies
    )
    koppel(Overleg.provincies, overleggen, lambda i: {provincies[i]})
    Agendapunt.objects.bulk_create(
        Agendapunt(
            overleg=overleggen[i % 12],
            gremium="do",
            volgorde=i // 12 + 1,
            vraagstuk=v,
            onderwerp=v.titel,
            soort="ter_bespreking",
            gevraagd_besluit="Bespreek de richtingen.",
            indiener=door.organisatie,
            duur_minuten=15,
        )
        for i, v in enumerate(vraagstukken)
        if i // 12 % 2  # the others are candidates
    )


def _afspraken(vraagstukken: list[Vraagstuk], door: Gebruiker, lvvn: Organisatie) -> None:
    """Two for every second vraagstuk, with acties, a landing and reports in two rounds."""
    afspraken = Afspraak.objects.bulk_create(
        Afspraak(
            nummer=f"K0-{v.pk}-{n}", titel=f"Afspraak over {v.titel.lower()}"[:200],
            tekst="Rijk en regio leggen samen de keuze vast. " * 4, type="",
            status=("vastgesteld", "concept")[n], jaar=(2025, 2026)[n], vraagstuk=v,
            scope="provincie",
            herkomst_soort="ra_2025", forum="BOL 2025", bron_url="https://example.org/",
            organisatie=door.organisatie, beoordeel_op=DAG, vastgesteld_op=DAG,
        )
        for v, n in product((v for i, v in enumerate(vraagstukken) if i // 12 % 2), (0, 1))
    )  # fmt: skip
    provincie = {v.pk: v.lead_provincie for v in vraagstukken}
    koppel(Afspraak.provincies, afspraken, lambda i: {provincie[afspraken[i].vraagstuk_id]})
    partijen = {
        Kant.RIJK: lambda a: lvvn,
        Kant.REGIO: lambda a: provincie[a.vraagstuk_id].organisatie,
    }
    Actie.objects.bulk_create(
        Actie(
            afspraak=a, kant=kant, trekker_organisatie=partijen[kant](a), resultaat="Een kaart",
            trekker_functie="programmamanager", termijn=DAG,
        )
        for a, kant in product(afspraken, partijen)
    )  # fmt: skip
    Landing.objects.bulk_create(
        Landing(
            afspraak=a, plek_soort=Landing.Plek.values[0], plek_naam="Omgevingsvisie",
            eigenaar_organisatie=lvvn, eigenaar_functie="directeur", uiterlijk=DAG,
        )
        for a in afspraken
    )  # fmt: skip
    stel_vast(afspraken[::2], partijen, door)
    nu = timezone.now()
    for jaar, status in ((2025, "gesloten"), (2026, "open")):
        ronde = Monitorronde.objects.create(
            jaar=jaar, naam="Ronde", status=status, peildatum=DAG, open_van=DAG,
            open_tot=DAG, geopend_door=door, geopend_op=nu,
            gesloten_op=nu if status == "gesloten" else None,
            gesloten_door=door if status == "gesloten" else None,
        )  # fmt: skip
        rijen = Voortgang.objects.bulk_create(
            Voortgang(
                ronde=ronde, afspraak=a, kant=kant, organisatie=partijen[kant](a),
                stadium="bezig", toelichting="Het loopt.",
                status="opgenomen" if status == "gesloten" else "concept",
            )
            for a, kant in product(afspraken[::2], partijen)
        )  # fmt: skip
        if status == "gesloten":
            Voortgangsmelding.objects.bulk_create(
                Voortgangsmelding(
                    voortgang=rij, soort="ingediend", stadium="bezig", toelichting="Het loopt.",
                    door=door, organisatie=rij.organisatie, op=nu,
                )
                for rij in rijen
            )  # fmt: skip
