"""The whole demo: imported sources, two cycli, vraagstukken in every phase and end.

Every state is reached through the services, by the account that does it in real life.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from arrangementen.inlezen import AfspraakInlezer
from arrangementen.models import Landing
from arrangementen.services import acties
from dossiers.inlezen import VraagstukInlezer
from dossiers.models import Vraagstuk
from dossiers.services import belegging, fasen, instemmen, notities, vraagstukken
from governance.services.uitkomsten import Uitkomstinvoer
from novex.inlezen import Inlezer
from novex.inlezen.services import bevestig, ontvang
from novex.inlezen.voorbeeld import maak_voorbeeld

from ..inlezen import BuitenvoortgangInlezer
from ..models import Voortgang
from ..services import rondes, voortgang
from .besluiten import Besluiten
from .mensen import Mensen
from .tafels import BOL_2026, BOL_2027, Tafels
from .verhalen import DEMO, VERHALEN, Verhaal
from .verloop import Verloop

GEGEVENS = Path(__file__).parent / "gegevens"
D = datetime.date
# How far a story goes before the meetings of 2026; the others wait for the cyclus of 2027.
IN_2026 = {"opvolging", "opvolging_via_do", "teruggelegd", "geen_keuze"}


@transaction.atomic
def laad_demo() -> Mensen:
    """Load everything or nothing; the reference data must be there."""
    mensen = Mensen()
    lees_bronnen_in(mensen)
    tafels = Tafels(mensen)
    tafels.plan(2026, "Cyclus 2026 (overgangsjaar)", D(2026, 7, 8), D(2026, 8, 25), BOL_2026)
    tafels.plan(2027, "Cyclus 2026-2027", D(2026, 10, 12), D(2027, 3, 29), BOL_2027)
    demo = _Demo(mensen, tafels)
    for verhaal in VERHALEN:
        if verhaal.einde in IN_2026:
            demo.naar_oordeelsvorming(verhaal)
    demo.besluiten.do_2026()
    demo.besluiten.gpdg_en_bol_2026()
    demo.monitor_2026()
    for verhaal in VERHALEN:
        if verhaal.einde not in IN_2026:
            demo.loop_tot(verhaal)
    demo.cyclus_2027()
    demo.monitor_2027()
    demo.besluiten.arrangementen_2027()
    demo.schrijf_notities()
    return mensen


def lees_bronnen_in(mensen: Mensen) -> None:
    """The real afspraken, vraagstukken and progress rows, through the upload (TRI-7)."""
    for klasse, naam in (
        (AfspraakInlezer, "afspraken_echt.csv"),
        (VraagstukInlezer, "vraagstukken_echt.csv"),
        (BuitenvoortgangInlezer, "monitor_echt.csv"),
    ):
        door = mensen.staf if mensen.staf.has_perm(klasse.recht) else mensen.accounthouder("pv25")
        lees_in(klasse(door, D(2026, 7, 3)), naam, (GEGEVENS / naam).read_bytes())


def lees_in(inlezer: Inlezer, naam: str, inhoud: bytes) -> None:
    bestand = ontvang(inlezer=inlezer, naam=naam, inhoud=inhoud)
    zegel = maak_voorbeeld(inlezer, bestand).zegel
    bevestig(pk=bestand.pk, inlezer=inlezer, zegel=zegel)


class _Demo:
    """The order of things; what a person does stands in ``Verloop``."""

    def __init__(self, mensen: Mensen, tafels: Tafels) -> None:
        self.mensen, self.tafels = mensen, tafels
        self.verloop = Verloop(mensen)
        self.gevonden: list[tuple[Verhaal, Vraagstuk]] = []
        self.besluiten = Besluiten(mensen, tafels, self.verloop, self.gevonden)

    def naar_oordeelsvorming(self, verhaal: Verhaal) -> Vraagstuk:
        vraagstuk = self.verloop.open(verhaal)
        vraagstuk = self.verloop.zet_door(verhaal, vraagstuk)
        self.verloop.werk_uit(verhaal, vraagstuk, verhaal.einde != "opvolging_via_do")
        self.gevonden.append((verhaal, vraagstuk))
        return vraagstuk

    def loop_tot(self, verhaal: Verhaal) -> None:
        """The stories of the running cyclus."""
        if verhaal.einde == "concept_provincie":
            self._concept(verhaal)
            return
        if verhaal.einde.startswith(("besluitvorming", "oordeelsvorming")):
            vraagstuk = self.naar_oordeelsvorming(verhaal)
            if verhaal.einde != "oordeelsvorming":
                self.verloop.bereid_rijk_voor(verhaal, vraagstuk)
            return
        vraagstuk = self.verloop.open(verhaal)
        self.gevonden.append((verhaal, vraagstuk))
        if verhaal.einde == "beeldvorming_met_advies":
            self.verloop.adviseer(verhaal, vraagstuk)
        elif verhaal.einde == "beeldvorming_met_besluit":
            self.verloop.besluit_triage(verhaal, vraagstuk)
        elif verhaal.einde == "elders_belegd":
            self._beleg_elders(verhaal, vraagstuk)
        elif verhaal.einde == "beeindigd":
            fasen.voer_overgang_uit(
                pk=vraagstuk.pk,
                naam="beeindig",
                door=self.mensen.regietafel,
                motivatie=f"De provincie kiest zelf voor de beek; er is geen botsing meer. {DEMO}",
                geraadpleegd="Provincie Limburg, programmamanager ruimte, in september 2026.",
            )

    def cyclus_2027(self) -> None:
        """One joint DO is held, with an afspraak in concept; one agenda waits for the provincie;
        others are still empty."""
        for verhaal, vraagstuk in self.gevonden:
            if verhaal.einde == "besluitvorming":
                for deel in verhaal.afspraken:
                    self.verloop.begin_afspraak(verhaal, vraagstuk, deel, 2027)
                for code in verhaal.provincies:
                    self.besluiten.houd_do(2027, code, [(vraagstuk, "advies")])
            elif verhaal.einde == "besluitvorming_geen_consensus":
                self.besluiten.houd_do_zonder_consensus(2027, verhaal, vraagstuk)
                instemmen.vraag_om(
                    pk=vraagstuk.pk,
                    handeling="keer_terug_naar_beeldvorming",
                    door=self.mensen.accounthouder(verhaal.provincies[0]),
                    toelichting=f"De nieuwe metingen veranderen het beeld. {DEMO}",
                )
            elif verhaal.einde == "oordeelsvorming":
                advies = Uitkomstinvoer(
                    soort="advies",
                    tekst=f"Eerst moet duidelijk zijn hoeveel grond er nodig is. {DEMO}",
                    vervolg="uitwerken",
                )
                self.tafels.houd_snelle_tafel(D(2026, 9, 28), vraagstuk, advies)
                self.tafels.agendeer(
                    2027,
                    "do",
                    verhaal.provincies[0],
                    vraagstuk,
                    "ter_advisering",
                    "Adviseren over de voorkeursrichting",
                )

    def monitor_2026(self) -> None:
        """A closed round with both reports, after which one vraagstuk is teruggelegd."""
        staf = self.mensen.staf
        ronde = rondes.open_ronde(
            jaar=2026,
            naam="Monitor najaar",
            peildatum=D(2026, 10, 1),
            open_van=D(2026, 10, 1),
            open_tot=D(2026, 10, 31),
            door=staf,
        )
        for rij in self._eigen_meldingen(ronde.pk):
            self._meld(rij, "bezig", f"Het werk loopt volgens plan. {DEMO}", ronde.peildatum)
        rondes.sluit_ronde(pk=ronde.pk, door=staf)
        for verhaal, vraagstuk in self.gevonden:
            if verhaal.einde == "teruggelegd":
                self._leg_terug(verhaal, vraagstuk)

    def monitor_2027(self) -> None:
        """A round under way: some reported, one asked a question, most still to do."""
        ronde = rondes.open_ronde(
            jaar=2027,
            naam="Monitor winter",
            peildatum=D(2027, 2, 1),
            open_van=D(2026, 11, 1),
            open_tot=D(2027, 2, 28),
            door=self.mensen.staf,
        )
        rijen = self._eigen_meldingen(ronde.pk)
        for i, rij in enumerate(rijen[: len(rijen) // 2]):
            stadium = ("bezig", "stilgelegd", "gereed", "bezig")[i % 4]
            self._meld(rij, stadium, f"Zo staat het er nu voor. {DEMO}", ronde.peildatum)
        gemeld = Voortgang.objects.filter(ronde=ronde, status="ingediend").first()
        if gemeld:
            voortgang.stuur_terug(
                pk=gemeld.pk, door=self.mensen.staf, vraag="Wat is er sinds de vorige ronde gedaan?"
            )

    def _eigen_meldingen(self, ronde: int) -> list[Voortgang]:
        """Of the afspraken made here; what the sources say of older ones is not made up."""
        rijen = Voortgang.objects.filter(ronde=ronde).exclude(afspraak__vraagstuk=None)
        return list(rijen.select_related("organisatie").order_by("pk"))

    def _meld(self, rij: Voortgang, stadium: str, toelichting: str, op: datetime.date) -> None:
        voortgang.schrijf(
            pk=rij.pk,
            door=self.mensen.partij(rij.organisatie.code),
            versie=rij.versie,
            stadium=stadium,
            toelichting=toelichting,
            op=op,
            indienen=True,
        )

    def _leg_terug(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> None:
        provinciaal = self.mensen.provincie(verhaal.provincies[0])
        for afspraak in vraagstuk.afspraken.all():
            landing = Landing.objects.get(afspraak=afspraak)
            acties.aanvaard_landing(
                afspraak_pk=afspraak.pk, door=provinciaal, versie=landing.versie, op=D(2026, 11, 2)
            )
        accounthouder = self.mensen.accounthouder(verhaal.provincies[0])
        motivatie = f"Elke afspraak heeft een vaste plek. {DEMO}"
        pk, naam = vraagstuk.pk, "leg_terug"
        instemmen.vraag_om(pk=pk, handeling=naam, door=accounthouder, toelichting=motivatie)
        instemmen.stem_in(pk=pk, handeling=naam, door=provinciaal)
        fasen.voer_overgang_uit(pk=pk, naam=naam, door=accounthouder, motivatie=motivatie)

    def _concept(self, verhaal: Verhaal) -> None:
        vraagstukken.breng_in(
            door=self.mensen.provincie(verhaal.provincies[0]),
            provincies=[self.mensen.provincies[code] for code in verhaal.provincies],
            titel=verhaal.titel,
            omschrijving=f"{verhaal.dilemma} {DEMO}",
            herkomst=Vraagstuk.Herkomst.PROGRAMMA,
            gebied=verhaal.gebied,
            domeinen=[self.mensen.domeinen[code] for code in verhaal.domeinen],
        )

    def _beleg_elders(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> None:
        self.verloop.besluit_triage(verhaal, vraagstuk, "negatief")
        belegging.beleg_elders(
            pk=vraagstuk.pk,
            door=self.mensen.regietafel,
            motivatie=f"Dit kan worden opgelost in het NOVEX-gebied zelf. {DEMO}",
            ontvanger_organisatie=self.mensen.organisaties["kgg"],
            ontvanger_soort="novex_gebied",
            ontvanger_naam="NOVEX-gebied Groningen",
            waarom="Het gebied heeft al een uitvoeringsagenda.",
            geraadpleegd="De provincie en de trekker van het gebied.",
            opvolging="Halfjaarlijks in het gebiedsoverleg.",
            # Ahead, also for who loads the demo later than this cyclus.
            terug_op=max(D(2027, 11, 1), timezone.localdate() + datetime.timedelta(days=365)),
        )

    def schrijf_notities(self) -> None:
        """One remark per audience, so that each side sees its own (ZIC-1)."""
        verhaal, vraagstuk = self.gevonden[0]
        staf = self.mensen.accounthouder(verhaal.provincies[0])
        provinciaal = self.mensen.provincie(verhaal.provincies[0])
        for door, niveau, tekst in (
            (staf, "rijk", "Let op de samenhang met het Deltaprogramma."),
            (staf, "rijk_en_regio", "De werksessie is in januari."),
            (provinciaal, "regio", "Eerst afstemmen met de waterschappen."),
            (provinciaal, "eigen_organisatie", "De gedeputeerde wil dit zelf inbrengen."),
        ):
            notities.schrijf(
                pk=vraagstuk.pk, door=door, tekst=f"{tekst} {DEMO}", zichtbaarheid=niveau
            )
