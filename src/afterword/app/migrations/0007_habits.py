"""What a candidate wants the same for every candidacy, later ones too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("afterword", "0006_everyday"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="habits",
            field=models.JSONField(default=dict),
        ),
    ]
