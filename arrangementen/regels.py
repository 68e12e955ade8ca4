"""Criteria for an afspraak, per step (AFS-5). A concept is blocked by nothing.

A ``herstel`` URL takes the pk of the afspraak, unless ``herstel_pk`` names the vraagstuk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers.models import Fase
from novex.criteria import ZONDER_RIJ, Tekort
from novex.zichtbaarheid import Kant

if TYPE_CHECKING:
    from .models import Afspraak

_SMART = "arrangementen:afspraak-smart"
_ACTIES = "arrangementen:afspraak-detail#acties"
_AGENDERING = "governance:agendering"
NA_BESLUIT = frozenset({Fase.OPVOLGING, Fase.TERUGGELEGD})


def heeft_resultaat(afspraak: Afspraak) -> None:
    """A specific result (AFS-2, AFS-5)."""
    if not afspraak.resultaat.strip():
        raise Tekort(
            "Er staat geen resultaat. Schrijf wat er klaar is als de afspraak is nagekomen.",
            code="resultaat_ontbreekt",
            herstel=f"{_SMART}#id_resultaat",
        )


def heeft_termijn(afspraak: Afspraak) -> None:
    """A term of some kind; 'geen' is not a term (AFS-4, AFS-5)."""
    if not afspraak.termijn_tekst.strip() or afspraak.termijn_soort == "geen":
        raise Tekort(
            "Er staat geen termijn. Vul in wanneer het resultaat er is.",
            code="termijn_ontbreekt",
            herstel=f"{_SMART}#id_termijn_tekst",
        )


def heeft_trekkers(afspraak: Afspraak) -> None:
    """An action on both sides, or a reason why one side does nothing (AFS-3)."""
    acties = list(afspraak.acties.all())
    if not acties:
        raise Tekort(
            "Er zijn nog geen acties. Maak een actie voor het Rijk en een voor de regio.",
            code="acties_ontbreken",
            herstel=_ACTIES,
        )
    if afspraak.eenzijdig_reden.strip():
        return
    mist = {Kant.RIJK, Kant.REGIO} - {Kant(actie.kant) for actie in acties}
    for kant in sorted(mist):
        naam = "het Rijk" if kant == Kant.RIJK else "de regio"
        raise Tekort(
            f"Er is geen actie voor {naam}. Maak die actie, of schrijf bij SMART waarom "
            "maar een kant iets doet.",
            code=f"actie_{kant}_ontbreekt",
            herstel=_ACTIES,
        )


def heeft_afs10_beantwoord(afspraak: Afspraak) -> None:
    """Already agreed elsewhere? Only a process? A yes needs a reason (AFS-10, H 2)."""
    gevonden = []
    herstel = f"{_SMART}#id_elders_afgesproken-groep"
    if afspraak.elders_afgesproken is None or afspraak.procesafspraak is None:
        gevonden.append(
            Tekort(
                "Twee vragen zijn nog niet beantwoord: is dit al ergens afgesproken, en is het "
                "alleen een procesafspraak? Geef antwoord bij SMART.",
                code="afs10_onbeantwoord",
                herstel=herstel,
            )
        )
    if afspraak.elders_afgesproken and not afspraak.elders_waar.strip():
        gevonden.append(
            Tekort(
                "Er staat niet aan welke tafel dit al is afgesproken. Noem die tafel.",
                code="afs10_tafel_ontbreekt",
                herstel=f"{_SMART}#id_elders_waar",
            )
        )
    ja = afspraak.elders_afgesproken or afspraak.procesafspraak
    if ja and not afspraak.afs10_reden.strip():
        gevonden.append(
            Tekort(
                "Er staat niet waarom deze afspraak toch nodig is. Schrijf de reden.",
                code="afs10_reden_ontbreekt",
                herstel=f"{_SMART}#id_afs10_reden",
            )
        )
    if gevonden:
        raise ValidationError(gevonden)


def heeft_partijen(afspraak: Afspraak) -> None:
    """Somebody has to agree, on both sides unless it is one-sided (AFS-2, AFS-3)."""
    kanten = {partij.kant for partij in afspraak.partijen_nu()}
    nodig = {Kant.RIJK, Kant.REGIO}
    ontbreekt = not kanten & nodig if afspraak.eenzijdig_reden.strip() else not nodig <= kanten
    if ontbreekt:
        raise Tekort(
            "De betrokken partijen zijn niet compleet. Kies een partij van het Rijk en een "
            "van de regio.",
            code="partijen_ontbreken",
            herstel="arrangementen:afspraak-wijzigen#id_partijen-groep",
        )


def elke_provincie_is_partij(afspraak: Afspraak) -> None:
    """What binds a provincie is agreed by it, unless one side acts alone or it is named for an
    amount that it confirms (AFS-2, AFS-3, AFS-5)."""
    partijen = afspraak.partijen_nu()
    van_regio = any(partij.kant == Kant.REGIO for partij in partijen)
    ruim = afspraak.scope in {"landelijk", "landsdeel"}
    if ruim or afspraak.eenzijdig_reden.strip() or not van_regio:
        return
    gehoord: set[int | None] = {partij.pk for partij in partijen}
    gehoord |= {regel.verantwoordelijke_id for regel in afspraak.geldregels.all()}
    gevonden = [
        Tekort(
            f"De afspraak noemt provincie {provincie.naam}, maar die is geen partij. Voeg de "
            "partij toe, of haal de provincie weg.",
            code="provincie_geen_partij",
            herstel="arrangementen:afspraak-wijzigen#id_partijen-groep",
        )
        for provincie in afspraak.provincies.all()
        if provincie.organisatie_id not in gehoord
    ]
    if gevonden:
        raise ValidationError(gevonden)


def noemt_provincies(afspraak: Afspraak) -> None:
    """A provincie that has to agree, act or confirm an amount is named: so it reads what is asked
    of it (ZIC-3)."""
    gevonden = [
        Tekort(
            f"Provincie {provincie.naam} is partij, maar de afspraak noemt haar niet. Kies de "
            "provincie bij 'Provincies', of kies een andere partij of trekker.",
            code="partij_niet_genoemd",
            herstel="arrangementen:afspraak-wijzigen#id_provincies-groep",
        )
        for provincie in afspraak.partijen_buiten()
    ]
    if gevonden:
        raise ValidationError(gevonden)


def speelt_waar_besloten_wordt(afspraak: Afspraak) -> None:
    """Each BOL that has to decide can have the vraagstuk on its agenda; once that is decided on,
    the BOL's decide on the editions instead (VRA-15, BOL-1)."""
    vraagstuk = afspraak.vraagstuk
    if vraagstuk is None or vraagstuk.fase in NA_BESLUIT:
        return
    speelt_in = {provincie.landsdeel_id for provincie in vraagstuk.provincies.all()}
    if elders := afspraak.landsdelen_buiten(speelt_in):
        namen = ", ".join(str(landsdeel) for landsdeel in elders)
        raise Tekort(
            f"De afspraak geldt ook voor landsdeel {namen}, maar het vraagstuk speelt daar niet. "
            "Het BOL daar kan er niet over besluiten. Kies een kleinere reikwijdte, of voeg aan "
            "het vraagstuk een provincie van dat landsdeel toe.",
            code="bol_buiten_vraagstuk",
            herstel="arrangementen:afspraak-wijzigen#id_scope-groep",
        )


