import type { ServerResponse } from "node:http";
import { type WireRequest, sendJson, type WireServer, wireServer } from "../src/models/fixtures/wire.ts";

/** What a chat server of the OpenAI protocol says to one request, now or later; a text alone is a whole answer. */
export type Saying = (asked: WireRequest, response: ServerResponse, count: number) => string | undefined | Promise<string>;
export interface ChatServer extends WireServer {
  /** Dollars that the server would charge for what it answered so far. */
  billed(): number;
}

/** Dollars per million tokens, as the experiments of these tests write them. */
export const price = { input: 1, output: 4 };

/** A server on this machine that counts what it bills: one token per four characters, in and out. */
export async function chatServer(say: Saying): Promise<ChatServer> {
  let input = 0;
  let output = 0;
  const server = await wireServer((asked, response) => {
    const said = say(asked, response, server.asked.length);
    if (said === undefined) return;
    if (typeof said === "string") answer(asked, response, said);
    else void said.then((text) => answer(asked, response, text));
  });
  const answer = (asked: WireRequest, response: ServerResponse, text: string): void => {
    const usage = { prompt_tokens: tokens(JSON.stringify(asked.body["messages"])), completion_tokens: tokens(text) };
    input += usage.prompt_tokens;
    output += usage.completion_tokens;
    sendJson(response, 200, chat(text, { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens }));
  };
  return Object.assign(server, { billed: () => (input * price.input + output * price.output) / 1e6 });
}

function chat(text: string, usage: { [name: string]: number }) {
  const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
  return { id: "chat-1", object: "chat.completion", created: 1, model: "local-1", choices, usage };
}

function tokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}
