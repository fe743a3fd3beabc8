"""The streaming reader of ``.xlsx`` and ``.xlsm`` (ECMA-376): from a package's bytes to its sheets.

This room is all of the machinery we own because nothing to be had gives it, and it stays under 500
lines of code (a test counts them). In the order of the work: ``parts`` inflates, ``elements``
parses, ``workbook`` says what there is, ``shared`` what cells refer to, ``sheet`` reads the cells and
``around`` what stands around them. What is read, within which limits, is said by ``book`` and
``limits`` beside it; what an address, a number, a text or a formula means, by those of their names.
"""
