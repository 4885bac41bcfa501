const assert = require("node:assert");
const { test } = require("node:test");
const { digest } = require("./digest");

test("counts tweets, names the busiest author and keeps first lines", () => {
  const tweets = [
    { author: "ana", text: "one\nmore" },
    { author: "bo", text: "two" },
    { author: "ana", text: "three" },
  ];
  assert.deepStrictEqual(digest(tweets), {
    count: 3,
    busiestAuthor: "ana",
    headlines: ["ana: one", "bo: two", "ana: three"],
  });
});

test("a report of nothing has no author", () => {
  assert.deepStrictEqual(digest([]), { count: 0, busiestAuthor: null, headlines: [] });
});
