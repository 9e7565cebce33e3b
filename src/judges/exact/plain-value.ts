const names = [
  "value",
  "answer",
  "final_answer",
  "finalAnswer",
  "final",
  "result",
  "choice",
  "option",
  "letter",
  "amount",
  "number",
  "quantity",
  "date",
  "text",
];
const units = ["unit", "units", "currency"];

/**
 * The value of a structured answer: of an object the property that is named so, with its unit, or its only one: `{"value": 8, "unit": "km"}`
 * is "8 km". What has several values that could be meant stays as it is.
 */
export function plainValue(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > 3) return value;
  const own = new Map<string, unknown>(Object.entries(value));
  const [named, ...others] = names.filter((name) => own.has(name));
  const [only] = own.keys();
  const key = others.length === 0 && named !== undefined ? named : own.size === 1 ? only : undefined;
  if (key === undefined) return value;
  const inner = plainValue(own.get(key), depth + 1);
  const unit = units.map((name) => own.get(name)).find((one) => typeof one === "string");
  return unit === undefined || (typeof inner !== "string" && typeof inner !== "number") ? inner : `${inner} ${unit}`;
}
