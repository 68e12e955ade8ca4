"""The meetings of the demo in which something is decided, and what follows from it."""

from __future__ import annotations

import datetime

from arrangementen.models import Afspraak, Arrangement
from arrangementen.samenstelling import stel_samen
from arrangementen.services import arrangement, edities, inhoud, status
from dossiers.models import Vraagstuk
from governance.forms.voorbereiding import NieuweEscalatieForm, VerschilForm
from governance.models import Ronde
from governance.services import lijst, regelbezwaar, uitkomsten, verschillen
from governance.services.uitkomsten import Uitkomstinvoer
from novex.models import Criteriaset

from .mensen import Mensen
from .stukken import voeg_stukken_toe
from .tafels import BOL_2026, Tafels
from .verhalen import DEMO, VERHALEN, Verhaal
from .verloop import Verloop, eis_geldig

D = datetime.date
ADVIES = "Instemmen met de voorkeursrichting"
GEEN_KEUZE = "Er is geen keuze gemaakt: het besluit over vervoer wordt afgewacht."
VAST = D(2026, 9, 25)
BRIEF = D(2026, 9, 25)
LOPEND = 2027  # the cyclus that runs: its agendas show papers
Gevonden = list[tuple[Verhaal, Vraagstuk]]


class Besluiten:
    def __init__(
        self, mensen: Mensen, tafels: Tafels, verloop: Verloop, gevonden: Gevonden
    ) -> None:
        self.mensen, self.tafels, self.verloop = mensen, tafels, verloop
        self.gevonden = gevonden
        self.editie: Arrangement | None = None

    def do_2026(self) -> None:
        """The DO's of the transition year; afspraken are drafted before them."""
        for verhaal, vraagstuk in list(self.gevonden):
            self.verloop.bereid_rijk_voor(verhaal, vraagstuk)
            for deel in verhaal.afspraken:
                self.verloop.maak_afspraak(verhaal, vraagstuk, deel, 2026)
        per_provincie: dict[str, list[tuple[Vraagstuk, str]]] = {}
        for verhaal, vraagstuk in self.gevonden:
            soort = "besluit" if verhaal.einde == "opvolging_via_do" else "advies"
            per_provincie.setdefault(verhaal.provincies[0], []).append((vraagstuk, soort))
        for code, punten in per_provincie.items():
            self.houd_do(2026, code, punten)

    def houd_do(self, jaar: int, code: str, punten: list[tuple[Vraagstuk, str]]) -> None:
        """Agenda, reaction, sending, outcomes, closing: one DO."""
        invoer = {}
        for vraagstuk, soort in punten:
            besluit = soort == "besluit"
            puntsoort = "ter_besluitvorming" if besluit else "ter_advisering"
            # What needs no bestuurlijke keuze is a besluit of one departement (ROL-3).
            departement = vraagstuk.betrokken_departementen()[0] if besluit else None
            punt = self.tafels.agendeer(
                jaar, "do", code, vraagstuk, puntsoort, ADVIES, sectoraal_van=departement
            )
            if jaar == LOPEND:
                voeg_stukken_toe(punt, self.mensen.staf)
            invoer[punt.pk] = Uitkomstinvoer(
                soort=soort, tekst=f"Het DO kiest de voorkeursrichting. {DEMO}"
            )
        self.tafels.verzend(jaar, "do", code)
        self.tafels.houd(jaar, "do", code, invoer)

    def houd_do_zonder_consensus(self, jaar: int, verhaal: Verhaal, vraagstuk: Vraagstuk) -> None:
        """Geen consensus, with where each party stands (BES-3)."""
        code = verhaal.provincies[0]
        punt = self.tafels.agendeer(jaar, "do", code, vraagstuk, "ter_advisering", ADVIES)
        self.tafels.verzend(jaar, "do", code)
        geen = Uitkomstinvoer(soort="geen_consensus", tekst=f"Er zijn twee standpunten. {DEMO}")
        self.tafels.houd(jaar, "do", code, {punt.pk: geen}, sluit=False)
        for partij in ("lvvn", code):
            user = self.mensen.partij(partij)
            form = VerschilForm(
                {
                    "standpunt": f"Wij kiezen een andere richting. {DEMO}",
                    "belang": "Zekerheid voor het gebied.",
                    "reden": "De lasten zijn ongelijk verdeeld.",
                    "beslisruimte": "Over het tempo valt te praten.",
                    "bevoegdheid": "Eigen bestuur.",
                },
            )
            eis_geldig(form)
            standpunt = verschillen.leg_vast(punt_pk=punt.pk, form=form, door=user)
            verschillen.geef_vrij(pk=standpunt.pk, door=user)
        wie = NieuweEscalatieForm(
            {
                "ladder": "interbestuurlijk",
                "decentraal": "kan_niet",
                "trekker": "VRO, accounthouder",
                "beslisser": "Het BOL van het landsdeel",
                "terugkoppeling": "In het volgende DO.",
            }
        )
        eis_geldig(wie)
        verschillen.leg_escalatie_vast(punt_pk=punt.pk, form=wie, door=self.mensen.staf)
        uitkomsten.probeer_opnieuw(
            punt_pk=punt.pk,
            door=self.mensen.staf,
            op=self.tafels.overleggen[jaar, "do", code].datum,
        )
        self.tafels.houd(jaar, "do", code, {}, sluit=True)

    def gpdg_en_bol_2026(self) -> None:
        """Advice, then the BOL's; the list is frozen and one arrangement is established."""
        te_kiezen = [(v, r) for v, r in self.gevonden if v.einde != "opvolging_via_do"]
        for code in sorted({verhaal.provincies[0] for verhaal, _ in te_kiezen}):
            punten = {}
            for verhaal, vraagstuk in te_kiezen:
                if verhaal.provincies[0] == code:
                    punt = self.tafels.agendeer(
                        2026, "gp_dg", code, vraagstuk, "ter_advisering", ADVIES
                    )
                    punten[punt.pk] = Uitkomstinvoer(
                        soort="advies", tekst=f"Het GP-DG adviseert positief. {DEMO}"
                    )
            self.tafels.verzend(2026, "gp_dg", code)
            self.tafels.houd(2026, "gp_dg", code, punten)
        self._bereid_editie_voor()
        for landsdeel in BOL_2026:
            self._houd_bol(landsdeel, te_kiezen)
        ronde = self.tafels.rondes[2026, "bol"]
        self._landelijke_regel(ronde)
        lijst.bevries(
            ronde_pk=ronde.pk, door=self.mensen.staf, doel="Bijlage bij de Kamerbrief", op=VAST
        )
        self._stel_vast_en_publiceer()

    def _landelijke_regel(self, ronde: Ronde) -> None:
        """One line for the whole country, to which one landsdeel objected (BOL-1)."""
        staf = self.mensen.staf
        regel = lijst.voeg_regel_toe(
            ronde_pk=ronde.pk,
            door=staf,
            titel="Werkwijze NOVEX",
            niveau="landelijk",
            landsdeel=None,
            provincie=None,
            soort="constatering",
            tekst=f"Rijk en provincies volgen de afspraken met één monitor. {DEMO}",
        )
        bezwaar = regelbezwaar.leg_vast(
            regel_pk=regel.pk,
            overleg=self.tafels.overleggen[2026, "bol", "oost"],
            reden=f"De gemeenten willen meelezen. {DEMO}",
            door=staf,
            op=VAST,
        )
        regelbezwaar.los_op(
            pk=bezwaar.pk, oplossing=f"Gemeenten lezen mee via hun provincie. {DEMO}", door=staf
        )

    def arrangementen_2027(self) -> None:
        """A concept for next year, for two provincies."""
        for code in ("pv23", "pv25"):
            editie = arrangement.maak(
                provincie=self.mensen.provincies[code],
                jaar=2027,
                ronde=self.tafels.rondes[2027, "bol"],
                door=self.mensen.accounthouder(code),
            )
            self._vul(editie, code, "opvolging")

    def eerste_generatie(self) -> None:
        """The editions of June 2025; Groningen had a procesafspraak instead."""
        for code, provincie in self.mensen.provincies.items():
            if code == "pv20":
                edities.leg_geen_editie_vast(
                    provincie=provincie,
                    jaar=2025,
                    reden="In 2025 was er een procesafspraak in plaats van een arrangement.",
                    door=self.mensen.staf,
                )
                continue
            edities.neem_eerste_generatie_op(
                provincie=provincie,
                jaar=2025,
                ondertekend_op=D(2025, 6, 11),
                bron_url="https://berthub.eu/tkconv/document.html?nummer=2025D27614",
                door=self.mensen.staf,
            )

    def _bereid_editie_voor(self) -> None:
        """The arrangement 2026 of Overijssel, agreed by both sides before the BOL."""
        self.eerste_generatie()
        code = "pv23"
        self.editie = arrangement.maak(
            provincie=self.mensen.provincies[code],
            jaar=2026,
            ronde=self.tafels.rondes[2026, "bol"],
            door=self.mensen.accounthouder(code),
        )
        self._vul(self.editie, code, "opvolging")
        som = stel_samen(self.editie, op=VAST).inhoud_sha256
        for kant, door in (("rijk", self.mensen.staf), ("regio", self.mensen.provincie(code))):
            arrangement.geef_akkoord(
                pk=self.editie.pk, kant=kant, inhoud_sha256=som, door=door, op=VAST
            )

    def _vul(self, editie: Arrangement, code: str, einde: str) -> None:
        """Opnames with five times ja, and the afspraken of those vraagstukken (ARR-2)."""
        door = self.mensen.accounthouder(code)
        set_ = Criteriaset.objects.van_kracht(Criteriaset.Moment.OPNAME_RA, VAST)
        oordelen = {
            c.pk: {"antwoord": "ja", "motivatie": f"Dit blijkt uit het vraagstuk. {DEMO}"}
            for c in set_.criteria.all()
        }
        for verhaal, vraagstuk in self.gevonden:
            if verhaal.provincies[0] != code or verhaal.einde != einde:
                continue
            inhoud.neem_op(
                pk=editie.pk,
                vraagstuk=vraagstuk,
                soort="vraagstuk",
                knelpunt="",
                oordelen=oordelen,
                door=door,
                op=VAST,
            )
            for afspraak in Afspraak.objects.filter(vraagstuk=vraagstuk):
                inhoud.neem_afspraak_op(pk=editie.pk, afspraak=afspraak, door=door)

    def _houd_bol(self, landsdeel: str, te_kiezen: Gevonden) -> None:
        invoer = {}
        for verhaal, vraagstuk in te_kiezen:
            if self.mensen.provincies[verhaal.provincies[0]].landsdeel.code != landsdeel:
                continue
            punt = self.tafels.agendeer(
                2026, "bol", landsdeel, vraagstuk, "ter_besluitvorming", "Kiezen voor een richting"
            )
            self._zet_op_lijst(verhaal, vraagstuk)
            invoer[punt.pk] = _uitkomst_van(verhaal)
        if self.editie and landsdeel == "oost":
            punt = self.tafels.agendeer(
                2026,
                "bol",
                landsdeel,
                None,
                "ter_besluitvorming",
                "Vaststellen van het Ruimtelijk Arrangement Overijssel 2026",
                onderwerp=str(self.editie),
                provincies=[self.editie.provincie],
            )
            invoer[punt.pk] = Uitkomstinvoer(
                soort="besluit", tekst=f"Het BOL stelt het arrangement vast. {DEMO}"
            )
        if not invoer:
            self.tafels.hele_ronde(2026, "bol", [landsdeel])
            return
        self.tafels.verzend(2026, "bol", landsdeel)
        self.tafels.houd(2026, "bol", landsdeel, invoer)

    def _zet_op_lijst(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> None:
        """The afspraken of the vraagstuk, or one line that no choice was made (BOL-1)."""
        ronde, staf = self.tafels.rondes[2026, "bol"], self.mensen.staf
        if verhaal.einde == "geen_keuze":
            lijst.voeg_regel_toe(
                ronde_pk=ronde.pk,
                door=staf,
                titel=verhaal.titel,
                niveau="provincie",
                landsdeel=None,
                provincie=self.mensen.provincies[verhaal.provincies[0]],
                soort="geen_keuze",
                tekst=f"{GEEN_KEUZE} Rijk en regio bespreken dit opnieuw voor de zomer van 2027.",
            )
            return
        for afspraak in Afspraak.objects.filter(vraagstuk=vraagstuk, status="afgestemd"):
            status.zet_op_lijst(pk=afspraak.pk, ronde=ronde, door=staf)

    def _stel_vast_en_publiceer(self) -> None:
        staf = self.mensen.staf
        genoemd = {verhaal.titel for verhaal in VERHALEN}
        if self.editie:
            arrangement.voer_stap_uit(
                pk=self.editie.pk,
                naam="stel_vast",
                motivatie="Besluit van het BOL",
                door=staf,
                op=VAST,
                uitkomst=self.editie.bol_besluiten().get(),
            )
        self._stel_overige_vast(genoemd)
        ronde = self.tafels.rondes[2026, "bol"]
        lijst.leg_kamerbrief_vast(
            ronde_pk=ronde.pk, door=staf, datum=BRIEF, nummer="2026D00000 (demo)", op=BRIEF
        )
        if self.editie:
            arrangement.voer_stap_uit(
                pk=self.editie.pk,
                naam="publiceer",
                motivatie="Kamerbrief verstuurd",
                door=staf,
                op=BRIEF,
            )

    def _stel_overige_vast(self, titels: set[str]) -> None:
        for afspraak in Afspraak.objects.filter(
            status="afgestemd", vraagstuk__titel__in=titels, vraagstuk__fase="opvolging"
        ):
            status.voer_stap_uit(
                pk=afspraak.pk,
                naam="vaststellen",
                door=self.mensen.staf,
                motivatie="Besluit vastgelegd",
                op=VAST,
            )


def _uitkomst_van(verhaal: Verhaal) -> Uitkomstinvoer:
    if verhaal.einde == "geen_keuze":
        return Uitkomstinvoer(
            soort="geen_keuze",
            motivatie=f"{GEEN_KEUZE} {DEMO}",
            knelpunt="Zonder keuze blijven bouwplannen en vervoer op elkaar wachten.",
            tot_wanneer=D(2027, 6, 1),
        )
    return Uitkomstinvoer(soort="besluit", tekst=f"Het BOL kiest de voorkeursrichting. {DEMO}")
