import assert from "node:assert/strict";
import { modelCases, type ProviderKind } from "../../../models/index.ts";
import type { Model } from "../../../types.ts";
import type { Case } from "./case.ts";

/** What every model must hold, on servers that the provider's example brings. */
export function providerCases(kind: ProviderKind & { readonly name: string }): readonly Case[] {
  const { example } = kind;
  if (typeof example !== "function")
    return [
      {
        name: "it has models to be tried",
        run: () =>
          assert.fail("there are none; add example: async (behavior) => ({ model, close }), undefined for a behavior it cannot have"),
      },
    ];
  return [
    {
      name: "it can be asked plainly",
      run: async () => {
        const opened = await example("plain");
        await opened?.close?.();
        assert.ok(opened !== undefined, 'example("plain") gives no model');
        const model = (opened as { readonly model?: Partial<Model> }).model ?? {};
        const lacking = (["id", "family", "world", "quote", "call"] as const).filter((field) => model[field] === undefined);
        assert.ok(lacking.length === 0, `example("plain") gives { model }, a model with ${lacking.join(", ")}`);
      },
    },
    ...modelCases.map((one) => ({ name: one.name, run: () => one.run({ open: example }) })),
  ];
}
