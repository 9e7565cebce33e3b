const secretWords = new Set(
  "key apikey keys token secret sig signature password passwd passphrase pass pwd auth authorization credential credentials jwt bearer code sas".split(
    " ",
  ),
);

/** Whether a parameter of an address is named as secrets are: `key`, `api-key`, `access_token`, `X-Amz-Signature`, `sig`. */
export function isSecretName(name: string): boolean {
  if (/^[a-z]+$/.test(name)) return secretWords.has(name) || /(?:apikey|token|secret|password)$/.test(name);
  const words = decoded(name)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => secretWords.has(word) || /(apikey|token|secret|password)$/.test(word));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Why an address cannot be kept: it holds a secret. The words do not repeat it; undefined where there is none. */
export function secretIn(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const instead =
    "Take it out, keep it in an environment variable, and name that in `apiKeyEnv`, or as ${NAME} in settings.headers or settings.query";
  if (url.username !== "" || url.password !== "")
    return `holds a user or a password before the host, which would be stored and shown. ${instead}`;
  const names = [...url.searchParams.keys(), ...new URLSearchParams(url.hash.slice(1)).keys()];
  const name = names.find(isSecretName);
  if (name !== undefined) return `holds a secret in its parameter "${name.slice(0, 40)}", which would be stored and shown. ${instead}`;
  const inPath = url.pathname.split("/").some((step) => /^(sk|pk|rk|ghp|gsk|xai|AIza)[-_]?[A-Za-z0-9_-]{20,}$/.test(step));
  return inPath ? `holds a key in its path, which would be stored and shown. ${instead}` : undefined;
}

/** A text for people, without the credentials and the query secrets of the addresses in it. */
export function withoutSecrets(text: string): string {
  return withoutParameters(withoutUsers(text));
}

const longestName = 60;

/** Without the values of the parameters that are named as secrets are. */
function withoutParameters(text: string): string {
  let kept = "";
  let from = 0;
  for (let at = text.indexOf("="); at >= 0; at = text.indexOf("=", at + 1)) {
    const start = nameBefore(text, Math.max(from, at - longestName), at);
    if (start === at || start === 0 || !marks.has(text.charCodeAt(start - 1)) || !isSecretName(text.slice(start, at))) continue;
    const end = endOfValue(text, at + 1);
    if (end === at + 1) continue;
    kept += `${text.slice(from, at + 1)}[secret]`;
    from = end;
    at = end - 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** What a parameter begins behind. */
const marks = unitsIn("?&#;");
const valueEnds = unitsIn(" \t\n\v\f\r\u00a0\u2028\u2029\ufeff&#;\"'<>`)");

function unitsIn(signs: string): ReadonlySet<number> {
  return new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
}

function endOfValue(text: string, from: number): number {
  let at = from;
  while (at < text.length && !valueEnds.has(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the name of a parameter begins that ends at `end`. */
function nameBefore(text: string, first: number, end: number): number {
  let at = end;
  while (at > first && inName(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Letters, digits and `_`, `.`, `%`, `-`. */
function inName(unit: number): boolean {
  return (
    (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122) || unit === 95 || unit === 46 || unit === 37 || unit === 45
  );
}

const restOfAddress = /[^\s"'<>`]*/y;

/** Without what stands between `://` and the last `@` of an address. */
function withoutUsers(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", restOfAddress.lastIndex)) {
    restOfAddress.lastIndex = at + 3;
    const rest = restOfAddress.exec(text)?.[0] ?? "";
    const sign = rest.lastIndexOf("@");
    restOfAddress.lastIndex = at + 3 + rest.length;
    if (sign < 1) continue;
    pieces.push(text.slice(from, at), "://[secret]@");
    from = at + 3 + sign + 1;
  }
  return [...pieces, text.slice(from)].join("");
}
