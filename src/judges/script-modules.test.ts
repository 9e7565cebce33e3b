import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { posix } from "node:path";
import querystring from "node:querystring";
import { StringDecoder } from "node:string_decoder";
import { test } from "node:test";
import url from "node:url";
import util from "node:util";
import { runInThisContext } from "node:vm";
import { codeNames } from "./code-names.ts";
import { withoutImports } from "./module-imports.ts";

/** What a script gets that asks for a module. */
function loaded(name: string): unknown {
  return runInThisContext(`(() => { ${withoutImports(`return require("${name}");`, "javascript", new Set())} })()`);
}

const paths =
  ",/,//,/a,a,a/,/a/,a/b,./a,../a,a/../b,a/../../b,/..,/../a,a//b,a/./b,a.txt,.bashrc,a.,a.b.c,..,...,./,/a/b.txt/,///a//b/,a/b/../../..,..a,a..,./a/.b, a,/a/./../b/".split(
    ",",
  );

test("paths are joined, resolved and taken apart as Node does it", () => {
  const ours = loaded("node:path") as typeof posix;
  for (const one of paths) {
    for (const call of ["normalize", "dirname", "basename", "extname", "isAbsolute"] as const)
      assert.equal(ours[call](one), posix[call](one), `${call} ${one}`);
    if (one !== "/..") assert.deepEqual({ ...ours.parse(one) }, { ...posix.parse(one) }, one);
    assert.equal(ours.format(posix.parse(one)), posix.format(posix.parse(one)), one);
    for (const suffix of /^\/+$/.test(one) ? [] : [".txt", ".c", "c", ".bashrc"])
      assert.equal(ours.basename(one, suffix), posix.basename(one, suffix), one);
    for (const other of paths) {
      assert.equal(ours.join(one, other), posix.join(one, other), `${one} + ${other}`);
      assert.equal(ours.resolve("/r", one, other), posix.resolve("/r", one, other), `${one} + ${other}`);
      assert.equal(ours.relative(`/r/${one}`, `/r/${other}`), posix.relative(`/r/${one}`, `/r/${other}`), `${one} to ${other}`);
    }
  }
});

test("queries and addresses are read and written as Node does it", () => {
  const [ours, addresses] = [loaded("querystring") as typeof querystring, loaded("url") as typeof url];
  for (const text of ["", "a=1", "a=1&a=2&b", "a=%20+b&=c", "a=b=c", "&&a", "%zz=1", "a=1;b=2"])
    assert.deepEqual({ ...ours.parse(text) }, { ...querystring.parse(text) }, text);
  for (const values of [{ a: 1, b: ["x", "y z"] }, { a: true, c: null, d: undefined }, { "é&": "=!'()*" }, { a: Infinity, b: [] }])
    assert.equal(ours.stringify(values), querystring.stringify(values));
  for (const text of ["http://u:p@h.com:80/a/b?x=1&y=2#z", "https://h.com", "/a/b?q", "?a=1", "#x", "//h/a", "HTTP://H.com/A", "a"]) {
    const [read, wanted] = [addresses.parse(text), url.parse(text)];
    assert.deepEqual({ ...read }, { ...wanted }, text);
    assert.equal(addresses.format(wanted), url.format(wanted), text);
  }
  assert.equal(addresses.parse("?a=1&a=2", true).query["a"]?.length, 2);
  assert.equal(new addresses.URL("../c", "http://h.com/a/b").href, "http://h.com/c");
  assert.equal(addresses.fileURLToPath("file:///a%20b/c"), "/a b/c");
  assert.equal(addresses.pathToFileURL("/a b/c#?").href, "file:///a%20b/c%23%3F");
});

