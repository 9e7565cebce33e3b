import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { inspectSuite } from "../run/inspect-suite.ts";
import { estimateFrom } from "./kept-estimate.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { refuseUnpaced, unpaced } from "./unpaced.ts";

const server = { baseUrl: "http://127.0.0.1:21001/v1", price: { input: 1, output: 4 } };
/** 8,000 letters: 2,000 tokens at four each. */
const long = "word ".repeat(1600);

function planned(tokensPerMinute: number, more: object = {}): Promise<Plan> {
  const task = (id: string, prompt: string) => ({ id, prompt, grader: { kind: "exact", answer: "2" } });
  const plain = {
    suite: "inline",
    tasks: [task("short", "What is 1 + 1?"), task("long", long), task("longer", `${long} and one more`)],
    members: [{ name: "m", model: "compatible/m", ...server, settings: { tokensPerMinute } }],
    topologies: [{ use: "solo", name: "one" }],
    verifier: "none",
    terms: { attempts: 1, outputCap: 200 },
    ...more,
  };
  return makePlan({ ...check(plain, "paced"), name: "paced" }, {});
}

test("an answer that may take more tokens than a minute has is refused with both settings; one that may take as many is not", async () => {
  const short = { tasks: [{ id: "t", prompt: "?", grader: { kind: "exact", answer: "2" } }] };
  assert.match((await unpaced(await planned(199, short))) ?? "", /tokensPerMinute of m is 199, and one answer in one may take 200 tokens/);
  assert.equal(await unpaced(await planned(1000, short)), undefined);
});

test("a prompt that with its answer takes more tokens than a minute has is refused, with the task, how many more there are, and what to do", async () => {
  const plan = await planned(2100);
  await assert.rejects(
    refuseUnpaced(plan),
    (thrown) =>
      thrown instanceof UserError &&
      /tokensPerMinute of m is 2100, and one call to it in one takes about 2[2-3]\d\d tokens \(task "longer": 2[0-1]\d\d of prompt and up to 200 of answer\)/.test(
        thrown.message,
      ) &&
      /so would those of 1 more task\. Raise settings\.tokensPerMinute, lower terms\.outputCap, or shorten or leave out such tasks\./.test(
        thrown.message,
      ),
  );
  assert.ok((await estimateFrom(plan, undefined)).notes?.some((note) => note.includes("it would never fit into a minute")));
  assert.equal(await unpaced(await planned(2600)), undefined);
});

test("the calls of verifiers, graders and members of firms are counted too", async () => {
  const free = { name: "m", model: "compatible/m", ...server };
  const judge = { name: "j", model: "compatible/j", ...server, settings: { tokensPerMinute: 2100 } };
  const judged = await planned(1, {
    members: [free],
    judges: [judge],
    verifier: { kind: "rubric", member: "j" },
    terms: { attempts: 2, outputCap: 200, selfJudging: "allowed" },
  });
  assert.match((await unpaced(judged)) ?? "", /tokensPerMinute of j is 2100, and one call to it in one/);
  const inner = { ...free, settings: { tokensPerMinute: 2100 } };
  const firm = await planned(1, { members: [{ name: "f", firm: { topology: "solo", members: [inner] } }] });
  assert.match((await unpaced(firm)) ?? "", /tokensPerMinute of m is 2100, and one call to it in one/);
});

test("check says it of an experiment, beside what it finds in its suite", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-paced-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "lab.json");
  const member = { name: "m", model: "compatible/m", ...server, settings: { tokensPerMinute: 2100 } };
  const tasks = [{ id: "long", prompt: long, grader: { kind: "exact", answer: "2" } }];
  const lab = { suite: "inline", tasks, members: [member], topologies: ["solo"], verifier: "none", terms: { outputCap: 200 } };
  writeFileSync(file, JSON.stringify(lab, null, 2));
  const { findings } = await inspectSuite(file, {});
  assert.match(findings.find(({ kind }) => kind === "never-sent")?.message ?? "", /tokensPerMinute of m is 2100/);
});
