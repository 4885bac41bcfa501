const fdk = require("@fnproject/fdk");
const { digest } = require("./digest");

/** Input: `{ "tweets": [...] }`, as tweet-retriever returns it. */
fdk.handle((input) => digest(input.tweets ?? []));
