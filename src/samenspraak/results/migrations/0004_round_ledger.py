"""What the disclosure guard knows moves from every release to one place per round: the last is all it needs."""

from django.db import migrations, models
from django.db.models.deletion import CASCADE


def keep_the_last(apps, _editor):
    Release = apps.get_model("results", "Release")
    RoundLedger = apps.get_model("results", "RoundLedger")
    for release in Release.objects.order_by("round_id", "number").iterator():
        if release.tables:
            RoundLedger.objects.update_or_create(
                round_id=release.round_id, defaults={"ledger": release.tables}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
        ("results", "0003_opinion_groups"),
    ]
    operations = [
        migrations.CreateModel(
            name="RoundLedger",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="ledger",
                        serialize=False,
                        to="conversations.round",
                    ),
                ),
                ("ledger", models.JSONField()),
            ],
        ),
        migrations.RunPython(
            keep_the_last
        ),  # no way back: a round without its ledger would forget what it showed (P4)
        migrations.RemoveField(model_name="release", name="tables"),
    ]
