"""A comment's parent, root and edition belong to its own thread's article.

Composite foreign keys, which Django can't declare: each repeats the thread beside the other key.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE comments_comment ADD CONSTRAINT comment_id_in_thread UNIQUE (id, thread_id);
ALTER TABLE articles_edition ADD CONSTRAINT edition_id_of_article UNIQUE (id, article_id);
ALTER TABLE comments_comment ADD CONSTRAINT comment_parent_in_same_thread
    FOREIGN KEY (parent_id, thread_id) REFERENCES comments_comment (id, thread_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE comments_comment ADD CONSTRAINT comment_root_in_same_thread
    FOREIGN KEY (root_id, thread_id) REFERENCES comments_comment (id, thread_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE comments_comment ADD CONSTRAINT comment_edition_of_same_article
    FOREIGN KEY (edition_id, thread_id) REFERENCES articles_edition (id, article_id)
    DEFERRABLE INITIALLY DEFERRED;
"""

BACKWARD = """
ALTER TABLE comments_comment DROP CONSTRAINT comment_edition_of_same_article;
ALTER TABLE comments_comment DROP CONSTRAINT comment_root_in_same_thread;
ALTER TABLE comments_comment DROP CONSTRAINT comment_parent_in_same_thread;
ALTER TABLE articles_edition DROP CONSTRAINT edition_id_of_article;
ALTER TABLE comments_comment DROP CONSTRAINT comment_id_in_thread;
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial"), ("articles", "0004_immutable_record")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
