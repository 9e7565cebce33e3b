import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutVariables } from "./without-variables.ts";

const environment = {
  OPENAI_API_KEY: "sk-live-0123456789abcdef",
  MY_TOKEN: "tk-Zq81mXw7/Kd+93LpQv=Rt55Yh",
  GOOGLE_APPLICATION_CREDENTIALS: process.execPath,
  EDITOR: "emacs-of-the-user",
  EMPTY_KEY: "",
};

test("errors of the user's own code say no value of a variable that is named as secrets are", () => {
  const said = `Incorrect key sk-live-0123456789abcdef, half tk-Zq81mXw7/K, ${encodeURIComponent(environment.MY_TOKEN)}`;
  assert.equal(withoutVariables(said, environment), "Incorrect key [key], half [key], [key]");
  assert.equal(withoutVariables("GET https://me:word@host.example/", environment), "GET https://[secret]@host.example/");
});

test("paths of files and values of other variables stay", () => {
  const said = `${process.execPath} of emacs-of-the-user`;
  assert.equal(withoutVariables(said, environment), said);
});
