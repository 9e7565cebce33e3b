import { Session } from "node:inspector";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

type Work = (...given: never[]) => unknown;
const holder = Symbol.for("catallaxy.defined");

/** Where functions are defined, as `lab.config.ts:12:5`, by the name of the file alone; undefined for what no file has. */
export function whereDefined(works: readonly Work[]): (string | undefined)[] {
  if (works.length === 0) return [];
  const session = new Session();
  const files = new Map<string, string>();
  const found: (string | undefined)[] = [];
  Object.defineProperty(globalThis, holder, { value: works, configurable: true });
  try {
    session.connect();
    session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => void files.set(scriptId, url));
    session.post("Debugger.enable");
    for (const index of works.keys()) found.push(placeOf(session, files, index));
  } finally {
    session.disconnect();
    Reflect.deleteProperty(globalThis, holder);
  }
  return found;
}

interface Inner {
  readonly name: string;
  readonly value?: { readonly value?: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number } };
}

/** A session in one's own thread answers before `post` returns. */
function placeOf(session: Session, files: ReadonlyMap<string, string>, index: number): string | undefined {
  let place: string | undefined;
  const expression = `globalThis[Symbol.for("catallaxy.defined")][${index}]`;
  session.post("Runtime.evaluate", { expression }, (failed, { result } = { result: { type: "undefined" } }) => {
    if (failed !== null || result.objectId === undefined) return;
    session.post("Runtime.getProperties", { objectId: result.objectId, ownProperties: true }, (unread, told) => {
      if (unread !== null) return;
      const inner = (told.internalProperties ?? []) as readonly Inner[];
      const at = inner.find(({ name }) => name === "[[FunctionLocation]]")?.value?.value;
      const file = at === undefined ? undefined : files.get(at.scriptId);
      if (at === undefined || file === undefined || file === "") return;
      place = `${basename(file.startsWith("file:") ? fileURLToPath(file.replace(/[?#].*$/, "")) : file)}:${at.lineNumber + 1}:${at.columnNumber + 1}`;
    });
  });
  return place;
}
