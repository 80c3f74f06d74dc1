/** A line on every printed page, in its margin where the browser can, at its foot where it can't. */

import { h } from "./dom";

/** A text as a string of CSS, with everything but letters, digits and spaces escaped. */
export function cssString(text: string): string {
  const escaped = [...text].map((sign) =>
    /[\p{L}\p{N} ]/u.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped.join("")}"`;
}

export function onEveryPage(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `@page { @bottom-left { content: ${cssString(text)}; font: 8pt sans-serif; color: #3c4753; }
     @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #3c4753; } }`,
  );
  const [page] = sheet.cssRules;
  const margins = page && "cssRules" in page ? (page.cssRules as CSSRuleList).length : 0;
  if (margins > 0) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  else document.body.append(h("p", { class: "every-page" }, text));
}
