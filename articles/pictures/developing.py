"""Having files read by the darkroom, a process that may do nothing but that."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore

from articles.darkroom.order import Developed, Garbled, Order, unpack_answer
from articles.darkroom.refusals import PictureRefused

logger = logging.getLogger(__name__)

# Wall time for one picture; its processor time is limited in the darkroom itself.
SECONDS = 60.0
# One at a time in each worker: several large pictures at once would need the machine's memory.
_PLACE = BoundedSemaphore(1)

_COMMAND = (sys.executable, "-m", "articles.darkroom")
_FOLDER = Path(__file__).resolve().parents[2]
# No secret of the site's environment is handed on; these only say where programs and libraries are.
_KEPT = ("PATH", "LD_LIBRARY_PATH")
_ENVIRONMENT = {name: os.environ[name] for name in _KEPT if name in os.environ} | {
    # Each thread's own arena would take address space that pictures need.
    "MALLOC_ARENA_MAX": "2",
}

_TOO_LONG = (
    "It took too long to read the picture, so reading was stopped and nothing was stored. "
    "Save it in a smaller size, 2,000 pixels of width are plenty, and upload that."
)
_BROKE_DOWN = (
    "The program that reads pictures broke down at this file, and nothing was stored. "
    "Open the file in a picture program, save it as a new JPEG, and upload that."
)
_BUSY = "Other pictures are being read just now. Upload this one again in a minute."


def develop(data: bytes, order: Order) -> Developed:
    """Read a file as ordered; raises `PictureRefused` for any file that can't be read.

    However the process ends, the caller gets a picture or a refusal, and no file is left behind.
    """
    if not _PLACE.acquire(timeout=SECONDS):
        raise PictureRefused(_BUSY)
    try:
        return _answer_of_process(order.packed(data))
    finally:
        _PLACE.release()


def _answer_of_process(packed: bytes) -> Developed:
    # A file without a name, not a pipe: the process may write no more than its limit for files.
    with TemporaryFile() as answer:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=_FOLDER,
            env=_ENVIRONMENT,
        )
        try:
            process.communicate(packed, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            logger.warning("The darkroom was stopped after %s seconds.", SECONDS)
            raise PictureRefused(_TOO_LONG) from error
        finally:
            process.kill()
            process.wait()
        if process.returncode == -signal.SIGXCPU:
            logger.warning("The darkroom was stopped at its limit of processor time.")
            raise PictureRefused(_TOO_LONG)
        answer.seek(0)
        return _read_answer(process.returncode, answer.read())


def _read_answer(returncode: int, packed: bytes) -> Developed:
    """The answer of a process that ended by itself; an empty one, of a killed process, is garbled."""
    try:
        return unpack_answer(packed)
    except Garbled as error:
        logger.warning("The darkroom broke down with return code %s: %s.", returncode, error)
        raise PictureRefused(_BROKE_DOWN) from error
