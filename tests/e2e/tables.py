"""The middle of the line: oordeelsvorming, the interdepartmental step, and the tables."""

from __future__ import annotations

from tests.e2e.toneel import (
    ACCOUNTHOUDER,
    GELDERLAND,
    IENW,
    LVVN,
    REGIETAFEL,
    STAF,
    Toneel,
)

STAAT_IN_DE_WEG = (
    "De aanpak is niet compleet",
    "Het is niet duidelijk of een bestuurlijke keuze nodig is",
    "minstens twee oplossingsrichtingen nodig; nu 0",
    "geen voorkeursrichting",
    "Het mandaat ontbreekt van: IenW, LVVN",
    "De Rijksinzet is nog niet afgestemd",
    "Het DO van Gelderland heeft nog geen uitkomst",
)
RICHTINGEN = ("Bouwen op de hoge oever", "Een nevengeul met woningen erlangs")


def werk_richtingen_uit(toneel: Toneel) -> None:
    """The aanpak, two richtingen with their weighing, and a preferred one (VRA-11, VRA-12).

    Everything that keeps it here stands there at once, and each link leads to where it is mended.
    """
    accounthouder = toneel.van(ACCOUNTHOUDER)
    vraagstuk = toneel.plek["vraagstuk"]
    accounthouder.ga(vraagstuk)
    # The next fase first; below it what a besluit of the DO itself would ask.
    zinnen = [zin for zin, _ in accounthouder.blokkades()][: len(STAAT_IN_DE_WEG)]
    for woord, zin in zip(STAAT_IN_DE_WEG, zinnen, strict=True):
        assert woord in zin, (woord, zin)
    accounthouder.volg_alle(vraagstuk)
    accounthouder.volg(vraagstuk, "De aanpak is niet compleet")
    accounthouder.bewaar(
        aanpak="Samen ontwerpen en dan kiezen.",
        tempo="Binnen deze cyclus.",
        fasering="Eerst het beeld, dan de richtingen, dan het besluit.",
        rolverdeling="Rijk en provincie trekken samen op.",
        benodigde_besluitvorming="Een keuze tussen de richtingen.",
        monitoring_wijze="In de gezamenlijke monitor.",
    )
    accounthouder.volg(vraagstuk, "of een bestuurlijke keuze nodig is")
    accounthouder.bewaar(bestuurlijke_keuze_nodig="Ja")
    for nummer, titel in enumerate(RICHTINGEN, start=1):
        accounthouder.volg(vraagstuk, "oplossingsrichtingen nodig")
        accounthouder.klik("Richting toevoegen")
        accounthouder.bewaar(
            titel=titel,
            beschrijving="Zo passen wonen en water allebei.",
            voor="Wentelt weinig af.",
            nadelen="Kost tijd.",
            implicaties_ruimtelijk="Vraagt een wijziging van de omgevingsvisie.",
            implicaties_bestuurlijk="Vraagt een gezamenlijk besluit.",
            implicaties_juridisch="Past binnen de Omgevingswet.",
            uitvoerbaarheid="Uitvoerbaar met de huidige capaciteit.",
        )
        accounthouder.ga(vraagstuk + "richtingen/")
        accounthouder.klik(f"Wegen van {nummer}. {titel}")
        accounthouder.vul_elk("score_", "1")
        accounthouder.vul_elk("motivatie_", "Gewogen met beide kanten aan tafel.")
        accounthouder.bewaar()
    accounthouder.volg(vraagstuk, "geen voorkeursrichting")
    accounthouder.klik("Voorkeursrichting kiezen")
    accounthouder.bewaar(
        voorkeursrichting=f"1. {RICHTINGEN[0]}",
        voorkeur_reden="Deze richting wentelt het minst af.",
    )


def stem_rijk_af(toneel: Toneel) -> None:
    """Each department its mandaat, and then one text for the whole Rijk (BES-5, BES-7)."""
    vraagstuk = toneel.plek["vraagstuk"]
    inzet = vraagstuk + "rijksinzet/"
    for naam in (LVVN, IENW):
        departement = toneel.van(naam)
        departement.volg(vraagstuk, "Het mandaat ontbreekt van")
        departement.klik("Mandaat geven")
        departement.bewaar(ruimte="Ruimte om in te stemmen met de voorkeursrichting.")
    staf = toneel.van(STAF)
    staf.volg(vraagstuk, "De Rijksinzet is nog niet afgestemd")
    staf.klik("Rijksinzet schrijven")
    staf.bewaar(tekst="Het Rijk kiest voor een richting die niet afwentelt.")
    for naam in (LVVN, IENW):
        departement = toneel.van(naam)
        departement.ga(inzet)
        departement.klik("Akkoord geven")
        departement.ziet("Uw akkoord is vastgelegd.")
    provincie = toneel.van(GELDERLAND)
    provincie.ga(inzet)
    provincie.ziet_niet("een richting die niet afwentelt")
    provincie.ga(toneel.plek["vraagstuk"])
    provincie.ziet_niet("Mandaat")
    staf.ga(vraagstuk)
    assert "Het DO van Gelderland heeft nog geen uitkomst" in staf.blokkades()[0][0]


