import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../util/bug.ts";
import { commandName } from "../util/command-name.ts";
import { makeFolder } from "../util/make-folder.ts";

const files = ["lab.config.ts", "tasks.yaml"] as const;

/** Copies the starter files; a file that is there already is never overwritten. Throws `UserError`. */
export function initialize(folder: string): { readonly wrote: readonly string[]; readonly words: string } {
  const there = files.filter((file) => existsSync(join(folder, file)));
  if (there.length > 0)
    throw new UserError(
      `Wanted to write ${there.join(" and ")} in ${folder}; it is there already. Move it away or choose another folder: \`catallaxy init <folder>\`.`,
    );
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UserError(`${folder} is a file; init wants a folder to write ${files.join(" and ")} in: \`catallaxy init <folder>\`.`);
  makeFolder(folder, { instead: "choose another: `catallaxy init <folder>`" });
  for (const file of files) writeFileSync(join(folder, file), starter(file, folder));
  const here = relative(process.cwd(), folder);
  const next = `${commandName()} run${here === "" ? "" : ` ${here}`}`;
  const words = [
    `Wrote ${files.join(" and ")} ${here === "" ? "here" : `in ${folder}`}.`,
    `Next: ${next}`,
    "It runs on embedded models, at no cost. For live ones set keys and edit members.",
  ];
  return { wrote: files.map((file) => join(folder, file)), words: words.join("\n") };
}

const ours = new URL("../../", import.meta.url);

/** A starter file; the schema that it names for editors is this package's own, found from where the file will stand, with no network. */
function starter(file: string, folder: string): string {
  const schema = relative(realpathSync(folder), realpathSync(fileURLToPath(new URL("suites/schema.json", ours)))).replaceAll("\\", "/");
  return readFileSync(new URL(`examples/starter/${file}`, ours), "utf8").replace("../../suites/schema.json", () => schema);
}
