import type { Actor } from '@kith/kernel/actor';
import { ForbiddenError } from '@kith/kernel/errors';
import { isSigned, sign } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import type { FileRef } from './media.schema.ts';

/** What a signed address says beside the file: until when it holds, in seconds since 1970, and its signature. */
export type Signature = { until: number; signature: string };

/**
 * For how long an address is the same, so that a browser finds again what it keeps: it holds for one such span to two.
 * What plays is asked for part by part for as long as somebody watches.
 */
const SPAN_SECONDS = { shown: 900, played: 6 * 3600 } as const;

type Signer = Pick<CommunityContext, 'actor' | 'clock' | 'community'> & {
	services: Pick<CommunityContext['services'], 'secret'>;
};

/** Signs the address of a file for the actor alone, for a while. */
export function signAddress(ctx: Signer, ref: FileRef, use: keyof typeof SPAN_SECONDS): Signature {
	const span = SPAN_SECONDS[use];
	const until = (Math.floor(secondsNow(ctx) / span) + 2) * span;
	return { until, signature: sign(ctx.services.secret, purposeAt(until), textOf(ctx, ref, until)) };
}

/**
 * Whether the actor got this address from us. Throws `media.address_refused` for one that was changed, or made for
 * somebody else, and `media.address_expired` for one that was true once.
 */
export function checkAddress(ctx: Signer, ref: FileRef, { until, signature }: Signature): void {
	const { secret } = ctx.services;
	if (!isSigned(secret, purposeAt(until), textOf(ctx, ref, until), signature))
		throw new ForbiddenError('media.address_refused');
	if (until <= secondsNow(ctx)) throw new ForbiddenError('media.address_expired');
}

const secondsNow = ({ clock }: Signer): number => Math.floor(clock.now().getTime() / 1000);

/** Another key for every day, all from the installation's one secret. */
const purposeAt = (until: number): string => `file addresses ${Math.floor(until / 86_400)}`;

const textOf = (ctx: Signer, { fileId, variant }: FileRef, until: number): string =>
	[ctx.community.id, fileId, variant, scopeOf(ctx.actor), until].join('\n');

function scopeOf(actor: Actor): string {
	if (actor.kind === 'member') return `member ${actor.memberId}`;
	if (actor.kind === 'staff') return `staff ${actor.staffId}`;
	return 'visitor';
}
