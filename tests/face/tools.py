"""The tools from outside, installed from their lock file into a folder that is not committed."""

import filecmp
import shutil
import subprocess
from pathlib import Path

from foundation.settings import ROOT

LOCKS = ("package.json", "package-lock.json")
FOLDER = ROOT / ".cache" / "face"
HERE = Path(__file__).parent


class Absent(Exception):
    """A tool is not here, and why."""


def install() -> None:
    """Bring Lighthouse and the HTML checker, unless they are there already."""
    if shutil.which("npm") is None:
        raise Absent("Node.js with npm is not installed")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if (FOLDER / "node_modules").exists() and not filecmp.cmpfiles(HERE, FOLDER, LOCKS)[1]:
        return
    for name in LOCKS:
        shutil.copy(HERE / name, FOLDER / name)
    # Scripts of packages would fetch a browser of their own.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=FOLDER, check=False).returncode:
        shutil.rmtree(FOLDER / "node_modules", ignore_errors=True)
        raise Absent("npm could not install the tools")


def lighthouse() -> list[str]:
    """The command that runs Lighthouse."""
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists() or shutil.which("node") is None:
        raise Absent("Lighthouse is not installed: bin/budgets brings it, with Node.js")
    return ["node", str(program)]


def html_checker() -> list[str]:
    """The command that runs the Nu HTML checker."""
    program = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if shutil.which("java") is None:
        raise Absent("Java is not installed")
    if not program.exists():
        raise Absent("the Nu HTML checker is not installed: bin/budgets brings it, with Node.js")
    return ["java", "-Xss4m", "-jar", str(program)]
