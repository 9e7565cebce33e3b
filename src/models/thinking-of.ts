import { defined } from "../util/defined.ts";
import { knownThinking } from "./known-thinking.ts";
import { memberThinking } from "./member-thinking.ts";
import type { MemberSettings } from "./member-settings.ts";
import type { LiveModel } from "./provider.ts";
import { statedThinking } from "./stated-thinking.ts";

/**
 * What is known and told of a member's thinking: by its settings, and by the table of models where its body does not tell it. Throws a
 * UserError for what the model cannot be told.
 */
export function thinkingOf(model: string, settings: MemberSettings): Pick<LiveModel, "known" | "thinks" | "thinking"> {
  const known = knownThinking(model);
  const elsewhere = statedThinking(defined({ body: settings.body })) !== undefined;
  return defined({ known, thinks: statedThinking(settings), thinking: memberThinking({ model, settings, known, elsewhere }) });
}
