import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What a test file may change for the others of its process: the process itself, what is global, or hooks around every test. */
const touches =
  /\bprocess\.(?:env|argv|chdir|cwd|emit|exit|kill|on|stderr|stdout)\b|\bglobalThis\b|\bmock\b|\b(?:before|after)Each\(|"node:(?:child_process|worker_threads)"|sandbox/;

/**
 * The files for the test runner, which starts a process for each: those beside the code of one part of src/ share one, for
 * most of their time goes into loading the same modules. Files that touch more than the functions they call stay apart.
 * The files that name the groups are written into `folder`.
 */
export function grouped(files: readonly string[], folder: string): string[] {
  const together = files.filter((file) => /^src[\\/]/.test(file) && !touches.test(readFileSync(file, "utf8")));
  const groups = Map.groupBy(together, (file) => dirname(file).split(/[\\/]/).slice(0, 2).join("-"));
  const named = [...groups].map(([name, members]) => {
    const group = join(folder, `${name}.test.mjs`);
    writeFileSync(group, members.map((file) => `import ${JSON.stringify(pathToFileURL(resolve(file)).href)};\n`).join(""));
    return group;
  });
  return [...files.filter((file) => !together.includes(file)), ...named];
}
