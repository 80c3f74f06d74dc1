/** The drawing: vis-network pans, zooms, draws roles and ladders and says what is pointed at; the rest is drawn around it. */

import { h } from "./dom";
import {
  around,
  type Box,
  type Direction,
  fitted,
  grown,
  type Insets,
  next,
  Placed,
  seen,
  shortened,
  type View,
  wrapped,
} from "./geometry";
import type { Lattice } from "./lattice";
import { type Line, type Look, NOTHING, type Sign } from "./look";
import { drawSign, radius } from "./signs";
import { calm, onThemeChange, type Theme, theme } from "./theme";
import type { Words } from "./words";

const FONT = '"Inter", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';
const GRADE_STRIP = 46;
const AREA_STRIP = 40;
const LYING = 42;
const STANDING = 136;
const CLOSEST = 3;
const NAMED_FROM = 84;
const PITCH = 56;
const NARROW = 560;
/** A column as narrow as this has no room for a name, not even on end. */
const THINNEST = 9;
/** From this scale on names beside roles have room, and from that on signs can be told apart. */
const READABLE = 0.6;
const LEGIBLE = 0.4;

export interface Handlers {
  choose(role: number | null): void;
  tell(text: string): void;
}

export class Surface {
  private readonly network: vis.Network;
  private readonly canvas: HTMLElement;
  private readonly hues: string[];
  private look: Look = NOTHING;
  private passing: readonly boolean[];
  private hovered: number | null = null;
  private cursor: number | null = null;
  private colours: Theme = theme();
  private veiled = false;
  private least = 0.02;
  /** What was last shown as a whole, and whether somebody has moved away from it. */
  private shown: readonly number[] | null = null;
  private moved = false;
  private screenView: (View & { moved: boolean }) | null = null;
  private readonly standing: number;

