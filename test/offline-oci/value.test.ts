import * as fc from "fast-check";
import {
  decodeValue,
  encodeValue,
  hasUnknown,
  isMap,
  isSame,
  UNKNOWN,
  Value,
  ValueMap,
} from "../../src/offline-oci/value";

const bytes = (value: Value) => Buffer.from(encodeValue(value).msgpack!).toString("hex");
const fromHex = (hex: string) => decodeValue({ msgpack: Buffer.from(hex, "hex") });

/** Any value of Terraform's types. */
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Value[]>(null, true, false, UNKNOWN),
    fc.integer(),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.double({ noNaN: true }).map((number) => number + 0),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
    ) as fc.Arbitrary<ValueMap>,
  ),
}));

describe("a value in MessagePack", () => {
  test("has unknown values written as Terraform writes them: extension 0 with one byte", () => {
    expect(bytes(UNKNOWN)).toBe("d40000");
    expect(bytes({ a: UNKNOWN })).toBe("81a161d40000");
    expect(bytes([UNKNOWN, null])).toBe("92d40000c0");
  });

  test.each([
    ["plain", "d40000"],
    ["known not to be null", "c7030c8101c2"],
    ["known to begin with a text", "c7060c8102a36f6369"],
    ["of one byte of what is known", "d40c80"],
  ])("may hold an unknown value that is %s", (_, hex) => {
    expect(fromHex(hex)).toBe(UNKNOWN);
    expect(fromHex(`81a161${hex}`)).toEqual({ a: UNKNOWN });
  });

  test("may be null", () => {
    expect(bytes(null)).toBe("c0");
    expect(fromHex("c0")).toBeNull();
  });

  test("is the same after it was written and read, whatever it is", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(decodeValue(encodeValue(value))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a value as the protocol carries it", () => {
  test("may be JSON instead", () => {
    expect(decodeValue({ json: Buffer.from('{"a":[1,null,"é"]}') })).toEqual({ a: [1, null, "é"] });
  });

  test("is MessagePack where both fields are there, as gRPC gives them", () => {
    const json = Buffer.from('"json"');
    expect(decodeValue({ msgpack: Buffer.from("c3", "hex"), json })).toBe(true);
    expect(decodeValue({ msgpack: Buffer.alloc(0), json })).toBe("json");
    expect(decodeValue({ msgpack: Buffer.from("c3", "hex"), json: Buffer.alloc(0) })).toBe(true);
  });

  test.each([[undefined], [null], [{}], [{ msgpack: Buffer.alloc(0), json: Buffer.alloc(0) }]])(
    "is null where there is none: %j",
    (value) => {
      expect(decodeValue(value)).toBeNull();
    },
  );
});

describe("an unknown value", () => {
  test.each<[string, Value, boolean]>([
    ["is one itself", UNKNOWN, true],
    ["may be in a list", ["a", UNKNOWN], true],
    ["may be deep in maps and lists", { a: [{ b: [[UNKNOWN]] }] }, true],
    ["is not a text that says so", "unknown", false],
    ["is not in what is wholly known", { a: [{ b: [[null]] }], c: {} }, false],
  ])("%s", (_, value, expected) => {
    expect(hasUnknown(value)).toBe(expected);
  });

  test("is no map, nor are null and lists", () => {
    for (const value of [UNKNOWN, null, [], "a", undefined] as Value[]) expect(isMap(value)).toBe(false);
    expect(isMap({})).toBe(true);
  });
});

describe("values", () => {
  test("are the same when they are written the same, and only then", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(isSame(a, structuredCloneOf(a))).toBe(true);
        expect(isSame(a, b)).toBe(sorted(a) === sorted(b));
        expect(isSame(b, a)).toBe(isSame(a, b));
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Value, Value]>([
    ["lists in another order", ["a", "b"], ["b", "a"]],
    ["a list and its beginning", ["a", "b"], ["a"]],
    ["a list and a map with its indexes", ["a"], { 0: "a" }],
    ["a map and one that has more", { a: "a" }, { a: "a", b: "b" }],
    ["null and what is not there", { a: null }, {}],
    ["a number and its text", 1, "1"],
    ["an unknown value and a known one", UNKNOWN, null],
  ])("are not the same when they are %s", (_, a, b) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });

  test("are the same whatever the order of a map's keys", () => {
    expect(isSame({ a: 1, b: [UNKNOWN] }, { b: [UNKNOWN], a: 1 })).toBe(true);
  });
});

function structuredCloneOf(value: Value): Value {
  return decodeValue(encodeValue(value));
}

/** The value written with the keys of maps in order. */
function sorted(value: Value): string {
  if (value === UNKNOWN) return "unknown";
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (!isMap(value)) return typeof value === "number" ? String(value) : JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`);
  return `{${members.sort().join()}}`;
}
