"""An erased comment keeps nothing of its text, and no other comment is without one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_keys_of_the_record"),
        ("comments", "0010_roots_head_their_conversations"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_text_not_empty",
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body_html", ""), ("state", "erased"), ("text", "")),
                    models.Q(
                        models.Q(("state", "erased"), _negated=True),
                        ("body_html__regex", "\\S"),
                        ("text__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="comment_text_not_empty",
                violation_error_message="Write a comment.",
            ),
        ),
    ]
