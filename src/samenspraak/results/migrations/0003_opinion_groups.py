import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_invitation_withdrawn"),
        ("results", "0002_agenda_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpinionGroups",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="opinion_groups",
                        serialize=False,
                        to="conversations.round",
                    ),
                ),
                ("picture", models.JSONField()),
                ("members", models.JSONField(default=list)),
                ("forgotten", models.BooleanField(default=False)),
                ("day", models.DateField()),
            ],
        ),
    ]
