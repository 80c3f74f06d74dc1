"""Times what somebody at a page waits for, by the page's own clock: nothing of what drives the browser is counted."""

from __future__ import annotations

import statistics
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from playwright.sync_api import TimeoutError as TooLate

from tests.browser.watch import WORDS_ARE_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

# A message that is posted in a frame arrives after the frame has been laid out and painted.
_WATCH: Final = """
window.afterPaint = () => new Promise((resolve) => requestAnimationFrame((begun) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve({ begun, painted: performance.now() });
  port2.postMessage(null);
}));
window.stamps = { long: [], clicks: [] };
new MutationObserver(async (_, observer) => {
  observer.disconnect();
  stamps.ready = performance.now();
  stamps.drawn = (await afterPaint()).painted;
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
new PerformanceObserver((list) => stamps.long.push(...list.getEntries())).observe({ type: "longtask" });
new PerformanceObserver((list) => stamps.clicks.push(...list.getEntries().filter(({ name }) => name === "click")))
  .observe({ type: "event", durationThreshold: 16 });
"""

_OPENED: Final = """() => ({
  "first paint": performance.getEntriesByName("first-contentful-paint")[0].startTime,
  "ready": stamps.ready,
  "drawn": stamps.drawn,
  "longest task after that": Math.max(0, ...stamps.long
    .filter(({ startTime }) => startTime >= stamps.drawn)
    .map(({ duration }) => duration)),
})"""

# The handler, then the frame that shows what it did, from when it begins; the wait for its turn is nobody's work.
_CHOICE: Final = """async ([at, role]) => {
  const ways = document.querySelectorAll("#panel .way");
  const before = performance.now();
  if (ways.length) ways[at % ways.length].click();
  else {
    history.replaceState(null, "", `#role=${role}`);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
  const after = performance.now();
  const { begun, painted } = await afterPaint();
  return after - before + painted - Math.max(after, begun);
}"""

# The last animation has ended and nothing is left to do.
_REST: Final = 600

_PYVIS: Final = """
let made;
Object.defineProperty(window, "network", {
  get: () => made,
  set: (network) => {
    made = network;
    if (!network) return;
    network.on("stabilizationProgress", ({ iterations, total }) =>
      console.log(`settled to ${Math.round(100 * iterations / total)} % of its steps`));
    network.once("stabilizationIterationsDone", () => { window.settled = performance.now(); });
  },
});
"""


@contextmanager
def _page(browser: Browser, script: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, locale="en-GB")
    context.add_init_script(script)
    yield context.new_page()
    context.close()


def opening(browser: Browser, path: Path) -> dict[str, float]:
    """How long a map takes to open, in a context without a cache: milliseconds from the beginning of the navigation."""
    with _page(browser, _WATCH) as page:
        page.goto(path.as_uri())
        page.wait_for_function("stamps.drawn")
        page.evaluate(WORDS_ARE_WRITTEN)
        found: dict[str, float] = page.evaluate(_OPENED)
        return found


def choices(browser: Browser, path: Path, role: str, number: int) -> tuple[list[float], list[float]]:
    """How long choosing one role after another takes: the first by address, each other by a way in the panel.

    First the work alone: the script, then the frame that shows it. Then real
    clicks, as Event Timing has them: from the mouse button to the frame on the
    screen, with the wait for its turn, to 8 ms; 16 ms is the least it tells.
    """
    work, seen = [], []
    with _page(browser, _WATCH) as page:
        page.goto(path.as_uri())
        page.wait_for_function("stamps.drawn")
        page.evaluate(WORDS_ARE_WRITTEN)
        for turn in range(number):
            page.wait_for_timeout(_REST)
            work.append(float(page.evaluate(_CHOICE, [7 * turn, role])))
        for turn in range(number):
            page.wait_for_timeout(_REST)
            page.evaluate("stamps.clicks.length = 0")
            ways = page.locator("#panel .way")
            before = page.url
            ways.nth(7 * turn % ways.count()).click()
            page.wait_for_timeout(_REST)
            assert page.url != before, "the click has chosen nothing"
            seen.append(float(page.evaluate("Math.max(16, ...stamps.clicks.map(({ duration }) => duration))")))
    return work, seen


def settling(browser: Browser, path: Path, seconds: float) -> tuple[float | None, str]:
    """The seconds until pyvis's own page has settled its roles, none when that isn't in time, and how far it came."""
    told = ["settled to 0 % of its steps"]

    def said(message: ConsoleMessage) -> None:
        if message.text.startswith("settled"):
            told.append(message.text)

    with _page(browser, _PYVIS) as page:
        page.on("console", said)
        page.goto(path.as_uri(), wait_until="commit")
        try:
            settled = page.wait_for_function("window.settled", timeout=1000 * seconds).json_value()
        except TooLate:
            return None, told[-1]
        return float(settled) / 1000, told[-1]


def middle_and_worst(times: list[float]) -> str:
    """Times of one kind in a few words."""
    return f"{statistics.median(times):.0f} ms, worst {max(times):.0f} ms"
