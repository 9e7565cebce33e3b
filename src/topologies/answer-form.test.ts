import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, JsonSchema } from "../types.ts";
import { contrary, furtherOptions, obliging } from "./fixtures.ts";
import { teamOf } from "./fake-team.test.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { blockWords } from "../util/block-words.ts";

/** Properties in which an answer, a program or other work stands: as a string in JSON it would need escapes. */
const works = ["answer", "contribution", "program", "text", "code", "solution", "result"];

async function askedBy(name: string): Promise<Ask[]> {
  const out: Ask[] = [];
  for (const chosen of [{}, ...(furtherOptions.get(name) ?? [])])
    for (const answer of [obliging, contrary]) {
      const context = name === "recursive" ? { context: "A long text." } : {};
      const { desk, task, asked } = teamOf(3, answer, { verifier: () => ({ ok: true, passed: false, score: 0, why: "no" }) });
      await openTopology(name, chosen).solve({ ...task, ...context }, desk);
      out.push(...asked.map(({ ask }) => ask));
    }
  return out;
}

/** Names of the properties of a schema, at any depth. */
function namesIn(shape: JsonSchema): string[] {
  const properties = (shape.properties ?? {}) as { [name: string]: JsonSchema };
  const inner = [...Object.values(properties), ...[shape.items].filter((one) => one !== undefined)] as JsonSchema[];
  return [...Object.keys(properties), ...inner.flatMap(namesIn)];
}

const inBlocks = new Map<string, string[]>();
for (const { name } of topologyKinds)
  test(`${name}: no answer and no program is wanted as a string in JSON`, async () => {
    for (const { shape, blocks, messages } of await askedBy(name)) {
      assert.deepEqual(shape === undefined ? [] : namesIn(shape).filter((property) => works.includes(property)), []);
      if (blocks === undefined) continue;
      assert.equal(shape, undefined);
      inBlocks.set(name, [...(inBlocks.get(name) ?? []), ...namesIn(blocks)]);
      const last = messages.findLast(({ text }) => text.includes("Reply in plain text"))?.text ?? "";
      assert.ok(last.includes(blockWords(blocks)) && !last.includes("JSON object"), last);
    }
  });

test("what is wanted in blocks holds an answer, a contribution, a program or what is written on a board", () => {
  const kinds = [...inBlocks.keys()];
  for (const name of [
    "sequential",
    "broadcast",
    "ripple",
    "shared-memory",
    "morphogenetic",
    "personas",
    "experts",
    "stigmergic",
    "debate",
    "solve-or-split",
    "recursive",
    "blackboard",
  ])
    assert.ok(kinds.includes(name), `${name} in ${kinds.join()}`);
  for (const [name, names] of inBlocks)
    assert.ok(
      names.some((property) => works.includes(property)),
      `${name}: ${names.join()}`,
    );
});
