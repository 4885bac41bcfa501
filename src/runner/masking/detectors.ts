import { Automaton } from "./automaton";
import { BYTES_BEFORE_BREAK, LINE_BREAKS } from "./scanner";
import { formsOf } from "./secret-forms";

/** What finds one kind of forms of secrets. */
export interface Detector {
  readonly automaton: Automaton;
  /** Whether line breaks inside of a form count for nothing. */
  readonly skipsLineBreaks: boolean;
}

const EACH_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** The letters of base64 in URLs are those of all base64 but for two. */
const BASE64_OF_URLS = EACH_BYTE.map(
  (byte) => ({ "-": "+", _: "/" })[String.fromCharCode(byte)]?.charCodeAt(0) ?? byte,
);

/** Further bytes would gain little and cost more at the ends of chunks. */
const LONGEST_WINDOW = 16;

interface Made {
  readonly secrets: readonly string[];
  readonly detectors: readonly Detector[];
}

/** All stages and streams of a run have the same secrets. */
let last: Made = { secrets: [], detectors: [] };

export function detectorsFor(secrets: Iterable<string>): readonly Detector[] {
  const asked = [...secrets];
  const isSame =
    asked.length === last.secrets.length && asked.every((secret, i) => secret === last.secrets[i]);
  if (!isSame) last = { secrets: asked, detectors: detectorsOf(asked) };
  return last.detectors;
}

function detectorsOf(secrets: readonly string[]): Detector[] {
  const { texts, encoded } = formsOf(secrets);
  return [
    ...detectors(texts, EACH_BYTE, LONGEST_WINDOW, false),
    ...detectors(encoded, BASE64_OF_URLS, BYTES_BEFORE_BREAK, true),
  ];
}

function detectors(
  forms: ReadonlySet<string>,
  fold: Uint8Array,
  unbroken: number,
  skipsLineBreaks: boolean,
): Detector[] {
  if (forms.size === 0) return [];
  const needles = [...forms].map((form) => Buffer.from(form, "latin1"));
  const between = skipsLineBreaks ? LINE_BREAKS : [];
  return [{ automaton: new Automaton(needles, fold, unbroken, between), skipsLineBreaks }];
}
