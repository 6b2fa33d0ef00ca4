import type { RichText } from '@kith/domains/rich-text/schema';

/** A reply that could not be sent yet. Its id is made once, so that however often it is sent it is published once. */
export type QueuedReply = {
	id: string;
	postId: string;
	parentId: string | null;
	body: RichText;
	/** Who wrote it: people share devices, and nobody sends another's words. */
	writer: string;
	at: number;
	/** Why the server refused it; null while it only waits. */
	refusal: string | null;
};

const MARK = 'kith.queue';

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open('kith-replies', 1);
	request.onupgradeneeded = () => request.result.createObjectStore('replies', { keyPath: 'id' });
	return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error ?? new Error('the browser keeps nothing'));
	});
}

async function within<T>(
	mode: IDBTransactionMode,
	use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
	const database = await open();
	try {
		return await settled(use(database.transaction('replies', mode).objectStore('replies')));
	} finally {
		database.close();
	}
}

/** The replies of a writer that wait on this device, oldest first. */
export async function storedReplies(writer: string): Promise<QueuedReply[]> {
	const all = (await within('readonly', (store) => store.getAll())) as QueuedReply[];
	mark(all.length);
	return all.filter((reply) => reply.writer === writer).toSorted((a, b) => a.at - b.at);
}

export async function storeReply(reply: QueuedReply): Promise<void> {
	// A plain copy: what the page watches cannot be stored.
	const plain = JSON.parse(JSON.stringify(reply)) as QueuedReply;
	await within('readwrite', (store) => store.put(plain));
	mark(1);
}

export async function dropReply(id: string): Promise<void> {
	await within('readwrite', (store) => store.delete(id));
	mark(await within('readonly', (store) => store.count()));
}

/** Pages look at this mark alone: most never load the queue. */
function mark(count: number): void {
	if (count > 0) localStorage.setItem(MARK, '1');
	else localStorage.removeItem(MARK);
}