test("characters that are cut between buffers come together", () => {
  const Ours = (loaded("string_decoder") as { StringDecoder: typeof StringDecoder }).StringDecoder;
  const bytes = Buffer.from("aé€😀z");
  for (const encoding of ["utf8", "base64", "hex", "latin1"] as const)
    for (const size of [1, 2, 3, 4, 5]) {
      const [mine, nodes] = [new Ours(encoding), new StringDecoder(encoding)];
      for (let at = 0; at < bytes.length; at += size)
        assert.equal(mine.write(bytes.subarray(at, at + size)), nodes.write(bytes.subarray(at, at + size)), `${encoding} ${size}`);
      assert.equal(mine.end(), nodes.end());
    }
});

/** What happens to an emitter of some class, as a list of words. */
function story(Emitter: typeof EventEmitter): unknown[] {
  const told: unknown[] = [];
  class Shop extends Emitter {
    name = "shop";
  }
  const shop = new Shop();
  const say = (...args: unknown[]) => void told.push(args);
  shop.on("newListener", (name) => told.push(["new", name]));
  shop
    .on("a", say)
    .prependListener("a", () => told.push("first"))
    .once("a", () => told.push("once"));
  shop.on("a", function (this: unknown) {
    told.push(this === shop);
  });
  told.push(shop.emit("a", 1, 2), shop.emit("a", 3), shop.emit("b"), shop.listenerCount("a"), shop.eventNames(), shop instanceof Emitter);
  shop.off("a", say).off("a", say);
  told.push(shop.emit("a", 4), shop.listeners("a").length, Object.keys(shop).includes("name"));
  shop.once("c", () => shop.emit("c")).on("removeListener", (name) => told.push(["gone", name]));
  told.push(shop.emit("c"), shop.emit("c"), shop.removeAllListeners("a") === shop, shop.listenerCount("a"));
  for (const thrown of [new RangeError("mine"), "words"])
    try {
      shop.emit("error", thrown);
    } catch (error) {
      told.push(error instanceof Error && error.message);
    }
  shop.on("error", say);
  told.push(shop.emit("error", "heard"), shop.getMaxListeners(), shop.setMaxListeners(3).getMaxListeners());
  return told;
}

test("events reach their listeners as Node's do, in classes, in functions and in promises", async () => {
  const Ours = loaded("events") as typeof EventEmitter;
  const wanted = story(EventEmitter);
  assert.deepEqual(story(Ours), wanted);
  for (const name of ["events", "node:events"]) assert.equal((loaded(name) as typeof EventEmitter).EventEmitter.name, "EventEmitter");
  const late = new Ours();
  setImmediate(() => late.emit("ready", 1, 2));
  assert.deepEqual(await Ours.once(late, "ready"), [1, 2]);
  setImmediate(() => late.emit("error", new Error("no")));
  await assert.rejects(Ours.once(late, "ready"), /no/);
  const old = withoutImports(
    'const EventEmitter = require("events"), util = require("util"); function Old() { EventEmitter.call(this); } util.inherits(Old, EventEmitter); const it = new Old(); let n = 0; it.on("x", (by) => { n += by; }); it.emit("x", 2); it.emit("x", 3); return n;',
    "javascript",
    new Set(),
  );
  assert.equal(runInThisContext(`(() => { ${old} })()`), 5);
});

test("util writes forms and turns callbacks into promises and back", async () => {
  const ours = loaded("util") as typeof util;
  for (const parts of [["%s is %d and %i%%", "a", 1.5, 2.5], ["%j", { a: 1 }], ["a", "b", 1], ["%s"], [1, "a"]])
    assert.equal(ours.format(...(parts as [unknown, ...unknown[]])), util.format(...parts));
  const half = ours.promisify((value: number, back: (error: Error | null, half: number) => void) => back(null, value / 2));
  assert.equal(await half(4), 2);
  assert.equal(await new Promise((done) => ours.callbackify(async () => 3)((_, value) => done(value))), 3);
});

