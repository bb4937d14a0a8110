import pytest

from newsportal.database.arrays import array_of
from newsportal.database.asking import rows_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("numbers", [[], [7], [-1, 0, 2**63 - 1]])
def test_numbers_arrive_as_they_are(numbers):
    ((found,),) = rows_of("SELECT %(numbers)s::bigint[]", {"numbers": array_of(numbers)})

    assert found == numbers
