import { test } from "node:test";
import { holdRows } from "../hold-rows.ts";
import { rejectionIn, withoutRejections } from "./rejected.ts";

test("a text rejects one of the values of an answer, and tells which it keeps", () => {
  const said = (text: string, answer = "x = 1 or x = -2"): string => {
    const found = rejectionIn(text, answer);
    return found === undefined ? "none" : `only ${found.only ?? "?"}`;
  };
  holdRows(said, [
    ["x = -2 is extraneous", "only ?"],
    ["x = −2 is extraneous", "only ?"],
    ["However, x = -2 makes the denominator zero, so only x = 1.", "only x = 1"],
    ["x = 1 only", "only x = 1"],
    ["Reject the negative root.", "only ?"],
    ["Both of them work.", "none"],
    ["x = 3 is extraneous", "none"],
    ["Is x = -2 extraneous?", "none"],
    ["We square.\\nx = -2 is extraneous", "only ?"],
    [`${"word ".repeat(700)}. x = -2 is extraneous`, "only ?"],
    [`${"word ".repeat(900)}. x = -2 is extraneous`, "none"],
  ]);
  holdRows((text) => said(text, "x = -2"), [["x = -2 is extraneous", "none"]]);
  holdRows((text) => said(text, "(1, -2)"), [["-2 is extraneous", "only ?"]]);
});

test("the clause that rejects a value goes", () =>
  holdRows(withoutRejections, [
    ["x = -2 is extraneous, so x = 1", "x = 1"],
    ["x = 1 (x = -2 is extraneous)", "x = 1  "],
    ["x = 1", "x = 1"],
    ["x = -2 works", "x = -2 works"],
    ["2 is extraneous", "2 is extraneous"],
    [`x = -2 is extraneous, so ${"1".repeat(975)}`, "1".repeat(975)],
    [`x = -2 is extraneous, so ${"1".repeat(976)}`, `x = -2 is extraneous, so ${"1".repeat(976)}`],
  ]));
