"""Shared text: changing it, reacting to a change, answering a bezwaar (VRA-16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from novex.forms import Verouderd
from novex.models import Gebruiker, Organisatie, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.rechten import eis_recht

from ..bewerken import Bewerking, Groep, eis_bewerkbaar, velden_van
from ..models import Antwoord, Fase, Tekstreactie, Tekstwijziging, Vertrek, Vraagstuk
from ..triagecheck import TEGEN_JA, bevinding

# Whose part the guards of a later fase ask about.
BLIJVEN_MEEDOEN = {"organisaties": "organisatie", "provincies": "provincie"}


@transaction.atomic
def wijzig(
    *,
    pk: int,
    groep: str,
    versie: int,
    velden: Mapping[str, Any],
    door: Gebruiker,
    reden: str = "",
    ingevuld: list[tuple[str, str]] | None = None,
) -> Vraagstuk:
    """Change fields of one group; every changed text is logged for the other side (VRA-16).

    Planning is not shared text, and a concept is still on one side: those are not logged.
    Raises ``Verouderd`` (with ``ingevuld``) when someone else saved since ``versie``.
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    nu = eis_bewerkbaar(vraagstuk, groep, door)
    eis_actueel(vraagstuk, versie, ingevuld)
    oud, heette = als_tekst(vraagstuk, velden), str(vraagstuk)
    velden = _alleen(velden, velden_van(groep, vraagstuk))
    velden = _gezien_door_wie_opent(vraagstuk, velden, door)
    _eis_lead_betrokken(vraagstuk, velden)
    _eis_niemand_weg(vraagstuk, velden)
    weg = _wie_weg_gaat(vraagstuk, velden)
    _eis_provincie_blijft(vraagstuk, weg, door)
    _eis_niemand_erbij(vraagstuk, velden)
    bewaar(vraagstuk, velden, door)
    _eis_triage_klopt(vraagstuk)
    if groep != Groep.PLANNING and vraagstuk.fase != Fase.CONCEPT:
        leg_verschillen_vast(vraagstuk, vraagstuk, oud, nu, door=door, reden=reden)
    if not Vraagstuk.objects.for_user(door).filter(pk=pk).exists():
        raise ValidationError(
            "Met deze wijziging ziet u dit zelf niet meer. Laat uw eigen provincie staan.",
            code="buiten_eigen_zicht",
        )
    _vertel_wie_weg_gaat(vraagstuk, weg, door=door, reden=reden, heette=heette)
    return vraagstuk


def eis_andere_kant(rij: Tekstwijziging | Tekstreactie, door: Gebruiker) -> None:
    """A change and a bezwaar are answered by the other side (VRA-16)."""
    if rij.kant == door.kant:
        wat = "deze wijziging" if isinstance(rij, Tekstwijziging) else "dit bezwaar"
        raise PermissionDenied(f"Uw eigen kant maakte {wat}. De andere kant reageert hierop.")


@transaction.atomic
def reageer(*, pk: int, door: Gebruiker, soort: str, toelichting: str = "") -> Tekstreactie:
    """Answer a change by the other side: gezien, or bezwaar with a reason (VRA-16)."""
    vraagstuk_pk = Tekstwijziging.objects.for_user(door).get(pk=pk).vraagstuk_id
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    wijziging = Tekstwijziging.objects.get(pk=pk)
    eis_recht(door, "dossiers.tekst_beantwoorden", vraagstuk)
    eis_andere_kant(wijziging, door)
    reactie = Tekstreactie(
        wijziging=wijziging,
        soort=soort,
        toelichting=toelichting,
        kant=door.kant,
        organisatie=door.organisatie,
        door=door,
    )
    reactie.validate_constraints()
    reactie.save()
    return reactie


