/** What the language itself asks objects for: descriptors, options, what iterates, awaits, matches or becomes JSON. */
const ofLanguage =
  "get set value writable enumerable configurable done next return throw then toJSON constructor cause raw groups index input indices lastIndex flags exec source unicode global sticky has ownKeys deleteProperty defineProperty getOwnPropertyDescriptor getPrototypeOf setPrototypeOf isExtensible preventExtensions apply construct length name message stack size keys add proxy revoke type detail once signal passive capture bubbles cancelable maxByteLength with toISOString valueOf toString";

/** The names of properties that code reads, as far as its text tells: behind a dot and in what takes an object apart. */
export function plainNames(code: string): string[] {
  const read = [...code.matchAll(/\.\s*([A-Za-z_$][\w$]*)/g)].map(([, name = ""]) => name);
  const apart = [...code.matchAll(/\{([^{}]*)\}\s*(?:=(?![=>])|\)\s*(?:=>|\{)|=>)/g)].flatMap(
    ([, names = ""]) => names.match(/[A-Za-z_$][\w$]*/g) ?? [],
  );
  return [...new Set([...read, ...apart, ...ofLanguage.split(" ")])];
}
