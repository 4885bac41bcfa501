import * as path from "node:path";
import { Token } from "cdktf";
import { IConstruct } from "constructs";
import { BuildSpec } from "../build-spec/build-spec";
import { CommittedFile, describeDifference, isBelow } from "../build-spec/committed-file";
import { isReporting, reportSpec } from "../build-spec/spec-report";
import { doAtSynth } from "../stack/synth-file";

const UPDATE = "update it with: oci-devops-local spec --write";

/** Makes the synthesis fail when the committed copy is not the generated text; in a run for a report, reports it. */
export function keepCommitted(stage: IConstruct, text: string, writeTo?: string): void {
  const committed = writeTo === undefined ? undefined : committedFile(writeTo);
  if (isReporting()) {
    doAtSynth(stage, () =>
      reportSpec({ stage: stage.node.path, text, file: committed?.file, root: committed?.root }),
    );
  } else if (committed !== undefined) {
    stage.node.addValidation({ validate: () => drift(writeTo!, committed, text) });
  }
}

/** What is wrong with where the copy should be. */
export function wrongWriteTo(writeTo: string | undefined, { isGenerated }: BuildSpec): string[] {
  if (writeTo === undefined) return [];
  if (Token.isUnresolved(writeTo)) {
    return ["writeTo holds a value that only Terraform knows; write the path out"];
  }
  const folder = process.cwd();
  return [
    ...(isGenerated ? [] : ["writeTo needs a generated buildSpec; this one is a file already"]),
    ...(path.isAbsolute(writeTo) || isBelow(path.resolve(writeTo), folder)
      ? []
      : [
          `writeTo ${JSON.stringify(writeTo)} leads out of the working directory ${folder}; give a full path`,
        ]),
  ];
}

/** A relative path must stay in the working directory, links included. */
function committedFile(writeTo: string): CommittedFile {
  return new CommittedFile(path.resolve(writeTo), path.isAbsolute(writeTo) ? undefined : process.cwd());
}

function drift(writeTo: string, committed: CommittedFile, text: string): string[] {
  const comparison = committed.compare(text);
  switch (comparison.state) {
    case "same":
      return [];
    case "missing":
      return [`${writeTo} does not exist, and the stack generates it; ${UPDATE}`];
    case "different":
      return [`${writeTo} is not what the stack generates: ${describeDifference(comparison)}; ${UPDATE}`];
    case "unusable":
      return [`${writeTo} cannot be compared with what the stack generates: ${comparison.reason}`];
  }
}
