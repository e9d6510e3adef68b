"""`make golden`: write the expected records of the samples anew, from what the program says now. Read the difference before committing it."""

import os
from pathlib import Path

from dragoman.export.json import to_json
from dragoman.pipeline import read
from dragoman.settings import Settings
from tests.golden.samples import EXPECTED, pretty, samples

if __name__ == "__main__":
    os.environ["DRAGOMAN_KNOWLEDGE"] = ""
    for path, published in samples():
        (result,) = read([str(path)], Settings(published=published))
        (EXPECTED / f"{path.stem}.json").write_text(pretty(to_json(result)), encoding="utf-8")
    known = {path.stem for path, _ in samples()}
    for old in Path(EXPECTED).glob("*.json"):
        if old.stem not in known:
            old.unlink()
