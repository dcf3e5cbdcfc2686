"""Remake `report.png`, the first findings of the demo in Chromium: ``python docs/picture.py`` (Debian: chromium-driver; extra browser)."""

import base64
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver

from storycompare import compare
from storycompare.cli.sources import bundled_story

WIDTH, HEIGHT = 1060, 688
"""Of the window, so wide that the two sentences of a pair stand side by side; of the picture, to the end of the second finding."""
MARGIN = 14
PLACE = "const {x, y, width} = document.getElementById('differ').getBoundingClientRect(); return {x, y: y + scrollY, width};"


def picture(driver: webdriver.Chrome) -> Image.Image:
    """Return a picture of the first findings on the page, in 64 colours."""
    place = driver.execute_script(PLACE)
    clip = {"x": place["x"] - MARGIN, "y": place["y"] + 4, "width": place["width"] + 2 * MARGIN, "height": HEIGHT, "scale": 1}
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
    drawn = Image.open(io.BytesIO(base64.b64decode(taken["data"])))
    return drawn.convert("RGB").quantize(64, dither=Image.Dither.NONE)


def main() -> None:
    """Draw the report of the demo and keep the picture."""
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},900"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "demo.html")
        page.write_text(compare(bundled_story().versions, id="demo").to_html(), "utf-8")
        with webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))) as driver:
            driver.get(page.as_uri())
            picture(driver).save(Path(__file__).with_name("report.png"), optimize=True)


if __name__ == "__main__":
    main()
