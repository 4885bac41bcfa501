import { lexemes } from "./lexemes";
import { BuildSpecDocument } from "../model";
import { parseBuildSpec } from "../parse";

/** What is read from a text, whatever its layout is. */
export interface Reading {
  /** What the service reads, with `${VAR}` for each `$VAR` of a location. */
  readonly document: BuildSpecDocument;
  /** What people read. */
  readonly comments: readonly string[];
}

/** @returns undefined when the service would refuse the text */
export function readingOf(text: string): Reading | undefined {
  const { document } = parseBuildSpec(text);
  if (document === undefined) return undefined;
  const comments = lexemes(text).flatMap(({ kind, text: comment }) =>
    kind === "comment" ? [comment.trimEnd()] : [],
  );
  return { document: withBracedLocations(document), comments };
}

function withBracedLocations(document: BuildSpecDocument): BuildSpecDocument {
  const braced = <T extends { readonly location: string }>(artifact: T): T => ({
    ...artifact,
    location: artifact.location.replace(/\$([a-zA-Z_]\w*)/g, "${$1}"),
  });
  return {
    ...document,
    inputArtifacts: document.inputArtifacts?.map(braced),
    outputArtifacts: document.outputArtifacts?.map(braced),
  };
}
