import { UserError } from "../util/bug.ts";

type Environment = { readonly [name: string]: string | undefined };

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** A text with `${NAME}` replaced by the environment's value, and those values apart. Throws a UserError for one that is not set. */
export function fillIn(text: string, where: string, env: Environment): { readonly text: string; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const filled = text.replaceAll(variable, (_, name: string) => {
    const value: unknown = env[name];
    if (typeof value !== "string")
      throw new UserError(`${where} wants the environment variable ${name}, which is not set. Set it, or write the value.`);
    if (value !== "") secrets.push(value);
    return value;
  });
  return { text: filled, secrets };
}

/** The variables that a text is filled from. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(variable)].map(([, name = ""]) => name);
}

/** Whether a header or query parameter of this name holds a secret, as far as its name tells. */
export function holdsSecret(name: string): boolean {
  return /auth|key|token|secret|cookie|password|signature|^(sig|code)$/i.test(name);
}

/** Whether a value is written out, rather than taken from the environment. */
export function isWritten(value: string): boolean {
  return value !== "" && value.replaceAll(variable, "") === value;
}
