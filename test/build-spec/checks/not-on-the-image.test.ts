import { findingsOf } from "./findings-of";
import { fileOf, underlined } from "./script-findings";
import { notOnTheImage } from "../../../src/build-spec/checks/not-on-the-image";

const OL7 = { image: "OL7_X86_64_STANDARD_10" };
const OL8 = { image: "OL8_X86_64_STANDARD_10" };

const DOCKER_ONLY: [string, string[]][] = [
  ["docker-compose up -d", ["docker-compose up -d"]],
  ["docker compose up -d", ["docker compose up -d"]],
  ["docker-compose -f /x/docker-compose.yml up", ["docker-compose -f /x/docker-compose.yml up"]],
  ["docker buildx create --use", ["docker buildx create --use"]],
  ["docker buildx bake", ["docker buildx bake"]],
  ["dockerd &", ["dockerd"]],
  ["systemctl start docker", ["systemctl start docker"]],
  ["systemctl restart docker.service", ["systemctl restart docker.service"]],
  ["service docker start", ["service docker start"]],
  [
    "docker run -v /var/run/docker.sock:/var/run/docker.sock app",
    ["docker run -v /var/run/docker.sock:/var/run/docker.sock app"],
  ],
  ["chmod 666 /var/run/docker.sock", ["chmod 666 /var/run/docker.sock"]],
  ["docker -H unix:///var/run/docker.sock ps", ["docker -H unix:///var/run/docker.sock ps"]],
  ["make\ndocker compose up\ndocker-compose down", ["docker compose up", "docker-compose down"]],
];

describe("on OL8, what needs Docker itself is found", () => {
  test.each(DOCKER_ONLY)("in %j", async (script, pieces) => {
    expect(await underlined(notOnTheImage, fileOf([script]), OL8)).toEqual(pieces);
  });

  test("with the image and the reason", async () => {
    expect(await findingsOf(notOnTheImage, fileOf(["docker compose up"]), OL8)).toEqual([
      "BS426 7:7-7:24 docker compose is not on the build runner image OL8_X86_64_STANDARD_10: its docker command is podman",
    ]);
  });

  test("in a step before the one that brings it", async () => {
    const steps = ["docker-compose up", "pip3 install docker-compose", "docker-compose up"];
    expect(await underlined(notOnTheImage, fileOf(steps), OL8)).toEqual(["docker-compose up"]);
  });

  test.each([
    ["docker build -t app ."],
    ["docker buildx build -t app ."],
    ["docker buildx version"],
    ["podman build -t app ."],
    ["docker images"],
    ["docker run --rm compose"],
    ["systemctl start postgresql"],
    ["systemctl status docker"],
    ["cat docker-compose.yml"],
    ["echo docker compose up"],
    ["# docker compose up"],
    ["yum install -y docker-ce\nsystemctl start docker\ndocker compose up"],
    ["dnf install -y docker-compose-plugin\ndocker compose up"],
    ["pip install podman-compose==1.0\ndocker compose up"],
    [
      "curl -L https://example.com/v2/docker-compose-linux -o /usr/local/bin/docker-compose\ndocker-compose up",
    ],
    ["podman system service -t 0 &\ndocker-compose up"],
    ["export DOCKER_HOST=unix:///run/podman/podman.sock\ndocker-compose up"],
    ["if command -v docker-compose; then docker-compose up; fi"],
    ["[ -S /var/run/docker.sock ] && docker run -v /var/run/docker.sock:/var/run/docker.sock app"],
  ])("but nothing in %j", async (script) => {
    expect(await underlined(notOnTheImage, fileOf([script]), OL8)).toEqual([]);
  });
});

describe("on OL7, podman is found", () => {
  test.each([
    ["podman build -t app .", ["podman build -t app ."]],
    ["A=$(podman images -q)", ["podman images -q"]],
  ])("in %j", async (script, pieces) => {
    expect(await underlined(notOnTheImage, fileOf([script]), OL7)).toEqual(pieces);
  });

  test.each([
    ["docker build -t app ."],
    ["echo podman"],
    ["yum install -y podman\npodman build ."],
    ["if command -v podman; then podman build .; else docker build .; fi"],
    ...DOCKER_ONLY.map(([script]) => [script]),
  ])("but nothing in %j", async (script) => {
    expect(await underlined(notOnTheImage, fileOf([script]), OL7)).toEqual([]);
  });
});

test.each([undefined, "CUSTOM_IMAGE"])("with the image %s nothing is found", async (image) => {
  const text = fileOf([...DOCKER_ONLY.map(([script]) => script), "podman build ."]);
  expect(await underlined(notOnTheImage, text, { image })).toEqual([]);
});
