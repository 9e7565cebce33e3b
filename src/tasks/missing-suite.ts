import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { distance } from "fastest-levenshtein";
import { didYouMean } from "../util/did-you-mean.ts";
import { bundledNames } from "./bundled-suites.ts";
import { suiteExtensions } from "./parse-suite-file.ts";

/** What to say of a suite that is neither bundled nor on the disk: the nearest of the folder's suites and the bundled ones, or the folder that is missing. */
export function missingSuite(wanted: string): string {
  const folder = dirname(resolve(wanted));
  const said = `Wanted a suite, got "${wanted}", which is neither a bundled suite nor a file or folder.`;
  if (!isFolder(folder)) return `${said} ${missingFolder(wanted, folder)}`;
  const shownAs = (name: string) => ({ name, shown: `${wanted.slice(0, wanted.lastIndexOf(basename(wanted)))}${name}` });
  const own = suitesIn(folder).map(shownAs);
  const bundled = bundledNames().map((name) => ({ name, shown: name }));
  const near = nearestOf(basename(wanted), [...own, ...foldersOfFiles(folder).map(shownAs), ...bundled]);
  if (near !== undefined) return `${said} Did you mean "${near}"?`;
  const there = own.slice(0, 8).map(({ shown }) => shown);
  const more = own.length > there.length ? ", ..." : "";
  const listed = there.length === 0 ? "no suite file is in that folder" : `in that folder: ${there.join(", ")}${more}`;
  return `${said} Known: ${listed}; bundled: ${bundled.map(({ name }) => name).join(", ")} (\`catallaxy list suites\`).`;
}

/** The nearest name: by the whole, or by what stands before the extension, so that a wrong or missing extension is seen through. */
function nearestOf(wanted: string, known: readonly { readonly name: string; readonly shown: string }[]): string | undefined {
  const stem = stemOf(wanted);
  const most = stem.length <= 3 ? 1 : Math.max(2, Math.floor(stem.length / 3));
  const scored = known.map(({ name, shown }) => ({
    shown,
    far: distance(stem, stemOf(name)) + (extname(wanted).toLowerCase() === extname(name).toLowerCase() ? 0 : 0.5),
  }));
  const best = scored.sort((a, b) => a.far - b.far)[0];
  return best !== undefined && Math.floor(best.far) <= most ? best.shown : undefined;
}

function stemOf(name: string): string {
  return basename(name, extname(name)).toLowerCase();
}

function suitesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? ["suite.yaml", "suite.yml", "suite.json"].some((name) => existsSync(join(folder, entry.name, name)))
        : suiteExtensions.includes(extname(entry.name).toLowerCase()),
    )
    .map(({ name }) => name)
    .sort();
}

/** Folders that may be suites of several files: near names may be meant, and as many are none, so that they are not listed. */
function foldersOfFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && holdsFile(join(folder, entry.name)))
    .map(({ name }) => name);
}

function holdsFile(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => suiteExtensions.includes(extname(name).toLowerCase()));
  } catch {
    return false; // A closed folder is no suite that anybody can read.
  }
}

/** The first folder of the path that does not exist, with the nearest that does. */
function missingFolder(wanted: string, folder: string): string {
  let missing = folder;
  while (!existsSync(dirname(missing)) && dirname(missing) !== missing) missing = dirname(missing);
  if (existsSync(missing)) return `"${dirname(wanted)}" is a file, not a folder.`;
  const parent = dirname(missing);
  if (!isFolder(parent)) return `"${parent}" is a file, not a folder.`;
  const beside = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const hint = didYouMean(
    basename(missing),
    beside.map(({ name }) => name),
  );
  return `There is no folder "${basename(missing)}" in ${parent}.${hint.includes("Did you mean") ? hint : ""}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
