"""The parser of edit text, which makes the normal form of it.

Grammar (white space is free; names are item names, Chinese ones included)::

    edit      = comparison | quotient | "if" comparison "then" comparison
              (one side of a comparison alone may multiply one item by others, once)
    comparison= sum ("=" | "<=" | ">=" | "<" | ">") sum
    quotient  = item "=" sum "/" sum        (the sums bracketed when they have several terms)
    sum       = ["-"] product {("+" | "-") product}
    product   = factor {"*" factor}
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
    Product,
    Quotient,
    Ref,
    Statement,
)
from youthstats.model.products import Expression, ProductsError
from youthstats.nearest import did_you_mean
from youthstats.wording import say

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
_TURNED = {"=": "=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}


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
                raise self.wrong(at, "sign", said=self.text[at])
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
            raise self.fault("expected_signs", signs=texts)
        return token

    def fault(
        self, reason: str, token: _Token | None = None, **facts: tuple[str, ...]
    ) -> EditSyntaxError:
        """Return the error for a token that cannot stand where it does; it is quoted.

        Of a fact of several words any one would do.
        """
        token = token or self.token
        found = "found" if token.text else "found_end"

        def quoted(lang: str) -> str:
            said = say(f"edit_fault.{found}", lang, said=token.text)
            either = say("edit_fault.or", lang)
            words = {name: either.join(fact) for name, fact in facts.items()}
            return say(f"edit_fault.{reason}", lang, **words) + said

        return EditSyntaxError(self.text, token.at, quoted)

    def wrong(self, at: int, reason: str, **facts: str) -> EditSyntaxError:
        """Return the error for a place in the text."""
        return EditSyntaxError(
            self.text, at, lambda lang: say(f"edit_fault.{reason}", lang, **facts)
        )

    def statement(self) -> Statement:
        statement: Statement
        if self.take("if"):
            when = self.comparison()
            self.expect("then")
            statement = Condition(when, self.comparison())
        else:
            statement = self.comparison_or_quotient()
        if self.token.kind != "end":
            raise self.fault("should_end")
        return statement

    def comparison(self) -> Comparison:
        start = self.token
        statement = self.comparison_or_quotient()
        if not isinstance(statement, Comparison):
            inside = "quotient_inside" if isinstance(statement, Quotient) else "product_inside"
            raise self.fault(inside, start)
        return statement

    def comparison_or_quotient(self) -> Comparison | Quotient | Product:
        start = self.token
        left = self.sum()
        sign = self.expect(*_RELATIONS)
        right = self.sum()
        slash = self.take("/")
        if slash is None:
            return self.compared(left, sign, right, start)
        if len(right.linear.terms) > 1 and self.tokens[self.next - 2].text != ")":
            raise self.fault("brackets", slash)
        share, whole = left.linear.single, self.product()
        if share is None or sign.text != "=" or left.times or right.times or whole.times:
            raise self.fault("quotient", slash)
        return Quotient(share, right.linear, whole.linear)

    def compared(
        self, left: Expression, sign: _Token, right: Expression, start: _Token
    ) -> Comparison | Product:
        """Return what holds two sides against each other: what is multiplied stands on the right."""
        if left.times and right.times:
            raise self.fault("products", sign)
        if right.times:
            return Product(left.linear, sign.text, right.times, right.linear)
        if left.times:
            return Product(right.linear, _TURNED[sign.text], left.times, left.linear)
        comparison = Comparison(left.linear, sign.text, right.linear)
        if not comparison.difference.terms:
            raise self.fault("says_nothing", start)
        return comparison

    def sum(self) -> Expression:
        total = self.product().scaled(Fraction(-1)) if self.take("-") else self.product()
        while sign := self.take("+", "-"):
            term = self.product()
            try:
                total = total + term if sign.text == "+" else total - term
            except ProductsError as error:
                raise self.fault("products", sign) from error
        return total

    def product(self) -> Expression:
        result = self.factor()
        while star := self.take("*"):
            try:
                result = result * self.factor()
            except ProductsError as error:
                raise self.fault("products", star) from error
        return result

    def factor(self) -> Expression:
        if self.take("("):
            inner = self.sum()
            self.expect(")")
            return inner
        if self.token.kind == "number":
            number = self.token
            self.next += 1
            return Expression(Linear((), Fraction(number.text)))
        return Expression(self.reference())

    def reference(self) -> Linear:
        first = self.name("expected_factor")
        if self.take("."):
            if first.text not in self.vocabulary.forms:
                raise self.unknown("no_form", first, self.vocabulary.forms)
            form, items = first.text, self.vocabulary.forms[first.text]
            item = self.name("expected_item")
        else:
            form, items, item = None, self.vocabulary.items, first
        if item.text not in items:
            raise self.unknown("no_item", item, items)
        if not self.take("["):
            return Linear.of(Ref(item.text, None, form))
        return self.in_category(item, form, items[item.text])

    def in_category(self, item: _Token, form: str | None, categories: Sequence[str]) -> Linear:
        if self.take("*"):
            if not categories:
                raise self.fault("no_categories", item, item=(item.text,))
            self.expect("]")
            if EVERY in categories:
                return Linear.of(Ref(item.text, EVERY, form))
            refs = [Ref(item.text, category, form) for category in categories]
            return Linear(tuple((ref, Fraction(1)) for ref in refs))
        category = self.name("expected_category")
        if category.text not in categories:
            raise self.unknown("no_category", category, categories)
        self.expect("]")
        return Linear.of(Ref(item.text, category.text, form))

    def name(self, reason: str) -> _Token:
        token = self.token
        if token.kind != "name" or token.text in {"if", "then"}:
            raise self.fault(reason)
        self.next += 1
        return token

    def unknown(
        self, reason: str, token: _Token, known: Mapping[str, object] | Sequence[str]
    ) -> EditSyntaxError:
        """Return the error for a name nobody knows, with the nearest that is known."""

        def told(lang: str) -> str:
            hint = did_you_mean(token.text, known, lang)
            return say(f"edit_fault.{reason}", lang, said=token.text, hint=hint)

        return EditSyntaxError(self.text, token.at, told)
