"""How letters look. Mail programs know few style sheets, so each element carries its own; only the dark is in the head."""

from markupsafe import Markup

from foundation.brand.palette import Palette

TITLE = "font-family:Georgia,'Times New Roman',serif;font-weight:normal"
PLAIN = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
DAY = {
    "paper": "margin:0;padding:0;background-color:#f3f0e8",
    "preheader": "display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#f3f0e8",
    "gutter": "padding:0 12px",
    "column": "width:100%;max-width:600px;margin:0 auto",
    "head": f"padding:32px 8px 20px;{TITLE};font-size:21px;line-height:1.2;color:#171a24",
    "tally": "letter-spacing:2px;text-decoration:line-through;font-weight:bold;color:{accent}",
    "sheet": "padding:40px 40px 36px;background-color:#fbf9f4;border-radius:16px",
    "title": f"margin:0 0 24px;{TITLE};font-size:27px;line-height:1.2;color:#171a24",
    "line": f"margin:0 0 18px;{PLAIN};font-size:17px;line-height:1.55;color:#171a24",
    "quote": f"margin:6px 0 24px;padding:18px 22px;background-color:#f3f0e8;border-radius:10px;{PLAIN};font-size:17px;line-height:1.55;color:#171a24",
    "button": "border-radius:10px;background-color:{accent}",
    "press": f"display:inline-block;padding:15px 26px;{PLAIN};font-size:17px;line-height:1.2;font-weight:bold;color:{{on_accent}};text-decoration:none;border-radius:10px",
    "address": f"margin:0;padding:16px 0 22px;{PLAIN};font-size:14px;line-height:1.5;color:#62625f;word-break:break-all;overflow-wrap:anywhere",
    "link": "color:{accent}",
    "foot": f"padding:22px 8px 40px;{PLAIN};font-size:14px;line-height:1.55;color:#62625f",
    "small": "margin:0 0 8px",
}
NIGHT = {
    "paper": "background-color:#12151d",
    "preheader": "color:#12151d",
    "head": "color:#efebe1",
    "tally": "color:{accent}",
    "sheet": "background-color:#1a1e28",
    "title": "color:#efebe1",
    "line": "color:#efebe1",
    "quote": "background-color:#12151d;color:#efebe1",
    "button": "background-color:{accent}",
    "press": "color:{on_accent}",
    "address": "color:#9b9a97",
    "link": "color:{accent}",
    "foot": "color:#9b9a97",
}


def look(palette: Palette) -> dict[str, Markup]:
    """The attributes of each part by its name, and the style sheet of the dark as `head_style`."""
    day = {"accent": palette.day.accent, "on_accent": palette.day.on_accent}
    night = {"accent": palette.night.accent, "on_accent": palette.night.on_accent}
    parts = {
        name: Markup(' class="{}" style="{}"').format(name, rule.format(**day)) for name, rule in DAY.items()
    }
    dark = " ".join(f".{name}{{{_firm(rule.format(**night))}}}" for name, rule in NIGHT.items())
    narrow = (
        "@media (max-width:480px){.sheet{padding:28px 22px 24px!important}.title{font-size:24px!important}}"
    )
    sheet = f":root{{color-scheme:light dark}} @media (prefers-color-scheme:dark){{{dark}}} {narrow}"
    return parts | {"head_style": Markup("<style>{}</style>").format(Markup(sheet))}


def _firm(rule: str) -> str:
    return ";".join(f"{one}!important" for one in rule.split(";"))