test("buffers, timers and clocks are the sandbox's own, and what touches the machine says what is offered", async () => {
  assert.equal((loaded("buffer") as { Buffer: unknown }).Buffer, Buffer);
  assert.equal((loaded("timers") as { setTimeout: unknown }).setTimeout, setTimeout);
  assert.equal(
    await (loaded("timers/promises") as { setTimeout: (ms: number, value: string) => Promise<string> }).setTimeout(1, "late"),
    "late",
  );
  assert.equal((loaded("perf_hooks") as { performance: unknown }).performance, performance);
  for (const name of ["fs", "child_process", "net", "worker_threads", "node:os", "lodash", "__proto__", "constructor"]) {
    const absent = loaded(name) as { readonly read: () => void };
    assert.throws(
      () => absent.read(),
      /^Error: the module \S+ is not there: a program reaches no file, .* it finds assert, buffer, .*events.*url/,
    );
  }
  const code = 'class Pipe extends require("stream").Transform {}; const fs = require("fs"); return Pipe;';
  const Pipe = runInThisContext(`(() => { ${withoutImports(code, "javascript", new Set())} })()`) as new () => unknown;
  assert.throws(() => new Pipe(), /the module stream is not there/);
});

test("readers of lines and of standard input find nothing to read, and end", async () => {
  const readline = loaded("node:readline") as typeof import("node:readline");
  const reader = readline.createInterface({ input: process.stdin });
  const lines: string[] = [];
  reader.on("line", (line) => lines.push(line));
  await new Promise((done) => reader.on("close", () => done(undefined)));
  for await (const line of reader) lines.push(line);
  assert.deepEqual(lines, []);
  const fs = loaded("fs") as typeof import("node:fs");
  assert.deepEqual([fs.readFileSync(0, "utf8"), fs.readFileSync("/dev/stdin").length, fs.existsSync("/etc/passwd")], ["", 0, false]);
  assert.throws(() => fs.readFileSync("/etc/passwd", "utf8"), /the module fs is not there/);
  assert.throws(() => fs.writeFileSync("a", "b"), /the module fs is not there/);
});

test("a module may make its require itself, and import a module that is not there as long as it does not use it", async () => {
  const code =
    'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nconst { join } = require("path"); it = join("a", "b");';
  const script = withoutImports(code, "javascript", codeNames(code, "javascript").defined);
  assert.equal(runInThisContext(`(() => { let it; ${script}\nreturn it; })()`), "a/b");
  const later = withoutImports("import('node:fs')", "javascript", new Set()).replace("import(", "(async (name) => require(name))(");
  await runInThisContext(later);
});

test("a program's own tests are not run, and keep it from nothing", () => {
  for (const name of ["node:test", "vitest"]) {
    const code = `const { describe, it, beforeEach } = require("${name}"); describe("a", () => { throw 1; }); it.skip("b", no); it.each([1])("c", no); beforeEach(() => no()); return require("${name}").test("d", () => no());`;
    assert.ok(
      runInThisContext(`(() => { const no = () => { throw 1; }; ${withoutImports(code, "javascript", new Set())} })()`) instanceof Promise,
    );
  }
});

test("what asks to be strict, or is a module, is so behind what it finds as require, and no other script", () => {
  const self = "const self = (function () { return this; })();";
  const run = (code: string) => runInThisContext(`(() => {${withoutImports(code, "javascript", new Set())}\nreturn self; })()`) as unknown;
  for (const [head, strict] of [
    ['"use strict"; const util = require("util");', true],
    ["// A line.\n/* Another. */\n'use strict'\nconst util = require('util');", true],
    ['"use other"; "use strict"; if (require.main === 1) { }', true],
    ['import util from "node:util";', true],
    ['import other from "./other.js";', true],
    ['const util = require("util"); "use strict";', false],
    ['"use strict" + require("util");', false],
    ['const other = require("./other.js");', false],
  ] as const)
    assert.equal(run(`${head} ${self}`) === undefined, strict, head);
});
