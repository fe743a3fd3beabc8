"""The schemes the library brings, found by id."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from youthstats.errors import SchemeLoadError, UnknownSchemeError
from youthstats.model.schemes import Scheme

__all__ = ["known_schemes", "scheme_called"]


def known_schemes() -> tuple[str, ...]:
    """Return the ids of the schemes that come with the library."""
    return tuple(module.name for module in iter_modules(__path__))


def scheme_called(name: str) -> Scheme:
    """Return a scheme by id, or one of your own as ``package.module:ATTRIBUTE``.

    Raises :class:`~youthstats.errors.UnknownSchemeError` with the nearest id for one nobody knows,
    and :class:`~youthstats.errors.SchemeLoadError` for a module that cannot be loaded.
    """
    module, colon, attribute = name.partition(":")
    if not colon:
        if name not in known_schemes():
            raise UnknownSchemeError(name, known_schemes())
        module, attribute = f"{__name__}.{name}", "SCHEME"
    try:
        scheme = getattr(import_module(module), attribute)
    except Exception as error:  # whatever a module of somebody else's raises while it is loaded
        raise SchemeLoadError(name, f"{type(error).__name__}: {error}") from error
    if not isinstance(scheme, Scheme):
        raise SchemeLoadError(name, f"it is a {type(scheme).__name__}, not a Scheme")
    return scheme
