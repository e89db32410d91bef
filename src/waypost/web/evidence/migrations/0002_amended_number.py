"""An amendment names the number it amends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="attestation",
            name="amended_metric",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
    ]
