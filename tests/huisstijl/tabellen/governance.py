"""Who gets what at the addresses of governance; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
governance:cyclus
    GET   200
    POST  405
governance:cyclus-nieuw
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
governance:cyclus-jaar
  jaar=2027
    GET   200
    POST  405
  jaar=1999
    GET   404
    POST  405
governance:ronde-nieuw
  pk=rij.cyclus
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0
    GET   302 403 403 403 403 403 403 403 404 403 403 403
    POST  403 403 403 403 403 403 403 403 404 403 403 403
governance:overleg-nieuw
  pk=rij.ronde
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0
    GET   404
    POST  404
governance:ander-overleg-nieuw
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
governance:overleg-detail
  pk=G.overleg.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.overleg.verzonden
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.overleg.regietafel
    GET   302 200 200 200 200 200 404 404 200 200 404 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:overleg-verplaatsen
  pk=G.overleg.concept
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:overleg-afgelasten
  pk=G.overleg.vervalt
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:uitkomsten
  pk=G.overleg.gehouden
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.overleg.concept
    GET   302 200 200 200 200 200 200 404 200 403 403 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:overleg-sluiten
  pk=G.overleg.te_sluiten
    GET   405
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   405
    POST  404
governance:overleg-vaststellen
  pk=G.overleg.gehouden
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:agenda
  pk=G.overleg.concept
    GET   302 200 200 200 200 200 200 404 200 403 403 404
    POST  405
  pk=G.overleg.verzonden
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.overleg.regietafel
    GET   302 200 200 200 200 200 404 404 200 403 404 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:agenda-reageren
  pk=G.overleg.concept
    GET   302 403 403 403 403 403 200 404 403 403 403 404
    POST  403 403 403 403 403 403 302 404 403 403 403 404
  pk=0
    GET   404
    POST  404
governance:agenda-termijn
  pk=G.overleg.later
    GET   302 200 403 200 403 403 403 404 200 403 403 404
    POST  403 302 403 302 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:agenda-afstemmen
  pk=G.overleg.gereageerd
    GET   405
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=0
    GET   405
    POST  404
governance:agenda-openen
  pk=G.overleg.afgestemd
    GET   302 200 403 200 403 403 403 404 200 403 403 404
    POST  403 302 403 302 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:agenda-verzenden
  pk=G.overleg.afgestemd
    GET   405
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   405
    POST  404
governance:agenda-verzonden
  pk=G.overleg.verzonden
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:agenda-versie
  pk=G.overleg.verzonden versie=1
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=0 versie=1
    GET   404
    POST  405
governance:agendapunt-nieuw
  pk=G.overleg.concept
    GET   302 200 200 200 200 200 200 404 200 403 403 404
    POST  403 302 302 302 302 302 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:agendapunt-wijzigen
  pk=G.punt.concept
    GET   302 200 200 200 403 403 403 404 200 404 404 404
    POST  403 302 302 302 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:agendapunt-verplaats
  pk=G.punt.tweede
    GET   405
    POST  403 302 403 302 403 403 403 404 302 404 404 404
  pk=0
    GET   405
    POST  404
governance:agendapunt-afvoeren
  pk=G.punt.concept
    GET   302 200 403 200 403 403 403 404 200 404 404 404
    POST  403 302 403 302 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:stuk-nieuw
  pk=G.punt.concept
    GET   302 200 200 200 403 403 403 404 200 404 404 404
    POST  403 302 302 302 403 403 403 404 302 404 404 404
  pk=G.punt.verzonden
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:stuk
  pk=G.rij.stuk_verzonden
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.rij.stuk_rijk
    GET   302 200 200 200 200 200 404 404 200 200 404 404
    POST  405
  pk=G.rij.stuk
    GET   302 200 200 200 200 200 200 404 200 404 404 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:stuk-weghalen
  pk=G.rij.stuk
    GET   405
    POST  403 302 302 302 403 403 403 404 302 404 404 404
  pk=0
    GET   405
    POST  404
governance:erratum
  pk=G.punt.verzonden
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:annotatie-nieuw
  pk=G.punt.concept
    GET   302 200 200 200 200 200 403 404 200 404 404 404
    POST  403 302 302 302 302 302 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:afwijking-nieuw
  pk=G.punt.concept
    GET   302 403 403 403 403 403 403 404 200 404 404 404
    POST  403 403 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:uitkomst-vastleggen
  pk=G.punt.verzonden
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:uitkomst-opnieuw
  pk=G.punt.geschil
    GET   405
    POST  403 403 403 403 403 403 403 404 30= 403 403 404
  pk=0
    GET   405
    POST  404
governance:verschil-nieuw
  pk=G.punt.geschil
    GET   302 200 403 403 200 403 200 404 200 403 403 404
    POST  403 302 403 403 302 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:verschil-vrijgeven
  pk=G.rij.standpunt
    GET   405
    POST  403 403 403 403 302 403 404 404 403 403 404 404
  pk=0
    GET   405
    POST  404
governance:escalatie
  pk=G.punt.geschil
    GET   302 200 403 403 200 403 200 404 200 403 403 404
    POST  403 302 403 403 302 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
governance:agendering
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
governance:mandaten
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 403 404 200 200 403 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
governance:mandaat-geven
  pk=G.vraagstuk.geschil
    GET   302 403 200 200 200 200 403 404 403 403 403 404
    POST  403 403 200 200 302 200 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
governance:rijksinzet
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
governance:rijksinzet-nieuw
  pk=G.vraagstuk.oordeel
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
governance:rijksinzet-akkoord
  pk=G.rij.inzet
    GET   405
    POST  403 403 30= 30= 30= 30= 404 404 403 403 404 404
  pk=0
    GET   405
    POST  404
governance:rijksinzet-vrijgeven
  pk=G.rij.inzet_akkoord
    GET   405
    POST  403 403 403 403 403 403 404 404 30= 403 404 404
  pk=0
    GET   405
    POST  404
governance:verschillen
  pk=G.vraagstuk.geschil
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
"""
