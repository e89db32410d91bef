"""A draft is shared by the framework's owners and has a life; reviews, comments and proposals lead to it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


def keep_what_is_on_the_desks(apps, schema_editor):
    """Each owner's one draft becomes a draft that all of them see, begun when it was last saved."""
    old, new = apps.get_model("frameworks", "FrameworkDraft"), apps.get_model("frameworks", "Draft")
    version = apps.get_model("frameworks", "FrameworkVersion").objects.order_by("-in_force_on", "-published_at")
    for row in old.objects.all():
        new.objects.create(
            name=row.file_name[:120] or "Draft",
            author_id=row.person_id,
            edited_by_id=row.person_id,
            based_on=version.first(),
            text=row.text,
            notes=row.notes,
            in_force_on=row.in_force_on,
            begun_at=row.saved_at,
            saved_at=row.saved_at,
        )


def person(related, **more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related, to=settings.AUTH_USER_MODEL, **more
    )


def row(model, related, on_delete=django.db.models.deletion.PROTECT, **more):
    return models.ForeignKey(on_delete=on_delete, related_name=related, to=f"frameworks.{model}", **more)


def key():
    return ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    dependencies = [
        ("frameworks", "0003_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Nullable and without a default, so that SQLite adds the column and the triggers of the table stay.
        migrations.AddField("frameworkversion", "reviewed_by", person("reviewed_frameworks", null=True)),
        migrations.CreateModel(
            name="Draft",
            fields=[
                key(),
                ("name", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("notes", models.TextField(blank=True)),
                ("in_force_on", models.DateField()),
                ("shown", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("published", "Published"), ("dropped", "Dropped")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("author", person("framework_drafts")),
                ("edited_by", person("edited_drafts")),
                ("based_on", row("frameworkversion", "drafts", null=True)),
                (
                    "published_as",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="frameworks.frameworkversion",
                    ),
                ),
            ],
            options={"ordering": ("-saved_at",)},
        ),
        migrations.CreateModel(
            name="DraftReview",
            fields=[
                key(),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("approved", "Approved"), ("changes", "Changes wanted")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("follows", models.CharField(blank=True, max_length=64)),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("draft", row("draft", "reviews", django.db.models.deletion.CASCADE)),
                ("reviewer", person("draft_reviews")),
                ("asked_by", person("asked_draft_reviews")),
            ],
            options={"ordering": ("-asked_at",)},
        ),
        migrations.AddConstraint(
            "draftreview",
            models.UniqueConstraint(
                fields=("draft", "reviewer"), condition=Q(state="asked"), name="draft_review_asked_once"
            ),
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                key(),
                ("level", models.CharField(max_length=64)),
                ("criterion", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("words", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("author", person("framework_comments")),
                ("answered_by", person("answered_comments", null=True)),
                ("framework", row("frameworkversion", "comments", null=True)),
                ("draft", row("draft", "comments", null=True)),
            ],
            options={"ordering": ("at",)},
        ),
        migrations.AddIndex("comment", models.Index(fields=["criterion", "level"], name="comment_cell")),
        migrations.AddConstraint(
            "comment",
            models.CheckConstraint(
                condition=Q(framework=None, draft__isnull=False) | Q(framework__isnull=False, draft=None),
                name="comment_about_one",
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                key(),
                ("level", models.CharField(max_length=64)),
                ("criterion", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("why", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("author", person("framework_proposals")),
                ("decided_by", person("decided_proposals", null=True)),
                ("framework", row("frameworkversion", "proposals")),
                ("draft", row("draft", "proposals", null=True)),
            ],
            options={"ordering": ("-at",)},
        ),
        migrations.AddIndex("proposal", models.Index(fields=["criterion", "level"], name="proposal_cell")),
        migrations.RunPython(keep_what_is_on_the_desks, migrations.RunPython.noop),
        migrations.DeleteModel("FrameworkDraft"),
    ]