def dagen_passen_bij_het_jaar(afspraak: Afspraak) -> None:
    """Nothing is agreed on for a year that was over when it was; a new version takes the days of
    the earlier one along (AFS-3, AFS-4, AFS-9)."""
    jaar = afspraak.jaar
    if not jaar:
        return
    gevonden = [
        Tekort(
            f"Een actie van {actie.trekker_organisatie} ligt voor {jaar}. Kies een dag in {jaar} "
            "of later.",
            code="actie_voor_het_jaar",
            herstel=_ACTIES,
        )
        for actie in afspraak.acties.all()
        if actie.termijn and actie.termijn.year < jaar
    ]
    dag = afspraak.beoordeel_op
    if dag and dag.year < jaar:
        zin = f"De termijn ligt voor {jaar}. Kies een termijn in {jaar} of later."
        herstel = f"{_SMART}#id_termijn_tekst"
        gevonden.append(Tekort(zin, code="termijn_voor_het_jaar", herstel=herstel))
    if gevonden:
        raise ValidationError(gevonden)


def heeft_akkoorden(afspraak: Afspraak) -> None:
    """Every party, or its successor, agrees on the text of now, not on an earlier one (AFS-2,
    AFS-5, REF-2)."""
    nu, akkoorden = afspraak.tekst_sha256, set(afspraak.akkoordsleutels)
    vandaag = timezone.localdate()
    gevonden = [
        Tekort(
            f"{partij} is nog niet akkoord met deze tekst. Vraag om akkoord.",
            code="akkoord_ontbreekt",
            herstel="arrangementen:akkoord-geven",
        )
        for partij in afspraak.partijen_nu()
        if akkoorden.isdisjoint(f"{namens.pk} {nu}" for namens in partij.lijn_op(vandaag))
    ]
    if gevonden:
        raise ValidationError(gevonden)


