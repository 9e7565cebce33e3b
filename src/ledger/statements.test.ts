import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { schema } from "./schema.ts";
import { statements } from "./statements.ts";

test("what is asked of one trial or one call is looked up by it, and not by going through its run", () => {
  const db = new DatabaseSync(":memory:");
  db.exec(schema);
  const texts: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (text, ...more) => {
    texts.push(text);
    return prepare(text, ...more);
  };
  statements(db);
  const ofOne = texts.filter((text) => /\b(?:trial|key) (?:=|>=) \?/.test(text) && /\b(?:events|calls)\b/.test(text));
  assert.ok(ofOne.length >= 8, String(ofOne.length));
  for (const text of ofOne) {
    const plan = prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array<null>((text.match(/\?(?!\d)/g) ?? []).length).fill(null));
    const steps = plan.map(({ detail }) => String(detail)).filter((detail) => /\b(?:SEARCH|SCAN) (?:events|calls)\b/.test(detail));
    for (const step of steps) assert.match(step, /(?:trial|key)(?:=|>)\?/, `${text}\n${step}`);
  }
  db.close();
});
