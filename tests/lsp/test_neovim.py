"""``codex lsp`` in Neovim, headless, with the settings of the page on editors."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bases import MakeBase

from codex_tools.rules._samples import claim

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"
NVIM = shutil.which("nvim", path=str(Path(sys.executable).parent)) or shutil.which("nvim")

ASK = """
local out = {}
local function wait(what)
  return vim.wait(30000, function() return what() end, 50)
end
vim.cmd.edit("domains/tides.md")
local function found() return vim.diagnostic.get(0) end
out.attached = wait(function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)
out.underlined = wait(function() return #found() > 0 end)
out.messages = vim.tbl_map(function(each) return each.message end, found())
local position = { textDocument = vim.lsp.util.make_text_document_params(0) }
position.position = { line = vim.fn.search("moon") - 1, character = vim.fn.col(".") }
local function ask(method)
  local answers = vim.lsp.buf_request_sync(0, method, position, 30000)
  for _, answer in pairs(answers or {}) do return answer.result end
end
out.definition = ask("textDocument/definition")
out.hover = ask("textDocument/hover")
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "See [[nothing]]." })
out.typed = wait(function()
  for _, each in ipairs(found()) do
    if each.message:find("nothing") then return true end
  end
end)
vim.fn.writefile({ vim.json.encode(out) }, "answers.json")
vim.cmd("qall!")
"""


def is_new() -> bool:
    if NVIM is None:
        return False
    shown = subprocess.run([NVIM, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+)\.(\d+)", shown)
    return found is not None and (int(found[1]), int(found[2])) >= (0, 11)


@pytest.mark.skipif(not is_new(), reason="there is no Neovim 0.11 or later")
def test_neovim_underlines_what_is_typed_and_answers(make_base: MakeBase) -> None:
    root = make_base(
        {
            "codex.toml": "",
            "domains/tides.md": claim("See [[moon]] and [[gone]].\n"),
            "domains/moon.md": claim("# The moon pulls the sea\n"),
        }
    )
    [settings] = re.findall(r"## Neovim.*?```lua\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    command = f'"{sys.executable}", "-m", "codex_tools"'
    (root / "init.lua").write_text(settings.replace('"codex-tools"', command))
    (root / "ask.lua").write_text(ASK)
    words = ["--headless", "--clean", "-u", "init.lua", "-c", "luafile ask.lua"]
    subprocess.run([str(NVIM), *words], cwd=root, check=True, timeout=120, capture_output=True)
    found = json.loads((root / "answers.json").read_text())
    assert found["attached"] and found["underlined"] and found["typed"]
    assert any('"gone"' in each for each in found["messages"])
    assert found["definition"]["uri"] == (root / "domains/moon.md").as_uri()
    assert "The moon pulls the sea" in found["hover"]["contents"]["value"]
