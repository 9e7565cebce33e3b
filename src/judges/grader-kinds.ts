import type { JudgeSpec, Json } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { faultsIn } from "../util/issue-words.ts";
import { judgeKinds, openJudge, ownSettings } from "./open-judge.ts";

/** One thing that keeps a judge from being opened: where in its spec, and what is wrong in words that name the setting. */
interface SpecFault {
  readonly path: readonly (string | number)[];
  readonly words: string;
}

/** Every kind of judge with what keeps a spec of it from being opened, so that who reads a suite can say where that stands. */
export function graderKinds(): GraderKind[] {
  return judgeKinds.map((kind) => ({ ...kind, faults: specFaults }));
}
type GraderKind = (typeof judgeKinds)[number] & { readonly faults: (spec: JudgeSpec) => SpecFault[] };

function specFaults(spec: JudgeSpec): SpecFault[] {
  try {
    openJudge(spec, "grade");
    return [];
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    const unfit = [...settingFaults(spec), ...innerFaults(spec)];
    const words = thrown.message.replace(/^Judge "[^"]*": /, "");
    return unfit.length > 0 ? unfit : [{ path: namedIn(spec, words), words }];
  }
}

const ofTask: ReadonlySet<string> = new Set(["id", "category", "prompt", "context", "worth", "tags", "meta"]);

function settingFaults(spec: JudgeSpec): SpecFault[] {
  const kind = judgeKinds.find(({ name }) => name === spec.kind);
  const error = kind?.options.safeParse(ownSettings(kind, spec)).error;
  if (kind === undefined || error === undefined) return [];
  const found = faultsIn(error, kind.options, (path, field) =>
    path.length === 0 && ofTask.has(field) ? 'it belongs to the task, beside "grader"' : undefined,
  );
  // What is missing because it stands under a name beside it is said once, with that name.
  const meant = new Set(found.flatMap(({ words }) => [...words.matchAll(/mean "([^"]+)"/g)].map(([, name]) => name)));
  const told = found.filter(({ of, words }) => !(words.startsWith("is missing") && meant.has(String(of.at(-1)))));
  return told.map(({ path, of, words }) => {
    const name = of.map(String).join(".");
    return { path: stepsOf(path), words: name === "" ? words : `"${name}"${/^(must|is|does) /.test(words) ? "" : ":"} ${words}` };
  });
}

/** The faults of the judge inside a judge. */
function innerFaults({ judge }: JudgeSpec): SpecFault[] {
  const inner = typeof judge === "object" && judge !== null && !Array.isArray(judge) ? (judge as { readonly [name: string]: Json }) : {};
  const { kind } = inner;
  if (typeof kind !== "string") return [];
  return specFaults({ ...inner, kind }).map(({ path, words }) => ({ path: ["judge", ...path], words }));
}

/** Where the text stands that the words quote. */
function namedIn(value: Json, words: string): readonly (string | number)[] {
  const parts: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...(value as readonly Json[]).entries()]
    : typeof value === "object" && value !== null
      ? Object.entries(value).filter(([name]) => name !== "kind")
      : [];
  for (const [step, part] of parts) {
    if (typeof part === "string" && words.includes(JSON.stringify(part))) return [step];
    const within = namedIn(part, words);
    if (within.length > 0) return [step, ...within];
  }
  return [];
}

function stepsOf(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === "symbol" ? String(step) : step));
}
