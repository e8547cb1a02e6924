"""Every person equal beside every group equal, and the small group that is outvoted: in words on the overview."""

from __future__ import annotations

import re

from django.test import Client

from samenspraak.core.standpoints import Minority
from samenspraak.results.wording.balance import balance, minorities
from samenspraak.results.wording.names import names_of
from tests.conftest import World
from tests.conversations.phones import text_of
from tests.results.rounds import add, close, fill, made, picture, promise, url

SAME_ORDER = "De volgorde van de thema&#x27;s blijft gelijk"
OTHER_ORDER = "Telt elke groep even zwaar, dan is het andersom."


def outvoted(world: World, *, few: int = 6) -> None:
    """Let twenty policy officers put A above B, and two small groups see it the other way round."""
    add(world, "beleid", 20, A1="5", B1="3", A_belang="3", B_belang="2")
    add(world, "uitvoering", few, A1="1", B1="3", A_belang="1", B_belang="2")
    add(world, "bewoners", few, A1="1", B1="3", A_belang="1", B_belang="2")
    close(world)


def section(page: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="gewicht".*?</section>', page, re.S)
    return found.group() if found else ""


def test_an_order_that_hangs_on_the_weighting_is_named_and_its_table_stands_open(
    world: World, anna: Client
) -> None:
    everybody_came(world, 32)
    outvoted(world)
    made(world)

    said = section(text_of(anna.get(url(world))))

    assert "dan is Samen kijken belangrijker dan Samen doen" in said
    assert "dan staat Samen kijken hoger dan Samen doen" in said
    assert said.count(OTHER_ORDER) == 2
    assert "Dat is duidelijk." in said
    assert '<details class="disclosure" open>' in said
    assert "n = 32" in said


def test_a_flip_that_the_missing_could_undo_is_uncertain_and_the_table_stays_folded(
    world: World, anna: Client
) -> None:
    everybody_came(world, 300)
    add(world, "beleid", 12, A1="3", B1="2")
    add(world, "beleid", 12, A1="2", B1="3")
    add(world, "beleid", 1, A1="3", B1="2")
    add(world, "uitvoering", 6, A1="2", B1="3")
    add(world, "uitvoering", 6, A1="3", B1="2")
    add(world, "bewoners", 3, A1="3", B1="2")
    add(world, "bewoners", 4, A1="2", B1="3")
    close(world)
    made(world)

    found = balance(picture(world), names_of(world.round))

    assert found is not None
    assert not found.flips
    assert all("andersom" not in one or "Dat is onzeker" in one for one in found.sentences)
    assert '<details class="disclosure">' in section(text_of(anna.get(url(world))))


def test_an_order_that_stays_is_one_reassuring_sentence(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    made(world)

    said = section(text_of(anna.get(url(world))))

    assert SAME_ORDER in said
    assert OTHER_ORDER not in said
    assert '<details class="disclosure">' in said


def test_a_small_group_that_sees_it_differently_is_named_with_statement_side_and_n(
    world: World, anna: Client
) -> None:
    outvoted_by_many(world)
    made(world)

    said = section(text_of(anna.get(url(world))))

    assert "Een kleine groep kijkt heel anders naar ‘We weten hoe het gaat’. Bewoners: veel lager" in said
    assert '<small class="n">n = 6</small>' in said


def test_p4_a_group_that_stays_hidden_is_no_minority_and_weighs_nothing(world: World, anna: Client) -> None:
    outvoted(world, few=3)
    made(world)

    shown = picture(world)

    assert shown.minorities == ()
    assert shown.positions_weighed is None
    assert section(text_of(anna.get(url(world)))) == ""


def test_several_statements_of_one_group_are_one_sentence(world: World) -> None:
    outvoted_by_many(world)
    made(world)
    seen = [Minority(item=item, group="bewoners", delta=-0.9, share=0.1, n=6) for item in ("A1", "B1")]
    shown = picture(world).model_copy(update={"minorities": tuple(seen)})

    (one,) = minorities(shown, names_of(world.round))

    assert one.text.endswith("Dat is ook zo bij één andere stelling.")


def test_a_picture_that_was_kept_before_these_figures_can_still_be_read(world: World, anna: Client) -> None:
    fill(world)
    close(world)
    kept = made(world)
    new = {"positions_weighed", "importance_weighed", "minorities", "perceptions"}
    kept.picture = {key: value for key, value in kept.picture.items() if key not in new}
    kept.save(update_fields=["picture"])

    answer = anna.get(url(world))

    assert answer.status_code == 200
    assert section(text_of(answer)) == ""


def outvoted_by_many(world: World) -> None:
    """Let forty people see a statement as high, and six residents as low."""
    add(world, "beleid", 20, A1="5", B1="3")
    add(world, "uitvoering", 20, A1="4", B1="3")
    add(world, "bewoners", 6, A1="1", B1="3")
    close(world)


def everybody_came(world: World, expected: int) -> None:
    """Expect this many people in all, spread as the answers are."""
    groups = (world.round.plan or {})["groups"]
    parts = {"beleid": 20, "uitvoering": 6, "bewoners": 6}
    promise(world, groups=[{**one, "expected": parts[one["key"]] * expected // 32} for one in groups])
