/** Names of coordinates and coefficients in their customary order. */
const customary: readonly (readonly string[])[] = [
  "x y z w",
  "h k",
  "a b c d e f",
  "m b",
  "m c",
  "u v w",
  "p q r s t",
  "r θ",
  "r θ z",
  "ρ θ φ",
  "i j k",
].map((names) => names.split(" "));
const greek: ReadonlyMap<string, string> = new Map([
  ["\\theta", "θ"],
  ["theta", "θ"],
  ["\\rho", "ρ"],
  ["\\phi", "φ"],
  ["\\varphi", "φ"],
]);

/** The places of names in the order that is customary for them, or that their numbers say: 1, 0 for y, x; undefined where none is known. */
export function orderOf(names: readonly string[]): readonly number[] | undefined {
  if (new Set(names).size !== names.length) return undefined;
  const plain = names.map((name) => greek.get(name) ?? name);
  const known = customary.find((row) => plain.every((name) => row.includes(name) || row.includes(name.toLowerCase())));
  const ranks =
    known === undefined ? numbersOf(plain) : plain.map((name) => Math.max(known.indexOf(name), known.indexOf(name.toLowerCase())));
  if (ranks === undefined || new Set(ranks).size !== ranks.length) return undefined;
  return names.map((_, at) => at).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}

/** The numbers of names that differ in nothing else: 1, 2 of x_1, x_2 and of f(1), f(2). */
function numbersOf(names: readonly string[]): readonly number[] | undefined {
  const parts = names.map((name) => /^(\D{1,20})(\d{1,4})(\D{0,20})$/.exec(name));
  const shapes = new Set(parts.map((part) => (part === null ? "" : `${part[1]} ${part[3]}`)));
  return shapes.size === 1 && !shapes.has("") ? parts.map((part) => Number(part?.[2])) : undefined;
}
