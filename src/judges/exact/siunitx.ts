const prefix = /\\(femto|pico|nano|micro|milli|centi|deci|hecto|kilo|mega|giga|tera|peta)(?![a-z])\s?(?:\\(?=[a-z]))?/g;

/** `\SI{5}{\micro\farad}`, `\qty{9.8}{\meter\per\second\squared}` and `\num{18}`, as the LaTeX package siunitx has them, in words: "5 microfarad". */
export function withoutSiunitx(text: string): string {
  if (!/\\(?:SI|si|qty|unit|num)\s?\{/.test(text)) return text;
  return text
    .replace(/\\(?:SI|qty)\s?\{([^{}]{1,60})\}\s?\{([^{}]{1,80})\}/g, (_all, value: string, unit: string) => `${value} ${inWords(unit)}`)
    .replace(/\\(?:si|unit)\s?\{([^{}]{1,80})\}/g, (_all, unit: string) => ` ${inWords(unit)}`)
    .replace(/\\num\s?\{([^{}]{1,60})\}/g, "$1");
}

function inWords(unit: string): string {
  return unit
    .replace(prefix, " $1")
    .replace(/\\squared(?![a-z])/g, "^2")
    .replace(/\\cubed(?![a-z])/g, "^3")
    .replace(/\\([a-z]{2,20})/gi, " $1")
    .replace(/\s{2,}/g, " ")
    .trim();
}
