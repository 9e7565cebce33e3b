import { parse } from "yaml";
import { UserError } from "../util/bug.ts";

/**
 * A member as the command line writes it: `name=provider/model`, or the model alone; then `@http://...` for the server's address
 * and `,field=value` for more, as in `local=compatible/llama-3.3@http://127.0.0.1:8080/v1,price=free`. Throws a UserError.
 */
export function memberWords(text: string): Record<string, unknown> {
  const colon = /^([\w.-]+):([a-z]+\/.*)$/.exec(text);
  if (colon !== null && !text.includes("="))
    throw new UserError(`Wanted "=" between a member's name and its model. Write --member ${colon[1]}=${colon[2]}.`);
  const [head = "", ...more] = text.split(/,(?=[A-Za-z]+=)/);
  if (/\s/.test(head))
    throw new UserError(
      `Wanted no spaces in --member '${text}': its parts are parted by commas, as in name=provider/model@http://...,price=free.`,
    );
  if (!/[/=]/.test(head))
    throw new UserError(
      `Wanted a member's name and its model in --member ${head}, as in --member ${head}=anthropic/claude-sonnet-5; without a name, <provider>/<model>.`,
    );
  const split = /^[^/=]+=/.exec(head)?.[0].length ?? 0;
  const written = head.slice(split);
  const address = /@(https?:\/\/\S+)$/.exec(written);
  const model = address === null ? written : written.slice(0, address.index);
  if (/@[a-z0-9.-]+:\d+(\/|$)/i.test(model))
    throw new UserError(`Wanted an address that begins with http:// or https:// after "@" in --member ${text}.`);
  const name = split > 0 ? head.slice(0, split - 1) : (model.split("/").at(-1) ?? model);
  const fields = more.map((field): [string, unknown] => {
    const at = field.indexOf("=");
    const name = field.slice(0, at);
    if (name === "key" || name === "apiKeyEnv") return ["apiKeyEnv", variableOf(field.slice(at + 1), text.split(",")[0] ?? "")];
    return [name, valueOf(field.slice(at + 1), field.slice(0, at), text)];
  });
  return { name, model, ...(address?.[1] === undefined ? {} : { baseUrl: address[1] }), ...Object.fromEntries(fields) };
}

/** Keys are named, never written: a command line is in the shell's history and in the list of processes. */
function variableOf(value: string, member: string): string {
  if (/^[A-Za-z_]\w*$/.test(value)) return value;
  throw new UserError(`Wanted the name of the variable that holds the key in --member ${member}, as in ,key=MY_KEY, never the key itself.`);
}

/** A value as in YAML; a price may be written as dollars per million tokens in and out, `1/5`. */
function valueOf(value: string, field: string, text: string): unknown {
  const rates = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(value);
  if (field === "price" && rates !== null) return { input: Number(rates[1]), output: Number(rates[2]) };
  try {
    return parse(value) as unknown;
  } catch {
    throw new UserError(`The value of "${field}" in --member ${text} cannot be read. Write it as in YAML.`);
  }
}
