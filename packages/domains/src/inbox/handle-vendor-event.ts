import * as z from 'zod';
import type { Services } from '../context.ts';
import type { VendorHandler } from '../domain.ts';
import { eventById, markFailed, markHandled } from './inbox.queries.ts';

const Payload = z.strictObject({ vendor: z.string(), eventId: z.string() });
const LONGEST_ERROR = 500;

/**
 * Hands a kept event to its vendor's handler and marks it. What the handler throws is written down and thrown on, so
 * that the queue tries again. The mark comes after the effect: a handler may see an event twice, and must not mind.
 */
export async function handleVendorEvent(
	services: Services,
	handlers: ReadonlyMap<string, VendorHandler>,
	payload: unknown,
): Promise<void> {
	const { platform, clock } = services;
	const ref = Payload.parse(payload);
	const event = await eventById(platform, ref).executeTakeFirst();
	if (!event || event.handledAt) return;
	const { handledAt: _, ...told } = event;
	try {
		const handle = handlers.get(ref.vendor);
		if (!handle) throw new Error(`nothing handles events of ${ref.vendor}`);
		await handle(services, told);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		await markFailed(platform, ref, reason.slice(0, LONGEST_ERROR)).execute();
		throw error;
	}
	await markHandled(platform, ref, clock.now()).execute();
}
