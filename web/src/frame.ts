/** What all kinds of page have: the parts of the template, the data, the words, the drawing. */

import { type Child, h, replace } from "./dom";
import { parsed } from "./fragment";
import { Lattice } from "./lattice";
import { onEveryPage } from "./paper";
import type { Scene } from "./scene";
import { Slices } from "./slices";
import { Surface } from "./surface";
import { Words } from "./words";

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no part ${id}`);
  return found;
}

export class Frame {
  readonly lattice: Lattice;
  readonly words: Words;
  readonly slices = new Slices();
  readonly tools = part("tools");
  readonly panel = part("panel");
  readonly twin = part("words");
  readonly surface: Surface;
  /** What a click or the keyboard on the map chooses; a kind sets it. */
  choose: (role: number | null) => void = () => undefined;
  private readonly live = h("p", { class: "unseen", role: "status" });

  constructor(readonly scene: Scene) {
    this.lattice = new Lattice(scene);
    this.words = new Words(scene.texts, scene.language, scene.currency);
    this.header();
    this.footer();
    document.body.append(this.live);
    this.surface = new Surface(part("map"), this.lattice, this.words, {
      choose: (role) => this.choose(role),
      tell: (text) => this.tell(text),
    });
  }

  /** Say something to those who don't see the page. */
  tell(text: string): void {
    this.live.textContent = text;
  }

  /** Fill the panel, its title first. */
  show(title: Child, kicker: string | null, ...children: Child[]): void {
    const inside = this.panel.contains(document.activeElement);
    replace(
      this.panel,
      kicker ? h("p", { class: "kicker" }, h("bdi", {}, kicker)) : null,
      h("h2", { id: "panel-title", tabindex: -1 }, title),
      ...children,
    );
    this.panel.scrollTop = 0;
    // Whoever pressed a button in the panel goes on reading where it begins.
    if (inside) this.panel.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** Give the map and the panel all the height that the parts above them leave. */
  settle(): void {
    const measure = () => {
      const above = this.tools.getBoundingClientRect().bottom + scrollY;
      document.documentElement.style.setProperty("--above", `${Math.ceil(above)}px`);
    };
    measure();
    new ResizeObserver(measure).observe(this.tools);
  }

  /** What the address says is chosen. */
  get fragment(): Map<string, string> {
    return parsed(location.hash);
  }

  /** Say in the address what is chosen, without a step in the history for each. */
  remember(fragment: string): void {
    history.replaceState(null, "", fragment || location.pathname + location.search);
  }

  private header(): void {
    const { scene, words } = this;
    const top = part("top");
    const title = top.querySelector("h1");
    const marks = [h("span", {}, words.say("as_of", { date: words.day(scene.as_of) }))];
    if (scene.audience === "planner") {
      marks.unshift(h("strong", { class: "confidential" }, words.say("confidential")));
      if (scene.digest) {
        const digest = words.say("digest", { digest: scene.digest.slice(0, 12) });
        marks.push(h("span", { class: "digest", title: scene.digest }, digest));
      }
    }
    replace(
      top,
      h("div", { class: "titles" }, title),
      h("p", { class: "marks" }, ...marks),
      h(
        "a",
        { class: "to-words", href: "#words", click: (event) => this.goTo(event, this.twin) },
        words.say("to_words"),
        h("span", { "aria-hidden": "true" }, " ↓"),
      ),
    );
    document.querySelector(".skip")?.addEventListener("click", (event) => this.goTo(event, this.twin));
    if (scene.audience === "planner" && scene.digest) {
      const values = { date: words.day(scene.as_of), digest: scene.digest.slice(0, 12) };
      onEveryPage(words.say("confidential.line", values));
    }
  }

  /** Go to a part of the page without touching what the address remembers. */
  private goTo(event: Event, to: HTMLElement): void {
    event.preventDefault();
    to.scrollIntoView();
    to.focus({ preventScroll: true });
  }

  private footer(): void {
    const { scene, words } = this;
    replace(
      part("foot"),
      h("p", {}, words.say("made_by")),
      scene.licence ? h("p", {}, words.say("licence", { licence: scene.licence })) : null,
      scene.attribution ? h("p", {}, scene.attribution) : null,
    );
  }
}