def heeft_landing(afspraak: Afspraak) -> None:
    """Type B to D says where it goes back into the regular system (AFS-5, AFS-6)."""
    if afspraak.vraagt_landing and not hasattr(afspraak, "landing"):
        raise Tekort(
            "Er staat niet waar deze afspraak landt. Kies het instrument en de eigenaar.",
            code="landing_ontbreekt",
            herstel="arrangementen:landing",
        )


def geld_is_bevestigd(afspraak: Afspraak) -> None:
    """Every amount is confirmed by the party that is responsible for it (AFS-5, AFS-7)."""
    if any(not regel.is_bevestigd for regel in afspraak.geldregels.all()):
        raise Tekort(
            "Niet elk bedrag is bevestigd. Vraag de verantwoordelijke partij om bevestiging.",
            code="geld_niet_bevestigd",
            herstel="arrangementen:afspraak-detail#geld",
        )


def _wacht_op_editie(afspraak: Afspraak) -> Tekort:
    """Later than the besluit on its vraagstuk: the BOL of its year decides on the edition."""
    if opname := afspraak.opnames.order_by("-arrangement__jaar").first():
        return Tekort(
            f"Het besluit over het vraagstuk is ouder dan {afspraak.jaar}. Over deze afspraak "
            "besluit het BOL met het arrangement, nadat Rijk en provincie het daarover eens zijn. "
            "Leg dat besluit vast.",
            code="besluit_ontbreekt",
            herstel="arrangementen:arrangement-detail#besluit",
            herstel_pk=opname.arrangement_id,
        )
    return Tekort(
        f"Het besluit over het vraagstuk is ouder dan {afspraak.jaar}. Neem de afspraak op in het "
        f"arrangement van {afspraak.jaar}; daarover besluit het BOL.",
        code="besluit_ontbreekt",
        herstel="arrangementen:arrangement-lijst",
        herstel_pk=ZONDER_RIJ,
    )


def heeft_besluit(afspraak: Afspraak) -> None:
    """The tables of its provincies decided: every BOL, or every DO (AFS-1, AFS-5, VRA-15)."""
    if afspraak.gekozen_besluit() is None:
        if afspraak.vraagstuk is not None and afspraak.vraagstuk.fase == Fase.OPVOLGING:
            raise _wacht_op_editie(afspraak)
        raise Tekort(
            "Er is nog geen besluit van het BOL of van elk DO over dit vraagstuk. "
            "Leg eerst de uitkomst van het overleg vast.",
            code="besluit_ontbreekt",
            herstel=_AGENDERING,
            herstel_pk=afspraak.vraagstuk_id,
        )
    if open_bij := afspraak.landsdelen_zonder_besluit():
        namen = ", ".join(str(landsdeel) for landsdeel in open_bij)
        raise Tekort(
            f"Er is nog geen besluit van het BOL van {namen}. Leg ook die uitkomst vast.",
            code="besluit_landsdeel_ontbreekt",
            herstel=_AGENDERING,
            herstel_pk=afspraak.vraagstuk_id,
        )


