"""Handelingen on the text of an afspraak: one function per handeling, one transaction each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.functions import Length
from django.utils import timezone

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex import audit
from novex.forms import WijzigForm
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from ..models import Actie, Afspraak, Geldregel, Relatie, Woordkeuze
from ..termijn import lees, van_soort
from ..vaag import vage_woorden
from . import mag

_SLOT = 7_250_020  # advisory lock: numbers are given one by one
_TERMIJNVELDEN = (
    "termijn_soort", "termijn_tekst", "termijn_van", "termijn_tot", "beoordeel_op", "herzien_op",
)  # fmt: skip
# What next year's version takes along; the rest is agreed again (AFS-9).
_MEE = (
    "titel",
    "tekst",
    "regelsoort",
    "scope",
    "landsdeel",
    "gebied",
    "thema",
    "probleemanalyse",
    "gezamenlijk_doel",
    "stand_rijk",
    "stand_regio",
    "partijen_tekst",
    "resultaat",
    "indicator",
    "eenheid",
    "nulwaarde",
    "streefwaarde",
    "product",
    "uitvoerbaarheid_capaciteit",
    "uitvoerbaarheid_geld",
    "uitvoerbaarheid_recht",
    "eenzijdig_reden",
)


@transaction.atomic
def maak_afspraak(
    *,
    vraagstuk_pk: int,
    door: Gebruiker,
    jaar: int,
    provincies: Iterable[Provincie] = (),
    partijen: Iterable[Organisatie] = (),
    **velden: Any,
) -> Afspraak:
    """Start a concept under a vraagstuk; nothing blocks a concept (AFS-1, AFS-5)."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    eis_recht(door, mag.MAKEN, vraagstuk)
    mag.eis_te_schrijven(vraagstuk, jaar)
    afspraak = Afspraak(
        vraagstuk=vraagstuk, jaar=jaar, organisatie=door.organisatie, gewijzigd_door=door, **velden
    )
    afspraak.nummer = volgend_nummer(jaar)
    afspraak.clean_fields(exclude=["status"])
    afspraak.validate_constraints()
    _bewaar_met_auteur(afspraak, door)
    afspraak.provincies.set(provincies or vraagstuk.provincies.all())
    afspraak.partijen.set(partijen)
    meld_afspraak(afspraak, door)
    return afspraak


@transaction.atomic
def wijzig(*, form: WijzigForm, door: Gebruiker) -> Afspraak:
    """Save a form on the text; the akkoorden on the former text stop counting (AFS-2)."""
    nu = Afspraak.objects.for_user(door).vergrendeld(form.instance.pk)
    mag.eis_schrijver(door, nu)
    mag.eis_concept(nu)
    afspraak = form.bewaar(door=door)
    if afspraak.titel != nu.titel and _telt_nu(afspraak):
        meld_afspraak(afspraak, door)
    return afspraak


@transaction.atomic
def wijzig_smart(*, form: WijzigForm, door: Gebruiker) -> Afspraak:
    """Save the SMART form; the term is read from its text unless a kind was chosen (AFS-4)."""
    afspraak = wijzig(form=form, door=door)
    zelf = form.cleaned_data["termijn_zelf"]
    zet_termijn(afspraak, zelf=zelf)
    mag.eis_dag_bij_jaar("termijn_tot" if zelf else "termijn_tekst", afspraak.termijn_tot, afspraak)
    afspraak.save(update_fields=_TERMIJNVELDEN)
    return afspraak


def zet_termijn(afspraak: Afspraak, *, zelf: bool = False) -> None:
    """Read the term anew, or keep the kind and days that someone chose."""
    tekst, jaar = afspraak.termijn_tekst, afspraak.jaar
    if zelf:
        van, tot = afspraak.termijn_van, afspraak.termijn_tot
        afspraak.zet_termijn(van_soort(afspraak.termijn_soort, tekst, van, tot))
    else:
        afspraak.zet_termijn(lees(tekst, jaar))


@transaction.atomic
def laat_woord_staan(*, pk: int, woord: str, reden: str, door: Gebruiker) -> Woordkeuze:
    """ "Toch zo laten": a vague word stays, with the reason (AFS-5)."""
    afspraak = Afspraak.objects.for_user(door).vergrendeld(pk)
    mag.eis_schrijver(door, afspraak)
    mag.eis_concept(afspraak)
    if woord not in {v.woord for v in vage_woorden(f"{afspraak.tekst}\n{afspraak.resultaat}")}:
        raise ValidationError(
            "Dit woord staat niet meer in de tekst. Bekijk de afspraak opnieuw.",
            code="woord_staat_er_niet",
        )
    keuze = Woordkeuze(afspraak=afspraak, woord=woord, reden=reden, door=door)
    keuze.validate_constraints()
    keuze.save()
    return keuze


