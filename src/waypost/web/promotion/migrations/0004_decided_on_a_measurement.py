"""A decision names the measurement the room saw. The column may be empty, so that no table is written anew and no
trigger on it is lost."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("promotion", "0003_position_that_never_began"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="measured",
            field=models.CharField(max_length=64, null=True),
        ),
    ]
