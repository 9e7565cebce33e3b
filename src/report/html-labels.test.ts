import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, framesFor, nameColumn } from "./html-labels.ts";

const names = (drawn: string): { x: number; y: number; text: string }[] =>
  [...drawn.matchAll(/<text x="([\d.]+)" y="([\d.]+)"><title>[^<]*<\/title>([^<]*)<\/text>/g)].map(([, x, y, text]) => ({
    x: Number(x),
    y: Number(y),
    text: text ?? "",
  }));

for (const count of [1, 12, 40]) {
  test(`${count} names of nearly equal figures stand apart, beside the picture and inside its frame`, () => {
    for (const frame of framesFor(count)) {
      for (const height of [frame.top, 200, frame.height - frame.bottom]) {
        const points = Array.from({ length: count }, (_, i) => ({ name: `t${i}`, color: "red", x: 100 + i, y: height }));
        const placed = names(nameColumn(points, frame));
        assert.equal(placed.length, count);
        for (const [i, { x, y }] of placed.entries()) {
          assert.ok(x > frame.width - frame.right, "beside the picture");
          assert.ok(y > 0 && y <= frame.height - frame.bottom + 5, `inside: ${y}`);
          assert.ok(i === 0 || y - (placed[i - 1]?.y ?? 0) >= 16, "apart");
        }
      }
    }
  });
}

test("a long or a wide name is shortened to its room and whole in its title; markup in it stays text", () => {
  for (const frame of framesFor(3)) {
    const long = ["x".repeat(200), "市場".repeat(40), `<script>alert("${"y".repeat(90)}")</script>`];
    const drawn = nameColumn(
      long.map((name, i) => ({ name, color: "red", x: 1, y: i })),
      frame,
    );
    const [first, second] = names(drawn);
    const room = (frame.width - (first?.x ?? 0)) / 7;
    assert.ok((first?.text.length ?? 99) <= room && first?.text.endsWith("…"));
    assert.ok((second?.text.length ?? 99) * 2 <= room + 2 && second?.text.endsWith("…"));
    assert.ok(drawn.includes("x".repeat(200)) && !drawn.includes("<script>"));
  }
});

test("ticks that would touch are left out", () => {
  assert.deepEqual(
    apart([0, 10, 20, 60, 61, 130], (place) => place, 50),
    [0, 60, 130],
  );
});
