import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type PatchedEngine, patchedEngine } from "./engine-patch.ts";

/** What the types of Node leave out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

let made: Promise<{ readonly module: object; readonly words: PatchedEngine["words"] }> | undefined;

/** The code of QuickJS, compiled once: modules that replace one another share it. */
export function compiled(): Promise<{ readonly module: object; readonly words: PatchedEngine["words"] }> {
  made ??= compile();
  return made;
}

async function compile() {
  const own = await readFile(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm")));
  const { code, words } = patchedEngine(own);
  return { module: await WebAssembly.compile(code), words };
}
