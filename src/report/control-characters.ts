/** Control characters that could move the cursor or change the terminal; tabs, line ends and colours stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[[\d;]*m)/g;

/** What could make a name look like another text or like several lines: colours, line ends, reversed writing. */
// eslint-disable-next-line no-control-regex
const DISGUISE = /\u001b\[[\d;]*m|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Any of them, colours included: to look for this alone takes half the time, and most texts have none. */
// eslint-disable-next-line no-control-regex
const ANY_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Whether there is a control character in a text, or a colour. */
export function hasControls(text: string): boolean {
  return ANY_CONTROL.test(text);
}

/** A text without what could do more to a terminal than print and colour. */
export function withoutControls(text: string): string {
  return hasControls(text) ? text.replace(CONTROL, "") : text;
}

/** A name as a part of one line, in which it cannot pass for anything else. */
export function onOneLine(name: string): string {
  return withoutControls(name)
    .replace(DISGUISE, "")
    .replace(/[\t\n]/g, " ");
}