def vraagstuk_is_verder(afspraak: Afspraak) -> None:
    """An outcome is stored in any case; it counts once the vraagstuk went on (VRA-5, VRA-6)."""
    vraagstuk = afspraak.vraagstuk
    if vraagstuk is None or afspraak.gekozen_besluit() is None:
        return  # heeft_besluit says so
    if vraagstuk.fase not in NA_BESLUIT:
        raise Tekort(
            f"Het vraagstuk heeft nog de fase {vraagstuk.get_fase_display().lower()}. Kijk bij het "
            "vraagstuk wat er nodig is voor opvolging.",
            code="vraagstuk_niet_in_opvolging",
            herstel="dossiers:vraagstuk-detail",
            herstel_pk=vraagstuk.pk,
        )


def tekst_is_bol_regel(afspraak: Afspraak) -> None:
    """The text equals the frozen line of the BOL that decided (AFS-5, BOL-1)."""
    besluit = afspraak.gekozen_besluit()
    if besluit is None or not besluit.is_van_bol:
        return
    if besluit.regeltekst is None:
        raise Tekort(
            "Deze afspraak staat niet in een bevroren BOL-afsprakenlijst. "
            "Zet de afspraak op de lijst en laat de lijst bevriezen.",
            code="bol_regel_ontbreekt",
            herstel="arrangementen:afspraak-op-lijst",
        )
    if besluit.regeltekst != afspraak.tekst:
        raise Tekort(
            "De tekst is anders dan de regel in de BOL-afsprakenlijst. "
            "Neem de tekst van de lijst over.",
            code="tekst_wijkt_af_van_bol",
            herstel="arrangementen:afspraak-overnemen",
        )


def regel_is_zonder_bezwaar(afspraak: Afspraak) -> None:
    """A landelijke line holds when the last landsdeel closed without objection (BOL-1)."""
    besluit = afspraak.gekozen_besluit()
    if besluit is None or not besluit.is_van_bol or besluit.regel is None:
        return
    if makers := besluit.regel.bezwaar_van:
        raise Tekort(
            f"{', '.join(makers)} heeft bezwaar tegen de regel van deze afspraak op de landelijke "
            "lijst. Los het bezwaar op, en leg vast hoe.",
            code="bol_regel_bezwaar",
            herstel="governance:lijst-regels",
            herstel_pk=besluit.uitkomst.agendapunt.overleg.ronde_id,
        )


def is_van_eerder(afspraak: Afspraak) -> None:
    """Only what was agreed before this application is taken from a source (AFS-1)."""
    if afspraak.is_nieuw:
        raise Tekort(
            "Een nieuwe afspraak komt uit een besluit. Leg eerst de vaststelling vast.",
            code="niet_van_eerder",
        )


AFSTEMMEN = (
    heeft_resultaat,
    heeft_termijn,
    dagen_passen_bij_het_jaar,
    heeft_trekkers,
    heeft_afs10_beantwoord,
    heeft_partijen,
    elke_provincie_is_partij,
    noemt_provincies,
    speelt_waar_besloten_wordt,
    heeft_akkoorden,
)
# The akkoorden once more: the text may have been taken over from the list since (AFS-2, BOL-1).
VASTSTELLEN = (
    heeft_akkoorden,
    heeft_landing,
    geld_is_bevestigd,
    heeft_besluit,
    vraagstuk_is_verder,
    tekst_is_bol_regel,
    regel_is_zonder_bezwaar,
)
