"""The monitor as data: per afspraak both views and the four signals, in a fixed number of queries.

Everything is read through the sight of one user, so the signals never tell more than the
reports this user may read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from arrangementen import regels as afspraakregels
from arrangementen.models import Afspraak
from novex.criteria import tekorten
from novex.models import Gebruiker, Provincie

from .models import Lichtcorrectie, Monitorronde, Voortgang, Voortgangsmelding
from .querysets import GEMELD, afspraken_in_monitor, gevolgd
from .signalen import Afspraakfeiten, Correctie, Melding, Signalen, bereken

SMART = (
    afspraakregels.heeft_resultaat,
    afspraakregels.heeft_termijn,
    afspraakregels.heeft_trekkers,
    afspraakregels.heeft_landing,
)


@dataclass(frozen=True)
class Afspraakbeeld:
    """One afspraak in the monitor: what each side says, and the four signals."""

    afspraak: Afspraak
    signalen: Signalen
    rijk: Melding | None
    regio: Melding | None


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

    @property
    def zin(self) -> str:
        if self.gemeld == self.gevraagd:
            return "Alles is gemeld."
        return f"Nog {self.gevraagd - self.gemeld} van {self.gevraagd} te melden."


def beelden(
    afspraken: QuerySet[Afspraak], user: Gebruiker, op: datetime.date
) -> list[Afspraakbeeld]:
    """Of each afspraak what this user may know on this day (MON-2, MON-3)."""
    rijen = list(afspraken.compleet())
    ids = [afspraak.pk for afspraak in rijen]
    rondes = {ronde.pk: ronde for ronde in Monitorronde.objects.for_user(user)}
    meldingen = _meldingen(ids, user, rondes)
    gevraagd = _gevraagd(ids, rondes)
    correcties = _correcties(ids, user)
    return [
        _beeld(a, op, meldingen[a.pk], gevraagd.get(a.pk), correcties.get(a.pk), rondes)
        for a in rijen
    ]


def rondestanden(ronde: Monitorronde, user: Gebruiker) -> list[Rondestand]:
    """Who reported and who did not, without what is written in a concept (MON-1)."""
    rijen = (
        Voortgang.objects.in_zicht(user)
        .filter(ronde=ronde)
        .values("organisatie__naam")
        .annotate(gevraagd=Count("pk"), gemeld=Count("pk", filter=Q(status__in=GEMELD)))
        .order_by("organisatie__naam")
    )
    return [Rondestand(r["organisatie__naam"], r["gevraagd"], r["gemeld"]) for r in rijen]


def matrix(user: Gebruiker, op: datetime.date) -> list[Matrixregel]:
    """Per provincie the counts of its established afspraken (MON-6, first form)."""
    laatste = Monitorronde.objects.for_user(user).gesloten().first()
    zicht = gevolgd(afspraken_in_monitor(user))
    tellingen = {
        "afspraken": Count("pk", distinct=True),
        "termijn_voorbij": Count(
            "pk", distinct=True, filter=Q(beoordeel_op__lt=op, landing__geland_op=None)
        ),
        "niet_gemeld": Count(
            "pk",
            distinct=True,
            filter=Q(voortgangen__ronde=laatste.pk if laatste else 0)
            & Q(voortgangen__status__in=("concept", "teruggestuurd")),
        ),
        "geland": Count("pk", distinct=True, filter=Q(landing__geland_op__isnull=False)),
    }
    per_provincie = {
        rij.pop("provincies"): rij
        for rij in zicht.filter(provincies__isnull=False)
        .order_by()
        .values("provincies")
        .annotate(**tellingen)
    }
    leeg = dict.fromkeys(tellingen, 0)
    provincies = Provincie.objects.geldig(op).select_related("landsdeel")
    if not user.is_rijk:
        provincies = provincies.filter(pk=user.eigen_provincie_id)
    return [Matrixregel(provincie=p, **per_provincie.get(p.pk, leeg)) for p in provincies]


def _beeld(
    afspraak: Afspraak,
    op: datetime.date,
    meldingen: dict[str, tuple[int, Melding]],
    gevraagd: tuple[int, frozenset[str]] | None,
    correctie: Lichtcorrectie | None,
    rondes: dict[int, Monitorronde],
) -> Afspraakbeeld:
    ronde = rondes[gevraagd[0]] if gevraagd else None
    sinds = {kant for kant, (pk, _) in meldingen.items() if ronde and _volgorde(rondes[pk], ronde)}
    telt = correctie and (ronde is None or _volgorde(rondes[correctie.ronde_id], ronde))
    landing = getattr(afspraak, "landing", None)
    feiten = Afspraakfeiten(
        meldingen=tuple(melding for _, melding in meldingen.values()),
        vervallen_op=afspraak.vervallen_op,
        elders_belegd=bool(afspraak.vraagstuk and afspraak.vraagstuk.fase == "elders_belegd"),
        geland_op=landing.geland_op if landing else None,
        beoordeel_op=afspraak.beoordeel_op,
        herzien_op=afspraak.herzien_op,
        laatste_ronde=str(ronde or ""),
        gevraagd=gevraagd[1] if gevraagd else frozenset(),
        gemeld=frozenset(sinds),
        correctie=_als_correctie(correctie) if correctie and telt else None,
        ontbreekt=tuple(t.messages[0] for t in tekorten(afspraak, SMART)),
    )
    return Afspraakbeeld(
        afspraak, bereken(feiten, op), feiten.melding_van("rijk"), feiten.melding_van("regio")
    )


def _volgorde(ronde: Monitorronde, grens: Monitorronde) -> bool:
    """Is this round the other one, or a later one?"""
    return (ronde.peildatum, ronde.pk) >= (grens.peildatum, grens.pk)


def _als_correctie(rij: Lichtcorrectie) -> Correctie:
    return Correctie(rij.licht, rij.reden, timezone.localdate(rij.op))


def _meldingen(
    ids: Sequence[int], user: Gebruiker, rondes: dict[int, Monitorronde]
) -> dict[int, dict[str, tuple[int, Melding]]]:
    """Per afspraak and side the newest report, with its round."""
    rijen = (
        Voortgangsmelding.objects.for_user(user)
        .ingediend()
        .filter(voortgang__afspraak__in=ids)
        .select_related("voortgang", "organisatie")
        .order_by("op", "pk")
    )
    gevonden: dict[int, dict[str, tuple[int, Melding]]] = defaultdict(dict)
    for rij in rijen:
        voortgang = rij.voortgang
        melding = Melding(
            kant=voortgang.kant,
            stadium=rij.stadium,
            toelichting=rij.toelichting,
            organisatie=str(rij.organisatie),
            op=timezone.localdate(rij.op),
            ronde=str(rondes[voortgang.ronde_id]),
        )
        gevonden[voortgang.afspraak_id][voortgang.kant] = (voortgang.ronde_id, melding)
    return gevonden


def _gevraagd(
    ids: Sequence[int], rondes: dict[int, Monitorronde]
) -> dict[int, tuple[int, frozenset[str]]]:
    """Per afspraak the last closed round that asked it, and which sides it asked."""
    gesloten = [pk for pk, ronde in rondes.items() if not ronde.is_open]
    gevraagd: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    rijen: Iterable[Any] = Voortgang.objects.filter(ronde__in=gesloten, afspraak__in=ids)
    for afspraak, ronde, kant in rijen.values_list("afspraak", "ronde", "kant"):
        gevraagd[afspraak][ronde].add(kant)
    # The rounds come newest first (Monitorronde.Meta.ordering).
    volgorde = {pk: plaats for plaats, pk in enumerate(rondes)}
    return {
        afspraak: min(
            ((ronde, frozenset(kanten)) for ronde, kanten in per_ronde.items()),
            key=lambda paar: volgorde[paar[0]],
        )
        for afspraak, per_ronde in gevraagd.items()
    }


def _correcties(ids: Sequence[int], user: Gebruiker) -> dict[int, Lichtcorrectie]:
    rijen = Lichtcorrectie.objects.for_user(user).filter(afspraak__in=ids).order_by("op", "pk")
    return {rij.afspraak_id: rij for rij in rijen}
