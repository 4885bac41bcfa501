import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as https from "node:https";
import { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { ExitCode } from "../../../src/runner/exit-code";
import { openSource, openSources } from "../../../src/runner/source/open-source";
import { SourceFolder } from "../../../src/runner/source/source-folder";
import { temporary } from "../support/movable-os";
import { commit, repository } from "../support/repositories";
import { git, temporaryFolder, writeFiles } from "../support/temporary";

jest.mock(
  "node:os",
  () => jest.requireActual<typeof import("../support/movable-os")>("../support/movable-os").movableOs,
);

/** What sources leave in the folder of temporary files. */
let leftovers: () => string[];

beforeEach(() => {
  const folder = temporaryFolder("tmp");
  temporary.folder = folder;
  leftovers = () => fs.readdirSync(folder);
});

afterEach(() => {
  temporary.folder = undefined;
});

const names = (source: SourceFolder) =>
  source
    .files()
    .map((file) => file.path)
    .sort();

/** A repository with a second commit on main, a tag on the first and a branch of its own. */
function published(): { folder: string; first: string; last: string } {
  const folder = repository({ "a.txt": "first" });
  const first = git(folder, "rev-parse", "HEAD");
  git(folder, "tag", "--annotate", "--message", "text", "v1");
  writeFiles(folder, { "b.txt": "second" });
  return { folder, first, last: commit(folder) };
}

function bareClone(folder: string): string {
  const bare = path.join(temporaryFolder("bare"), "clone.git");
  git(folder, "clone", "--quiet", "--bare", folder, bare);
  return bare;
}

describe("a source is opened from", () => {
  test("a working tree, as it is", async () => {
    const { folder, last } = published();
    writeFiles(folder, { "new.txt": "" });
    const source = await openSource("app", folder);
    expect(source).toMatchObject({ name: "app", folder, commit: last });
    expect(names(source)).toEqual(["a.txt", "b.txt", "new.txt"]);
  });

  test("a folder without git", async () => {
    const folder = writeFiles(temporaryFolder("plain"), { "a.txt": "" });
    const source = await openSource("app", path.relative(process.cwd(), folder));
    expect(source).toMatchObject({ folder, commit: undefined });
    expect(names(source)).toEqual(["a.txt"]);
  });

  test("a commit of a working tree, of which no file is touched", async () => {
    const { folder, first } = published();
    const before = git(folder, "status", "--porcelain=v2", "--branch");
    const source = await openSource("app", `${folder}#v1`);
    expect(source).toMatchObject({ folder: `${folder}#v1`, commit: first });
    expect(names(source)).toEqual(["a.txt"]);
    expect(git(folder, "status", "--porcelain=v2", "--branch")).toBe(before);
  });

  test("a bare clone, at its HEAD or at what is asked for", async () => {
    const { folder, first, last } = published();
    const bare = bareClone(folder);
    expect((await openSource("app", bare)).commit).toBe(last);
    expect((await openSource("app", `${bare}#v1`)).commit).toBe(first);
  });

  test("a folder in a bare clone's way that only looks like one", async () => {
    const folder = writeFiles(temporaryFolder("looks"), {
      HEAD: "x",
      "objects/a": "",
      "refs/b": "",
      ".git": "",
    });
    await expect(openSource("app", folder)).rejects.toMatchObject({ exitCode: ExitCode.USAGE });
  });

  test.each([
    ["its HEAD", ""],
    ["a branch", "#main"],
    ["a full name", "#refs/heads/main"],
    ["a commit", "#LAST"],
  ])("an address, at %s, with a single commit fetched", async (_, ref) => {
    const { folder, last } = published();
    const source = await openSource("app", `file://${folder}${ref.replace("LAST", last)}`);
    expect(source.commit).toBe(last);
    expect(names(source)).toEqual(["a.txt", "b.txt"]);
    const [kept] = leftovers();
    const clone = path.join(temporary.folder!, kept, "repository");
    expect(git(temporary.folder!, "--git-dir", clone, "rev-list", "--count", "FETCH_HEAD")).toBe("1");
    expect(fs.statSync(path.dirname(clone)).mode % 0o1000).toBe(0o700);
    source.dispose();
    source.dispose();
    expect(leftovers()).toEqual([]);
  });

  test("an address, at a tag and at a commit that no branch begins with", async () => {
    const { folder, first } = published();
    for (const ref of ["v1", first]) {
      const source = await openSource("app", `file://${folder}#${ref}`);
      expect([source.commit, source.folder]).toEqual([first, `file://${folder}#${ref}`]);
      source.dispose();
    }
  });

  test("an address whose submodules are not fetched, only warned of", async () => {
    const { folder } = published();
    git(
      folder,
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      published().folder,
      "inner",
    );
    commit(folder);
    const source = await openSource("app", `file://${folder}`);
    expect(source.warnings).toEqual([expect.stringMatching(/^"inner": a submodule/)]);
    source.dispose();
  });
});

describe("a source that cannot be had", () => {
  test("from an address is told in git's words, and leaves nothing behind", async () => {
    const { folder } = published();
    for (const [address, said] of [
      [
        `file://${folder}#no-such`,
        /no-such of file:.* cannot be fetched: .*couldn't find remote ref no-such/,
      ],
      [
        "file:///no/such/repository",
        /HEAD of file:.* cannot be fetched: .*does not appear to be a git repository/,
      ],
    ] as const) {
      await expect(openSource("app", address)).rejects.toMatchObject({
        exitCode: ExitCode.USAGE,
        message: expect.stringMatching(said) as string,
      });
    }
    expect(leftovers()).toEqual([]);
  });

  test("is told together with all others, and those that could are closed", async () => {
    const { folder } = published();
    const given = new Map([
      ["one", `file://${folder}`],
      ["two", "/no/such/folder"],
      ["three", `${folder}#no-such`],
      ["four", "https://me:secret@/x"],
    ]);
    const error = (await openSources(given).catch((e: unknown) => e)) as Error;
    expect(error.message.split("\n")).toEqual([
      "--source two=/no/such/folder: there is no such folder",
      expect.stringMatching(/^source three: .*there is no commit, branch or tag "no-such"$/),
      expect.stringMatching(/^--source four=https:\/\/\/x: /),
    ]);
    expect(error).toMatchObject({ exitCode: ExitCode.USAGE });
    expect(leftovers()).toEqual([]);
  });

  test("as the user interrupts is given up at once", async () => {
    const interrupt = new AbortController();
    // A server that never answers.
    const server = https.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    server.on("connection", () => interrupt.abort("SIGINT"));
    server.on("tlsClientError", () => undefined);
    try {
      const opening = openSources(new Map([["app", `https://127.0.0.1:${port}/x`]]), interrupt.signal);
      await expect(opening).rejects.toMatchObject({ exitCode: ExitCode.INTERRUPTED });
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(leftovers()).toEqual([]);
  });
});

test("nothing of the user's templates and hooks runs while a source is fetched", async () => {
  const { folder } = published();
  const proof = path.join(temporaryFolder("proof"), "ran");
  const hooks = ["reference-transaction", "post-checkout", "post-merge", "pre-auto-gc"].map((name) => [
    `hooks/${name}`,
    `#!/bin/sh\ntouch '${proof}'\n`,
  ]);
  const template = writeFiles(
    temporaryFolder("template"),
    Object.fromEntries(hooks) as Record<string, string>,
  );
  for (const name of fs.readdirSync(path.join(template, "hooks"))) {
    fs.chmodSync(path.join(template, "hooks", name), 0o755);
  }
  await withVariables({ GIT_TEMPLATE_DIR: template }, async () => {
    (await openSource("app", `file://${folder}`)).dispose();
  });
  expect(fs.existsSync(proof)).toBe(false);
});

describe("a password in an address", () => {
  const PASSWORD = "q7z-s3cr3t/pass";

  test("reaches the server, and neither arguments nor messages nor the user's helpers", async () => {
    const { folder, last } = published();
    const kept = path.join(temporaryFolder("helper"), "kept");
    const seen: string[] = [];
    await withServer(bareClone(folder), `me:${PASSWORD}`, seen, async (host, variables) => {
      const helper = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "credential.helper", GIT_CONFIG_VALUE_0: `!touch ${kept};:` }; // prettier-ignore
      const commands = await withArguments((recording) =>
        withVariables({ ...variables, ...helper, ...recording }, async () => {
          const url = `https://me:${encodeURIComponent(PASSWORD)}@${host}/clone.git`;
          const source = await openSource("app", url);
          expect(source).toMatchObject({ folder: `https://${host}/clone.git`, commit: last });
          source.dispose();
          const wrong = `https://me:wrong-${encodeURIComponent(PASSWORD)}@${host}/clone.git`;
          const error = (await openSource("app", wrong).catch((e: unknown) => e)) as Error;
          expect(error.message).toMatch(/cannot be fetched: .*Authentication failed/);
          expect(error.message).not.toMatch(/s3cr3t|me:|wrong/);
        }),
      );
      expect(commands.some((command) => command.includes("fetch"))).toBe(true);
      expect(commands.filter((command) => /s3cr3t/.test(command))).toEqual([]);
    });
    expect(seen).toContain(`Basic ${Buffer.from(`me:${PASSWORD}`).toString("base64")}`);
    expect(fs.existsSync(kept)).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test("may be left to the user's helpers, which are told the name", async () => {
    const { folder, last } = published();
    const asked = path.join(temporaryFolder("helper"), "asked");
    await withServer(bareClone(folder), `me:${PASSWORD}`, [], async (host, variables) => {
      const helper = `!f() { cat >> ${asked}; echo password=${PASSWORD}; }; f`;
      const own = {
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "credential.helper",
        GIT_CONFIG_VALUE_0: helper,
      };
      await withVariables({ ...variables, ...own }, async () => {
        const source = await openSource("app", `https://me@${host}/clone.git`);
        expect(source.commit).toBe(last);
        source.dispose();
      });
    });
    expect(fs.readFileSync(asked, "utf8")).toContain("username=me");
  });
});

/** Does something with variables of the environment, and without the user's git configuration. */
async function withVariables(
  variables: Readonly<Record<string, string>>,
  action: () => Promise<void>,
): Promise<void> {
  const all = { GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_SYSTEM: os.devNull, ...variables };
  const before = Object.keys(all).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, all);
  try {
    await action();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The arguments of all programs that git starts, and of git itself, while something is done. */
async function withArguments(
  action: (variables: Record<string, string>) => Promise<void>,
): Promise<string[]> {
  const trace = path.join(temporaryFolder("trace"), "trace");
  await action({ GIT_TRACE2_EVENT: trace, GIT_TRACE_REDACT: "0" });
  const events = fs.readFileSync(trace, "utf8").trimEnd().split("\n");
  return events
    .map((line) => JSON.parse(line) as { argv?: string[] })
    .flatMap(({ argv }) => (argv ? [argv.join(" ")] : []));
}

/** Serves a bare repository by https with a password, as a hosting service does. */
async function withServer(
  bare: string,
  credentials: string,
  seen: string[],
  action: (host: string, variables: Record<string, string>) => Promise<void>,
): Promise<void> {
  const { key, certificate } = certificateFor("127.0.0.1");
  const server = https.createServer(
    { key: fs.readFileSync(key), cert: fs.readFileSync(certificate) },
    (request, response) => {
      const { authorization = "" } = request.headers;
      seen.push(authorization);
      if (authorization !== `Basic ${Buffer.from(credentials).toString("base64")}`) {
        response.writeHead(401, { "WWW-Authenticate": 'Basic realm="test"' }).end();
        return;
      }
      const [file, query = ""] = request.url!.split("?");
      const child = spawn("git", ["http-backend"], {
        env: {
          ...process.env,
          GIT_PROJECT_ROOT: path.dirname(bare),
          GIT_HTTP_EXPORT_ALL: "1",
          PATH_INFO: file,
          QUERY_STRING: query,
          REQUEST_METHOD: request.method,
          CONTENT_TYPE: request.headers["content-type"] ?? "",
          GIT_PROTOCOL: (request.headers["git-protocol"] as string | undefined) ?? "",
          HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        },
        stdio: ["pipe", "pipe", "ignore"],
      });
      request.pipe(child.stdin);
      const parts: Buffer[] = [];
      child.stdout.on("data", (part: Buffer) => parts.push(part));
      child.on("close", () => {
        const all = Buffer.concat(parts);
        const end = all.indexOf("\r\n\r\n");
        for (const line of all.subarray(0, end).toString().split("\r\n")) {
          const [name, value] = line.split(": ");
          if (name !== "Status") response.setHeader(name, value);
          else response.statusCode = Number(value.slice(0, 3));
        }
        response.end(all.subarray(end + 4));
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await action(host, { GIT_SSL_CAINFO: certificate, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function certificateFor(address: string): { key: string; certificate: string } {
  const folder = temporaryFolder("certificate");
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=test", "-addext", `subjectAltName=IP:${address}`];
  const made = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...made, ...subject], { stdio: "ignore" });
  return { key, certificate };
}
