/** The part of the address after #: what is chosen, so that it can be sent as a link. */

/** The names and values in a fragment as `#role=data-analyst&months=12`; what can't be read is left out. */
export function parsed(fragment: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const equals = part.indexOf("=");
    if (equals <= 0) continue;
    try {
      found.set(decodeURIComponent(part.slice(0, equals)), decodeURIComponent(part.slice(equals + 1)));
    } catch {
      // A broken percent sign: somebody typed it, and nothing is lost by leaving it out.
    }
  }
  return found;
}

/** The fragment that says these values; empty ones are left out. */
export function formed(values: Iterable<readonly [string, string | null]>): string {
  const parts: string[] = [];
  for (const [name, value] of values) if (value) parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return parts.length ? `#${parts.join("&")}` : "";
}
