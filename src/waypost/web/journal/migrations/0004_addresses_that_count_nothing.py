"""A notice gets an address of its own, so that no page shows how many rows everybody has."""

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_ONCE = 1_000


def give_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One for each row there is, some at a time."""
    rows = apps.get_model("journal", "notice").objects
    some = []
    for row in rows.filter(address=None).only("pk").iterator(chunk_size=AT_ONCE):
        row.address = uuid.uuid4()
        some.append(row)
        if len(some) == AT_ONCE:
            rows.bulk_update(some, ["address"])
            some = []
    rows.bulk_update(some, ["address"])


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_when_mail_is_due")]

    operations = [
        migrations.AddIndex(model_name="event", index=models.Index(fields=["-at", "-number"], name="event_at")),
        migrations.AddField(model_name="notice", name="address", field=models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_addresses, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="notice", name="address", field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
