"""Bylines, mentions and sources below an article's form, and what their rules say."""

import pytest

from articles.models import Article, Mention
from tests.articles.admin.pages import address_of, errors_in, form_at, typed_in, with_row
from tests.makers import make_article, make_mention, make_organisation, make_person


@pytest.fixture
def article(db) -> Article:
    return make_article()


def post(desk, article, data):
    return desk.post(address_of(article), data | {"_continue": ""})


def mention(*subjects, **fields):
    """A row as it is typed."""
    return {
        "people": [str(one.pk) for one in subjects if one._meta.model_name == "person"],
        "organisations": [str(one.pk) for one in subjects if one._meta.model_name != "person"],
        "salience": "mentioned",
        "certainty": "confirmed",
        "position": "0",
        "phrase": "",
        "note": "",
    } | fields


def test_rows_are_saved_and_are_a_part_of_the_revision(desk, article):
    author, subject, body = make_person(), make_person(), make_organisation()
    data = form_at(desk, address_of(article))
    data = with_row(data, "bylines", person=author.pk, role="by", position="1")
    data = with_row(data, "mentions", **mention(subject, body, certainty="disputed"))
    data = with_row(data, "sources", title="The agency", url="https://example.org/", position="0")

    assert post(desk, article, data).status_code == 302

    snapshot = article.revisions.get().snapshot
    assert snapshot["bylines"] == [{"person": author.pk, "role": "by"}]
    assert snapshot["mentions"][0]["people"] == [subject.pk]
    assert snapshot["mentions"][0]["organisations"] == [body.pk]
    assert snapshot["sources"][0]["title"] == "The agency"


def test_a_mention_of_nobody_is_asked_about(desk, article):
    data = form_at(desk, address_of(article))

    response = post(desk, article, with_row(data, "mentions", **mention(phrase="the president")))

    assert "Choose whom these words mean" in errors_in(response)
    assert typed_in(response)["mentions-0-phrase"] == ["the president"]
    assert not Mention.objects.exists()


def test_a_confirmed_mention_names_one(desk, article):
    data = form_at(desk, address_of(article))
    row = mention(make_person(), make_organisation())

    response = post(desk, article, with_row(data, "mentions", **row))

    assert "A confirmed mention names exactly one" in errors_in(response)
    assert typed_in(response)["mentions-0-people"] == row["people"]


def test_somebody_who_does_not_exist_is_named_once_in_the_errors(desk, article):
    data = form_at(desk, address_of(article))

    response = post(desk, article, with_row(data, "mentions", **mention() | {"people": ["999"]}))

    assert "999 is not one of the available choices" in errors_in(response)
    assert "Choose whom" not in errors_in(response)


def test_a_value_that_is_no_key_is_refused_too(desk, article):
    data = form_at(desk, address_of(article))
    data = with_row(data, "bylines", person="nobody", role="by", position="0")

    assert "not one of the available choices" in errors_in(post(desk, article, data))


def test_two_new_rows_with_the_same_words_are_refused(desk, article):
    data = form_at(desk, address_of(article))
    for person in (make_person(), make_person()):
        data = with_row(data, "mentions", **mention(person, phrase="the president"))

    response = post(desk, article, data | {"headline": "Typed before"})

    assert "These words are listed already." in errors_in(response)
    assert typed_in(response)["headline"] == ["Typed before"]
    assert not Mention.objects.exists()


def test_a_person_twice_in_one_role_is_refused(desk, article):
    author = make_person()
    data = form_at(desk, address_of(article))
    for _ in range(2):
        data = with_row(data, "bylines", person=author.pk, role="by", position="0")

    assert errors_in(post(desk, article, data))
    assert not article.bylines.exists()


def test_a_source_that_is_listed_already_is_refused(desk, article):
    article.sources.create(title="The agency")
    data = form_at(desk, address_of(article))

    response = post(desk, article, with_row(data, "sources", title="The agency", position="0"))

    assert errors_in(response)
    assert article.sources.count() == 1


def test_a_row_that_somebody_else_removed_is_kept_as_a_new_one(desk, article):
    person = make_person()
    row = make_mention(article, person, phrase="the president")
    data = form_at(desk, address_of(article))
    row.delete()

    assert post(desk, article, data).status_code == 302

    kept = article.mentions.get()
    assert (kept.phrase, list(kept.people.all())) == ("the president", [person])


def test_a_removed_row_survives_a_refused_form(desk, article):
    row = make_mention(article, make_person(), phrase="the president")
    data = form_at(desk, address_of(article)) | {"headline": ""}
    row.delete()

    again = typed_in(post(desk, article, data)) | {"headline": "Given now"}

    assert post(desk, article, again).status_code == 302
    assert article.mentions.get().phrase == "the president"


def test_the_rows_beside_a_removed_one_keep_what_is_theirs(desk, article):
    rows = [make_mention(article, make_person(), phrase=phrase) for phrase in ("a", "b", "c")]
    data = form_at(desk, address_of(article)) | {"mentions-0-DELETE": "on", "mentions-2-note": "C"}
    rows[0].delete()

    assert post(desk, article, data).status_code == 302
    assert list(article.mentions.order_by("pk").values_list("phrase", "note")) == [
        ("b", ""),
        ("c", "C"),
    ]


def test_a_form_without_its_counts_is_refused_and_not_broken(desk, article):
    data = form_at(desk, address_of(article)) | {"mentions-TOTAL_FORMS": "many"}

    response = post(desk, article, data)

    assert response.status_code == 200
    assert "ManagementForm data is missing" in errors_in(response)


def test_a_row_that_both_remove_stays_removed(desk, article):
    row = make_mention(article, make_person())
    data = form_at(desk, address_of(article)) | {"mentions-0-DELETE": "on"}
    row.delete()

    assert post(desk, article, data).status_code == 302
    assert not article.mentions.exists()


def test_a_candidate_that_is_deleted_while_saving_is_asked_for_again(desk, article, monkeypatch):
    from articles.admin.mentions import MentionForm

    person = make_person()
    data = with_row(form_at(desk, address_of(article)), "mentions", **mention(person))
    check = MentionForm.clean

    def check_then_lose_the_person(form):
        cleaned = check(form)
        type(person).objects.filter(pk=person.pk).delete()
        return cleaned

    monkeypatch.setattr(MentionForm, "clean", check_then_lose_the_person)

    response = post(desk, article, data)

    assert response.status_code == 200
    assert "Something chosen here was deleted meanwhile" in errors_in(response)
    assert not Mention.objects.exists()


def test_what_only_the_database_counts_is_said_on_the_form(desk, article, monkeypatch):
    from articles.admin.mentions import MentionForm

    monkeypatch.setattr(MentionForm, "clean", lambda form: form.cleaned_data)
    data = form_at(desk, address_of(article))

    response = post(desk, article, with_row(data, "mentions", **mention(phrase="they")))

    assert "A mention names at least one person or organisation." in errors_in(response)
    assert "success" not in response.content.decode()
    assert not Mention.objects.exists()
