"""The demo: built from real sources, every state reached by its own acts."""

import datetime
import io
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase, override_settings

from arrangementen.models import Afspraak, Arrangement, GeenEditie, Geldregel
from dossiers.models import Fase, Vraagstuk
from governance.models import Afsprakenlijst, Agendapunt, Cyclus, Overleg
from governance.models.lijst import Lijstregel
from monitoring.demo.laden import laad_demo
from monitoring.demo.verhalen import DEMO, VERHALEN
from monitoring.models import Buitenvoortgang, Monitorronde, Voortgang
from monitoring.werk import mijn_werk
from novex import audit
from novex.achtergrond import pad_onder_bestanden
from novex.demo import PERSONAS
from novex.models import Achtergrondtaak, Gebruiker, Provincie
from novex.referentie.lader import laad
from tests.decor import zonder_decor
from tests.monitoring import bureau


class TestDemo(TestCase):
    """Django's own device for data that are dear: made once, undone after each test."""

    @classmethod
    def setUpTestData(cls):
        cls.enterClassContext(zonder_decor())
        laad()
        laad_demo()

    def test_every_faseovergang_follows_on_the_one_before(self):
        """No gap in any history: each state is reached along the graph (VRA-2, VRA-3)."""
        for vraagstuk in Vraagstuk.objects.all():
            stand = Fase.CONCEPT.value
            for stap in vraagstuk.faseovergangen.order_by("pk"):
                declared = {(o.source, o.target) for o in vraagstuk.get_all_fase_transitions()}
                assert stap.van == stand, f"{vraagstuk}: {stap} does not follow on {stand}"
                assert (stap.van, stap.naar) in declared, f"{vraagstuk}: no edge {stap}"
                stand = stap.naar
            assert vraagstuk.fase == stand, f"{vraagstuk} is in {vraagstuk.fase}, not in {stand}"

    def test_every_fase_and_end_is_there(self):
        assert set(Vraagstuk.objects.values_list("fase", flat=True)) == set(Fase.values)

    def test_every_provincie_takes_part(self):
        met = set(Vraagstuk.objects.values_list("provincies__code", flat=True))
        assert met >= set(Provincie.objects.values_list("code", flat=True))

    def test_the_sources_are_imported_as_they_are(self):
        """45 afspraken, 7 vraagstukken and 11 progress rows, with their source (TRI-7)."""
        bron = Afspraak.objects.filter(herkomst_soort=Afspraak.Herkomst.HISTORISCH)
        assert bron.count() == 45
        assert not bron.filter(bron_url="").exists()
        assert Vraagstuk.objects.exclude(bron_sleutel="").count() == 7
        assert Buitenvoortgang.objects.count() == 11

    def test_each_line_of_the_source_is_of_its_own_kind(self):
        """Six voorwaarden and two constateringen beside the afspraken (AFS-1, BOL-1)."""
        bron = Afspraak.objects.filter(herkomst_soort=Afspraak.Herkomst.HISTORISCH)
        soorten = Counter(bron.values_list("regelsoort", flat=True))
        assert soorten == {"afspraak": 37, "kaderbepaling": 6, "constatering": 2}

    def test_each_amount_of_the_source_is_exact(self):
        """AFS-7: thirteen amounts, as decimals, to the euro."""
        bedragen = Geldregel.objects.filter(afspraak__herkomst_soort="historisch")
        assert sorted(bedragen.values_list("bedrag", flat=True)) == [
            Decimal(bedrag) for bedrag in (
                "2750000", "3600000", "9000000", "9680000", "10000000", "21901000", "49000000",
                "100000000", "100000000", "300000000", "380000000", "475000000", "2510000000",
            )
        ]  # fmt: skip

    def test_a_sent_agenda_has_papers_that_can_be_read(self):
        """AGE-2: one for both sides, one of the Rijk; real files behind them."""
        punt = Agendapunt.objects.filter(stukken__isnull=False).distinct()[0]
        assert punt.overleg.is_uitgegaan
        stukken = punt.stukken.order_by("pk")
        assert [(s.soort, s.zichtbaarheid) for s in stukken] == [
            ("PDF", "rijk_en_regio"),
            ("ODT", "rijk"),
        ]
        assert all(pad_onder_bestanden("stukken", s.bestand).is_file() for s in stukken)

    def test_what_we_wrote_is_marked_as_demo(self):
        for vraagstuk in Vraagstuk.objects.exclude(fase=Fase.CONCEPT):
            assert DEMO in vraagstuk.omschrijving
        for verhaal in VERHALEN:
            assert Vraagstuk.objects.filter(titel=verhaal.titel).count() == 1

    def test_there_is_a_running_cyclus_and_a_finished_one(self):
        """Two cycli: of the first the list is frozen (BOL-1), the second goes on."""
        assert set(Cyclus.objects.values_list("jaar", flat=True)) == {2026, 2027}
        assert Afsprakenlijst.objects.count() == 1
        komend = Overleg.objects.filter(ronde__cyclus__jaar=2027, agenda_status="concept")
        assert komend.exists()

    def test_what_was_not_chosen_is_on_the_list_as_such(self):
        """One line geen keuze, and no afspraak of that vraagstuk (BOL-1, VRA-6)."""
        geen = Vraagstuk.objects.get(fase=Fase.GEEN_KEUZE)
        regels = Lijstregel.objects.filter(onderwerp__titel=geen.titel)
        assert [regel.soort for regel in regels] == [Lijstregel.Soort.GEEN_KEUZE]
        titels = set(geen.afspraken.values_list("titel", flat=True))
        assert titels
        assert not Lijstregel.objects.filter(onderwerp__titel__in=titels).exists()

    def test_the_editions_of_three_years(self):
        """The first generation, a published edition, and concepts for 2027 (ARR-1)."""
        assert Arrangement.objects.filter(jaar=2025, status="gepubliceerd").count() == 11
        assert GeenEditie.objects.get(jaar=2025).provincie.naam == "Groningen"
        editie = Arrangement.objects.get(jaar=2026)
        assert (editie.provincie.naam, editie.status) == ("Overijssel", "gepubliceerd")
        assert editie.vaststelling.sha256
        assert set(Arrangement.objects.filter(jaar=2027).values_list("status", flat=True)) == {
            "concept"
        }

    def test_a_monitor_round_is_under_way(self):
        """Some reported, one got a question, others have yet to (MON-1)."""
        ronde = Monitorronde.objects.get(status="open")
        standen = set(Voortgang.objects.filter(ronde=ronde).values_list("status", flat=True))
        assert standen >= {"concept", "ingediend", "teruggestuurd"}

    def test_there_is_work_on_the_first_page_of_each_side(self):
        """A demo shows at once what waits for whom (TRI-6, BES-8, AFS-2, AFS-7, MON-1)."""
        for naam, titel in (
            ("regietafellid-vro", "Triage besluiten"),
            ("vro-staf", "Uitkomsten vaststellen"),
            ("accounthouder-oost", "U bent aan zet"),
            ("provincie-gelderland", "Voortgang melden"),
            ("provincie-gelderland", "Akkoord geven"),
            ("regietafellid-vro", "De triage uitvoeren"),
            ("regietafellid-lvvn", "Bedrag bevestigen"),
        ):
            werk = mijn_werk(Gebruiker.objects.get(username=naam), datetime.date(2026, 12, 1))
            assert titel in [groep.titel for groep in werk.ik_moet], (naam, werk.ik_moet)

    def test_all_groups_together_say_what_each_says_alone(self):
        """What one query finds for several groups ends in its own group (MON-1, BES-8)."""
        op = datetime.date(2026, 12, 1)
        for naam in ("vro-staf", "provincie-gelderland"):
            user = Gebruiker.objects.get(username=naam)
            for kolom, samen in bureau.alles(user, op).items():
                apart = bureau.groepen(user, op)[kolom]
                assert samen == {titel: apart[titel] for titel in apart.titels()}, (naam, kolom)

    def test_a_provincie_that_left_reads_why(self):
        """ALG-2: on its first page, as the vraagstuk itself is closed to it now."""
        groningen = Gebruiker.objects.get(username="provincie-groningen")
        nieuw = mijn_werk(groningen, datetime.date(2026, 12, 1)).nieuw
        assert "Uw provincie doet niet meer mee" in [groep.titel for groep in nieuw]

    def test_the_files_are_asked_for_once(self):
        taken = Achtergrondtaak.objects.values_list("sleutel", flat=True)
        assert len(set(taken)) == len(taken)
        assert taken

    def test_the_accounts_are_roles_without_a_password(self):
        """Roles as names, never people; nobody can log in with a password (ROL-1)."""
        assert set(Gebruiker.objects.values_list("username", flat=True)) == set(PERSONAS)
        assert not any(g.has_usable_password() for g in Gebruiker.objects.all())

    def test_the_audit_trail_is_sound(self):
        """All acts of the demo form one unbroken chain (ZIC-5)."""
        assert audit.controleer() == []

    def test_the_demo_is_loaded_once(self):
        voor, uit = Vraagstuk.objects.count(), io.StringIO()
        with override_settings(NOVEX_DEMO=True):
            call_command("laad_demo", stdout=uit)
        assert "al geladen" in uit.getvalue()
        assert Vraagstuk.objects.count() == voor

    def test_without_demo_mode_nothing_is_loaded(self):
        with (
            override_settings(NOVEX_DEMO=False),
            pytest.raises(CommandError, match="De demo staat uit"),
        ):
            call_command("laad_demo")

    def test_no_outcome_before_its_meeting_day(self):
        """Every recorded outcome belongs to a meeting that has been (OVL-3)."""
        vandaag = datetime.date(2026, 11, 21)
        for overleg in Overleg.objects.filter(agenda_status__in=["gehouden", "vastgesteld"]):
            assert overleg.datum <= vandaag
