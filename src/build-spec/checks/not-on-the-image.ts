import { Check } from "./check";
import { asksForTool, installs } from "../shell/installs";
import { ShellCommand, ShellWord } from "../shell/script-facts";
import { StepScript } from "../shell/step-script";

/** What the chosen build runner image has not. */
export const notOnTheImage: Check = {
  code: "BS426",
  severity: "warning",
  title: "not on the chosen build runner image",
  check: ({ places, scripts, image }) => {
    if (image === undefined) return [];
    return ABSENCES.filter((absence) => absence.image.test(image)).flatMap((absence) =>
      usesOf(absence, scripts).map(({ path, command: { start, end } }) => ({
        ...places.textRangeOf(path, start, end),
        message: `${absence.what} is not on the build runner image ${image}: ${absence.reason}`,
        fix: absence.fix,
      })),
    );
  },
};

function usesOf({ isUsedBy, isBroughtBy }: Absence, scripts: readonly StepScript[]) {
  const uses = scripts.flatMap(({ path, facts }, i) =>
    facts.commands.filter(isUsedBy).map((command) => ({ path, command, i })),
  );
  if (uses.length === 0) return [];
  const brought = scripts.findIndex(({ facts }) => facts.commands.some(isBroughtBy));
  return brought < 0 ? uses : uses.filter(({ i }) => i < brought);
}

/** Something that an image has not. */
interface Absence {
  readonly image: RegExp;
  readonly what: string;
  readonly reason: string;
  readonly fix: string;
  isUsedBy(command: ShellCommand): boolean;
  /** Whether a command brings it or asks whether it is there; nothing is said of that step and the later ones. */
  isBroughtBy(command: ShellCommand): boolean;
}

// https://docs.oracle.com/en-us/iaas/Content/devops/using/add_buildstage.htm: OL8 has podman instead of Docker.
const OL8 = { image: /^OL8/, isBroughtBy: bringsDocker, reason: "its docker command is podman" };
const CHOOSE_OL7 = "or choose OL7_X86_64_STANDARD_10";

const ABSENCES: readonly Absence[] = [
  {
    ...OL8,
    what: "docker compose",
    isUsedBy: (command) => command.name === "docker-compose" || isDocker(command, /^compose$/),
    fix: `start the containers with podman run, ${CHOOSE_OL7}`,
  },
  {
    ...OL8,
    what: "docker buildx",
    // Podman takes `buildx build` for `build`: https://docs.podman.io/en/stable/markdown/podman-build.1.html
    isUsedBy: (command) => isDocker(command, /^buildx$/, /^(bake|create|imagetools|install|use)$/),
    fix: `build with podman build --platform, ${CHOOSE_OL7}`,
  },
  {
    ...OL8,
    what: "the Docker daemon",
    isUsedBy: ({ name, words: [first, second] }) =>
      name === "dockerd" ||
      (name === "systemctl" && STARTS.test(first?.value ?? "") && DOCKER_UNIT.test(second?.value ?? "")) ||
      (name === "service" && DOCKER_UNIT.test(first?.value ?? "") && STARTS.test(second?.value ?? "")),
    reason: `${OL8.reason}, which needs no daemon`,
    fix: `remove the command, ${CHOOSE_OL7}`,
  },
  {
    ...OL8,
    what: "the socket of the Docker daemon",
    isUsedBy: ({ words }) => words.some(namesSocket),
    fix: `do without it, ${CHOOSE_OL7}`,
  },
  {
    image: /^OL7/,
    what: "podman",
    isUsedBy: ({ name }) => name === "podman",
    isBroughtBy: (command) => installs(command, /^podman([-.].*)?$/) || asksForTool(command, "podman"),
    reason: "it has Docker",
    fix: "use docker, or choose OL8_X86_64_STANDARD_10",
  },
];

const STARTS = /^(re)?start$/;
const DOCKER_UNIT = /^docker(\.service)?$/;
const SOCKET = /^(.*=)?(unix:\/\/)?(\/var)?\/run\/docker\.sock(:|$)/;

function isDocker({ name, words }: ShellCommand, ...subcommands: readonly RegExp[]): boolean {
  return name === "docker" && subcommands.every((subcommand, i) => subcommand.test(words[i]?.value ?? ""));
}

function namesSocket({ value }: ShellWord): boolean {
  return SOCKET.test(value ?? "");
}

/** An engine of one's own, a compose of one's own, or podman's service in place of the daemon. */
function bringsDocker(command: ShellCommand): boolean {
  const { name, words } = command;
  return (
    installs(command, /^(docker|moby|podman-compose)/) ||
    ["docker-compose", "dockerd"].some((tool) => asksForTool(command, tool)) ||
    (/^(\[|ls|stat|test)$/.test(name ?? "") && words.some(namesSocket)) ||
    (name === "podman" && words[0]?.value === "system" && words[1]?.value === "service") ||
    (name === "systemctl" && words.some(({ value }) => value === "podman.socket")) ||
    words.some(
      ({ value, source }) =>
        source.startsWith("DOCKER_HOST=") ||
        /\/docker-(compose|buildx)(?![^/]*\.ya?ml)[^/]*$/.test(value ?? ""),
    )
  );
}
