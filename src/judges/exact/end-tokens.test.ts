import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const tokens = ["</s>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<|im_end|>\n<|endoftext|>\n"];

test("a token that ends a turn is no part of the answer before it", () =>
  checkRows([
    ...tokens.flatMap((token): Row[] => [
      ["18", `#### 18${token}`, "pass"],
      ["18", `The answer is $18. ${token}`, "pass"],
      ["B", `Answer: B${token}`, "pass"],
      ["Paris", `It is Paris.${token}`, "pass"],
    ]),
    ["<|endoftext|>", "<|endoftext|>", "pass"],
    ["</s>", "The token is </s>", "pass"],
  ]));
