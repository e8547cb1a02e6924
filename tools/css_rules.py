"""Keep some rules of a stylesheet and write them short; for vendor.py and stylesheet.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import tinycss2  # type: ignore[import-untyped]


def kept_css(css: str, *, allows: Callable[[str], bool]) -> str:
    """Return the stylesheet with only the selectors that `allows` lets through; fonts and pages stay."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(kept_rule(rule, allows=allows) for rule in rules)


def kept_rule(rule: Any, *, allows: Callable[[str], bool]) -> str:
    """Return one rule, or what is kept of it, as short text."""
    if rule.type == "qualified-rule":
        selectors = ",".join(one for one in selectors_of(rule) if allows(one))
        body = declarations(rule.content)
        return f"{selectors}{{{body}}}\n" if selectors and body else ""
    if rule.type != "at-rule":
        return ""
    if rule.at_keyword in {"media", "supports"}:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        body = "".join(kept_rule(one, allows=allows) for one in inner)
        return f"@{rule.at_keyword} {squeezed(rule.prelude)}{{{body}}}\n" if body else ""
    if rule.at_keyword in {"font-face", "page"}:
        return f"@{rule.at_keyword}{{{declarations(rule.content)}}}\n"
    return ""


def selectors_of(rule: Any) -> list[str]:
    """Split a rule's selector list at its outer commas."""
    parts: list[list[Any]] = [[]]
    for token in rule.prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [squeezed(part) for part in parts]


def classes_in(selector: str) -> list[str]:
    """Return the classes an element must have; those inside :not() only narrow the selector."""
    return re.findall(r"\.([a-zA-Z_][\w-]*)", re.sub(r":not\([^)]*\)", "", selector))


def declarations(content: list[Any]) -> str:
    """Return the declarations of a block as short text."""
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return ";".join(f"{one.name}:{squeezed(one.value)}" for one in found if one.type == "declaration")


def squeezed(tokens: list[Any]) -> str:
    """Return the tokens as text with single spaces."""
    return " ".join(tinycss2.serialize(tokens).split())
