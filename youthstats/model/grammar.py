"""The parser of edit text, which makes the normal form of it.

Grammar (white space is free; names are item names, Chinese ones included)::

    edit      = comparison | quotient | "if" comparison "then" comparison
    comparison= sum ("=" | "<=" | ">=" | "<" | ">") sum
    quotient  = item "=" sum "/" sum        (the sums bracketed when they have several terms)
    sum       = ["-"] product {("+" | "-") product}
    product   = factor {"*" factor}         (one factor at most that is not a number)
    factor    = number | reference | "(" sum ")"
    reference = [form "."] item ["[" (category | "*") "]"]

``item[*]`` is the sum over all categories of the form, or over all entries of a list; a bare item of
a form with categories, or of a list, stands for each of them in turn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from youthstats.errors import EditSyntaxError
from youthstats.model.linear import (
    EVERY,
    Comparison,
    Condition,
    Linear,
    Quotient,
    Ref,
    Statement,
)
from youthstats.nearest import did_you_mean

__all__ = ["Vocabulary", "parse_edit"]


@frozen
class Vocabulary:
    """The names an edit text may use: items of the form in hand, and of other forms by form id.

    Both map an item's name to its categories (empty where the form has none); for a list these are
    its line of totals and :data:`EVERY`.
    """

    items: Mapping[str, Sequence[str]] = field(factory=dict)
    forms: Mapping[str, Mapping[str, Sequence[str]]] = field(factory=dict)


def parse_edit(text: str, vocabulary: Vocabulary) -> Statement:
    """Parse an edit text to its normal form.

    Raises :class:`~youthstats.errors.EditSyntaxError` with a caret under the mistake and, for a
    name nobody knows, the nearest one that exists.
    """
    return _Parser(text, vocabulary).statement()


_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*)"
    r"|(?P<mark><=|>=|[=<>+\-*/().\[\]])"
)
_RELATIONS = ("=", "<=", ">=", "<", ">")


@frozen
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    """Recursive descent over the grammar in the module's docstring, one method a rule."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.tokens = self.tokenize()
        self.next = 0

    def tokenize(self) -> list[_Token]:
        tokens = []
        at = 0
        while at < len(self.text):
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise EditSyntaxError(self.text, at, f"{self.text[at]!r} has no meaning in an edit")
            kind = str(match.lastgroup)
            if kind != "space":
                tokens.append(_Token(kind, match.group(), at))
            at = match.end()
        tokens.append(_Token("end", "", len(self.text)))
        return tokens

    @property
    def token(self) -> _Token:
        return self.tokens[self.next]

    def take(self, *texts: str) -> _Token | None:
        """Consume the next token when it is one of ``texts``."""
        token = self.token
        if token.kind != "number" and token.text in texts:
            self.next += 1
            return token
        return None

    def expect(self, *texts: str) -> _Token:
        token = self.take(*texts)
        if token is None:
            raise self.fault(f"expected {' or '.join(texts)}")
        return token

    def fault(self, reason: str, token: _Token | None = None) -> EditSyntaxError:
        token = token or self.token
        found = f", found {token.text!r}" if token.text else ", found the end of the edit"
        return EditSyntaxError(self.text, token.at, reason + found)

    def statement(self) -> Statement:
        statement: Statement
        if self.take("if"):
            when = self.comparison()
            self.expect("then")
            statement = Condition(when, self.comparison())
        else:
            statement = self.comparison_or_quotient()
        if self.token.kind != "end":
            raise self.fault("the edit should end here")
        return statement

    def comparison(self) -> Comparison:
        start = self.token
        statement = self.comparison_or_quotient()
        if isinstance(statement, Quotient):
            raise self.fault("a quotient cannot stand inside a condition", start)
        return statement

    def comparison_or_quotient(self) -> Comparison | Quotient:
        start = self.token
        left = self.sum()
        relation = self.expect(*_RELATIONS).text
        right = self.sum()
        slash = self.take("/")
        if slash is None:
            comparison = Comparison(left, relation, right)
            if not comparison.difference.terms:
                raise self.fault("this says nothing about any item", start)
            return comparison
        if len(right.terms) > 1 and self.tokens[self.next - 2].text != ")":
            raise self.fault("put brackets around a part of several terms", slash)
        share = left.single
        if share is None or relation != "=":
            raise self.fault("a quotient must read  item = part / whole", slash)
        return Quotient(share, right, self.product())

    def sum(self) -> Linear:
        total = self.product() * Fraction(-1) if self.take("-") else self.product()
        while sign := self.take("+", "-"):
            term = self.product()
            total = total + term if sign.text == "+" else total - term
        return total

    def product(self) -> Linear:
        result = self.factor()
        while star := self.take("*"):
            other = self.factor()
            if result.terms and other.terms:
                raise self.fault("two items cannot be multiplied: edits are linear", star)
            result = result * other.constant if not other.terms else other * result.constant
        return result

    def factor(self) -> Linear:
        if self.take("("):
            inner = self.sum()
            self.expect(")")
            return inner
        if self.token.kind == "number":
            number = self.token
            self.next += 1
            return Linear((), Fraction(number.text))
        return self.reference()

    def reference(self) -> Linear:
        first = self.name("an item or a number")
        if self.take("."):
            if first.text not in self.vocabulary.forms:
                raise self.unknown("form", first, self.vocabulary.forms)
            form, items = first.text, self.vocabulary.forms[first.text]
            item = self.name("an item")
        else:
            form, items, item = None, self.vocabulary.items, first
        if item.text not in items:
            raise self.unknown("item", item, items)
        if not self.take("["):
            return Linear.of(Ref(item.text, None, form))
        return self.in_category(item, form, items[item.text])

    def in_category(self, item: _Token, form: str | None, categories: Sequence[str]) -> Linear:
        if self.take("*"):
            if not categories:
                raise self.fault(f"{item.text} has no categories to sum over", item)
            self.expect("]")
            if EVERY in categories:
                return Linear.of(Ref(item.text, EVERY, form))
            refs = [Ref(item.text, category, form) for category in categories]
            return Linear(tuple((ref, Fraction(1)) for ref in refs))
        category = self.name("a category")
        if category.text not in categories:
            raise self.unknown("category", category, categories)
        self.expect("]")
        return Linear.of(Ref(item.text, category.text, form))

    def name(self, what: str) -> _Token:
        token = self.token
        if token.kind != "name" or token.text in {"if", "then"}:
            raise self.fault(f"expected {what}")
        self.next += 1
        return token

    def unknown(
        self, what: str, token: _Token, known: Mapping[str, object] | Sequence[str]
    ) -> EditSyntaxError:
        reason = f"no {what} is called {token.text!r}{did_you_mean(token.text, known)}"
        return EditSyntaxError(self.text, token.at, reason)
