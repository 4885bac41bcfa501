/** The tweets about a subject that are at most so many minutes old, newest first. */
function retrieve(tweets, { hashtag, minutes = 60 }, now = new Date()) {
  const earliest = now.getTime() - minutes * 60_000;
  return tweets
    .filter((tweet) => tweet.hashtags.includes(hashtag) && Date.parse(tweet.createdAt) >= earliest)
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
    .map(({ author, text, createdAt }) => ({ author, text, createdAt }));
}

module.exports = { retrieve };
