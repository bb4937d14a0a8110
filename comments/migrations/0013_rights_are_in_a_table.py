"""The right to moderate is in the table of rights, no row of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comments", "0012_public_versions")]

    operations = [migrations.AlterModelOptions(name="comment", options={})]
