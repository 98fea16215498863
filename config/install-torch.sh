#!/bin/sh
# Install torch into the environment of PYTHON, saying first what that will download.
# usage: install-torch.sh PYTHON [INDEX_URL]
set -eu
python=$1
index=${2:-}
version=$(sed -n 's/^torch==//p' "$(dirname "$0")/../constraints.txt")

if "$python" -c 'import importlib.metadata as m; m.version("torch")' 2>/dev/null; then
    exit 0
fi
set -- -m pip install --disable-pip-version-check -c "$(dirname "$0")/../constraints.txt" "torch==$version"
# --no-deps: that index serves torch; what torch needs comes with the rest, from the default one.
[ -z "$index" ] || set -- "$@" --no-deps --index-url "$index"

# A dry run reads metadata only, so it tells the CUDA build apart before gigabytes travel.
cuda=$("$python" "$@" --dry-run --quiet --report - 2>/dev/null | "$python" -c '
import json, sys
names = [each["metadata"]["name"] for each in json.loads(sys.stdin.read() or "{}").get("install", [])]
print(sum(name.lower().startswith(("nvidia-", "cuda-")) for name in names))' || echo 0)
if [ "$cuda" -gt 0 ]; then
    echo "Installing torch $version WITH CUDA: about 3 GB will be downloaded, about 7 GB used." >&2
    echo "PressGap needs the CPU only. Stop (Ctrl-C) and set TORCH_INDEX_URL to the CPU index that" >&2
    echo "PyTorch's install selector names, then run make again: about 200 MB instead." >&2
else
    echo "Installing torch $version (CPU build, about 200 MB) and about 250 MB of other packages." >&2
fi
"$python" "$@" --quiet
