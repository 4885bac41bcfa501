import { onOneLine } from "./control-characters";
import { AddressOutline, BuildOutline, StageOutline } from "../runner/outline/outline";

/** What a kind of stage is called. */
export const KINDS: Readonly<Record<StageOutline["kind"], string>> = {
  BUILD: "managed build",
  DELIVER_ARTIFACT: "deliver artifacts",
  TRIGGER_DEPLOYMENT_PIPELINE: "trigger deployment",
  WAIT: "wait",
};

/** Name of a stage or a step with its number. */
export function numbered({ number, name }: { readonly number: number; readonly name: string }): string {
  return `${number} ${onOneLine(name)}`;
}

/** `FILE:LINE`, as editors and terminals make it clickable. */
export function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return onOneLine(`${file}:${line}`);
}

/** An address and what gives its placeholders a value. */
export function addressText({ address, open }: AddressOutline): string {
  const gives = open.map(({ name, exportedBy }) =>
    exportedBy === undefined
      ? `nothing gives \${${name}} a value`
      : `\${${name}} comes from stage ${exportedBy}`,
  );
  return onOneLine(gives.length === 0 ? address : `${address} (${gives.join(", ")})`);
}

export function shapeText({ shape, limits }: BuildOutline): string {
  const size = `${shape.ocpus} OCPUs, ${shape.memoryInGbs} GB${shape.isDefault ? " (the default)" : ""}`;
  const parts = [
    ...(limits?.cpus === undefined ? [] : [`${limits.cpus} processors`]),
    ...(limits?.memoryInGbs === undefined ? [] : [`${Number(limits.memoryInGbs.toPrecision(3))} GB`]),
  ];
  return parts.length === 0 ? size : `${size}; its container may take ${parts.join(" and ")}`;
}
