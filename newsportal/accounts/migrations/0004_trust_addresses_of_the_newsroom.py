"""Addresses of logins that are there already count as confirmed.

Until now only the newsroom made logins, and it entered their addresses itself. Without a confirmed
address nobody could sign in before the site can send emails. It may run again: it adds what is missing.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef


def trust_addresses(apps, schema_editor):
    EmailAddress = apps.get_model("account", "EmailAddress")
    User = apps.get_model("accounts", "User")
    known = EmailAddress.objects.filter(user=OuterRef("pk"))
    unknown = User.objects.filter(~Exists(known)).values_list("pk", "email")
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user_id=key, email=email, verified=True, primary=True)
            for key, email in unknown.iterator()
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_shared_entries_and_outgoing_email"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(trust_addresses, migrations.RunPython.noop)]
