from uuid import uuid4

from django.http import QueryDict

from comments.forms import CommentForm


def typed(words: str) -> QueryDict:
    return QueryDict(f"nickname={words}&text={words}&submission_id={uuid4()}")


def test_forms_that_share_their_fields_share_nothing_else():
    one, other = CommentForm(typed("")), CommentForm(typed("Anna"), auto_id="other-%s")
    one.add_error("text", "Not this.")

    assert one.fields["text"] is other.fields["text"]
    assert not other.errors
    assert "Anna" in str(other["text"])
    assert "Anna" not in str(one["text"])
    assert 'id="other-text"' in str(other["text"])


def test_a_form_that_is_made_of_it_may_change_its_fields():
    class Other(CommentForm):
        pass

    form = Other()
    form.fields["text"].label = "Your remark"

    assert CommentForm().fields["text"].label == "Your comment"
    assert Other().fields["text"].label == "Your comment"
