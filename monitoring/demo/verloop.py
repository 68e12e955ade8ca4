"""The acts that bring a demo vraagstuk from signaal to afspraak, each through its service."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.forms import BaseForm

from arrangementen.forms.afspraak import LandingForm
from arrangementen.models import Afspraak, Landing
from arrangementen.services import acties, afspraken
from arrangementen.services import status as afspraakstatus
from dossiers.models import Vraagstuk
from dossiers.services import aanpak, fasen, signalen, tekst, triage, vraagstukken
from dossiers.services.triage import Oordeelinvoer
from governance.forms.voorbereiding import MandaatForm
from governance.services import mandaten, rijksinzet
from novex.models import Criteriaset, Gebruiker

from .mensen import Mensen
from .verhalen import DEMO, Afspraakverhaal, Verhaal

PRINCIPES = ("meervoudig", "gebiedskenmerken", "afwentelen")
TRIAGEDAG = datetime.date(2026, 7, 6)


def eis_geldig(form: BaseForm) -> None:
    """What the demo fills in has to pass like anything else."""
    if not form.is_valid():
        raise ValueError(form.errors)


class Verloop:
    """Moves one story along; every method is what one person does on one page."""

    def __init__(self, mensen: Mensen) -> None:
        self.mensen = mensen

    def begin(self, verhaal: Verhaal) -> Vraagstuk:
        """From an imported concept or from a signaal to a concept that can be opened."""
        door = self.mensen.accounthouder(verhaal.provincies[0])
        vraagstuk = self._ingelezen(verhaal) or self._uit_signaal(verhaal)
        codes = [*verhaal.provincies, *([verhaal.haakt_af] if verhaal.haakt_af else [])]
        provincies = [self.mensen.provincies[code] for code in codes]
        velden = {
            "titel": verhaal.titel,
            "omschrijving": f"{verhaal.dilemma} {DEMO}",
            "provincies": provincies,
            "lead_provincie": provincies[0],
            "provincie_overstijgend": len(provincies) > 1,
            "gebied": verhaal.gebied,
            "domeinen": [self.mensen.domeinen[code] for code in verhaal.domeinen],
            "keuzes": [self.mensen.keuzes[verhaal.keuze]],
            "lichte_triage": str(self.mensen.keuzes[verhaal.keuze]),
            "melder_organisatie": provincies[0].organisatie,
            "melder_functie": "programmamanager ruimte",
            "herkomst": vraagstuk.herkomst or Vraagstuk.Herkomst.UITVOERINGSSTRATEGIE,
        }
        for stap in (velden, {"gelijksoortig_gezien": True}):
            vraagstuk = tekst.wijzig(
                pk=vraagstuk.pk, groep="basis", versie=vraagstuk.versie, velden=stap, door=door
            )
        return vraagstuk

    def open(self, verhaal: Verhaal) -> Vraagstuk:
        """Open it and fill in the shared picture (VRA-0, VRA-4)."""
        door = self.mensen.accounthouder(verhaal.provincies[0])
        vraagstuk = self.begin(verhaal)
        vraagstuk = vraagstukken.open(
            pk=vraagstuk.pk,
            door=door,
            motivatie=f"Past bij: {self.mensen.keuzes[verhaal.keuze].naam}. {DEMO}",
        )
        velden = {
            "dilemmas": verhaal.dilemma,
            "spanningen": verhaal.spanning,
            "kansen": verhaal.kans,
            "partijen": "Gemeenten en waterschappen in het gebied",
            "organisaties": [
                self.mensen.organisaties[code] for code in (*verhaal.organisaties, "vro")
            ],
        }
        vraagstuk = tekst.wijzig(
            pk=vraagstuk.pk, groep="beeld", versie=vraagstuk.versie, velden=velden, door=door
        )
        planning = {
            "prioriteit": verhaal.prioriteit,
            "planning": verhaal.planning,
            "lead_accounthouder": door,
        }
        vraagstuk = tekst.wijzig(
            pk=vraagstuk.pk, groep="planning", versie=vraagstuk.versie, velden=planning, door=door
        )
        return self._haakt_af(verhaal, vraagstuk) if verhaal.haakt_af else vraagstuk

    def _haakt_af(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> Vraagstuk:
        """Its accounthouder takes it off; it reads why in Mijn werk (ALG-2)."""
        blijft = [self.mensen.provincies[code] for code in verhaal.provincies]
        return tekst.wijzig(
            pk=vraagstuk.pk,
            groep="basis",
            versie=vraagstuk.versie,
            velden={"provincies": blijft, "provincie_overstijgend": len(blijft) > 1},
            door=self.mensen.accounthouder(verhaal.haakt_af),
            reden=f"Uw deel van de opgave ligt al bij een ander programma. {DEMO}",
        )

    def adviseer(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> tuple[int, int]:
        """Advice by the accounthouder and a view of the accountteam: then it can be decided on."""
        advies = triage.geef_advies(
            pk=vraagstuk.pk,
            door=self.mensen.accounthouder(verhaal.provincies[0]),
            op=TRIAGEDAG,
            uitkomst="naar_oordeelsvorming",
            motivatie=f"De belangen botsen in dit gebied. {DEMO}",
            oordelen=self._oordelen(),
            knockout="doorwerking",
            knockout_besluit="Nota Ruimte",
        )
        zienswijze = triage.geef_zienswijze(
            pk=vraagstuk.pk,
            advies_pk=advies.pk,
            door=self.mensen.departement(verhaal.organisaties[0]),
            tekst=f"Het accountteam ziet hier een nationaal belang. {DEMO}",
        )
        return advies.pk, zienswijze.pk

    def besluit_triage(
        self, verhaal: Verhaal, vraagstuk: Vraagstuk, uitkomst: str = "positief"
    ) -> None:
        """Advice by the accounthouder, a view of the accountteam, then the decision (TRI-6)."""
        advies, zienswijze = self.adviseer(verhaal, vraagstuk)
        triage.besluit(
            pk=vraagstuk.pk,
            advies_pk=advies,
            zienswijze_pk=zienswijze,
            door=self.mensen.regietafel,
            op=TRIAGEDAG,
            uitkomst=uitkomst,
            motivatie=f"De regietafel volgt het accountteam. {DEMO}",
            oordelen=self._oordelen(),
            afwijking_motivatie="" if uitkomst == "positief" else "Dit hoort aan een andere tafel.",
            knockout="doorwerking",
            knockout_besluit="Nota Ruimte",
        )

    def zet_door(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> Vraagstuk:
        self.besluit_triage(verhaal, vraagstuk)
        return fasen.voer_overgang_uit(
            pk=vraagstuk.pk,
            naam="zet_door",
            door=self.mensen.regietafel,
            motivatie=f"Geselecteerd door de regietafel. {DEMO}",
        )

    def werk_uit(self, verhaal: Verhaal, vraagstuk: Vraagstuk, keuze_nodig: bool = True) -> None:
        """Aanpak, richtingen and their weighing (VRA-11, VRA-12)."""
        door = self.mensen.accounthouder(verhaal.provincies[0])
        richtingen = []
        for titel, beschrijving, voor in verhaal.richtingen:
            velden = {
                "titel": titel,
                "beschrijving": beschrijving,
                "voor": voor,
                "nadelen": "Kost tijd en vraagt medewerking van eigenaren.",
                "implicaties_ruimtelijk": "Vraagt een wijziging van de omgevingsvisie.",
                "implicaties_bestuurlijk": "Vraagt een gezamenlijk besluit.",
                "implicaties_juridisch": "Past binnen de Omgevingswet.",
                "uitvoerbaarheid": "Uitvoerbaar met de huidige capaciteit.",
            }
            richting = aanpak.voeg_richting_toe(pk=vraagstuk.pk, velden=velden, door=door)
            richtingen.append(richting)
            motivatie = f"Gewogen met beide kanten aan tafel. {DEMO}"
            scores = [(1, 2, 0)[(i + len(richtingen)) % 3] for i in range(len(PRINCIPES))]
            cellen = {p: (score, motivatie) for p, score in zip(PRINCIPES, scores, strict=True)}
            aanpak.weeg(pk=richting.pk, versie=richting.versie, cellen=cellen, door=door)
        gegevens = {
            "aanpak": f"Samen ontwerpen en dan kiezen. {DEMO}",
            "tempo": "Binnen één cyclus.",
            "fasering": "Eerst het beeld, dan de richtingen, dan het besluit.",
            "rolverdeling": "Rijk en provincie trekken samen op.",
            "benodigde_besluitvorming": "Een keuze tussen de richtingen.",
            "bestuurlijke_keuze_nodig": keuze_nodig,
            "monitoring_wijze": "In de gezamenlijke monitor.",
            "voorkeursrichting": richtingen[0],
            "voorkeur_reden": "Deze richting wentelt het minst af.",
        }
        aanpak.wijzig_aanpak(pk=vraagstuk.pk, versie=1, velden=gegevens, door=door)

    def bereid_rijk_voor(self, verhaal: Verhaal, vraagstuk: Vraagstuk) -> None:
        """Mandates, and one text for the whole Rijk (BES-5, BES-7)."""
        for code in verhaal.organisaties:
            mandaten.geef(
                vraagstuk_pk=vraagstuk.pk,
                ruimte=f"Ruimte om in te stemmen met de voorkeursrichting. {DEMO}",
                door=self.mensen.departement(code),
            )
        if len(verhaal.organisaties) > 1:
            self.verruim_mandaat(vraagstuk, self.mensen.departement(verhaal.organisaties[-1]))
        inzet = rijksinzet.stel_op(
            vraagstuk_pk=vraagstuk.pk,
            tekst=f"Het Rijk wil kiezen voor een richting die niet afwentelt. {DEMO}",
            reden="",
            op_versie=0,
            door=self.mensen.staf,
        )
        for code in verhaal.organisaties:
            rijksinzet.geef_akkoord(pk=inzet.pk, door=self.mensen.departement(code))

    def verruim_mandaat(self, vraagstuk: Vraagstuk, departement: Gebruiker) -> None:
        """A mandaat that changed keeps what it was, and why (ALG-2)."""
        mandaat = vraagstuk.mandaten.get(organisatie=departement.organisatie)
        form = MandaatForm(
            {
                "ruimte": f"Ruimte om in te stemmen, ook met de andere richtingen. {DEMO}",
                "reden": "De andere departementen vroegen om meer ruimte.",
                "versie": mandaat.versie,
            },
            instance=mandaat,
        )
        eis_geldig(form)
        mandaten.wijzig(form=form, reden=form.cleaned_data["reden"], door=departement)

    def maak_afspraak(
        self, verhaal: Verhaal, vraagstuk: Vraagstuk, deel: Afspraakverhaal, jaar: int
    ) -> Afspraak:
        """A SMART afspraak with actions on both sides, a landing, and every akkoord."""
        afspraak = self.begin_afspraak(verhaal, vraagstuk, deel, jaar)
        self._laat_landen(afspraak, deel, verhaal)
        door = self.mensen.accounthouder(verhaal.provincies[0])
        afspraak = Afspraak.objects.for_user(door).compleet().get(pk=afspraak.pk)
        for partij in afspraak.partijen_nu():
            acties.geef_akkoord(
                pk=afspraak.pk,
                door=self.mensen.partij(partij.code),
                tekst_sha256=afspraak.tekst_sha256,
            )
        return afspraakstatus.voer_stap_uit(
            pk=afspraak.pk,
            naam="afstemmen",
            door=door,
            motivatie="Alle partijen zijn akkoord.",
            op=TRIAGEDAG,
        )

    def begin_afspraak(
        self, verhaal: Verhaal, vraagstuk: Vraagstuk, deel: Afspraakverhaal, jaar: int
    ) -> Afspraak:
        """A concept with an action on both sides; nobody agreed yet, and no amount is confirmed."""
        door = self.mensen.accounthouder(verhaal.provincies[0])
        provincie = self.mensen.provincies[verhaal.provincies[0]]
        rijk = self.mensen.organisaties[deel.rijk]
        afspraak = afspraken.maak_afspraak(
            vraagstuk_pk=vraagstuk.pk,
            door=door,
            jaar=jaar,
            provincies=[self.mensen.provincies[code] for code in verhaal.provincies],
            partijen=[rijk, *(self.mensen.provincies[c].organisatie for c in verhaal.provincies)],
            titel=deel.titel,
            tekst=deel.tekst,
            type=deel.type,
            scope="provincie",
            probleemanalyse=f"{verhaal.spanning} {DEMO}",
            gezamenlijk_doel=verhaal.kans or "Een keuze die beide kanten kunnen uitvoeren.",
            stand_rijk="Het Rijk heeft mensen vrijgemaakt.",
            stand_regio="De provincie heeft de plannen geïnventariseerd.",
            resultaat=deel.resultaat,
            product=deel.product,
            uitvoerbaarheid_capaciteit="Past in de werkplannen van beide kanten.",
            termijn_tekst=deel.termijn,
            elders_afgesproken=False,
            procesafspraak=False,
        )
        afspraken.zet_termijn(afspraak)
        afspraak.save()
        for organisatie, functie in (
            (rijk, "programmadirecteur"),
            (provincie.organisatie, "programmamanager ruimte"),
        ):
            acties.maak_actie(
                afspraak_pk=afspraak.pk,
                door=self.mensen.partij(organisatie.code),
                trekker_organisatie=organisatie,
                trekker_functie=functie,
                resultaat=f"Eigen bijdrage aan: {deel.product}.",
                termijn=datetime.date(jaar + 1, 10, 1),
            )
        if deel.bedrag:
            acties.maak_geldregel(
                afspraak_pk=afspraak.pk,
                door=door,
                omschrijving=f"Voorbereiding. {DEMO}",
                bedrag=Decimal(deel.bedrag),
                verantwoordelijke=rijk,
            )
        return afspraak

    def _laat_landen(self, afspraak: Afspraak, deel: Afspraakverhaal, verhaal: Verhaal) -> None:
        provincie = self.mensen.provincies[verhaal.provincies[0]]
        form = LandingForm(
            {
                "plek_soort": deel.plek_soort,
                "plek_naam": deel.plek_naam,
                "eigenaar_organisatie": provincie.organisatie_id,
                "eigenaar_functie": "gedeputeerde ruimte",
                "uiterlijk": "31-12-2028",
                "versie": 1,
            },
            instance=Landing(),
            op=TRIAGEDAG,
        )
        eis_geldig(form)
        door = self.mensen.provincie(verhaal.provincies[0])
        acties.leg_landing_vast(afspraak_pk=afspraak.pk, door=door, form=form)

    def _ingelezen(self, verhaal: Verhaal) -> Vraagstuk | None:
        if not verhaal.bron_gebied:
            return None
        return Vraagstuk.objects.for_user(self.mensen.staf).get(
            fase="concept", gebied=verhaal.bron_gebied
        )

    def _uit_signaal(self, verhaal: Verhaal) -> Vraagstuk:
        """The provincie reports, the accounthouder checks and answers (SIG-1 .. SIG-3)."""
        melder = self.mensen.provincie(verhaal.provincies[0])
        provincies = [self.mensen.provincies[code] for code in verhaal.provincies]
        signaal = signalen.maak(
            door=melder,
            gegevens={
                "titel": verhaal.titel,
                "wat_botst": f"{verhaal.spanning} {DEMO}",
                "domeinen": [self.mensen.domeinen[code] for code in verhaal.domeinen],
                "gebied": verhaal.gebied,
                "provincies": provincies,
                "waarom_urgent": "Er komt een besluit aan dat deze keuze kan blokkeren.",
                "bron": "informeel_contact",
                "melder_organisatie": melder.organisatie,
                "melder_functie": "programmamanager ruimte",
                "zichtbaarheid": "rijk_en_regio",
            },
        )
        signalen.dien_in(pk=signaal.pk, door=melder, op=TRIAGEDAG)
        door = self.mensen.accounthouder(verhaal.provincies[0])
        signalen.doe_check(
            pk=signaal.pk,
            door=door,
            is_ruimtelijk_kader="ja",
            motivatie="Nationale kaders vragen hier om dezelfde ruimte.",
        )
        uitkomst = signalen.beantwoord(
            pk=signaal.pk,
            door=door,
            soort="nieuw_vraagstuk",
            motivatie=f"Dit past bij de werkwijze. {DEMO}",
        )
        return Vraagstuk.objects.for_user(door).get(pk=uitkomst.vraagstuk_id)

    def _oordelen(self) -> list[Oordeelinvoer]:
        set_ = Criteriaset.objects.van_kracht(Criteriaset.Moment.TRIAGE, TRIAGEDAG)
        return [
            Oordeelinvoer(c, "ja", f"De gegevens laten dit zien. {DEMO}")
            for c in set_.criteria.all()
        ]
