const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ticks = async (count) => {
  for (let i = 0; i < count; i++) await null;
};
const soon = (work) =>
  Promise.race([
    work,
    sleep(100000).then(() => {
      throw new Error("it never ends");
    }),
  ]);
const failureOf = (work) =>
  soon(
    work.then(
      () => undefined,
      (thrown) => thrown.message,
    ),
  );
const storeOf = (accounts, ms = 10) => ({
  accounts,
  read: async (name) => {
    await sleep(ms);
    return accounts[name];
  },
  write: async (name, value) => {
    await sleep(ms);
    accounts[name] = value;
  },
});
// check: overlapping gets share one fetch
let fetches = 0;
const loader = createLoader(async (key) => {
  fetches++;
  await sleep(5);
  return `${key}${fetches}`;
});
const values = await soon(Promise.all([loader.get("a"), loader.get("a"), sleep(2).then(() => loader.get("a")), loader.get("b")]));
assertEqual(values.slice(0, 3), [values[0], values[0], values[0]], "all three get the same value");
assert(fetches === 2, "two keys, two fetches");
await soon(loader.get("a"));
assert(fetches === 2, "a value is kept");
// check: undefined is a value like any other
let fetches = 0;
const loader = createLoader(async () => {
  fetches++;
});
await soon(loader.get("a"));
assert((await soon(loader.get("a"))) === undefined && fetches === 1, "it is fetched once");
// check: a failed fetch is not kept
let fetches = 0;
const loader = createLoader(async () => {
  fetches++;
  await sleep(5);
  if (fetches === 1) throw new Error("down");
  return fetches;
});
assertEqual(await Promise.all([failureOf(loader.get("a")), failureOf(loader.get("a"))]), ["down", "down"], "both hear of it");
assert((await soon(loader.get("a"))) === 2, "the next get fetches again");
// check: forget holds for a fetch under way
let fetches = 0;
const loader = createLoader(async () => {
  const mine = ++fetches;
  await sleep(mine === 1 ? 50 : 5);
  return mine;
});
const early = loader.get("a");
await sleep(1);
loader.forget("a");
const late = loader.get("a");
assertEqual(await soon(Promise.all([early, late])), [1, 2], "each caller gets the result of its own fetch");
assert((await soon(loader.get("a"))) === 2, "the old fetch, which ended last, is not kept");
assert(fetches === 2, "nothing was fetched a third time");
// check: a fetch that fails after forget leaves the new one alone
let fetches = 0;
const loader = createLoader(async () => {
  const mine = ++fetches;
  await sleep(mine === 1 ? 50 : 5);
  if (mine === 1) throw new Error("old");
  return mine;
});
const early = failureOf(loader.get("a"));
await sleep(1);
loader.forget("a");
await soon(loader.get("a"));
assert((await early) === "old", "the old caller hears of the failure");
assert((await soon(loader.get("a"))) === 2 && fetches === 2, "the new value is still kept");
// check: no update is lost
const store = storeOf({ a: 100, b: 0, c: 0 });
const bank = createBank(store);
const moved = await soon(Promise.all([bank.transfer("a", "b", 30), bank.transfer("a", "c", 30), bank.transfer("a", "b", 30)]));
assertEqual([moved, store.accounts], [[true, true, true], { a: 10, b: 60, c: 30 }], "all three transfers are in the books");
// check: no account is overdrawn
const store = storeOf({ a: 50, b: 0, c: 0 });
const bank = createBank(store);
const moved = await soon(Promise.all([bank.transfer("a", "b", 40), bank.transfer("a", "c", 40)]));
assertEqual([moved.filter(Boolean).length, store.accounts.a, store.accounts.b + store.accounts.c], [1, 10, 40], "one of the two has to fail");
// check: opposite transfers do not wait for ever
const store = storeOf({ a: 10, b: 10 });
const bank = createBank(store);
const moved = await soon(Promise.all([bank.transfer("a", "b", 5), bank.transfer("b", "a", 7), bank.transfer("a", "b", 1)]));
assertEqual([moved, store.accounts], [[true, true, true], { a: 11, b: 9 }], "all three end");
// check: transfers of other accounts run side by side
const bank = createBank(storeOf({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }, 100));
let done = 0;
const all = Promise.all([["a", "b"], ["c", "d"], ["e", "f"]].map(([from, to]) => bank.transfer(from, to, 1).then(() => done++)));
await sleep(600);
assert(done === 3, "three transfers of four steps of 100 ms are done after 600 ms");
await soon(all);
// check: a transfer to oneself changes nothing
const store = storeOf({ a: 10 });
const bank = createBank(store);
assertEqual(await soon(Promise.all([bank.transfer("a", "a", 4), bank.transfer("a", "a", 40)])), [true, false], "it says whether the money is there");
assert(store.accounts.a === 10, "and nothing is moved");
// check: the bank outlives a failing store
const store = storeOf({ a: 10, b: 0 });
let broken = true;
const bank = createBank({
  read: async (name) => {
    await sleep(1);
    if (broken) throw new Error("disk");
    return store.read(name);
  },
  write: store.write,
});
const lost = failureOf(bank.transfer("a", "b", 1));
assert((await lost) === "disk", "the transfer rejects");
broken = false;
assert((await soon(bank.transfer("a", "b", 4))) === true, "the next one works");
assertEqual(store.accounts, { a: 6, b: 4 }, "and is in the books");
// check: the pool never runs more than its limit, whatever the timing
for (let delay = 0; delay < 12; delay++) {
  const pool = createPool(2);
  let running = 0;
  let most = 0;
  const job = (ms) => async () => {
    most = Math.max(most, ++running);
    await sleep(ms);
    running--;
  };
  const late = sleep(10).then(async () => {
    await ticks(delay);
    return Promise.all([pool.run(job(10)), pool.run(job(10))]);
  });
  await soon(Promise.all([pool.run(job(10)), pool.run(job(10)), pool.run(job(10)), pool.run(job(10)), late]));
  assert(most === 2, `with ${delay} ticks of delay at most 2 run, not ${most}`);
}
// check: the pool never exceeds its limit when calls come between a job's end and the next start
for (let delay = 0; delay < 12; delay++) {
  const pool = createPool(1);
  let running = 0;
  let most = 0;
  let release;
  const gate = new Promise((resolve) => {
    release = resolve;
  });
  const job = (wait) => async () => {
    most = Math.max(most, ++running);
    await wait();
    running--;
  };
  const first = pool.run(job(() => gate));
  const second = pool.run(job(() => sleep(5)));
  await sleep(1);
  release();
  await ticks(delay);
  const third = pool.run(job(() => sleep(5)));
  await soon(Promise.all([first, second, third]));
  assert(most === 1, `with ${delay} ticks of delay 1 runs, not ${most}`);
}
// check: a failing job gives its place back
const pool = createPool(1);
assert((await failureOf(pool.run(async () => { throw new Error("rejects"); }))) === "rejects", "a rejection is passed on");
const thrown = failureOf((async () => pool.run(() => { throw new Error("throws"); }))());
assert((await thrown) === "throws", "a throw becomes a rejection");
assert((await soon(pool.run(async () => 7))) === 7, "and the pool goes on");
// check: jobs start in order and use free places at once
const pool = createPool(2);
const started = [];
const job = (name, ms) => async () => {
  started.push(name);
  await sleep(ms);
  return name;
};
const all = Promise.all([pool.run(job("a", 30)), pool.run(job("b", 10)), pool.run(job("c", 10)), pool.run(job("d", 10))]);
await sleep(5);
assertEqual(started, ["a", "b"], "two start at once");
await sleep(10);
assertEqual(started, ["a", "b", "c"], "c starts when b ends");
assertEqual(await soon(all), ["a", "b", "c", "d"], "each call gets its own result");
assertEqual(started, ["a", "b", "c", "d"], "in the order of the calls");
