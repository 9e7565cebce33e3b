import type { MachineRule } from "./rule-machine.ts";

/** A rule of a machine as its specification says it. */
export function saidRule({ on, when, counter, effect }: MachineRule): string {
  const condition = (() => {
    if (when === undefined) return "";
    if (when.if === "over") return `, if \`${when.counter}\` is greater than ${when.limit}`;
    if (when.if === "under") return `, if \`${when.counter}\` is less than ${when.limit}`;
    if (when.if === "after") return `, if the event just before this one was \`${when.event}\``;
    return `, if this is an event whose number is a multiple of ${when.n} (the first event of the machine has number 1)`;
  })();
  const done = (() => {
    if (effect.do === "stop") return "the rules after this one are skipped for this event (this one counts as applied)";
    if (effect.do === "grow by x") return `\`${counter}\` grows by x`;
    if (effect.do === "grow") return `\`${counter}\` grows by ${effect.by}`;
    if (effect.do === "set") return `\`${counter}\` becomes ${effect.by}`;
    if (effect.do === "grow by other") return `\`${counter}\` grows by the number of \`${effect.other}\``;
    if (effect.do === "shrink by other") return `\`${counter}\` shrinks by the number of \`${effect.other}\``;
    return `\`${counter}\` and \`${effect.other}\` change places`;
  })();
  return `At \`${on}\`${condition}: ${done}.`;
}
