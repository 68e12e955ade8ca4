"""Lets ``{{ form }}`` and ``{{ formset }}`` come out in our own components everywhere."""

from django.forms.renderers import TemplatesSetting


class FormulierRenderer(TemplatesSetting):
    """Named in ``settings.FORM_RENDERER``; needs ``django.forms`` among the apps."""

    form_template_name = "componenten/form.html"
    formset_template_name = "componenten/formset.html"
    field_template_name = "componenten/form_veld.html"
