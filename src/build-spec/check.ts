import { Position } from "./diagnostic";
import { BuildSpecDocument, BuildStep, StepType } from "./model";
import { YamlReader } from "./yaml-reader";

/** Where things stand in the file. */
interface Places {
  positionOf(path: readonly (string | number)[]): Position;
  keyPositionOf(path: readonly (string | number)[]): Position;
}

/** Rules that a table of keys cannot say. */
export function checkSemantics(
  document: Partial<BuildSpecDocument>,
  reader: YamlReader,
  places: Places,
): void {
  const error = (code: string, path: (string | number)[], message: string, fix: string) =>
    reader.report(code, "error", places.positionOf(path), message, { fix });

  known(document.steps).forEach(([i, step]) => {
    if (step.type === undefined) return;
    for (const key of missingKeys(step)) {
      error("BS301", ["steps", i], `a ${step.type} step needs ${key}`, `add ${key}:`);
    }
  });

  const { variables = {}, vaultVariables = {}, exportedVariables } = document.env ?? {};
  for (const [i, name] of known(exportedVariables)) {
    const path = ["env", "exportedVariables", i];
    if (Object.hasOwn(vaultVariables, name)) {
      error(
        "BS302",
        path,
        `${name} is a vault variable and cannot be exported`,
        "copy it into another variable",
      );
    }
    if (!/^[a-zA-Z][a-zA-Z_0-9]{0,254}$/.test(name)) {
      error(
        "BS205",
        path,
        `${JSON.stringify(name)} is not a name for an exported variable`,
        "begin with a letter",
      );
    } else if (/^oci/i.test(name)) {
      error("BS303", path, `${name} begins with OCI, which is reserved`, "choose another name");
    }
  }
  for (const name of Object.keys(variables)) {
    if (name === "PATH" || /^OCI_/i.test(name)) {
      const at = places.keyPositionOf(["env", "variables", name]);
      reader.report("BS303", "error", at, `${name} is reserved`, { fix: "assign it in a step instead" });
    }
  }

  const outputs = new Set<string>();
  for (const [i, { name }] of known(document.outputArtifacts)) {
    if (name === undefined) continue;
    if (outputs.has(name)) {
      error(
        "BS304",
        ["outputArtifacts", i, "name"],
        `two outputs are named ${name}`,
        "give each its own name",
      );
    }
    outputs.add(name);
  }
}

/** The items of a list that could be read, each with its place; the others have a finding already. */
function known<T>(list: readonly (T | undefined)[] | undefined): [number, T][] {
  return (list ?? []).flatMap((item, i): [number, T][] => (item === undefined ? [] : [[i, item]]));
}

function missingKeys(step: BuildStep): string[] {
  const needed: (keyof BuildStep)[] =
    step.type === StepType.COMMAND ? ["command"] : ["configuration", "knowledgeBaseId"];
  return needed.filter((key) => !(key in step));
}
