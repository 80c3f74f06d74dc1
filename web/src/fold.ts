/** A text as it is compared: without case, accents and marks that nobody types. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#./]+/gu, " ")
    .trim();
}

/** Whether each word that was typed begins a word of the text; both are folded. */
export function matches(text: string, typed: string): boolean {
  const words = text.split(" ");
  return typed.split(" ").every((part) => words.some((word) => word.startsWith(part)));
}
