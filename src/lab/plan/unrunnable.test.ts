import assert from "node:assert/strict";
import { test } from "node:test";
import type { JudgeSpec, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { refuseUnrunnable, unrunnable } from "./unrunnable.ts";

const task = (id: string, grader: JudgeSpec): Task => ({ id, category: "c", prompt: "?", grader });
const python = (id: string): Task => task(id, { kind: "program", language: "python", checks: [] });
const nested = task("nested", { kind: "noisy", judge: { kind: "program", language: "python", checks: [] } });
const exact = task("exact", { kind: "exact", answer: "1" });
const javascript = task("javascript", { kind: "program", checks: [] });
const kinds = (available: boolean) => [
  { language: "javascript" as const, kind: "quickjs", available: true, why: "" },
  { language: "python" as const, kind: "bubblewrap", available, why: available ? "" : "bwrap was not found." },
  { language: "sh" as const, kind: "bubblewrap", available, why: available ? "" : "bwrap was not found." },
  { language: "sql" as const, kind: "sqlite", available: true, why: "" },
];

test("tasks that ask for Python are named where no sandbox can run it, judges within judges included", () => {
  const found = unrunnable({ tasks: [python("a"), exact, nested, javascript] }, kinds(false));
  assert.deepEqual(found?.tasks, ["a", "nested"]);
  assert.equal(found?.all, false);
  assert.match(found?.message ?? "", /^2 of 4 tasks ask for Python programs \(a, nested\).*bwrap was not found\./);
});

test("tasks that ask for shell programs are named too, and the reason once", () => {
  const sh = task("s", { kind: "program", language: "sh", checks: [] });
  const sql = task("q", { kind: "program", language: "sql", checks: [] });
  const found = unrunnable({ tasks: [python("a"), sh, sql] }, kinds(false));
  assert.deepEqual(found?.tasks, ["a", "s"]);
  assert.match(found?.message ?? "", /ask for Python and shell programs \(a, s\), and .*: bwrap was not found\. Their/);
});

test("tasks whose checks compare files are named where no sandbox may be within another", () => {
  const plain = task("plain", { kind: "program", language: "sh", checks: [{ name: "c", stdout: "" }] });
  const files = task("files", { kind: "program", language: "sh", checks: [{ name: "c", wrote: { a: null } }] });
  const here = kinds(true).map((kind) =>
    kind.language === "sh" ? { ...kind, wrote: { available: false, why: "none within another." } } : kind,
  );
  const found = unrunnable({ tasks: [plain, files, python("a")] }, here);
  assert.deepEqual(found?.tasks, ["files"]);
  assert.match(found?.message ?? "", /asks for shell \(with files\) programs \(files\).*: none within another\./);
  assert.equal(unrunnable({ tasks: [plain] }, here), undefined);
});

test("nothing is said where a sandbox is there or none is needed", () => {
  assert.equal(unrunnable({ tasks: [python("a")] }, kinds(true)), undefined);
  assert.equal(unrunnable({ tasks: [exact, javascript] }, kinds(false)), undefined);
});

test("a run is refused where every task would go unscored, and only there", () => {
  assert.throws(() => refuseUnrunnable({ tasks: [python("a"), python("b")] }, kinds(false)), UserError);
  refuseUnrunnable({ tasks: [python("a"), exact] }, kinds(false));
  refuseUnrunnable({ tasks: [python("a")] }, kinds(true));
});
