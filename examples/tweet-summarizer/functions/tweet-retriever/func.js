const fdk = require("@fnproject/fdk");
const { retrieve } = require("./retrieve");

/** Input: `{ "tweets": [...], "hashtag": "oci", "minutes": 60 }`. */
fdk.handle((input) => ({ tweets: retrieve(input.tweets ?? [], input) }));
