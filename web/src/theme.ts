/** The colours of the drawing, read from the style sheet, so that light and dark are said in one place. */

const NAMES = ["ground", "band", "line", "ink", "quiet", "accent", "out", "in", "near", "warn", "halo"] as const;
export type Theme = Record<(typeof NAMES)[number], string>;

export function theme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const found = {} as Theme;
  for (const name of NAMES) found[name] = style.getPropertyValue(`--${name}`).trim() || "#888";
  return found;
}

/** Calls back when the system changes between light and dark, or the contrast. */
export function onThemeChange(changed: () => void): void {
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
}

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
