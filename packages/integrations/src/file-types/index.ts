import { fileTypeFromBuffer } from 'file-type';

/** The media type that the first bytes of a file show, or null for what has no marks, such as plain text. */
export async function fileTypeOf(head: Uint8Array): Promise<string | null> {
	// A head cut off in the middle of a container is no failure: what is not recognised has no type.
	const found = await fileTypeFromBuffer(head).catch(() => undefined);
	return found?.mime ?? null;
}
