"""Events are only ever added, whoever asks the database."""

from django.db import migrations

from waypost.web.journal.immutable import Immutable


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [Immutable("journal_event")]
