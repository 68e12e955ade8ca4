"""Who gets what at the addresses of the kernel; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
account_login
    GET   200 302 302 302 302 302 302 302 302 302 302 302
    POST  200 30= 30= 30= 30= 30= 30= 30= 30= 30= 30= 30=
account_logout
    GET   200
    POST  302 30= 30= 30= 30= 30= 30= 30= 30= 30= 30= 30=
taak-lijst
    GET   200
    POST  405
taak-detail
  pk=rij.taak
    GET   302 200 404 404 404 404 404 404 404 404 404 404
    POST  405
  pk=0
    GET   404
    POST  405
taak-opnieuw
  pk=rij.taak
    GET   405
    POST  403 30= 404 404 404 404 404 404 404 404 404 404
  pk=0
    GET   405
    POST  404
taak-bestand
  pk=rij.taak
    GET   404
    POST  405
  pk=0
    GET   404
    POST  405
toegankelijkheid
    GET   200 200 200 200 200 200 200 200 200 200 200 200
    POST  405 405 405 405 405 405 405 405 405 405 405 405
privacy
    GET   200 200 200 200 200 200 200 200 200 200 200 200
    POST  405 405 405 405 405 405 405 405 405 405 405 405
gezond
    GET   200 200 200 200 200 200 200 200 200 200 200 200
    POST  405 405 405 405 405 405 405 405 405 405 405 405
security-txt
    GET   200 200 200 200 200 200 200 200 200 200 200 200
    POST  405 405 405 405 405 405 405 405 405 405 405 405
start
    GET   200
    POST  405
"""