def plan_cyclus(toneel: Toneel) -> None:
    """The cyclus with its rondes and meetings; all on one day, which is only warned of (OVL-2)."""
    staf = toneel.van(STAF)
    jaar = toneel.jaar
    staf.ga("/cyclus/nieuw/")
    staf.bewaar(jaar=str(jaar), label=f"Cyclus {jaar}")
    cyclus = staf.pad
    for gremium, naam, waar in (
        ("DO NOVEX", "DO NOVEX Gelderland", {"provincies": ["Gelderland"]}),
        ("GP-DG", "GP-DG Gelderland", {"provincies": ["Gelderland"]}),
        ("BOL", "BOL Oost", {"landsdeel": "Oost"}),
    ):
        ronde = f"{gremium}-ronde {jaar}"
        staf.ga(cyclus)
        staf.klik("Nieuwe ronde")
        staf.bewaar(gremium=gremium, label=ronde)
        staf.klik(f"Overleg plannen in {ronde}")
        toneel.plek[f"ronde {gremium}"] = staf.pad.removesuffix("overleg/")
        staf.bewaar(naam=naam, datum=toneel.dag, **waar)
        toneel.plek[gremium] = staf.pad


def houd_do(toneel: Toneel) -> None:
    """The DO gives one advice; that outcome alone brings it to besluitvorming (VRA-5, BES-4)."""
    zet_op_agenda(toneel, "DO NOVEX", "ter_advisering", "Adviseren over de voorkeursrichting.")
    reageer(toneel, "DO NOVEX")
    stem_af(toneel, "DO NOVEX", REGIETAFEL)
    verzend(toneel, "DO NOVEX")
    provincie = toneel.van(GELDERLAND)
    provincie.ga(toneel.plek["vraagstuk"] + "rijksinzet/")
    provincie.ziet("een richting die niet afwentelt")  # released with the papers (BES-7)
    leg_vast(toneel, "DO NOVEX", soort="advies", tekst="Het DO adviseert de voorkeursrichting.")
    sluit(toneel, "DO NOVEX")
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["vraagstuk"])
    assert staf.fase() == "Besluitvorming"


def weiger_besluit_in_gpdg(toneel: Toneel) -> None:
    """A GP-DG never decides: not offered, and refused when the page is tampered with (OVL-1)."""
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["GP-DG"] + "agenda/")
    staf.klik("Op de agenda zetten", exact=False)
    assert staf.keuzes("soort") == ["ter_informatie", "ter_bespreking", "ter_advisering"]
    staf.page.locator("[name=soort]").last.evaluate("veld => veld.value = 'ter_besluitvorming'")
    staf.dien_in(soort="ter_besluitvorming", gevraagd_besluit="Kiezen voor de voorkeursrichting.")
    (zin,) = staf.fouten()
    assert "Deze keuze kan niet bij soort" in zin
    staf.ga(toneel.plek["GP-DG"] + "agenda/")
    staf.ziet("De agenda is nog leeg.")


def houd_gpdg(toneel: Toneel) -> None:
    """The GP-DG advises; the vraagstuk stays where it is (OVL-1, BES-10)."""
    zet_op_agenda(toneel, "GP-DG", "ter_advisering", "Adviseren over de voorkeursrichting.")
    reageer(toneel, "GP-DG")
    stem_af(toneel, "GP-DG", STAF)
    verzend(toneel, "GP-DG")
    leg_vast(toneel, "GP-DG", soort="advies", tekst="Het GP-DG adviseert positief.")
    sluit(toneel, "GP-DG")
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["vraagstuk"])
    assert staf.fase() == "Besluitvorming"


def zet_op_agenda(toneel: Toneel, tafel: str, soort: str, besluit: str) -> None:
    """From the candidates on the left of the agenda (AGE-1)."""
    staf = toneel.van(STAF)
    staf.ga(toneel.plek[tafel] + "agenda/")
    staf.klik("Op de agenda zetten", exact=False)
    staf.bewaar(soort=soort, gevraagd_besluit=besluit)
    staf.ziet("Het punt staat op de agenda.")


def reageer(toneel: Toneel, tafel: str, naam: str = GELDERLAND) -> None:
    provincie = toneel.van(naam)
    provincie.ga(toneel.plek[tafel] + "agenda/")
    provincie.klik("Reageren op de agenda")
    provincie.bewaar(soort="akkoord")


def stem_af(toneel: Toneel, tafel: str, wie: str) -> None:
    scherm = toneel.van(wie)
    scherm.ga(toneel.plek[tafel] + "agenda/")
    scherm.klik("Agenda afstemmen")
    scherm.ziet("De agenda is afgestemd.")


def verzend(toneel: Toneel, tafel: str) -> None:
    staf = toneel.van(STAF)
    staf.ga(toneel.plek[tafel] + "agenda/")
    staf.klik("Agenda verzenden")
    staf.ziet("De agenda is verzonden als versie 1.")


def leg_vast(toneel: Toneel, tafel: str, **uitkomst: str) -> None:
    staf = toneel.van(STAF)
    staf.ga(toneel.plek[tafel] + "uitkomsten/")
    staf.klik("Uitkomst vastleggen", exact=False, eerste=True)
    staf.bewaar(**uitkomst)
    staf.ziet("De uitkomst is vastgelegd.")


def sluit(toneel: Toneel, tafel: str) -> None:
    staf = toneel.van(STAF)
    staf.ga(toneel.plek[tafel] + "uitkomsten/")
    staf.klik("Overleg sluiten")
    staf.ziet("Het overleg is gesloten.")
