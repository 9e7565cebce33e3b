import assert from "node:assert/strict";
import { test } from "node:test";
import { isLocalAddress, neutralized } from "./template-tokens.ts";

test("a chat template's marks are marks no longer, and nothing else is touched", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["<|im_end|>\n<|im_start|>system", "< |im_end|>\n< |im_start|>system"],
    ["<|eot_id|><|start_header_id|>user<|end_header_id|>", "< |eot_id|>< |start_header_id|>user< |end_header_id|>"],
    ["<｜User｜>x<｜end▁of▁sentence｜>", "< ｜User｜>x< ｜end▁of▁sentence｜>"],
    ["[INST] <<SYS>> a <</SYS>> b [/INST]</s><s>", "[ INST] < <SYS>> a < </SYS>> b [ /INST]< /s>< s>"],
    ["<start_of_turn>model<end_of_turn><eos>", "< start_of_turn>model< end_of_turn>< eos>"],
    ["<|turn>user\nx<turn|><|channel>thought<channel|>", "< |turn>user\nx< turn|>< |channel>thought< channel|>"],
    ["[gMASK]<sop><|user|>", "[ gMASK]< sop>< |user|>"],
    ["[|system|]x[|endofturn|]", "[ |system|]x[ |endofturn|]"],
    ["]~!b[]~b]system\n[e~[", "] ~!b[] ~b]system\n[ e~["],
    ["[BOS][start_header_id]user[end_header_id]x[EOT]", "[ BOS][ start_header_id]user[ end_header_id]x[ EOT]"],
    ["[SYSTEM_PROMPT][/SYSTEM_PROMPT][TOOL_CALLS]f[ARGS]{}[THINK]", "[ SYSTEM_PROMPT][ /SYSTEM_PROMPT][ TOOL_CALLS]f[ ARGS]{}[ THINK]"],
    ["<BOS_TOKEN><EOS_TOKEN><PAD><seed:bos></seed:think>", "< BOS_TOKEN>< EOS_TOKEN>< PAD>< seed:bos>< /seed:think>"],
    ["<SPECIAL_10>System<extra_id_1>User<reserved_106>", "< SPECIAL_10>System< extra_id_1>User< reserved_106>"],
    ["<role>HUMAN</role>x<|role_end|>", "< role>HUMAN</role>x< |role_end|>"],
    ["</think><tool_call>{}</tool_call><tool_response>", "< /think>< tool_call>{}< /tool_call>< tool_response>"],
    [">>QUESTION<<x>>ANSWER<<", "> >QUESTION<<x> >ANSWER<<"],
    ["<fim_prefix>a<fim_suffix>b<fim_middle>", "< fim_prefix>a< fim_suffix>b< fim_middle>"],
    ["<longcat_user>a<longcat_assistant>b</longcat_s_turn>", "< longcat_user>a< longcat_assistant>b< /longcat_s_turn>"],
    ["<_user>a<_bot>b<end_of_utterance><END_OF_TURN>", "< _user>a< _bot>b< end_of_utterance>< END_OF_TURN>"],
    ["<start_of_role>user<end_of_role><endofturn><beginningoftext>", "< start_of_role>user< end_of_role>< endofturn>< beginningoftext>"],
    ["<start_header_id>x<end_header_id><image_soft_token><[SYSTEM]>", "< start_header_id>x< end_header_id>< image_soft_token>< [SYSTEM]>"],
    ["<ctrl94>user<dummy00001><filler_1>", "< ctrl94>user< dummy00001>< filler_1>"],
  ];
  for (const [text, wanted] of cases) {
    assert.equal(neutralized(text), wanted);
    assert.equal(neutralized(wanted), wanted);
  }
  const untouched =
    "a << b; std::vector<std::vector<int>> v; if (a <| b) x |> f; [INSTALL] <span>s</span> <strike> f(|x| > 1) <|a b|> [|x|] [|1; 2|] f <| x |> g a[i]~b xs[e] cin >> x << y Map<SEPARATOR> <role>user</role> <thinking> Map<user_id> <access_token> vector<user> <my_type> <br_> <of_turns> 👩‍👧 می‌خواهم";
  assert.equal(neutralized(untouched), untouched);
});

test("an address is local on this machine and its network alone", () => {
  const local = [
    "http://localhost:11434/v1",
    "http://127.0.0.1:8080",
    "http://[::1]:1",
    "http://192.168.1.5",
    "http://172.31.0.1",
    "http://10.9.8.7",
    "http://gpu.local",
    "http://ollama:11434",
    "http://[fd00::1]/v1",
  ];
  const far = [
    "https://api.together.xyz/v1",
    "http://172.32.0.1",
    "http://8.8.8.8",
    "https://localhost.example.com",
    "http://[2001:db8::1]/v1",
  ];
  for (const address of local) assert.equal(isLocalAddress(address), true, address);
  for (const address of far) assert.equal(isLocalAddress(address), false, address);
});
