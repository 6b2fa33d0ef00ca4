import { createHash } from 'node:crypto';
import { InvalidError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';
import { storageKeyOf } from '../media/index.ts';
import { ARCHIVE_LIMITS } from './archives.schema.ts';
import { checkFile, checkPicture } from './check-blob.ts';
import type { Row } from './check-row.ts';
import type { Sums } from './load-archive.ts';
import { bytesOf, type Entry } from './tar-entries.ts';

const HEAD_BYTES = 64 * 1024;
type Expected = {
	kind: string;
	mime: string;
	bytes: number;
	hasPoster: boolean;
	came: Set<string>;
	room: number;
};
type Deps = { services: Services; communityId: string; isDry: boolean };

/** Takes the files of an archive in: only those that a row speaks of, and only what they are said to be. */
export class FileTaker {
	hasBegun = false;
	taken = 0;
	readonly #deps: Deps;
	readonly #expected = new Map<string, Expected>();

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Rows of files whose bytes will come. */
	expect(rows: readonly Row[]): void {
		for (const row of rows) {
			const bytes = Number(row['bytes']);
			this.#expected.set(String(row['id']), {
				...{ kind: String(row['kind']), mime: String(row['mime']), bytes, room: bytes },
				...{ hasPoster: row['has_poster'] === true, came: new Set() },
			});
		}
	}

	get missing(): number {
		return [...this.#expected.values()].filter(({ came }) => came.size === 0).length;
	}

	async take(entry: Entry, sums: Sums): Promise<void> {
		this.hasBegun = true;
		const [, id = '', form = ''] = entry.name.split('/');
		const file = this.#expected.get(id);
		if (!file || file.came.has(form) || !isFormOf(file, form))
			throw new InvalidError('archives.strange_entry', { name: entry.name });
		if (file.came.size === 0) this.taken += 1;
		file.came.add(form);
		// A row that says less than there is would let the community keep more than it may.
		if (form !== 'poster.webp') file.room -= entry.size;
		if (file.room < 0) throw new InvalidError('archives.file_refused');
		const key = `${storageKeyOf(this.#deps.communityId, id)}/${form}`;
		if (form === 'original') await this.#keepFile(entry, key, file, sums);
		else await this.#keepPicture(entry, key, sums);
	}

	async #keepPicture(entry: Entry, key: string, sums: Sums): Promise<void> {
		const { services, isDry } = this.#deps;
		const bytes = await bytesOf(entry, ARCHIVE_LIMITS.pictureBytes);
		sums.add(entry, bytes);
		await checkPicture(services.fileTypeOf, bytes);
		if (!isDry) await services.blobs.put(key, bytes, { contentType: 'image/webp' });
	}

	async #keepFile(entry: Entry, key: string, file: Expected, sums: Sums): Promise<void> {
		const { services, isDry } = this.#deps;
		const sum = createHash('sha256');
		let head = new Uint8Array();
		const read = new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				sum.update(chunk);
				if (head.byteLength < HEAD_BYTES)
					head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
				controller.enqueue(chunk);
			},
		});
		const body = entry.body.pipeThrough(read);
		if (isDry) await body.pipeTo(new WritableStream());
		else await services.blobs.put(key, body, { contentType: 'application/octet-stream' });
		sums.add(entry, sum.digest('hex'));
		await checkFile(services.fileTypeOf, head, file);
	}
}

function isFormOf({ kind, hasPoster }: Expected, form: string): boolean {
	if (form === 'poster.webp') return hasPoster && kind !== 'picture';
	return kind === 'picture' ? form !== 'original' : form === 'original';
}
