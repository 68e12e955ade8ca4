"""Who gets what at the addresses of the BOL-afsprakenlijst; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
governance:lijst
  pk=rij.ronde
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  405
  pk=0
    GET   404
    POST  405
governance:lijst-regels
  pk=rij.ronde
    GET   302 200 200 200 200 200 200 200 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
governance:lijstregel-nieuw
  pk=rij.ronde
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0
    GET   302 403 403 403 403 403 403 403 404 403 403 403
    POST  403 403 403 403 403 403 403 403 404 403 403 403
governance:lijst-bevriezen
  pk=rij.ronde
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0
    GET   302 403 403 403 403 403 403 403 404 403 403 403
    POST  403 403 403 403 403 403 403 403 404 403 403 403
governance:lijst-exporteren
  pk=rij.ronde formaat=odt
    GET   405
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0 formaat=odt
    GET   405
    POST  403 403 403 403 403 403 403 403 404 403 403 403
governance:kamerbrief
  pk=rij.bevroren_ronde
    GET   302 403 403 403 403 403 403 403 200 403 403 403
    POST  403 403 403 403 403 403 403 403 302 403 403 403
  pk=0
    GET   302 403 403 403 403 403 403 403 404 403 403 403
    POST  403 403 403 403 403 403 403 403 404 403 403 403
governance:lijstregel-wijzigen
  pk=G.rij.lijstregel
    GET   302 403 403 403 403 403 403 404 200 404 404 404
    POST  403 403 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:lijstregel-verplaats
  pk=G.rij.lijstregel
    GET   405
    POST  403 403 403 403 403 403 403 404 30= 404 404 404
  pk=0
    GET   405
    POST  404
governance:lijstregel-weghalen
  pk=G.rij.lijstregel
    GET   302 403 403 403 403 403 403 404 200 404 404 404
    POST  403 403 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:lijstregel-bezwaar
  pk=G.rij.landelijke_regel
    GET   302 403 403 403 403 403 403 404 200 404 404 404
    POST  403 403 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:regelbezwaar-oplossen
  pk=G.rij.regelbezwaar
    GET   302 403 403 403 403 403 403 404 200 404 404 404
    POST  403 403 403 403 403 403 403 404 302 404 404 404
  pk=0
    GET   404
    POST  404
governance:lijstonderwerp-verplaats
  pk=G.rij.lijstonderwerp
    GET   405
    POST  403 403 403 403 403 403 403 404 30= 404 404 404
  pk=0
    GET   405
    POST  404
"""
