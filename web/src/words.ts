/** The page's own words: texts of the catalogue with values in them, and figures in the page's language. */

import type { TextKey } from "./scene";

type Values = Record<string, string | number>;
/** Keys of texts that have a singular and a plural. */
export type CountKey = TextKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

const DAYS_A_MONTH = 364 / 12;

export class Words {
  private readonly plural: Intl.PluralRules;
  private readonly whole: Intl.NumberFormat;
  private readonly tenth: Intl.NumberFormat;

  constructor(
    private readonly texts: Readonly<Record<string, string>>,
    readonly language: string,
    private readonly currency: string | undefined,
  ) {
    this.plural = new Intl.PluralRules(language);
    this.whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  }

  /** A text with its values; a key that nobody knows stands for itself. */
  say(key: TextKey, values: Values = {}): string {
    return this.fill(this.texts[key] ?? key, values);
  }

  /** A number with its noun. */
  count(key: CountKey, n: number): string {
    const rule = this.plural.select(n) === "one" ? "one" : "other";
    return this.fill(this.texts[`${key}.${rule}`] ?? key, { n: this.number(n) });
  }

  number(n: number): string {
    return this.whole.format(n);
  }

  months(n: number): string {
    const rounded = Math.round(n * 10) / 10;
    return this.fill(this.texts[`months.${rounded === 1 ? "one" : "other"}`] ?? "", { n: this.tenth.format(rounded) });
  }

  tenths(n: number): string {
    return this.tenth.format(Math.round(n * 10) / 10);
  }

  hours(n: number): string {
    return this.say("hours", { n: this.tenths(n) });
  }

  /** A share in percent; never 0 or 100 for what is only near. */
  percent(share: number): string {
    const n = Math.round(share * 100);
    if (n === 100 && share < 1) return ">99%";
    if (n === 0 && share > 0) return "<1%";
    return new Intl.NumberFormat(this.language, { style: "percent" }).format(n / 100);
  }

  success(share: number): string {
    return this.say("success", { n: this.percent(share) });
  }

  /** An amount in the lattice's currency, "free" for nothing. */
  money(amount: number): string {
    return amount === 0 ? this.say("free") : this.amount(amount);
  }

  amount(amount: number): string {
    const digits = Number.isInteger(amount) ? 0 : 2;
    if (this.currency) {
      try {
        return new Intl.NumberFormat(this.language, {
          style: "currency",
          currency: this.currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(amount);
      } catch {
        return `${this.whole.format(amount)} ${this.currency}`;
      }
    }
    return this.whole.format(amount);
  }

  /** A day as people write it. */
  day(iso: string): string {
    return this.format(iso, { day: "numeric", month: "short", year: "numeric" });
  }

  /** The day so many months of 364/12 days after another one. */
  dayAfter(iso: string, months: number): string {
    return this.day(after(iso, months));
  }

  /** The month so many months later. */
  monthAfter(iso: string, months: number): string {
    return this.format(after(iso, months), { month: "short", year: "numeric" });
  }

  private format(iso: string, options: Intl.DateTimeFormatOptions): string {
    const date = new Date(`${iso}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) return iso;
    return new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, {
      ...options,
      timeZone: "UTC",
    }).format(date);
  }

  private fill(text: string, values: Values): string {
    return text.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
  }
}

/** The date so many months of 364/12 days after another, as the model reckons. */
export function after(iso: string, months: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + Math.round(months * DAYS_A_MONTH));
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 10);
}
