import { text } from "node:stream/consumers";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { ExitCode } from "../../../src/runner/exit-code";
import { ArtifactStream, artifactOfTar } from "../../../src/runner/machine/read-artifact";
import { BUILDER, describeWithEngine, docker } from "../support/engine";

/** Everything that a build could leave at the place of an output. */
const MAKE = `
set -e
mkdir -p /workspace/app && cd /workspace/app
echo made > plain
echo made > "blank 'quote' : ünï
break"
mkdir -p "$(printf 'd%.0s' $(seq 200))" && echo made > "$(printf 'd%.0s' $(seq 200))/$(printf 'n%.0s' $(seq 200))"
echo made > script && chmod 0755 script
echo made > setuid && chmod 6755 setuid
echo made > nobody && chmod 0000 nobody
echo made > foreign && chown 4711:4711 foreign && chmod 0600 foreign
ln plain hard
truncate -s 1M sparse
: > empty
mkdir folder && head -c 5000000 /dev/zero > folder/large
ln -s /etc/passwd link
ln -s plain inside
ln -s no/where dangling
ln -s link chain
ln -s folder to-folder
mkfifo pipe
mknod character c 1 5
mknod block b 7 0
mkdir locked && echo made > locked/out && chmod 0444 locked/out && chmod 0555 locked
echo ready
`;

describeWithEngine("of a container is taken", () => {
  const engine = new CliEngine();
  let id: string;

  beforeAll(() => {
    id = docker("create", "--network", "none", "--log-driver", "none", BUILDER, "bash", "-c", `${MAKE}`);
    expect(docker("start", "--attach", id)).toBe("ready");
  });

  afterAll(() => void docker("rm", "--force", id));

  const take = (name: string): Promise<ArtifactStream> => {
    const location = `/workspace/app/${name}`;
    return artifactOfTar(engine.copyOut(id, location), location);
  };

  test.each([
    ["plain", "made\n", 0o644],
    ["blank 'quote' : ünï\nbreak", "made\n", 0o644],
    [`${"d".repeat(200)}/${"n".repeat(200)}`, "made\n", 0o644],
    ["script", "made\n", 0o755],
    ["setuid", "made\n", 0o755],
    ["nobody", "made\n", 0o644],
    ["foreign", "made\n", 0o644],
    ["hard", "made\n", 0o644],
    ["sparse", "\0".repeat(1024 * 1024), 0o644],
    ["empty", "", 0o644],
    ["locked/out", "made\n", 0o644],
    ["to-folder/../plain", "made\n", 0o644],
    ["../app/plain", "made\n", 0o644],
    ["../../../../../workspace/app/plain", "made\n", 0o644],
  ])("the file %j", async (name, content, mode) => {
    const artifact = await take(name);
    expect({ content: await text(artifact), mode: artifact.mode }).toEqual({ content, mode });
  });

  test.each([
    ["link", /is a link to "\/etc\/passwd"/],
    ["inside", /is a link to "plain"/],
    ["dangling", /is a link to "no\/where"/],
    ["chain", /is a link to "link"/],
    ["folder", /is a directory/],
    ["folder/", /is a directory/],
    ["folder/.", /is a directory/],
    ["pipe", /is a fifo/],
    ["character", /is a character device/],
    ["block", /is a block device/],
    ["missing", /missing does not exist$/],
    ["missing/below", /below does not exist$/],
    ["plain/below", /below does not exist$/],
  ])("but nothing at %s", async (name, message) => {
    await expect(take(name)).rejects.toMatchObject({
      exitCode: ExitCode.FAILED,
      message: expect.stringMatching(message) as string,
    });
  });

  test("but nothing when it is gone, and then with the exit code of an engine", async () => {
    const location = "/workspace/app/plain";
    await expect(
      artifactOfTar(engine.copyOut("no-such-container", location), location),
    ).rejects.toMatchObject({
      exitCode: ExitCode.ENGINE,
    });
  });
});
