import { Position } from "./diagnostic";
import { BuildSpecDocument, BuildStep, StepType } from "./model";
import { YamlReader } from "./yaml-reader";

type Locate = (path: (string | number)[]) => Position;

/** Rules that a table of keys cannot say. */
export function checkSemantics(document: BuildSpecDocument, reader: YamlReader, locate: Locate): void {
  const error = (code: string, path: (string | number)[], message: string, fix: string) =>
    reader.report(code, "error", locate(path), message, { fix });

  document.steps.forEach((step, i) => {
    for (const key of missingKeys(step)) {
      error("BS301", ["steps", i], `a ${step.type} step needs ${key}`, `add ${key}:`);
    }
  });

  const { variables = {}, vaultVariables = {}, exportedVariables = [] } = document.env ?? {};
  for (const [i, name] of exportedVariables.entries()) {
    const path = ["env", "exportedVariables", i];
    if (Object.hasOwn(vaultVariables, name)) {
      error(
        "BS302",
        path,
        `${name} is a vault variable and cannot be exported`,
        "copy it into another variable",
      );
    }
    if (!/^[a-zA-Z][a-zA-Z_0-9]*$/.test(name)) {
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
      error("BS303", ["env", "variables", name], `${name} is reserved`, "assign it in a step instead");
    }
  }

  const outputs = new Set<string>();
  for (const [i, { name }] of (document.outputArtifacts ?? []).entries()) {
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

function missingKeys(step: BuildStep): string[] {
  const needed: (keyof BuildStep)[] =
    step.type === StepType.COMMAND ? ["command"] : ["configuration", "knowledgeBaseId"];
  return needed.filter((key) => step[key] === undefined);
}
