"""Where the real data lies, when this machine has it: beside the checkout, or where ENSEMBLE_SHARED_DATA says."""

import os
from pathlib import Path

from foundation.settings import ROOT

SHARED = Path(os.environ.get("ENSEMBLE_SHARED_DATA", ROOT.parent / "shared" / "data"))
