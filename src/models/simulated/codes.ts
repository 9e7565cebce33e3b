import { sha256 } from "../../util/hash.ts";

/**
 * Generated results: eight hex digits, four that name the result and four that only the world can tell right from wrong by.
 * To a member they are opaque; it notices what they are worth only through its own error rates.
 */
export function codeOf(seed: string, what: string, right: boolean): string {
  const body = sha256(`${seed}|${what}|${right}`).slice(0, 4);
  return body + tag(seed, body, right);
}

/** Whether a code is right, wrong, or none of this world's. */
export function verdictOfCode(seed: string, code: string): boolean | undefined {
  const body = code.slice(0, 4);
  if (code.slice(4) === tag(seed, body, true)) return true;
  return code.slice(4) === tag(seed, body, false) ? false : undefined;
}

/** The last code of this world in a text. */
export function lastCode(seed: string, text: string): { code: string; right: boolean } | undefined {
  const codes = text.match(/\b[0-9a-f]{8}\b/g) ?? [];
  for (const code of codes.reverse()) {
    const right = verdictOfCode(seed, code);
    if (right !== undefined) return { code, right };
  }
  return undefined;
}

function tag(seed: string, body: string, right: boolean): string {
  return sha256(`${seed}|${body}|${right ? "holds" : "fails"}`).slice(0, 4);
}