@transaction.atomic
def maak_volgende_versie(
    *,
    pk: int,
    door: Gebruiker,
    reden: str,
    jaar: int,
    vraagstuk: Vraagstuk | None = None,
    type: str = "",
) -> Afspraak:
    """A change after establishment: a concept for a later year that replaces it (AFS-9).

    It is agreed on here, so it has a vraagstuk and a type, which one from a source may lack: then
    ``vraagstuk`` and ``type`` are asked (AFS-1).
    """
    oud = Afspraak.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, mag.MAKEN, oud)
    if oud.status != Afspraak.Status.VASTGESTELD:
        raise ValidationError(
            "Alleen een vastgestelde afspraak krijgt een nieuwe versie. Wijzig het concept zelf.",
            code="niet_vastgesteld",
        )
    _eis_geen_andere_versie(oud)
    if oud.jaar and jaar <= oud.jaar:
        raise ValidationError(
            f"Een nieuwe versie is voor een later jaar. Kies een jaar na {oud.jaar}.",
            code="jaar_niet_later",
        )
    nieuw = Afspraak(
        jaar=jaar,
        vraagstuk=_vraagstuk_van(oud, vraagstuk, jaar, door),
        type=oud.type or type,
        nummer=volgend_nummer(jaar),
        organisatie=door.organisatie,
        gewijzigd_door=door,
        **{veld: getattr(oud, veld) for veld in _MEE},
    )
    nieuw.zet_termijn(oud.termijn)
    nieuw.validate_constraints()
    _bewaar_met_auteur(nieuw, door)
    nieuw.provincies.set(oud.provincies.all())
    nieuw.partijen.set(oud.partijen.all())
    for actie in oud.acties.all():
        Actie.objects.create(
            afspraak=nieuw,
            gewijzigd_door=door,
            **{v: getattr(actie, v) for v in (
                "kant", "trekker_organisatie", "trekker_functie", "resultaat", "termijn"
            )},
        )  # fmt: skip
    relatie = Relatie(
        afspraak=nieuw, soort=Relatie.Soort.VERVANGT, andere=oud, reden=reden, door=door
    )
    relatie.validate_constraints()
    relatie.save()
    meld_afspraak(nieuw, door)
    return nieuw


def _eis_geen_andere_versie(oud: Afspraak) -> None:
    """One next version at a time: two would stand for one afspraak (AFS-8, AFS-9)."""
    vervangers = Relatie.objects.filter(andere=oud, soort=Relatie.Soort.VERVANGT)
    relatie = vervangers.exclude(afspraak__status=Afspraak.Status.VERVALLEN).first()
    if relatie is not None:
        raise ValidationError(
            f"Er is al een nieuwe versie: {relatie.afspraak.nummer}. Werk daarin verder.",
            code="nieuwe_versie_bestaat",
        )


def _vraagstuk_van(
    oud: Afspraak, gekozen: Vraagstuk | None, jaar: int, door: Gebruiker
) -> Vraagstuk | None:
    """Its own vraagstuk, or the one that was chosen; the constraint asks one (AFS-1)."""
    vraagstuk = oud.vraagstuk
    if vraagstuk is None and gekozen is not None:
        vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(gekozen.pk)
        eis_recht(door, mag.MAKEN, vraagstuk)
    if vraagstuk is not None:
        mag.eis_te_schrijven(vraagstuk, jaar)
    return vraagstuk


