"""Every text that a draft had, in place of the one earlier wording."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def keep_earlier(apps: Any, _schema: Any) -> None:
    """Make the earlier wording of a letter its first revision, and what stands its second."""
    letters, revisions = apps.get_model("afterword", "Letter"), apps.get_model("afterword", "Revision")
    for letter in letters.objects.exclude(earlier={}):
        standing = {"subject": letter.subject, "body": letter.body, "moves": letter.moves, "seed": letter.seed}
        for number, how, text in ((1, "written", letter.earlier), (2, "reworded", standing)):
            revisions.objects.create(
                letter=letter, owner_id=letter.owner_id, number=number, how=how, at=letter.changed_at, **text
            )
        letter.revision = 2
        letter.save(update_fields=["revision"])


class Migration(migrations.Migration):
    dependencies = [
        ("afterword", "0002_living"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("written", "Written"),
                            ("reworded", "Reworded"),
                            ("sentence", "Sentence"),
                            ("typed", "Typed"),
                            ("taken", "Taken"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField()),
                ("moves", models.JSONField(default=list)),
                ("seed", models.PositiveIntegerField(default=0)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="afterword.letter"
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
                "constraints": [models.UniqueConstraint(fields=("letter", "number"), name="one_text_a_revision")],
            },
        ),
        migrations.RunPython(keep_earlier, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="letter",
            name="earlier",
        ),
    ]
