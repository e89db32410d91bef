"""What was measured of a session is kept, row after row, as each was made."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from waypost.web.journal.immutable import Immutable


class Migration(migrations.Migration):
    dependencies = [
        ("calibration", "0002_what_outcomes_are_called"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ratings", models.CharField(max_length=64)),
                ("engine", models.CharField(max_length=40)),
                ("sheet", models.JSONField()),
                ("result", models.JSONField()),
                ("tables", models.JSONField()),
                ("hash", models.CharField(db_index=True, max_length=64)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="calibration.session",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("session", "number"), name="measurement_numbered")],
            },
        ),
        Immutable("calibration_measurement"),
    ]
