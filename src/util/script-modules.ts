/**
 * Those of Node's modules that touch nothing of the machine, each as an expression in JavaScript that gives the module to a script;
 * `load` gives it the others, `same` tells whether two values are equal in depth, and what is not there is `missing`. They behave as Node's for what programs of one file ask of them.
 */
export const scriptModules: Readonly<Record<string, string>> = {
  util: String.raw`(() => {
    const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value) ?? String(value));
    const util = {
      inspect: shown, isDeepStrictEqual: same, isArray: Array.isArray, deprecate: (call) => call, TextEncoder: globalThis.TextEncoder, TextDecoder: globalThis.TextDecoder,
      format: (first, ...parts) => {
        const left = [...parts];
        const json = (value) => JSON.stringify(value) ?? "undefined";
        const forms = { s: (value) => (typeof value === "object" && value !== null ? shown(value) : String(value)), d: (value) => String(Number(value)), i: (value) => String(Number.parseInt(value)), f: (value) => String(Number.parseFloat(value)), j: json, o: shown, O: shown, c: () => "" };
        const text = typeof first === "string" ? first.replace(/%([sdifjoOc%])/g, (all, kind) => (kind === "%" ? "%" : left.length > 0 ? forms[kind](left.shift()) : all)) : shown(first);
        return [text, ...left.map((value) => (typeof value === "string" ? value : shown(value)))].join(" ");
      },
      inherits: (child, parent) => { Object.defineProperty(child, "super_", { value: parent, writable: true, configurable: true }); Object.setPrototypeOf(child.prototype, parent.prototype); },
      promisify: (call) => function (...parts) { return new Promise((done, fail) => call.call(this, ...parts, (error, value) => (error ? fail(error) : done(value)))); },
      callbackify: (call) => function (...parts) { const back = parts.pop(); call.apply(this, parts).then((value) => back(null, value), (error) => back(error)); },
      types: { isDate: (value) => value instanceof Date, isRegExp: (value) => value instanceof RegExp, isMap: (value) => value instanceof Map, isSet: (value) => value instanceof Set, isPromise: (value) => value instanceof Promise },
    };
    util.default = util;
    return util;
  })()`,
  events: String.raw`(() => {
    function EventEmitter() { EventEmitter.init(this); }
    EventEmitter.init = (it) => { if (!Object.hasOwn(it, "_events")) Object.defineProperty(it, "_events", { value: new Map(), writable: true, configurable: true }); return it._events; };
    const listOf = (it, name) => EventEmitter.init(it).get(name) ?? [];
    const checked = (listener) => { if (typeof listener !== "function") throw new TypeError('The "listener" argument must be of type function. Received ' + (listener === null ? "null" : typeof listener)); };
    const add = (it, name, listener, first, once) => {
      checked(listener);
      if (EventEmitter.init(it).has("newListener")) it.emit("newListener", name, listener);
      let held = listener;
      if (once) {
        held = function (...args) { it.removeListener(name, held); return Reflect.apply(listener, it, args); };
        held.listener = listener;
      }
      it._events.set(name, first ? [held, ...listOf(it, name)] : [...listOf(it, name), held]);
      return it;
    };
    const methods = {
      on(name, listener) { return add(this, name, listener, false, false); },
      once(name, listener) { return add(this, name, listener, false, true); },
      prependListener(name, listener) { return add(this, name, listener, true, false); },
      prependOnceListener(name, listener) { return add(this, name, listener, true, true); },
      removeListener(name, listener) {
        checked(listener);
        const list = listOf(this, name);
        const at = list.findLastIndex((one) => one === listener || one.listener === listener);
        if (at < 0) return this;
        if (list.length === 1) this._events.delete(name); else this._events.set(name, list.toSpliced(at, 1));
        if (this._events.has("removeListener")) this.emit("removeListener", name, listener);
        return this;
      },
      removeAllListeners(name) {
        const events = EventEmitter.init(this);
        const names = arguments.length > 0 ? [name] : [...events.keys()].filter((one) => one !== "removeListener");
        for (const one of names) if (events.has("removeListener")) for (const listener of listOf(this, one).toReversed()) this.removeListener(one, listener); else events.delete(one);
        if (arguments.length === 0) events.clear();
        return this;
      },
      emit(name, ...args) {
        const list = listOf(this, name);
        if (list.length === 0 && name === "error") throw args[0] instanceof Error ? args[0] : Object.assign(new Error("Unhandled error. (" + (typeof args[0] === "string" ? "'" + args[0] + "'" : String(args[0])) + ")"), { code: "ERR_UNHANDLED_ERROR", context: args[0] });
        for (const listener of list) Reflect.apply(listener, this, args);
        return list.length > 0;
      },
      listenerCount(name, listener) { return listOf(this, name).filter((one) => listener === undefined || one === listener || one.listener === listener).length; },
      listeners(name) { return listOf(this, name).map((one) => one.listener ?? one); },
      rawListeners(name) { return [...listOf(this, name)]; },
      eventNames() { return [...EventEmitter.init(this).keys()]; },
      setMaxListeners(most) { Object.defineProperty(this, "_most", { value: most, writable: true, configurable: true }); return this; },
      getMaxListeners() { return this._most ?? EventEmitter.defaultMaxListeners; },
    };
    methods.addListener = methods.on;
    methods.off = methods.removeListener;
    for (const name of Object.keys(methods)) Object.defineProperty(EventEmitter.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: true });
    EventEmitter.defaultMaxListeners = 10;
    EventEmitter.once = (emitter, name) => new Promise((done, fail) => {
      const failed = (error) => { emitter.removeListener(name, came); fail(error); };
      const came = (...args) => { emitter.removeListener("error", failed); done(args); };
      emitter.once(name, came);
      if (name !== "error") emitter.once("error", failed);
    });
    EventEmitter.on = (emitter, name) => {
      const [ready, waiting] = [[], []];
      const came = (...args) => { if (waiting.length > 0) waiting.shift()({ value: args, done: false }); else ready.push(args); };
      emitter.on(name, came);
      return {
        next: () => new Promise((done) => { if (ready.length > 0) done({ value: ready.shift(), done: false }); else waiting.push(done); }),
        return() { emitter.off(name, came); for (const done of waiting) done({ value: undefined, done: true }); return Promise.resolve({ value: undefined, done: true }); },
        [Symbol.asyncIterator]() { return this; },
      };
    };
    EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
    EventEmitter.getEventListeners = (emitter, name) => emitter.listeners(name);
    EventEmitter.errorMonitor = Symbol("events.errorMonitor");
    EventEmitter.EventEmitter = EventEmitter;
    EventEmitter.default = EventEmitter;
    return EventEmitter;
  })()`,
  path: String.raw`(() => {
    const text = (part) => { if (typeof part !== "string") throw new TypeError('The "path" argument must be of type string. Received ' + (part === null ? "null" : typeof part)); return part; };
    const folded = (parts, absolute) => {
      const out = [];
      for (const part of parts) {
        if (part === "" || part === ".") continue;
        if (part !== "..") out.push(part); else if (out.length > 0 && out.at(-1) !== "..") out.pop(); else if (!absolute) out.push(part);
      }
      return out.join("/");
    };
    const trimmed = (part) => { let end = part.length; while (end > 1 && part[end - 1] === "/") end -= 1; return part.slice(0, end); };
    const path = {
      sep: "/", delimiter: ":",
      isAbsolute: (part) => text(part).startsWith("/"),
      normalize(part) {
        if (text(part) === "") return ".";
        const absolute = part.startsWith("/");
        const inner = folded(part.split("/"), absolute);
        return (absolute ? "/" : "") + (inner === "" ? (absolute ? "" : part.endsWith("/") ? "./" : ".") : inner + (part.endsWith("/") ? "/" : ""));
      },
      join: (...parts) => path.normalize(parts.map(text).filter((part) => part !== "").join("/")),
      resolve(...parts) {
        let whole = "";
        for (let i = parts.length - 1; i >= 0 && !whole.startsWith("/"); i--) if (text(parts[i]) !== "") whole = parts[i] + (whole === "" ? "" : "/" + whole);
        return "/" + folded(whole.split("/"), true);
      },
      relative(from, to) {
        const [here, there] = [from, to].map((part) => path.resolve(part).split("/").filter((one) => one !== ""));
        let same = 0;
        while (same < here.length && same < there.length && here[same] === there[same]) same += 1;
        return [...here.slice(same).map(() => ".."), ...there.slice(same)].join("/");
      },
      dirname(part) {
        if (text(part) === "") return ".";
        const whole = trimmed(part);
        const at = whole.lastIndexOf("/");
        if (at < 0) return ".";
        if (at === 0) return "/";
        return at === 1 && whole[0] === "/" ? "//" : whole.slice(0, at);
      },
      basename(part, suffix) {
        const whole = trimmed(text(part));
        if (suffix === part) return "";
        const name = whole.slice(whole.lastIndexOf("/") + 1);
        return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;
      },
      extname(part) {
        const name = path.basename(part);
        const at = name.lastIndexOf(".");
        return at <= 0 || name === ".." ? "" : name.slice(at);
      },
      parse(part) {
        const [base, ext] = [path.basename(part), path.extname(part)];
        const dir = path.dirname(part);
        const root = part.startsWith("/") ? "/" : "";
        return { root, dir: dir === "." && !/^\.\/+[^/]/.test(part) ? "" : dir, base, ext, name: ext === "" ? base : base.slice(0, base.length - ext.length) };
      },
      format({ dir, root = "", base, name = "", ext = "" }) {
        const last = base || name + (ext === "" || ext.startsWith(".") ? ext : "." + ext);
        const folder = dir || root;
        return folder === "" ? last : folder === root ? folder + last : folder + "/" + last;
      },
      toNamespacedPath: (part) => part,
    };
    path.posix = path;
    path.default = path;
    return path;
  })()`,
  querystring: String.raw`(() => {
    const unescape = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
    const escape = (part) => encodeURIComponent(part);
    const plain = (value) => (typeof value === "string" ? value : typeof value === "bigint" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) ? String(value) : "");
    const querystring = {
      unescape, escape,
      parse(given, between = "&", is = "=", { maxKeys = 1000, decodeURIComponent: decode = unescape } = {}) {
        const found = Object.create(null);
        if (typeof given !== "string" || given === "") return found;
        const parts = given.split(between).filter((part) => part !== "");
        for (const part of maxKeys > 0 ? parts.slice(0, maxKeys) : parts) {
          const at = part.indexOf(is);
          const [name, value] = [at < 0 ? part : part.slice(0, at), at < 0 ? "" : part.slice(at + is.length)].map((one) => decode(one.replaceAll("+", " ")));
          found[name] = name in found ? [found[name], value].flat() : value;
        }
        return found;
      },
      stringify(given, between = "&", is = "=", { encodeURIComponent: encode = escape } = {}) {
        if (typeof given !== "object" || given === null) return "";
        return Object.keys(given).flatMap((name) => [given[name]].flat().map((value) => encode(name) + is + encode(plain(value)))).join(between);
      },
    };
    querystring.decode = querystring.parse;
    querystring.encode = querystring.stringify;
    querystring.default = querystring;
    return querystring;
  })()`,
  url: String.raw`(() => {
    const { URL, URLSearchParams } = globalThis;
    const legacy = (given, query) => {
      const found = /^(?:([a-z][\w+.-]*:)(?:(\/\/)(?:([^/?#]*)@)?([^/?#]*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(String(given).trim());
      const [, protocol = null, slashes, auth, host = null, pathname, search = null, hash = null] = found ?? [];
      const [, hostname = null, port = null] = host === null ? [] : /^(.*?)(?::(\d*))?$/.exec(host.toLowerCase());
      const bare = pathname || (slashes && protocol !== null ? "/" : null);
      const scheme = protocol?.toLowerCase() ?? null;
      const own = { protocol: scheme, slashes: slashes ? true : null, auth: auth === undefined ? null : decodeURIComponent(auth), host: host?.toLowerCase() ?? null, port, hostname, hash, search: query ? search ?? "" : search, query: query ? load("querystring").parse(search?.slice(1) ?? "") : search?.slice(1) ?? null, pathname: bare, path: bare === null && search === null ? null : (bare ?? "") + (search ?? "") };
      return { ...own, href: format(own) };
    };
    const format = (given) => {
      if (typeof given === "string") return legacy(given).href;
      if (given instanceof URL) return given.href;
      const scheme = given.protocol ? given.protocol + (given.protocol.endsWith(":") ? "" : ":") : "";
      const host = given.host ?? (given.hostname ? given.hostname + (given.port ? ":" + given.port : "") : null);
      const asked = given.search ?? (typeof given.query === "object" && given.query !== null ? load("querystring").stringify(given.query) : "");
      const named = (sign, part) => (part && !part.startsWith(sign) ? sign + part : part ?? "");
      const slashes = given.slashes || (host !== null && /^(https?|ftp|file):$/.test(scheme)) ? "//" : "";
      const path = given.pathname ?? "";
      return scheme + slashes + (given.auth ? encodeURIComponent(given.auth).replace(/%3A/i, ":") + "@" : "") + (host ?? "") + (slashes && path !== "" && !path.startsWith("/") ? "/" : "") + path + named("?", asked) + named("#", given.hash);
    };
    const url = {
      URL, URLSearchParams, format, parse: legacy,
      resolve(from, to) {
        const whole = new URL(to, new URL(from, "resolve://"));
        return whole.protocol === "resolve:" ? whole.pathname + whole.search + whole.hash : whole.href;
      },
      fileURLToPath: (given) => decodeURIComponent(new URL(given).pathname),
      pathToFileURL: (given) => new URL("file://" + load("path").resolve(given).split("/").map(encodeURIComponent).join("/")),
    };
    url.default = url;
    return url;
  })()`,
  string_decoder: String.raw`(() => {
    class StringDecoder {
      constructor(encoding = "utf8") { this.encoding = String(encoding).toLowerCase().replace("utf-8", "utf8"); this.held = []; }
      write(given) {
        if (typeof given === "string") return given;
        const all = [...this.held, ...given];
        const rest = this.encoding === "utf8" ? StringDecoder.open(all) : this.encoding.startsWith("base64") ? all.length % 3 : 0;
        this.held = all.slice(all.length - rest);
        return globalThis.Buffer.from(all.slice(0, all.length - rest)).toString(this.encoding);
      }
      end(given) {
        const out = given === undefined ? "" : this.write(given);
        const rest = this.held.length > 0 ? globalThis.Buffer.from(this.held).toString(this.encoding) : "";
        this.held = [];
        return out + rest;
      }
      static open(bytes) {
        for (let back = 1; back <= 3 && back <= bytes.length; back++) {
          const byte = bytes[bytes.length - back];
          if ((byte & 0xc0) === 0x80) continue;
          const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
          return wanted > back ? back : 0;
        }
        return 0;
      }
    }
    return { StringDecoder, default: { StringDecoder } };
  })()`,
  buffer: `(() => { const { Buffer, atob, btoa } = globalThis; const buffer = { Buffer, atob, btoa, kMaxLength: 2 ** 53 - 1, constants: { MAX_LENGTH: 2 ** 53 - 1, MAX_STRING_LENGTH: 536870888 } }; buffer.default = buffer; return buffer; })()`,
  timers: `(() => { const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis; const timers = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, get promises() { return load("timers/promises"); } }; timers.default = timers; return timers; })()`,
  "timers/promises": `(() => { const wait = (ms, value) => new Promise((done) => globalThis.setTimeout(done, ms, value)); const timers = { setTimeout: wait, setImmediate: (value) => wait(0, value), setInterval: async function* (ms, value) { for (;;) yield await wait(ms, value); }, scheduler: { wait, yield: () => wait(0) } }; timers.default = timers; return timers; })()`,
  readline: String.raw`(() => {
    const EventEmitter = load("events");
    class Interface extends EventEmitter {
      constructor() { super(); this.closed = false; globalThis.setTimeout(() => this.close(), 0); }
      question() {} setPrompt() {} prompt() {} write() {} getPrompt() { return ""; }
      pause() { return this; } resume() { return this; }
      close() { if (!this.closed) { this.closed = true; this.emit("close"); } }
      async *[Symbol.asyncIterator]() {}
    }
    const plain = () => true;
    const readline = { Interface, createInterface: () => new Interface(), clearLine: plain, cursorTo: plain, moveCursor: plain, clearScreenDown: plain, emitKeypressEvents() {}, get promises() { return load("readline/promises"); } };
    readline.default = readline;
    return readline;
  })()`,
  "readline/promises": `(() => { class Interface extends load("readline").Interface { question() { return new Promise(() => {}); } } const readline = { Interface, createInterface: () => new Interface() }; readline.default = readline; return readline; })()`,
  fs: String.raw`(() => {
    const known = { existsSync: () => false, readFileSync: (at, how) => (at === 0 || at === "/dev/stdin" ? ((typeof how === "string" ? how : how?.encoding) ? "" : globalThis.Buffer.from("")) : missing("fs")()) };
    return new Proxy(known, { get: (target, part) => (part === "default" ? load("fs") : Object.hasOwn(target, part) || typeof part === "symbol" ? target[part] : missing("fs")[part]) });
  })()`,
  // A program's own tests are no checks of it: they are not run.
  test: "(() => { const quiet = () => { const call = () => globalThis.Promise.resolve(); for (const kind of ['only', 'skip', 'todo']) call[kind] = () => globalThis.Promise.resolve(); call.each = () => call; return call; }; const test = quiet(); for (const name of ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll']) test[name] = quiet(); test.default = test; return test; })()",
  vitest: 'load("test")',
  perf_hooks: "({ performance: globalThis.performance, default: { performance: globalThis.performance } })",
  process: "globalThis.process",
  console: "globalThis.console",
};
