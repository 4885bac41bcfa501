import { App } from "cdktf";
import { TweetSummarizerStack } from "./tweet-summarizer/stack";

const app = new App();
new TweetSummarizerStack(app, "tweet-summarizer");
app.synth();
