import type { z } from "zod";
import { clip, nameOf } from "./asks.ts";
import type { planReply } from "./shapes.ts";

/** One part of a task: its brief, how to tell that it is done, and the ids of the parts whose results it needs. */
export interface Part {
  readonly id: string;
  readonly brief: string;
  readonly acceptance: string;
  readonly needs: readonly string[];
}
/** A plan that can be carried out, and what had to be mended to make it one. */
export interface Plan {
  readonly parts: readonly Part[];
  readonly mended: readonly ("too-many" | "empty-part" | "same-id" | "unknown-need" | "cycle")[];
}

/**
 * Makes a plan workable: parts without a brief fall away, ids become unique, needs of unknown parts go, and needs that close
 * a cycle go with them. Parts beyond `most` are not lost: their briefs are added to the last one kept. Undefined when nothing is left.
 */
export function workable(reply: Pick<z.output<typeof planReply>, "parts">, most: number): Plan | undefined {
  const mended = new Set<Plan["mended"][number]>();
  const briefed = reply.parts.filter((part) => part.brief.trim() !== "");
  if (briefed.length < reply.parts.length) mended.add("empty-part");
  if (briefed.length === 0) return undefined;
  const ids = new Set<string>();
  const named = briefed.map((part, index) => {
    let id = nameOf(part.id) || `part-${index + 1}`;
    if (ids.has(id)) {
      mended.add("same-id");
      id = `${clip(id, 60)}-${index + 1}`;
    }
    ids.add(id);
    return { id, brief: clip(part.brief, 8000), acceptance: clip(part.acceptance, 2000), needs: part.needs.map(nameOf) };
  });
  const kept = named.slice(0, most);
  if (named.length > most) {
    mended.add("too-many");
    kept[most - 1] = gathered(named.slice(most - 1));
  }
  const known = new Set(kept.map((part) => part.id));
  const linked = kept.map((part) => {
    const needs = [...new Set(part.needs)].filter((need) => known.has(need));
    if (needs.length < part.needs.length) mended.add("unknown-need");
    return { ...part, needs };
  });
  const parts = withoutCycles(linked);
  if (parts.some((part, index) => part.needs.length < (linked[index]?.needs.length ?? 0))) mended.add("cycle");
  return { parts, mended: [...mended] };
}

function gathered(rest: readonly Part[]): Part & { needs: string[] } {
  const [first] = rest as [Part];
  const brief = clip(rest.map((part) => part.brief).join("\n"), 8000);
  const acceptance = clip(rest.map((part) => part.acceptance).join("\n"), 2000);
  return { ...first, brief, acceptance, needs: rest.flatMap((part) => part.needs) };
}

/** Kahn's order; parts that no order can reach lose their needs, so that they can start at once. */
function withoutCycles(parts: readonly Part[]): Part[] {
  const done = new Set<string>();
  for (let size = -1; size < done.size; ) {
    size = done.size;
    for (const part of parts) if (part.needs.every((need) => done.has(need))) done.add(part.id);
  }
  return parts.map((part) => (done.has(part.id) ? part : { ...part, needs: part.needs.filter((need) => done.has(need)) }));
}
