import { ChildProcess, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { temporaryFolder } from "./temporary";

const isThere = spawnSync("docker-registry", ["--version"], { stdio: "ignore" }).status === 0;

/** Where a suite needs a registry: skipped where there is none, failing where REQUIRE_REGISTRY=1 is set. */
export const testWithRegistry: typeof test | typeof test.skip =
  isThere || process.env.REQUIRE_REGISTRY === "1" ? test : test.skip;

/** Runs a real registry on a free port of the loopback address while a test needs it. */
export async function withRegistry(use: (host: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder("registry");
  const host = `127.0.0.1:${await freePort()}`;
  const config = path.join(folder, "config.yml");
  const storage = path.join(folder, "storage");
  fs.writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: host },
    }),
  );
  const registry = spawn("docker-registry", ["serve", config], { stdio: "ignore" });
  try {
    await answers(host, registry);
    await use(host);
  } finally {
    registry.kill();
  }
}

async function answers(host: string, registry: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100 && registry.exitCode === null; attempt++) {
    const response = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the registry does not answer");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
