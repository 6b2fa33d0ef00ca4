import { failureOf } from '@kith/client/failure';
import { systemClock } from '@kith/kernel/clock';
import { currentWriter } from '#lib/composer/writer.ts';
import { api } from '#lib/shell/api.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { dropReply, storedReplies, storeReply, type QueuedReply } from './reply-store.ts';

type NewReply = Pick<QueuedReply, 'id' | 'postId' | 'parentId' | 'body'>;

/** Replies written without a connection: they survive the page, and are sent once there is one again. */
class ReplyQueue {
	items = $state.raw<QueuedReply[]>([]);
	sendingId = $state<string | null>(null);
	readonly #sent = new Set<(reply: QueuedReply) => void>();

	/** Hears of each reply that arrived, until the returned function is called. */
	onsent(listener: (reply: QueuedReply) => void): () => void {
		this.#sent.add(listener);
		return () => this.#sent.delete(listener);
	}

	async add(reply: NewReply): Promise<void> {
		await storeReply({
			...reply,
			writer: currentWriter(),
			at: systemClock.now().getTime(),
			refusal: null,
		});
		await this.#read();
	}

	async retry(reply: QueuedReply): Promise<void> {
		await storeReply({ ...reply, refusal: null });
		await this.send();
	}

	async discard({ id }: QueuedReply): Promise<void> {
		await dropReply(id);
		await this.#read();
	}

	/** Sends what waits, one after another; of several open tabs one does it. */
	async send(): Promise<void> {
		await navigator.locks.request('kith-replies', async () => {
			await this.#read();
			for (const reply of this.items.filter(({ refusal }) => refusal === null))
				if (!(await this.#sendOne(reply))) break;
		});
		this.sendingId = null;
		await this.#read();
	}

	/** False when there is no connection: the others wait too. */
	async #sendOne(reply: QueuedReply): Promise<boolean> {
		this.sendingId = reply.id;
		const { id, postId, parentId, body } = reply;
		try {
			await (await api()).comments.publish.mutate({ id, postId, parentId, body });
		} catch (error) {
			const failure = failureOf(error);
			if (isOffline(failure.code, failure.status)) return false;
			await storeReply({ ...reply, refusal: failureText(failure) });
			return true;
		}
		await dropReply(id);
		this.#sent.forEach((listener) => listener(reply));
		return true;
	}

	async #read(): Promise<void> {
		this.items = await storedReplies(currentWriter());
	}
}

/** Whether a call failed for want of an answer: then nobody knows whether it arrived, and sending again is safe. */
export const isOffline = (code: string, status: number): boolean =>
	code === 'network' || status === 0 || status === 502 || status === 503 || status === 504;

export const replyQueue = new ReplyQueue();
addEventListener('online', () => void replyQueue.send());
void replyQueue.send();
