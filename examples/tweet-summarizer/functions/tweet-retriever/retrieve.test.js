const assert = require("node:assert");
const { test } = require("node:test");
const { retrieve } = require("./retrieve");

const now = new Date("2026-11-22T12:00:00Z");
const tweet = (author, minutesAgo, ...hashtags) => ({
  author,
  text: `by ${author}`,
  createdAt: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
  hashtags,
});

test("keeps only recent tweets about the subject, newest first", () => {
  const tweets = [tweet("old", 90, "oci"), tweet("second", 30, "oci"), tweet("first", 5, "oci"), tweet("other", 1, "x")];
  const found = retrieve(tweets, { hashtag: "oci", minutes: 60 }, now);
  assert.deepStrictEqual(
    found.map(({ author }) => author),
    ["first", "second"],
  );
});
