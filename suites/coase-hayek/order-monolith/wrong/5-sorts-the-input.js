function findProblems(order, rates) {
  const problems = [];
  if (!order.id) problems.push("no id");
  if (!Array.isArray(order.lines) || order.lines.length === 0) problems.push("no lines");
  else order.lines.forEach((line, index) => problems.push(...lineProblems(line, index + 1)));
  if (!(order.region in rates)) problems.push("unknown region");
  return problems;
}

function lineProblems(line, number) {
  const bad = (value) => !Number.isInteger(value) || value < 0;
  const problems = [];
  if (bad(line.quantity)) problems.push(`line ${number}: bad quantity`);
  if (bad(line.cents)) problems.push(`line ${number}: bad price`);
  return problems;
}

function amountOf(line) {
  const full = line.quantity * line.cents;
  return line.quantity >= 10 && !line.giftCard ? full - Math.round(full * 0.05) : full;
}

function priceLines(lines) {
  const bought = lines.sort((a, b) => (a.sku < b.sku ? -1 : 1)).filter((line) => line.quantity !== 0);
  const sum = (some) => some.reduce((total, line) => total + amountOf(line), 0);
  return {
    lines: bought.map((line) => ({ sku: line.sku, amount: amountOf(line) })),
    goods: sum(bought.filter((line) => !line.giftCard)),
    cards: sum(bought.filter((line) => line.giftCard)),
  };
}

function discountFor(goods, coupon) {
  if (coupon === "TENTH") return Math.round(goods / 10);
  if (coupon === "FIVER") return Math.min(500, goods);
  return 0;
}

function shippingFor(goods, method) {
  if (goods === 0) return 0;
  if (method === "express") return 1500;
  return goods < 5000 ? 600 : 0;
}

function taxFor(goods, discount, rate) {
  return Math.round((goods - discount) * rate);
}

function processOrder(order, rates) {
  const problems = findProblems(order, rates);
  if (problems.length > 0) return { ok: false, problems };
  const { lines, goods, cards } = priceLines(order.lines);
  const discount = discountFor(goods, order.coupon);
  const shipping = shippingFor(goods, order.method);
  const tax = taxFor(goods, discount, rates[order.region]);
  return { ok: true, lines, goods, cards, discount, shipping, tax, total: goods + cards - discount + shipping + tax };
}
