"""Reviews, ratings changed in the room, decisions with their reasons, and letters stay as they were given."""

from django.db import migrations, models

from waypost.web.journal.immutable import Immutable


def _decided(row: str) -> str:
    return f"(SELECT decided_at FROM promotion_decision WHERE id = {row}.decision_id) IS NOT NULL"


_GIVEN = "(SELECT given_at FROM promotion_review WHERE id = OLD.review_id) IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("promotion", "0001_initial")]

    operations = [
        migrations.AddField("rating", "version", models.PositiveIntegerField(default=1)),
        Immutable("promotion_review", when="OLD.given_at IS NOT NULL"),
        Immutable("promotion_rating", when=_GIVEN),
        Immutable("promotion_ratingchange"),
        Immutable("promotion_decision", when="OLD.decided_at IS NOT NULL"),
        Immutable("promotion_reason", when=_decided("OLD"), insert=_decided("NEW")),
        Immutable("promotion_letter", when="OLD.told_at IS NOT NULL"),
    ]
