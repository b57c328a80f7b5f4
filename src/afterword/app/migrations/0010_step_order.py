"""Steps know how much their candidacy is wanted, so that an index holds the order of Today."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, _: object) -> None:
    """Give each step the wish of its candidacy; two is what most have, and what stands already."""
    step, candidacy = apps.get_model("afterword", "Step"), apps.get_model("afterword", "Candidacy")
    for wanted in (1, 3):
        step.objects.filter(candidacy__in=candidacy.objects.filter(wanted=wanted)).update(wanted=wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("afterword", "0009_vectors"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="wanted",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                fields=["owner", "after", "-wanted", "until", "due"], name="afterword_s_owner_i_024796_idx"
            ),
        ),
    ]
