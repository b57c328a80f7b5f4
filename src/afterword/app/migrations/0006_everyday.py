"""Reminders, feeds, looks at links, imports, meanings, past steps; and steps know how much their candidacy is wanted."""

import uuid
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def fill(apps: Any, _: object) -> None:
    """Give each step the wish of its candidacy; two is what most have, and what stands already."""
    step, candidacy = apps.get_model("afterword", "Step"), apps.get_model("afterword", "Candidacy")
    for wanted in (1, 3):
        step.objects.filter(candidacy__in=candidacy.objects.filter(wanted=wanted)).update(wanted=wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("afterword", "0005_sources"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("channel", models.CharField(choices=[("mail", "Mail"), ("ntfy", "Ntfy")], max_length=4)),
                ("kind", models.CharField(max_length=16)),
                ("key", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("claimed", "Claimed"),
                            ("doubt", "Doubt"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("missed", "Missed"),
                            ("quiet", "Quiet"),
                        ],
                        default="planned",
                        max_length=8,
                    ),
                ),
                ("due", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("told", models.JSONField(default=dict)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "candidacy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="afterword.candidacy",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due"], name="afterword_r_state_eb3e60_idx")],
                "constraints": [models.UniqueConstraint(fields=("owner", "key"), name="each_reminder_once")],
            },
        ),
        migrations.CreateModel(
            name="Reminding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.BooleanField(default=False)),
                ("hour", models.PositiveSmallIntegerField(default=8)),
                ("push", models.BooleanField(default=False)),
                ("server", models.CharField(blank=True, max_length=300)),
                ("topic", models.CharField(blank=True, max_length=64)),
                ("names", models.BooleanField(default=False)),
                ("secret", models.CharField(blank=True, max_length=100)),
                ("since", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner",), name="one_reminding")],
            },
        ),
        migrations.AddField(
            model_name="candidate",
            name="looks",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("markup", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="article", to="afterword.shelfitem"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=2000)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("on", models.BooleanField(default=True)),
                ("entries", models.JSONField(default=list)),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("changed", models.CharField(blank=True, max_length=100)),
                ("told", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("url", models.CharField(max_length=2000)),
                ("outcome", models.CharField(max_length=12)),
                ("told", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="posting",
            name="owner",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
            ),
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("names", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Reading"),
                            ("shelving", "Shelving"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="reading",
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(default=0)),
                ("told", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vector",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=16)),
                ("text", models.CharField(max_length=16)),
                ("value", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="vector", to="afterword.shelfitem"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "model", "made_at"], name="afterword_v_owner_i_e64026_idx")],
            },
        ),
        migrations.AddIndex(
            model_name="shelfitem",
            index=models.Index(fields=["owner", "length"], name="afterword_s_owner_i_e29446_idx"),
        ),
        migrations.AddField(
            model_name="step",
            name="wanted",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["owner", "after", "-wanted", "until", "due"], name="afterword_s_owner_i_024796_idx"
            ),
        ),
        migrations.CreateModel(
            name="PastStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("value", models.JSONField(default=dict)),
                ("gone_at", models.DateTimeField()),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="past_steps", to="afterword.candidacy"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="afterword.candidate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "gone_at"], name="afterword_p_owner_i_4880b1_idx")],
                "constraints": [models.UniqueConstraint(fields=("candidacy", "name"), name="one_past_step_a_name")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