@transaction.atomic
def neem_op_uit_bron(
    *,
    door: Gebruiker,
    bron_sleutel: str,
    provincies: Iterable[Provincie] = (),
    partijen: Iterable[Organisatie] | None = None,
    acties: Iterable[dict[str, Any]] = (),
    bedrag: Any = None,
    bestaand: Afspraak | None = None,
    herkomst_soort: str = Afspraak.Herkomst.HISTORISCH,
    **velden: Any,
) -> Afspraak:
    """Record or correct an earlier afspraak as its source writes it; nothing is made up.

    It was established long ago, so there is no akkoord or besluit of ours. A historical row
    follows its source when that was misread; all others stay frozen (AFS-1, AFS-9).
    """
    eis_recht(door, "arrangementen.importeren")
    afspraak = bestaand or Afspraak(
        herkomst_soort=herkomst_soort, nummer=volgend_nummer(velden.get("jaar"))
    )
    afspraak.bron_sleutel = bron_sleutel
    for veld, waarde in velden.items():
        setattr(afspraak, veld, waarde)
    afspraak.zet_termijn(lees(afspraak.termijn_tekst, afspraak.jaar))
    afspraak.gewijzigd_door = door
    afspraak.versie += 1 if bestaand else 0
    afspraak.clean_fields(exclude=["status"])
    afspraak.validate_constraints()
    _bewaar_met_auteur(afspraak, door)
    if bestaand:
        afspraak.provincies.set(provincies)
        if partijen is not None:
            afspraak.partijen.set(partijen)
    else:  # nothing to compare with: a file has hundreds of rows
        afspraak.provincies.add(*provincies)
        afspraak.partijen.add(*(partijen or ()))
    for actie in acties:
        Actie.objects.create(
            afspraak=afspraak,
            kant=actie["trekker_organisatie"].kant,
            gewijzigd_door=door,
            **actie,
        )
    if bestaand or bedrag is not None:
        _zet_bedrag(afspraak, bedrag, door)
    if afspraak.status == Afspraak.Status.CONCEPT:
        afspraak.neem_op()
        afspraak.validate_constraints()
        _bewaar_met_auteur(afspraak, door)
        meld_afspraak(afspraak, door)
    return afspraak


@transaction.atomic
def maak_openbaar(*, pks: Iterable[int], door: Gebruiker) -> int:
    """Open established afspraken to everyone; the publication of an arrangement does this
    after the Kamerbrief (ARR-7, BOL-2). Gives how many became openbaar."""
    eis_recht(door, "arrangementen.arrangement_publiceren")
    aantal = (
        Afspraak.objects.vastgestelde()
        .filter(pk__in=list(pks), openbaar_op=None)
        .update(openbaar_op=timezone.now())
    )
    audit.leg_vast("afspraken openbaar gemaakt", door=door, gegevens={"aantal": aantal})
    return aantal


def volgend_nummer(jaar: int | None) -> str:
    """The next number of this year, such as AFS-2027-014; never given twice (AFS-1, AFS-8)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    begin = f"AFS-{jaar or 'zj'}-"
    van_jaar = Afspraak.objects.filter(nummer__startswith=begin).values_list("nummer", flat=True)
    hoogste = van_jaar.order_by(Length("nummer").desc(), "-nummer").first()  # 1000 is after 999
    return f"{begin}{int(hoogste.removeprefix(begin)) + 1 if hoogste else 1:03d}"


def meld_afspraak(afspraak: Afspraak, door: Gebruiker) -> None:
    """Tell dossiers that this vraagstuk has an afspraak (VRA-6, VRA-19)."""
    if afspraak.vraagstuk is None:
        return
    feiten.meld_feit(
        afspraak.vraagstuk,
        soort=Feit.Soort.AFSPRAAK,
        kenmerk=str(afspraak.pk),
        label=f"Afspraak {afspraak}"[:300],
        url=afspraak.get_absolute_url(),
        publiek=Zichtbaarheid.RIJK_EN_REGIO,
        door=door,
    )


def _telt_nu(afspraak: Afspraak) -> bool:
    """Is it told in the doorloop of now? Another title does not confirm an earlier one (VRA-8)."""
    vraagstuk = afspraak.vraagstuk
    if vraagstuk is None:
        return False
    verteld = vraagstuk.feiten.van(Feit.Soort.AFSPRAAK).filter(kenmerk=str(afspraak.pk))
    return verteld.filter(doorloop=vraagstuk.doorloop).exists()


def _bewaar_met_auteur(afspraak: Afspraak, door: Gebruiker) -> None:
    afspraak._history_user = door
    afspraak.save()


def _zet_bedrag(afspraak: Afspraak, bedrag: Any, door: Gebruiker) -> None:
    """One line with the amount of the source, or none; never confirmed by us (AFS-7)."""
    regel = Geldregel.objects.filter(afspraak=afspraak).first()
    if bedrag is None:
        if regel:
            regel.delete()
        return
    if regel is None:
        regel = Geldregel(afspraak=afspraak)
    regel.bedrag, regel.gewijzigd_door = bedrag, door
    regel.validate_constraints()
    regel.save()
