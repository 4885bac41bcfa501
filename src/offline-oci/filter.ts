import { isMap, Value, ValueMap } from "./value";

/**
 * Whether something passes a `filter` block of a data source: one of the block's values must be that of the attribute
 * that it names, or of one of the attribute's elements. The provider itself filters so, after the service has answered.
 */
export function passes(attributes: ValueMap, { name, values, regex }: ValueMap): boolean {
  const found = texts(valueAt(attributes, String(name)));
  return texts(values).some((text) =>
    found.some((value) => (regex === true ? matches(value, text) : value === text)),
  );
}

function texts(value: Value): string[] {
  return [value]
    .flat()
    .filter((item) => item !== null)
    .map(String);
}

/** What stands at `a.b`, where a map's key may have dots itself, and a block that is alone has no index. */
function valueAt(value: Value, name: string): Value {
  const within = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isMap(within)) return null;
  if (Object.hasOwn(within, name)) return within[name];
  const [first, ...rest] = name.split(".");
  return rest.length > 0 && Object.hasOwn(within, first) ? valueAt(within[first], rest.join(".")) : null;
}

/** A pattern that is none matches nothing. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}
