const original = function(order, rates) {
  const problems = [];
  if (!order.id) problems.push("no id");
  if (!Array.isArray(order.lines) || order.lines.length === 0) problems.push("no lines");
  else {
    for (let i = 0; i < order.lines.length; i++) {
      if (!Number.isInteger(order.lines[i].quantity) || order.lines[i].quantity < 0) problems.push("line " + (i + 1) + ": bad quantity");
      if (!Number.isInteger(order.lines[i].cents) || order.lines[i].cents < 0) problems.push("line " + (i + 1) + ": bad price");
    }
  }
  if (!(order.region in rates)) problems.push("unknown region");
  if (problems.length > 0) return { ok: false, problems };
  let goods = 0;
  let cards = 0;
  const lines = [];
  for (const line of order.lines) {
    if (line.quantity === 0) continue;
    let amount = line.quantity * line.cents;
    if (line.quantity >= 10 && !line.giftCard) amount = amount - Math.round(amount * 0.05);
    if (line.giftCard) cards += amount;
    else goods += amount;
    lines.push({ sku: line.sku, amount });
  }
  let discount = 0;
  if (order.coupon === "TENTH") discount = Math.round(goods / 10);
  else if (order.coupon === "FIVER") discount = Math.min(500, goods);
  let shipping = 0;
  if (goods > 0) {
    if (order.method === "express") shipping = 1500;
    else if (goods < 5000) shipping = 600;
  }
  const tax = Math.round((goods - discount) * rates[order.region]);
  return { ok: true, lines, goods, cards, discount, shipping, tax, total: goods + cards - discount + shipping + tax };
}
;
const rates = { north: 0.2, south: 0.075, free: 0 };
const orderWith = (extra) => ({ id: "o1", region: "north", lines: [{ sku: "a", quantity: 2, cents: 1999 }], ...extra });
// check: four hundred random orders come out as before
let state = 7;
const next = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
for (let round = 0; round < 400; round++) {
  const lines = Array.from({ length: next(5) }, (_, i) => ({
    sku: `s${i}`,
    quantity: next(20) === 0 ? -1 : next(14),
    cents: next(20) === 0 ? 1.5 : next(3000),
    giftCard: next(4) === 0,
  }));
  const order = {
    id: next(15) === 0 ? "" : "o",
    region: ["north", "south", "free", "moon"][next(10) === 0 ? 3 : next(3)],
    lines,
    coupon: ["TENTH", "FIVER", "NONE", undefined][next(4)],
    method: ["express", "post", undefined][next(3)],
  };
  assertEqual(processOrder(order, rates), original(order, rates), `order ${JSON.stringify(order)}`);
}
// check: every problem is reported, in order
const order = { id: "", region: "moon", lines: [{ quantity: -1, cents: 0.5 }, { quantity: 1, cents: 1 }, { quantity: 2.5, cents: 1 }] };
const wanted = ["no id", "line 1: bad quantity", "line 1: bad price", "line 3: bad quantity", "unknown region"];
assertEqual(findProblems(order, rates), wanted, "all five problems");
assertEqual(processOrder(order, rates), { ok: false, problems: wanted }, "and nothing else is returned");
assertEqual(findProblems(orderWith({}), rates), [], "a good order has none");
assertEqual(findProblems(orderWith({ lines: undefined }), rates), ["no lines"], "missing lines are a problem");
// check: lines are priced alone
const lines = [
  { sku: "a", quantity: 10, cents: 333 },
  { sku: "b", quantity: 0, cents: 900 },
  { sku: "g", quantity: 12, cents: 1000, giftCard: true },
];
assertEqual(priceLines(lines), { lines: [{ sku: "a", amount: 3163 }, { sku: "g", amount: 12000 }], goods: 3163, cards: 12000 }, "rounded per line");
assertEqual(priceLines([]), { lines: [], goods: 0, cards: 0 }, "no lines, no money");
// check: the discount is worked out alone
assertEqual([discountFor(995, "TENTH"), discountFor(300, "FIVER"), discountFor(9000, "FIVER")], [100, 300, 500], "known coupons");
assertEqual([discountFor(995, "tenth"), discountFor(995, undefined)], [0, 0], "an unknown coupon gives nothing");
// check: shipping looks at the goods before the discount
assertEqual([shippingFor(0, "express"), shippingFor(4999, "post"), shippingFor(5000, undefined), shippingFor(9000, "express")], [0, 600, 0, 1500], "as today");
assertEqual(processOrder(orderWith({ lines: [{ sku: "a", quantity: 1, cents: 5000 }], coupon: "TENTH" }), rates).shipping, 0, "5000 cents ship free with any coupon");
// check: tax leaves gift cards out
assertEqual([taxFor(1000, 100, 0.2), taxFor(0, 0, 0.2), taxFor(333, 0, 0.075)], [180, 0, 25], "tax alone");
const bought = processOrder(orderWith({ lines: [{ sku: "g", quantity: 1, cents: 5000, giftCard: true }] }), rates);
assertEqual([bought.tax, bought.shipping, bought.total], [0, 0, 5000], "a gift card alone costs its price");
// check: nothing that is passed in is changed
const freeze = (value) => {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
};
const order = orderWith({ coupon: "FIVER", lines: [{ sku: "z", quantity: 3, cents: 700 }, { sku: "a", quantity: 0, cents: 1 }] });
const before = JSON.stringify(order);
processOrder(order, rates);
priceLines(order.lines);
assert(JSON.stringify(order) === before, "the order is as it was");
const frozen = freeze(orderWith({ coupon: "TENTH" }));
assertEqual(processOrder(frozen, freeze({ ...rates })), original(frozen, rates), "frozen input works");
// check: processOrder is short and calls the five
const source = processOrder.toString();
for (const name of ["findProblems", "priceLines", "discountFor", "shippingFor", "taxFor"]) {
  assert(new RegExp(`\\b${name}\\s*\\(`).test(source), `processOrder calls ${name}`);
}
assert(source.split("\n").filter((line) => line.trim() !== "").length <= 15, "it has at most 15 lines");
assert(source.length <= 1000, "and they are lines that one can read");
assert(!/TENTH|FIVER|express|0\.05|1500|5000/.test(source), "and does no pricing of its own");
