"""The process itself: `python -m articles.darkroom`."""

import sys

from articles.darkroom.confinement import confine
from articles.darkroom.development import answer

if __name__ == "__main__":
    confine()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
