/** That not everything found keeps within the money on record for a person, which is no limit unless one is asked for. */

import { h } from "./dom";
import type { Route, Traveller } from "./scene";
import type { Words } from "./words";

export function ownBudget(
  what: "ways" | "routes",
  person: Traveller,
  limit: number | undefined,
  found: Iterable<Route>,
  words: Words,
): HTMLElement | null {
  const { name, budget } = person;
  if (limit !== undefined || budget === undefined) return null;
  if (![...found].some(({ cost }) => cost > budget)) return null;
  return h("p", { class: "note" }, words.say(`own_budget.${what}`, { person: name, money: words.amount(budget) }));
}
