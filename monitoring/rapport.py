"""The monitor as data: per afspraak both views and the four signals, in a fixed number of queries.

Everything is read through the sight of one user, so the signals never tell more than the
reports this user may read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from arrangementen.models import Afspraak
from novex.criteria import tekorten
from novex.models import Gebruiker, Provincie

from .models import Lichtcorrectie, Monitorronde, Voortgang, Voortgangsmelding
from .querysets import GEMELD, gevolgd
from .regels import COMPLEET
from .signalen import Actiefeit, Afspraakfeiten, Correctie, Melding, Partij, Signalen, bereken


@dataclass(frozen=True)
class Afspraakbeeld:
    """One afspraak in the monitor: what each side says, and the four signals."""

    afspraak: Afspraak
    signalen: Signalen
    rijk: tuple[Melding, ...]
    regio: tuple[Melding, ...]
    historie: tuple[Voortgangsmelding, ...] = ()
    correcties: tuple[Lichtcorrectie, ...] = ()


@dataclass(frozen=True)
class Matrixregel:
    """One provincie in the national overview: counts that stand side by side, no average."""

    provincie: Provincie
    afspraken: int
    termijn_voorbij: int
    niet_gemeld: int
    geland: int


@dataclass(frozen=True)
class Rondestand:
    """How far one organisation is in a round."""

    organisatie: str
    gevraagd: int
    gemeld: int
    eigen: int = 0  # asked of the organisation of who reads
    is_open: bool = True

    @property
    def mist(self) -> bool:
        return self.gemeld < self.gevraagd

    @property
    def zin(self) -> str:
        if not self.mist:
            return "Alles is gemeld."
        aantal = f"{self.gevraagd - self.gemeld} van {self.gevraagd}"
        return f"Nog {aantal} te melden." if self.is_open else f"{aantal} niet gemeld."


def beelden(
    afspraken: QuerySet[Afspraak], user: Gebruiker, op: datetime.date
) -> list[Afspraakbeeld]:
    """Of each afspraak what this user may know on this day (MON-2, MON-3)."""
    compleet = afspraken.select_related("vraagstuk", "landing").prefetch_related(
        "acties__trekker_organisatie__opvolger", "partijen__opvolger", "akkoorden", "provincies"
    )
    rijen = list(compleet)
    ids = [afspraak.pk for afspraak in rijen]
    rondes = {ronde.pk: ronde for ronde in Monitorronde.objects.for_user(user)}
    historie = _historie(ids, user)
    per_ronde = _gevraagd_per_ronde(ids, rondes)
    gevraagd = _gevraagd(per_ronde, rondes)
    correcties = _correcties(ids, user)
    return [
        _beeld(
            a,
            op,
            historie[a.pk],
            gevraagd.get(a.pk),
            _nu_gevraagd(per_ronde[a.pk], rondes),
            correcties[a.pk],
            rondes,
        )
        for a in rijen
    ]


def rondestanden(ronde: Monitorronde, user: Gebruiker) -> list[Rondestand]:
    """Who reported and who did not, without what is written in a concept (MON-1)."""
    rijen = (
        Voortgang.objects.in_zicht(user)
        .filter(ronde=ronde)
        .values("organisatie__naam")
        .annotate(
            gevraagd=Count("pk"),
            gemeld=Count("pk", filter=Q(status__in=GEMELD)),
            eigen=Count("pk", filter=Q(organisatie__in=user.organisatie_ids)),
        )
        .order_by("organisatie__naam")
    )
    return [
        Rondestand(r["organisatie__naam"], r["gevraagd"], r["gemeld"], r["eigen"], ronde.is_open)
        for r in rijen
    ]


def matrix(user: Gebruiker, op: datetime.date) -> list[Matrixregel]:
    """Per provincie the counts of its established afspraken (MON-6, first form)."""
    laatste = Monitorronde.objects.for_user(user).gesloten().first()
    # An afspraak stands once under each of its provincies: reports are asked for, not joined.
    niet_gemeld = Voortgang.objects.filter(
        ronde=laatste, status__in=("concept", "teruggestuurd")
    ).values("afspraak")
    tellingen = {
        "afspraken": Count("pk"),
        "termijn_voorbij": Count("pk", filter=Q(beoordeel_op__lt=op, landing__geland_op=None)),
        "niet_gemeld": Count("pk", filter=Q(pk__in=niet_gemeld)),
        "geland": Count("pk", filter=Q(landing__geland_op__isnull=False)),
    }
    provincies = Provincie.objects.geldig(op).select_related("landsdeel")
    if user.is_rijk:
        rijen = gevolgd(Afspraak.objects.for_user(user)).filter(provincies__isnull=False)
    else:  # a provincie sees each that names it
        provincies = provincies.filter(pk=user.eigen_provincie_id)
        rijen = gevolgd(Afspraak.objects.filter(provincies=user.eigen_provincie_id))
    per_provincie = {
        rij["provincies"]: {naam: aantal for naam, aantal in rij.items() if naam in tellingen}
        for rij in rijen.order_by().values("provincies").annotate(**tellingen)
    }
    leeg = dict.fromkeys(tellingen, 0)
    return [Matrixregel(provincie=p, **per_provincie.get(p.pk, leeg)) for p in provincies]


def _beeld(
    afspraak: Afspraak,
    op: datetime.date,
    historie: list[Voortgangsmelding],
    gevraagd: tuple[int, frozenset[Partij]] | None,
    nu_gevraagd: set[Partij],
    correcties: list[Lichtcorrectie],
    rondes: dict[int, Monitorronde],
) -> Afspraakbeeld:
    ronde = rondes[gevraagd[0]] if gevraagd else None
    partijen = gevraagd[1] if gevraagd else frozenset()
    laatste = {
        partij: rij
        for partij, rij in _laatste_per_partij(historie).items()
        if partij in partijen or _sinds(rondes[rij.voortgang.ronde_id], ronde)
    }
    landing = getattr(afspraak, "landing", None)
    feiten = Afspraakfeiten(
        meldingen=tuple(_als_melding(rij, rondes) for rij in laatste.values()),
        vervallen_op=afspraak.vervallen_op,
        teruggelegd=bool(afspraak.vraagstuk and afspraak.vraagstuk.fase == "teruggelegd"),
        elders_belegd=bool(afspraak.vraagstuk and afspraak.vraagstuk.fase == "elders_belegd"),
        geland_op=landing.geland_op if landing else None,
        beoordeel_op=afspraak.beoordeel_op,
        herzien_op=afspraak.herzien_op,
        laatste_ronde=str(ronde or ""),
        gevraagd=partijen,
        gemeld=frozenset(
            p for p, rij in laatste.items() if _sinds(rondes[rij.voortgang.ronde_id], ronde)
        ),
        zwijgt=tuple(sorted(p.naam for p in (nu_gevraagd | partijen) if p not in laatste)),
        acties=tuple(Actiefeit(a.trekker, a.resultaat, a.termijn) for a in afspraak.acties.all()),
        correctie=next(
            (
                Correctie(rij.licht, rij.reden, timezone.localdate(rij.op))
                for rij in correcties[:1]
                if _sinds(rondes[rij.ronde_id], ronde)
            ),
            None,
        ),
        ontbreekt=tuple(t.messages[0] for t in tekorten(afspraak, COMPLEET)),
    )
    return Afspraakbeeld(
        afspraak,
        bereken(feiten, op),
        feiten.meldingen_van("rijk"),
        feiten.meldingen_van("regio"),
        tuple(historie),
        tuple(correcties),
    )


def _sinds(ronde: Monitorronde, grens: Monitorronde | None) -> bool:
    """Is this round the other one, or a later one?"""
    return grens is None or (ronde.peildatum, ronde.pk) >= (grens.peildatum, grens.pk)


def _laatste_per_partij(historie: list[Voortgangsmelding]) -> dict[Partij, Voortgangsmelding]:
    """The newest report that each party sent in, by name of the party."""
    laatste: dict[Partij, Voortgangsmelding] = {}
    for rij in historie:
        if rij.soort == Voortgangsmelding.Soort.INGEDIEND:
            laatste.setdefault(Partij(rij.voortgang.kant, str(rij.organisatie)), rij)
    return dict(sorted(laatste.items(), key=lambda paar: paar[0].naam))


def _als_melding(rij: Voortgangsmelding, rondes: dict[int, Monitorronde]) -> Melding:
    return Melding(
        kant=rij.voortgang.kant,
        stadium=rij.stadium,
        toelichting=rij.toelichting,
        organisatie=str(rij.organisatie),
        op=timezone.localdate(rij.op),
        ronde=str(rondes[rij.voortgang.ronde_id]),
    )


def _historie(ids: Sequence[int], user: Gebruiker) -> dict[int, list[Voortgangsmelding]]:
    """Per afspraak what was sent in, returned and taken up, newest first."""
    rijen = (
        Voortgangsmelding.objects.for_user(user)
        .filter(voortgang__afspraak__in=ids)
        .select_related("voortgang__ronde", "organisatie")
    )
    gevonden: dict[int, list[Voortgangsmelding]] = defaultdict(list)
    for rij in rijen:
        gevonden[rij.voortgang.afspraak_id].append(rij)
    return gevonden


Perronde = dict[int, dict[int, set[Partij]]]


def _gevraagd_per_ronde(ids: Sequence[int], rondes: dict[int, Monitorronde]) -> Perronde:
    """Per afspraak and round which parties were asked."""
    gevraagd: Perronde = defaultdict(lambda: defaultdict(set))
    rijen = Voortgang.objects.filter(ronde__in=rondes, afspraak__in=ids)
    for rij in rijen.select_related("organisatie"):
        partij = Partij(rij.kant, str(rij.organisatie))
        gevraagd[rij.afspraak_id][rij.ronde_id].add(partij)
    return gevraagd


def _gevraagd(
    per_afspraak: Perronde, rondes: dict[int, Monitorronde]
) -> dict[int, tuple[int, frozenset[Partij]]]:
    """Per afspraak the last closed round that asked it, and which parties it asked."""
    # The rounds come newest first (Monitorronde.Meta.ordering).
    gesloten = [pk for pk, ronde in rondes.items() if not ronde.is_open]
    gevonden = {}
    for afspraak, per_ronde in per_afspraak.items():
        laatste = next((pk for pk in gesloten if pk in per_ronde), None)
        if laatste is not None:
            gevonden[afspraak] = (laatste, frozenset(per_ronde[laatste]))
    return gevonden


def _nu_gevraagd(per_ronde: dict[int, set[Partij]], rondes: dict[int, Monitorronde]) -> set[Partij]:
    """Which parties an open round asks."""
    return {
        partij for pk, partijen in per_ronde.items() if rondes[pk].is_open for partij in partijen
    }


def _correcties(ids: Sequence[int], user: Gebruiker) -> dict[int, list[Lichtcorrectie]]:
    """Per afspraak the lights that were set by hand, newest first."""
    rijen = Lichtcorrectie.objects.for_user(user).filter(afspraak__in=ids)
    gevonden: dict[int, list[Lichtcorrectie]] = defaultdict(list)
    for rij in rijen.select_related("door", "ronde"):
        gevonden[rij.afspraak_id].append(rij)
    return gevonden
