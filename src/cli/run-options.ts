import { Command, Option } from "commander";
import { repeatable } from "./repeatable";
import { DockerAccess } from "../runner/build-runner/docker-access";
import { PullPolicy } from "../runner/engine/engine";
import { SessionKind } from "../runner/session/session";

/** What `run` is asked for, in the words of the command line. */
export interface RunOptions {
  readonly stack?: string;
  readonly source: string[];
  readonly param: string[];
  readonly var: string[];
  readonly secret: string[];
  readonly secretsFile?: string;
  readonly artifact: string[];
  readonly artifactRegistry: string[];
  readonly trigger?: string | true;
  readonly assume: string[];
  readonly spec?: string;
  readonly executor: "docker" | "podman" | "host";
  readonly session?: SessionKind;
  readonly builder?: string;
  readonly pull?: PullPolicy;
  readonly shape: "stage" | "none";
  readonly docker?: DockerAccess;
  readonly keepOnFailure?: boolean;
  readonly registry?: string;
  readonly out: string;
  readonly from?: string;
  readonly only: string[];
  readonly dryRun?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
}

export function withRunOptions(command: Command): Command {
  return command
    .option(
      "--stack <path>",
      "cdk.tf.json, its folder or a stack's name (default: the only stack below cdktf.out)",
    )
    .option(
      "--source <name=place>",
      "what stands for a build source: a folder, FOLDER#REF for a commit, branch or tag of it, or the URL of a repository; repeatable",
      repeatable,
      [],
    )
    .option("--param <name=value>", "argument for a parameter of the pipeline; repeatable", repeatable, [])
    .option(
      "--var <name=value>",
      "value of a Terraform variable, before TF_VAR_name; repeatable",
      repeatable,
      [],
    )
    .option(
      "--secret <name=@file|name=env:VAR|name=cmd:COMMAND>",
      "value of a vault variable, by name or OCID; repeatable",
      repeatable,
      [],
    )
    .option("--secrets-file <file>", "YAML or JSON file with values of vault variables, by name or OCID")
    .option(
      "--artifact <key=file>",
      "file that stands for an input artifact, by its name, its URL or the artifact's OCID; repeatable",
      repeatable,
      [],
    )
    .option(
      "--artifact-registry <ocid=dir>",
      "folder that stands for an artifact registry, with files at PATH/VERSION or PATH; repeatable",
      repeatable,
      [],
    )
    .option("--trigger [event]", "set OCI_TRIGGER_* as a trigger does, by default for PUSH")
    .option(
      "--assume <name=choice>",
      "behave otherwise where the service's behaviour is not known for sure, see doctor --fidelity; repeatable",
      repeatable,
      [],
    )
    .option("--spec <file>", "run this one build specification, without a stack")
    .addOption(
      new Option("--executor <kind>", "where steps run")
        .choices(["docker", "podman", "host"])
        .default("docker"),
    )
    .addOption(
      new Option(
        "--session <kind>",
        "how steps are run: under one supervisor, or each as an exec of its own (default: as the image can)",
      ).choices(["supervisor", "exec"]),
    )
    .option("--builder <image>", "image of the build runner's container")
    .addOption(
      new Option(
        "--docker <access>",
        "container engine for steps (default: socket where a stage has a DOCKER_IMAGE output)",
      ).choices(["socket", "nested", "none"]),
    )
    .addOption(
      new Option(
        "--pull <when>",
        "when to fetch the builder image (default: missing; never where CI is set)",
      ).choices(["never", "missing", "always"]),
    )
    .addOption(
      new Option(
        "--shape <limit>",
        "processors and memory of containers: those of the stage's shape, or no limit",
      )
        .choices(["stage", "none"])
        .default("stage"),
    )
    .option(
      "--keep-on-failure",
      "leave the build runner of a stage that fails, with everything in it, and print the command for a shell in it",
    )
    .option("--registry <host>", "also push delivered images to this registry")
    .option("--out <dir>", "folder of the run records", ".oci-devops")
    .option(
      "--from <name>",
      "stage or STAGE/STEP to begin with; what is before it is taken from an earlier run",
    )
    .option("--only <name>", "stage or STAGE/STEP to run, and nothing else; repeatable", repeatable, [])
    .option(
      "--dry-run",
      "check everything and print what the run would do; no step is run, nothing is written",
    )
    .option("--json", "print events as JSON lines, a dry run as JSON")
    .addOption(
      new Option("--watch", "run again whenever files of the sources or the stack change").conflicts(
        "dryRun",
      ),
    );
}
