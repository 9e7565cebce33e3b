import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json, JsonSchema } from "../src/types.ts";
import { sha256 } from "../src/util/hash.ts";
import { unit } from "../src/util/random.ts";

/** A request that was billed: it is on the bill as soon as it arrived, whether anyone hears the answer or not. */
export interface BilledRequest {
  readonly response: string;
  /** The same for requests of the same content. */
  readonly content: string;
}
export interface MockProvider {
  readonly url: string;
  readonly bill: BilledRequest[];
  /** Hears of each request once it is on the bill. */
  onBilled: (count: number) => void;
  close(): Promise<void>;
}

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string | readonly { readonly text?: string }[] }[];
  readonly max_tokens?: number;
  readonly response_format?: { readonly json_schema?: { readonly schema: JsonSchema } };
}

/** A server that speaks OpenAI's chat completions, answers by the content of the request alone, and counts what it bills. */
export async function mockProvider(): Promise<MockProvider> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString("utf8");
      const content = sha256(text);
      const id = `response-${provider.bill.length}`;
      provider.bill.push({ response: id, content });
      provider.onBilled(provider.bill.length);
      const answer = JSON.stringify(completion(id, JSON.parse(text) as ChatRequest, content));
      // Five to twenty-five milliseconds: enough for several calls to be in flight at any instant.
      setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end(answer), 5 + 20 * unit(`${id}/delay`));
    });
  });
  // A process that stood still under load would close connections whose next request it has not read yet.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const provider: MockProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    bill: [],
    onBilled: () => {},
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return provider;
}

function completion(id: string, request: ChatRequest, content: string): Json {
  const prompt = request.messages
    .map((message) => (typeof message.content === "string" ? message.content : message.content.map((part) => part.text ?? "").join("")))
    .join("\n");
  const shape = request.response_format?.json_schema?.schema ?? shapeToldIn(prompt);
  const answer = sumOf(prompt, content);
  const text = shape === undefined ? answer : JSON.stringify(filled(shape, content, answer));
  const usage = { prompt_tokens: Math.ceil(prompt.length / 4), completion_tokens: Math.ceil(text.length / 4) };
  return {
    id,
    object: "chat.completion",
    created: 0,
    model: request.model,
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  };
}

/** The schema that a prompt ends with, where one does. */
function shapeToldIn(prompt: string): JsonSchema | undefined {
  const told = /(?:JSON Schema, and nothing else:|Schema:)\s*(\{.*\})\s*$/.exec(prompt)?.[1];
  return told === undefined ? undefined : (JSON.parse(told) as JsonSchema);
}

/** Right six times in ten, one off otherwise. */
function sumOf(prompt: string, content: string): string {
  const [, a = "0", b = "0"] = /What is (\d+) plus (\d+)\?/.exec(prompt) ?? [];
  const sum = Number(a) + Number(b) + (unit(`${content}/right`) < 0.6 ? 0 : 1);
  return `I add ${a} and ${b}.\nAnswer: ${sum}`;
}

/** A value that fits the schema, drawn by the request's content. */
function filled(shape: JsonSchema, seed: string, answer: string): Json {
  const choices = shape["enum"];
  if (Array.isArray(choices)) return (choices[Math.floor(unit(seed) * choices.length)] as Json) ?? null;
  const type = Array.isArray(shape["type"]) ? shape["type"][0] : shape["type"];
  if (type === "object") {
    const properties = Object.entries((shape["properties"] ?? {}) as Record<string, JsonSchema>);
    return Object.fromEntries(properties.map(([name, inner]) => [name, filled(inner, `${seed}/${name}`, answer)]));
  }
  if (type === "array") {
    const length = Math.max(Number(shape["minItems"] ?? 0), Math.min(2, Number(shape["maxItems"] ?? 2)));
    return Array.from({ length }, (_, index) => filled((shape["items"] ?? {}) as JsonSchema, `${seed}/${index}`, answer));
  }
  if (type === "number" || type === "integer") {
    const [least, most] = [Number(shape["minimum"] ?? 0), Number(shape["maximum"] ?? 1)];
    const drawn = least + unit(seed) * (most - least);
    return type === "integer" ? Math.round(drawn) : drawn;
  }
  if (type === "boolean") return unit(seed) < 0.5;
  return type === "null" ? null : answer;
}