@transaction.atomic
def zie(*, vraagstuk_pk: int, wijzigingen: Collection[int], door: Gebruiker) -> int:
    """Gezien for each of these changes by the other side that the own organisatie did not react
    to yet (VRA-16); gives how many."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    eis_recht(door, "dossiers.tekst_beantwoorden", vraagstuk)
    eigen = Tekstreactie.objects.for_user(door).filter(organisatie=door.organisatie)
    te_zien = (
        Tekstwijziging.objects.for_user(door)
        .filter(vraagstuk=vraagstuk, pk__in=wijzigingen)
        .exclude(kant=door.kant)
        .exclude(pk__in=eigen.values("wijziging"))
    )
    reacties = [
        Tekstreactie(
            wijziging=wijziging,
            soort=Tekstreactie.Soort.GEZIEN,
            kant=door.kant,
            organisatie=door.organisatie,
            door=door,
        )
        for wijziging in te_zien
    ]
    Tekstreactie.objects.bulk_create(reacties)
    return len(reacties)


@transaction.atomic
def beantwoord(*, pk: int, door: Gebruiker, antwoord: str) -> Tekstreactie:
    """Answer a bezwaar, from the side that made the change; it no longer blocks (VRA-16)."""
    gevonden = Tekstreactie.objects.for_user(door).select_related("wijziging").get(pk=pk)
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(gevonden.wijziging.vraagstuk_id)
    reactie = Tekstreactie.objects.select_related("wijziging").get(pk=pk)
    eis_recht(door, "dossiers.tekst_beantwoorden", vraagstuk)
    eis_andere_kant(reactie, door)
    if not reactie.is_open:
        raise ValidationError(
            "Hier is al op geantwoord, of het was geen bezwaar. Open de pagina opnieuw.",
            code="al_beantwoord",
        )
    reactie.antwoord = antwoord
    reactie.beantwoord_door = door
    reactie.beantwoord_op = timezone.now()
    reactie.validate_constraints()
    reactie.save(update_fields=["antwoord", "beantwoord_door", "beantwoord_op"])
    return reactie


# Shared with services.aanpak


def eis_actueel(
    rij: Bewerkbaar, versie: int, ingevuld: list[tuple[str, str]] | None = None
) -> None:
    """Refuse a form that was opened before someone else saved (409)."""
    if rij.versie != versie:
        raise Verouderd(rij, ingevuld or [])


def als_tekst(rij: models.Model, velden: Iterable[str]) -> dict[str, str]:
    """The fields as a reader sees them: labels, names, ja and nee."""
    return {naam: _waarde(rij, naam) for naam in velden}


def bewaar(rij: Any, velden: Mapping[str, Any], door: Gebruiker) -> None:
    """Save these fields only, with a new versie."""
    meer = {veld.name for veld in rij._meta.many_to_many}
    for naam in velden.keys() - meer:
        setattr(rij, naam, velden[naam])
    rij.versie += 1
    rij.gewijzigd_door = rij._history_user = door
    rij.validate_constraints()
    rij.save(update_fields=[*(velden.keys() - meer), "versie", "gewijzigd_door", "gewijzigd_op"])
    for naam in velden.keys() & meer:
        getattr(rij, naam).set(velden[naam])


def leg_verschillen_vast(
    vraagstuk: Vraagstuk,
    rij: models.Model,
    oud: Mapping[str, str],
    nu: Bewerking,
    *,
    door: Gebruiker,
    reden: str = "",
    voorvoegsel: str = "",
) -> list[Tekstwijziging]:
    """One row per text that really changed, for the other side to read."""
    nieuw = als_tekst(rij, oud)
    rijen = [
        Tekstwijziging(
            vraagstuk=vraagstuk,
            veld=f"{voorvoegsel}{naam}",
            label=_label(rij, naam, voorvoegsel),
            oud=oud[naam],
            nieuw=nieuw[naam],
            soort=nu.soort,
            reden=reden,
            door=door,
            organisatie=door.organisatie,
            kant=door.kant,
        )
        for naam in oud
        if oud[naam] != nieuw[naam]
    ]
    for regel in rijen:
        regel.validate_constraints()
        regel.save()
    return rijen


def _alleen(velden: Mapping[str, Any], toegestaan: Iterable[str]) -> dict[str, Any]:
    if onbekend := set(velden) - set(toegestaan):
        raise TypeError(f"Not fields of this group: {sorted(onbekend)}")
    return dict(velden)


def _eis_lead_betrokken(vraagstuk: Vraagstuk, velden: Mapping[str, Any]) -> None:
    """The provincie that leads is one of those concerned (VRA-1)."""
    if not {"provincies", "lead_provincie"} & set(velden):
        return
    ids = {p.pk for p in velden["provincies"]} if "provincies" in velden else None
    ids = vraagstuk.betrokken_provincie_ids() if ids is None else ids
    lead = velden.get("lead_provincie", vraagstuk.lead_provincie)
    if lead is not None and lead.pk not in ids:
        raise ValidationError(
            {
                "lead_provincie": ValidationError(
                    "Deze provincie doet niet mee. Kies een van de betrokken provincies.",
                    code="lead_niet_betrokken",
                )
            }
        )
    if vraagstuk.fase != Fase.CONCEPT and (not ids or lead is None):
        raise ValidationError(
            "Een geopend vraagstuk heeft een provincie die trekt. Kies minstens één provincie en "
            "wie trekt.",
            code="provincie_ontbreekt",
        )


def _gezien_door_wie_opent(
    vraagstuk: Vraagstuk, velden: dict[str, Any], door: Gebruiker
) -> dict[str, Any]:
    """Who may open it says that similar ones were seen; what is another one since asks to look
    again (VRA-0, SIG-5).
    """
    if velden.get("gelijksoortig_gezien") and not vraagstuk.gelijksoortig_gezien:
        eis_recht(door, "dossiers.vraagstuk_openen", vraagstuk)
    if vraagstuk.fase == Fase.CONCEPT and _lijkt_op_iets_anders(vraagstuk, velden):
        return velden | {"gelijksoortig_gezien": False}
    return velden


def _lijkt_op_iets_anders(vraagstuk: Vraagstuk, velden: Mapping[str, Any]) -> bool:
    """By what it is compared with others: its title, provincies and domeinen."""
    if velden.get("titel", vraagstuk.titel) != vraagstuk.titel:
        return True
    return any(
        {rij.pk for rij in velden[naam]} != {rij.pk for rij in getattr(vraagstuk, naam).all()}
        for naam in ("provincies", "domeinen")
        if naam in velden
    )


def _eis_niemand_weg(vraagstuk: Vraagstuk, velden: Mapping[str, Any]) -> None:
    """From oordeelsvorming on nobody is dropped (BES-5, VRA-15).

    Who takes part says which mandaten and which outcomes at the tables the guards ask, so
    dropping a party would pass them. A successor takes the place of what ended (REF-2).
    """
    if vraagstuk.fase in (Fase.CONCEPT, Fase.BEELDVORMING):
        return
    weigeringen = {}
    for naam, wat in BLIJVEN_MEEDOEN.items():
        if naam not in velden:
            continue
        blijft = {rij.pk for rij in velden[naam]}
        nu = getattr(vraagstuk, naam).all()
        if weg := [str(rij) for rij in nu if not _doet_nog_mee(rij, blijft)]:
            zin = (
                f"Vanaf oordeelsvorming haalt u geen {wat} meer weg: {', '.join(sorted(weg))}. "
                "Laat de keuze staan, of keer terug naar beeldvorming."
            )
            weigeringen[naam] = ValidationError(zin, code="doet_al_mee")
    if weigeringen:
        raise ValidationError(weigeringen)


def _eis_triage_klopt(vraagstuk: Vraagstuk) -> None:
    """What a positive triage rests on stays until it is put through; else a "ja" would contradict
    its machine check after all (TRI-4)."""
    besluit = vraagstuk.geldend_triagebesluit()
    if vraagstuk.fase != Fase.BEELDVORMING or besluit is None or not besluit.is_positief:
        return
    for oordeel in besluit.oordelen.select_related("criterium").filter(antwoord=Antwoord.JA):
        gevonden = bevinding(oordeel.criterium, vraagstuk)
        if gevonden.uitkomst in TEGEN_JA:
            raise ValidationError(
                f"De triage zegt ja op '{oordeel.criterium.naam}', en dat klopt dan niet meer. "
                f"{gevonden.zin} Laat staan waar de triage op steunt, of vraag eerst om een nieuw "
                "triageadvies.",
                code="triage_klopt_niet_meer",
            )


def _wie_weg_gaat(vraagstuk: Vraagstuk, velden: Mapping[str, Any]) -> list[Provincie]:
    """The provincies that do not take part any more; a concept is still on one side."""
    if vraagstuk.fase == Fase.CONCEPT or "provincies" not in velden:
        return []
    return [p for p in vraagstuk.provincies.all() if p not in set(velden["provincies"])]


def _vertel_wie_weg_gaat(
    vraagstuk: Vraagstuk, weg: list[Provincie], *, door: Gebruiker, reden: str, heette: str
) -> None:
    """What they knew it by, and why: it is out of their sight now (ALG-2, ZIC-3)."""
    for provincie in weg:
        vertrek = Vertrek(
            vraagstuk=vraagstuk,
            provincie=provincie,
            aanduiding=heette[:300],
            reden=reden,
            door=door,
            organisatie=door.organisatie,
        )
        vertrek.validate_constraints()
        vertrek.save()


def _eis_provincie_blijft(vraagstuk: Vraagstuk, weg: list[Provincie], door: Gebruiker) -> None:
    """Once it is open, only who is accounthouder of a provincie takes it out of sight, and nobody
    does while an agenda that was sent names it (ZIC-3, VRA-16, AGE-3)."""
    mag = door.toegewezen_provincie_ids
    weg_van_ander = [p for p in weg if p.organisatie_id not in door.organisatie_ids]
    if ander := [p.naam for p in weg_van_ander if p.pk not in mag]:
        zin = f"Alleen de accounthouder van {', '.join(ander)} haalt dit weg. Laat de keuze staan."
        raise ValidationError({"provincies": ValidationError(zin, code="provincie_van_ander")})
    if weg and (agendas := vraagstuk.geldende_feiten("op_verzonden_agenda")):
        zin = (
            f"Dit vraagstuk staat op een verzonden agenda: {agendas[0].label}. Haal tot na dat "
            "overleg geen provincie weg."
        )
        raise ValidationError({"provincies": ValidationError(zin, code="op_verzonden_agenda")})


def _eis_niemand_erbij(vraagstuk: Vraagstuk, velden: Mapping[str, Any]) -> None:
    """In besluitvorming nobody comes in whose DO or mandaat nothing asks any more (VRA-5, VRA-15).

    Who gives no mandaat, or speaks through a department that takes part, may still come in.
    """
    if vraagstuk.fase != Fase.BESLUITVORMING:
        return
    vandaag = timezone.localdate()
    geven_al = {None, *vraagstuk.betrokken_departementen()}
    erbij = {
        "organisaties": [
            o for o in velden.get("organisaties", ()) if o.mandaatgever_op(vandaag) not in geven_al
        ],
        "provincies": set(velden.get("provincies", ())) - set(vraagstuk.provincies.all()),
    }
    weigeringen = {
        naam: ValidationError(
            f"In besluitvorming komt er geen {BLIJVEN_MEEDOEN[naam]} meer bij: "
            f"{', '.join(sorted(str(rij) for rij in rijen))}. Haal die keuze weg, of keer eerst "
            "terug naar oordeelsvorming.",
            code="komt_te_laat",
        )
        for naam, rijen in erbij.items()
        if rijen
    }
    if weigeringen:
        raise ValidationError(weigeringen)


def _doet_nog_mee(rij: Organisatie | Provincie, blijft: set[int]) -> bool:
    """Itself, or in the place of an organisatie that ended its successor (REF-2)."""
    nu = rij.opvolger_op(timezone.localdate()) if isinstance(rij, Organisatie) else rij
    return rij.pk in blijft or nu.pk in blijft


def _waarde(rij: models.Model, naam: str) -> str:
    veld: Any = rij._meta.get_field(naam)
    waarde = getattr(rij, naam)
    if veld.many_to_many:
        return ", ".join(sorted(str(ander) for ander in waarde.all()))
    if veld.choices:
        return str(getattr(rij, f"get_{naam}_display")())
    if isinstance(veld, models.BooleanField):
        return {True: "ja", False: "nee"}.get(waarde, "")
    return "" if waarde is None else str(waarde)


def _label(rij: models.Model, naam: str, voorvoegsel: str) -> str:
    veld: Any = rij._meta.get_field(naam)
    label = str(veld.verbose_name)
    label = label[:1].upper() + label[1:]
    return f"{rij}: {label}"[:200] if voorvoegsel.startswith("richting") else label
