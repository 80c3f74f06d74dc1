"""A page in Chromium that is watched: whatever it does and shouldn't is kept, and ends the test that opened it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypedDict, Unpack

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Runs before anything of the page does.
KEEP_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


# The words are written in slices; they are all there when nothing has changed for a while.
WORDS_ARE_WRITTEN = """
() => new Promise((resolve) => {
  const words = document.getElementById("words");
  let timer = setTimeout(resolve, 150);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, 150); })
    .observe(words, { childList: true, subtree: true });
})
"""
CLIPPED = """
() => {
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible" && getComputedStyle(at).overflowX !== "clip") return true;
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getClientRects().length && element.getBoundingClientRect().right > innerWidth + 1)
    .filter((element) => !scrolls(element) && getComputedStyle(element).position !== "absolute")
    .map((element) => `${element.tagName}.${element.className} in #${element.closest("[id]")?.id}`);
}
"""


# A window's worth of a long text is laid out at a time; axe, which scrolls nowhere, takes the rest for overlapping.
LAY_OUT = """
() => {
  for (const element of document.querySelectorAll("body *"))
    if (getComputedStyle(element).contentVisibility !== "visible") element.style.contentVisibility = "visible";
}
"""

# Whatever has words of its own to be seen has a contrast to be judged; captions are there for those who listen.
UNJUDGED = """
async ([tags, within]) => {
  const options = { runOnly: { type: "tag", values: tags }, elementRef: true };
  const results = await axe.run({ include: within }, options);
  const judged = new Set([...results.passes, ...results.violations]
    .filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes.map(({ element }) => element)));
  const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  const shown = (element) => seen(element) && [...element.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(node.data));
  const worded = within.flatMap((one) => [...document.querySelectorAll(`${one} *`)]).filter(shown);
  return {
    breaches: results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    judged: worded.filter((element) => judged.has(element)).length,
    unjudged: worded.filter((element) => !judged.has(element)).map(({ outerHTML }) => outerHTML.slice(0, 200)),
  };
}
"""


class Judgement(TypedDict):
    """What axe says of a part as a whole: every breach, and of how many elements with words it judged the contrast."""

    breaches: list[str]
    judged: int
    unjudged: list[str]


class View(TypedDict, total=False):
    """How somebody looks at a page."""

    scheme: Literal["light", "dark"]
    width: int
    height: int
    reduced: bool
    scripted: bool
    fragment: str


@dataclass(frozen=True)
class Watched:
    """An open page and what it did that it mustn't."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def ready(self) -> Watched:
        """Wait until the page has drawn its map and written all its words."""
        self.page.wait_for_selector("html[data-ready]", state="attached")
        self.page.evaluate(WORDS_ARE_WRITTEN)
        return self

    def clipped(self) -> list[str]:
        """The elements that reach beyond the window where nobody can scroll to them."""
        found: list[str] = self.page.evaluate(CLIPPED)
        return found

    def violations(self) -> list[str]:
        """What the page's own Content-Security-Policy has stopped."""
        found: list[str] = self.page.evaluate("window.violations ?? []")
        return found

    def axe(self, *, within: Sequence[str] = ()) -> list[str]:
        """Every breach of WCAG 2.2 AA that axe-core finds, with the element that has it."""
        # Through the debugger, since the page's policy rightly lets no other script in.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate(
            """async ([tags, within]) => {
                const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
                const { violations } = await axe.run(within.length ? { include: within } : document, options);
                return violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
                    `${id}: ${help}: ${node.target.join(" ")}: ${node.any.map(({ message }) => message).join("; ")}`));
            }""",
            [WCAG, list(within)],
        )
        return found

    def axe_of_all(self, *within: str) -> Judgement:
        """What axe-core finds when every element of these parts is laid out and looked at."""
        self.page.evaluate(LAY_OUT)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: Judgement = self.page.evaluate(UNJUDGED, [WCAG, list(within)])
        return found


class Open(Protocol):
    """Opens a file in the browser."""

    def __call__(self, path: Path, **view: Unpack[View]) -> Watched:
        """The page, watched from before its first byte."""


def watched(browser: Browser, path: Path, **view: Unpack[View]) -> Watched:
    """Open a file as a double click does, with no network, and keep every request, error and violation."""
    context = browser.new_context(
        viewport={"width": view.get("width", 1280), "height": view.get("height", 800)},
        color_scheme=view.get("scheme", "light"),
        reduced_motion="reduce" if view.get("reduced") else "no-preference",
        java_script_enabled=view.get("scripted", True),
        offline=True,
        locale="en-GB",
    )
    context.add_init_script(KEEP_VIOLATIONS)
    page = context.new_page()
    page.set_default_timeout(10_000)
    result = Watched(page)
    address = path.resolve().as_uri()

    def requested(request: Request) -> None:
        # What is inside the file already comes from nowhere.
        if request.url.split("#")[0] != address and not request.url.startswith(("data:", "blob:")):
            result.problems.append(f"request: {request.url[:200]}")

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            result.problems.append(f"console: {message.text[:300]}")

    def asked(dialog: Dialog) -> None:
        result.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", requested)
    page.on("console", said)
    page.on("pageerror", lambda error: result.problems.append(f"error: {error}"))
    page.on("dialog", asked)
    context.on("page", lambda _: result.problems.append("a window was opened"))
    fragment = view.get("fragment", "")
    page.goto(address + (f"#{fragment}" if fragment else ""))
    return result
