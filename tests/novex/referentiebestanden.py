"""Data files that a test may change."""


def herschrijf(map_, bestand, oud, nieuw, versie=2):
    """Change one piece of a data file and give the file this version."""
    pad = map_ / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert tekst.count(oud) == 1
    tekst = tekst.replace(oud, nieuw).replace("versie = 1\n", f"versie = {versie}\n", 1)
    pad.write_text(tekst, encoding="utf-8")


def voeg_toe(map_, bestand, rij):
    pad = map_ / bestand
    pad.write_text(pad.read_text(encoding="utf-8") + rij, encoding="utf-8")


def van(verslagen, tabel):
    return next(verslag for verslag in verslagen if verslag.tabel == tabel)
