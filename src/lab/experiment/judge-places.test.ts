import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { wordsOf } from "../../util/failure.ts";
import { loadExperiment } from "./load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-places-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of an experiment that is written so, with its folder left out. */
async function faultOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, text);
  try {
    await makePlan(await loadExperiment(file), {});
    return "";
  } catch (thrown) {
    return wordsOf(thrown).replaceAll(`${folder}/`, "");
  }
}

const members = "members: [{ name: m, model: simulated/small }]\n";
writeFileSync(join(folder, "plain.jsonl"), '{"id":"a","prompt":"1 + 1","grader":{"kind":"exact","answer":"2"}}\n');

test("a verifier that does not fit is told with the file, the line and the column of what does not, its topology's own or that of all", async () => {
  const own = (verifier: string): string =>
    `suite: ./plain.jsonl\n${members}topologies:\n  - solo\n  - use: cascade\n    verifier: ${verifier}\nverifier: none\n`;
  assert.match(
    await faultOf("a.yaml", own("{ kind: rubric, member: nobody }")),
    /^a\.yaml:6:39: The verifier of "cascade" wants the judge "nobody"/,
  );
  assert.match(await faultOf("b.yaml", own("{ kind: rubric }")), /^b\.yaml:6:15: The verifier of "cascade", "rubric", asks a model/);
  assert.match(
    await faultOf("c.yaml", own("{ kind: rubrik }")),
    /^c\.yaml:6:23: The verifier of "cascade": There is no kind of judge called "rubrik"/,
  );
  assert.match(
    await faultOf("d.yaml", own("{ kind: noisy, falsePositive: 3, falseNegative: 0 }")),
    /^d\.yaml:6:\d\d: The verifier of "cascade": .*falsePositive/,
  );
  const common = `suite: ./plain.jsonl\n${members}topologies: [solo]\nlimits: { budget: [1, 2] }\nverifier: { kind: panel, members: [x] }\n`;
  assert.match(await faultOf("e.yaml", common), /^e\.yaml:5:\d+: The verifier of "solo@\$1" wants the judge "x"/);
});

test("a grader that asks a judge who is not there is told with its place in the suite, shared graders and tasks in the experiment too", async () => {
  const lab = (suite: string): string => `suite: ${suite}\n${members}topologies: [solo]\nverifier: none\n`;
  writeFileSync(
    join(folder, "asks.yaml"),
    "graders:\n  strict: { kind: rubric, member: gone }\ntasks:\n  - id: a\n    prompt: x\n    grader: strict\n",
  );
  assert.match(await faultOf("f.yaml", lab("./asks.yaml")), /^asks\.yaml:2:3\d: The grader of the task "a" wants the judge "gone"/);
  writeFileSync(join(folder, "asks.jsonl"), '\n{"id":"a","prompt":"x","grader":{"kind":"rubric","member":"gone"}}\n');
  assert.match(await faultOf("g.yaml", lab("./asks.jsonl")), /^asks\.jsonl:2:\d+: The grader of the task "a" wants the judge "gone"/);
  const inline = `${lab("inline")}tasks:\n  - id: a\n    prompt: x\n    grader: { kind: rubric, member: gone }\n`;
  assert.match(await faultOf("h.yaml", inline), /^h\.yaml:8:\d+: The grader of the task "a" wants the judge "gone"/);
});

test("of an experiment that is code, the file is told", async () => {
  const source = `export default { suite: "./plain.jsonl", members: [{ name: "m", model: "simulated/small" }], topologies: ["solo"], verifier: { kind: "rubric", member: "nobody" } };\n`;
  assert.match(await faultOf("lab.config.ts", source), /^lab\.config\.ts: The verifier of "solo" wants the judge "nobody"/);
});
