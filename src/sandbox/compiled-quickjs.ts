import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** What the types of Node leave out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

let code: Promise<object> | undefined;

/** The code of QuickJS, compiled once: modules that replace one another share it. */
export function compiled(): Promise<object> {
  code ??= readFile(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"))).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return code;
}
