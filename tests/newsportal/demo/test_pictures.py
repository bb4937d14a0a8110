"""The pictures of the demo newspaper are small, described, drawn for it and all in use."""

import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

DEMO = Path(__file__).resolve().parents[3] / "newsportal" / "demo"
MANIFEST = tomllib.loads((DEMO / "newspaper.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("picture", MANIFEST["pictures"], ids=lambda row: row["file"])
def test_a_picture_is_small_enough_described_and_credited(picture):
    path = DEMO / picture["file"]
    assert path.stat().st_size <= 150_000
    with Image.open(path) as image:
        assert image.size == (1600, 1000)
    assert 20 <= len(picture["alt"]) <= 250
    assert picture["caption"].endswith(".")
    assert picture["credit"]
    assert picture["licence"] == "CC0-1.0"
    assert len(picture["focal"]) == 2
    assert all(0 <= part <= 1 for part in picture["focal"])


def test_every_picture_has_its_drawing_and_is_used():
    rasters = {path.stem for path in (DEMO / "pictures").glob("*.*")}
    drawings = {path.stem for path in (DEMO / "pictures" / "source").glob("*.svg")}
    listed = {Path(picture["file"]).stem for picture in MANIFEST["pictures"]}
    used = {
        Path(article["picture"]).stem for article in MANIFEST["articles"] if "picture" in article
    }
    assert rasters == drawings == listed == used
    assert len(listed) >= 20


def test_a_drawing_holds_no_words_no_script_and_nothing_from_elsewhere():
    for path in (DEMO / "pictures" / "source").glob("*.svg"):
        drawing = path.read_text(encoding="utf-8")
        assert not re.search(r"<(text|script|image|foreignObject)\b|\bon\w+=", drawing), path.name
        assert re.findall(r"https?://[^\"]+", drawing) == ["http://www.w3.org/2000/svg"], path.name
