"""Who gets what at the addresses of dossiers; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
dossiers:signaal-lijst
    GET   200
    POST  405
dossiers:signaal-nieuw
    GET   302 200 200 403 200 200 200 200 200 403 403 403
    POST  403 302 302 403 302 302 302 302 302 403 403 403
dossiers:signaal-detail
  pk=G.signaal.concept
    GET   302 404 404 404 404 404 200 404 404 404 404 404
    POST  405
  pk=G.signaal.concept_rijk
    GET   302 200 200 200 404 404 404 404 200 404 404 404
    POST  405
  pk=G.signaal.ingediend
    GET   302 200 200 200 200 200 200 404 200 404 404 404
    POST  405
  pk=G.signaal.ingediend_rijk
    GET   302 200 200 200 200 200 404 404 200 404 404 404
    POST  405
  pk=X.signaal.concept
    GET   404
    POST  405
dossiers:signaal-wijzigen
  pk=G.signaal.concept
    GET   302 404 404 404 404 404 200 404 404 404 404 404
    POST  403 404 404 404 404 404 302 404 404 404 404 404
  pk=G.signaal.concept_rijk
    GET   302 200 200 403 404 404 404 404 200 404 404 404
    POST  403 302 302 403 404 404 404 404 302 404 404 404
  pk=G.signaal.ingediend
    GET   302 403 403 403 403 403 403 404 403 404 404 404
    POST  403 403 403 403 403 403 403 404 403 404 404 404
  pk=X.signaal.concept
    GET   404
    POST  404
dossiers:signaal-indienen
  pk=G.signaal.concept
    GET   405
    POST  403 404 404 404 404 404 302 404 404 404 404 404
  pk=X.signaal.concept
    GET   405
    POST  404
dossiers:signaal-check
  pk=G.signaal.ingediend
    GET   302 200 403 403 403 403 403 404 403 404 404 404
    POST  403 302 403 403 403 403 403 404 403 404 404 404
  pk=G.signaal.ingediend_rijk
    GET   302 200 403 403 403 403 404 404 403 404 404 404
    POST  403 302 403 403 403 403 404 404 403 404 404 404
  pk=X.signaal.concept
    GET   404
    POST  404
dossiers:signaal-beantwoorden
  pk=G.signaal.ingediend
    GET   302 200 403 403 403 403 403 404 403 404 404 404
    POST  403 302 403 403 403 403 403 404 403 404 404 404
  pk=X.signaal.concept
    GET   404
    POST  404
dossiers:signaal-print
  pk=G.signaal.ingediend
    GET   302 200 200 200 200 200 200 404 200 404 404 404
    POST  405
  pk=X.signaal.concept
    GET   404
    POST  405
dossiers:vraagstuk-lijst
    GET   200
    POST  405
dossiers:inlezen
    GET   302 200 200 403 403 403 403 403 403 403 403 403
    POST  403 302 302 403 403 403 403 403 403 403 403 403
dossiers:inlezen-voorbeeld
  pk=rij.vraagstukken
    GET   302 200 404 403 403 403 403 403 403 403 403 403
    POST  403 302 404 403 403 403 403 403 403 403 403 403
  pk=0
    GET   302 404 404 403 403 403 403 403 403 403 403 403
    POST  403 404 404 403 403 403 403 403 403 403 403 403
dossiers:vraagstuk-nieuw
    GET   302 200 200 403 200 200 200 200 403 403 403 403
    POST  403 302 302 403 302 302 302 302 403 403 403 403
dossiers:vraagstuk-detail
  pk=G.vraagstuk.beeld
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.vraagstuk.concept
    GET   302 200 200 200 200 200 404 404 200 200 404 404
    POST  405
  pk=G.vraagstuk.concept_regio
    GET   302 404 404 404 404 404 200 404 404 404 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
dossiers:vraagstuk-wijzigen
  pk=G.vraagstuk.beeld
    GET   302 200 403 403 403 403 200 404 403 403 403 404
    POST  403 302 403 403 403 403 302 404 403 403 403 404
  pk=G.vraagstuk.concept
    GET   302 200 200 403 403 403 404 404 403 403 404 404
    POST  403 302 302 403 403 403 404 404 403 403 404 404
  pk=G.vraagstuk.concept_regio
    GET   302 404 404 404 404 404 200 404 404 404 403 404
    POST  403 404 404 404 404 404 302 404 404 404 403 404
  pk=G.vraagstuk.opvolging
    GET   302 302 403 403 403 403 302 404 403 403 403 404
    POST  403 30= 403 403 403 403 30= 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:vraagstuk-beeld
  pk=G.vraagstuk.beeld
    GET   302 200 403 403 403 403 200 404 403 403 403 404
    POST  403 302 403 403 403 403 302 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:vraagstuk-planning
  pk=G.vraagstuk.beeld
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:vraagstuk-aanpak
  pk=G.vraagstuk.oordeel
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=G.vraagstuk.beeld
    GET   302 200 403 403 403 403 200 404 403 403 403 404
    POST  403 302 403 403 403 403 302 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:notitie-nieuw
  pk=G.vraagstuk.beeld
    GET   302 200 200 200 200 200 200 404 200 403 403 404
    POST  403 302 302 302 302 302 302 404 302 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:vraagstuk-richtingen
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
dossiers:richting-nieuw
  pk=G.vraagstuk.oordeel
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:voorkeur
  pk=G.vraagstuk.oordeel
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:aanpak-print
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
dossiers:richting-wijzigen
  pk=G.rij.tweede_richting
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=X.rij.richting
    GET   404
    POST  404
dossiers:weging
  pk=G.rij.richting
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=X.rij.richting
    GET   404
    POST  404
dossiers:vraagstuk-teksten
  pk=G.vraagstuk.beeld
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
dossiers:teksten-gezien
  pk=G.vraagstuk.beeld
    GET   405
    POST  403 30= 403 403 403 403 302 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   405
    POST  404
dossiers:tekst-reageren
  pk=G.rij.wijziging
    GET   302 403 403 403 403 403 200 404 403 403 403 404
    POST  403 403 403 403 403 403 302 404 403 403 403 404
  pk=G.rij.wijziging_provincie
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=X.rij.wijziging
    GET   404
    POST  404
dossiers:bezwaar-beantwoorden
  pk=G.rij.bezwaar
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=0
    GET   404
    POST  404
dossiers:vraagstuk-openen
  pk=G.vraagstuk.concept
    GET   302 200 403 403 403 403 404 404 403 403 404 404
    POST  403 302 403 403 403 403 404 404 403 403 404 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:vraagstuk-aanbieden
  pk=G.vraagstuk.concept_regio
    GET   405
    POST  403 404 404 404 404 404 302 404 404 404 403 404
  pk=X.vraagstuk.concept
    GET   405
    POST  404
dossiers:vraagstuk-overgang
  pk=G.vraagstuk.besloten naam=zet_door
    GET   302 403 403 200 403 403 403 404 403 403 403 404
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.beeld naam=beeindig
    GET   302 403 403 200 403 403 403 404 403 403 403 404
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.opvolging naam=beeindig
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=G.vraagstuk.opvolging naam=beleg_elders
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=G.vraagstuk.terug_te_leggen naam=leg_terug
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.terug_te_keren naam=keer_terug_naar_beeldvorming
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.elders naam=heropen
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.geen_keuze naam=heropen
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.beeindigd naam=heropen
    GET   302 403 403 200 403 403 403 404 403 403 403 404
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.teruggelegd naam=heropen
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.oordeel naam=naar_besluitvorming
    GET   404
    POST  404
  pk=G.vraagstuk.beeld naam=bestaat-niet
    GET   404
    POST  404
  pk=X.vraagstuk.concept naam=open
    GET   404
    POST  404
dossiers:vraagstuk-doorbreek
  pk=G.vraagstuk.opvolging naam=leg_terug
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=X.vraagstuk.concept naam=open
    GET   404
    POST  404
dossiers:vraagstuk-instemmen
  pk=G.vraagstuk.opvolging handeling=leg_terug
    GET   302 403 403 403 403 403 200 404 403 403 403 404
    POST  403 403 403 403 403 403 302 404 403 403 403 404
  pk=G.vraagstuk.oordeel handeling=keer_terug_naar_beeldvorming
    GET   302 403 403 200 403 403 403 404 403 403 403 404
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept handeling=leg_terug
    GET   404
    POST  404
dossiers:gesloten-laten
  pk=G.vraagstuk.met_signaal
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:instemming-vragen
  pk=G.vraagstuk.opvolging handeling=leg_terug
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=G.vraagstuk.oordeel handeling=keer_terug_naar_beeldvorming
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept handeling=leg_terug
    GET   404
    POST  404
dossiers:feit-herbevestigen
  pk=G.vraagstuk.herhaald feit_pk=G.rij.feit
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=X.vraagstuk.concept feit_pk=X.rij.feit
    GET   404
    POST  404
dossiers:belegging-beantwoorden
  pk=G.rij.belegging
    GET   302 403 403 403 200 403 403 404 403 403 403 404
    POST  403 403 403 403 302 403 403 404 403 403 403 404
  pk=0
    GET   404
    POST  404
dossiers:triage
  pk=G.vraagstuk.geadviseerd
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
dossiers:triage-advies
  pk=G.vraagstuk.beeld
    GET   302 200 403 403 403 403 403 404 403 403 403 404
    POST  403 302 403 403 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:triage-zienswijze
  pk=G.vraagstuk.geadviseerd
    GET   302 200 200 403 200 200 403 404 403 403 403 404
    POST  403 302 302 403 302 302 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:triage-besluit
  pk=G.vraagstuk.geadviseerd
    GET   302 403 403 200 403 403 403 404 403 403 403 404
    POST  403 403 403 302 403 403 403 404 403 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
dossiers:triage-herbevestigen
  pk=G.vraagstuk.herhaald besluit_pk=G.rij.triagebesluit
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=X.vraagstuk.concept besluit_pk=0
    GET   404
    POST  404
"""
