/** The limits that were asked to be kept, in words. */

import type { Lattice } from "./lattice";
import type { Limits } from "./scene";
import type { Words } from "./words";

export function limitsTold(limits: Limits, lattice: Lattice, words: Words): string[] {
  const told: string[] = [];
  if (limits.deadline !== undefined) told.push(words.say("limit.deadline", { months: words.months(limits.deadline) }));
  if (limits.budget !== undefined) told.push(words.say("limit.budget", { money: words.amount(limits.budget) }));
  if (limits.hours_per_week !== undefined)
    told.push(words.say("limit.hours", { hours: words.hours(limits.hours_per_week) }));
  for (const role of limits.via) told.push(words.say("limit.via", { role: lattice.title(role) }));
  for (const role of limits.avoid) told.push(words.say("limit.avoid", { role: lattice.title(role) }));
  for (const kind of limits.kinds) told.push(words.say(kind === "ladder" ? "limit.ladder" : "limit.lattice"));
  if (limits.no_pay_cut) told.push(words.say("limit.pay"));
  const filters = [...limits.resource_types, ...limits.resource_formats, ...limits.languages];
  if (filters.length > 0) told.push(words.say("limit.learning", { what: filters.join(", ") }));
  if (limits.include_inactive) told.push(words.say("limit.inactive"));
  return told;
}
