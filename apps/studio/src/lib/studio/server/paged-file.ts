import { systemClock } from '@kith/kernel/clock';

type Page<T> = { items: T[]; nextCursor: string | null };

type File<T> = {
	/** Parts of its name before the day. */
	name: readonly string[];
	ending: 'csv' | 'jsonl';
	/** Before the first line. */
	head: string;
	lineOf: (item: T) => string;
	first: Page<T>;
	read: (cursor: string) => Promise<Page<T>>;
};

const TYPES = { csv: 'text/csv', jsonl: 'application/jsonl' } as const;

/** A list as a file, sent page by page as it is read. The first page is read before: a refusal can still be told. */
export function pagedFile<T>({ name, ending, head, lineOf, first, read }: File<T>): Response {
	const encoder = new TextEncoder();
	let next: Page<T> | null = first;
	const body = new ReadableStream<Uint8Array>({
		start: (out) => {
			if (head) out.enqueue(encoder.encode(head));
		},
		async pull(out) {
			if (!next) return out.close();
			const { items, nextCursor } = next;
			if (items.length > 0) out.enqueue(encoder.encode(items.map(lineOf).join('')));
			next = nextCursor ? await read(nextCursor) : null;
			if (!next) out.close();
		},
	});
	const day = systemClock.now().toISOString().slice(0, 10);
	return new Response(body, {
		headers: {
			'content-type': `${TYPES[ending]}; charset=utf-8`,
			'content-disposition': `attachment; filename="${[...name, day].join('-')}.${ending}"`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		},
	});
}
