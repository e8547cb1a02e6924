import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_invitation_withdrawn"),
        ("results", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=90)),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("themes", models.JSONField(default=list)),
                ("lengths", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_plan",
                        to="conversations.round",
                    ),
                ),
            ],
        ),
    ]
