"""What the process may use that reads strangers' files. Set by itself, before it reads any."""

import os
import resource

# 40 megapixels take 160 MB in memory, and turning them into upright sRGB needs them up to four times.
MEMORY_BYTES = 1_280_000_000
PROCESSOR_SECONDS = 30
# The answer: an original of 40 megapixels as PNG and its renditions.
ANSWER_BYTES = 200_000_000
# Readers' pages go first, and yet the picture is done within its time on a machine that is busy.
NICENESS = 5


def confine() -> None:
    """Limit memory, processor time and output, and open nothing from now on: no file, no connection.

    A limit of zero descriptors leaves those that are open and refuses every new one, so whatever will
    be imported must be there already. Nothing can raise the limits again but root.
    """
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    # Behind the first limit the process is told, behind the second it is killed.
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    os.nice(NICENESS)
