import type { Message } from "../types.ts";
import { sha256Parts } from "../util/hash.ts";

/** A piece of a prompt: `hash` covers everything from the start of the prompt to its end. */
export interface Block {
  readonly hash: string;
  /** Characters / 4; callers scale these to the tokens that were billed. */
  readonly tokens: number;
  /** An explicit breakpoint lies at the end of this block. */
  readonly mark?: "5m" | "1h";
}

/** 128 tokens, the step in which OpenAI's cached prefixes grow. */
const charactersPerBlock = 512;

/** A prompt as a chain of blocks; two prompts share a prefix as far as their hashes are equal. Blocks end with messages. */
export function blocksOf(messages: readonly Message[]): Block[] {
  return growingBlocks()(messages);
}

/** `blocksOf` that remembers: of prompts that grow at their end, each message is hashed once. Forget it with what it was made for. */
export function growingBlocks(): (messages: readonly Message[]) => Block[] {
  const known = new Map<string, Map<string, readonly Block[]>>();
  return (messages) => {
    const blocks: Block[] = [];
    let chain = "";
    for (const message of messages) {
      const after = `${chain} ${message.role} ${message.cache ?? ""}`;
      const texts = known.get(after) ?? new Map<string, readonly Block[]>();
      known.set(after, texts);
      const own = texts.get(message.text) ?? messageBlocks(chain, message);
      texts.set(message.text, own);
      for (const block of own) blocks.push(block);
      chain = own.at(-1)?.hash ?? chain;
    }
    return blocks;
  };
}

/** The blocks of one message after a chain. */
function messageBlocks(before: string, { role, text, cache }: Message): Block[] {
  const blocks: Block[] = [];
  let chain = before;
  for (let at = 0; at === 0 || at < text.length; at += charactersPerBlock) {
    const piece = text.slice(at, at + charactersPerBlock);
    chain = sha256Parts(chain, at === 0 ? role : "", piece);
    const last = at + charactersPerBlock >= text.length;
    blocks.push({ hash: chain, tokens: piece.length / 4, ...(last && cache !== undefined ? { mark: cache } : {}) });
  }
  return blocks;
}

/** The index of the first block in which two prompts differ: where a shared prefix ends. */
export function firstDifference(a: readonly Block[], b: readonly Block[]): number {
  const ends = Math.min(a.length, b.length);
  for (let i = 0; i < ends; i++) if (a[i]?.hash !== b[i]?.hash) return i;
  return ends;
}

/**
 * Tokens from the start of the prompt to the end of each block, in whole steps, scaled so that all blocks together come to
 * `inputTokens`.
 */
export function prefixTokens(blocks: readonly Block[], inputTokens: number, step: number): number[] {
  const sum = blocks.reduce((total, block) => total + block.tokens, 0);
  let so = 0;
  return blocks.map((block, i) => {
    so += block.tokens;
    const tokens = i === blocks.length - 1 ? inputTokens : (so / sum) * inputTokens;
    // A breath upward, so that float dust does not cost a whole step.
    return Math.floor(tokens / step + 1e-9) * step;
  });
}
