"""Reviews, ratings changed in the room, decisions with their reasons, and letters stay as they were given."""

from django.db import migrations, models

from waypost.web.journal.immutable import Immutable

_GIVEN = "(SELECT given_at FROM promotion_review WHERE id = OLD.review_id) IS NOT NULL"
_GIVEN_ALREADY = "(SELECT given_at FROM promotion_review WHERE id = NEW.review_id) IS NOT NULL"
_DECIDED = "(SELECT decided_at FROM promotion_decision WHERE id = OLD.decision_id) IS NOT NULL"
_DECIDED_ALREADY = "(SELECT decided_at FROM promotion_decision WHERE id = NEW.decision_id) IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("promotion", "0001_initial")]

    operations = [
        migrations.AddField("rating", "version", models.PositiveIntegerField(default=1)),
        Immutable("promotion_review", when="OLD.given_at IS NOT NULL"),
        Immutable("promotion_rating", when=_GIVEN, insert=_GIVEN_ALREADY),
        Immutable("promotion_ratingchange"),
        Immutable("promotion_decision", when="OLD.decided_at IS NOT NULL"),
        Immutable("promotion_reason", when=_DECIDED, insert=_DECIDED_ALREADY),
        Immutable("promotion_letter", when="OLD.told_at IS NOT NULL"),
    ]
