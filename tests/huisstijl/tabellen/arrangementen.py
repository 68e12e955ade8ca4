"""Who gets what at the addresses of arrangementen; columns as in ``KOLOMMEN``."""

TABEL = """
#         ano AHg AHd RTl EXl EXi PRg PRd STf BRr BRp BHr
arrangementen:afspraak-lijst
    GET   200
    POST  405
arrangementen:inlezen
    GET   302 200 200 403 403 403 403 403 200 403 403 403
    POST  403 302 302 403 403 403 403 403 302 403 403 403
arrangementen:inlezen-voorbeeld
  pk=rij.afspraken
    GET   302 200 404 403 403 403 403 403 404 403 403 403
    POST  403 302 404 403 403 403 403 403 404 403 403 403
  pk=0
    GET   302 404 404 403 403 403 403 403 404 403 403 403
    POST  403 404 404 403 403 403 403 403 404 403 403 403
arrangementen:afspraak-detail
  pk=G.afspraak.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.afspraak.vastgesteld
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.afspraak.gepubliceerd
    GET   302 200 200 200 200 200 200 200 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
arrangementen:afspraak-wijzigen
  pk=G.afspraak.concept
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=G.afspraak.vastgesteld
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 200 200 403 403 403 200 404 200 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-smart
  pk=G.afspraak.concept
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:woordkeuze
  pk=G.afspraak.concept
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-versie
  pk=G.afspraak.vastgesteld
    GET   302 200 200 403 200 200 200 404 200 403 403 404
    POST  403 302 302 403 302 302 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:actie-nieuw
  pk=G.afspraak.concept
    GET   302 200 200 403 200 200 200 404 200 403 403 404
    POST  403 302 302 403 302 302 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:akkoord-geven
  pk=G.afspraak.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  403 403 403 403 302 403 302 404 403 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:geld
  pk=G.afspraak.concept
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:landing
  pk=G.afspraak.zonder_landing
    GET   302 200 200 403 200 403 200 404 403 403 403 404
    POST  403 302 302 403 302 403 302 404 403 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:landing-aanvaarden
  pk=G.afspraak.concept
    GET   302 403 403 403 403 403 200 404 403 403 403 404
    POST  403 403 403 403 403 403 302 404 403 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:landing-geland
  pk=G.afspraak.vastgesteld
    GET   302 200 403 403 200 403 200 404 403 403 403 404
    POST  403 302 403 403 302 403 302 404 403 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-afstemmen
  pk=G.afspraak.rijp
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-heropenen
  pk=G.afspraak.afgestemd
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-vaststellen
  pk=G.afspraak.besloten
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-vervallen
  pk=G.afspraak.concept
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=G.afspraak.vastgesteld
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-op-lijst
  pk=G.afspraak.afgestemd
    GET   302 200 403 403 403 403 403 404 200 403 403 404
    POST  403 302 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-overnemen
  pk=G.afspraak.besloten
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:actie-wijzigen
  pk=G.rij.actie
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=G.rij.actie_rijk
    GET   302 200 200 403 200 403 200 404 200 403 403 404
    POST  403 302 302 403 302 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:actie-verwijderen
  pk=G.rij.actie
    GET   405
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   405
    POST  404
arrangementen:geld-wijzigen
  pk=G.rij.geld
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:geld-weghalen
  pk=G.rij.geld
    GET   302 200 200 403 403 403 200 404 200 403 403 404
    POST  403 302 302 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:geld-bevestigen
  pk=G.rij.geld
    GET   302 403 403 403 200 403 403 404 403 403 403 404
    POST  403 403 403 403 302 403 403 404 403 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraken-van-vraagstuk
  pk=G.vraagstuk.oordeel
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=X.vraagstuk.concept
    GET   404
    POST  405
arrangementen:afspraak-nieuw
  pk=G.vraagstuk.oordeel
    GET   302 200 200 403 200 200 200 404 200 403 403 404
    POST  403 302 302 403 302 302 302 404 302 403 403 404
  pk=X.vraagstuk.concept
    GET   404
    POST  404
arrangementen:arrangement-lijst
    GET   200
    POST  405
arrangementen:arrangement-nieuw
    GET   302 200 200 403 403 403 403 403 200 403 403 403
    POST  403 302 302 403 403 403 403 403 302 403 403 403
arrangementen:geen-editie
    GET   302 200 200 403 403 403 403 403 200 403 403 403
    POST  403 302 302 403 403 403 403 403 302 403 403 403
arrangementen:arrangement-detail
  pk=G.arrangement.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.arrangement.gepubliceerd
    GET   302 200 200 200 200 200 200 200 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
arrangementen:arrangement-voorbeeld
  pk=G.arrangement.concept
    GET   302 200 200 200 200 200 200 404 200 200 200 404
    POST  405
  pk=G.arrangement.gepubliceerd
    GET   302 200 200 200 200 200 200 200 200 200 200 404
    POST  405
  pk=0
    GET   404
    POST  405
arrangementen:arrangement-wijzigen
  pk=G.arrangement.concept
    GET   302 200 403 403 403 403 200 404 200 403 403 404
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:opname-nieuw
  pk=G.arrangement.concept
    GET   302 200 403 403 403 403 200 404 200 403 403 404
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-opnemen
  pk=G.arrangement.concept
    GET   302 200 403 403 403 403 200 404 200 403 403 404
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:arrangement-akkoord
  pk=G.arrangement.concept
    GET   302 403 403 403 403 403 200 404 200 403 403 404
    POST  403 403 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:arrangement-stap
  pk=G.arrangement.concept naam=trek_in
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 302 403 403 404
  pk=G.arrangement.afgestemd naam=heropen
    GET   302 200 403 403 403 403 200 404 200 403 403 404
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=G.arrangement.gepubliceerd naam=trek_in
    GET   302 403 403 403 403 403 403 403 200 403 403 404
    POST  403 403 403 403 403 403 403 403 302 403 403 404
  pk=G.arrangement.afgestemd naam=stel_vast
    GET   302 403 403 403 403 403 403 404 200 403 403 404
    POST  403 403 403 403 403 403 403 404 200 403 403 404
  pk=0 naam=trek_in
    GET   404
    POST  404
arrangementen:arrangement-pdf
  pk=G.arrangement.concept
    GET   405
    POST  403 302 302 302 302 302 302 404 302 302 302 404
  pk=G.arrangement.gepubliceerd
    GET   405
    POST  403 302 302 302 302 302 302 302 302 302 302 404
  pk=0
    GET   405
    POST  404
arrangementen:opname-intrekken
  pk=G.rij.opname
    GET   302 200 403 403 403 403 200 404 200 403 403 404
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   404
    POST  404
arrangementen:afspraak-uithalen
  pk=G.rij.opgenomen_2
    GET   405
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   405
    POST  404
arrangementen:afspraak-verplaats
  pk=G.rij.opgenomen_2
    GET   405
    POST  403 302 403 403 403 403 302 404 302 403 403 404
  pk=0
    GET   405
    POST  404
"""
