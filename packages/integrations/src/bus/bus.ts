import * as z from 'zod';
import { InvalidError } from '@kith/kernel/errors';

/** A hint between processes: what happened and where, ids only; the facts themselves stand in the outbox. */
export type BusMessage = {
	topic: string;
	/** Null when the message concerns the installation, not one community. */
	communityId: string | null;
	data: Record<string, unknown>;
};

export type BusListener = (message: BusMessage) => void;

/**
 * Tells every process of the installation, the sender included, at most once. Messages sent while a
 * process is cut off are lost to it; `onReconnect` is its moment to read again what it missed.
 */
export interface Bus {
	/** Throws `bus.message_too_large` above 7,500 bytes and `bus.unavailable` when nobody can be reached. */
	publish(message: BusMessage): Promise<void>;
	/** Calls `listener` for each message until the returned function is called. */
	subscribe(listener: BusListener): () => void;
	/** Calls `listener` after each gap in delivery until the returned function is called. */
	onReconnect(listener: () => void): () => void;
	/** Ends delivery and frees every connection; a closed bus refuses to publish. */
	close(): Promise<void>;
}

/** PostgreSQL refuses a payload of 8,000 bytes; every bus keeps the same limit so that one can replace another. */
const MAX_MESSAGE_BYTES = 7_500;

const BusMessageShape: z.ZodType<BusMessage> = z.strictObject({
	topic: z.string().min(1),
	communityId: z.string().nullable(),
	data: z.record(z.string(), z.unknown()),
});

/** The wire form of a message. Throws `bus.message_too_large`. */
export function encodeMessage(message: BusMessage): string {
	const text = JSON.stringify(message);
	const bytes = Buffer.byteLength(text);
	if (bytes > MAX_MESSAGE_BYTES)
		throw new InvalidError('bus.message_too_large', { bytes, limit: MAX_MESSAGE_BYTES });
	return text;
}

/** The message in `text`; null for anything that no bus of ours has sent. */
export function decodeMessage(text: string | undefined): BusMessage | null {
	try {
		return BusMessageShape.parse(JSON.parse(text ?? ''));
	} catch {
		return null;
	}
}
