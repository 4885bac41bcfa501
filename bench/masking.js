// How fast secrets are masked in what steps print, and how much of it is kept in memory.
const { createHash } = require("node:crypto");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const { median } = require("./measure");

const CHUNK = 65_536;
const MEGABYTES = 32;
const ROUNDS = 7;
const LONG_LINE_MEGABYTES = 200;

/** Secrets of 24 letters, as tokens are. */
const tokens = (count) =>
  Array.from({ length: count }, (_, i) => createHash("sha256").update(`${i}`).digest("base64").slice(0, 24));

const WORDS =
  "the step of this build prints a line with some words 12:30:45.123 INFO [main] downloading /usr/share/maven artifact-1.2.3.jar sha256:".split(
    " ",
  );
/** Lines as a build prints them. */
function log() {
  let text = "";
  for (let i = 0; text.length < CHUNK; i++)
    text += WORDS[(i * 7 + 3 * (i >> 3)) % WORDS.length] + (i % 11 === 10 ? "\n" : " ");
  return Buffer.from(text.slice(0, CHUNK));
}

function logWithSecrets(secrets) {
  const chunk = log();
  for (let at = 500, i = 0; at + 24 < CHUNK; at += 1024, i++)
    chunk.write(secrets[i % secrets.length], at, "latin1");
  return chunk;
}

/** A log of nothing but base64, in which every letter may begin a secret. */
function base64() {
  let text = "";
  for (let i = 0; text.length < CHUNK; i++)
    text += createHash("sha512").update(`line ${i}`).digest("base64").slice(0, 76) + "\n";
  return Buffer.from(text.slice(0, CHUNK));
}

/** Time of the processor alone: what an idle machine would need, whatever else this one does. */
function processorMs(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

function pushAll(target, chunk, megabytes) {
  for (let bytes = 0; bytes < megabytes * 1e6; bytes += CHUNK) target.push(chunk);
  target.flush?.();
}

/** What a search for the secrets alone costs, without their encoded forms and without replacing them. */
class PlainSearch {
  constructor(secrets) {
    this.pattern = new RegExp(secrets.map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"));
  }
  push(chunk) {
    return chunk.toString("latin1").search(this.pattern);
  }
}

function throughput(Masker) {
  const candidates = {};
  for (const count of [1, 10, 50, 200]) {
    const secrets = tokens(count);
    const streams = { "no secret": log(), "a secret a KB": logWithSecrets(secrets), base64: base64() };
    for (const [name, chunk] of Object.entries(streams)) {
      const masker = new Masker(secrets);
      candidates[`${count} | ${name}`] = () => pushAll(masker, chunk, MEGABYTES);
    }
  }
  const plain = new PlainSearch(tokens(10));
  candidates["10 | no secret; a regular expression of the secrets alone"] = () =>
    pushAll(plain, log(), MEGABYTES);
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, work] of Object.entries(candidates)) {
      const ms = processorMs(work);
      if (round > 0) samples[name].push(ms);
    }
  }
  const rows = Object.entries(samples).map(([name, values]) => {
    const speed = (ms) => ((MEGABYTES * 1000) / ms).toFixed(0);
    return `| ${name} | ${speed(Math.min(...values))} | ${speed(median(values))} | ${speed(Math.max(...values))} |`;
  });
  return ["| secrets | stream | best MB/s | median MB/s | worst MB/s |", "|---|---|---|---|---|", ...rows];
}

/** Time of the processor to mask what repeats a secret's own beginning, by how much of it there is. */
function repeating(Masker) {
  const time = (secretLength, megabytes) => {
    const masker = new Masker(["a".repeat(secretLength)]);
    return processorMs(() => pushAll(masker, Buffer.alloc(CHUNK, "a"), megabytes));
  };
  time(1000, 1);
  return [1000, 25_000].map(
    (length) =>
      `| ${length} | ${[1, 4, 16].map((megabytes) => time(length, megabytes).toFixed(0)).join(" | ")} |`,
  );
}

/** A bundle of certificates, or so many lines of base64. */
function bundle(bytes) {
  let text = "-----BEGIN CERTIFICATE-----\n";
  for (let i = 0; text.length < bytes; i++)
    text += `${createHash("sha512").update(`${bytes}.${i}`).digest("base64").slice(0, 64)}\n`;
  return `${text}-----END CERTIFICATE-----\n`;
}

function preparing(Masker) {
  const rows = {
    "10 of 24 bytes": tokens(10),
    "200 of 24 bytes": tokens(200),
    "1 of 1.7 KB in lines": [bundle(1_700)],
    "1 of 25 KB in lines": [bundle(25_000)],
    "1 of 256 KB in lines": [bundle(256_000)],
  };
  return Object.entries(rows).map(([name, secrets]) => {
    // The one before gives its buffers back.
    new Masker(["another secret"]);
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    const ms = processorMs(() => new Masker(secrets));
    collectGarbage();
    const bytes = Math.max(0, process.memoryUsage().arrayBuffers - before);
    return `| ${name} | ${ms.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} |`;
  });
}

/** By how much memory grows while one line of many megabytes passes. */
function longLine(Masker) {
  const masker = new Masker([...tokens(10), bundle(1_700)]);
  const chunk = Buffer.from(log().toString("latin1").replace(/\n/g, " "), "latin1");
  pushAll(masker, chunk, 20);
  const used = () => {
    collectGarbage();
    return process.memoryUsage().rss / 1e6;
  };
  const before = used();
  let most = before;
  for (let megabytes = 0; megabytes < LONG_LINE_MEGABYTES; megabytes += 10) {
    pushAll({ push: (bytes) => masker.push(bytes) }, chunk, 10);
    most = Math.max(most, used());
  }
  return (most - before).toFixed(1);
}

async function report() {
  const { Masker } = require("../lib/runner/masking/masker");
  return [
    `Secrets of 24 letters with all their encoded forms; ${MEGABYTES} MB a round in chunks of 64 KiB. MB for each second of the\nprocessor.`,
    "",
    ...throughput(Masker),
    "",
    "A secret of one letter over and over, in a stream of that letter: milliseconds of the processor.",
    "",
    "| letters of the secret | 1 MB | 4 MB | 16 MB |",
    "|---|---|---|---|",
    ...repeating(Masker),
    "",
    "Making a masker: milliseconds of the processor, and MB of memory that it takes.",
    "",
    "| secrets | ms | MB |",
    "|---|---|---|",
    ...preparing(Masker),
    "",
    `One line of ${LONG_LINE_MEGABYTES} MB: memory grows by ${longLine(Masker)} MB at most.`,
  ].join("\n");
}

module.exports = { report };
