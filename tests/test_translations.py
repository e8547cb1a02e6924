"""Every text that people see exists in Dutch and in English."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import allauth
import django
import messages
import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo, write_mo
from django.contrib import auth
from django.contrib.auth import password_validation
from django.urls import reverse
from django.utils import translation
from messages import BY_HAND, CATALOGUE, SOURCE, read, untranslated

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("translations")]
gathered, merged = cache(messages.gathered), cache(messages.merged)  # reading all sources takes a second

PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w+)\}")
DUTCH_ONLY = re.compile(r"\b(het|een|jullie|voor|niet|jouw|wordt)\b", re.IGNORECASE)


def places(text: str) -> set[str]:
    return {match.group(0) for match in PLACE.finditer(text)}


def test_every_text_has_english() -> None:
    assert untranslated(merged()) == []


def test_the_catalogue_holds_exactly_the_texts_of_the_source() -> None:
    def keys(catalogue: object) -> set[object]:
        return {(str(one.id), one.context) for one in catalogue if one.id}  # type: ignore[attr-defined]

    assert len(keys(gathered())) > 1000
    assert keys(merged()) == keys(gathered())


def test_the_compiled_catalogue_is_up_to_date() -> None:
    for path, catalogue in ((CATALOGUE, merged()), (BY_HAND, read(BY_HAND))):
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)

        assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: make messages"


def test_no_text_hides_inside_an_f_string_where_the_extractor_does_not_look() -> None:
    hiding = [
        str(path)
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bf(['\"]).*\{(_|_lazy|n?p?gettext(_lazy)?)\(", path.read_text(encoding="utf-8"))
    ]

    assert hiding == []


def test_the_dutch_catalogue_only_words_what_django_and_allauth_say() -> None:
    known = {singular(one) for path in libraries() for one in read_mo(path.open("rb"))}
    behind = Path(password_validation.__file__).read_text(encoding="utf-8")  # said, but in no catalogue

    ours = [one for one in read(BY_HAND) if one.id]

    assert len(ours) > 100
    assert [one.id for one in ours if singular(one) not in known and singular(one) not in behind] == []
    for one in ours:
        assert all(forms_of(one.string))
        assert all(places(form) <= places(forms_of(one.id)[-1]) for form in forms_of(one.string)), one.id


def forms_of(words: object) -> list[str]:
    return [str(form) for form in words] if isinstance(words, (tuple, list)) else [str(words or "")]


def singular(message: Message) -> str:
    return forms_of(message.id)[0]


def libraries() -> list[Path]:
    homes = [Path(django.__file__).parent / "conf", Path(auth.__file__).parent, Path(allauth.__file__).parent]
    return [home / "locale" / "nl" / "LC_MESSAGES" / "django.mo" for home in homes]


def test_a_translation_fills_the_same_places_as_the_dutch() -> None:
    for message in merged():
        if not message.id:
            continue
        dutch, english = forms_of(message.id), forms_of(message.string)
        for form in english:
            assert places(form) <= places(" ".join(dutch)), message.id
        assert places(english[-1]) == places(dutch[-1]), message.id


def test_english_is_not_dutch() -> None:
    suspicious = [
        message.string
        for message in merged()
        if isinstance(message.string, str) and len(DUTCH_ONLY.findall(message.string)) > 1
    ]

    assert suspicious == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("nl", "Heb je een code?"), ("en", "Do you have a code?")])
def test_the_front_page_speaks_the_chosen_language(client: object, language: str, words: str) -> None:
    client.cookies["taal"] = language  # type: ignore[attr-defined]

    page = client.get(reverse("home")).content.decode()  # type: ignore[attr-defined]

    assert words in page
    assert f'lang="{language}"' in page
    assert translation.get_language() == "nl"


@pytest.mark.django_db
def test_the_browser_does_not_choose_the_language(client: object) -> None:
    page = client.get(reverse("home"), headers={"accept-language": "en"}).content.decode()  # type: ignore[attr-defined]

    assert "Heb je een code?" in page


@pytest.mark.django_db
def test_an_empty_field_is_asked_for_in_plain_dutch(client: object) -> None:
    page = client.post(reverse("account_login"), {}).content.decode()  # type: ignore[attr-defined]

    assert "Vul dit veld in." in page