  constructor(
    container: HTMLElement,
    private readonly lattice: Lattice,
    private readonly words: Words,
    private readonly handlers: Handlers,
  ) {
    const { scene } = lattice;
    this.passing = scene.roles.map(() => true);
    this.standing = this.longest();
    this.hues = scene.network.nodes.map((node) => String(node["color"]));
    this.canvas = h("div", {
      class: "canvas",
      tabindex: 0,
      role: "application",
      "aria-label": words.say("map.label"),
      "aria-describedby": "map-help",
      keydown: (event) => this.key(event as KeyboardEvent),
      blur: () => this.point(null),
    });
    container.append(this.canvas, h("p", { id: "map-help", class: "unseen" }, words.say("map.help")), this.buttons());
    const nodes = scene.network.nodes.map((node) => ({
      ...node,
      shape: "custom",
      ctxRenderer: (drawing: vis.Drawing) => this.node(drawing),
    }));
    this.network = new vis.Network(
      this.canvas,
      { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(scene.network.edges) },
      scene.network.options,
    );
    // What vis-network puts inside would be a second stop for the keyboard.
    for (const inner of this.canvas.querySelectorAll<HTMLElement>("[tabindex]")) inner.tabIndex = -1;
    this.network.on("click", ({ nodes: [role] }) => {
      this.network.unselectAll();
      if (role === undefined || this.passing[role]) this.handlers.choose(role ?? null);
    });
    this.network.on("hoverNode", ({ node }) => this.hover(node ?? null));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("zoom", () => {
      this.moved = true;
      this.bound();
    });
    this.network.on("dragEnd", () => {
      this.moved = true;
    });
    this.network.on("beforeDrawing", (ctx) => this.under(ctx));
    this.network.on("afterDrawing", (ctx) => this.over(ctx));
    new ResizeObserver(() => this.resized()).observe(this.canvas);
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => this.unprint());
    onThemeChange(() => {
      this.colours = theme();
      this.redraw();
    });
  }

  show(look: Look): void {
    this.look = look;
    this.redraw();
  }

  filter(passing: readonly boolean[]): void {
    this.passing = passing;
    this.redraw();
  }

  /** Begin with some roles, or with the whole lattice where it is small enough to be read at a glance. */
  open(roles: readonly number[]): void {
    const { width, height } = this.size();
    const box = this.whole();
    const { scale } = fitted(box, width, height, this.insets(box, width, height), 1.7);
    this.fit(scale >= READABLE && width >= NARROW ? null : roles, false);
  }

  private whole(): Box {
    const { scene } = this.lattice;
    return { left: -40, top: -12, right: scene.width + 30, bottom: scene.height + 12 };
  }

  /** Show some roles as large as they fit, all when none are named. */
  fit(roles: readonly number[] | null = null, moving = true): void {
    this.shown = roles;
    this.moved = false;
    const box: Box =
      roles && roles.length > 0 ? grown(around(roles.map((role) => this.lattice.role(role))), 90) : this.whole();
    const { width, height } = this.size();
    const insets = this.insets(box, width, height);
    let view = fitted(box, width, height, insets, 1.7);
    const unused = insets.top - AREA_STRIP - this.strip(view.scale);
    if (unused > 0) {
      // Families are too thin for their names to stand here: what was kept free for them is the roles' own.
      const wider = fitted(box, width, height, { ...insets, top: insets.top - unused }, (0.99 * THINNEST) / PITCH);
      if (wider.scale > view.scale) view = wider;
    }
    if (!roles) this.least = view.scale * 0.7;
    if (!roles && width < NARROW) {
      // A phone shows as much as fits from top to bottom, from the left; the rest is a swipe away.
      view.scale = (height - insets.top - insets.bottom) / (box.bottom - box.top);
      view.x = box.left + (width / 2 - insets.left) / view.scale;
      view.y = (box.top + box.bottom) / 2 + (insets.bottom - insets.top) / 2 / view.scale;
    }
    this.move(view, moving);
  }

  /** Bring a role into view when it isn't, with what is near it when that can be read; else nothing changes. */
  reveal(role: number, near: readonly number[] = []): void {
    const { x, y } = this.lattice.role(role);
    const at = this.screen(x, y);
    const scale = this.network.getScale();
    const { width, height } = this.size();
    const insets = this.insets(null, width, height);
    const inside = at.x > insets.left + 30 && at.x < width - 40 && at.y > insets.top + 20 && at.y < height - 40;
    if (inside && (near.length === 0 || scale >= READABLE)) return;
    const box = grown(around([role, ...near].map((one) => this.lattice.role(one))), 100);
    const all = fitted(box, width, height, this.insets(box, width, height), 1.2);
    if (near.length > 0 && all.scale >= LEGIBLE) this.go(all);
    else this.go({ x, y, scale: Math.max(scale, near.length > 0 ? READABLE : LEGIBLE) });
  }

  /** Keep showing what was last shown as a whole, unless somebody has moved away from it. */
  private resized(): void {
    this.network.setSize("100%", "100%");
    if (!this.moved) this.fit(this.shown, false);
    this.redraw();
  }

  /** Take the size and the colours of paper before it is printed, and show all that was last shown as a whole. */
  private print(): void {
    this.screenView = { ...this.network.getViewPosition(), scale: this.network.getScale(), moved: this.moved };
    document.documentElement.classList.add("printing");
    this.colours = theme();
    this.moved = false;
    this.resized();
  }

  private unprint(): void {
    document.documentElement.classList.remove("printing");
    this.colours = theme();
    this.network.setSize("100%", "100%");
    if (this.screenView) {
      this.move(this.screenView, false);
      this.moved = this.screenView.moved;
    }
    this.redraw();
  }

  redraw(): void {
    this.network.redraw();
  }

  /** Go to a view that somebody asked for, which a change of the window's size then leaves alone. */
  private go(to: { x: number; y: number; scale: number }): void {
    this.moved = true;
    this.move(to, true);
  }

  private move(to: { x: number; y: number; scale: number }, moving: boolean): void {
    const animation = moving && !calm() ? ({ duration: 320, easingFunction: "easeInOutQuad" } as const) : false;
    this.network.moveTo({ position: { x: to.x, y: to.y }, scale: to.scale, animation });
  }

  private size(): { width: number; height: number } {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  private insets(box: Box | null, width: number, height: number): Insets {
    const scale = box
      ? Math.min((width - GRADE_STRIP) / (box.right - box.left), (height - LYING) / (box.bottom - box.top), 1.7)
      : this.network.getScale();
    return { left: GRADE_STRIP, top: AREA_STRIP + this.strip(scale), right: 8, bottom: 58 };
  }

  /** How high the names of families stand: lying in two lines where columns are wide, else on end. */
  private strip(scale: number): number {
    if (scale * PITCH >= NAMED_FROM) return LYING;
    return this.size().height < 420 || scale * PITCH < THINNEST ? 0 : this.standing;
  }

  /** As high as the longest name needs, within bounds. */
  private longest(): number {
    const ctx = document.createElement("canvas").getContext("2d");
    if (!ctx) return STANDING;
    ctx.font = `500 11px ${FONT}`;
    const widths = this.lattice.scene.families.map(({ name }) => ctx.measureText(name.slice(0, 60)).width);
    return Math.min(STANDING, Math.max(LYING, Math.ceil(Math.max(0, ...widths)) + 16));
  }

  private buttons(): HTMLElement {
    const button = (key: "map.zoom_in" | "map.zoom_out" | "map.fit", sign: string, act: () => void) =>
      h("button", { type: "button", "aria-label": this.words.say(key), title: this.words.say(key), click: act }, sign);
    return h(
      "div",
      { class: "zoom" },
      button("map.zoom_in", "+", () => this.zoom(1.5)),
      button("map.zoom_out", "−", () => this.zoom(1 / 1.5)),
      button("map.fit", "⤢", () => this.fit()),
    );
  }

  private zoom(by: number): void {
    const scale = Math.min(CLOSEST, Math.max(this.least, this.network.getScale() * by));
    const { x, y } = this.network.getViewPosition();
    this.go({ x, y, scale });
  }

  private bound(): void {
    const scale = this.network.getScale();
    const kept = Math.min(CLOSEST, Math.max(this.least, scale));
    if (kept !== scale) this.network.moveTo({ scale: kept, animation: false });
  }

  private hover(role: number | null): void {
    this.hovered = role;
    this.canvas.classList.toggle("points", role !== null && this.passing[role] === true);
    this.redraw();
  }

  private point(role: number | null): void {
    this.cursor = role;
    this.redraw();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const directions: Record<string, Direction> = {
      ArrowUp: "up",
      ArrowDown: "down",
      ArrowLeft: "left",
      ArrowRight: "right",
    };
    const direction = directions[event.key];
    if (direction) this.step(direction);
    else if (event.key === "Enter" || event.key === " ") this.handlers.choose(this.cursor);
    else if (event.key === "Escape") this.handlers.choose(null);
    else if (event.key === "+" || event.key === "=") this.zoom(1.5);
    else if (event.key === "-") this.zoom(1 / 1.5);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  private step(direction: Direction): void {
    const { roles } = this.lattice.scene;
    const chosen = [...this.look.signs].find(([, sign]) => sign === "chosen" || sign === "start")?.[0];
    const allowed = (at: number) => this.passing[at] === true;
    const from = this.cursor ?? chosen ?? null;
    const to = from === null ? roles.findIndex((_, at) => allowed(at)) : next(roles, from, direction, allowed);
    if (to === null || to < 0) return;
    this.point(to);
    this.reveal(to);
    const words = [
      this.lattice.role(to).title,
      this.lattice.family(to).name,
      `${this.words.say("role.grade")} ${this.lattice.grade(to)}`,
    ];
    this.handlers.tell(words.join(", "));
  }

  private screen(x: number, y: number): { x: number; y: number } {
    const scale = this.network.getScale();
    const view = this.network.getViewPosition();
    const { width, height } = this.size();
    return { x: (x - view.x) * scale + width / 2, y: (y - view.y) * scale + height / 2 };
  }

  private sign(role: number): Sign {
    if (!this.passing[role]) return "faint";
    return this.look.signs.get(role) ?? (this.look.fades ? "faint" : "plain");
  }

  private node({ ctx, id, x, y }: vis.Drawing): vis.Drawn {
    const sign = this.sign(id);
    const r = this.reach(sign);
    return {
      drawNode: () => {
        this.veil(ctx);
        drawSign(ctx, sign, x, y, r, this.hues[id] ?? this.colours.ink, this.colours);
        if (id === this.hovered || id === this.cursor) {
          ctx.beginPath();
          ctx.arc(x, y, r * 1.7, 0, Math.PI * 2);
          ctx.lineWidth = (id === this.cursor ? 3 : 1.5) / this.network.getScale();
          ctx.strokeStyle = id === this.cursor ? this.colours.accent : this.colours.ink;
          ctx.stroke();
        }
      },
      nodeDimensions: { width: r * 2.4, height: r * 2.4 },
    };
  }

  /** How far a role's sign reaches in the drawing; those that say something can be told apart at any zoom. */
  private reach(sign: Sign): number {
    const scale = this.network.getScale();
    const r = radius(scale);
    return sign === "plain" || sign === "faint" ? r : Math.max(r, Math.min(7 / scale, 25));
  }

  /** Lets the ladders step back, once a frame, between them and the roles; then draws the moves that are asked for. */
  private veil(ctx: CanvasRenderingContext2D): void {
    if (this.veiled) return;
    this.veiled = true;
    if (this.look.fades || this.passing.includes(false)) {
      const { scene } = this.lattice;
      ctx.save();
      ctx.globalAlpha = 0.72;
      ctx.fillStyle = this.colours.ground;
      ctx.fillRect(-4000, -4000, scene.width + 8000, scene.height + 8000);
      ctx.restore();
    }
    for (const line of this.look.lines) this.line(ctx, line);
  }

  private line(ctx: CanvasRenderingContext2D, { from, to, kind }: Line): void {
    const scale = this.network.getScale();
    const start = this.lattice.role(from);
    const end = this.lattice.role(to);
    const r = this.reach(this.sign(to));
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const length = Math.hypot(dx, dy) || 1;
    const bend = dx === 0 && kind !== "in" ? 0 : Math.min(90, length * 0.16) * (kind === "in" ? -1 : 1);
    const middle = { x: (start.x + end.x) / 2 + (dy / length) * bend, y: (start.y + end.y) / 2 - (dx / length) * bend };
    const away = Math.hypot(end.x - middle.x, end.y - middle.y) || 1;
    const tip = { x: end.x - ((end.x - middle.x) / away) * r * 1.6, y: end.y - ((end.y - middle.y) / away) * r * 1.6 };
    ctx.save();
    ctx.lineCap = "round";
    ctx.lineWidth = (kind === "route" ? 4 : 1.7) / scale;
    ctx.strokeStyle = {
      out: this.colours.out,
      in: this.colours.in,
      route: this.colours.accent,
      other: this.colours.quiet,
    }[kind];
    ctx.fillStyle = ctx.strokeStyle;
    if (kind === "in") ctx.setLineDash([5 / scale, 4 / scale]);
    if (kind === "other") ctx.setLineDash([1.5 / scale, 4.5 / scale]);
    ctx.beginPath();
    ctx.moveTo(start.x, start.y);
    ctx.quadraticCurveTo(middle.x, middle.y, tip.x, tip.y);
    ctx.stroke();
    ctx.setLineDash([]);
    const size = (kind === "route" ? 11 : 7) / scale;
    const angle = Math.atan2(end.y - middle.y, end.x - middle.x);
    ctx.translate(tip.x, tip.y);
    ctx.rotate(angle);
    ctx.beginPath();
    ctx.moveTo(size * 0.5, 0);
    ctx.lineTo(-size * 0.8, size * 0.6);
    ctx.lineTo(-size * 0.8, -size * 0.6);
    ctx.closePath();
    ctx.fill();
    ctx.restore();
  }

  /** What lies beneath: the areas' bands and the grades' lines. */
  private under(ctx: CanvasRenderingContext2D): void {
    this.veiled = false;
    const { scene } = this.lattice;
    const scale = this.network.getScale();
    ctx.save();
    ctx.fillStyle = this.colours.band;
    for (const area of scene.areas) {
      ctx.beginPath();
      ctx.roundRect(area.start - 14, -26, area.size + 28, scene.height + 52, 18);
      ctx.fill();
    }
    ctx.strokeStyle = this.colours.line;
    ctx.lineWidth = 1 / scale;
    for (const grade of scene.grades) {
      const y = grade.start + grade.size / 2;
      ctx.beginPath();
      ctx.moveTo(-20, y);
      ctx.lineTo(scene.width + 20, y);
      ctx.stroke();
    }
    ctx.restore();
  }

  /** What lies above, in the measure of the screen: names beside roles, the headings of columns and rows. */
  private over(ctx: CanvasRenderingContext2D): void {
    if (!this.veiled) this.veil(ctx);
    const { width, height } = this.size();
    const ratio = ctx.canvas.width / Math.max(1, width);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textBaseline = "middle";
    this.labels(ctx, width, height);
    this.headings(ctx, width);
    this.gradeNames(ctx, height);
    ctx.restore();
  }

  private labels(ctx: CanvasRenderingContext2D, width: number, height: number): void {
    const scale = this.network.getScale();
    const placed = new Placed();
    const top = AREA_STRIP + this.strip(scale);
    const labels = [...this.look.labels].sort((one, other) => other.weight - one.weight);
    const hovered = this.cursor ?? this.hovered;
    if (hovered !== null) {
      const known = labels.find(({ role }) => role === hovered);
      labels.unshift({ role: hovered, weight: Infinity, ...(known?.note ? { note: known.note } : {}) });
    }
    const done = new Set<number>();
    const spots: { role: number; x: number; y: number }[] = [];
    this.lattice.scene.roles.forEach((role, at) => {
      const { x, y } = this.screen(role.x, role.y);
      if (x < GRADE_STRIP - 20 || x > width + 20 || y < top - 10 || y > height + 10) return;
      spots.push({ role: at, x, y });
      const sign = this.sign(at);
      const r = this.reach(sign) * scale * (sign === "faint" ? 0.5 : 1);
      placed.take({ left: x - r, top: y - r, right: x + r, bottom: y + r });
    });
    const spot = new Map(spots.map((found) => [found.role, found]));
    const draw = (role: number, note: string | undefined, strong: boolean, room: number) => {
      const at = spot.get(role);
      if (!at || done.has(role)) return;
      done.add(role);
      this.label(ctx, at, role, { note, strong, room, placed, top });
    };
    for (const { role, note, weight } of labels) draw(role, note, weight >= 10, 132);
    if (scale * PITCH < NAMED_FROM || this.look.fades) return;
    for (const { role } of spots) if (this.passing[role]) draw(role, undefined, false, Math.max(70, scale * PITCH - 8));
  }

  private label(
    ctx: CanvasRenderingContext2D,
    at: { x: number; y: number },
    role: number,
    how: { note: string | undefined; strong: boolean; room: number; placed: Placed; top: number },
  ): void {
    ctx.font = `${how.strong ? 650 : 500} 12px ${FONT}`;
    const measure = (text: string) => ctx.measureText(text).width;
    const lines = wrapped(this.lattice.role(role).title, how.room, how.strong ? 3 : 2, measure);
    const all = how.note ? [...lines, how.note] : lines;
    const wide = Math.max(...all.map(measure), 1);
    const tall = all.length * 14;
    const sign = this.sign(role);
    const ringed = sign === "chosen" || sign === "start" || sign === "target" ? 1.65 : 1.1;
    const r = this.reach(sign) * this.network.getScale() * ringed + 4;
    const below = { x: at.x, y: at.y + r, align: "center" } as const;
    const above = { x: at.x, y: at.y - r - tall, align: "center" } as const;
    const right = { x: at.x + r, y: at.y - tall / 2, align: "left" } as const;
    const left = { x: at.x - r, y: at.y - tall / 2, align: "right" } as const;
    // Beside a role that moves lead to from below, above or both, a label is out of their way.
    const places = how.strong ? [right, left, below, above] : [below, right, left, above];
    for (const place of places) {
      const edge = { center: place.x - wide / 2, left: place.x, right: place.x - wide }[place.align];
      const box = { left: edge - 2, top: place.y, right: edge + wide + 2, bottom: place.y + tall };
      if (box.left < GRADE_STRIP || box.top < how.top || box.right > this.size().width || !how.placed.free(box))
        continue;
      how.placed.take(box);
      ctx.textAlign = place.align;
      ctx.lineJoin = "round";
      all.forEach((text, line) => {
        const y = place.y + 7 + line * 14;
        ctx.font = `${how.strong && line < lines.length ? 650 : 500} 12px ${FONT}`;
        ctx.lineWidth = 4;
        ctx.strokeStyle = this.colours.halo;
        ctx.strokeText(text, place.x, y);
        ctx.fillStyle = line < lines.length ? this.colours.ink : this.colours.quiet;
        ctx.fillText(text, place.x, y);
      });
      return;
    }
  }

  /** Areas and families above, which stay in place when the map goes up and down. */
  private headings(ctx: CanvasRenderingContext2D, width: number): void {
    const { scene } = this.lattice;
    const scale = this.network.getScale();
    const strip = this.strip(scale);
    const measure = (text: string) => ctx.measureText(text).width;
    ctx.fillStyle = this.colours.ground;
    ctx.fillRect(0, 0, width, AREA_STRIP + strip);
    ctx.save();
    ctx.beginPath();
    ctx.rect(GRADE_STRIP, 0, width, AREA_STRIP + strip);
    ctx.clip();
    scene.areas.forEach((area) => {
      const left = this.screen(area.start - 10, 0).x;
      const right = this.screen(area.start + area.size + 10, 0).x;
      if (right < GRADE_STRIP || left > width) return;
      const family = scene.families.findIndex((one) => scene.areas[one.area] === area);
      const role = scene.roles.findIndex((one) => one.family === family);
      ctx.fillStyle = this.hues[role] ?? this.colours.ink;
      ctx.fillRect(left, AREA_STRIP - 4, right - left, 3);
      ctx.font = `650 12px ${FONT}`;
      ctx.textAlign = "left";
      ctx.fillStyle = this.colours.ink;
      const from = Math.max(left, GRADE_STRIP + 2);
      const room = Math.min(right, width) - from - 6;
      if (room <= 34) return;
      const lines = wrapped(area.name || this.words.say("area.none"), room, 2, measure);
      lines.forEach((text, at) => {
        ctx.fillText(text, from, AREA_STRIP / 2 - 2 + (at - (lines.length - 1) / 2) * 14);
      });
    });
    if (strip > 0) {
      for (const family of scene.families) {
        const left = this.screen(family.start, 0).x;
        const right = this.screen(family.start + family.size, 0).x;
        if (right < GRADE_STRIP || left > width) continue;
        this.heading(ctx, family.name, left, right, width, strip, measure);
      }
    }
    ctx.restore();
    ctx.fillStyle = this.colours.line;
    ctx.fillRect(0, AREA_STRIP + strip - 1, width, 1);
  }

  private heading(
    ctx: CanvasRenderingContext2D,
    name: string,
    left: number,
    right: number,
    width: number,
    strip: number,
    measure: (text: string) => number,
  ): void {
    const middle = (left + right) / 2;
    ctx.fillStyle = this.colours.quiet;
    ctx.font = `500 11px ${FONT}`;
    if (strip === LYING) {
      // A column that is half out of sight has its name over the half that isn't.
      const part = seen(left, right, GRADE_STRIP, width, LYING);
      if (!part) return;
      ctx.textAlign = "center";
      const lines = wrapped(name, part[1] - 8, 2, measure);
      lines.forEach((text, at) => {
        ctx.fillText(text, part[0], AREA_STRIP + strip / 2 + (at - (lines.length - 1) / 2) * 13);
      });
    } else if (right - left >= THINNEST && middle - 6 >= GRADE_STRIP) {
      ctx.save();
      ctx.translate(middle, AREA_STRIP + strip - 7);
      ctx.rotate(-Math.PI / 2);
      ctx.textAlign = "left";
      if (right - left < 12) ctx.font = `500 9px ${FONT}`;
      ctx.fillText(shortened(name, strip - 14, measure), 0, 0);
      ctx.restore();
    }
  }

  private gradeNames(ctx: CanvasRenderingContext2D, height: number): void {
    const { scene } = this.lattice;
    const top = AREA_STRIP + this.strip(this.network.getScale());
    ctx.fillStyle = this.colours.ground;
    ctx.fillRect(0, 0, GRADE_STRIP, height);
    ctx.textAlign = "right";
    ctx.font = `500 11px ${FONT}`;
    ctx.fillStyle = this.colours.quiet;
    ctx.fillText(this.words.say("map.grade"), GRADE_STRIP - 8, top - 10);
    ctx.font = `600 12px ${FONT}`;
    let last = Infinity;
    for (const grade of scene.grades) {
      const { y } = this.screen(0, grade.start + grade.size / 2);
      if (y < top + 6 || y > height - 6 || last - y < 15) continue;
      ctx.fillStyle = this.colours.quiet;
      ctx.fillText(
        shortened(grade.name, GRADE_STRIP - 12, (text) => ctx.measureText(text).width),
        GRADE_STRIP - 8,
        y,
      );
      last = y;
    }
    ctx.fillStyle = this.colours.line;
    ctx.fillRect(GRADE_STRIP - 1, top, 1, height - top);
  }
}
