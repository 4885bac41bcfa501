import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { engineSuite } from "./engine-suite";
import { CliEngine } from "../../../src/runner/engine/cli-engine";
import { describeWithEngine, docker } from "../support/engine";
import { temporaryFolder } from "../support/temporary";

describeWithEngine("docker as an engine", () => engineSuite(new CliEngine("docker"), docker));

describeWithEngine("docker as an engine on another machine", () => {
  const folder = temporaryFolder("remote");
  const halfOpen = { allowHalfOpen: true };
  const server = net.createServer(halfOpen, (client) => {
    const endpoint = docker("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
    const engine = net.connect({ path: endpoint.replace("unix://", ""), ...halfOpen });
    const both = [client, engine];
    for (const one of both) one.on("error", () => both.forEach((stream) => stream.destroy()));
    client.pipe(engine).pipe(client);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    const script = `#!/bin/sh\nDOCKER_HOST=tcp://127.0.0.1:${port} exec docker "$@"\n`;
    fs.writeFileSync(path.join(folder, "docker"), script, { mode: 0o755 });
  });

  engineSuite(new CliEngine(path.join(folder, "docker") as "docker"), docker);
  afterAll(() => server.close());
});
