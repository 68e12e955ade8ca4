"""Reading tables that people upload: CSV and XLSX in, a preview, then everything at once (TRI-7).

An app adds a kind of table with three things:

1. ``<app>/inlezen.py`` with a subclass of ``Inlezer``::

       class AfspraakInlezer(Inlezer[Afspraak]):
           soort = "afspraken"
           opschrift = "Afspraken importeren"
           recht = "arrangementen.importeren"
           urlnaam = "arrangementen:inlezen"
           boven = (("Afspraken", "arrangementen:afspraak-lijst"),)
           herkend_aan = "bron en tekst van de afspraak"
           kolommen = (Kolom("bron_url", "Bron", verplicht=True), Kolom("jaar", "Jaar"), ...)

           def lees_jaar(self, tekst): ...      # text -> value, or ValidationError (optional)
           def sleutel(self, waarden): ...      # bron_sleutel(waarden["bron_url"], ...)
           def bestaande(self, sleutels): ...   # {sleutel: row that is there already}
           def huidig(self, bestaand): ...      # its values, named as the kolommen
           def bewaar(self, waarden, bestaand): ...  # one service call; ``self.door`` acts
           def bron(self, waarden): ...         # with van_bron: knows a row again of which one
           def van_bron(self, rijen): ...       # cell of the key changed (optional)

2. in ``<app>/urls.py``: ``path("afspraken/inlezen/", include(inlees_urls(AfspraakInlezer)))``
   with ``from novex.views.inlezen import inlees_urls``;
3. a link to ``urlnaam`` for who has the right.

An empty cell becomes ``""`` (or what ``lees_<kolom>`` makes of it; that is not called for an
empty cell) and a column that is not in the file is not in ``waarden``, so that an update leaves
it alone. The rest is here: limits, encodings, errors per cell, doubles, difference,
confirmation that checks again.
"""

from .inlezer import Inlezer, Kolom, bron_sleutel

__all__ = ["Inlezer", "Kolom", "bron_sleutel"]
