"""The two cycli of the demo and their meetings, each act by who does it (OVL-2, AGE-3)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from dossiers.models import Vraagstuk
from governance.models import Agendapunt, Cyclus, Overleg, Ronde
from governance.services import agenda, cyclus, uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer

from .mensen import Mensen
from .verhalen import DEMO

D = datetime.date
# The transition year, and the first full cyclus; days per landsdeel for the BOL.
BOL_2026 = {
    "oost": D(2026, 9, 14),
    "noordwest": D(2026, 9, 15),
    "zuidwest": D(2026, 9, 17),
    "noord": D(2026, 9, 21),
    "zuid": D(2026, 9, 22),
}
BOL_2027 = {
    "oost": D(2027, 6, 7),
    "noordwest": D(2027, 6, 8),
    "zuidwest": D(2027, 6, 10),
    "noord": D(2027, 6, 14),
    "zuid": D(2027, 6, 15),
}


class Tafels:
    """Meetings by cyclus, gremium and provincie or landsdeel."""

    def __init__(self, mensen: Mensen) -> None:
        self.mensen = mensen
        self.rondes: dict[tuple[int, str], Ronde] = {}
        self.overleggen: dict[tuple[int, str, str], Overleg] = {}

    def plan(
        self,
        jaar: int,
        label: str,
        do: datetime.date,
        gp_dg: datetime.date,
        bol: dict[str, datetime.date],
    ) -> None:
        """A cyclus with a DO and GP-DG per provincie and a BOL per landsdeel."""
        staf = self.mensen.staf
        rij = cyclus.maak_cyclus(jaar=jaar, label=label, door=staf)
        for gremium, naam in (("do", "DO NOVEX"), ("gp_dg", "GP-DG"), ("bol", "BOL")):
            self.rondes[jaar, gremium] = cyclus.maak_ronde(
                cyclus=rij, gremium=gremium, label=f"{naam} {jaar}", door=staf
            )
        for i, (code, provincie) in enumerate(sorted(self.mensen.provincies.items())):
            for gremium, naam, begin in (("do", "DO NOVEX", do), ("gp_dg", "GP-DG", gp_dg)):
                dag = begin + datetime.timedelta(days=i // 3 * 7 + i % 3)
                self._plan(
                    rij, jaar, gremium, code, f"{naam} {provincie}", dag, provincies=[provincie]
                )
        for code, dag in bol.items():
            landsdeel = self.mensen.landsdelen[code]
            self._plan(rij, jaar, "bol", code, f"BOL {landsdeel}", dag, landsdeel=landsdeel)

    def _plan(
        self,
        rij: Cyclus,
        jaar: int,
        gremium: str,
        plek: str,
        naam: str,
        dag: datetime.date,
        **waar: Any,
    ) -> None:
        self.overleggen[jaar, gremium, plek] = cyclus.plan_overleg(
            door=self.mensen.staf,
            gremium=gremium,
            naam=naam,
            datum=dag,
            ronde=self.rondes[jaar, gremium],
            **waar,
        )

    def agendeer(
        self,
        jaar: int,
        gremium: str,
        plek: str,
        vraagstuk: Vraagstuk | None,
        soort: str,
        besluit: str,
        onderwerp: str = "",
        **meer: Any,
    ) -> Agendapunt:
        """Put a punt on the agenda of one meeting."""
        return agenda.zet_op_agenda(
            overleg_pk=self.overleggen[jaar, gremium, plek].pk,
            door=self.mensen.staf,
            soort=soort,
            onderwerp=onderwerp or (vraagstuk.titel if vraagstuk else ""),
            vraagstuk=vraagstuk,
            gevraagd_besluit=besluit,
            **meer,
        )

    def verzend(self, jaar: int, gremium: str, plek: str) -> None:
        """The provincies react, the agenda is agreed and sent."""
        overleg = self.overleggen[jaar, gremium, plek]
        self.reageer(overleg)
        dag = overleg.datum - datetime.timedelta(days=14)
        door = self.mensen.regietafel if gremium == "do" else self.mensen.staf
        agenda.stem_af(overleg_pk=overleg.pk, door=door, op=dag)
        agenda.verzend(overleg_pk=overleg.pk, door=self.mensen.staf)

    def reageer(self, overleg: Overleg) -> None:
        for provincie in overleg.provincies.all():
            agenda.reageer(
                overleg_pk=overleg.pk,
                soort="akkoord",
                reden="",
                door=self.mensen.provincie(provincie.code),
            )

    def houd(
        self,
        jaar: int,
        gremium: str,
        plek: str,
        uitkomst: dict[int, Uitkomstinvoer],
        sluit: bool = True,
    ) -> list[str]:
        """Record the outcomes by punt, close the meeting; gives what still blocks a fase."""
        overleg = self.overleggen[jaar, gremium, plek]
        blokkades: list[str] = []
        for punt_pk, invoer in uitkomst.items():
            vast = uitkomsten.leg_vast(
                punt_pk=punt_pk, invoer=invoer, door=self.mensen.staf, op=overleg.datum
            )
            blokkades += [b.zin for b in vast.blokkades]
        if sluit:
            uitkomsten.sluit(overleg_pk=overleg.pk, door=self.mensen.staf)
        if sluit and jaar == 2026 and gremium != "bol":
            reden = f"De deelnemers zijn akkoord met het verslag. {DEMO}"
            uitkomsten.stel_vast(overleg_pk=overleg.pk, reden=reden, door=self.mensen.staf)
        return blokkades

    def houd_snelle_tafel(
        self, dag: datetime.date, vraagstuk: Vraagstuk, advies: Uitkomstinvoer
    ) -> None:
        """A table outside the cyclus, which advises how to go on (SNE-2)."""
        naam = f"Snelle tafel {vraagstuk.gebied}"
        self.overleggen[dag.year, "snelle_tafel", naam] = cyclus.plan_overleg(
            door=self.mensen.staf,
            gremium="snelle_tafel",
            naam=naam,
            datum=dag,
            provincies=list(vraagstuk.provincies.all()),
        )
        plek = (dag.year, "snelle_tafel", naam)
        punt = self.agendeer(*plek, vraagstuk, "ter_advisering", "Adviseren over het vervolg")
        agenda.verzend(overleg_pk=punt.overleg_id, door=self.mensen.staf)
        self.houd(*plek, {punt.pk: advies})

    def hele_ronde(self, jaar: int, gremium: str, plekken: Sequence[str]) -> None:
        """Close the meetings of a ronde that had nothing of a vraagstuk on the agenda."""
        for plek in plekken:
            punt = self.agendeer(
                jaar, gremium, plek, None, "ter_informatie", "", onderwerp="Stand van de cyclus"
            )
            self.verzend(jaar, gremium, plek)
            self.houd(jaar, gremium, plek, {punt.pk: Uitkomstinvoer(soort="kennisgenomen")})
