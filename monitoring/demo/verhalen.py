"""The demo vraagstukken: our own texts on areas that the public sources name.

Each ends where ``einde`` says. Every text is marked as demo; no words of a source are used.
"""

from __future__ import annotations

from dataclasses import dataclass

DEMO = "Dit is een demotekst."


@dataclass(frozen=True)
class Afspraakverhaal:
    titel: str
    tekst: str
    type: str
    resultaat: str
    termijn: str
    product: str
    rijk: str  # code of the trekker on the Rijk side
    plek_soort: str = "povi"
    plek_naam: str = "de provinciale omgevingsvisie"
    bedrag: str = ""  # euro, which the Rijk side still has to confirm


@dataclass(frozen=True)
class Verhaal:
    """One vraagstuk; the first provincie leads. ``bron_gebied`` finds an imported concept, and
    ``haakt_af`` took part until its accounthouder took it off."""

    provincies: tuple[str, ...]
    titel: str
    gebied: str
    domeinen: tuple[str, ...]
    keuze: str
    organisaties: tuple[str, ...]
    dilemma: str
    spanning: str
    kans: str
    einde: str
    richtingen: tuple[tuple[str, str, str], ...] = ()
    afspraken: tuple[Afspraakverhaal, ...] = ()
    bron_gebied: str = ""
    prioriteit: str = "hoog"
    planning: str = "DO NOVEX in het najaar van 2026"
    haakt_af: str = ""


