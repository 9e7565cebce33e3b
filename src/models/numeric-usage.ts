/** Counts of tokens that a server writes as texts ("100") are numbers to the SDK, which would not read the answer else. */
export function numericUsage(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const lines = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(lineByLine()).pipeThrough(new TextEncoderStream());
    return new Response(lines, { status, statusText, headers });
  };
}

// Inside a text the quotation marks are escaped, so this matches fields alone.
const counts = /"(\w*tokens\w*)"(\s*:\s*)"(\d+(?:\.\d+)?)"/g;

function lineByLine(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf("\n");
      if (end < 0) rest += chunk;
      else {
        controller.enqueue((rest + chunk.slice(0, end + 1)).replace(counts, '"$1"$2$3'));
        rest = chunk.slice(end + 1);
      }
    },
    flush(controller) {
      if (rest !== "") controller.enqueue(rest.replace(counts, '"$1"$2$3'));
    },
  });
}
