import type { AnyTRPCRouter } from '@trpc/server';
import type * as z from 'zod';
import type { OutboxEvent } from '@kith/db/outbox';
import type { CommunityContext, Services } from './context.ts';
import type { PermissionFacts, Policy } from './permissions/permission.ts';

/** A background task: parses its payload, then calls one verb. */
export type Job = {
	run: (services: Services, payload: unknown) => Promise<void>;
	/** Cron pattern (UTC) when the task also runs by itself. */
	cron?: string;
};

/** What a domain does when something happened, once per event however often it is delivered. */
export type Consumer = {
	on: readonly string[];
	handle: (ctx: CommunityContext, event: OutboxEvent) => Promise<void>;
};

/** What a vendor told by webhook, as it was kept. */
export type VendorEvent = {
	vendor: string;
	/** The vendor's own id of it. */
	eventId: string;
	type: string;
	account: string | null;
	/** The body as it came: parse it, and take nothing for granted but who wrote it. */
	body: string;
	receivedAt: Date;
};

/** Does what a vendor's event asks for. Events come in any order, and one may come twice. */
export type VendorHandler = (services: Services, event: VendorEvent) => Promise<void>;

/** What a domain brings to the house; routers, permissions, jobs and events are all derived from these. */
export type Domain = {
	router?: AnyTRPCRouter;
	platformRouter?: AnyTRPCRouter;
	policy?: Policy;
	permissions?: PermissionFacts;
	events?: Readonly<Record<string, { live: boolean; payload: z.ZodType }>>;
	jobs?: Readonly<Record<string, Job>>;
	consumers?: Readonly<Record<string, Consumer>>;
	/** By vendor, such as `resend`. Several domains may listen to one; each lets pass what it does not know. */
	vendors?: Readonly<Record<string, VendorHandler>>;
};
