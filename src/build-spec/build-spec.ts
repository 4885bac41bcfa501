import * as fs from "node:fs";
import { BuildSpecPatch, patched } from "./build-spec-patch";
import { formatDiagnostic } from "./diagnostics/diagnostic";
import { BuildSpecDocument } from "./model";
import { parseBuildSpec } from "./parse";
import { functionBuildSpec, FunctionBuildSpecProps } from "./presets/function-preset";
import { renderBuildSpec } from "./render";
import { userError } from "./user-error";

/** A build_spec.yaml: made here, read from a file, or known only by its path in another repository. */
export abstract class BuildSpec {
  /**
   * A specification of one's own steps.
   *
   * @throws Error that lists everything the service would refuse
   */
  public static fromSteps(document: BuildSpecDocument): BuildSpec {
    return new Generated(document);
  }

  /**
   * The specification that builds a function's image; its output is named `function_image`.
   *
   * @throws Error that lists everything that is wrong with how it is to be built
   */
  public static forFunction(props: FunctionBuildSpecProps): BuildSpec {
    return new Generated(functionBuildSpec(props));
  }

  /**
   * A file that exists where the stack is synthesized.
   *
   * @throws Error that lists everything the service would refuse, with file, line and column
   */
  public static fromFile(path: string): BuildSpec {
    return new Existing(path);
  }

  /** A file of the source that cannot be read here; it is not checked. */
  public static fromSourcePath(path: string): BuildSpec {
    return new Elsewhere(path);
  }

  /** Whether synth writes the file out. */
  public abstract readonly isGenerated: boolean;
  /**
   * Path of the file in the primary source.
   *
   * @default - decided by whoever uses the specification
   */
  public abstract readonly sourcePath?: string;
  /**
   * What the file says.
   *
   * @default - not known here
   */
  public abstract readonly document?: BuildSpecDocument;

  /** The file's text; undefined when only its path is known. */
  public abstract render(): string | undefined;

  /**
   * This specification with changes, for what nothing here has an option for.
   *
   * @throws Error when a change finds no place, when the service would refuse the result, and for a specification that
   * is not generated
   */
  public patched(...patches: BuildSpecPatch[]): BuildSpec {
    if (!this.isGenerated || this.document === undefined) {
      throw userError("only a generated build specification can be patched; change the file itself");
    }
    return BuildSpec.fromSteps(patched(this.document, patches));
  }

  /** Names of the outputs that a deliver artifact stage can map; undefined when the file is not known here. */
  public get outputNames(): string[] | undefined {
    return this.document && (this.document.outputArtifacts ?? []).map((output) => output.name);
  }

  /** Names of the variables that later stages get; undefined when the file is not known here. */
  public get exportedVariables(): string[] | undefined {
    return this.document && [...(this.document.env?.exportedVariables ?? [])];
  }
}

class Generated extends BuildSpec {
  public readonly isGenerated = true;
  public readonly sourcePath = undefined;
  public readonly document: BuildSpecDocument;
  private readonly text: string;

  constructor(document: BuildSpecDocument) {
    super();
    this.text = renderBuildSpec(document);
    this.document = readOrThrow(this.text, "build_spec.yaml");
  }

  public render(): string {
    return this.text;
  }
}

class Existing extends BuildSpec {
  public readonly isGenerated = false;
  public readonly sourcePath = undefined;
  public readonly document: BuildSpecDocument;
  private readonly text: string;

  constructor(path: string) {
    super();
    this.text = fs.readFileSync(path, "utf8");
    this.document = readOrThrow(this.text, path);
  }

  public render(): string {
    return this.text;
  }
}

class Elsewhere extends BuildSpec {
  public readonly isGenerated = false;
  public readonly document = undefined;

  constructor(public readonly sourcePath: string) {
    super();
  }

  public render(): undefined {
    return undefined;
  }
}

function readOrThrow(text: string, file: string): BuildSpecDocument {
  const { document, diagnostics } = parseBuildSpec(text);
  if (document) return document;
  const errors = diagnostics.filter((d) => d.severity === "error").map((d) => formatDiagnostic(file, d));
  throw userError(`${file} is not a build specification that OCI DevOps accepts:\n${errors.join("\n")}`);
}
