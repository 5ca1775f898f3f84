"""Run as a program: speaks each line it is sent with Piper and answers with samples.

Started as `python piper_process.py VOICE_FILE`; imports nothing of Heard.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module


def main() -> None:
    """Answer each line of standard input on standard output until it ends."""
    piper = import_module("piper")  # by name, since it is not one of Heard's own needs
    voice = piper.PiperVoice.load(sys.argv[1])
    for line in sys.stdin.buffer:
        request = json.loads(line)
        pace = piper.SynthesisConfig(length_scale=request["pace"])
        chunks = list(voice.synthesize(request["words"], pace))
        if chunks:
            samples = b"".join(chunk.audio_int16_bytes for chunk in chunks)
            head = {"rate": chunks[0].sample_rate, "bytes": len(samples), "starts": []}
        else:
            samples, head = b"", {"problem": f"Piper could not speak {request['words'][:60]!r}"}
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + samples)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
