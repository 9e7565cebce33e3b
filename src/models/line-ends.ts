const [lineFeed, carriageReturn] = [10, 13];

/** Every line end of a text in bytes as a line feed, as event streams may have any: readers look for that one alone. */
export function lineEnds(): TransformStream<Uint8Array, Uint8Array> {
  let returned = false;
  return new TransformStream({
    transform(bytes, controller) {
      if (!returned && !bytes.includes(carriageReturn)) return controller.enqueue(bytes);
      const kept: number[] = [];
      for (const byte of bytes) {
        if (byte !== lineFeed || !returned) kept.push(byte === carriageReturn ? lineFeed : byte);
        returned = byte === carriageReturn;
      }
      controller.enqueue(Uint8Array.from(kept));
    },
  });
}
