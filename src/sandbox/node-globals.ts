/**
 * Code of the prelude: a stand-in for Node's `process` that shows nothing of the machine. What is written goes to the output, the time
 * is virtual, arguments and environment are empty, and `exit` ends the program there, which is no fault of it.
 */
export const nodeGlobals = String.raw`
const leaving = freeze(new fault(exited));
// Whether the program has exited, and whether it does so without a check.
let exits = false, mayLeave = false;
// Whatever catches it: a check in which the program exits has failed, and one during which it exits by a fault, or as it would not without.
const leave = (code) => { exits = true; if (ofCheck || inCheck() || (checking && (!mayLeave || (code !== undefined && +code !== 0)))) failure ??= exited; throw leaving; };
const exit = (code) => leave(code ?? process.exitCode);
const quiet = function () { return this; };
const listening = { on: quiet, once: quiet, off: quiet, addListener: quiet, removeListener: quiet, removeAllListeners: quiet, prependListener: quiet, setMaxListeners: quiet, emit: () => false, listenerCount: () => 0, listeners: () => [] };
const written = { write(given, ...more) {
  print(typeof given === "string" ? given : view(given) ? new TextDecoder().decode(given) : text(given));
  const done = more[more.length - 1];
  if (typeof done === "function") queueMicrotask(done);
  return true;
} }.write;
const stream = (fd) => ({
  ...listening, fd, isTTY: false, writable: true, columns: 80, rows: 24, write: written,
  end(given) { if (given !== undefined && typeof given !== "function") print(text(given)); return this; },
  cork() {}, uncork() {}, clearLine: () => true, cursorTo: () => true, moveCursor: () => true, hasColors: () => false, getColorDepth: () => 1,
});
const memory = () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 });
memory.rss = () => 0;
const hrtime = (since) => {
  const time = timeNow(), at = [floor(time / 1000), round((time % 1000) * 1e6)];
  if (since === undefined) return at;
  const borrowed = at[1] < since[1] ? 1 : 0;
  return [at[0] - since[0] - borrowed, at[1] - since[1] + borrowed * 1e9];
};
hrtime.bigint = () => BigInt(round(timeNow() * 1e6));
const process = {
  ...listening,
  argv: ["node", "program.js"], argv0: "node", execArgv: [], execPath: "node", env: {}, exitCode: undefined, title: "node",
  pid: 1, ppid: 0, platform: "linux", arch: "x64", version: "v24.0.0", versions: { node: "24.0.0" }, release: { name: "node" }, features: {}, config: {},
  stdout: stream(1), stderr: stream(2),
  stdin: { ...listening, fd: 0, isTTY: false, readable: true, setEncoding: quiet, resume: quiet, pause: quiet, unref: quiet, ref: quiet, read: () => null, async *[Symbol.asyncIterator]() {} },
  exit, abort: () => leave(134), reallyExit: exit, kill: () => leave(),
  cwd: () => "/", chdir() {}, umask: () => 18, uptime: () => timeNow() / 1000, hrtime, memoryUsage: memory, cpuUsage: () => ({ user: 0, system: 0 }),
  resourceUsage: () => ({}), emitWarning() {},
  nextTick,
};
`;
