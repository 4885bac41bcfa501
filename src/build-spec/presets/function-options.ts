import { FunctionRuntime } from "./function-runtime";
import { BuildStep } from "../model";

/** How a function's image is built. */
export enum FunctionPackaging {
  /** By the Fn CLI from func.yaml (`fn build`). */
  FN = "FN",
  /** By the container engine from the function's own Dockerfile. */
  DOCKERFILE = "DOCKERFILE",
}

/** How a function is tested and its image built. */
export interface FunctionBuildOptions {
  /**
   * How the image is built.
   *
   * @default FunctionPackaging.FN; with FunctionRuntime.DOCKER FunctionPackaging.DOCKERFILE
   */
  readonly packaging?: FunctionPackaging;
  /**
   * Language of the function, which says how it is tested, what a cache keeps and whether it can be audited.
   *
   * @default - that of func.yaml, which the build reads
   */
  readonly runtime?: FunctionRuntime;
  /**
   * Build arguments of the Dockerfile: name to text, in which `${NAME}` is a parameter or variable of the build.
   *
   * @default - none
   */
  readonly buildArgs?: { readonly [name: string]: string };
  /**
   * Whether the function is tested before its image is built.
   *
   * @default - true with `testCommand`, else false
   */
  readonly runTests?: boolean;
  /**
   * Shell commands that test the function, run in its folder; the first that fails ends the build.
   *
   * @default - the runtime's, such as `npm ci` and `npm test`
   */
  readonly testCommand?: string;
  /**
   * A scan for vulnerable dependencies before the image is built, for functions that are built with Maven; needs
   * `runtime`.
   *
   * @default - none
   */
  readonly vulnerabilityAudit?: FunctionVulnerabilityAudit;
  /**
   * Where what the tests and `stepsBefore` fetch is kept between builds. The image is built in containers of its own,
   * which see nothing of it.
   *
   * @default - everything is fetched anew in each build
   */
  readonly cache?: FunctionBuildCache;
  /**
   * Steps to run first. They see `FUNCTION_DIRECTORY` and `CONTAINER_ENGINE` (`docker` or `podman`).
   *
   * @default - none
   */
  readonly stepsBefore?: BuildStep[];
  /**
   * Steps to run once the image is built. They see `FUNCTION_IMAGE`, the image's local name, and all that is exported.
   *
   * @default - none
   */
  readonly stepsAfter?: BuildStep[];
  /**
   * Name of the exported variable that holds the function's version: that of func.yaml, with `-` for what an image tag
   * may not hold; without one, the same as `FUNCTION_TAG`. Later stages see it in the place of a pipeline parameter of
   * the same name.
   *
   * `FUNCTION_TAG` is exported as well: the last part of the build run's OCID, different in each run.
   *
   * @default "FUNCTION_VERSION"
   */
  readonly exportVersionAs?: string;
  /**
   * Longest time of the build, in seconds.
   *
   * @default 1800
   */
  readonly timeoutInSeconds?: number;
}

/** What the audit of a function compares with and lets pass. */
export interface FunctionVulnerabilityAudit {
  /** OCID of the knowledge base. */
  readonly knowledgeBaseId: string;
  /**
   * Highest CVSS v2 score that passes, 0 to 10.
   *
   * @default 0
   */
  readonly maxPermissibleCvssV2Score?: number;
  /**
   * Highest CVSS v3 score that passes, 0 to 10.
   *
   * @default 0
   */
  readonly maxPermissibleCvssV3Score?: number;
  /**
   * Patterns of packages to leave out, such as `com.oracle.*`.
   *
   * @default - none
   */
  readonly packagesToIgnore?: string[];
  /**
   * OCID of the compartment that keeps the audit.
   *
   * @default - the knowledge base's compartment
   */
  readonly vulnerabilityAuditCompartmentId?: string;
  /**
   * Name of the audit.
   *
   * @default - made by the service
   */
  readonly vulnerabilityAuditName?: string;
  /**
   * Path of the pom.xml in the primary source.
   *
   * @default - pom.xml in the function's folder
   */
  readonly pomFilePath?: string;
}

/**
 * A bucket that keeps folders between builds: the service keeps nothing.
 *
 * The folders are one object, `<function>/<hash of the key files>.tar.gz`. It is written once, by the first build that
 * does not find it; a lifecycle rule of the bucket should delete old ones. That the object is missing, or cannot be
 * read or written, fails no build.
 *
 * Source: https://github.com/oracle-devrel/oci-devops-examples, oci-build-examples/oci-build-caching
 */
export interface FunctionBuildCache {
  /** Name of an existing bucket of the region. */
  readonly bucketName: string;
  /**
   * Object Storage namespace of the bucket.
   *
   * @default - the tenancy's, which the OCI CLI asks for
   */
  readonly namespace?: string;
  /**
   * OCID of the bucket's compartment; `FunctionBuildPipeline` grants its pipeline to read and write objects of the
   * bucket there, `BuildSpec.forFunction` does not use it.
   *
   * @default - the project's compartment
   */
  readonly compartmentId?: string;
  /**
   * Folders to keep; absolute or relative to the function's folder, with `${NAME}` for variables, such as
   * `${HOME}/.npm`.
   *
   * @default - the runtime's; every runtime's where none is given
   */
  readonly folders?: string[];
  /**
   * Files whose content says whether a cache is still good, relative to the function's folder; those that are missing
   * are left out.
   *
   * @default - the runtime's lock files, such as package-lock.json; every runtime's where none is given
   */
  readonly keyFiles?: string[];
}
