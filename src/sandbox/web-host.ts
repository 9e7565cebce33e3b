/** A call of the engine: the name of what it wants and its arguments as JSON; the answer is JSON too, a fault included. Never throws. */
export function webHost(kind: string, text: string): string {
  try {
    const call = Object.hasOwn(calls, kind) ? calls[kind] : undefined;
    // Whatever the program sent: what does not fit is a fault of its call, as it would be of a call of the method itself.
    return JSON.stringify({ value: call?.(...(JSON.parse(text) as never[])) });
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : { name: "TypeError", message: "not possible" };
    return JSON.stringify({ fault: name, message, code: Reflect.get(Object(thrown), "code") });
  }
}

/** The language of whoever says none, on every machine. */
const common = "en-US";
const members: Readonly<Record<string, readonly string[]>> = {
  NumberFormat: ["format", "formatToParts", "formatRange", "formatRangeToParts"],
  DateTimeFormat: ["format", "formatToParts", "formatRange", "formatRangeToParts"],
  Collator: ["compare"],
  PluralRules: ["select", "selectRange"],
  ListFormat: ["format", "formatToParts"],
  RelativeTimeFormat: ["format", "formatToParts"],
  DisplayNames: ["of"],
  Segmenter: ["segment"],
};
type Setup = { readonly locales: string | string[] | null; readonly options: object | null };
type Method = (...args: unknown[]) => unknown;
type Format = Readonly<Record<string, Method>>;

const calls: Readonly<Record<string, (...args: never[]) => unknown>> = {
  Intl: (name: string, setup: Setup, member: string, ...args: unknown[]) => {
    // The prelude asks for no other; what else is asked for is nothing.
    if (member !== "resolvedOptions" && members[name]?.includes(member) !== true) return undefined;
    const value = formatOf(name, setup)[member]?.(...args.map(valueOf));
    return name === "Segmenter" && member === "segment" ? [...(value as Iterable<unknown>)] : value;
  },
  date: ([required, defaults]: [string, string], setup: Setup, at: unknown) => {
    const date = new Date(valueOf(at) as number);
    const [locales, options] = [setup.locales ?? common, setup.options ?? {}];
    if (required === "date") return date.toLocaleDateString(locales, options);
    return defaults === "time" ? date.toLocaleTimeString(locales, options) : date.toLocaleString(locales, options);
  },
  supported: (name: string, locales: string[] | string | null) => {
    if (members[name] === undefined) return undefined;
    formatOf(name, { locales: null, options: name === "DisplayNames" ? { type: "region" } : null });
    return (Reflect.get(Intl, name) as typeof Intl.NumberFormat).supportedLocalesOf(locales ?? []);
  },
  json: (text: string) => void JSON.parse(text),
  canonical: (locales: string | string[]) => Intl.getCanonicalLocales(locales),
  values: (key: "unit") => Intl.supportedValuesOf(key),
  toLocaleLowerCase: (text: string, locales: string | string[]) => text.toLocaleLowerCase(locales),
  toLocaleUpperCase: (text: string, locales: string | string[]) => text.toLocaleUpperCase(locales),
  URL: (given: string, base: string | null) => partsOf(new URL(given, base ?? undefined)),
  change: (href: string, name: string, value: string) => {
    const url = new URL(href);
    if (parts.includes(name) && name !== "origin") Reflect.set(url, name, value);
    return partsOf(url);
  },
  params: (query: string) => [...new URLSearchParams(query)],
  query: (pairs: [string, string][]) => new URLSearchParams(pairs).toString(),
};

const parts = "href origin protocol username password host hostname port pathname search hash".split(" ");
function partsOf(url: URL): Record<string, unknown> {
  return Object.fromEntries(parts.map((name) => [name, Reflect.get(url, name)]));
}

/** Numbers that JSON has no form for cross as text. */
function valueOf(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  if ("bigint" in given) return BigInt(String(given.bigint));
  return "number" in given ? Number(given.number) : given;
}

const formats = new Map<string, Format>();
const mostFormats = 100;

function formatOf(name: string, setup: Setup): Format {
  const key = `${name} ${JSON.stringify(setup)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = Reflect.construct(Reflect.get(Intl, name) as new () => Format, [
    setup.locales === null || setup.locales.length === 0 ? common : setup.locales,
    setup.options ?? undefined,
  ]);
  if (formats.size >= mostFormats) formats.clear();
  formats.set(key, made);
  return made;
}
