import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const ledger = ["--ledger", join(folder, "ledger.sqlite")];
const server = createServer((_request, response) => {
  response.writeHead(401, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { message: "no such key" } }));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
after(() => server.close());
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

test("a run that did not start is not the last one, and is shown with its reason alone", async () => {
  const first = join(folder, "first.config.mjs");
  const tasks = `suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }], verifier: "none", topologies: ["solo"]`;
  writeFileSync(first, `export default { name: "first", members: [{ name: "m", model: () => "x" }], ${tasks} };`);
  const second = join(folder, "second.config.mjs");
  const member = `{ name: "m", model: "compatible/m", baseUrl: "${address}", price: "free" }`;
  writeFileSync(second, `export default { name: "second", members: [${member}], ${tasks} };`);
  assert.equal((await catallaxy(["run", first, "--yes", "--quiet", ...ledger])).code, 0);
  const refused = await catallaxy(["run", second, "--yes", "--quiet", ...ledger]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /so the run did not start/);
  const last = await catallaxy(["report", "last", "--format", "json", ...ledger]);
  assert.match(last.out, /"run":\s*"first-/, last.err);
  const listed = (await catallaxy(["runs", ...ledger])).out;
  assert.match(listed, /^second-\S+ +did not start /m);
  assert.match(listed, /^first-\S+ +done /m);
  const id = /resume (second-[\w-]+)/.exec(refused.err)?.[1] ?? "";
  for (const command of ["report", "show"]) {
    const shown = await catallaxy([command, id, ...ledger]);
    assert.deepEqual([shown.code, shown.out], [1, ""], command);
    assert.match(
      shown.err,
      /^catallaxy: Run second-\S+ has no results\. A model could not be asked, so the run did not start.*no such key/s,
    );
    assert.doesNotMatch(shown.err, /Type `|cache/);
  }
});
