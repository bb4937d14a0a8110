"""The people and organisations of a story, grouped for its box."""

from articles.markup.subjects import by_salience


def subject(anchor, salience):
    return {"anchor": anchor, "salience": salience}


def test_what_a_story_is_about_comes_first_each_in_the_storys_order():
    groups = by_salience(
        [
            subject("subject-1", "mentioned"),
            subject("subject-2", "about"),
            subject("subject-3", "mentioned"),
            subject("subject-4", "about"),
        ]
    )

    assert [(group["label"], [row["anchor"] for row in group["subjects"]]) for group in groups] == [
        ("This story is about", ["subject-2", "subject-4"]),
        ("Also mentioned", ["subject-1", "subject-3"]),
    ]


def test_a_group_without_subjects_is_left_out():
    assert [group["label"] for group in by_salience([subject("subject-1", "mentioned")])] == [
        "Also mentioned"
    ]


def test_a_story_without_subjects_has_no_groups():
    assert by_salience([]) == []
