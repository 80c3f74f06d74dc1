/** How the lattice is to look: which roles stand out, which moves are drawn, what is written beside roles. */

/** A sign for a role; they differ in form, not in colour alone. */
export type Sign =
  | "plain"
  | "faint"
  | "chosen"
  | "out"
  | "in"
  | "start"
  | "target"
  | "step"
  | "near1"
  | "near2"
  | "near3"
  | "near4"
  | "covered"
  | "thin"
  | "exposed";

export interface Line {
  from: number;
  to: number;
  kind: "out" | "in" | "route" | "other";
}

export interface Label {
  role: number;
  /** A second line, as the months. */
  note?: string;
  /** A larger number gets its place first. */
  weight: number;
}

export interface Look {
  /** The sign of each role; plain when nothing is said. */
  signs: ReadonlyMap<number, Sign>;
  /** Whether roles without a sign step back. */
  fades: boolean;
  lines: readonly Line[];
  labels: readonly Label[];
}

export const NOTHING: Look = { signs: new Map(), fades: false, lines: [], labels: [] };
