/** The arithmetic of the view: what fits, where labels have room, which role is next in a direction. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Insets {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Spot {
  x: number;
  y: number;
}

/** The least box around some spots. */
export function around(spots: readonly Spot[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of spots) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

export function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

/** The view in which a box fills a screen of this size but for its insets, at most so large. */
export function fitted(box: Box, width: number, height: number, insets: Insets, most: number): View {
  const roomX = Math.max(40, width - insets.left - insets.right);
  const roomY = Math.max(40, height - insets.top - insets.bottom);
  const scale = Math.min(most, roomX / Math.max(1, box.right - box.left), roomY / Math.max(1, box.bottom - box.top));
  return {
    scale,
    x: (box.left + box.right) / 2 + (insets.right - insets.left) / 2 / scale,
    y: (box.top + box.bottom) / 2 + (insets.bottom - insets.top) / 2 / scale,
  };
}

/** The middle and the width of the part of a stretch that is seen between two edges; null when too little is. */
export function seen(left: number, right: number, from: number, to: number, least: number): [number, number] | null {
  const start = Math.max(left, from);
  const end = Math.min(right, to);
  return end - start < least ? null : [(start + end) / 2, end - start];
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Keeps labels apart: a label gets a place only where none stands yet. */
export class Placed {
  private readonly cells = new Map<string, Box[]>();

  constructor(private readonly cell = 120) {}

  free(box: Box): boolean {
    return !this.near(box).some((other) => overlap(box, other));
  }

  take(box: Box): void {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }

  private near(box: Box): Box[] {
    return this.keys(box).flatMap((key) => this.cells.get(key) ?? []);
  }

  private keys(box: Box): string[] {
    const found: string[] = [];
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1)
        found.push(`${x},${y}`);
    }
    return found;
  }
}

export type Direction = "up" | "down" | "left" | "right";

/** A step aside counts so much: up goes up the ladder even when a rung is missing. */
const ASIDE = 8;

/** The nearest spot in a direction, straight ahead before aside; null when there is none. */
export function next(
  spots: readonly Spot[],
  from: number,
  direction: Direction,
  allowed: (at: number) => boolean,
): number | null {
  const start = spots[from];
  if (!start) return null;
  let best: number | null = null;
  let least = Infinity;
  spots.forEach((spot, at) => {
    if (at === from || !allowed(at)) return;
    const dx = spot.x - start.x;
    const dy = spot.y - start.y;
    const ahead = { up: -dy, down: dy, left: -dx, right: dx }[direction];
    if (ahead <= 0.5) return;
    const aside = direction === "up" || direction === "down" ? Math.abs(dx) : Math.abs(dy);
    const distance = ahead + ASIDE * aside;
    if (distance < least) {
      least = distance;
      best = at;
    }
  });
  return best;
}

/** A text broken into at most so many lines that fit a width; what is left over ends in an ellipsis. */
export function wrapped(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const words = text.slice(0, 300).split(/\s+/).filter(Boolean);
  const lines: string[] = [];
  let line = "";
  for (const [at, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width || !line) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      return [...lines, shortened([line, ...words.slice(at)].join(" "), width, measure)];
    }
    lines.push(shortened(line, width, measure));
    line = word;
  }
  if (line) lines.push(shortened(line, width, measure));
  return lines;
}

/** A text that fits a width, with an ellipsis where it had to be cut. */
export function shortened(text: string, width: number, measure: (text: string) => number): string {
  if (text.length < 400 && measure(text) <= width) return text;
  let low = 0;
  let high = Math.min(text.length, 400);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle).trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}
