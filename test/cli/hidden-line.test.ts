import { HiddenLine } from "../../src/cli/hidden-line";

function typed(...inputs: readonly string[]): { text: string; state: string; rest: string } {
  const line = new HiddenLine();
  const rest = inputs.map((input) => line.type(input)).join("");
  return { text: line.text, state: line.state, rest };
}

describe("a line that nobody sees", () => {
  test.each([
    ["is done at Return", ["hunter22\r"], "hunter22", "done"],
    ["comes key by key", ["h", "u", "n", "\n"], "hun", "done"],
    ["loses a character at Backspace, of any length", ["a🙂b\u007f\u007f\b\u007fc\r"], "c", "done"],
    ["begins anew at Ctrl-U", ["wrong\u0015right\r"], "right", "done"],
    [
      "takes no notice of arrow keys and other controls",
      ["a\u001b[D\u001b[1;5Cb\u001b\u0001\u0000c\r"],
      "abc",
      "done",
    ],
    ["may have tabs and blanks", [" a\tb \r"], " a\tb ", "done"],
    ["is interrupted by Ctrl-C", ["hun\u0003ter"], "hun", "interrupted"],
    ["ends the input at Ctrl-D", ["\u0004"], "", "ended"],
    ["is done at Ctrl-D when something is typed", ["hunter22\u0004"], "hunter22", "done"],
    ["goes on without an end", ["hunter"], "hunter", "typing"],
  ])("%s", (_, inputs, text, state) => {
    expect(typed(...inputs)).toMatchObject({ text, state });
  });

  test("leaves what is typed behind it", () => {
    expect(typed("one\rtwo\r")).toEqual({ text: "one", state: "done", rest: "two\r" });
  });
});
