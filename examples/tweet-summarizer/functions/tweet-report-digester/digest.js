/** A report of tweets: how many, by whom most, and the first line of each. */
function digest(tweets) {
  const byAuthor = new Map();
  for (const { author } of tweets) byAuthor.set(author, (byAuthor.get(author) ?? 0) + 1);
  const [busiest] = [...byAuthor].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return {
    count: tweets.length,
    busiestAuthor: busiest?.[0] ?? null,
    headlines: tweets.map(({ author, text }) => `${author}: ${text.split("\n")[0]}`),
  };
}

module.exports = { digest };
