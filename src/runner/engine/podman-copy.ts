import * as path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pack } from "tar-stream";
import { Client } from "./client";

/** Tells where a link leads, and fails for anything else. */
const READ_LINK = '[ -L "$0" ] && readlink -- "$0"';

/** One path of a running container as a tar stream: podman itself follows a link, docker gives it out as a link. */
export function copyOutOfPodman(client: Client, container: string, file: string): Readable {
  const out = new PassThrough();
  void linkTarget(client, container, file).then(
    (target) => {
      const tar =
        target === undefined ? client.stream(["cp", `${container}:${file}`, "-"]) : link(file, target);
      tar.on("error", (error) => out.destroy(error));
      out.once("close", () => tar.destroy());
      tar.pipe(out);
    },
    (error: Error) => out.destroy(error),
  );
  return out;
}

async function linkTarget(client: Client, container: string, file: string): Promise<string | undefined> {
  const { code, stdout } = await client.attempt([
    "exec",
    "--user",
    "0",
    container,
    "sh",
    "-c",
    READ_LINK,
    file,
  ]);
  return code === 0 ? stdout.replace(/\n$/, "") : undefined;
}

function link(file: string, target: string): Readable {
  const tar = pack();
  tar.entry({ name: path.posix.basename(file), type: "symlink", linkname: target });
  tar.finalize();
  return tar as unknown as Readable;
}
