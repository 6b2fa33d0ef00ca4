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

/** What a domain brings to the house; routers, permissions, jobs and events are all derived from these. */
export type Domain = {
	router?: AnyTRPCRouter;
	platformRouter?: AnyTRPCRouter;
	policy?: Policy;
	permissions?: PermissionFacts;
	events?: Readonly<Record<string, { live: boolean; payload: z.ZodType }>>;
	jobs?: Readonly<Record<string, Job>>;
	consumers?: Readonly<Record<string, Consumer>>;
};
