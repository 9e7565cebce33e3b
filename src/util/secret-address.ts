const secretWords = new Set(
  "key apikey keys token secret sig signature password passwd passphrase pass pwd auth authorization credential credentials jwt bearer code sas hmac accesskey secretkey authkey".split(
    " ",
  ),
);

/** Whether a parameter of an address is named as secrets are: `key`, `api-key`, `access_token`, `X-Amz-Signature`, `sig`. */
export function isSecretName(written: string): boolean {
  // Wide letters and signs that nobody sees make no other name.
  const name = /^[\w.%-]*$/.test(written) ? written : written.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
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
  const holder = [...url.searchParams].find(([, value]) => holdsSecret(value))?.[0];
  if (holder !== undefined)
    return `holds a secret within its parameter "${holder.slice(0, 40)}", which would be stored and shown. ${instead}`;
  const where = placeOfKey(address, url);
  return where === undefined ? undefined : `holds a key in its ${where}, which would be stored and shown. ${instead}`;
}

/** Whether a value is an address with a secret, or data with a field that is named as secrets are. */
function holdsSecret(value: string): boolean {
  const plain = wholly(value);
  if (/^[a-z][\w+.-]*:\/\//i.test(plain)) return secretIn(plain) !== undefined;
  return [...plain.matchAll(/["']([^"'\s]{1,60})["']\s{0,3}:\s{0,3}["'\d]/g)].some(([, name = ""]) => isSecretName(name));
}

/** Where an address holds what is a key by its form, or by the name before it. */
function placeOfKey(address: string, url: URL): string | undefined {
  const steps = url.pathname.split("/").map(wholly);
  const parts = steps.flatMap((step) => step.split(/[;,&/]/));
  const named = parts.some((part) => /=./.test(part) && isSecretName(part.slice(0, part.indexOf("="))));
  const behindName = steps.some((step, index) => isSecretName(steps[index - 1] ?? "") && isRandom(step));
  if (named || behindName || parts.some((part) => isKey(part.slice(part.indexOf("=") + 1)))) return "path";
  // A URL has its host in small letters.
  const host = /^[^:]*:\/\/([^/?#]*)/.exec(address)?.[1] ?? "";
  if (wholly(host).split(/[.:]/).some(isDisordered)) return "host";
  const values = [...url.searchParams.values(), ...new URLSearchParams(url.hash.slice(1)).values(), url.hash.slice(1)];
  return values.map(wholly).some(isKey) ? "parameters" : undefined;
}

/** Decoded as often as it was encoded, within reason. */
function wholly(text: string): string {
  let [before, after] = [text, decoded(text)];
  for (let times = 0; before !== after && times < 5; times += 1) [before, after] = [after, decoded(after)];
  return after;
}

/** How the keys of providers, clouds and forges begin. */
const keyPrefix =
  /^(?:sk|pk|rk|ghp|gho|ghu|ghs|github_pat|glpat|gsk|xai|AIza|hf|r8|nvapi|pplx|csk|tgp|fw|xox[abprs]|npm|dop_v1|ya29|AKIA|ASIA|ABSK)(?=[-_.]|(?<=AIza|AKIA|ASIA|ABSK))/i;

/** Whether a text is a key by its form: it begins as keys do and is long, is a signed token, or is long and of letters and digits in disorder. */
function isKey(text: string): boolean {
  return /^(?:sk|pk|rk|ghp|gsk|xai|AIza)[-_]?[A-Za-z0-9_-]{20,}$/.test(text) || isDisordered(text);
}

/** The same without what may be words: names of hosts are long, too. */
function isDisordered(text: string): boolean {
  if (/^(?:AKIA|ASIA)[A-Z0-9]{12,}$/i.test(text) || /^eyJ[\w-]{8,}\.[\w-]{8,}/.test(text)) return true;
  if (keyPrefix.test(text) && isRandom(text)) return true;
  return (text.match(/[A-Za-z0-9]{28,}/g) ?? []).some((run) => /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d.*\d.*\d/.test(run));
}

/** Whether letters and digits stand together as no word has them. */
function isRandom(text: string): boolean {
  return (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((run) => /[a-z]/i.test(run) && /\d/.test(run));
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
