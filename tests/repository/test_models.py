"""Every rule that a model states has a name, words for people, and a test."""

import re

import pytest
from django.db.models.constraints import BaseConstraint

from tests.repository.project import own_models

MODELS = own_models()
CONSTRAINTS = [constraint for model in MODELS for constraint in model._meta.constraints]

# Django's own checks ask for a unique login field, and the field's form for its message.
UNIQUE_BY_FIELD = {("accounts.User", "email")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_model_orders_its_rows_by_itself(model):
    assert not model._meta.ordering, "order where the rows are read, ending in a unique key"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_index_is_named_by_hand(model):
    unnamed = [
        field.name
        for field in model._meta.local_concrete_fields
        if (field.db_index or field.unique)
        and not field.primary_key
        and field.remote_field is None
        and (model._meta.label, field.name) not in UNIQUE_BY_FIELD
    ]

    assert not unnamed, "write db_index=False and a named index or constraint in Meta"
    assert not [index.name for index in model._meta.indexes if re.search("_idx$", index.name)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_says_what_it_is_for(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda constraint: constraint.name)
def test_every_constraint_speaks_to_people(constraint):
    assert constraint.violation_error_message != BaseConstraint.default_violation_error_message


def test_names_of_constraints_and_indexes_are_unique():
    names = [constraint.name for constraint in CONSTRAINTS]
    names += [index.name for model in MODELS for index in model._meta.indexes]

    assert len(names) == len(set(names))
