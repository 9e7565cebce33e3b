import { BlockList, isIP } from "node:net";

/**
 * The marks by which chat templates part turns: ChatML, Llama, Phi and gpt-oss (`<|im_end|>`), DeepSeek (fullwidth bars),
 * Llama 2 and Mistral (`[INST]`, `<<SYS>>`, `</s>`), Gemma (`<start_of_turn>`), and the plain names of tokenizers.
 */
const marks =
  /<(?=\|[^|<>\s]{1,64}\|>)|<(?=｜[^｜<>\s]{1,64}｜>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|IMG|PREFIX|MIDDLE|SUFFIX)\])|<(?=<\/?SYS>>)|<(?=\/?s>)|<(?=(?:start|end)_of_(?:turn|image)>)|<(?=(?:bos|eos|pad|unk|mask)>)/g;

/** A text in which no chat template's mark is one any more: a space stands after its first character. All else is unchanged. */
export function neutralized(text: string): string {
  return text.replace(marks, (first) => `${first} `);
}

const privateNets = new BlockList();
for (const [net, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  privateNets.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateNets.addSubnet(net, bits, "ipv6");

/** Whether an address is on this machine or its network: loopback, private ranges, `localhost`, `.local`, and names without a dot. */
export function isLocalAddress(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  const version = isIP(host);
  if (version !== 0) return privateNets.check(host, version === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || /\.(?:localhost|local|internal|lan)$/.test(host);
}
