"""A position that never begins, because its person leaves before it does, may go; its case stays."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("promotion", "0002_what_was_said_stays")]

    operations = [
        migrations.AlterField(
            "case",
            "position",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="case", to="people.position"
            ),
        ),
    ]
