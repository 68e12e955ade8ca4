"""The upload screen with the files that people really have (TRI-7)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from novex.models import Inleesbestand
from tests.novex.bestanden import lang_blad, xlsx

KOP = "bron;gebied"
FORMULE = "Een formule wordt niet uitgerekend en blijft staan als tekst."


@pytest.fixture
def upload(client, accounthouder):
    client.force_login(accounthouder)

    def doe(naam, inhoud):
        bestand = SimpleUploadedFile(naam, inhoud)
        return client.post(reverse("dossiers:inlezen"), {"bestand": bestand}, follow=True)

    return doe


@pytest.mark.parametrize(
    ("naam", "inhoud", "toont"),
    [
        ("w.csv", f"{KOP}\nPlan;Fryslân\n".encode("cp1252"), ["Fryslân", "als Windows-1252"]),
        ("bom.csv", f"{KOP}\nPlan;Súdwest\n".encode("utf-8-sig"), ["Súdwest"]),
        ("utf16.csv", f"{KOP}\nPlan;Súdwest\n".encode("utf-16"), ["Súdwest"]),
        ("som.csv", f"{KOP}\nPlan;=1+1\n".encode(), ["=1+1", FORMULE]),
        ("som.xlsx", xlsx(["bron", "gebied"], ["Plan", "=1+1"]), ["=1+1", FORMULE]),
    ],
    ids=["windows", "bom", "utf-16", "formula csv", "formula xlsx"],
)
def test_a_table_in_any_writing_comes_to_its_preview(upload, naam, inhoud, toont):
    """TRI-7: letters as they were meant, formulas as text, and what was guessed is said."""
    response = upload(naam, inhoud)
    assert response.redirect_chain[-1][0] == reverse(
        "dossiers:inlezen-voorbeeld", args=[Inleesbestand.objects.get().pk]
    )
    html = response.content.decode()
    assert [deel for deel in toont if deel not in html] == []
    assert "Importeer 1 rij" in html


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("b.csv", bytes(range(256)) * 4, "Dit is geen tekstbestand."),
        ("b.xlsx", b"PK\x03\x04" + bytes(500), "Dit Excel-bestand is beschadigd"),
        ("lang.csv", f"{KOP}\nPlan;{'x' * 131_073}\n".encode(), "Kort de tekst in."),
        ("rijen.csv", f"{KOP}\n".encode() + b"x;y\n" * 50_000, "meer dan 20.000 rijen."),
        ("rijen.xlsx", lang_blad(50_000), "meer dan 20.000 rijen."),
    ],
    ids=["binary", "no zip", "long cell", "rows csv", "rows xlsx"],
)
def test_what_is_no_table_is_refused_at_the_field(upload, naam, inhoud, zin):
    """TRI-7: the sentence stands on the screen, and nothing is kept."""
    response = upload(naam, inhoud)
    assert response.status_code == 200
    assert zin in str(response.context["form"].errors["bestand"])
    assert not Inleesbestand.objects.exists()
