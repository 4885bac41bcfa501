import * as path from "node:path";
import { buildPlan, pipelinePlan } from "./support/plans";
import { temporaryFolder, writeFiles } from "./support/temporary";
import {
  dockerClientConfig,
  networkSettings,
  predefinedVariables,
  proxyPasswords,
} from "../../src/runner/environment";

const passwordsOf = (address: string) =>
  proxyPasswords({ caBundles: new Map(), proxies: new Map([["HTTPS_PROXY", address]]) });

describe("the predefined variables", () => {
  const stage = buildPlan({
    sources: [
      { name: "other", url: "https://example.invalid/other", branch: "other" },
      { name: "app", url: "https://example.invalid/app", branch: "release" },
    ],
    primarySource: "app",
  });

  function variables(commit?: string): Record<string, string> {
    const source = { name: "app", folder: "/somewhere", commit };
    return Object.fromEntries(
      predefinedVariables(pipelinePlan([stage]), stage, "ocid1.run", source, "/workspace"),
    );
  }

  test("name the run, the pipeline, the stage and its primary source", () => {
    expect(variables("0123abcd")).toEqual({
      OCI_STAGE_ID: "ocid1.build",
      OCI_PIPELINE_ID: "ocid1.pipeline",
      OCI_BUILD_RUN_ID: "ocid1.run",
      OCI_BUILD_STAGE_NAME: "Build",
      OCI_PRIMARY_SOURCE_NAME: "app",
      OCI_PRIMARY_SOURCE_DIR: "/workspace/app",
      OCI_WORKSPACE_DIR: "/workspace",
      OCI_PRIMARY_SOURCE_COMMIT_HASH: "0123abcd",
      OCI_PRIMARY_SOURCE_SOURCE_URL: "https://example.invalid/app",
      OCI_PRIMARY_SOURCE_SOURCE_BRANCH_NAME: "release",
      OCI_TRIGGER_COMMIT_HASH: "",
      OCI_TRIGGER_SOURCE_BRANCH_NAME: "",
      OCI_TRIGGER_SOURCE_URL: "",
      OCI_TRIGGER_EVENT_TYPE: "",
    });
  });

  test("have an empty commit outside of git", () => {
    expect(variables().OCI_PRIMARY_SOURCE_COMMIT_HASH).toBe("");
  });
});

describe("the network settings of this machine", () => {
  test("are empty where nothing is set", () => {
    expect(networkSettings({ PATH: "/bin" })).toEqual({ caBundles: new Map(), proxies: new Map() });
  });

  test("hold the text of the CA bundle that each variable names, if it exists", () => {
    const folder = writeFiles(temporaryFolder(), { "first.pem": "first", "second.pem": "second" });
    const env = {
      NODE_EXTRA_CA_CERTS: path.join(folder, "missing.pem"),
      SSL_CERT_FILE: path.join(folder, "first.pem"),
      CURL_CA_BUNDLE: path.join(folder, "second.pem"),
    };
    expect(networkSettings(env).caBundles).toEqual(
      new Map([
        ["SSL_CERT_FILE", "first"],
        ["CURL_CA_BUNDLE", "second"],
      ]),
    );
  });

  test("hold proxies in either spelling, as they are spelled, but no empty ones", () => {
    const env = {
      HTTP_PROXY: "http://one:1",
      https_proxy: "http://two:2",
      NO_PROXY: "localhost",
      no_proxy: "",
    };
    expect(networkSettings(env).proxies).toEqual(
      new Map([
        ["HTTP_PROXY", "http://one:1"],
        ["https_proxy", "http://two:2"],
        ["NO_PROXY", "localhost"],
      ]),
    );
  });
});

describe("the password of a proxy", () => {
  test("is found in its address, as it is written and as it is meant", () => {
    expect(passwordsOf("http://user:p%40ss%2Fword@proxy:3128")).toEqual(["p%40ss%2Fword", "p@ss/word"]);
  });

  test.each([
    "http://proxy:3128",
    "http://user@proxy:3128",
    "localhost,.example.invalid",
    "http://[::1]:3128",
  ])("is not seen in %s", (address) => {
    expect(passwordsOf(address)).toEqual([]);
  });

  test("may hold a percent sign that encodes nothing", () => {
    expect(passwordsOf("http://user:100%25-or-50%@proxy:3128")).toContain("100%25-or-50%");
  });

  test.each([
    "socks5h://user:hunter22@proxy:1080",
    "HTTP://user:hunter22@proxy:3128",
    "user:hunter22@proxy:3128",
  ])("is found in %s, too", (address) => {
    expect(passwordsOf(address)).toContain("hunter22");
  });
});

describe("the configuration of the container client", () => {
  const config = (proxies: Record<string, string>) => {
    const text = dockerClientConfig({ caBundles: new Map(), proxies: new Map(Object.entries(proxies)) });
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  };

  test("is not written without proxies", () => {
    expect(config({})).toBeUndefined();
  });

  test("hands proxies in either spelling to the images it builds", () => {
    expect(
      config({ http_proxy: "http://one:1", HTTPS_PROXY: "http://two:2", no_proxy: "localhost" }),
    ).toEqual({
      proxies: { default: { httpProxy: "http://one:1", httpsProxy: "http://two:2", noProxy: "localhost" } },
    });
    expect(config({ HTTPS_PROXY: "http://two:2" })).toEqual({
      proxies: { default: { httpsProxy: "http://two:2" } },
    });
  });
});
