/**
 * What the SDK would not read of a chat completion that can be read: counts of tokens written as texts ("100"), events
 * without choices (a ping, a usage report alone), a last event without its blank line.
 */
export function oddStreams(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const streams = /event-stream/i.test(headers.get("content-type") ?? "");
    const lines = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(lineByLine(streams)).pipeThrough(new TextEncoderStream());
    return new Response(lines, { status, statusText, headers });
  };
}

function lineByLine(streams: boolean): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf("\n");
      if (end < 0) rest += chunk;
      else {
        controller.enqueue(mended(rest + chunk.slice(0, end + 1), streams));
        rest = chunk.slice(end + 1);
      }
    },
    flush(controller) {
      if (rest !== "") controller.enqueue(mended(rest, streams));
      if (streams) controller.enqueue("\n\n");
    },
  });
}

// Inside a text the quotation marks are escaped, so this matches fields alone.
const counts = /"(\w*tokens\w*)"(\s*:\s*)"(\d+(?:\.\d+)?)"/g;
const events = /^data:[ ]?(\{.*\})[ \t]*(\r?)$/gm;

function mended(lines: string, streams: boolean): string {
  const numeric = lines.replace(counts, '"$1"$2$3');
  return streams ? numeric.replace(events, (line, json: string, end: string) => withChoices(json, end) ?? line) : numeric;
}

/** An event that is neither a part of the answer nor an error, with an empty list of choices. */
function withChoices(json: string, end: string): string | undefined {
  if (/"(choices|error)"/.test(json) || /^\{\s*"(message|detail|code)"/.test(json)) return undefined;
  try {
    return `data: ${JSON.stringify({ ...(JSON.parse(json) as object), choices: [] })}${end}`;
  } catch {
    return undefined;
  }
}
