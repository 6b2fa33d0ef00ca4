import { InvalidError } from '@kith/kernel/errors';
import { isPlayable } from '../media/index.ts';
import type { FileTyper } from '../ports.ts';

/** Chunks of a picture that show something; others only carry something along. */
const SHOWN = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

const refused = () => new InvalidError('archives.file_refused');

/** Whether these bytes are a picture as we write them, and nothing but that picture. */
export async function checkPicture(typeOf: FileTyper, bytes: Uint8Array): Promise<void> {
	if ((await typeOf(bytes)) !== 'image/webp') throw refused();
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint32(4, true) + 8 !== bytes.byteLength) throw refused();
	let at = 12;
	while (at + 8 <= bytes.byteLength) {
		const kind = String.fromCharCode(...bytes.subarray(at, at + 4));
		if (!SHOWN.has(kind)) throw refused();
		const length = view.getUint32(at + 4, true);
		at += 8 + length + (length % 2);
	}
	if (at !== bytes.byteLength) throw refused();
}

/** Whether a file is what its row says, by its first bytes; pictures come only as we write them. */
export async function checkFile(
	typeOf: FileTyper,
	head: Uint8Array,
	{ kind, mime }: { kind: string; mime: string },
): Promise<void> {
	const found = (await typeOf(head)) ?? 'application/octet-stream';
	const isSame = found === mime && (isPlayable(found) ?? 'file') === kind;
	if (!isSame || found.startsWith('image/')) throw refused();
}
