"""What the room makes of a case is said as what happened, not as an order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calibration", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("confirm", "Confirmed"),
                    ("change", "Rating changed"),
                    ("more_evidence", "More evidence"),
                    ("park", "Parked"),
                ],
                max_length=16,
            ),
        ),
    ]
