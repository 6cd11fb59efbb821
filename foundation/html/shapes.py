"""What portraits are made of: colours that sit well on paper and on ink, and a few shapes of hair and clothes.

In the shapes `$t` is the colour of the hair and `$s` that of the skin.
"""

GROUNDS = (
    "#c9d3e6", "#bcd3d4", "#e3c3b6", "#ddd5c4", "#e6cfa8", "#b9c4a0", "#d6cede", "#cfd9c3", "#e8bfa0", "#a9bfc9",
)  # fmt: skip
SKINS = ("#f3dcc8", "#f0d0b4", "#e6bd98", "#dcae88", "#c99468", "#b9805a", "#8a5a3c", "#6b4530")
TINTS = {
    "black": "#2b2420",
    "aubergine": "#3a2f3c",
    "dark brown": "#5a3a24",
    "brown": "#7a4a2b",
    "light brown": "#a8693a",
    "auburn": "#7a2e22",
    "blond": "#d9b36c",
    "grey": "#8e8a86",
    "white": "#e8e2d6",
}  # fmt: skip
CLOTHS = (
    "#3f5d4a", "#7a4a2b", "#2b3f7a", "#5f6f8f", "#6d4d66", "#8c3b34", "#b88a3a", "#3a3f4c", "#c8603c", "#4f7f86",
)  # fmt: skip
CUTS = (
    "",
    '<path fill="#f4efe6" d="m25 47 7 8 7-8 3 1-4 10-6-3-6 3-4-10z"/>',
    '<path fill="none" stroke="#f4efe6" stroke-width="2" opacity=".75" d="M12 54q20-5 40 0M9 60q23-5 46 0"/>',
    '<path fill="none" stroke="#000" stroke-width="2.5" opacity=".22" d="M23 47q9 9 18 0M32 53v11"/>',
)

_EARS = '<path fill="$s" d="M20 28a3 3.5 0 0 0 1 7h22a3 3.5 0 0 0 1-7z"/>'
_SWEEP = '<path fill="$t" d="M20 30c0-9 5-14.5 12-14.5S44 21 44 30c-3-2-5-5-6-8-4 4-11 7-18 8z"/>'
_SHORT = '<path fill="$t" d="M20.5 29c-1.5-10 4-15 11.5-15s13 5 11.5 15c-1.5-5-4-7.5-7-8-6 1-11-.5-13-1-1.5 2-2.5 5-3 9z"/>'
_CAP = '<path fill="$t" d="M20.5 28c-.5-9 4.5-14 11.5-14s12 5 11.5 14c-3-6-7-8-11.5-8s-8.5 2-11.5 8z"/>'

# Behind the head, before it, and whether its colour is that of a cloth.
HAIR: dict[str, tuple[str, str, bool]] = {
    "short": (_EARS, _SHORT, False),
    "long": ('<path fill="$t" d="M16 30a16 16 0 0 1 32 0v20H16z"/>', _SWEEP, False),
    "knot": ('<circle cx="32" cy="9.5" r="6.5" fill="$t"/>', _CAP, False),
    "chin": ('<path fill="$t" d="M17 29a15 15 0 0 1 30 0v12a3 3 0 0 1-3 3H20a3 3 0 0 1-3-3z"/>', _SWEEP, False),
    "round": ('<circle cx="32" cy="24" r="17.5" fill="$t"/>', '<path fill="$t" d="M20.5 27c2-6 6-8 11.5-8s9.5 2 11.5 8l1-9-12-6-12 6z"/>', False),
    "bald": (_EARS, '<path fill="$t" d="M21 33c-1.6-2-1.6-7-.2-10 1.2 2 1.4 7 .2 10zm22 0c1.6-2 1.6-7 .2-10-1.2 2-1.4 7-.2 10z"/>', False),
    "scarf": ("", '<path fill="$t" d="M18 31c0-12 5-18 14-18s14 6 14 18c-2 9-2 12-3 16-3-3-1-8-1-15 0-7-4-10-10-10s-10 3-10 10c0 7 2 12-1 15-1-4-1-7-3-16z"/>', True),
    "cap": (_EARS, '<path fill="$t" d="M20 25a12 12 0 0 1 24 0zm-1-1h32a2 2 0 0 1 0 4H19z"/>', True),
    "tail": ('<path fill="$t" d="M44 20c10 0 9 16 4 22-1-6-5-9-6-16z"/>', _CAP, False),
    "plaits": ('<path fill="$t" d="M18 26c-4 8-3 22 0 28 4-1 5-8 4-14zm28 0c4 8 3 22 0 28-4-1-5-8-4-14z"/>', _CAP, False),
    "wool hat": (_EARS, '<path fill="$t" d="M20 26c0-16 24-16 24 0q-12-4-24 0z"/><path fill="#000" opacity=".2" d="M19 24q13-5 26 0v4q-13-4-26 0z"/>', True),
    "curls": (_EARS, '<g fill="$t"><circle cx="23" cy="20" r="5"/><circle cx="30" cy="15.5" r="5.5"/><circle cx="38" cy="17" r="5.5"/><circle cx="42" cy="23" r="4"/></g>', False),
    "fringe": ('<path fill="$t" d="M17 28a15 15 0 0 1 30 0v11H17z"/>', '<path fill="$t" d="M20 27c-1-8 5-13 12-13s13 5 12 13q-12-4-24 0z"/>', False),
    "waves": ('<path fill="$t" d="M16 28c-4 6 0 8-2 13s2 8 5 8h26c3 0 7-3 5-8s2-7-2-13c0-22-32-22-32 0z"/>', _SWEEP, False),
    "brushed up": (_EARS, '<path fill="$t" d="M20.5 27c-1-7 2-12 8-13 3-5 12-4 15 1 3 4 1 8 0 12-1-4-3-6-6-7-6 2-12 1-14 0-2 1-2 4-3 7z"/>', False),
}  # fmt: skip

_GLASSES = '<g fill="none" stroke="#23222a" stroke-width="1.6"><circle cx="27.3" cy="30" r="4"/><circle cx="36.7" cy="30" r="4"/><path d="M31.3 29.6h1.4"/></g>'
_BEARD = '<path fill="$t" d="M21 31c0 8 4 14 11 14s11-6 11-14c-2 4-5 5-11 5s-9-1-11-5z"/>'
EXTRAS = {
    "none": "",
    "round glasses": _GLASSES,
    "beard": _BEARD,
    "beard and glasses": _BEARD + _GLASSES,
    "moustache": '<path fill="$t" d="M26 37q3-3 6-1 3-2 6 1-3 2-6 0-3 2-6 0z"/>',
    "earrings": '<g fill="#e0b040"><circle cx="21" cy="37" r="1.8"/><circle cx="43" cy="37" r="1.8"/></g>',
    "scarf": '<path fill="#c8603c" d="M23 43q9 6 18 0l3 5q-12 8-24 0zm12 6 5 1 1 12h-5z"/>',
    "red glasses": '<g fill="none" stroke="#7a2e22" stroke-width="1.6"><path d="M23 27.5h8v5h-8zm10 0h8v5h-8zm-2 2h2"/></g>',
}  # fmt: skip
