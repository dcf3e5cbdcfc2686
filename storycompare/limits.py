"""How much is taken on: past a limit there is a clear error or a warning that names it, never a hang."""

MAX_BYTES = 10_000_000
"""Bytes of one file or page, after decoding."""
MAX_STORY_BYTES = 100_000_000
"""Bytes of one JSON story or one line of a batch."""
MAX_VERSIONS = 50
"""Versions of one story."""
MAX_SENTENCES = 5_000
"""Sentences of one version; the rest is cut and the version is `partial`."""
MAX_SENTENCE_CHARACTERS = 5_000
"""Characters of one sentence that are looked at."""
MAX_STORY_SENTENCES = 20_000
"""Body sentences of one story, all versions together."""
MAX_ENCODED_SENTENCES = 5_000
"""Body sentences of one story with an encoder: each is held against each, a minute's work at this size."""
MAX_PARSE_SECONDS = 10
"""Seconds of processor time for the markup of one page: the slowest within the other limits takes 4, a news page a twentieth of one."""
MAX_PARSE_MEMORY = 1_000_000_000
"""Bytes of memory of the process that reads pages, as the system counts what was asked for: the worst page within the limits takes half."""
MAX_ARCHIVE_BYTES = 300_000_000
"""Bytes of a WARC archive, unpacked: one story's pages with all that a browser loads for them take a tenth."""
MAX_ARCHIVE_RECORDS = 50_000
"""Records of a WARC archive: some seconds' work; a page with all it loads has a few hundred."""