VERHALEN: tuple[Verhaal, ...] = (
    Verhaal(
        ("pv25", "pv26"),
        "Woningbouw naast natuurherstel in Arnhem-Nijmegen-Foodvalley",
        "Arnhem-Nijmegen-Foodvalley",
        ("wonen", "natuur", "landbouw"),
        "nota-ruimte-wonen-werken-versnelling-van-de-woningbouw",
        ("lvvn",),
        "Bouwen waar het water en de trein al zijn, of waar de natuur er het minst last van heeft?",
        "Nieuwe wijken liggen dicht bij stikstofgevoelige natuur en vragen grond van boeren.",
        "Stoppende bedrijven geven ruimte om wonen en natuur samen te plannen.",
        "besluitvorming",
        (
            ("Bouwen langs het spoor", "Verdicht rond bestaande stations.", "Minder autoverkeer."),
            ("Bouwen in het buitengebied", "Bouw op vrijkomende erven.", "Helpt stoppende boeren."),
        ),
        (
            Afspraakverhaal(
                "Volgorde van wonen en natuurherstel",
                "Rijk en provincies leggen per gebied vast waar eerst natuur wordt hersteld en "
                "waar tegelijk woningen kunnen komen, en nemen die volgorde op in hun plannen.",
                "C",
                "Een vastgestelde volgorde per gebied langs het spoor.",
                "eerste kwartaal 2028",
                "Kaart met de volgorde per gebied",
                "lvvn",
                bedrag="250000",
            ),
        ),
        bron_gebied="Arnhem-Nijmegen-Foodvalley (Gelderland, Utrecht)",
    ),
    Verhaal(
        ("pv24",),
        "Kazerne en landbouwgrond bij Zeewolde",
        "Zeewolde, Spiekweg",
        ("defensie", "landbouw", "mobiliteit"),
        "nota-ruimte-economie-energie-defensie",
        ("def", "lvvn"),
        "Hoeveel goede landbouwgrond mag een kazerne kosten, en wie vergoedt dat?",
        "Een kazerne met oefenterrein ligt op grond die nu voor akkerbouw wordt gebruikt.",
        "Nieuwe ontsluiting kan ook het dorp helpen.",
        "oordeelsvorming",
        (
            ("Compact bouwen", "Een kleinere kazerne met gedeeld terrein.", "Spaart grond."),
            ("Spreiden", "Een deel van de functies elders in de provincie.", "Minder druk."),
        ),
        bron_gebied="Zeewolde, Spiekweg (Flevoland)",
    ),
    Verhaal(
        ("pv23",),
        "Woningen in het laagste deel van Noordwest-Overijssel",
        "Noordwest-Overijssel",
        ("wonen", "water-en-bodem"),
        "nota-ruimte-water-bodem-ijssel-vechtdelta",
        ("ienw",),
        "Bouwen waar de vraag is, of waar het water veilig weg kan?",
        "De vraag naar woningen is groot in een gebied dat bij hoogwater kwetsbaar is.",
        "Aangepast bouwen kan een voorbeeld worden voor andere polders.",
        "opvolging",
        (
            ("Hoger bouwen", "Alleen bouwen op terpen en langs hoge wegen.", "Veilig bij water."),
            ("Elders bouwen", "Verplaats de opgave naar hogere gronden.", "Geen nieuw risico."),
        ),
        (
            Afspraakverhaal(
                "Bouwkaart voor de lage delen",
                "Rijk en provincie maken een kaart die zegt waar bouwen kan, waar onder "
                "voorwaarden en waar niet, en nemen die op in hun visies.",
                "B",
                "Een vastgestelde bouwkaart voor Noordwest-Overijssel.",
                "vierde kwartaal 2027",
                "Bouwkaart Noordwest-Overijssel",
                "ienw",
            ),
            Afspraakverhaal(
                "Proef met aangepast bouwen",
                "De provincie wijst één locatie aan en het Rijk brengt kennis in voor een proef "
                "van honderd woningen die tegen hoog water kunnen.",
                "D",
                "Een proeflocatie met honderd woningen in aanbouw.",
                "t/m 2028",
                "Eindverslag van de proef",
                "ienw",
                "provinciaal_programma",
                "het provinciale woonprogramma",
            ),
        ),
        bron_gebied="Noordwest-Overijssel",
    ),
    Verhaal(
        ("pv28", "pv26", "pv27"),
        "Bodemdaling, boeren en bouwen in het Groene Hart",
        "Groene Hart",
        ("water-en-bodem", "landbouw", "wonen", "erfgoed-en-landschap"),
        "nota-ruimte-water-bodem-veenweidegebieden",
        ("lvvn", "ienw"),
        "Het waterpeil omhoog voor de bodem, of laag houden voor boeren en huizen?",
        "Bodemdaling afremmen raakt landbouw, verstedelijking en energieopwekking tegelijk.",
        "Natte teelten en recreatie geven nieuwe dragers voor het landschap.",
        "beeldvorming_met_besluit",
        bron_gebied="Groene Hart",
        planning="DO NOVEX in het voorjaar van 2027",
    ),
    Verhaal(
        ("pv20",),
        "Stapeling van energie, economie en landbouw rond de Eemshaven",
        "Stad Groningen en Eemshaven",
        ("energie", "economie", "landbouw"),
        "nota-ruimte-economie-energie-energie-infrastructuur",
        ("kgg",),
        "Welke functie krijgt voorrang nu alles tegelijk om dezelfde ruimte vraagt?",
        "Netten, bedrijven en landbouw vragen ruimte naast de versterkingsopgave.",
        "Restwarmte en waterstof kunnen bedrijven en dorpen verbinden.",
        "elders_belegd",
        bron_gebied="NOVEX-gebied Groningen (stad-Eemshaven)",
    ),
    Verhaal(
        ("pv22",),
        "Boeren op defensieterrein in Midden-Drenthe",
        "De Haar, Midden-Drenthe",
        ("defensie", "landbouw"),
        "nota-ruimte-economie-energie-defensie",
        ("def", "lvvn"),
        "Kan een oefenterrein ook landbouwgrond blijven?",
        "Oefenen en boeren zitten elkaar in de weg op dezelfde percelen.",
        "Medegebruik houdt het terrein open en beheerd.",
        "opvolging_via_do",
        (
            ("Medegebruik met rooster", "Spreek vaste weken af voor oefenen.", "Duidelijk."),
            ("Ruilen van percelen", "Ruil kwetsbare percelen met het Rijk.", "Rust voor boeren."),
        ),
        (
            Afspraakverhaal(
                "Rooster voor medegebruik",
                "Defensie en de provincie stellen een rooster op dat zegt in welke weken op "
                "welke percelen wordt geoefend.",
                "A",
                "Een rooster voor drie jaar.",
                "1 oktober 2027",
                "Rooster medegebruik De Haar",
                "def",
            ),
        ),
        bron_gebied="Midden-Drenthe (De Haar)",
    ),
    Verhaal(
        ("pv21",),
        "Veenweide, weidevogels en melkvee in het lage midden",
        "Lage midden van Fryslân",
        ("water-en-bodem", "landbouw", "natuur"),
        "nota-ruimte-landbouw-natuur-veenweidegebieden",
        ("lvvn",),
        "Hoe snel gaat het peil omhoog, en voor wie eerst?",
        "Een hoger peil helpt bodem en vogels en kost melkveehouders opbrengst.",
        "Beheer van vogels en bodem kan een inkomen worden.",
        "beeldvorming_met_advies",
        haakt_af="pv20",
    ),
    Verhaal(
        ("pv27",),
        "Haven, woningen en geluid langs het Noordzeekanaal",
        "Noordzeekanaalgebied",
        ("economie", "wonen", "gezondheid-en-leefomgeving"),
        "nota-ruimte-economie-energie-industrieclusters",
        ("ienw",),
        "Schuift de haven op, of schuift de woningbouw op?",
        "Woningen rukken op naar bedrijven die geluid en geur mogen maken.",
        "",
        "beeldvorming",
    ),
    Verhaal(
        ("pv29",),
        "Ruimte voor energie en leefbaarheid in de Kanaalzone",
        "Kanaalzone Zeeland",
        ("energie", "wonen", "mobiliteit"),
        "nota-ruimte-economie-energie-energie-infrastructuur",
        ("kgg",),
        "Hoe blijft het gebied leefbaar als er jarenlang wordt gebouwd?",
        "Bouw van energievoorzieningen legt druk op woningen, wegen en voorzieningen.",
        "Tijdelijke huisvesting kan later gewone woonruimte worden.",
        "teruggelegd",
        (
            ("Bouwdorp", "Een tijdelijk dorp bij de bouwplaats.", "Ontlast de dorpen."),
            ("Verspreid wonen", "Woonruimte in bestaande kernen.", "Blijft na de bouw."),
        ),
        (
            Afspraakverhaal(
                "Plan voor tijdelijke huisvesting",
                "Rijk en provincie leggen vast waar bouwers tijdelijk wonen en wat er daarna met "
                "die plekken gebeurt.",
                "C",
                "Een vastgesteld plan voor tijdelijke huisvesting.",
                "tweede kwartaal 2027",
                "Plan tijdelijke huisvesting Kanaalzone",
                "kgg",
                "provinciaal_programma",
                "het provinciale programma wonen",
            ),
        ),
    ),
    Verhaal(
        ("pv30",),
        "Water, natuur en veehouderij in De Peel",
        "De Peel",
        ("natuur", "landbouw", "drinkwater-en-zoetwater"),
        "nota-ruimte-landbouw-natuur-landelijk-gebied",
        ("lvvn", "ienw"),
        "Hoeveel water blijft in het gebied, en wie draagt de kosten?",
        "Natuur, drinkwater en veehouderij vragen hetzelfde grondwater.",
        "Nieuwe natuur houdt ook water vast voor droge zomers.",
        "besluitvorming_geen_consensus",
        (
            ("Bufferzone", "Een natte zone rond de natuur.", "Werkt snel."),
            ("Gebiedsbreed", "Overal iets minder onttrekken.", "Verdeelt de last."),
        ),
    ),
    Verhaal(
        ("pv31",),
        "Bedrijventerrein of beekdal bij Zuid-Limburg",
        "Zuid-Limburg",
        ("economie", "klimaatadaptatie"),
        "povi-limburg-geheel",
        ("ienw",),
        "Uitbreiden langs de beek, of de beek meer ruimte geven?",
        "Een gewenst bedrijventerrein ligt waar water bij zware regen heen moet.",
        "",
        "beeindigd",
        prioriteit="midden",
    ),
    Verhaal(
        ("pv26",),
        "Wonen en werken rond de A12",
        "A12-zone Utrecht",
        ("wonen", "economie", "mobiliteit"),
        "nota-ruimte-wonen-werken",
        ("ienw",),
        "Eerst de weg en het spoor, of eerst de huizen?",
        "Bouwplannen lopen vooruit op besluiten over weg en openbaar vervoer.",
        "Overkappen van de weg geeft nieuwe grond.",
        "geen_keuze",
        (
            ("Eerst bereikbaar", "Bouw pas na het besluit over vervoer.", "Geen spijt."),
            ("Eerst bouwen", "Begin met wonen bij bestaande haltes.", "Snel resultaat."),
        ),
        (
            Afspraakverhaal(
                "Gezamenlijk rekenmodel A12-zone",
                "Rijk en provincie rekenen met één model voor wonen en verkeer.",
                "A",
                "Eén rekenmodel dat beide kanten gebruiken.",
                "voorjaar 2027",
                "Rekenmodel A12-zone",
                "ienw",
            ),
        ),
    ),
    Verhaal(
        ("pv25",),
        "Dijkverlegging en drinkwater langs de IJssel",
        "IJsselvallei",
        ("water-en-bodem", "drinkwater-en-zoetwater"),
        "povi-gelderland-overstromingsgebieden",
        ("ienw",),
        "Ruimte voor de rivier of voor waterwinning?",
        "De rivier heeft ruimte nodig waar ook drinkwater wordt gewonnen.",
        "Samen plannen voorkomt twee keer graven.",
        "opvolging",
        (
            ("Geul met winning", "Leg een geul aan die winning toestaat.", "Eén ingreep."),
            ("Winning verplaatsen", "Verplaats de winning naar hogere grond.", "Zekerheid."),
        ),
        (
            Afspraakverhaal(
                "Ontwerp voor geul en winning",
                "Rijk en provincie maken samen een ontwerp waarin de geul en de waterwinning "
                "allebei passen.",
                "C",
                "Een ontwerp dat beide partijen in procedure brengen.",
                "voor BOL 2027",
                "Ontwerp geul en winning IJsselvallei",
                "ienw",
                "nationaal_programma",
                "Ruimte voor de Rivier 2.0",
            ),
        ),
    ),
    Verhaal(
        ("pv25",),
        "Zon op land en open landschap in de Achterhoek",
        "Achterhoek",
        ("energie", "erfgoed-en-landschap", "landbouw"),
        "povi-gelderland-geheel",
        ("kgg",),
        "Zonnevelden bundelen of verspreiden?",
        "Het net heeft plek nodig in een landschap dat open wil blijven.",
        "",
        "concept_provincie",
        prioriteit="midden",
    ),
)
