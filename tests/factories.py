"""What tests of every app need: organisations, people, reference data."""

import datetime
import pickle

import factory
from django.db.models import Model
from factory.django import DjangoModelFactory

from novex.models import (
    Beleidskader,
    Domein,
    Gebruiker,
    Keuze,
    Landsdeel,
    Organisatie,
    Provincie,
    Toewijzing,
)
from novex.rechten import Rol
from novex.zichtbaarheid import Kant

# What a test has asked of the factories below, forgotten when the next one begins. It starts with
# what stood there before any test: kept as a text, so that each test reads rows of its own.
GEZIEN: dict[tuple, Model] = {}
DECOR: list[bytes] = []


def gezien() -> dict[tuple, Model]:
    if not GEZIEN and DECOR:
        GEZIEN.update(pickle.loads(DECOR[-1]))
    return GEZIEN


class Fabriek(DjangoModelFactory):
    """Makes the rows that stand there before a test begins: without a history of their own.

    What the test itself changes afterwards has one, as in the application.
    """

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        rij = model_class(*args, **kwargs)
        rij.skip_history_when_saving = True
        rij.save(force_insert=True)
        return rij

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        """Only after the rows that it points to were added."""
        super()._after_postgeneration(instance, create, results)
        vars(instance).pop("skip_history_when_saving", None)


class EenmaligFactory(Fabriek):
    """A row of which there is one, such as a provincie: a test makes or reads it once."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        wat = {veld: kwargs[veld] for veld in cls._meta.django_get_or_create}
        sleutel = (model_class, *wat.values())
        rijen = gezien()
        if sleutel not in rijen:
            rij = model_class.objects.filter(**wat).first()
            if rij is None:
                rij = super()._create(model_class, *args, **kwargs)
            for veld, waarde in kwargs.items():
                if isinstance(waarde, Model):  # known already, and not to be asked for
                    setattr(rij, veld, waarde)
            rijen[sleutel] = rij
        return rijen[sleutel]


class OrganisatieFactory(EenmaligFactory):
    class Meta:
        model = Organisatie
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"organisatie-{n}")
    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    soort = Organisatie.Soort.DEPARTEMENT
    kant = Kant.RIJK


class LandsdeelFactory(EenmaligFactory):
    class Meta:
        model = Landsdeel
        django_get_or_create = ["code"]

    code = "oost"
    naam = factory.LazyAttribute(lambda o: o.code.capitalize())


class ProvincieFactory(EenmaligFactory):
    class Meta:
        model = Provincie
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"pv{40 + n % 60}")
    naam = factory.LazyAttribute(lambda o: f"Provincie {o.code}")
    organisatie = factory.SubFactory(
        OrganisatieFactory,
        code=factory.SelfAttribute("..code"),
        naam=factory.LazyAttribute(lambda o: f"Provincie {o.factory_parent.naam}"),
        soort=Organisatie.Soort.PROVINCIE,
        kant=Kant.REGIO,
    )
    landsdeel = factory.SubFactory(LandsdeelFactory)


class GebruikerFactory(Fabriek):
    class Meta:
        model = Gebruiker

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    organisatie = factory.SubFactory(OrganisatieFactory)
    rollen = factory.LazyFunction(lambda: [Rol.VAKDEPARTEMENT])


class PersoonFactory(EenmaligFactory):
    class Meta:
        model = Gebruiker
        django_get_or_create = ["username"]


class IemandFactory(PersoonFactory):
    """Who did what a test is not about: one person, of a departement of its own."""

    username = "iemand"
    organisatie = factory.SubFactory(
        OrganisatieFactory, code="iemand", naam="Zomaar een departement"
    )
    rollen = factory.LazyFunction(lambda: [Rol.VAKDEPARTEMENT])


class ToewijzingFactory(Fabriek):
    class Meta:
        model = Toewijzing

    class Params:
        aan_regietafel = factory.Trait(soort=Toewijzing.Soort.REGIETAFEL, provincie=None)

    gebruiker = factory.SubFactory(GebruikerFactory)
    soort = Toewijzing.Soort.ACCOUNTHOUDER
    provincie = factory.SubFactory(ProvincieFactory)
    geldig_van = datetime.date(2026, 1, 1)


class DomeinFactory(EenmaligFactory):
    class Meta:
        model = Domein
        django_get_or_create = ["code"]

    code = "wonen"
    naam = factory.LazyAttribute(lambda o: o.code.replace("-", " ").capitalize())


class BeleidskaderFactory(EenmaligFactory):
    class Meta:
        model = Beleidskader
        django_get_or_create = ["code"]

    code = "nota-ruimte"
    naam = "Nota Ruimte"
    soort = Beleidskader.Soort.NOTA_RUIMTE


class KeuzeFactory(EenmaligFactory):
    class Meta:
        model = Keuze
        django_get_or_create = ["code"]

    code = "nr-keuze"
    naam = "Een keuze van de Nota Ruimte"
    kader = factory.SubFactory(BeleidskaderFactory)
