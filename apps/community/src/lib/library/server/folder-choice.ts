import * as z from 'zod';

/** What a form of the library says of a folder: an empty text is the top. */
export const FolderChoice = z.union([z.uuid(), z.literal('').transform(() => null)]);
