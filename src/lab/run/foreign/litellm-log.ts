import { asFields } from "./as-fields.ts";
import { atPath } from "./at-path.ts";
import type { Attempt } from "./attempt.ts";
import { numberOf } from "./number-of.ts";
import { promptItem } from "./prompt-item.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";

/** Whether rows are spend logs of LiteLLM. */
export function isLitellmLog({ rows }: Source): boolean {
  const [first] = rows;
  return first !== undefined && ["request_id", "spend", "model"].every((name) => Object.hasOwn(first.value, name));
}

/** Each request as an attempt. A spend log holds no grade: one comes by a column or a table of grades. */
export function litellmLog(source: Source, tally: Tally): Attempt[] {
  const seen = new Set<string>();
  return source.rows.flatMap(({ value, place }): Attempt[] => {
    const id = textOf(value["request_id"]) ?? "";
    if (seen.has(id)) {
      tally.mark("request", "that is there twice, counted once", place);
      return [];
    }
    seen.add(id);
    if (/^fail/i.test(textOf(value["status"]) ?? "")) {
      tally.leave("request", "that failed, which says nothing of an answer", place);
      return [];
    }
    const cached = /^true$/i.test(textOf(value["cache_hit"]) ?? "");
    if (cached) tally.mark("answer", "from LiteLLM's cache, whose cost and time are not those of a call", place);
    const spent = cached ? {} : { cost: numberOf(value["spend"]), ms: between(value["startTime"], value["endTime"]) };
    return [
      {
        place,
        raw: value,
        keys: [id],
        item: promptItem(value["messages"]) ?? id,
        model: textOf(value["model_group"]) || textOf(value["model"]),
        ...spent,
        inputTokens: numberOf(value["prompt_tokens"]),
        outputTokens: numberOf(value["completion_tokens"]),
        answer: textOf(atPath(asFields(value) ?? {}, "response.choices[0].message.content")),
      },
    ];
  });
}

function between(from: unknown, to: unknown): number | undefined {
  const ms = time(to) - time(from);
  return ms >= 0 ? ms : undefined;
}

/** A time; without a zone it is UTC on both ends. */
function time(value: unknown): number {
  const text = textOf(value) ?? "";
  return Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`);
}
