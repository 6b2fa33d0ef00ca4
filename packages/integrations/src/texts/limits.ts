/** Larger files are not read at all. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** So much of a text is kept, in bytes of UTF-8. */
export const MOST_TEXT = 200_000;
/** A text may be gathered with more spaces and signs than are kept of it. */
export const MOST_GATHERED = 4 * MOST_TEXT;
/** Only so many pages of a document are read, or slides, or sheets. */
export const MOST_PAGES = 500;
/** What the parts of a packed document may be when they are unpacked, all together. */
export const MOST_UNPACKED = 32 * 1024 * 1024;
/** No single piece of memory that a document asks for is larger. */
export const MOST_AT_ONCE = 32 * 1024 * 1024;
/** The heap of the thread that reads, and all that it holds beside it. */
export const HEAP_MB = 160;
export const HELD_BYTES = 320 * 1024 * 1024;
export const PATIENCE_MS = 20_000;
