"""A published version is never changed or deleted, whoever asks the database."""

from django.db import migrations

from waypost.web.journal.immutable import Immutable


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]

    operations = [Immutable("frameworks_frameworkversion")]
