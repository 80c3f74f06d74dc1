/** Tables of the text twin: a caption, headings, and a frame that scrolls where the screen is narrow. */

import { append, type Child, h } from "./dom";

export interface Column {
  name: string;
  numeric?: boolean;
}

/** A table whose first cell of each row names it. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): HTMLElement {
  const head = h(
    "tr",
    {},
    ...columns.map(({ name, numeric }) => h("th", { scope: "col", class: numeric ? "number" : null }, name)),
  );
  const body = h("tbody");
  for (const cells of rows) {
    const row = h("tr");
    cells.forEach((cell, at) => {
      const numeric = columns[at]?.numeric ? "number" : null;
      const made = at === 0 ? h("th", { scope: "row", class: numeric }) : h("td", { class: numeric });
      append(made, [cell]);
      row.append(made);
    });
    body.append(row);
  }
  return h(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption), h("thead", {}, head), body),
  );
}
