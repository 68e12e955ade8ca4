"""Who gets what at the addresses of monitoring; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
monitoring:overzicht
    GET   200
    POST  405
monitoring:arrangement
  pk=G.arrangement.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.arrangement.gepubliceerd
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
monitoring:afspraak
  pk=G.afspraak.vastgesteld
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.afspraak.gepubliceerd
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
monitoring:licht-bijstellen
  pk=G.afspraak.vastgesteld
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
monitoring:ronde-nieuw
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 200 403 403 403
monitoring:ronde
  pk=rij.monitorronde
    GET   302 200 200 200 200 200 200 200 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
monitoring:ronde-verzetten
  pk=rij.monitorronde
    GET   302 403 403 403 403 403 403 403 200 403 403 404
    POST  403 403 403 403 403 403 403 403 302 403 403 404
  pk=0
    GET   404
    POST  404
monitoring:ronde-sluiten
  pk=rij.monitorronde
    GET   302 403 403 403 403 403 403 403 200 403 403 404
    POST  403 403 403 403 403 403 403 403 302 403 403 404
  pk=0
    GET   404
    POST  404
monitoring:voortgang-melden
  pk=G.rij.voortgang
    GET   302 404 404 404 404 404 200 404 404 404 404 404
    POST  403 404 404 404 404 404 302 404 404 404 404 404
  pk=G.rij.voortgang_rijk
    GET   302 200 200 200 200 200 200 404 200 404 404 404
    POST  403 403 403 403 200 403 403 404 403 404 404 404
  pk=0
    GET   404
    POST  404
monitoring:vraag-stellen
  pk=G.rij.voortgang_rijk
    GET   302 200 403 403 403 403 403 404 200 404 404 404
    POST  403 302 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
monitoring:buiten
    GET   200
    POST  405
monitoring:inlezen
    GET   302 200 200 403 403 403 403 403 200 403 403 403
    POST  403 302 302 403 403 403 403 403 302 403 403 403
monitoring:inlezen-voorbeeld
  pk=rij.monitor
    GET   302 200 404 403 403 403 403 403 404 403 403 403
    POST  403 302 404 403 403 403 403 403 404 403 403 403
  pk=0
    GET   302 404 404 403 403 403 403 403 404 403 403 403
    POST  403 404 404 403 403 403 403 403 404 403 403 403
"""
