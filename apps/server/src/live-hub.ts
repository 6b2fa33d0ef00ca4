import type { IncomingMessage, ServerResponse } from 'node:http';
import { eventsSince, type OutboxEvent } from '@kith/db/outbox';
import type { CommunityContext, Services } from '@kith/domains/context';
import { isLive } from '@kith/domains/events';
import { isAllowed } from '@kith/domains/permissions';
import type { Bus, BusMessage } from '@kith/domains/ports';
import { memberIdOf } from '@kith/kernel/actor';
import { answerText } from './answers.ts';

const HEARTBEAT_MS = 20_000;
const REPLAY_LIMIT = 500;
const MAX_STREAMS = 20_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export type LiveEvent = {
	id: string;
	type: string;
	payload: Record<string, unknown>;
	/** The member whose doing it was; browsers are not told. */
	actorId: string | null;
};

type Stream = {
	response: ServerResponse;
	readable: ReadonlySet<string>;
	/** Members whose doings this stream hears nothing of. */
	avoided: ReadonlySet<string>;
	/** Members whose new posts are no news here. */
	muted: ReadonlySet<string>;
	memberId: string;
	/** Whose session opened it; empty for visitors. */
	userId: string;
};

/**
 * The open streams of this process, by community. An event reaches a stream only when its space is readable there;
 * when roles, spaces or the member change, or a session of theirs ends, the stream is closed and the browser comes back
 * with the rights it has now.
 */
export class LiveHub {
	readonly #streams = new Map<string, Set<Stream>>();
	readonly #heartbeat: NodeJS.Timeout;
	readonly #stop: () => void;
	#count = 0;

	constructor(bus: Bus) {
		const stopListening = bus.subscribe((message) => this.#take(message));
		const stopResyncing = bus.onReconnect(() => this.closeAll());
		this.#stop = () => {
			stopListening();
			stopResyncing();
		};
		this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
	}

	/** Opens a stream; with Last-Event-ID it begins with what was missed (some ids may repeat). */
	async open(
		ctx: CommunityContext,
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> {
		if (this.#count >= MAX_STREAMS) return answerText(response, 503, 'Too many streams');
		const stream: Stream = {
			response,
			readable: new Set(ctx.grants.spaces.readable),
			avoided: avoidedBy(ctx),
			muted: new Set(ctx.grants.avoided.muted),
			memberId: ctx.grants.memberId,
			userId: ctx.viewer?.userId ?? '',
		};
		response.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no',
		});
		response.write('retry: 2000\n\n');
		// Listening comes before replaying, so that nothing falls between the two.
		this.#add(ctx.community.id, stream);
		response.on('close', () => this.#remove(ctx.community.id, stream));
		const last = request.headers['last-event-id']?.toString() ?? '';
		if (UUID.test(last)) await this.#replay(ctx, stream, last);
	}

	/** Ends every stream; browsers reconnect by themselves. */
	closeAll(): void {
		for (const streams of this.#streams.values())
			for (const { response } of streams) response.end();
	}

	/** Ends every stream and stops listening. */
	close(): void {
		clearInterval(this.#heartbeat);
		this.#stop();
		this.closeAll();
	}

	async #replay(ctx: CommunityContext, stream: Stream, last: string): Promise<void> {
		const events = await eventsSince(ctx.db, ctx.community.id, last, REPLAY_LIMIT);
		for (const event of events)
			if (isLive(event.type)) send(stream, { ...event, actorId: memberIdOf(event.actor) });
	}

	#take({ topic, communityId, data }: BusMessage): void {
		const streams = this.#streams.get(communityId ?? '');
		if (!streams) return;
		if (topic === 'live.event') for (const stream of streams) send(stream, data as LiveEvent);
		if (topic === 'community.touched' || topic === 'directory.changed')
			for (const { response } of streams) response.end();
		if (topic === 'member.touched')
			for (const { memberId, response } of streams)
				if (memberId === data['memberId']) response.end();
		// Which of their sessions it was is not said: where one still holds, the browser is back at once.
		if (topic === 'sessions.revoked')
			for (const { userId, response } of streams) if (userId === data['userId']) response.end();
	}

	#beat(): void {
		for (const streams of this.#streams.values())
			for (const { response } of streams) response.write(':\n\n');
	}

	#add(communityId: string, stream: Stream): void {
		const streams = this.#streams.get(communityId) ?? new Set();
		this.#streams.set(communityId, streams.add(stream));
		this.#count += 1;
	}

	#remove(communityId: string, stream: Stream): void {
		const streams = this.#streams.get(communityId);
		if (!streams?.delete(stream)) return;
		this.#count -= 1;
		if (streams.size === 0) this.#streams.delete(communityId);
	}
}

/** Who blocked each other hear nothing of each other; who keeps order hears everything. */
function avoidedBy({ ability, grants }: CommunityContext): ReadonlySet<string> {
	const { blocked, blockedBy } = grants.avoided;
	const isHidden = (id: string) => !isAllowed(ability, 'read', 'Member', { id, status: 'active' });
	return new Set([...blocked, ...blockedBy].filter(isHidden));
}

function send({ response, readable, avoided, muted }: Stream, event: LiveEvent): void {
	const { id, type, payload, actorId } = event;
	if (!readable.has(String(payload['spaceId']))) return;
	if (actorId !== null && avoided.has(actorId)) return;
	if (actorId !== null && type === 'posts.published' && muted.has(actorId)) return;
	response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(payload)}\n\n`);
}

/** Tells every process of an event that open pages should hear of. */
export async function publishLive(
	{ bus }: Pick<Services, 'bus'>,
	event: OutboxEvent,
): Promise<void> {
	if (!isLive(event.type)) return;
	const { communityId, id, type, payload } = event;
	const actorId = memberIdOf(event.actor);
	await bus.publish({ topic: 'live.event', communityId, data: { id, type, payload, actorId } });
}
