import { App } from "cdktf";
import { FunctionFromScratchStack } from "./function-from-scratch/stack";
import { TweetSummarizerStack } from "./tweet-summarizer/stack";

const app = new App();
new FunctionFromScratchStack(app, "function-from-scratch");
new TweetSummarizerStack(app, "tweet-summarizer");
app.synth();
