const coupons = new Map([
  ["TENTH", (goods) => Math.round(goods / 10)],
  ["FIVER", (goods) => Math.min(500, goods)],
]);
const isCount = (value) => Number.isInteger(value) && value >= 0;

const findProblems = (order, rates) => {
  const has = Array.isArray(order.lines) && order.lines.length > 0;
  const ofLines = has
    ? order.lines.flatMap(({ quantity, cents }, index) => [
        ...(isCount(quantity) ? [] : [`line ${index + 1}: bad quantity`]),
        ...(isCount(cents) ? [] : [`line ${index + 1}: bad price`]),
      ])
    : ["no lines"];
  return [...(order.id ? [] : ["no id"]), ...ofLines, ...(order.region in rates ? [] : ["unknown region"])];
};

const priceLines = (given) => {
  const priced = { lines: [], goods: 0, cards: 0 };
  for (const { sku, quantity, cents, giftCard } of given) {
    if (quantity === 0) continue;
    const full = quantity * cents;
    const amount = giftCard || quantity < 10 ? full : full - Math.round(full * 0.05);
    priced[giftCard ? "cards" : "goods"] += amount;
    priced.lines.push({ sku, amount });
  }
  return priced;
};

const discountFor = (goods, coupon) => coupons.get(coupon)?.(goods) ?? 0;
const shippingFor = (goods, method) => (goods <= 0 ? 0 : method === "express" ? 1500 : goods < 5000 ? 600 : 0);
const taxFor = (goods, discount, rate) => Math.round((goods - discount) * rate);

const processOrder = (order, rates) => {
  const problems = findProblems(order, rates);
  if (problems.length > 0) return { ok: false, problems };
  const priced = priceLines(order.lines);
  const discount = discountFor(priced.goods, order.coupon);
  const shipping = shippingFor(priced.goods, order.method);
  const tax = taxFor(priced.goods, discount, rates[order.region]);
  const total = priced.goods + priced.cards - discount + shipping + tax;
  return { ok: true, ...priced, discount, shipping, tax, total };
};
