import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { build, type Plugin, stop } from "esbuild";

interface PlacedFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** What is loaded at every start, or at every run of models at a server; other packages are loaded from where they are installed. */
const bundled = [
  "@ai-sdk/anthropic",
  "@ai-sdk/google",
  "@ai-sdk/openai",
  "@ai-sdk/openai-compatible",
  "@ai-sdk/provider",
  "@openrouter/ai-sdk-provider",
  "ajv",
  "canonicalize",
  "commander",
  "csv-parse",
  "fast-string-width",
  "fastest-levenshtein",
  "jsonrepair",
  "munkres",
  "pure-rand",
  "simple-statistics",
  "yaml",
  "zod",
];
const root = join(import.meta.dirname, "..");
const dayMs = 86_400_000;

/**
 * Lays the command line, as the code is now, below a folder as a package of its own, and gives the file to run. Its modules
 * and the packages that they always load are joined into few files, which start in about half the time. The same code has
 * the same place, so that it is compiled once and two may run it.
 */
export async function bundle(folder: string): Promise<string> {
  const files = [...(await joinedModules()), ...dataFiles()];
  const hash = createHash("sha256");
  for (const { path, contents } of files) hash.update(`${path}\n${contents.length}\n`).update(contents);
  const place = join(folder, hash.digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder).map((name) => join(folder, name)))
    if (old !== place && Date.now() - statSync(old).mtimeMs > dayMs) rmSync(old, { recursive: true, force: true });
  if (!existsSync(place)) lay(files, folder, place);
  utimesSync(place, new Date(), new Date());
  return join(place, "dist", "cli", "main.js");
}

async function joinedModules(): Promise<PlacedFile[]> {
  const { dependencies, exports: exported } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Readonly<
    Record<"dependencies" | "exports", Record<string, unknown>>
  >;
  const workers = globSync("src/**/*-worker.ts", { cwd: root }).toSorted();
  // What the package exports beside itself: plugins import it.
  const parts = Object.keys(exported).flatMap((name) => (/^\.\/[a-z]+$/.test(name) ? [`src/${name.slice(2)}/index.ts`] : []));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts", "src/cli/start.ts", "src/index.ts", ...parts, ...workers],
    outbase: "src",
    outdir: "dist",
    write: false,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Not the identifiers: the user is told names of classes and functions.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "error",
    external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
    banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
    plugins: [ownPlaces(workers)],
  });
  await stop();
  return outputFiles.map(({ path, contents }) => ({ path: relative(root, path), contents })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What stands beside the code and is read while it runs. */
function dataFiles(): PlacedFile[] {
  const beside = globSync("src/**/*.{json,yaml,txt}", { cwd: root }).filter((file) => !file.includes("fixtures"));
  return [
    ...beside.toSorted().map((file) => ({ path: join("dist", relative("src", file)), contents: readFileSync(join(root, file)) })),
    { path: "package.json", contents: readFileSync(join(root, "package.json")) },
  ];
}

/** Whole or not at all: another process may lay the same. */
function lay(files: readonly PlacedFile[], folder: string, place: string): void {
  const half = mkdtempSync(join(folder, "half-"));
  for (const { path, contents } of files) {
    mkdirSync(dirname(join(half, path)), { recursive: true });
    writeFileSync(join(half, path), contents);
  }
  for (const name of ["suites", "recorded", "docs", "examples", "CHANGELOG.md"])
    symlinkSync(join(root, name), join(half, name), "junction");
  try {
    renameSync(half, place);
  } catch (thrown) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(place)) throw thrown;
  }
}

/** A module finds files beside itself by its address: it is given the one that it would have alone. All that ask are joined in chunks/. */
function ownPlaces(workers: readonly string[]): Plugin {
  return {
    name: "own-places",
    setup: (building) => {
      building.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const contents = readFileSync(path, "utf8");
        const own = relative(root, path);
        if (workers.includes(own)) return { contents, loader: "ts" };
        const alone = relative("src", own).replaceAll("\\", "/").replace(/ts$/, "js");
        return { contents: contents.replaceAll("import.meta.url", `new URL("../${alone}", import.meta.url).href`), loader: "ts" };
      });
    },
  };
}
