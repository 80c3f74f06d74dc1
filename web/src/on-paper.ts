/** What is printed of a lattice in words: all of it, or the part that is chosen or filtered on the screen. */

import { h } from "./dom";
import type { Lattice } from "./lattice";
import type { Words } from "./words";

/** Before each printing leave out what isn't part, and say so; all is printed where there is no part. */
export function onPaper(twin: Element, lattice: Lattice, words: Words, part: () => ReadonlySet<number> | null): void {
  const note = h("p", { class: "on-paper" });
  twin.querySelector("h2")?.after(note);
  addEventListener("beforeprint", () => {
    const roles = part();
    const skills = new Set([...(roles ?? [])].flatMap((role) => lattice.asks(role).map(({ skill }) => skill)));
    const { resources } = lattice.scene;
    leaveOut(twin, "[data-role]", (row) => roles !== null && !roles.has(Number(row.getAttribute("data-role"))));
    leaveOut(
      twin,
      "[data-resource]",
      (row) =>
        roles !== null &&
        !resources[Number(row.getAttribute("data-resource"))]?.teaches.some(([skill]) => skills.has(skill)),
    );
    leaveOut(twin, "section", (section) => roles !== null && !section.querySelector("tbody tr:not(.left-out)"));
    const all = words.number(lattice.scene.roles.length);
    note.textContent = roles === null ? "" : words.say("print.part", { n: words.number(roles.size), all });
  });
}

function leaveOut(within: Element, which: string, out: (element: HTMLElement) => boolean): void {
  for (const element of within.querySelectorAll<HTMLElement>(which)) element.classList.toggle("left-out", out(element));
}
