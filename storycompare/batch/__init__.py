"""Many stories over the same pure core: in memory here, into a file that survives a kill in `storycompare.batch.file`."""

from storycompare.batch.many import compare_many

__all__ = ["compare_many"]
