const most = 5;

/**
 * A fetch that keeps a member's key where it was sent: it follows no redirect to another origin (such an answer is handed
 * on as it came).
 */
export function guardedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    let url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
    for (let hop = 0; ; hop++) {
      const response = await fetch(url.href, { ...init, redirect: "manual" });
      const next = nextOf(response, url);
      if (next === undefined || hop === most) return response;
      await response.body?.cancel();
      url = next;
    }
  };
}

/** Where the same request is to be sent again, at the same origin. */
function nextOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  if ((status !== 307 && status !== 308) || location === null || !URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from.href);
  return next.origin === from.origin ? next : undefined;
}
