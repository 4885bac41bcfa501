import { PresetRun, PresetRunOptions, runPreset } from "./preset-run";
import { parseBuildSpec } from "../../../src/build-spec/parse";
import { FunctionPackaging } from "../../../src/build-spec/presets/function-options";
import { functionBuildSpec, FunctionBuildSpecProps } from "../../../src/build-spec/presets/function-preset";
import { renderBuildSpec } from "../../../src/build-spec/render";

export const FOLDER = "functions/retriever";
export const FUNC_YAML = "schema_version: 20180708\nname: retriever\nversion: 0.0.7\nruntime: node\n";

/** The specification as the build runner reads it, run. */
export function run(props: FunctionBuildSpecProps, options: PresetRunOptions = {}): PresetRun {
  const { document } = parseBuildSpec(renderBuildSpec(functionBuildSpec(props)));
  const files = { [`${props.functionDirectory}/func.yaml`]: FUNC_YAML };
  return runPreset(document!, { files, ...options });
}

/** The build of `FOLDER` by its Dockerfile, run. */
export function build(
  props: Partial<FunctionBuildSpecProps> = {},
  options: PresetRunOptions = {},
): PresetRun {
  return run({ functionDirectory: FOLDER, packaging: FunctionPackaging.DOCKERFILE, ...props }, options);
}
