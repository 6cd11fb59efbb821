"""Pictures of one screen side by side, drawn by the browser itself."""

import base64
from pathlib import Path

from playwright.sync_api import Browser

HEIGHT = 900


def join(chromium: Browser, target: Path, files: list[Path]) -> str:
    """Put pictures next to each other, each with its name above; answer where they are."""
    shown = "".join(
        f"<figure><figcaption>{file.stem}</figcaption><img src='{_inline(file)}'></figure>" for file in files
    )
    page = chromium.new_page(viewport={"width": 1800, "height": HEIGHT})
    page.set_content(
        "<style>body{margin:8px;display:flex;flex-wrap:wrap;gap:8px;background:#888;font:11px sans-serif}"
        f"figure{{margin:0}}img{{max-height:{HEIGHT}px;max-width:880px;display:block}}</style>{shown}"
    )
    page.screenshot(path=target, full_page=True)
    page.close()
    return target.name


def _inline(file: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(file.read_bytes()).decode()
