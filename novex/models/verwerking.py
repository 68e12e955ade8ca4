from django.conf import settings
from django.db import models


class Verwerking(models.Model):
    """A form that was handled, so that a double click makes one object.

    The key is in the form; ``url`` is where the first handling led to.
    """

    sleutel = models.UUIDField(primary_key=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    url = models.CharField(max_length=500, blank=True)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "verwerkt formulier"
        verbose_name_plural = "verwerkte formulieren"

    def __str__(self) -> str:
        return str(self.sleutel)
