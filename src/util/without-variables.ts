import { existsSync } from "node:fs";
import { isSecretName, withoutSecrets } from "./secret-address.ts";
import { strikeKey } from "./strike-key.ts";

/**
 * What code of the user's own says when it fails, without the values of variables that are named as secrets are (`OPENAI_API_KEY`,
 * `MY_TOKEN`): libraries repeat keys in their errors, and errors are kept. Paths of files that exist are no secrets.
 */
export function withoutVariables(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  let rest = text;
  for (const [name, value = ""] of Object.entries(environment))
    if (value !== "" && isSecretName(name) && !existsSync(value)) rest = strikeKey(value)(rest);
  return withoutSecrets(rest);
}
