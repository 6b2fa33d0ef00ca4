/** Why a file's words are not known; `none` is one that nobody can tell them of, such as an archive. */
export type Refused = 'none' | 'size' | 'time' | 'memory' | 'locked' | 'broken';

export type ReadText = { text: string } | { refused: Refused };

/** What would take more than a document of that size does. */
export class TooMuch extends Error {}
