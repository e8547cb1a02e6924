# Its foreign keys and constraints stand in 0001: one by one, each made SQLite write its table anew.

from django.db import migrations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conversations', '0001_initial'),
    ]

    operations = []
