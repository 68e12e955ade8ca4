from __future__ import annotations

from typing import Any

from django import forms

from novex.forms import Formulier
from novex.upload import Documentveld

from ..models import Stuk


class StukForm(Formulier):
    """A paper with a punt; late, it asks why it comes only now (OVL-5).

    With one audience to choose from there is nothing to ask (ALG-1).
    """

    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Zoals lezers het stuk in de lijst zien."
    )
    document = Documentveld()
    zichtbaarheid = forms.ChoiceField(
        label="Wie mag dit lezen?", choices=Stuk.NIVEAUS, widget=forms.RadioSelect
    )
    reden = forms.CharField(
        label="Waarom komt dit stuk nu pas?",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="Staat bij het stuk, als nagezonden. Wie het stuk leest, leest ook de reden.",
    )

    def __init__(
        self, *args: Any, niveaus: list[tuple[str, str]], laat: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.niveaus = niveaus
        self.fields["zichtbaarheid"].choices = niveaus
        if len(niveaus) == 1:
            del self.fields["zichtbaarheid"]
        if not laat:
            del self.fields["reden"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "zichtbaarheid" not in self.fields:
            data["zichtbaarheid"] = self.niveaus[0][0]
        return data
