function processOrder(order, rates) {
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
