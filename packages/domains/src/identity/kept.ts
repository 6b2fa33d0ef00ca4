import { addSeconds } from '@kith/kernel/clock';
import { realmOf, type RealmContext } from '../realm.ts';

/** Keeps a text for some minutes under a name that only its holder knows. */
// authorize: nobody finds it without the name.
export async function keepShortly(
	ctx: RealmContext,
	identifier: string,
	{ value, seconds }: { value: string; seconds: number },
): Promise<void> {
	const { internalAdapter } = await realmOf(ctx).auth.$context;
	const expiresAt = addSeconds(ctx.clock.now(), seconds);
	await internalAdapter.createVerificationValue({ identifier, value, expiresAt });
}

/** What was kept under a name; null when it is gone. */
// authorize: the name is the proof.
export async function readKept(ctx: RealmContext, identifier: string): Promise<string | null> {
	const { internalAdapter } = await realmOf(ctx).auth.$context;
	const kept = await internalAdapter.findVerificationValue(identifier);
	return kept && kept.expiresAt > ctx.clock.now() ? kept.value : null;
}

/** The same, for the last time: of several who ask at once, one gets it. */
// authorize: the name is the proof.
export async function takeKept(ctx: RealmContext, identifier: string): Promise<string | null> {
	const { internalAdapter } = await realmOf(ctx).auth.$context;
	const kept = await internalAdapter.consumeVerificationValue(identifier);
	return kept && kept.expiresAt > ctx.clock.now() ? kept.value : null;
}

/** Nothing is kept under that name any more. */
// authorize: the name is the proof.
export async function forgetKept(ctx: RealmContext, identifier: string): Promise<void> {
	const { internalAdapter } = await realmOf(ctx).auth.$context;
	await internalAdapter.deleteVerificationByIdentifier(identifier);
}
