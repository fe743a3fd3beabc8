"""What a formula is, and what it says: no file is opened here, and no value worked out.

``parsing`` makes a ``tree`` of a formula's text, once for whoever works it out and whoever asks for
its meaning. ``meaning`` reads a tree as the ``normal`` form of an edit; ``scope`` says what its
references stand for, ``guards`` which conditions only protect, ``arrays`` what is added in pairs.
"""
