// The extension only starts the language server, and lets VS Code talk to it.

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async (context) => {
  const [command, ...args] = workspace.getConfiguration("codex").get("command");
  client = new LanguageClient(
    "codex",
    "codex",
    { command, args },
    { documentSelector: [{ scheme: "file", language: "markdown" }] },
  );
  context.subscriptions.push(client);
  await client.start();
};

exports.deactivate = () => client?.stop();
